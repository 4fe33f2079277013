"""Which of two values keeps more is declared for each value that a snapshot holds."""

from datetime import date
from typing import Any, Final

import pytest

from bamp_pulumi.changes import Aspect, Direction, Snapshot, changes
from bamp_pulumi.changes.meanings import MEANINGS
from bamp_pulumi.changes.snapshot import (
    CopyState,
    DecisionState,
    ExpiryState,
    ExposureState,
    FindingState,
    NoticeState,
    PartState,
    PlanRuleState,
    PlanState,
    RuleState,
    StoreState,
    TierState,
    VaultState,
)
from bamp_pulumi.changes.state import State
from bamp_pulumi.coverage import Severity, Status

DECLARED: Final[dict[str, Any]] = {  # Any: fields of a snapshot
    "program": "shop/prod",
    "urn": "urn:pulumi:prod::shop::t::a",
    "type": "aws:kms/key:Key",
    "name": "a",
    "settings": {"handler": "x"},
    "read": {"rotationPeriodInDays": ("90",)},
    "secrets": {"value": "x"},
    "guards": {"protect": True},
}
COPY: Final = CopyState(
    plan="p", rule="daily", region="us-west-2", account_id="1", vault="far", retention_days=30
)
RULE: Final[dict[str, Any]] = {  # Any: as above
    "rule": "daily",
    "vault": "main",
    "schedule": "cron(0 2 ? * * *) UTC",
    "interval_minutes": 1440,
    "retention_days": 30,
    "continuous": True,
}
STORE: Final = StoreState(
    **DECLARED,
    label="key",
    region="us-east-1",
    status=Status.PROTECTED,
    how="daily",
    tier="standard",
    owner="shop",
    exempt_until=None,
    rpo_minutes=60,
    rto_minutes=60,
    achieved_rpo_minutes=60,
    native_days=7,
    noncurrent_days=30,
    expiries=(),
    exposure=(ExposureState(region="us-east-1", at_most_minutes=60, known=True),),
    rules=(RuleState(**RULE, plan="p", region="us-east-1"),),
    copies=(COPY,),
)
VAULT: Final = VaultState(
    **DECLARED,
    vault="main",
    region="us-east-1",
    account_id="1",
    key="mine",
    key_is_customers=True,
    locked=True,
    compliance=True,
    changeable_for_days=3,
    min_retention_days=7,
    max_retention_days=365,
)
PLAN: Final = PlanState(
    **DECLARED,
    plan="p",
    region="us-east-1",
    rules=(
        PlanRuleState(
            **RULE,
            start_window_minutes=60,
            completion_window_minutes=120,
            cold_after_days=90,
            air_gapped_vault="gap",
            copies=(COPY,),
            unknown=(),
        ),
    ),
)
TIER: Final = TierState(
    tier="standard",
    rpo_minutes=60,
    rto_minutes=60,
    native_retention_days=7,
    noncurrent_version_days=30,
)
FINDING: Final = FindingState(
    id="BAMP-V01", severity=Severity.ERROR, program="", urn="", message="it"
)
NOTICE: Final = NoticeState(
    fault="plan-deleted",
    program="shop/prod",
    urn=STORE.urn,
    notified=True,
    recipients={"email a": 5},
)
DECISION: Final = DecisionState(path="no_alerts", reason="r", owner="o", until=date(2027, 1, 1))
WHOLE: Final = Snapshot(
    tiers=(TIER,),
    decisions=(DECISION,),
    decision_max_days=731,
    stores=(STORE,),
    vaults=(VAULT,),
    plans=(PLAN,),
    parts=(PartState(**DECLARED),),
    findings=(FINDING,),
    notices=(NOTICE,),
)
NAMES: Final = {
    DecisionState: {"path"},
    ExposureState: {"region"},
    FindingState: {"id", "program", "urn", "message"},
    NoticeState: {"fault", "program", "urn"},
    TierState: {"tier"},
    # A rule of another plan that does the same is as good.
    RuleState: {"rule", "region", "plan"},
    PlanRuleState: {"rule"},
    CopyState: {"plan", "rule", "region", "account_id"},
    StoreState: {"label", "how"},
    VaultState: {"vault", "account_id"},
    PlanState: {"plan"},
    PartState: set[str](),
}
"""Fields by which something is known: another value is another thing, or words for it."""
OF_ALL: Final = {"program", "urn", "aliases", "type", "name", "source"}
WORSE: Final[dict[str, Any]] = {  # Any: as above
    "settings": {"handler": "y"},
    "read": {"rotationPeriodInDays": ("2560",)},
    "secrets": {"value": "y"},
    "guards": {"protect": False},
    "region": "eu-west-1",
    "status": Status.UNPROTECTED,
    "tier": "",
    "owner": "",
    "exempt_until": date(2027, 1, 1),
    "exposure": (ExposureState(region="us-east-1", at_most_minutes=90, known=True),),
    "rules": (),
    "copies": (),
    "vault": "other",
    "schedule": "cron(0 2 1 * ? *) UTC",
    "continuous": False,
    "known": False,
    "key": "",
    "air_gapped_vault": "",
    "unknown": ("lifecycle",),
    "severity": Severity.WARNING,
    "reason": "other",
    "until": date(2028, 1, 1),
    "notified": False,
    "native_default": 1,
    "recipients": {},
    "expiries": (ExpiryState(current=True, prefix="", chosen_by=(), days=1),),
}
LESS: Final = frozenset(
    {"retention_days", "min_retention_days", "native_days", "native_retention_days"}
    | {"noncurrent_version_days", "noncurrent_days", "cold_after_days"}
)
NOT_BY_THEMSELVES: Final = {
    "region",
    "interval_minutes",
    "native_left_out",
    "left_out",
    "serves_no_backup",
    "denies",
    "expiry_holders",
    "noncurrent_days",
}
"""Part of another field: the Region of a resource is an input, an interval its schedule's, what
becomes of days and inputs that are left out decides how these are read, that no backup is made with
a role, and what an attached policy denies, what their deletion is, and of expiries the least days
are one and who writes them decides where they are told."""


