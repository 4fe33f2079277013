"""Rules of EventBridge: which events they take, from which bus, and whether they are on.

Source: EventBridge user guide, eb-event-patterns and eb-events-structure; EventBridge API, PutRule
(read 2026-11-28).
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    BY_RULE,
    MAILED,
    OTHER_ACCOUNT,
    beside,
    changed,
    followed,
    made,
    moved,
    without,
)
from sound_alerts import ACCOUNT, FAILED, HERE

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate

# Any, from here on: inputs of resources, and parts of patterns.
LATER = "is known after deployment"


def ruled(**inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Change the rule."""
    return changed(BY_RULE, "rule", **inputs)


def patterned(**pattern: Any) -> Estate:  # noqa: ANN401 - as above
    """Change the pattern of the rule; `detail_type` stands for `detail-type`."""
    written = {name.replace("_", "-"): value for name, value in pattern.items()}
    return ruled(eventPattern=json.dumps(written))


def doubted(why: str) -> list[str]:
    """Write that people are notified in doubt."""
    return [f"{MAILED} depends on: {why}"]


def dropped(why: str, kind: str = "") -> list[str]:
    """Write that the rule drops the event."""
    return [f"dropped at rule: {why} (by EventBridge){kind}"]


EVENT = replace(FAILED, resources=("arn:aws:backup:::vault",))


@pytest.mark.parametrize(
    ("estate", "ends"),
    [
        (patterned(source=["aws.backup"]), [MAILED]),
        (patterned(version=["0"]), [MAILED]),
        (patterned(account=[ACCOUNT]), [MAILED]),
        (patterned(region=[HERE]), [MAILED]),
        (patterned(resources=["arn:aws:backup:::vault"]), [MAILED]),
        (patterned(detail_type=["Backup Job State Change"]), [MAILED]),
        (patterned(detail={"state": ["FAILED"]}), [MAILED]),
        (patterned(source=["aws.rds"]), []),
        (patterned(detail_type=["Copy Job State Change"]), []),
        (patterned(account=[OTHER_ACCOUNT]), []),
        (patterned(region=[AWAY]), []),
        (
            patterned(detail={"state": ["COMPLETED"]}),
            dropped("its pattern does not match this detail.state", " [not broken]"),
        ),
        (
            patterned(resources=["arn:aws:backup:::other"]),
            dropped("its pattern does not match this resources", " [not broken]"),
        ),
        (
            ruled(eventPattern='{"source": "aws.backup"}'),
            dropped("EventBridge refuses its pattern: source is not a list of what it may be"),
        ),
        (ruled(eventPattern=None, scheduleExpression="rate(1 hour)"), []),
        (ruled(eventPattern=UNKNOWN), doubted(f"eventPattern of rule {LATER}")),
    ],
)
def test_a_rule_takes_what_its_pattern_lets_through(estate: Estate, ends: list[str]) -> None:
    """One of another source, place or kind of event means something else, and is passed over."""
    assert followed(estate, EVENT) == ends


def test_a_pattern_on_what_differs_from_case_to_case_is_in_doubt() -> None:
    """The message of a failed job is not known before."""
    case = replace(FAILED, detail={"state": "FAILED", "statusMessage": UNKNOWN})

    assert followed(patterned(detail={"statusMessage": ["x"]}), case) == doubted(
        "pattern of rule on detail.statusMessage"
    )


@pytest.mark.parametrize(
    ("inputs", "ends"),
    [
        ({"state": "ENABLED"}, [MAILED]),
        ({"state": "DISABLED"}, dropped("it is disabled")),
        ({"isEnabled": False}, dropped("it is disabled")),
        ({"state": UNKNOWN}, doubted(f"state of rule {LATER}")),
        ({"unread": 1}, doubted("what unread of rule changes is not read")),
        ({"unread": False}, [MAILED]),
        ({"unread": ""}, [MAILED]),
        ({"tags": UNKNOWN, "description": "x"}, [MAILED]),
        ({"eventBusName": "default"}, [MAILED]),
        ({"eventBusName": "others"}, []),
    ],
    ids=str,
)
def test_a_rule_is_on_and_on_the_default_bus(inputs: dict[str, Any], ends: list[str]) -> None:
    """AWS Backup sends its events there, and a rule that is off takes none."""
    assert followed(ruled(**inputs)) == ends


