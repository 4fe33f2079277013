"""Targets of EventBridge rules, and what becomes of an event that one of them does not get.

Source: EventBridge user guide, eb-targets and eb-rule-retry-policy; EventBridge API, RetryPolicy
(read 2026-11-28).
"""

from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    BY_RULE,
    FUNCTION_ARN,
    MAILED,
    OTHER_ACCOUNT,
    TO_FUNCTION,
    beside,
    changed,
    followed,
    lets,
    made,
    moved,
    role,
    without,
)
from sound_alerts import ACCOUNT, HERE, policy

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate

# Any, from here on: inputs of resources.
LATER = "is known after deployment"
AT_RULE = "(by EventBridge > rule)"


def targeted(**inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Change the target."""
    return changed(BY_RULE, "target", **inputs)


def doubted(why: str) -> list[str]:
    """Write that people are notified in doubt."""
    return [f"{MAILED} depends on: {why}"]


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("maximumEventAgeInSeconds", 60, 86_400), ("maximumRetryAttempts", 0, 185)],
)
def test_eventbridge_tries_a_target_again_within_bounds(name: str, least: int, most: int) -> None:
    """It refuses the others, however they are written."""
    taken: list[object] = [least, str(least), float(most), most]
    refused: list[object] = [least - 1, most + 1, str(most + 1)]

    for value in taken:
        assert followed(targeted(retryPolicy={name: value})) == [MAILED]
    for value in refused:
        (line,) = followed(targeted(retryPolicy={name: value}))
        assert line.startswith("dropped at target: ")
        assert line.endswith(AT_RULE)
        assert name in line
    assert followed(targeted(retryPolicy={name: UNKNOWN})) == doubted(f"{name} of target {LATER}")
    looked_up = moved(targeted(retryPolicy={name: most + 1}), "target", external=True)
    assert followed(looked_up) == [
        (
            f"dropped at target: EventBridge refuses {name} {most + 1}: it is {least} to {most} "
            f"{AT_RULE}"
        )
    ]


@pytest.mark.parametrize("place", [{"region": AWAY}, {"account_id": OTHER_ACCOUNT}], ids=str)
def test_a_target_is_of_the_rule_of_its_region(place: dict[str, str]) -> None:
    """A rule of that name elsewhere is another one, and this one has none."""
    assert followed(moved(BY_RULE, "target", **place)) == [
        f"dropped at rule: it has no target {AT_RULE}"
    ]


def test_a_target_that_takes_its_rule_from_another_region_is_not_its_target() -> None:
    """AWS finds no rule of that name where the target is."""
    away = moved(targeted(rule=UNKNOWN), "target", region=AWAY)
    linked = moved(away, "target", dependencies={"rule": (BY_RULE.named("rule").urn,)})

    assert followed(linked) == [
        f"dropped at target: target is in Region us-west-2, rule in us-east-1 {AT_RULE}"
    ]


def test_an_api_destination_is_called_as_a_role() -> None:
    """Of a connection that nobody declares it is not known whether the endpoint accepts it."""
    hook = made(
        "Destination",
        "hook",
        invocationEndpoint="https://ops.bamp-ops.io/hook",
        httpMethod="POST",
        connectionArn=f"arn:aws:events:{HERE}:{ACCOUNT}:connection/c/1",
    )
    called = beside(ticketed(hook.text("arn"), "events:InvokeApiDestination"), hook)

    assert followed(called) == [
        (
            "https https://ops.bamp-ops.io/hook within 5 min (by EventBridge > rule > target > "
            "hook) depends on: no given program declares the connection of hook"
        )
    ]


def test_whether_a_target_is_where_its_rule_is_may_be_known_after_deployment() -> None:
    """Of an unknown Region."""
    (line,) = followed(moved(BY_RULE, "target", region=""))

    assert line.startswith(f"{MAILED} depends on: ")


@pytest.mark.parametrize(
    ("inputs", "ends"),
    [
        (
            {"roleArn": "arn:aws:iam::111122223333:role/x"},
            "what role target delivers as is not read",
        ),
        ({"rule": UNKNOWN}, f"rule of target {LATER}"),
        ({"eventBusName": UNKNOWN}, f"eventBusName of target {LATER}"),
    ],
    ids=str,
)
def test_a_topic_is_published_to_in_doubt(inputs: dict[str, Any], ends: str) -> None:
    """Where the role, the text or the rule of the target is not known to be right."""
    assert followed(targeted(**inputs)) == doubted(ends)


@pytest.mark.parametrize(
    ("inputs", "why"),
    [
        ({"arn": None}, "it has no arn"),
        (
            {"inputPath": "$.detail.nothing"},
            "the event has no $.detail.nothing, so target sends nothing of it",
        ),
        (
            {"eventBusName": "others"},
            "target names event bus others, and rule rule is on default",
        ),
    ],
    ids=str,
)
def test_a_target_that_sends_nothing_drops_the_event(inputs: dict[str, Any], why: str) -> None:
    """Nobody is notified by it."""
    assert followed(targeted(**inputs)) == [f"dropped at target: {why} {AT_RULE}"]


OPS_ITEM = f"arn:aws:ssm:{HERE}:{ACCOUNT}:opsitem"


def ticketed(arn: str = OPS_ITEM, *actions: str, **inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Write a rule that makes an OpsItem as a role."""
    makes = role("makes", "events", *(actions or ("ssm:CreateOpsItem",)))
    return beside(targeted(arn=arn, **{"roleArn": makes.text("arn"), **inputs}), makes)


def item(arn: str = OPS_ITEM, doubt: str = "") -> list[str]:
    """Write that an OpsItem is made."""
    said = f"ticket {arn} within 5 min (by EventBridge > rule > target)"
    return [f"{said} depends on: {doubt}" if doubt else said]


def test_a_rule_makes_an_ops_item_as_a_role() -> None:
    """The role has to be one that may."""
    allowed_one = beside(
        targeted(arn=OPS_ITEM, roleArn=f"arn:aws:iam::{ACCOUNT}:role/makes"),
        changed(
            Estate((), (role("makes", "events"),)),
            "makes",
            inlinePolicies=[
                {
                    "name": "may",
                    "policy": policy(
                        {
                            "Effect": "Allow",
                            "Action": "ssm:CreateOpsItem",
                            "Resource": f"{OPS_ITEM}/*",
                        }
                    ),
                }
            ],
        ).resources[0],
    )

    assert followed(ticketed()) == item()
    assert followed(allowed_one) == item()
    assert followed(ticketed(OPS_ITEM, "ssm:GetOpsItem")) == [
        (
            "dropped at target: its role makes may not: inline policy may of role makes does not "
            f"allow ssm:CreateOpsItem {AT_RULE}"
        )
    ]
    assert followed(ticketed(roleArn=None)) == [
        f"dropped at target: it has no role to do it as {AT_RULE}"
    ]
    assert followed(without(ticketed(), "makes")) == item(
        doubt="no given program declares the role of target"
    )


@pytest.mark.parametrize(("region", "account_id"), [(AWAY, ACCOUNT), (HERE, OTHER_ACCOUNT)])
def test_ops_items_of_another_place_are_in_doubt(region: str, account_id: str) -> None:
    """No page says whether a rule makes them there."""
    arn = f"arn:aws:ssm:{region}:{account_id}:opsitem"

    assert followed(ticketed(arn)) == item(arn, f"whether {arn} can be called from another place")


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        ("Queue", f"queue named within 5 min {AT_RULE}"),
        ("LogGroup", f"log named within 5 min {AT_RULE}"),
    ],
)
def test_a_queue_and_a_log_are_no_person(kind: str, ends: str) -> None:
    """The event certainly ends there."""
    found = made(kind, "named")

    assert followed(beside(targeted(arn=found.text("arn")), found)) == [ends]


