"""May an event go on to the bus of another account or Region, and what takes it there?

Source: EventBridge user guide, eb-event-bus-perms, eb-cross-account and eb-bus-to-bus
(read 2026-11-28).
"""

import json
from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    BY_RULE,
    LETS_EVENTS_PUBLISH,
    OTHER_ACCOUNT,
    RULE_ARN,
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
from bamp_pulumi.estate import Estate, Resource

# Any, from here on: inputs of resources, and parts of policies.
LATER = "is known after deployment"
NOBODY_LETS_IN = f"its policy does not allow account {ACCOUNT}"


def bus_arn(name: str, *, account_id: str, region: str) -> str:
    """Write the ARN of a bus."""
    return f"arn:aws:events:{region}:{account_id}:event-bus/{name}"


def forwarded(
    name: str = "default",
    *,
    account_id: str = ACCOUNT,
    region: str = AWAY,
    **target: Any,  # noqa: ANN401 - as above
) -> Estate:
    """Write a rule whose target is a bus elsewhere, and a rule there whose topic has a mailbox."""
    place = {"account_id": account_id, "region": region}
    arn = bus_arn(name, **place)
    topic = f"arn:aws:sns:{region}:{account_id}:away"
    mail = {"topic": topic, "protocol": "email", "endpoint": "a@bamp-ops.io"}
    pattern = json.dumps({"source": ["aws.backup"]})
    named = None if name == "default" else name
    forwards = role("forwards", "events", "events:PutEvents")
    usual: dict[str, Any] = {"rule": "rule", "arn": arn, "roleArn": forwards.text("arn")}
    return Estate(
        (),
        (
            BY_RULE.named("rule"),
            made("Target", "on", **{**usual, **target}),
            forwards,
            made("Rule", "there", **place, eventPattern=pattern, eventBusName=named),
            made("Target", "to", **place, rule="there", arn=topic, eventBusName=named),
            made("Topic", "away", **place),
            made("TopicPolicy", "away-access", **place, arn=topic, policy=LETS_EVENTS_PUBLISH),
            made("Subscription", "mailbox", **place, **mail),
        ),
    )


def mailed(bus: str = "default", *, region: str = AWAY, doubt: str = "") -> list[str]:
    """Write how the event ends there."""
    by = f"EventBridge > rule > on > bus {bus} of {region} > there > away > mailbox"
    said = f"email a@bamp-ops.io within 5 min (by {by})"
    return [f"{said} depends on: {doubt}" if doubt else said]


def dropped(at: str, why: str, by: str = "EventBridge > rule > on") -> list[str]:
    """Write where it ends before that."""
    return [f"dropped at {at}: {why} (by {by})"]


def test_a_rule_sends_its_events_to_the_default_bus_of_another_region() -> None:
    """As a role that may do so."""
    assert followed(forwarded()) == mailed()


@pytest.mark.parametrize(
    ("may", "ends"),
    [
        (("events:PutEvents",), mailed()),
        (
            ("events:PutRule",),
            dropped(
                "on",
                "its role forwards may not: inline policy may of role forwards does not allow "
                "events:PutEvents",
                "EventBridge > rule",
            ),
        ),
    ],
)
def test_the_role_of_the_target_may_put_events(may: tuple[str, ...], ends: list[str]) -> None:
    """Within an account nothing else is asked."""
    estate = beside(without(forwarded(), "forwards"), role("forwards", "events", *may))

    assert followed(estate) == ends


NOT_TRUSTED = dropped(
    "on",
    "its role forwards may not: the trust policy of forwards does not allow sts:AssumeRole",
    "EventBridge > rule",
)


def test_a_role_that_is_not_eventbridges_sends_nothing_on() -> None:
    """It trusts another service, or AWS refuses it."""
    of_sns = role("forwards", "sns", "events:PutEvents")
    estate = beside(without(forwarded(), "forwards"), of_sns)

    assert followed(estate) == NOT_TRUSTED
    assert followed(changed(forwarded(), "forwards", assumeRolePolicy=None)) == dropped(
        "on", "its role forwards may not: it has no assumeRolePolicy", "EventBridge > rule"
    )


def trusts(operator: str, name: str, value: str) -> str:
    """Write the trust policy of a role for EventBridge under one condition."""
    asked = lets("events", "sts:AssumeRole", Condition={operator: {name: value}})
    return policy({part: asked[part] for part in asked if part != "Resource"})


