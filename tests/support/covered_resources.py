"""Resources as coverage judges them, written by hand."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from bamp_pulumi.catalog import DATA_STORES
from bamp_pulumi.coverage import CoveredCopy, CoveredRule, ResourceCoverage, Status
from bamp_pulumi.estate import Resource

HERE, THERE = "us-east-1", "us-west-2"
ACCOUNT = "111122223333"
START = datetime(2027, 1, 1, tzinfo=UTC)


def rule(  # noqa: PLR0913 - the parts of a rule, all of them named
    name: str = "daily",
    schedule: str = "cron(0 2 ? * * *)",
    *,
    days: int | None = 30,
    window: int = 60,
    continuous: bool = False,
    timezone: str = "UTC",
    vault: str = "main",
    plan: str = "standard",
) -> CoveredRule:
    """Write a rule."""
    return CoveredRule(
        plan=plan,
        rule=name,
        schedule=schedule,
        timezone=timezone,
        retention_days=days,
        continuous=continuous,
        vault=vault,
        region=HERE,
        start_window_minutes=window,
    )


def copy(of: str = "daily", *, days: int | None = 90, plan: str = "standard") -> CoveredCopy:
    """Write a copy action."""
    return CoveredCopy(
        plan=plan, rule=of, region=THERE, account_id=ACCOUNT, vault="recovery", retention_days=days
    )


def covered(
    *rules: CoveredRule, copies: tuple[CoveredCopy, ...] = (), label: str = "RDS instance"
) -> ResourceCoverage:
    """Write a resource of a type that AWS Backup knows."""
    store = next(row for row in DATA_STORES if row.label == label)
    resource = Resource(
        urn=f"urn:pulumi:prod::shop::{store.type}::it",
        type=store.type,
        name="it",
        program="shop/prod",
        inputs={},
        outputs={},
        region=HERE,
        account_id=ACCOUNT,
    )
    return ResourceCoverage(
        resource=resource,
        label=label,
        store=store,
        status=Status.PROTECTED,
        how="",
        rules=rules,
        copies=copies,
        cadences=tuple(one.cadence for one in rules),
    )


def elsewhere(one: ResourceCoverage, name: str) -> ResourceCoverage:
    """Give a resource another name."""
    return replace(one, resource=replace(one.resource, name=name, urn=f"{one.resource.urn}-{name}"))


RULES = st.builds(
    rule,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["cron(0 2 ? * * *)", "cron(0 * ? * * *)", "cron(0 5 1 * ? *)"]),
    days=st.sampled_from([1, 7, 35, 400, None]),
    window=st.sampled_from([60, 300]),
    continuous=st.booleans(),
    vault=st.sampled_from(["main", "second"]),
    plan=st.sampled_from(["p", "q"]),
).filter(lambda made: not made.continuous or (made.retention_days or 99) <= 35)


@st.composite
def resources(draw: st.DrawFn) -> ResourceCoverage:
    """Draw a resource with rules, each name once in a plan, and copies of some of them."""
    drawn = draw(st.lists(RULES, min_size=1, max_size=4))
    rules: dict[tuple[str, str], CoveredRule] = {(r.plan, r.rule): r for r in drawn}
    copies = tuple(
        copy(r.rule, days=days, plan=r.plan)
        for r in rules.values()
        if (days := draw(st.sampled_from([0, 30, 400])))
    )
    return covered(*rules.values(), copies=copies)
