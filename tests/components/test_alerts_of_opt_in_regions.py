"""Alerts of an account whose recovery Region has to be enabled."""

from functools import cache
from typing import cast

import pytest
from alerted import ACCOUNT, ALERTS

from bamp_pulumi.components import Baseline, BaselineArgs
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

PERMISSION = "aws:lambda/permission:Permission"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"


@cache
def account(home: str, away: str) -> Estate:
    """Declare a baseline with alerts between two Regions."""
    regions = {"primary_region": home, "recovery_region": away}

    def program() -> None:
        args = {"alerts": ALERTS, "policy": {"extends": "default", **regions}}
        Baseline("bamp", cast("BaselineArgs", args))

    return declare(program, account_id=ACCOUNT, region=home)


def callers(estate: Estate) -> dict[str, object]:
    """Name who may call the function from the topics of signals, by permission."""
    permissions = estate.of_type(PERMISSION)
    return {p.name: p.value("principal") for p in permissions if "signals" in p.name}


@pytest.mark.parametrize(
    ("home", "away", "expected"),
    [
        ("eu-central-1", "eu-west-1", "sns.amazonaws.com"),
        ("eu-central-1", "eu-south-1", "sns.eu-south-1.amazonaws.com"),
    ],
)
def test_the_function_lets_the_topic_of_the_recovery_region_in(
    home: str, away: str, expected: str
) -> None:
    """By the principal that SNS calls as from there."""
    assert callers(account(home, away)) == {
        "bamp-function-signals": "sns.amazonaws.com",
        "bamp-recovery-function-signals": expected,
    }


def test_no_subscription_is_declared_where_sns_delivers_nothing() -> None:
    """From a Region that every account has to one that has to be enabled."""
    estate = account("eu-south-1", "eu-central-1")

    assert callers(estate) == {"bamp-function-signals": "sns.amazonaws.com"}
    assert [
        one.name
        for one in estate.of_type(SUBSCRIPTION)
        if one.region == "eu-central-1" and one.value("protocol") == "lambda"
    ] == []