@pytest.mark.parametrize(
    ("operator", "name", "own", "other"),
    [
        ("ArnLike", "aws:SourceArn", RULE_ARN, f"{RULE_ARN}-2"),
        ("ArnLike", "aws:SourceArn", RULE_ARN, RULE_ARN.replace(ACCOUNT, OTHER_ACCOUNT)),
        ("StringEquals", "aws:SourceAccount", ACCOUNT, OTHER_ACCOUNT),
    ],
)
def test_eventbridge_acts_as_a_role_for_the_rule(
    operator: str, name: str, own: str, other: str
) -> None:
    """Source: EventBridge user guide, cross-service-confused-deputy-prevention."""
    for value, ends in ((own, mailed()), (other, NOT_TRUSTED)):
        trust = trusts(operator, name, value)
        assert followed(changed(forwarded(), "forwards", assumeRolePolicy=trust)) == ends


def may_put(**fields: Any) -> list[dict[str, str]]:  # noqa: ANN401 - as above
    """Write the policy of a role that may put events."""
    may = {"Effect": "Allow", "Action": "events:PutEvents", "Resource": "*", **fields}
    return [{"name": "may", "policy": policy(may)}]


@pytest.mark.parametrize(
    ("inputs", "doubt"),
    [
        ({"inlinePolicies": may_put(Condition={"Bool": {"aws:SecureTransport": "true"}})}, ""),
        (
            {"inlinePolicies": may_put(Condition={"StringEquals": {"aws:SourceVpc": "vpc-1"}})},
            (
                "whether events:PutEvents is allowed depends on statement 1 of inline policy may "
                "of role forwards: condition StringEquals on aws:SourceVpc"
            ),
        ),
        ({"unread": 1}, "what unread of forwards changes is not read"),
    ],
    ids=str,
)
def test_a_role_may_put_events_under_conditions(inputs: dict[str, Any], doubt: str) -> None:
    """AWS calls itself encrypted; of other conditions it is not known what EventBridge says."""
    assert followed(changed(forwarded(), "forwards", **inputs)) == mailed(doubt=doubt)


def test_a_policy_of_which_nothing_says_whose_it_is_may_be_the_roles() -> None:
    """A refusal is in doubt then; what is allowed stays so."""
    may = policy({"Effect": "Allow", "Action": "events:PutEvents", "Resource": "*"})
    perhaps = made("RolePolicy", "perhaps", role=UNKNOWN, policy=may)
    unable = beside(without(forwarded(), "forwards"), role("forwards", "events", "events:PutRule"))

    assert followed(beside(unable, perhaps)) == mailed(
        doubt="whether perhaps is a policy of role forwards"
    )
    assert followed(beside(forwarded(), perhaps)) == mailed()


def test_a_policy_of_a_role_is_of_every_region() -> None:
    """IAM has none."""
    may = policy({"Effect": "Allow", "Action": "events:PutEvents", "Resource": "*"})
    attached = made("RolePolicy", "attached", region=AWAY, role="forwards", policy=may)
    bare = changed(forwarded(), "forwards", inlinePolicies=None)

    assert followed(beside(bare, attached)) == mailed()


def test_without_a_role_it_is_not_known_whether_a_bus_takes_the_event() -> None:
    """For some buses EventBridge needs one."""
    assert followed(forwarded(roleArn=None)) == mailed(
        doubt="whether on may send to another bus without a role"
    )


def test_of_a_role_that_nobody_declares_it_is_not_known_what_it_may() -> None:
    """A role of that ARN may be there."""
    assert followed(without(forwarded(), "forwards")) == mailed(
        doubt="no given program declares the role of on"
    )


def test_a_bus_with_a_name_is_declared_or_in_doubt() -> None:
    """The default one is always there."""
    bus = made("Bus", "alerts", region=AWAY)
    in_another_region = made("Bus", "alerts", region=HERE)
    of_another_name = made("Bus", "others", region=AWAY)
    undeclared = "no given program declares event bus alerts of us-west-2"

    assert followed(beside(forwarded("alerts"), bus)) == mailed("alerts")
    assert followed(forwarded("alerts")) == mailed("alerts", doubt=undeclared)
    assert followed(beside(forwarded("alerts"), in_another_region, of_another_name)) == mailed(
        "alerts", doubt=undeclared
    )
    assert followed(beside(forwarded("alerts"), moved_bus(bus))) == mailed(
        "alerts", doubt="alerts is only looked up: what it contains is not known"
    )


