"""How many resources AWS takes beside each other, where it depends on the Region or on two types.

Cannot prove that AWS has not raised a limit for an account.
"""

import pytest

from bamp_pulumi.catalog import COUNT_LIMITS, CountLimit

RULE = "aws:cloudwatch/eventRule:EventRule"
VAULTS = {
    "aws:backup/vault:Vault",
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
}


def limit_of(token: str) -> CountLimit:
    """Find the one limit of a type."""
    (found,) = (limit for limit in COUNT_LIMITS if token in limit.types)
    return found


@pytest.mark.parametrize(
    ("region", "most"), [("us-east-1", 300), ("af-south-1", 100), ("eu-south-1", 100)]
)
def test_a_bus_takes_fewer_rules_in_two_regions(region: str, most: int) -> None:
    """EventBridge's own table names them."""
    assert limit_of(RULE).most_of(region) == most


def test_both_kinds_of_vaults_are_counted_together() -> None:
    """AWS Backup's quota is 300 vaults in all, air-gapped ones among them."""
    both = {limit_of(token) for token in VAULTS}

    assert [(set(limit.types), limit.most) for limit in both] == [(VAULTS, 300)]


def test_a_policy_of_one_log_group_does_not_count_among_those_of_the_account() -> None:
    """CloudWatch Logs: ten without the ARN of a log group, and one of each log group."""
    limit = limit_of("aws:cloudwatch/logResourcePolicy:LogResourcePolicy")

    assert (limit.most, limit.only_without, limit.adjustable) == (10, ("resourceArn",), False)


def test_a_topic_has_200_filter_policies() -> None:
    """By default; AWS raises it when asked."""
    limit = limit_of("aws:sns/topicSubscription:TopicSubscription")

    assert (limit.most, limit.only_with, limit.link) == (200, ("filterPolicy",), ("topic",))
