"""Events about what is not well: which, of what, in what words, in requests that AWS takes."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from bamp_pulumi.baseline import ALERT_KINDS
from bamp_pulumi.lambdas.health import (
    Expected,
    ExpectedRule,
    Reason,
    ReasonKind,
    Standing,
    State,
    Subject,
    Weight,
)
from bamp_pulumi.lambdas.health.reporting import (
    ALERTS_OF,
    BACKUP_MISSING,
    NOT_AS_PROMISED,
    NOT_SEEN,
    Account,
    Entry,
    batches,
    events_of,
)
from bamp_pulumi.signals import match_event

# Any: an event as rules see it.
NOW: Final = datetime(2026, 11, 29, 12, tzinfo=UTC)
ARN: Final = "arn:aws:rds:us-east-1:111122223333:db:orders"
ROLE: Final = "arn:aws:iam::111122223333:role/bamp-backup"


def rule(*, is_copy: bool = False) -> ExpectedRule:
    """Return a daily rule, or its copy."""
    return ExpectedRule(
        rule="daily",
        region="us-west-2" if is_copy else "us-east-1",
        vault="recovery" if is_copy else "main",
        at_most=timedelta(hours=26),
        retention_days=35,
        is_copy=is_copy,
    )


EXPECTED: Final = Expected(
    primary_region="us-east-1",
    recovery_region="us-west-2",
    default_tier="",
    rules={"critical": {"RDS": (rule(), rule(is_copy=True))}},
)
ACCOUNT: Final = Account(account_id="111122223333", role_arn=ROLE, expected=EXPECTED)


def reason(kind: ReasonKind, weight: Weight = Weight.BROKEN, **fields: Any) -> Reason:  # noqa: ANN401
    """Return a reason."""
    given: dict[str, Any] = {"why": f"it is {kind}", **fields}
    return Reason(kind=kind, weight=weight, **given)


def standing(*reasons: Reason, **fields: Any) -> Standing:  # noqa: ANN401
    """Return how a database stands."""
    given: dict[str, Any] = {
        "arn": ARN,
        "type": "RDS",
        "region": "us-east-1",
        "name": "orders",
        "owner": "shop",
        "tier": "critical",
        "state": State.STALE,
        "newest": NOW - timedelta(days=2),
        **fields,
    }
    return Standing(reasons=reasons, **given)


STALE: Final = reason(
    ReasonKind.STALE,
    rule="daily",
    region="us-east-1",
    vault="main",
    late=timedelta(hours=22),
    why="rule daily is 22 h late",
)
COPY_LATE: Final = reason(
    ReasonKind.COPY_LATE,
    rule="daily",
    region="us-west-2",
    vault="recovery",
    late=timedelta(hours=21),
)
CALL: Final = standing(
    reason(ReasonKind.UNSEEN, Weight.UNSEEN, why="was not answered: AccessDeniedException"),
    arn="",
    type="backup:ListBackupJobs",
    name="",
    owner="",
    tier="",
    state=State.NOT_SEEN,
    subject=Subject.CALL,
)


def details(*standings: Standing) -> list[dict[str, Any]]:
    """Return the details of the events."""
    return [json.loads(entry["Detail"]) for entry in events_of(standings, ACCOUNT)]


def test_an_event_says_what_is_late_of_whom_and_by_how_much() -> None:
    """What, owner, tier, newest recovery point, and what starts a backup that counts."""
    (entry,) = events_of([standing(STALE)], ACCOUNT, NOW)

    assert {**entry, "Detail": ""} == {
        "Source": "bamp.health",
        "DetailType": "Backup Health",
        "Resources": [ARN],
        "Detail": "",
        "Time": NOW,
    }
    assert json.loads(entry["Detail"]) == {
        "state": "Stale",
        "kind": "stale",
        "resourceArn": ARN,
        "resourceType": "RDS",
        "resourceName": "orders",
        "backupVaultName": "main",
        "backupVaultArn": "arn:aws:backup:us-east-1:111122223333:backup-vault:main",
        "region": "us-east-1",
        "tier": "critical",
        "owner": "shop",
        "statusMessage": "rule daily is 22 h late",
        "newest": "2026-11-27T12:00:00+00:00",
        "iamRoleArn": ROLE,
        "deleteAfterDays": 35,
    }


def test_a_backup_and_its_copy_are_two_events() -> None:
    """Of which the copy cannot be started by the command of a backup."""
    backup, copy = details(standing(STALE, COPY_LATE))

    assert (backup["kind"], copy["kind"]) == ("stale", "copy-late")
    assert copy["backupVaultArn"] == "arn:aws:backup:us-west-2:111122223333:backup-vault:recovery"
    assert "iamRoleArn" in backup
    assert "iamRoleArn" not in copy


def test_the_gravest_reason_of_an_event_comes_first() -> None:
    """What is broken before what is warned of, and what is late for longer before the rest."""
    weekly = reason(
        ReasonKind.NEVER_RAN, region="us-east-1", vault="main", late=timedelta(days=9), why="never"
    )
    (event,) = details(standing(STALE, weekly))

    assert event["kind"] == "never-ran"
    assert event["statusMessage"] == "never; rule daily is 22 h late"


def test_what_is_noted_or_never_told_is_no_event() -> None:
    """A rule that is not due; what no list call says."""
    assert not details(
        standing(
            reason(ReasonKind.NOT_DUE, Weight.NOTE),
            reason(ReasonKind.NOT_TOLD, Weight.UNSEEN),
            state=State.NOT_SEEN,
        )
    )


def test_a_call_that_was_not_answered_is_one_event_and_not_one_for_each_resource() -> None:
    """It names the call; all that it hides is not seen, and not called missing."""
    hidden = standing(reason(ReasonKind.STALE, Weight.UNSEEN), state=State.NOT_SEEN)

    (event,) = details(*[hidden] * 4_000, CALL)
    assert (event["kind"], event["resourceArn"]) == ("unseen", "backup:ListBackupJobs in us-east-1")
    assert events_of([CALL], ACCOUNT)[0]["Resources"] == []
    # Without such a call it is about the resource.
    (event,) = details(hidden)
    assert (event["kind"], event["resourceArn"]) == ("unseen", ARN)


def test_a_vault_that_is_gone_is_named_by_its_arn() -> None:
    """As the same vault would be that is there, and not as promised."""
    gone = standing(
        reason(ReasonKind.VAULT_GONE), arn="main/us-east-1", name="main", type="AWS::Backup"
    )

    (event,) = details(gone)
    assert event["resourceArn"] == "arn:aws:backup:us-east-1:111122223333:backup-vault:main"


def test_a_copy_to_another_account_names_that_account() -> None:
    """The vault is there, and one of the same name may be here."""
    foreign = ExpectedRule(
        rule="daily",
        region="us-west-2",
        vault="recovery",
        at_most=timedelta(hours=26),
        retention_days=35,
        is_copy=True,
        account_id="444455556666",
    )
    expected = Expected(
        primary_region="us-east-1",
        recovery_region="us-west-2",
        default_tier="",
        rules={"critical": {"RDS": (foreign,)}},
    )
    account = Account(account_id="111122223333", expected=expected)

    (entry,) = events_of([standing(COPY_LATE)], account)
    assert ":444455556666:" in json.loads(entry["Detail"])["backupVaultArn"]


@pytest.mark.parametrize("kind", [kind for kind in ReasonKind if kind is not ReasonKind.NOT_TOLD])
def test_each_kind_of_reason_is_taken_by_the_rule_of_one_kind_of_alerts(kind: ReasonKind) -> None:
    """What is broken is missing or not as promised; what is unseen is never called either."""
    unseen = Weight.UNSEEN if ALERTS_OF[kind] == NOT_SEEN else Weight.BROKEN
    for weight, expected in ((unseen, ALERTS_OF[kind]), (Weight.UNSEEN, NOT_SEEN)):
        (entry,) = events_of([standing(reason(kind, weight))], ACCOUNT)
        event = {
            "source": entry["Source"],
            "detail-type": entry["DetailType"],
            "detail": json.loads(entry["Detail"]),
        }
        taken = {
            name
            for name, alert in ALERT_KINDS.items()
            if alert.pattern is not None and match_event(alert.pattern, event).passes
        }
        assert taken == {expected}


def test_what_is_missing_and_what_is_only_different_are_told_apart() -> None:
    """As the promise has them."""
    missing = {kind for kind, alert in ALERTS_OF.items() if alert == BACKUP_MISSING}

    assert {ReasonKind.STALE, ReasonKind.NEVER_RAN, ReasonKind.COPY_LATE} <= missing
    assert {ReasonKind.COPY_MISSING, ReasonKind.REPLICA_MISSING, ReasonKind.NO_TIER} <= missing
    assert ALERTS_OF[ReasonKind.WRONG_KEY] == ALERTS_OF[ReasonKind.OPT_IN_OFF] == NOT_AS_PROMISED


def size(entries: list[Entry]) -> int:
    """Return the bytes of a request, as AWS counts them."""
    return sum(14 + len("".join(map(str, e.values())).encode()) for e in entries)


def test_requests_are_as_large_as_aws_takes_them() -> None:
    """Ten entries, and fewer where they are large; in their order, none left out."""
    small = events_of([standing(STALE)] * 23, ACCOUNT)
    assert [len(batch) for batch in batches(small)] == [10, 10, 3]

    long = standing(reason(ReasonKind.STALE, why="\N{SNOWMAN}" * 50_000))
    large = [{**entry, "Detail": entry["Detail"] * 4} for entry in events_of([long] * 9, ACCOUNT)]
    found = [*batches(large)]
    assert [entry for batch in found for entry in batch] == large
    assert all(size(batch) <= 256 * 1024 for batch in found)
    assert len(found) > 1