def moved_bus(bus: Resource) -> Resource:
    """Look a bus up."""
    return moved(Estate((), (bus,)), bus.name, external=True).resources[0]


def to_other_account(*resources: Resource, name: str = "default") -> Estate:
    """Send the events on to another account, which may declare what lets them in."""
    return beside(forwarded(name, account_id=OTHER_ACCOUNT), *resources)


def bus_policy(name: str = "bus-access", **inputs: Any) -> Resource:  # noqa: ANN401 - as above
    """Write a policy of a bus of the other account."""
    place = {"account_id": OTHER_ACCOUNT, "region": AWAY}
    return made("BusPolicy", name, **{**place, **inputs})


def lets_account(account_id: str = ACCOUNT, *, bus: str = "default", effect: str = "Allow") -> str:
    """Write a policy that lets an account put events."""
    arn = bus_arn(bus, account_id=OTHER_ACCOUNT, region=AWAY)
    principal = {"AWS": f"arn:aws:iam::{account_id}:root"}
    return policy(
        {
            **lets("events", "events:PutEvents"),
            "Effect": effect,
            "Principal": principal,
            "Resource": arn,
        }
    )


AT_BUS = "bus default of us-west-2"
PERMISSION_DOUBT = f"whether event bus default allows account {ACCOUNT}"


def test_a_bus_of_another_account_takes_events_that_its_policy_lets_in() -> None:
    """Without a policy it takes those of its own account only."""
    assert followed(to_other_account()) == dropped(AT_BUS, NOBODY_LETS_IN)
    assert followed(to_other_account(bus_policy(policy=lets_account()))) == mailed()


NOT_ALLOWED = "the policy of event bus default does not allow events:PutEvents"


@pytest.mark.parametrize(
    ("refuses", "why"),
    [
        (lets_account("123456789012"), NOT_ALLOWED),
        (lets_account(bus="others"), NOT_ALLOWED),
        (
            lets_account(effect="Deny"),
            "statement 1 of the policy of event bus default denies events:PutEvents",
        ),
    ],
)
def test_a_bus_of_another_account_keeps_out_whom_its_policy_does_not_name(
    refuses: str, why: str
) -> None:
    """A policy for another account or bus lets nobody in."""
    assert followed(to_other_account(bus_policy(policy=refuses))) == dropped(AT_BUS, why)


def test_a_bus_that_lets_one_role_of_the_account_in_is_in_doubt() -> None:
    """Which role sends the event is asked at the target, not at the bus."""
    named = lets_account().replace(":root", ":role/forwards")

    assert followed(to_other_account(bus_policy(policy=named))) == mailed(
        doubt="whether events:PutEvents is allowed depends on statement 1 of the policy of event "
        "bus default: its principal"
    )


@pytest.mark.parametrize(
    ("elsewhere", "end"),
    [
        ({"region": HERE}, dropped(AT_BUS, NOBODY_LETS_IN)),
        ({"account_id": ACCOUNT}, dropped(AT_BUS, NOBODY_LETS_IN)),
        ({"eventBusName": "others"}, dropped(AT_BUS, NOBODY_LETS_IN)),
        ({"eventBusName": "default"}, mailed()),
        ({"eventBusName": bus_arn("default", account_id=OTHER_ACCOUNT, region=AWAY)}, mailed()),
        ({"eventBusName": UNKNOWN}, mailed(doubt=PERMISSION_DOUBT)),
        ({"region": ""}, mailed(doubt=PERMISSION_DOUBT)),
        ({"account_id": ""}, mailed(doubt=PERMISSION_DOUBT)),
    ],
    ids=str,
)
def test_a_policy_is_of_the_bus_that_it_names_where_it_is(
    elsewhere: dict[str, Any], end: list[str]
) -> None:
    """One of another bus lets nobody in; of which one it is may not be known."""
    estate = to_other_account(bus_policy(policy=lets_account(), **elsewhere))

    assert followed(estate) == end