@pytest.mark.parametrize(
    ("place", "ends"),
    [
        ({"region": AWAY}, []),
        ({"account_id": OTHER_ACCOUNT}, []),
        ({"region": ""}, doubted("the account and Region of rule are known after deployment")),
    ],
    ids=str,
)
def test_a_rule_takes_the_events_of_its_region(place: dict[str, str], ends: list[str]) -> None:
    """Elsewhere none comes by."""
    assert followed(moved(BY_RULE, "rule", **place)) == ends


def test_a_rule_on_a_bus_whose_name_is_computed_is_in_doubt() -> None:
    """What it is made from says nothing of which bus it is."""
    parameter = made("Parameter", "name", type="String", value="x")
    sources = {"eventBusName": (parameter.urn,)}
    estate = beside(ruled(eventBusName=UNKNOWN), parameter)
    estate = moved(changed(estate, "target", eventBusName=UNKNOWN), "target", dependencies=sources)
    linked = moved(estate, "rule", dependencies=sources)

    assert followed(linked) == doubted(f"the event bus of rule rule {LATER}")
    assert followed(moved(linked, "rule", region="")) == doubted(
        "the account and Region of rule are known after deployment"
    )


def test_an_event_that_depends_on_something_is_in_doubt() -> None:
    """Such as a trail, without which no call is an event."""
    assert followed(BY_RULE, replace(FAILED, depends_on="a trail")) == doubted("a trail")


def test_a_rule_has_targets() -> None:
    """One of which nothing says whose it is may be its, and is followed where nobody else is."""
    perhaps = replace(
        changed(BY_RULE, "target", rule=UNKNOWN).named("target"), name="perhaps", urn="urn:perhaps"
    )

    assert followed(without(BY_RULE, "target")) == [
        "dropped at rule: it has no target (by EventBridge > rule)"
    ]
    assert followed(beside(without(BY_RULE, "target"), perhaps)) == doubted(
        f"rule of perhaps {LATER}"
    )
    assert followed(beside(BY_RULE, perhaps)) == [MAILED]


def test_two_rules_of_one_name_are_one_in_aws() -> None:
    """Which of the two it is is not known; one that is looked up is the declared one."""
    twin = made("Rule", "twin", name="rule", eventPattern='{"source": ["aws.rds"]}')
    looked_up = replace(twin, external=True, inputs={**twin.inputs, "eventPattern": None})

    assert followed(beside(BY_RULE, twin)) == doubted(
        "rule and twin are declared as the same thing in AWS"
    )
    assert followed(beside(BY_RULE, looked_up)) == [MAILED]


@pytest.mark.parametrize("name", ["target", "topic", "mailbox"])
def test_what_is_only_looked_up_is_in_doubt(name: str) -> None:
    """It is there, and what it contains is not known."""
    (line,) = followed(moved(BY_RULE, name, external=True))

    assert line == doubted(f"{name} is only looked up: what it contains is not known")[0]


def test_what_lacks_inputs_is_refused_for_the_first_of_them() -> None:
    """In the order of their names."""
    assert followed(changed(BY_RULE, "mailbox", endpoint=None, protocol=None)) == [
        "dropped at mailbox: it has no endpoint (by EventBridge > rule > topic)"
    ]


@pytest.mark.parametrize(
    ("protocol", "kind", "doubt"),
    [
        ("sqs", "Queue", ""),
        ("lambda", "Function", "what function endpoint of mailbox does is not known"),
        ("firehose", "Stream", ""),
        ("email", "Queue", f"endpoint of mailbox {LATER}"),
    ],
)
def test_an_endpoint_that_is_a_resource_is_named_by_reference(
    protocol: str, kind: str, doubt: str
) -> None:
    """Of an address that is computed from one it is not known what it is."""
    named = made(kind, "named")
    subscribed = changed(
        BY_RULE,
        "mailbox",
        protocol=protocol,
        endpoint=UNKNOWN,
        subscriptionRoleArn="arn:aws:iam::111122223333:role/r" if kind == "Stream" else None,
    )
    linked = moved(subscribed, "mailbox", dependencies={"endpoint": (named.urn,)})

    (line,) = followed(beside(linked, named))

    if protocol == "lambda":
        assert "known after deployment" not in line
    else:
        assert line.partition(" depends on: ")[2] == doubt


def test_a_policy_of_a_topic_is_written_where_the_topic_is() -> None:
    """SNS finds no topic of another Region."""
    assert followed(moved(BY_RULE, "access", region=AWAY)) == [
        (
            "dropped at topic: access is in Region us-west-2, topic in us-east-1 "
            "(by EventBridge > rule)"
        )
    ]
