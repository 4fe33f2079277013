"""A topic in a Region that an account has to enable, and a function in another Region.

Source: Amazon SNS developer guide, lambda-prereq (read 2026-11-28). Cannot prove that SNS asks for
the principal in each such Region: the guide says it of all of them.
"""

from dataclasses import replace

import pytest
from hand_made_paths import FUNCTION, FUNCTION_ARN, beside, by_rule, changed, followed, made, role
from sound_alerts import ACCOUNT, FAILED

MILAN = "eu-south-1"
BEHIND = "(by EventBridge > rule > topic > mailbox)"


def from_milan(principal: str) -> list[str]:
    """Let a topic in Milan call the function in us-east-1, by a permission for a principal."""
    topic = by_rule(MILAN)
    subscribed = changed(topic, "mailbox", protocol="lambda", endpoint=FUNCTION_ARN)
    permission = made(
        "Permission",
        "lets",
        action="lambda:InvokeFunction",
        function="function",
        principal=principal,
        sourceArn=f"arn:aws:sns:{MILAN}:{ACCOUNT}:topic",
    )
    runs = role("runs", "lambda", "logs:PutLogEvents")
    failed = replace(FAILED, region=MILAN)
    return followed(beside(subscribed, FUNCTION, runs, permission), failed)


def test_the_function_must_let_the_principal_of_the_region_in() -> None:
    """With the usual principal nothing arrives."""
    assert from_milan("sns.amazonaws.com") == [
        f"dropped at function: it does not let sns.eu-south-1.amazonaws.com call it {BEHIND}"
    ]
    (arrives,) = from_milan("sns.eu-south-1.amazonaws.com")
    assert arrives.startswith("function function within 5 min")


@pytest.mark.parametrize("region", ["us-west-2", "eu-south-2"])
def test_nothing_is_delivered_to_a_function_in_such_a_region(region: str) -> None:
    """Neither from a Region that every account has, nor from another such Region."""
    arn = f"arn:aws:lambda:{MILAN}:{ACCOUNT}:function:function"
    function = made("Function", "function", region=MILAN, handler="h.handle")
    subscribed = changed(by_rule(region), "mailbox", protocol="lambda", endpoint=arn)

    assert followed(beside(subscribed, function), replace(FAILED, region=region)) == [
        f"dropped at function: SNS delivers nothing from {region} to a function in {MILAN} {BEHIND}"
    ]
