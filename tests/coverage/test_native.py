"""What a service does for its own data: judged as inheritance raises it, over every row."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.catalog import DATA_STORES, UNKNOWN, DataStore, Setting
from bamp_pulumi.coverage import Status, cover
from bamp_pulumi.coverage.account import read_account
from bamp_pulumi.coverage.native import NativeProtection, judge_settings, window_of
from bamp_pulumi.coverage.result import NativeWindow
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.inheritance import apply_edits
from bamp_pulumi.inheritance.hardening import Hardening, harden
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

POLICY = default_policy()
SETTINGS = [(row, setting) for row in DATA_STORES for setting in row.settings]
NAMES = [f"{row.type}-{number}-{s.path}" for number, (row, s) in enumerate(SETTINGS)]
SPELLINGS: tuple[object, ...] = (
    None, UNKNOWN, True, False, 1, 0,
    "true", "True", "TRUE", "t", "1", "false", "False", "f", "0", "yes", "",
    *range(0, 40, 3), 7.0, 35.0, 7.5, 35.5, 90, 1000,
    "5", "7", "7.0", "7.5", "35", "35.0", "36.0", "90", "1000.0", "010", "0x23", "nan", "inf",
    "ENABLED", "Enabled", "enabled", "DISABLED", "AutoSnapshot", "06:00", "often",
    [], [7], {}, {"region": "us-west-2"}, [{"region": "us-west-2"}], [{"region": "eu-west-1"}],
    [{"region": UNKNOWN}], [{"region": "eu-west-1"}, {"region": UNKNOWN}], [UNKNOWN], ["us-west-2"],
)  # fmt: skip
EMPTY = read_account(Estate(resources=(), programs=()))


def only(row: DataStore, setting: Setting) -> DataStore:
    """Return the row with one setting, which counts as a protection."""
    return replace(row, settings=(replace(setting, protects=True),))


def with_value(setting: Setting, value: object) -> Mapping[str, object]:
    """Write one input at the path of a setting."""
    inputs: object = value
    for step in reversed(setting.path.split(".")):
        inputs = [inputs] if step.isdigit() else {step: inputs}
    assert isinstance(inputs, dict)
    return inputs  # pyright: ignore[reportUnknownVariableType] - wire names and values


def judged(row: DataStore, inputs: Mapping[str, object], tier: str) -> NativeProtection:
    """Ask coverage."""
    resource = Resource(
        urn="u", type=row.type, name="n", program="p", inputs=inputs, outputs={}, region="us-east-1"
    )
    return judge_settings(
        Subject(resource=resource, store=row, tags={}, tier_name=tier, policy=POLICY, account=EMPTY)
    )


def copies(tier: str) -> bool:
    """Return True if a tier copies to the recovery Region."""
    return POLICY.tier(tier).copies_to(POLICY.recovery_region)


def hardened(row: DataStore, inputs: Mapping[str, object], tier: str) -> Hardening:
    """Ask inheritance."""
    return harden(
        row,
        inputs,
        tier=POLICY.tier(tier),
        tier_name=tier,
        replica_region=POLICY.recovery_region if copies(tier) else "",
        secrets=(),
    )


@pytest.mark.parametrize(("row", "setting"), SETTINGS, ids=NAMES)
@pytest.mark.parametrize("tier", sorted(POLICY.tiers))
def test_inheritance_leaves_alone_exactly_what_coverage_is_satisfied_with(
    row: DataStore, setting: Setting, tier: str
) -> None:
    """In every spelling that a program may write; what neither can read, both say so of."""
    one = only(row, setting)
    for value in SPELLINGS:
        if value is None:
            continue
        inputs = with_value(setting, value)
        raised, found = hardened(one, inputs, tier), judged(one, inputs, tier)
        is_not_asked = bool(raised.left_alone)
        satisfied = is_not_asked or found.holds is True

        assert (satisfied and not found.findings) is not bool(raised.edits or raised.findings), (
            value
        )
        assert bool(raised.edits) is bool(found.findings), value


@pytest.mark.parametrize(("row", "setting"), SETTINGS, ids=NAMES)
@pytest.mark.parametrize("tier", sorted(POLICY.tiers))
def test_coverage_is_satisfied_with_all_that_inheritance_writes(
    row: DataStore, setting: Setting, tier: str
) -> None:
    """A value that is left out is always written, even where AWS's own would do today."""
    one = only(row, setting)
    for value in SPELLINGS:
        inputs: Mapping[str, object] = {} if value is None else with_value(setting, value)
        raised = hardened(one, inputs, tier)
        withheld = any(finding.code == "BAMP-I28" for finding in raised.findings)
        assert raised.edits or raised.left_alone or withheld or value is not None

        written = apply_edits(inputs, raised.edits)
        found = judged(one, written, tier)
        if raised.edits:
            assert found.findings == (), value
            # An hour that is written is the program's own: it is not asked for again.
            assert found.holds or hardened(one, written, tier).left_alone, value


