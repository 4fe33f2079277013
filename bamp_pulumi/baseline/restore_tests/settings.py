"""What decides in the restore tests of an account."""

import json
import re
from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import Field, Strict, model_validator

from bamp_pulumi.baseline.value import Value
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.lambdas.restore import VALIDATIONS_SCHEMA, unpack_validations
from bamp_pulumi.policy import Bounds, Region, Spelling, TagText, Tier, TierName

__all__ = [
    "TESTED_TYPES",
    "RestoreTestSettings",
    "RestoreTestsSettings",
    "TestedType",
    "require_promised_tests",
]

TestedType = Literal[
    "Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "Neptune", "RDS", "S3"
]
"""AWS Backup's names of the types that restore testing restores without being told more.

Of a file system of FSx AWS Backup cannot infer everything: a directory or a storage virtual machine
has to be named, which only its own program knows.
"""

TESTED_TYPES: Final[tuple[TestedType, ...]] = (
    "Aurora",
    "DocumentDB",
    "DynamoDB",
    "EBS",
    "EC2",
    "EFS",
    "Neptune",
    "RDS",
    "S3",
)
"""All of them."""

_Hours = Annotated[
    int,
    Strict(),
    Bounds(low=1, high=168, unit="hours", why="AWS Backup accepts 1 to 168 hours"),
]


_Port = Annotated[
    int,
    Strict(),
    Bounds(low=1, high=65_535, unit="as a port", why="TCP has no other ports"),
]
_Zone = Annotated[
    str,
    Spelling(
        code="BAMP-B11",
        pattern=r"[a-z]{2}(-[a-z]+)+-[0-9][a-z]",
        allowed="the name of an Availability Zone, such as us-east-1a",
        why="Amazon VPC makes a subnet in one zone, and knows it by its name",
        nearest=lambda value: f"{value.strip().casefold()}a"[:16] or "us-east-1a",
    ),
]


class RestoreTestSettings(Value, frozen=True):
    """How restores are tested; which tiers are tested, and how often, the policy promises."""

    resource_types: Annotated[tuple[TestedType, ...], Field(min_length=1)] = TESTED_TYPES
    """Types that are tested. Default: all that need no overrides of their own."""

    start_window_hours: _Hours = 6
    """A restore that could not start by then fails. Hours, 1 to 168. Default: 6, which the rules of
    the default policy leave free."""

    validation_hours: _Hours = 4
    """What was restored is deleted after that at the latest, validated or not. Hours, 1 to 168."""

    database_ports: Annotated[tuple[_Port, ...], Field(min_length=1)] = (3306, 5432)
    """Ports of restored databases that the validator may reach. Default: those of MySQL and
    PostgreSQL."""

    availability_zones: Annotated[tuple[_Zone, ...], Field(max_length=2)] = ()
    """Two zones of the Region, for the two subnets. Default: its `a` and `b`."""

    validations: tuple[Mapping[str, object], ...] = ()
    """What has to hold of what is restored, as `validations.json` has it."""

    rds_certificates: str | None = None
    """File with the certificates of Amazon RDS, in PEM, beside the program."""

    @model_validator(mode="after")
    def _validations_are_read(self) -> Self:
        document: dict[str, object] = {
            "schema": VALIDATIONS_SCHEMA,
            "default_tier": "",
            "rto_minutes": dict[str, int](),
            "validations": self.validations,
        }
        try:
            unpack_validations(json.dumps(document))
        except (TypeError, ValueError) as error:
            raise RefusedError(
                "BAMP-B61",
                given=f"validations of which one cannot be read: {error}",
                allowed="the fields of a validation, as its how-to page lists them",
                why="house rule: a field that the validator does not know would be a check that "
                "never runs",
                write="validations=[{'resource': 'arn:aws:rds:*:*:db:orders', 'least': "
                "{'public.orders: rows': 1000}}]",
                path="validations",
            ) from error
        return self

    @property
    def connects_by_token(self) -> bool:
        """Return True if a validation connects as a database user without a secret."""
        return any(one.get("user") and not one.get("secret") for one in self.validations)


_TestsName = Annotated[
    str,
    Spelling(
        code="BAMP-B11",
        pattern=r"[A-Za-z][A-Za-z0-9_-]{1,15}",
        allowed="2 to 16 letters, digits and - _, a letter first",
        why="AWS Backup limits names of restore testing plans to 50, and the plans add to it",
        nearest=lambda value: re.sub(r"[^A-Za-z0-9_-]+", "-", value).strip("-")[:16] or "restores",
    ),
]


class RestoreTestsSettings(Value, frozen=True):
    """What decides in a `RestoreTests`."""

    tiers: Mapping[TierName, Tier] = Field(
        examples=[{"standard": {"restore_tests": {"quarterly": True}}}]
    )
    tests: RestoreTestSettings = RestoreTestSettings()
    tests_name: _TestsName = Field(examples=["bamp"])
    alerts_name: str | None = None
    region: Region | None = None
    owner: TagText = "platform"

    @model_validator(mode="after")
    def _something_is_tested(self) -> Self:
        require_promised_tests(self.tiers, "tiers")
        return self


def require_promised_tests(tiers: Mapping[str, Tier], path: str) -> None:
    """Make sure that some tier promises restore tests.

    Args:
        tiers: Tiers by name.
        path: Where they are written.

    Raises:
        RefusedError: `BAMP-B60`, when none does.
    """
    if any(tier.restore_tests.frequencies for tier in tiers.values()):
        return
    first = next(iter(tiers), "standard")
    place = f"{path}.{first}.restore_tests"
    raise RefusedError(
        "BAMP-B60",
        given=f"restore tests, and {path} that promise none",
        allowed="restore_tests of a tier with weekly or quarterly",
        why="house rule: the policy promises which tiers are tested and how often, and nothing is "
        "tested that nobody relies on",
        write=f"{place}={{'quarterly': True}}",
        path=path,
        edits=((place, {"quarterly": True}),),
    )
