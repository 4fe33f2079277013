"""What is looked for in a running account, and where: each Region for what it can have."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.catalog import OPT_IN_TYPES, types_not_offered
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.lambdas.health import LISTED_TYPES, Expected, types_of
from bamp_pulumi.lambdas.health.reading import NotAnsweredError
from bamp_pulumi.observed.session import Account

__all__ = [
    "REGIONS_ACTION",
    "Scope",
    "enabled_regions",
    "not_offered_by",
    "promised_regions",
    "scope_of",
]

REGIONS_ACTION = "ec2:DescribeRegions"
"""What listing the Regions of an account needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is looked for."""

    regions: tuple[str, ...]
    """Regions that are read, in the order that they were given."""
    types: tuple[str, ...]
    """Types that are looked for, as AWS Backup names them, else CloudFormation."""
    lacking: Mapping[str, tuple[str, ...]]
    """By Region, the types of these that are not there."""
    left_out: tuple[str, ...]
    """Types that are not looked for: nothing is promised of them, or no list call is known."""

    def types_in(self, region: str) -> tuple[str, ...]:
        """Return the types that are looked for in a Region."""
        lacking = self.lacking.get(region, ())
        return tuple(each for each in self.types if each not in lacking)


def promised_regions(manifest: Manifest) -> tuple[str, ...]:
    """Return the Regions that a policy makes recovery points in, the primary one first."""
    policy = manifest.policy
    copies = (
        copy.destination_region
        for tier in policy.tiers.values()
        for rule in tier.rules
        for copy in rule.copies
        if not copy.destination_account_id
    )
    return tuple(dict.fromkeys((policy.primary_region, policy.recovery_region, *copies)))


def enabled_regions(account: Account) -> tuple[str, ...]:
    """Return the Regions that an account has enabled, sorted.

    Raises:
        RefusedError: `BAMP-P23`, when AWS does not say.
    """
    try:
        answer = account.asker().ask(account.region, "ec2", "DescribeRegions", {})
    except NotAnsweredError as error:
        raise RefusedError(
            "BAMP-P23",
            given=f"--all-regions, and AWS does not say which there are ({error.why}: "
            f"{error.message})",
            allowed=f"{REGIONS_ACTION}, or Regions that are named",
            why="house rule: which Regions were not looked at has to be known",
            write=f"bamp coverage --region {account.region}",
        ) from error
    return tuple(sorted(str(each["RegionName"]) for each in answer["Regions"]))


def not_offered_by(manifest: Manifest) -> Mapping[str, tuple[str, ...]]:
    """Return the types that AWS Backup does not offer, by Region, as a manifest has it."""
    return {
        region: tuple(one.name for one in OPT_IN_TYPES if one.name not in opted.types)
        for region, opted in manifest.opt_in.items()
    }


def scope_of(
    expected: Expected, regions: Iterable[str], has_endpoint: Callable[[str, str], bool]
) -> Scope:
    """Decide what is looked for.

    A type is left out of a Region where AWS Backup certainly does not support it and AWS's own list
    of endpoints has none of its service: then none can be there.

    Args:
        expected: What is promised.
        regions: Regions to read.
        has_endpoint: Whether the service of a type has an endpoint in a Region, as far as is known.
    """
    types = types_of(expected)
    where = tuple(dict.fromkeys(regions))
    return Scope(
        regions=where,
        types=types,
        lacking={
            region: tuple(
                each
                for each in types_not_offered(region)
                if each in types and not has_endpoint(each, region)
            )
            for region in where
        },
        left_out=tuple(sorted({*LISTED_TYPES, *expected.types}.difference(types))),
    )
