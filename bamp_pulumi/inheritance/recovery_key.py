"""Find the key of the recovery Region that replicated backups are encrypted with."""

from importlib.metadata import version
from typing import Any, Final

import pulumi
from pulumi.runtime import invoke_async

from bamp_pulumi.errors import RefusedError

__all__ = ["RecoveryKeys"]

_GET_KEY: Final = "aws:kms/getKey:getKey"


class RecoveryKeys:
    """The key that the account stack keeps in the recovery Region, as each provider sees it."""

    def __init__(self, *, prefix: str | None, region: str) -> None:
        """Look for the key of a baseline in `region`, once for each provider, only when asked.

        Args:
            prefix: What the names of the baseline begin with; None for its default.
            region: The recovery Region.
        """
        self._prefix = prefix
        self._region = region
        self._found: dict[pulumi.ProviderResource | None, str] = {}

    async def arn_for(self, resource: pulumi.Resource) -> str:
        """Return the ARN of the key in the account of a resource.

        A replica names its key by ARN: by alias, every deployment would want to replace it.

        Raises:
            RefusedError: `BAMP-I05`, when there is none.
        """
        provider = resource.get_provider(_GET_KEY)
        if provider not in self._found:
            self._found[provider] = await self._look_up(provider)
        return self._found[provider]

    async def _look_up(self, provider: pulumi.ProviderResource | None) -> str:
        from bamp_pulumi.baseline import DEFAULT_PREFIX, Names  # noqa: PLC0415 - slow, seldom needed

        alias = Names.of((), self._prefix or DEFAULT_PREFIX).key_alias
        # As `aws.kms.get_key_output` does; but an Output that fails ends the run in Pulumi's own
        # words, before ours.
        options = pulumi.InvokeOptions(provider=provider, version=version("pulumi-aws"))
        arguments = {"keyId": alias, "region": self._region}
        try:
            # Any: the answer of a provider.
            key: Any = await invoke_async(_GET_KEY, arguments, options)
        except Exception as error:  # noqa: BLE001 - Pulumi raises no other kind
            raise RefusedError(
                "BAMP-I05",
                given=f"no key with the alias {alias} in {self._region}",
                allowed="the key that the account stack makes there",
                why="RDS encrypts a replicated backup with a key of the Region it goes to; "
                f"asked for it, AWS says: {_first_line(error)}",
                write="pulumi up on the account stack first, or a tier without copies",
            ) from None
        return str(key["arn"])


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
