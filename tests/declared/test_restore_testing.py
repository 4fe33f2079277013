"""Which recovery points a restore testing plan takes."""

import pulumi_aws as aws
import pytest

from bamp_pulumi.declared import read_restore_tests
from bamp_pulumi.testing import declare
from bamp_pulumi.truth import Truth


@pytest.mark.parametrize(
    ("name", "region", "takes"),
    [
        ("main", "us-east-1", True),
        ("main", "us-west-2", None),
        ("other", "us-east-1", None),
    ],
)
def test_a_vault_whose_arn_is_not_known_is_the_one_that_is_referred_to(
    name: str, region: str, takes: Truth
) -> None:
    """Without an account no ARN is known; that another one is meant is not said either."""

    def program() -> None:
        vault = aws.backup.Vault("tested", name="main")
        aws.backup.RestoreTestingPlan(
            "weekly",
            name="weekly",
            schedule_expression="cron(0 6 ? * MON *)",
            recovery_point_selection={
                "algorithm": "LATEST_WITHIN_WINDOW",
                "include_vaults": [vault.arn],
                "recovery_point_types": ["SNAPSHOT"],
            },
        )
        aws.backup.RestoreTestingSelection(
            "databases",
            name="databases",
            restore_testing_plan_name="weekly",
            protected_resource_type="RDS",
            iam_role_arn="arn:aws:iam::111122223333:role/restores",
        )

    (test,) = read_restore_tests(declare(program, account_id="", region="us-east-1"))

    assert test.plan is not None
    assert test.plan.takes_vault(region, "", name) is takes
