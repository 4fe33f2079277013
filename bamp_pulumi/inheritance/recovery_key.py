"""Find the key of the recovery Region that replicated backups are encrypted with."""

from typing import Final

import pulumi

from bamp_pulumi.errors import RefusedError

__all__ = ["RecoveryKeys"]

_GET_KEY: Final = "aws:kms/getKey:getKey"


class RecoveryKeys:
    """The key that the account stack keeps in the recovery Region, as each provider sees it."""

    def __init__(self, *, alias: str, region: str) -> None:
        """Look for `alias` in `region`, once for each provider, and only when asked."""
        self._alias = alias
        self._region = region
        self._found: dict[pulumi.ProviderResource | None, pulumi.Output[str]] = {}

    async def arn_for(self, resource: pulumi.Resource) -> pulumi.Output[str]:
        """Return the ARN of the key in the account of a resource.

        Raises:
            RefusedError: `BAMP-I05`, when there is none.
        """
        provider = resource.get_provider(_GET_KEY)
        if provider not in self._found:
            self._found[provider] = await self._look_up(provider)
        return self._found[provider]

    async def _look_up(self, provider: pulumi.ProviderResource | None) -> pulumi.Output[str]:
        import pulumi_aws as aws  # noqa: PLC0415 - slow to load, and seldom needed

        key = aws.kms.get_key_output(
            key_id=self._alias,
            region=self._region,
            opts=pulumi.InvokeOutputOptions(provider=provider),
        )
        try:
            await key.is_known()
        except Exception:  # noqa: BLE001 - the provider's error is a plain Exception
            raise RefusedError(
                "BAMP-I05",
                given=f"no key with the alias {self._alias} in {self._region}",
                allowed="the key that the account stack makes there",
                why="RDS encrypts a replicated backup with a key of the Region it goes to",
                write="pulumi up on the account stack first, or a tier without copies",
            ) from None
        return key.arn
