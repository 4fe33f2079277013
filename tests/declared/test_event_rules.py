"""Whether an EventBridge rule is on, on which bus it is, and which targets are its own."""

from typing import Any, Final

import pytest
from plain_resources import declared, estate_of

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import bus_of, perhaps_targets_of, rule_is_on, targets_of
from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth

Inputs = Any  # Any: inputs of a rule or target

RULE, TARGET = "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget"
BUS = "aws:cloudwatch/eventBus:EventBus"
OWN = declared(BUS, "own", inputs={"name": "own-bus"})
MADE_UP = declared(BUS, "made-up", inputs={"name": UNKNOWN})
STACK = declared("pulumi:pulumi:StackReference", "account")


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, True),
        ({"state": ""}, True),
        ({"state": "ENABLED"}, True),
        ({"state": "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"}, True),
        ({"state": "DISABLED"}, False),
        ({"state": "enabled"}, None),
        ({"state": UNKNOWN}, None),
        ({"isEnabled": True}, True),
        ({"isEnabled": False}, False),
        ({"isEnabled": UNKNOWN}, None),
        ({"state": "ENABLED", "isEnabled": False}, False),
        ({"state": UNKNOWN, "isEnabled": False}, False),
    ],
)
def test_a_rule_is_on_unless_it_says_otherwise(inputs: Inputs, expected: Truth) -> None:
    """By `state`, or by its older name."""
    assert rule_is_on(declared(RULE, "r", inputs=inputs)) is expected


BUSES: Final[list[tuple[object, tuple[Resource, ...], object]]] = [
    (None, (), "default"),
    ("default", (), "default"),
    ("custom", (), "custom"),
    ("arn:aws:events:us-east-1:111122223333:event-bus/custom", (), "custom"),
    (UNKNOWN, (), UNKNOWN),
    (UNKNOWN, (OWN,), "own-bus"),
    (UNKNOWN, (MADE_UP,), UNKNOWN),
    (UNKNOWN, (OWN, MADE_UP), UNKNOWN),
]


@pytest.mark.parametrize(("given", "of", "expected"), BUSES)
def test_a_rule_is_on_the_bus_that_it_names(
    given: object, of: tuple[Resource, ...], expected: object
) -> None:
    """The default one where it names none; AWS services send there."""
    rule = declared(RULE, "r", inputs={"eventBusName": given}, links={"eventBusName": of})

    assert bus_of(estate_of(rule, OWN, MADE_UP), rule) == expected


def rule(bus: object = None, *of: Resource) -> Resource:
    """Declare a rule."""
    return declared(
        RULE, "r", inputs={"name": "r", "eventBusName": bus}, links={"eventBusName": of}
    )


def target(name: object = "r", bus: object = None, *of: Resource, **links: Inputs) -> Resource:
    """Declare a target."""
    inputs = {"rule": name, "eventBusName": bus, "arn": "arn:x"}
    return declared(TARGET, "t", inputs=inputs, links={"eventBusName": of, **links})


NOT_KNOWN: Final = in_doubt("the event bus of t is not known")
TARGETS: Final[dict[str, tuple[Resource, Resource, list[Answer]]]] = {
    "of its rule": (rule(), target(), [ALLOWED]),
    "of another rule": (rule(), target("other"), []),
    "on the same bus": (rule("custom"), target("r", "custom"), [ALLOWED]),
    "on another bus": (
        rule("custom"),
        target(),
        [refused("t names event bus default, and rule r is on custom")],
    ),
    "on a bus that is known later": (rule(), target("r", UNKNOWN), [NOT_KNOWN]),
    "of a rule on one": (rule(UNKNOWN), target(), [NOT_KNOWN]),
    "of two buses that are known later": (rule(UNKNOWN), target("r", UNKNOWN), [NOT_KNOWN]),
    "on the bus that AWS names": (
        rule(UNKNOWN, MADE_UP),
        target("r", UNKNOWN, MADE_UP),
        [ALLOWED],
    ),
    "on another one": (
        rule(UNKNOWN, MADE_UP),
        target("r", UNKNOWN, STACK),
        [NOT_KNOWN],
    ),
    "of either of two rules": (
        rule(),
        target(UNKNOWN, rule=[rule(), declared(RULE, "other", inputs={"name": "o"})]),
        [in_doubt("whether t is its target is known after deployment")],
    ),
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_names_its_rule_and_the_bus_of_that_rule(name: str) -> None:
    """A rule of the same name on another bus is another rule."""
    given, aimed, expected = TARGETS[name]
    other = declared(RULE, "other", inputs={"name": "o"})
    found = targets_of(estate_of(given, aimed, other, MADE_UP, STACK), given)

    assert found == tuple((aimed, answer) for answer in expected)


def test_a_target_of_a_rule_that_nobody_tells_may_be_any_rules() -> None:
    """Asked for apart: there are many such."""
    given, aimed = rule(), target(UNKNOWN, rule=[STACK])
    estate = estate_of(given, aimed, STACK)

    assert targets_of(estate, given) == ()
    assert perhaps_targets_of(estate, given) == (
        (aimed, in_doubt("whether t is its target is known after deployment")),
    )
