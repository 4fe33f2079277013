"""What `bamp coverage` could not see is said, and status 0 is never given to it."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from aws_backup_stand_in import NOW, Request, StandIn, dead, denied, fails, throttled
from backed_up_account import PRIMARY, RECOVERY
from coverage_command import ask, document, drop, run
from covered_account import MANIFEST, STORES, covered_account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

VAULTS = (MANIFEST.names.primary_vault, MANIFEST.names.recovery_vault)
POINTS = "backup:ListRecoveryPointsByBackupVault"


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Return an account in which all is well, and let boto3 ask it."""
    stand_in = covered_account()
    ask(stand_in, monkeypatch)
    return stand_in


def _repeats(stand_in: StandIn) -> None:
    stand_in.page = 1
    stand_in.faults.append(fails(POINTS, "InternalFailure", first=2, status=400))


def _an_hour_ahead(stand_in: StandIn) -> None:
    """Let what a Region keeps be dated by a clock that is an hour ahead of that of the answers."""
    for item in stand_in.lists[PRIMARY, VAULTS[0]]:
        item["CreationDate"] = NOW + timedelta(hours=1)


BLINDED: dict[str, Callable[[StandIn], object]] = {
    "denied": lambda one: one.faults.append(denied(POINTS)),
    "throttled": lambda one: one.faults.append(throttled(POINTS)),
    "a Region is missing": lambda one: one.faults.append(dead(RECOVERY)),
    "half-finished pages": _repeats,
    "clock skew": _an_hour_ahead,
    "no settings": lambda one: one.faults.append(denied("backup:DescribeRegionSettings")),
    "no keys": lambda one: one.faults.append(denied("kms:ListAliases")),
    "no tags": lambda one: one.faults.append(denied("resourcegroupstaggingapi:GetResources")),
}


@pytest.mark.parametrize("how", BLINDED)
def test_what_could_not_be_seen_is_never_called_protected(account: StandIn, how: str) -> None:
    """It says so, and the status is 1; what depends on it is not called protected."""
    BLINDED[how](account)
    done = run("--json", "--max-attempts", "1")
    found = json.loads(done.stdout)
    carts = next(each for each in found["standings"] if each["name"] == "carts")

    assert done.exit_code == 1
    assert found["summary"]["exit_status"] == 1
    assert "unseen" in {each["weight"] for each in carts["reasons"]}
    assert carts["state"] == ("Stale" if how == "clock skew" else "CouldNotBeSeen")
    assert "carts" not in {each["name"] for each in found["standings"] if each["is_well"]}


def test_a_clock_of_ones_own_that_is_an_hour_wrong_changes_nothing(
    account: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AWS's clock dates what was read."""
    monkeypatch.setattr("bamp_pulumi.cli.coverage._now", lambda: account.now() - timedelta(hours=1))

    assert run().exit_code == 0
    assert document()["at"] == "2026-11-29T12:00:00Z"


def test_the_budget_ends_a_reading(account: StandIn) -> None:
    """What there was no time for was not seen."""
    account.seconds_a_call = 10
    done = run("--budget", "60")

    assert done.exit_code == 1
    assert "the 60 seconds are used up" in " ".join(done.output.split())


def test_a_reading_that_was_not_answered_whole_is_gone_on_with(
    account: StandIn, tmp_path: Path
) -> None:
    """Only what is missing is asked for again; once all was answered, the file is gone."""
    file = tmp_path / "reading.jsonl"
    account.faults.append(throttled("backup:ListCopyJobs"))
    assert run("--resume", file, "--max-attempts", "1").exit_code == 1
    account.faults.clear()
    account.calls.clear()
    done = run("--resume", file)

    assert done.exit_code == 0, done.output
    assert account.counted()["backup:ListCopyJobs"] == 2
    assert account.counted()[POINTS] == 0
    assert not file.exists()


def test_ctrl_c_ends_it_and_keeps_what_was_read(account: StandIn, tmp_path: Path) -> None:
    """One line, the shell's status, and a file to go on with."""
    file = tmp_path / "reading.jsonl"

    def interrupt(request: Request) -> Exception | None:
        if request.what == "backup:ListBackupJobs":
            raise KeyboardInterrupt
        return None

    account.faults.append(interrupt)
    done = run("--resume", file)

    assert done.exit_code == 130
    assert done.stderr.strip() == "bamp: stopped"
    assert file.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "which is no reading that was kept"),
        ('{"account_id":"999999999999","partition":"aws","at":null,"since":null}', "999999999999"),
        (
            (
                '{"account_id":"123456789012","partition":"aws","at":"2026-11-28T00:00:00+00:00",'
                '"since":null}'
            ),
            "too long ago",
        ),
    ],
)
def test_a_file_of_another_reading_is_refused(
    account: StandIn, tmp_path: Path, text: str, said: str
) -> None:
    """It would say nothing of this account now."""
    file = tmp_path / "reading.jsonl"
    file.write_text(text)
    done = run("--resume", file)

    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert file.read_text() == text
    assert account.counted()[POINTS] == 0


LISTS = (
    POINTS,
    "backup:ListBackupVaults",
    "backup:ListBackupJobs",
    "backup:ListBackupAccessPoints",
    "rds:DescribeDBInstances",
    "dynamodb:ListTables",
    "resourcegroupstaggingapi:GetResources",
    "kms:ListAliases",
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    refused=st.lists(st.tuples(st.sampled_from(LISTS), st.sampled_from((PRIMARY, RECOVERY)))),
    dropped=st.sets(st.tuples(st.sampled_from(STORES), st.sampled_from((0, 1))), max_size=2),
    opted_out=st.sets(st.sampled_from(("RDS", "EFS", "Redshift")), max_size=1),
    unlocked=st.booleans(),
)
def test_status_0_means_that_everything_was_seen_and_is_well(
    monkeypatch: pytest.MonkeyPatch,
    refused: list[tuple[str, str]],
    dropped: set[tuple[tuple[str, str, str, str], int]],
    opted_out: set[str],
    *,
    unlocked: bool,
) -> None:
    """Whatever AWS refuses, and whatever is missing; and nothing else ends in 1."""
    stand_in = covered_account()
    ask(stand_in, monkeypatch)
    stand_in.faults += [denied(what, region) for what, region in refused]
    for (_, arn, _, _), number in dropped:
        drop(stand_in, arn, VAULTS[number], (PRIMARY, RECOVERY)[number])
    stand_in.opted_in = {of: of not in opted_out for of in stand_in.opted_in}
    if unlocked:
        stand_in.lists[PRIMARY, "backup:ListBackupVaults"][0]["Locked"] = False
    done = run("--json")
    found = json.loads(done.stdout)
    is_whole = not (refused or dropped or unlocked or opted_out - {"Redshift"})

    assert done.exit_code == (0 if is_whole else 1)
    if done.exit_code == 0:
        assert found["not_answered"] == []
        assert {each["state"] for each in found["standings"]} <= {"Protected", "Exempt"}
