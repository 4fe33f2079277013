"""What an id of several parts says of a resource that is only looked up.

Cannot prove that such a resource exists: that is found only by asking AWS.
"""

import pytest

from bamp_pulumi.catalog import inputs_by_id

DENY_ALL = "arn:aws:iam::aws:policy/AWSDenyAll"
TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/t"


@pytest.mark.parametrize(
    ("token", "resource_id", "stated"),
    [
        ("aws:iam/rolePolicy:RolePolicy", "r:p", {"role": "r", "name": "p"}),
        ("aws:iam/rolePolicy:RolePolicy", "r", {}),
        (
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            f"some-role/{DENY_ALL}",
            {"role": "some-role", "policyArn": DENY_ALL},
        ),
        (
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            f"some-role-{DENY_ALL}",
            {"role": "some-role", "policyArn": DENY_ALL},
        ),
        ("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "some-role-20261128", {}),
        ("aws:dynamodb/tag:Tag", f"{TABLE},tier", {"resourceArn": TABLE, "key": "tier"}),
        ("aws:ec2/tag:Tag", "vol-1,tier", {"resourceId": "vol-1", "key": "tier"}),
        ("aws:kms/grant:Grant", "k:g", {"keyId": "k", "grantId": "g"}),
        (
            "aws:s3/bucketVersioning:BucketVersioning",
            "b,111122223333",
            {"bucket": "b", "expectedBucketOwner": "111122223333"},
        ),
        ("aws:s3/bucketVersioning:BucketVersioning", "b", {}),
        ("aws:s3/bucket:Bucket", "b,111122223333", {}),
        ("aws:backup/selection:Selection", "plan-1|selection-1", {"planId": "plan-1"}),
        ("aws:backup/selection:Selection", "selection-1", {}),
        (
            "aws:backup/restoreTestingSelection:RestoreTestingSelection",
            "weekly:monthly_plan",
            {"name": "weekly", "restoreTestingPlanName": "monthly_plan"},
        ),
        (
            "aws:cloudwatch/eventTarget:EventTarget",
            "failed/to-oncall",
            {"eventBusName": "default", "rule": "failed", "targetId": "to-oncall"},
        ),
        (
            "aws:cloudwatch/eventTarget:EventTarget",
            "aws.partner/bamp-ops.io/1/failed/to-oncall",
            {
                "eventBusName": "aws.partner/bamp-ops.io/1",
                "rule": "failed",
                "targetId": "to-oncall",
            },
        ),
        ("aws:cloudwatch/eventRule:EventRule", "r", {"eventBusName": "default", "name": "r"}),
        ("aws:cloudwatch/eventRule:EventRule", "b/r", {"eventBusName": "b", "name": "r"}),
        (
            "aws:cloudwatch/eventPermission:EventPermission",
            "b/AccountB",
            {"eventBusName": "b", "statementId": "AccountB"},
        ),
        (
            "aws:cloudwatch/logMetricFilter:LogMetricFilter",
            "/trails/all:deleted",
            {"logGroupName": "/trails/all", "name": "deleted"},
        ),
        (
            "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
            "/trails/all|deleted",
            {"logGroup": "/trails/all", "name": "deleted"},
        ),
        (
            "aws:lambda/permission:Permission",
            "alert/AllowSns",
            {"function": "alert", "statementId": "AllowSns"},
        ),
        (
            "aws:lambda/permission:Permission",
            "alert:live/AllowSns",
            {"function": "alert", "qualifier": "live", "statementId": "AllowSns"},
        ),
    ],
)
def test_the_parts_of_an_id_are_inputs(
    token: str, resource_id: str, stated: dict[str, str]
) -> None:
    """As each type is imported; an id of another form says nothing."""
    assert inputs_by_id(token, resource_id) == stated
