"""A type is a data store, is none, or was never looked at; another provider's is not judged."""

import pytest

from bamp_pulumi.catalog import DATA_STORES, classify, other_types


@pytest.mark.parametrize(
    ("token", "answer"),
    [
        ("aws:rds/instance:Instance", "data_store"),
        ("aws:cloudcontrol/resource:Resource", "data_store"),
        ("aws:iam/role:Role", "other"),
        ("aws:sqs/queue:Queue", "other"),
        ("aws:cloudwatch/logGroup:LogGroup", "other"),
        ("aws:simpledb/domain:Domain", "unknown"),
        ("aws:attic/box:Box", "unknown"),
        ("aws-native:rds:DbInstance", "data_store"),
        ("aws-native:cognito:UserPool", "unknown"),
        ("aws-native:codecommit:Repository", "unknown"),
        ("aws-native:attic:Box", "unknown"),
        ("aws-native:iam:Role", "other"),
        ("random:index/randomId:RandomId", "foreign"),
        ("pulumi:pulumi:Stack", "foreign"),
        ("awsx:ec2:Vpc", "foreign"),
    ],
)
def test_each_kind_of_type_is_told_apart(token: str, answer: str) -> None:
    """Unknown is never taken for harmless: a type removed from the provider is unknown too."""
    assert classify(token) == answer


def test_every_type_with_a_row_is_a_data_store() -> None:
    """The rows decide."""
    assert {classify(row.type) for row in DATA_STORES} == {"data_store"}


def test_a_queue_is_let_off_for_a_reason_that_can_be_read() -> None:
    """Messages in flight are no data store, and the list says why."""
    assert "A message that was read is gone" in other_types()["aws:sqs/queue:Queue"]
