"""One database in a small account as the health check reads it, all of it sound."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bamp_pulumi.lambdas.health import Expected, ExpectedRule, ReasonKind, Standing, Weight, judge
from bamp_pulumi.lambdas.health.records import Job, JobKind, Key, Point, Seen, Store, Vault

__all__ = [
    "ACCOUNT_ID",
    "AT",
    "COPY",
    "DAILY",
    "DAY",
    "EXPECTED",
    "HERE",
    "HOUR",
    "KEYS",
    "LIVE",
    "SEEN",
    "STORE",
    "THERE",
    "expecting",
    "job",
    "kinds",
    "point",
    "stand",
    "vault",
]

HERE, THERE, ACCOUNT_ID = "us-east-1", "us-west-2", "111122223333"
AT: Final = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
KEYS: Final = {
    "main/us-east-1": "arn:aws:kms:us-east-1:111122223333:key/main",
    "recovery/us-west-2": "arn:aws:kms:us-west-2:111122223333:key/recovery",
}
DAILY: Final = ExpectedRule(
    rule="daily", region=HERE, vault="main", at_most=30 * HOUR, retention_days=30
)
COPY: Final = ExpectedRule(
    rule="daily",
    region=THERE,
    vault="recovery",
    at_most=32 * HOUR,
    retention_days=30,
    is_copy=True,
    under_vault_key=True,
)
LIVE: Final = ExpectedRule(
    rule="live",
    region=HERE,
    vault="main",
    at_most=30 * HOUR,
    retention_days=35,
    continuous=True,
    restorable_lag=timedelta(minutes=15),
)
STORE: Final = Store(
    arn="arn:aws:rds:us-east-1:111122223333:db:orders",
    type="RDS",
    region=HERE,
    name="orders",
    tags={"backup-tier": "standard", "backup-owner": "shop"},
    created_at=AT - 200 * DAY,
    native_days=7,
    restorable_until=AT - timedelta(minutes=5),
    replica_regions=(THERE,),
)


def expecting(*rules: ExpectedRule, **fields: Any) -> Expected:  # noqa: ANN401 - fields of it
    """Promise some rules to databases of tier `standard`."""
    whole: dict[str, Any] = {  # Any: as above
        "primary_region": HERE,
        "recovery_region": THERE,
        "default_tier": "",
        "rules": {"standard": {"RDS": rules}, "critical": {}},
        "native_days": {"standard": {"RDS": 7, "AWS::Cassandra::Table": 1}},
        "keys": KEYS,
        "locked": frozenset(KEYS),
        "replicated": {"standard": frozenset({"RDS"})},
    }
    return Expected(**{**whole, **fields})


def point(rule: ExpectedRule = DAILY, /, *, age: timedelta = 10 * HOUR, **fields: Any) -> Point:  # noqa: ANN401 - fields of a point
    """Make a recovery point as a rule makes it."""
    days = rule.retention_days
    created_at = AT - age
    made = Point(
        arn=f"arn:{rule.rule}:{rule.region}:{age}",
        resource_arn=STORE.arn,
        resource_type="RDS",
        vault=rule.vault,
        region=rule.region,
        status="COMPLETED",
        created_at=created_at,
        deletes_at=None if days is None else created_at + days * DAY,
        retention_days=days,
        key_arn=KEYS[f"{rule.vault}/{rule.region}"],
        rule=rule.rule,
        size_bytes=2_000_000_000,
    )
    return replace(made, **fields)


def job(**fields: Any) -> Job:  # noqa: ANN401 - fields of a job
    """Make a backup job of the daily rule, done an hour ago."""
    made = Job(
        id="job-1",
        kind=JobKind.BACKUP,
        resource_arn=STORE.arn,
        region=HERE,
        state="COMPLETED",
        created_at=AT - 2 * HOUR,
        completed_at=AT - HOUR,
        rule="daily",
    )
    return replace(made, **fields)


def vault(name: str, region: str) -> Vault:
    """Make a vault as it is promised."""
    arn = f"arn:aws:backup:{region}:{ACCOUNT_ID}:backup-vault:{name}"
    return Vault(name=name, arn=arn, region=region, key_arn=KEYS[f"{name}/{region}"], locked=True)


EXPECTED: Final = expecting(DAILY, COPY)
SEEN: Final = Seen(
    account_id=ACCOUNT_ID,
    at=AT,
    regions=(HERE, THERE),
    stores=(STORE,),
    points=(point(), point(COPY), point(age=34 * HOUR), point(COPY, age=34 * HOUR)),
    vaults=(vault("main", HERE), vault("recovery", THERE)),
    keys=tuple(
        Key(arn=arn, region=named.rpartition("/")[2], state="Enabled")
        for named, arn in KEYS.items()
    ),
    opted_in={HERE: {"RDS": True}, THERE: {"RDS": True}},
)


def stand(
    *,
    expected: Expected = EXPECTED,
    store: dict[str, Any] | None = None,  # Any: fields of the store
    **fields: Any,  # noqa: ANN401 - fields of what was seen
) -> Standing:
    """Judge the account with some fields put over, and return how its first store stands."""
    stores = (replace(STORE, **(store or {})),)
    return judge(expected, replace(SEEN, **{"stores": stores, **fields}))[0]


def kinds(standing: Standing, *weights: Weight) -> set[ReasonKind]:
    """Return of which kinds the reasons are; of all weights unless some are given."""
    wanted = weights or tuple(Weight)
    return {each.kind for each in standing.reasons if each.weight in wanted}