OF_NOBODY = "arn:aws:sqs:us-east-1:111122223333:of-nobody"


@pytest.mark.parametrize(("arn", "address"), [(OF_NOBODY, OF_NOBODY), (UNKNOWN, "target")])
def test_of_any_other_target_it_is_not_known_whom_it_notifies(arn: object, address: str) -> None:
    """It is named by its ARN, or by the target where that is unknown."""
    why = f"arn of target {LATER}" if arn is UNKNOWN else "target target is not known"

    assert followed(targeted(arn=arn)) == [
        f"unknown {address} within 5 min {AT_RULE} depends on: {why}"
    ]


COUNTED = [
    made("Topic", "second"),
    made(
        "Subscription",
        "on-call",
        topic=f"arn:aws:sns:{HERE}:{ACCOUNT}:second",
        protocol="email",
        endpoint="b@bamp-ops.io",
    ),
    made(
        "Alarm",
        "failures",
        namespace="AWS/Events",
        metricName="FailedInvocations",
        dimensions={"RuleName": "rule"},
        statistic="Sum",
        period=60,
        comparisonOperator="GreaterThanThreshold",
        evaluationPeriods=1,
        threshold=0,
        treatMissingData="notBreaching",
        alarmActions=[f"arn:aws:sns:{HERE}:{ACCOUNT}:second"],
    ),
]
ALARMED = "email b@bamp-ops.io within {} min (by failures > second > on-call) [about alerts]"
CLOSED = policy(lets("backup", "sns:Publish"))


