"""What an account publishes about its baseline, for service stacks, previews and health checks.

An SSM parameter holds it, so it is compact: the policy leaves out every value that is its default.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal, Self, cast

from pydantic import ConfigDict, Field, PlainSerializer, model_validator

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.names import DEFAULT_PREFIX, Names
from bamp_pulumi.baseline.opt_in import (
    not_offered_in,
    render_management,
    render_opt_in,
)
from bamp_pulumi.baseline.value import Value
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import AccountId, BackupPolicy, Region, parse
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["MANIFEST_MAX_BYTES", "MANIFEST_SCHEMA", "Manifest", "RegionOptIn"]

MANIFEST_SCHEMA: Final = "bamp.manifest/1"

MANIFEST_MAX_BYTES: Final = 8_192
"""Largest value of an SSM parameter, in the advanced tier.

Source: Systems Manager API, PutParameter, Value (read 2026-11-22).
"""


def _without_defaults(policy: BackupPolicy) -> dict[str, object]:
    document = policy.model_dump(mode="json", exclude={"tiers"}, exclude_defaults=True)
    tiers = {
        name: tier.model_dump(mode="json", exclude_defaults=True)
        for name, tier in policy.tiers.items()
    }
    return {**document, "tiers": tiers}


class RegionOptIn(Value, frozen=True):
    """The resource types that AWS Backup is opted in for in one Region."""

    types: tuple[str, ...]
    """Resource types that are opted in, in AWS Backup's names."""

    managed: tuple[str, ...]
    """Resource types whose backups AWS Backup manages fully, where that is a setting."""


class Manifest(Value, frozen=True):
    """The baseline of one account, in plain values."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    schema_: Annotated[Literal["bamp.manifest/1"], Field(alias="schema")] = MANIFEST_SCHEMA
    """Version of this document."""

    account_id: AccountId | None
    """The account, 12 digits; None in a manifest that was made without knowing it, by
    `bamp manifest` from a program that names no account. A preview then takes it for the manifest
    of the account of the programs beside it, and says so."""

    partition: str = "aws"
    """`aws`, `aws-us-gov` or `aws-cn`. Default: `aws`."""

    primary_region: Region
    """Region of the vault of the backups, and of the plans."""

    recovery_region: Region
    """Region of the vault of the copies."""

    names: Names
    """What everything is called."""

    opt_in: Mapping[str, RegionOptIn]
    """Opt-in by Region."""

    policy: Annotated[BackupPolicy, PlainSerializer(_without_defaults)]
    """The whole policy."""

    @classmethod
    def of(
        cls,
        policy: BackupPolicy,
        account: Account,
        *,
        prefix: str = DEFAULT_PREFIX,
        not_offered: Mapping[str, Iterable[str]] | None = None,
    ) -> "Manifest":
        """Return the manifest of the baseline that a policy gives.

        Args:
            policy: The policy.
            account: The account.
            prefix: What all names begin with. Default: `bamp`.
            not_offered: Resource types that AWS Backup does not offer, by Region. Default: those
                that AWS's guide does not support there.
        """
        return cls(**_fields(policy, account, prefix, not_offered or {}))

    @classmethod
    def text_of(
        cls,
        policy: BackupPolicy,
        account: Account,
        *,
        prefix: str = DEFAULT_PREFIX,
        not_offered: Mapping[str, Iterable[str]] | None = None,
    ) -> str:
        """Return the text that `of` would write, however large, also of an incomplete policy."""
        return _written(cls.model_construct(**_fields(policy, account, prefix, not_offered or {})))

    def without_account(self) -> "Manifest":
        """Return the manifest as it can be stated where nobody knows the account."""
        return self.model_copy(update={"account_id": None})

    @classmethod
    def parse(cls, text: str) -> "Manifest":
        """Read a manifest from its JSON text.

        Raises:
            RefusedError: `BAMP-B08`, when it is not a JSON object.
            PolicyError: Everything that is refused in it; see `parse`.
        """
        try:
            document: object = parse_json(text)
        except UnreadableError:
            document = None
        if not isinstance(document, Mapping):
            raise RefusedError(
                "BAMP-B08",
                given=f"{text[:60]!r}",
                allowed="the JSON object that `Manifest.to_json` writes",
                why="house rule: a manifest that cannot be read does not describe an account",
                write="the value of the SSM parameter /bamp/baseline, unchanged",
            )
        return parse(cls, cast("Mapping[str, object]", document))  # JSON: keys are strings

    def to_json(self) -> str:
        """Write the manifest as compact JSON, the same text for the same baseline.

        Raises:
            RefusedError: `BAMP-B07`, when it is larger than an SSM parameter.
        """
        text = _written(self)
        size = len(text.encode())
        if size > MANIFEST_MAX_BYTES:
            raise RefusedError(
                "BAMP-B07",
                given=f"a policy of {len(self.policy.tiers)} tiers, whose manifest takes {size} "
                "bytes",
                allowed=f"{MANIFEST_MAX_BYTES} bytes",
                why="AWS Systems Manager keeps no larger parameter, and service stacks read the "
                "manifest from one",
                write="fewer tiers, or shorter descriptions",
                path="tiers",
            )
        return text

    @model_validator(mode="after")
    def _agrees_with_its_policy(self) -> Self:
        said = (self.primary_region, self.recovery_region, *sorted(self.names.plans))
        policy = self.policy
        meant = (policy.primary_region, policy.recovery_region, *sorted(policy.tiers))
        if said != meant:
            raise RefusedError(
                "BAMP-B09",
                given=f"a manifest that says {', '.join(said)}",
                allowed=f"what its policy says: {', '.join(meant)}",
                why="house rule: Regions and plans follow from the policy; an edited manifest "
                "would tell service stacks of a baseline that does not exist",
                write="pulumi up on the account stack, which writes it anew",
            )
        return self


def _written(manifest: Manifest) -> str:
    document = manifest.model_dump(mode="json", by_alias=True)
    return json.dumps(document, separators=(",", ":"), sort_keys=True)


def _fields(
    policy: BackupPolicy,
    account: Account,
    prefix: str,
    not_offered: Mapping[str, Iterable[str]],
) -> dict[str, Any]:  # Any: fields of the manifest, each of another type
    return {
        "account_id": account.account_id,
        "partition": account.partition,
        "primary_region": policy.primary_region,
        "recovery_region": policy.recovery_region,
        "names": Names.of(policy.tiers, prefix),
        "opt_in": {
            region: RegionOptIn(
                types=tuple(render_opt_in(not_offered_in(region, not_offered))),
                managed=tuple(render_management(not_offered_in(region, not_offered))),
            )
            for region in (policy.primary_region, policy.recovery_region)
        },
        "policy": policy,
    }
