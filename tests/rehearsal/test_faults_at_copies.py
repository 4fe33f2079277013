"""Faults of a vault and its key are rehearsed at the vault of the copies too.

Cannot prove that CloudTrail delivers what the trail records.
"""

from datetime import UTC, date, datetime

import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.components import Baseline, BaselineArgs
from bamp_pulumi.coverage import cover
from bamp_pulumi.policy import load_policy
from bamp_pulumi.rehearsal import rehearse
from bamp_pulumi.testing import declare

FAULTS = ("recovery-point-deleted", "vault-policy-changed", "key-disabled", "selection-deleted")


@pytest.mark.parametrize("is_multi_region", [False, True])
def test_a_trail_of_one_region_reports_nothing_of_the_vault_of_the_copies(
    is_multi_region: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """Of what happens in the Region of the backups alone, it does."""

    def program() -> None:
        bamp.inherit(owner="shop", tier="standard")
        args: BaselineArgs = {"alerts": {"to": [{"email": "ops@bamp-ops.io"}]}}
        Baseline("bamp", args)
        aws.cloudtrail.Trail("audit", s3_bucket_name="a", is_multi_region_trail=is_multi_region)
        aws.s3.Bucket("data", bucket="data")

    estate = declare(program, account_id="111122223333", region="us-east-1")
    now = datetime(2026, 11, 28, tzinfo=UTC)
    coverage = cover(estate, load_policy("extends: default"), today=date(2026, 11, 28))
    rehearsal = rehearse(coverage, start=now, days=40, at=now, faults=FAULTS)
    (kind,) = rehearsal.kinds
    answers = {one.outcome.fault: one.outcome.detected for one in kind.faults}
    doubts = {doubt for one in kind.faults for doubt in one.outcome.doubts}

    assert answers.pop("selection-deleted") is True
    assert set(answers.values()) == {True if is_multi_region else None}
    assert all("in us-west-2" in doubt for doubt in doubts)