def worse(field: str, value: object) -> object:
    """Return another value of a field, the worse one."""
    if field in WORSE:
        return WORSE[field]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value - 1 if field in LESS else value + 1
    assert value is None, field
    return 30


def edited(one: State, field: str) -> State:
    """Return a state with the worse value of one field."""
    new = {field: worse(field, getattr(one, field))}
    if field == "schedule":
        new["interval_minutes"] = 44_640
    return one.model_copy(update=new)


CASES: Final = [
    pytest.param(place, index, field, id=f"{type(part).__name__}.{field}")
    for place, index, part in (
        ("stores", None, STORE),
        ("stores", "rules", STORE.rules[0]),
        ("stores", "copies", STORE.copies[0]),
        ("stores", "exposure", STORE.exposure[0]),
        ("vaults", None, VAULT),
        ("plans", None, PLAN),
        ("plans", "rules", PLAN.rules[0]),
        ("tiers", None, TIER),
        ("decisions", None, DECISION),
        ("parts", None, WHOLE.parts[0]),
        ("findings", None, FINDING),
        ("notices", None, NOTICE),
    )
    for field in type(part).model_fields
    if field not in OF_ALL | NAMES[type(part)] | NOT_BY_THEMSELVES
]


@pytest.mark.parametrize("aspect", Aspect)
def test_of_each_aspect_it_is_declared_which_value_is_better(aspect: Aspect) -> None:
    """With a reason: a value without one cannot be compared."""
    assert MEANINGS[aspect].why


@pytest.mark.parametrize(("place", "inner", "field"), CASES)
def test_each_value_that_a_snapshot_holds_is_compared(
    place: str, inner: str | None, field: str
) -> None:
    """The worse one is a loss, or not ruled out to be one; nothing that is held is passed over."""
    (part,) = getattr(WHOLE, place)
    if inner is None:
        now = edited(part, field)
    else:
        (one,) = getattr(part, inner)
        now = part.model_copy(update={inner: (edited(one, field),)})
    found = changes(WHOLE, WHOLE.model_copy(update={place: (now,)}))

    directions = {change.direction for change in found.changes}
    neither = {"owner", "vault", "key", "settings", "secrets", "severity", "reason"}
    if field in neither:
        assert directions
    else:
        assert directions & {Direction.LOST, Direction.UNSURE}


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        # AWS Backup fails the jobs that ask for longer: whether one does is not asked here.
        (3650, 20, Direction.UNSURE),
        (None, 20, Direction.UNSURE),
        (20, 3650, Direction.LOST),
        (20, None, Direction.LOST),
    ],
)
def test_a_lesser_greatest_retention_of_a_lock_is_no_gain(
    before: int | None, after: int | None, direction: Direction
) -> None:
    """And one that goes is a loss."""
    was, now = (VAULT.model_copy(update={"max_retention_days": days}) for days in (before, after))
    found = changes(
        WHOLE.model_copy(update={"vaults": (was,)}), WHOLE.model_copy(update={"vaults": (now,)})
    )

    assert [(c.direction, c.aspect) for c in found.changes] == [(direction, Aspect.MOST)]
