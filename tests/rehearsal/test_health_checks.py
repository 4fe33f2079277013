"""What AWS emits nothing of: found by the declared health check, by its own code, or not at all.

Every case breaks one thing of the account that a `Baseline` declares, and the check says no more
what it has said. Cannot prove that AWS Backup shows a missing backup as the simulated lists do.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final, cast

import pytest
from edited_estates import changed, exchanged, without
from looked_at import AT, LOOKED_FOR, found, in_doubt_or_not_at_all, year
from watched_estate import watched

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.lambdas.health import pack, unpack
from bamp_pulumi.rehearsal import FAULTS
from bamp_pulumi.rehearsal.delivery import Absence
from bamp_pulumi.rehearsal.effects import disturb

FUNCTION, RULE, ROLE = "bamp-health", "bamp-health-schedule", "bamp-health-policy"
ALARM = "bamp-health-missing"
EVERY_MINUTES, LASTS_MINUTES = 6 * 60, 15
"""The default schedule, and the timeout of the function."""
EXPECTED = "bamp_pulumi/lambdas/health/expected.json"
Break = Callable[[Estate], Estate]


@pytest.mark.parametrize("fault", LOOKED_FOR)
def test_it_is_found_within_a_day_of_the_broken_promise(fault: str) -> None:
    """Counted from the instant at which the newest copy is older than promised; here by hand."""
    outcome = found(fault, watched())

    assert outcome.detected is True
    assert outcome.by == (RULE,)
    assert [one.recipient.address for one in outcome.notified] == ["oncall@bamp-ops.io"]
    assert outcome.after_minutes is not None
    assert outcome.after_minutes == broken_after(fault) + EVERY_MINUTES + LASTS_MINUTES
    assert outcome.after_minutes - broken_after(fault) <= 24 * 60


def broken_after(fault: str) -> int:
    """Work out by hand after how many minutes a promise is broken: of every rule and vault."""
    (absence,) = (one for one in FAULTS[fault].emits if isinstance(one, Absence))
    if absence.lapse.is_exempt:
        return 0
    left = disturb(year().history, [absence.lapse.effect], AT, year().until)
    promised = year().promised
    assert promised is not None
    kept, ends = {*left.points}, list[datetime]()
    for rule in promised.rules_of("critical", "DynamoDB"):
        its = [p for p in year().history.points if (p.rule, p.vault) == (rule.rule, rule.vault)]
        ends += [
            before.created + rule.at_most
            for before, point in pairwise(its)
            if before in kept and point not in kept
        ]
    # It is late from the next whole minute on.
    return (min(ends) - AT) // timedelta(minutes=1) + 1


def test_a_check_that_does_not_run_is_missed_by_its_alarm() -> None:
    """After two of its periods."""
    outcome = found("health-check-not-run", watched())

    assert outcome.detected is True
    assert outcome.by == (ALARM,)
    assert outcome.after_minutes == 2 * EVERY_MINUTES


def packed(estate: Estate, path: str, text: object) -> Estate:
    """Put another text in the place of a file of the archive; None takes it away."""
    code = cast("Any", estate.named(FUNCTION).value("code"))  # Any: as a program gives it
    files = {**code["assets"], path: {**code["assets"][path], "text": text}}
    kept = {name: file for name, file in files.items() if file["text"] is not None}
    return changed(estate, FUNCTION, code={**code, "assets": kept})


def promising(**fields: object) -> Break:
    """Let `expected.json` say something else."""

    def broken(estate: Estate) -> Estate:
        code = cast("Any", estate.named(FUNCTION).value("code"))  # Any: as above
        less = replace(unpack(code["assets"][EXPECTED]["text"]), **cast("Any", fields))
        return packed(estate, EXPECTED, pack(less))

    return broken


def denying(*actions: str, resource: str = "*") -> Break:
    """Deny the role of the function some calls."""

    def broken(estate: Estate) -> Estate:
        document = json.loads(estate.named(ROLE).text("policy"))
        denied = {"Effect": "Deny", "Action": [*actions], "Resource": resource}
        statements = [*document["Statement"], denied]
        return changed(estate, ROLE, policy=json.dumps({**document, "Statement": statements}))

    return broken


def set_to(name: str, **inputs: object) -> Break:
    """Change inputs of a resource."""
    return lambda estate: changed(estate, name, **inputs)


def assumed_by(service: str) -> Break:
    """Let another service assume the role of the function."""

    def broken(estate: Estate) -> Estate:
        trust = estate.named("bamp-health-role").text("assumeRolePolicy")
        other = trust.replace("lambda.", f"{service}.")
        return changed(estate, "bamp-health-role", assumeRolePolicy=other)

    return broken


def setting(**variables: str | None) -> Break:
    """Change the environment of the function."""

    def broken(estate: Estate) -> Estate:
        given = cast("Any", estate.named(FUNCTION).value("environment.variables"))  # Any: as above
        merged = {name: one for name, one in {**given, **variables}.items() if one is not None}
        return changed(estate, FUNCTION, environment={"variables": merged})

    return broken


BROKEN: Final[Mapping[str, tuple[Break, str]]] = {
    "schedule off": (set_to(RULE, state="DISABLED"), "it is disabled"),
    "never called": (lambda e: without(e, "bamp-health-target"), "no schedule calls it"),
    "may not be called": (lambda e: without(e, "bamp-health-rule"), "does not let events"),
    "never runs": (set_to(FUNCTION, reservedConcurrentExecutions=0), "its reserved concurrency"),
    "other program": (set_to(FUNCTION, handler="other.handle"), ""),
    "changed archive": (
        lambda e: packed(e, "bamp_pulumi/lambdas/health/judge.py", "def judge(*_): return ()"),
        "what the code of bamp-health does is not known",
    ),
    "no promise in it": (lambda e: packed(e, EXPECTED, None), "expected.json is missing"),
    "no promise of ours": (lambda e: packed(e, EXPECTED, "{}"), "expected.json is missing"),
    "promise not known": (lambda e: packed(e, EXPECTED, UNKNOWN), "known after deployment"),
    "promises nothing": (promising(rules={}, native_days={}), "it does not look for"),
    "no vaults": (setting(VAULTS=None), "it does not start without VAULTS"),
    "no list of vaults": (setting(VAULTS="main"), "VAULTS is no list"),
    "role of another": (assumed_by("ec2"), "its role bamp-health-role"),
    "may not put": (denying("events:PutEvents"), "its role bamp-health-role may not"),
    "rate unknown": (set_to(RULE, scheduleExpression="at noon"), ""),
    "nobody listens": (
        lambda e: without(e, "bamp-backup-missing", "bamp-exemption-over"),
        "",
    ),
}
"""What is broken for every fault, and why nobody is notified then."""


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("fault", ["copy-missing", "exemption-expired"])
def test_a_broken_check_finds_nothing(fault: str, broken: str) -> None:
    """By the missing copy and by the tags, which the check knows by different calls."""
    breaks, why = BROKEN[broken]

    assert in_doubt_or_not_at_all(found(fault, breaks(watched())), why)


POINTS: Final = "backup:ListRecoveryPointsByBackupVault"
COPIES: Final = "arn:aws:backup:us-west-2:*:backup-vault:*"
UNREAD: Final[Mapping[str, tuple[str, Break, str]]] = {
    "copies' vault": (
        "copy-missing",
        denying(POINTS, resource=COPIES),
        f"{POINTS} of bamp-recovery in us-west-2 was not answered: AccessDeniedException",
    ),
    "copies and their jobs": ("copy-job-stuck", denying(POINTS, "backup:ListCopyJobs"), POINTS),
    "vaults": ("overlapping-windows", denying(POINTS), f"{POINTS} of bamp-primary in us-east-1"),
    "tables": ("overlapping-windows", denying("dynamodb:ListTables"), "dynamodb:ListTables"),
    "tags": ("exemption-expired", denying("tag:GetResources"), "GetResources of DynamoDB"),
    "one Region": ("copy-missing", setting(REGIONS="us-east-1"), "it does not look for"),
    "one vault": (
        "overlapping-windows",
        setting(VAULTS='["bamp-recovery/us-west-2"]'),
        "it does not look for",
    ),
}


@pytest.mark.parametrize("case", UNREAD)
def test_what_its_role_may_not_read_it_does_not_find(case: str) -> None:
    """It says that it could not see, and so it says whether anything is wrong or not."""
    fault, breaks, why = UNREAD[case]

    assert in_doubt_or_not_at_all(found(fault, breaks(watched())), why)


def test_a_stuck_job_is_seen_where_its_copies_are_not() -> None:
    """By the list of jobs, as a job that takes longer than its rule may."""
    outcome = found("copy-job-stuck", denying(POINTS, resource=COPIES)(watched()))

    assert outcome.detected is True
    assert "is not as promised" in outcome.notified[0].says


@pytest.mark.parametrize(
    "breaks",
    [denying("dynamodb:ListBackups", "s3:ListAllMyBuckets"), denying("rds:DescribeDBInstances")],
    ids=["no call of it", "of another type"],
)
def test_what_does_not_concern_it_hides_nothing(breaks: Break) -> None:
    """A call that tells of other resources."""
    assert found("copy-missing", breaks(watched())).detected is True


NOT_COUNTED: Final[Mapping[str, tuple[Break, str]]] = {
    "no alarm": (lambda e: without(e, ALARM), ""),
    "silence is fine": (set_to(ALARM, treatMissingData="notBreaching"), "missing data"),
    "counts others": (set_to(ALARM, dimensions={"Alerts": "others"}), "of other alerts"),
    "another metric": (set_to(ALARM, metricName="Heartbeat"), ""),
    "tells nobody": (set_to(ALARM, alarmActions=[]), "no action"),
    "schedule off": (set_to(RULE, state="DISABLED"), "it is disabled"),
    "never called": (lambda e: without(e, "bamp-health-target"), "no health check puts its metric"),
    "may not count": (denying("cloudwatch:PutMetricData"), "may not"),
    "may not put": (denying("events:PutEvents"), "may not"),
    "may not list": (denying("scheduler:ListSchedules"), "may not"),
    "changed archive": (
        lambda e: packed(e, "bamp_pulumi/lambdas/health/checking.py", "def run(*_): pass"),
        "what the code of bamp-health does is not known",
    ),
}


@pytest.mark.parametrize("broken", NOT_COUNTED)
def test_nobody_misses_a_check_that_was_never_counted(broken: str) -> None:
    """The alarm is on from the first day, or never."""
    breaks, why = NOT_COUNTED[broken]

    assert in_doubt_or_not_at_all(found("health-check-not-run", breaks(watched())), why)


def test_once_a_day_some_run_may_pass_it_over() -> None:
    """A copy that is late for 15 hours: whether a daily run falls into them depends on its hour."""
    daily = changed(watched(), RULE, scheduleExpression="rate(1 day)")

    assert in_doubt_or_not_at_all(found("copy-missing", daily), "falls into the time")
    # What lasts is found a day after the promise was broken, whenever it runs.
    stuck = found("copy-job-stuck", daily)
    assert stuck.detected is True
    assert stuck.after_minutes is not None
    assert stuck.after_minutes - broken_after("copy-job-stuck") <= 24 * 60 + LASTS_MINUTES


@pytest.mark.parametrize("rate", ["cron(0 */6 * * ? *)", "rate(360 minutes)"])
def test_other_ways_to_write_six_hours(rate: str) -> None:
    """EventBridge reads a cron in UTC."""
    usual = found("copy-missing", watched())

    assert found("copy-missing", changed(watched(), RULE, scheduleExpression=rate)) == usual


def test_without_a_check_or_a_history_nothing_is_said() -> None:
    """As before there was one: neither found nor dropped anywhere."""
    outcome = found("copy-missing", without(watched(), FUNCTION))
    assert (outcome.detected, outcome.drops, outcome.ends_at) == (False, (), ())

    uncopied = replace(year(), covered=replace(year().covered, copies=()))
    assert in_doubt_or_not_at_all(found("copy-missing", watched(), uncopied), "is nothing that")


@pytest.mark.parametrize("fault", LOOKED_FOR)
def test_a_rehearsal_of_one_day_finds_as_much(fault: str) -> None:
    """How long a check takes is not how long a rehearsal is asked to go."""
    short = replace(year(), start=AT, end=AT + timedelta(days=1))

    assert found(fault, watched(), short) == found(fault, watched())


def test_of_an_archive_that_a_preview_shows_as_a_hash_the_policy_says_what_is_promised() -> None:
    """Made by our component, it runs our code; without a policy nobody knows what it looks for."""
    function = watched().named(FUNCTION)
    hashed = replace(function, inputs={**function.inputs, "code": {"hash": "x"}})
    estate = exchanged(watched(), function, hashed)

    assert found("copy-missing", estate) == found("copy-missing", watched())
    without_policy = replace(year(), promises=type(year().promises)(None))
    doubt = "no policy is given"
    assert in_doubt_or_not_at_all(found("copy-missing", estate, without_policy), doubt)