def test_a_condition_that_nobody_knows_yet_leaves_a_weak_setting_open() -> None:
    """Perhaps the setting is not asked for at all; a strong one is fine in either case."""
    row, setting = next((r, s) for r, s in SETTINGS if s.unless and s.at_least is not None)
    hidden = with_value(replace(setting, path=setting.unless[0].path), UNKNOWN)
    one = only(row, setting)

    weak = judged(one, {**hidden, **with_value(setting, 0)}, "standard")
    assert (weak.holds, weak.findings) == (None, ())
    assert judged(one, {**hidden, **with_value(setting, 35)}, "standard").holds is True


def test_a_secret_that_lives_in_the_recovery_region_is_not_asked_for_a_replica_there() -> None:
    """AWS takes none in a secret's own Region."""
    row, setting = next((r, s) for r, s in SETTINGS if s.recovery_region)
    store = only(row, setting)
    resource = Resource(
        urn="u", type=row.type, name="n", program="p", inputs={}, outputs={}, region="us-west-2"
    )
    subject = Subject(
        resource=resource, store=store, tags={}, tier_name="", policy=POLICY, account=EMPTY
    )

    assert judge_settings(subject).findings == ()
    assert judge_settings(replace(subject, resource=replace(resource, region="us-east-1"))).findings


@pytest.mark.parametrize(
    ("lag_minutes", "days", "window"),
    [
        (5, 7, NativeWindow(days=7, lag_minutes=5)),
        (None, 7, None),
        (5, None, None),
        (5, 0, None),
        (None, None, None),
    ],
)
def test_a_window_needs_both_how_close_and_how_far_back(
    lag_minutes: int | None, days: int | None, window: NativeWindow | None
) -> None:
    """Without one of the two nothing is promised."""
    native = NativeProtection(
        holds=True, rpo_minutes=5, lag_minutes=lag_minutes, days=days, findings=(), how=""
    )

    assert window_of(native) == window


def test_a_service_is_known_to_keep_the_least_of_what_its_settings_say() -> None:
    """One that is not known leaves the whole unknown."""
    row, setting = next(
        (r, s) for r, s in SETTINGS if s.at_least is not None and not s.unless and s.default is None
    )
    two = replace(row, settings=(setting, replace(setting, path="other", unless=())))
    kept = with_value(setting, 9)

    assert judged(two, {**kept, "other": 8}, "standard").days == 8
    assert judged(two, {**kept, "other": 20}, "standard").days == 9
    assert judged(two, {**kept, "other": UNKNOWN}, "standard").days is None
    assert judged(two, {"other": UNKNOWN}, "standard").days is None
    assert judged(replace(row, settings=()), {}, "standard").days is None