def test_a_policy_whose_bus_is_made_from_something_else_may_be_of_another_bus() -> None:
    """That a name is computed from a parameter says nothing of which bus it is."""
    parameter = made("Parameter", "name", type="String", value="x")
    written = bus_policy(policy=lets_account(), eventBusName=UNKNOWN)
    estate = to_other_account(parameter, written)
    linked = moved(estate, "bus-access", dependencies={"eventBusName": (parameter.urn,)})

    assert followed(linked) == mailed(doubt=PERMISSION_DOUBT)


def test_a_permission_of_a_bus_is_not_read() -> None:
    """What it lets in is in doubt; so it is where two resources write one policy."""
    permission = made("BusPermission", "permits", account_id=OTHER_ACCOUNT, region=AWAY)
    two = (bus_policy(policy=lets_account()), bus_policy("second", policy=lets_account()))

    assert followed(to_other_account(permission)) == mailed(doubt=PERMISSION_DOUBT)
    assert followed(to_other_account(permission, two[0])) == mailed(doubt=PERMISSION_DOUBT)
    assert followed(to_other_account(*two)) == mailed(doubt=PERMISSION_DOUBT)


def test_a_policy_of_a_bus_that_is_known_after_deployment_is_in_doubt() -> None:
    """Nothing says whom it lets in."""
    assert followed(to_other_account(bus_policy(policy=UNKNOWN))) == mailed(
        doubt="policy of bus-access is known after deployment"
    )


def test_the_policy_of_a_declared_bus_may_name_it() -> None:
    """By its own name, and with the policy beside it."""
    bus = made("Bus", "alerts", account_id=OTHER_ACCOUNT, region=AWAY)
    own = bus_policy(policy=lets_account(bus="alerts"), eventBusName="alerts")
    others = bus_policy(policy=lets_account(), eventBusName="alerts")

    assert followed(to_other_account(bus, own, name="alerts")) == mailed("alerts")
    assert followed(to_other_account(bus, others, name="alerts")) == dropped(
        "bus alerts of us-west-2", NOT_ALLOWED.replace("default", "alerts")
    )
    assert followed(to_other_account(moved_bus(bus), own, name="alerts")) == mailed(
        "alerts", doubt="alerts is only looked up: what it contains is not known"
    )
    assert followed(to_other_account(bus, name="alerts")) == dropped(
        "bus alerts of us-west-2", NOBODY_LETS_IN
    )


def test_an_event_is_forwarded_once() -> None:
    """What reaches the second bus goes on to no third one."""
    back = bus_arn("default", account_id=ACCOUNT, region=HERE)
    forwards = role("again", "events", "events:PutEvents")
    estate = changed(forwarded(), "to", arn=back, roleArn=forwards.text("arn"))

    assert followed(beside(estate, forwards)) == [
        (
            f"dropped at {back}: the bus is not known, or is one too many (by EventBridge > rule > "
            "on > bus default of us-west-2 > there > to)"
        )
    ]


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:events:us-west-2:111122223333:event-bus/",
        "arn:aws:events:us-west-2:1:event-bus/default",
        "arn:aws:events::111122223333:event-bus/default",
    ],
)
def test_what_is_no_arn_of_a_bus_is_none(arn: str) -> None:
    """It has a Region, an account of 12 digits and a name."""
    (line,) = followed(forwarded(arn=arn))

    assert line == (
        f"dropped at {arn}: the bus is not known, or is one too many (by EventBridge > rule > on)"
    )


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov"])
def test_buses_are_read_in_every_partition(partition: str) -> None:
    """The ARN begins otherwise."""
    arn = f"arn:{partition}:events:{AWAY}:{ACCOUNT}:event-bus/default"

    assert followed(forwarded(arn=arn)) == mailed()


def test_a_bus_that_a_target_takes_its_arn_from_is_that_bus() -> None:
    """Its ARN is known though the input is known after deployment."""
    bus = made("Bus", "alerts", region=AWAY)
    estate = beside(forwarded("alerts", arn=UNKNOWN), bus)
    linked = moved(estate, "on", dependencies={"arn": (bus.urn,)})

    assert followed(linked) == mailed("alerts")
    assert followed(estate) == [
        f"unknown on within 5 min (by EventBridge > rule) depends on: arn of on {LATER}"
    ]
