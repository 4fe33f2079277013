"""Which recovery points the restore testing plans of an account would restore."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pulumi_aws as aws
import pytest
from alerted import ACCOUNT, stores

from bamp_pulumi.components import Baseline
from bamp_pulumi.coverage import cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import Rehearsal, RestoreTest, rehearse
from bamp_pulumi.report.rehearsal_json import rehearsal_document
from bamp_pulumi.testing import declare

START = datetime(2027, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)

# Any, from here on: inputs of resources.
PLAN: dict[str, Any] = {
    "name": "weekly",
    "schedule_expression": "cron(0 6 ? * MON *)",
    "start_window_hours": 4,
    "recovery_point_selection": {
        "algorithm": "LATEST_WITHIN_WINDOW",
        "include_vaults": ["*"],
        "recovery_point_types": ["SNAPSHOT"],
        "selection_window_days": 7,
    },
}
SELECTION: dict[str, Any] = {
    "name": "databases",
    "restore_testing_plan_name": "weekly",
    "protected_resource_type": "RDS",
    "protected_resource_arns": ["*"],
    "iam_role_arn": f"arn:aws:iam::{ACCOUNT}:role/AWSBackup-bamp",
}


def rehearsed(
    plan: dict[str, Any] | None = None, selection: dict[str, Any] | None = None
) -> Rehearsal:
    """Rehearse a month of a database and a bucket whose account tests restores."""

    def program() -> None:
        Baseline("bamp", {})
        stores()
        chosen = {**PLAN["recovery_point_selection"], **(plan or {}).pop("points", {})}
        inputs: dict[str, Any] = {**PLAN, "recovery_point_selection": chosen, **(plan or {})}
        aws.backup.RestoreTestingPlan("weekly", **inputs)
        aws.backup.RestoreTestingSelection("databases", **{**SELECTION, **(selection or {})})

    estate = declare(program, account_id=ACCOUNT)
    coverage = cover(estate, default_policy(), today=START.date())
    return rehearse(coverage, start=START, days=31, at=START + 20 * DAY, faults=())


def restores_of(rehearsal: Rehearsal, name: str = "orders") -> tuple[RestoreTest, ...]:
    """List the restore tests of a resource."""
    (one,) = (kind for kind in rehearsal.kinds if kind.kind.one.resource.name == name)
    return one.restore_tests


def test_each_run_restores_the_newest_snapshot_of_the_type() -> None:
    """On four Mondays, within the window; of the bucket none."""
    found = rehearsed()
    tests = restores_of(found)

    assert [f"{test.started:%a}" for test in tests] == ["Mon"] * 4
    for test in tests:
        assert 6 <= test.started.hour < 11
        assert test.started - 2 * DAY < test.state_of < test.started
        assert (test.plan, test.region, test.vault) == ("weekly", "us-east-1", "bamp-primary")
    assert restores_of(found, "invoices") == ()
    document = rehearsal_document(found)
    assert len(document.restore_tests) == 4


@pytest.mark.parametrize(
    ("plan", "selection"),
    [
        ({}, {"protected_resource_type": "EFS"}),
        ({}, {"protected_resource_arns": [f"arn:aws:rds:us-east-1:{ACCOUNT}:db:other"]}),
        (
            {},
            {
                "protected_resource_arns": None,
                "protected_resource_conditions": {
                    "string_equals": [{"key": "aws:ResourceTag/backup-tier", "value": "gold"}]
                },
            },
        ),
        ({}, {"restore_testing_plan_name": "other"}),
        (
            {"points": {"include_vaults": [f"arn:aws:backup:us-east-1:{ACCOUNT}:backup-vault:x"]}},
            {},
        ),
        ({"points": {"exclude_vaults": ["bamp-primary"]}}, {}),
        ({"points": {"recovery_point_types": ["CONTINUOUS"]}}, {}),
        ({"schedule_expression": "cron(0 6 1 1 ? 2030)"}, {}),
    ],
)
def test_what_is_not_eligible_is_not_tested(
    plan: dict[str, Any], selection: dict[str, Any]
) -> None:
    """And nobody says so."""
    assert restores_of(rehearsed(plan, selection)) == ()


def test_by_tag_or_in_the_other_region() -> None:
    """The plan of a Region restores what lies there."""
    tag = {"key": "aws:ResourceTag/backup-tier", "value": "critical"}
    by_tag = {
        "protected_resource_arns": None,
        "protected_resource_conditions": {"string_equals": [tag]},
    }
    assert len(restores_of(rehearsed(None, by_tag))) == 4

    there = restores_of(rehearsed({"region": "us-west-2"}, {"region": "us-west-2"}))
    assert {(test.region, test.vault) for test in there} == {("us-west-2", "bamp-recovery")}


def test_a_random_point_lies_within_its_window() -> None:
    """The same seed draws the same; over a month it is not always the newest."""
    drawn = restores_of(rehearsed({"points": {"algorithm": "RANDOM_WITHIN_WINDOW"}}))
    again = restores_of(rehearsed({"points": {"algorithm": "RANDOM_WITHIN_WINDOW"}}))
    newest = restores_of(rehearsed())

    assert drawn == again
    assert all(test.started - 7 * DAY <= test.state_of for test in drawn)
    assert [t.state_of for t in drawn] != [t.state_of for t in newest]


@pytest.mark.parametrize(
    "selection",
    [
        {"iam_role_arn": f"arn:aws:iam::{ACCOUNT}:role/nobody"},
        {"iam_role_arn": "arn:aws:iam::444455556666:role/AWSBackup-bamp"},
        {"protected_resource_type": "Nonsense"},
    ],
)
def test_a_restore_that_a_preview_does_not_call_sure_is_not_counted(
    selection: dict[str, Any],
) -> None:
    """Whether its role may restore is judged once, for both commands."""
    found = rehearsed(selection=selection)

    assert {"BAMP-V65", "BAMP-V66"} & {finding.id for finding in found.coverage.findings}
    assert restores_of(found) == ()
