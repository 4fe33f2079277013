"""May a service call a function? What its permissions say, each input by itself.

Source: Lambda API, AddPermission; Lambda developer guide, access-control-resource-based
(read 2026-11-28).
"""

from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    FUNCTION_ARN,
    OTHER_ACCOUNT,
    RULE_ARN,
    TO_FUNCTION,
    beside,
    changed,
    followed,
    made,
    moved,
    without,
)
from sound_alerts import ACCOUNT

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource

# Any, from here on: inputs of resources.
CALLED = "function function within 5 min (by EventBridge > rule > function) depends on: "
CERTAIN = f"{CALLED}what function function does is not known"
"""A permission that certainly lets EventBridge in leaves no other doubt."""
LATER = "is known after deployment"


def permitted(**inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Change the permission."""
    return changed(TO_FUNCTION, "lets", **inputs)


def permission(name: str, **inputs: Any) -> Resource:  # noqa: ANN401 - as above
    """Write another permission for EventBridge."""
    usual = {
        "action": "lambda:InvokeFunction",
        "function": "function",
        "principal": "events.amazonaws.com",
    }
    return made("Permission", name, **{**usual, **inputs})


def dropped(why: str) -> list[str]:
    """Write that EventBridge may not call the function."""
    return [f"dropped at function: {why} (by EventBridge > rule)"]


@pytest.mark.parametrize(
    ("inputs", "ends"),
    [
        ({}, [CERTAIN]),
        ({"action": "lambda:*"}, [CERTAIN]),
        ({"function": FUNCTION_ARN}, [CERTAIN]),
        ({"sourceArn": None}, [CERTAIN]),
        ({"sourceAccount": ACCOUNT}, [CERTAIN]),
        ({"qualifier": ""}, [CERTAIN]),
        (
            {"action": "lambda:InvokeFunctionUrl"},
            dropped("lets lets events.amazonaws.com do something else than call it"),
        ),
        (
            {"principal": "sns.amazonaws.com"},
            dropped("it does not let events.amazonaws.com call it"),
        ),
        ({"qualifier": "live"}, dropped("lets allows only who calls that version or alias")),
        (
            {"eventSourceToken": "amzn1.ask.skill.1"},
            dropped("lets allows only an Alexa skill with that token"),
        ),
        (
            {"principalOrgId": "o-1234567890"},
            dropped("lets allows only principals of that organization"),
        ),
        (
            {"functionUrlAuthType": "AWS_IAM"},
            dropped("lets allows only who calls the URL of the function"),
        ),
        (
            {"sourceArn": RULE_ARN.replace("rule/rule", "rule/other")},
            dropped("it lets events.amazonaws.com call it, but not for this source"),
        ),
        (
            {"sourceAccount": OTHER_ACCOUNT},
            dropped("it lets events.amazonaws.com call it, but not for this source"),
        ),
        (
            {"sourceAccount": OTHER_ACCOUNT, "sourceArn": None},
            dropped("it lets events.amazonaws.com call it, but not for this source"),
        ),
        ({"principal": UNKNOWN}, [f"{CALLED}lets: principal of lets {LATER}"]),
        ({"action": UNKNOWN}, [f"{CALLED}lets: action of lets {LATER}"]),
        ({"sourceArn": UNKNOWN}, [f"{CALLED}lets: sourceArn of lets {LATER}"]),
        ({"sourceAccount": UNKNOWN}, [f"{CALLED}lets: sourceAccount of lets {LATER}"]),
        ({"qualifier": UNKNOWN}, [f"{CALLED}lets: qualifier of lets {LATER}"]),
        (
            {"functionUrlAuthType": UNKNOWN},
            [f"{CALLED}lets: what functionUrlAuthType of lets changes is not read"],
        ),
    ],
    ids=str,
)
def test_eventbridge_calls_a_function_that_a_permission_lets_it_call(
    inputs: dict[str, Any], ends: list[str]
) -> None:
    """A permission is for an action, a caller and a source; others let in somebody else."""
    assert followed(permitted(**inputs)) == ends


def test_a_permission_that_computes_its_source_from_the_rule_is_for_it_perhaps() -> None:
    """That an unknown ARN is made from the rule's does not say what it is."""
    rule = TO_FUNCTION.named("rule")
    computed = moved(permitted(sourceArn=UNKNOWN), "lets", dependencies={"sourceArn": (rule.urn,)})

    assert followed(computed) == [f"{CALLED}for which source lets is, {LATER}"]


def test_a_permission_is_for_a_rule_whose_arn_is_known_after_deployment_perhaps() -> None:
    """AWS makes up its name."""
    unnamed = moved(TO_FUNCTION, "rule", outputs={})

    assert followed(unnamed) == [f"{CALLED}for which source lets is, {LATER}"]
    assert followed(changed(unnamed, "lets", sourceArn=None)) == [CERTAIN]


def test_without_a_permission_nobody_calls_a_function() -> None:
    """A permission of another function is none of it."""
    unpermitted = without(TO_FUNCTION, "lets")
    of_another = beside(
        unpermitted, made("Function", "other", role="r"), permission("theirs", function="other")
    )

    none = dropped("it does not let events.amazonaws.com call it")
    assert followed(unpermitted) == none
    assert followed(of_another) == none


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ({"region": AWAY}, "it does not let events.amazonaws.com call it"),
        ({"account_id": OTHER_ACCOUNT}, "it does not let events.amazonaws.com call it"),
    ],
)
def test_a_permission_by_name_is_for_the_function_of_its_region(
    place: dict[str, str], why: str
) -> None:
    """A function of that name elsewhere is another one."""
    assert followed(moved(TO_FUNCTION, "lets", **place)) == dropped(why)