def test_what_inheritance_switches_on_is_what_a_rehearsal_restores_from() -> None:
    """Daily snapshots of caches and the hour and a half they take; five minutes of a database."""

    def program() -> None:
        bamp.inherit(owner="shop")
        aws.memorydb.Cluster("memory", acl_name="a", node_type="t")
        aws.elasticache.ReplicationGroup("cache", description="d")
        aws.rds.Instance("db", instance_class="c", engine="postgres", storage_encrypted=True)

    found = cover(declare(program), POLICY, today=date(2026, 11, 28))

    assert {one.resource.name: one.native for one in found.resources} == {
        "memory": NativeWindow(days=35, lag_minutes=1_530),
        "cache": NativeWindow(days=7, lag_minutes=1_530),
        "db": NativeWindow(days=35, lag_minutes=5),
    }


def test_how_close_a_service_restores_is_said_only_where_it_protects() -> None:
    """A day of a cache with snapshots; nothing of one without."""

    def caches() -> None:
        aws.elasticache.ReplicationGroup("kept", description="d", snapshot_retention_limit=35)
        aws.elasticache.ReplicationGroup("lost", description="d")

    found = cover(declare(caches), POLICY, today=date(2026, 11, 28))

    assert {
        one.resource.name: (one.status, one.achieved_rpo_minutes) for one in found.resources
    } == {
        "kept": (Status.NATIVE, 1440),
        "lost": (Status.UNPROTECTED, None),
    }


@pytest.mark.parametrize(
    ("taken", "protects", "value", "codes"),
    [
        (False, True, False, ["BAMP-V19"]),
        (False, False, False, ["BAMP-V20"]),
        (True, True, False, ["BAMP-V20"]),
        (False, True, True, []),
    ],
)
def test_a_protection_that_is_off_is_all_there_is_where_aws_backup_takes_nothing(
    taken: bool,  # noqa: FBT001 - a parameter of the test
    protects: bool,  # noqa: FBT001 - as above
    value: bool,  # noqa: FBT001 - as above
    codes: list[str],
) -> None:
    """Elsewhere it is one of two."""
    table = next(row for row in DATA_STORES if row.type == "aws:dynamodb/table:Table")
    recovery = next(each for each in table.settings if each.protects)
    settings = (replace(recovery, protects=protects),)
    row = replace(table, abilities=table.abilities if taken else None, settings=settings)

    found = judged(row, with_value(recovery, value), "critical").findings

    assert [finding.id for finding in found] == codes


@pytest.mark.parametrize(
    ("given", "deployed", "shown"),
    [
        (35, 0, "0 in the deployed resource and 35 in the program"),
        (35, 3, "3 in the deployed resource and 35 in the program"),
    ],
)
def test_of_a_deployed_database_counts_what_is_deployed(
    given: int, deployed: int, shown: str
) -> None:
    """A change that waits for the maintenance window restores nothing until then."""
    found = judge_deployed(given, deployed)

    (finding,) = found.findings
    assert finding.id == "BAMP-V20"
    assert f"backupRetentionPeriod is {shown}; " in finding.message
    assert ("turns it on in its next maintenance window" in finding.message) is (deployed == 0)
    assert found.days == deployed


@pytest.mark.parametrize(
    ("given", "deployed"), [(35, 35), (35, UNKNOWN), (35, None), (UNKNOWN, 35)]
)
def test_what_is_deployed_as_the_program_says_is_enough(given: object, deployed: object) -> None:
    """A preview states nothing of what it is to create."""
    assert judge_deployed(given, deployed).findings == ()


def judge_deployed(given: object, deployed: object) -> NativeProtection:
    """Judge a critical database by its inputs, and by what its state says."""
    token = "aws:rds/instance:Instance"  # noqa: S105 - a type
    outputs = {} if deployed is None else {"backupRetentionPeriod": deployed}
    resource = Resource(
        urn="u", type=token, name="n", program="p", region="us-east-1", outputs=outputs,
        inputs={"backupRetentionPeriod": given, "copyTagsToSnapshot": True, "engine": "postgres"},
    )  # fmt: skip
    row = next(r for r in DATA_STORES if r.label == "RDS instance")
    subject = Subject(
        resource=resource, store=row, tags={}, tier_name="critical", policy=POLICY, account=EMPTY
    )
    return judge_settings(subject)
