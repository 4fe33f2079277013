"""As whom SNS calls a function of another Region; the table is that of its guide.

Cannot prove what SNS does in a Region that its guide does not list.
"""

import pytest

from bamp_pulumi.catalog import topic_caller


@pytest.mark.parametrize(
    ("topic", "function", "caller"),
    [
        ("us-east-1", "us-east-1", "sns.amazonaws.com"),
        ("us-west-2", "us-east-1", "sns.amazonaws.com"),
        ("eu-south-1", "eu-south-1", "sns.amazonaws.com"),
        ("eu-south-1", "eu-central-1", "sns.eu-south-1.amazonaws.com"),
        ("ap-east-1", "us-east-1", "sns.ap-east-1.amazonaws.com"),
        ("ap-northeast-3", "ap-northeast-1", "sns.ap-northeast-3.amazonaws.com"),
        ("eu-central-1", "eu-south-1", None),
        ("eu-south-1", "eu-south-2", None),
        ("ap-northeast-1", "ap-northeast-3", None),
        ("", "us-east-1", "sns.amazonaws.com"),
        ("eu-south-1", "", "sns.amazonaws.com"),
    ],
)
def test_a_region_to_enable_calls_by_a_name_of_its_own(
    topic: str, function: str, caller: str | None
) -> None:
    """And is called from nowhere else."""
    assert topic_caller(topic, function) == caller