def test_a_permission_by_arn_is_written_where_the_function_is() -> None:
    """Lambda finds no function of another Region."""
    elsewhere = moved(permitted(function=FUNCTION_ARN), "lets", region=AWAY)

    assert followed(elsewhere) == dropped("lets is in Region us-west-2, function in us-east-1")


def test_one_permission_that_lets_the_call_through_is_enough() -> None:
    """Whatever the others are for; of two doubts the first is said, of two refusals too."""
    refused = permission("refuses", qualifier="live")
    doubtful = permission("doubts", qualifier=UNKNOWN)
    narrow = permission("narrow", principalOrgId="o-1234567890")
    bare = without(TO_FUNCTION, "lets")

    assert followed(beside(TO_FUNCTION, refused, doubtful)) == [CERTAIN]
    assert followed(beside(bare, refused, doubtful, TO_FUNCTION.named("lets"))) == [CERTAIN]
    assert followed(beside(bare, refused, doubtful)) == [
        f"{CALLED}doubts: qualifier of doubts {LATER}"
    ]
    assert followed(beside(bare, narrow, refused)) == dropped(
        "narrow allows only principals of that organization"
    )


def test_a_permission_whose_function_is_known_after_deployment_may_be_for_it() -> None:
    """It is asked where none certainly lets the call through, and no longer where one does."""
    perhaps = permission("perhaps", function=UNKNOWN)

    assert followed(beside(TO_FUNCTION, perhaps)) == [CERTAIN]
    assert followed(beside(without(TO_FUNCTION, "lets"), perhaps)) == [
        f"{CALLED}perhaps: function of perhaps {LATER}"
    ]
    assert followed(beside(permitted(qualifier="live"), perhaps)) == [
        f"{CALLED}perhaps: function of perhaps {LATER}"
    ]


def test_a_permission_that_is_for_one_of_two_functions_is_for_this_one_perhaps() -> None:
    """A deployment tells for which."""
    other = made("Function", "other", role="arn:aws:iam::111122223333:role/runs")
    sources = (TO_FUNCTION.named("function").urn, other.urn)
    either = moved(permitted(function=UNKNOWN), "lets", dependencies={"function": sources})

    assert followed(beside(either, other)) == [f"{CALLED}which function lets is for {LATER}"]


def test_a_function_that_aws_refuses_is_called_by_nobody() -> None:
    """A permission makes it no better."""
    roleless = changed(TO_FUNCTION, "function", role=None)

    assert followed(roleless) == dropped("it has no role")


def test_a_function_of_another_region_is_not_called() -> None:
    """A rule calls functions where it is."""
    away = FUNCTION_ARN.replace("us-east-1", AWAY)
    estate = moved(TO_FUNCTION, "function", region=AWAY, outputs={"arn": away})
    estate = moved(changed(estate, "target", arn=away), "lets", region=AWAY)

    assert followed(estate) == dropped("function is in Region us-west-2, target in us-east-1")


def test_what_a_target_sends_a_function_is_a_json_object_or_not_known() -> None:
    """Of a text it is not said what the function makes; a role of the target is not read."""
    text = changed(TO_FUNCTION, "target", input='"a text"')
    later = changed(TO_FUNCTION, "target", input=UNKNOWN)
    as_role = changed(TO_FUNCTION, "target", roleArn="arn:aws:iam::111122223333:role/x")

    assert followed(text) == [
        "dropped at target: function function is sent no JSON object (by EventBridge > rule)"
    ]
    assert followed(later) == [
        (
            "function function within 5 min (by EventBridge > rule) depends on: "
            f"input of target {LATER}"
        )
    ]
    assert followed(as_role) == [f"{CALLED}what role target delivers as is not read"]