@pytest.mark.parametrize(
    ("estate", "dropped"),
    [
        (
            changed(BY_RULE, "access", policy=CLOSED),
            (
                "topic: it does not allow events.amazonaws.com: the policy of topic topic does "
                "not allow sns:Publish"
            ),
        ),
        (
            without(TO_FUNCTION, "lets"),
            "function: it does not let events.amazonaws.com call it",
        ),
        (
            changed(TO_FUNCTION, "function", role=None),
            "function: it has no role",
        ),
        (ticketed(roleArn=None), "target: it has no role to do it as"),
        (
            ticketed(f"arn:aws:events:{AWAY}:{ACCOUNT}:event-bus/default", "events:PutRule"),
            (
                "target: its role makes may not: inline policy may of role makes does not allow "
                "events:PutEvents"
            ),
        ),
    ],
)
def test_a_target_that_refuses_is_counted_and_not_tried_again(estate: Estate, dropped: str) -> None:
    """An alarm on the failed invocations of the rule notifies people of it."""
    assert followed(beside(estate, *COUNTED)) == [
        f"dropped at {dropped} {AT_RULE}",
        ALARMED.format(11),
    ]


@pytest.mark.parametrize(
    "estate",
    [
        without(BY_RULE, "mailbox"),
        changed(BY_RULE, "mailbox", endpoint="ops"),
        changed(TO_FUNCTION, "target", input='"a text"'),
    ],
)
def test_what_goes_wrong_behind_a_target_is_no_failed_invocation(estate: Estate) -> None:
    """EventBridge has handed the event over, or sends it as it is asked to."""
    (line,) = followed(beside(estate, *COUNTED))

    assert line.startswith("dropped at ")


def test_a_target_that_gets_the_event_is_no_failed_invocation() -> None:
    """Nor is one that is called, whatever it does."""
    assert followed(beside(BY_RULE, *COUNTED)) == [MAILED]


def test_a_function_is_called_with_what_the_target_sends() -> None:
    """An unknown part of the event makes one more thing that is not known."""
    whole = changed(TO_FUNCTION, "target", inputPath="$.detail")
    part = changed(TO_FUNCTION, "target", inputPath="$.detail.resourceArn")

    assert followed(whole) == [
        (
            "function function within 5 min (by EventBridge > rule > function) depends on: what "
            "function function does is not known"
        )
    ]
    assert followed(part) == [
        f"dropped at target: function function is sent no JSON object {AT_RULE}"
    ]
    assert TO_FUNCTION.named("function").text("arn") == FUNCTION_ARN
