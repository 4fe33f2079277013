"""Topics of SNS: may a service publish to one, by its policy, its place and its Region?

Source: SNS developer guide, sns-access-policy-use-cases (read 2026-11-28).
"""

from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    BY_ALARM,
    BY_RULE,
    BY_VAULT,
    MAILED,
    OTHER_ACCOUNT,
    RULE_ARN,
    beside,
    changed,
    followed,
    lets,
    made,
    moved,
    without,
)
from sound_alerts import ACCOUNT, HERE, MESSAGE, POINT, policy
from topic_ends import (
    BY_AN_ALARM,
    BY_NOTIFICATIONS,
    LATER,
    NOT_IN,
    NOT_NAMED,
    TOPIC_ARN,
    condition,
    doubted,
    dropped,
)

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Outage

# Any, from here on: inputs of resources, and parts of policies.


def published(**fields: Any) -> Estate:  # noqa: ANN401 - as above
    """Change what the policy of the topic allows EventBridge."""
    return changed(BY_RULE, "access", policy=policy(lets("events", "sns:Publish", **fields)))


def test_each_service_publishes_to_a_topic_that_lets_it() -> None:
    """CloudWatch may publish to every topic of its account without a policy."""
    assert followed(BY_RULE) == [MAILED]
    assert followed(BY_VAULT, MESSAGE) == [BY_NOTIFICATIONS]
    assert followed(BY_ALARM, POINT) == [BY_AN_ALARM]


def test_a_topic_without_a_policy_lets_cloudwatch_publish_and_no_other_service() -> None:
    """EventBridge and AWS Backup have to be named."""
    none = "it has no policy that names it"

    assert followed(without(BY_RULE, "access")) == dropped(f"{NOT_IN}: {none}")
    assert followed(without(BY_VAULT, "access"), MESSAGE) == dropped(
        f"it does not allow backup.amazonaws.com: {none}", by="(by notifications)"
    )


@pytest.mark.parametrize(
    ("fields", "ends"),
    [
        (condition("ArnEquals", "aws:SourceArn", RULE_ARN), [MAILED]),
        (condition("ArnEquals", "aws:SourceArn", f"{RULE_ARN}s"), dropped(NOT_NAMED)),
        (condition("StringEquals", "aws:SourceAccount", ACCOUNT), [MAILED]),
        (condition("StringEquals", "aws:SourceAccount", OTHER_ACCOUNT), dropped(NOT_NAMED)),
        (condition("StringEquals", "aws:SourceOwner", ACCOUNT), dropped(NOT_NAMED)),
        (condition("Bool", "aws:SecureTransport", "true"), [MAILED]),
        ({"Resource": TOPIC_ARN}, [MAILED]),
        ({"Resource": f"{TOPIC_ARN}s"}, dropped(NOT_NAMED)),
        ({"Principal": {"Service": "backup.amazonaws.com"}}, dropped(NOT_NAMED)),
        (
            condition("StringEquals", "aws:PrincipalOrgID", "o-1234567890"),
            dropped(NOT_NAMED),
        ),
    ],
    ids=str,
)
def test_a_topic_lets_eventbridge_in_under_conditions(
    fields: dict[str, Any], ends: list[str]
) -> None:
    """EventBridge says for which rule and account it publishes, over TLS, and no owner."""
    assert followed(published(**fields)) == ends


@pytest.mark.parametrize(("account_id", "lets_in"), [(ACCOUNT, True), (OTHER_ACCOUNT, False)])
def test_cloudwatch_publishes_for_the_owner_of_the_topic(account_id: str, *, lets_in: bool) -> None:
    """So the policy that SNS writes by default, with `aws:SourceOwner`, lets it in."""
    allowed = lets(
        "cloudwatch", "sns:Publish", **condition("StringEquals", "aws:SourceOwner", account_id)
    )
    access = made("TopicPolicy", "access", arn=TOPIC_ARN, policy=policy(allowed))
    ends = followed(beside(BY_ALARM, access), POINT)

    assert (ends == [BY_AN_ALARM]) is lets_in


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ({"policy": UNKNOWN}, doubted(f"access: policy of access {LATER}")),
        ({"arn": UNKNOWN}, doubted(f"access: arn of access {LATER}")),
        ({"arn": None}, dropped(f"{NOT_IN}: it has no policy that names it")),
    ],
    ids=str,
)
def test_a_policy_of_a_topic_may_be_known_after_deployment(
    changes: dict[str, Any], ends: list[str]
) -> None:
    """A policy that may be the topic's puts a refusal in doubt."""
    assert followed(changed(BY_RULE, "access", **changes)) == ends


def test_a_topic_of_an_unknown_account_is_in_doubt() -> None:
    """It may be another's than the rule's; so may its Region."""
    why = "in which account and Region topic topic is, is not known"
    for field in ("account_id", "region"):
        for unknown in (moved(BY_RULE, "topic", **{field: ""}),):
            (line,) = followed(unknown)
            assert line.startswith(f"{MAILED} depends on: ")
            assert why in line


def in_another_account() -> Estate:
    """Move the topic of a rule to another account."""
    estate = BY_RULE
    arn = f"arn:aws:sns:{HERE}:{OTHER_ACCOUNT}:topic"
    for name in ("topic", "access", "mailbox"):
        estate = moved(estate, name, account_id=OTHER_ACCOUNT)
    estate = moved(estate, "topic", outputs={"arn": arn})
    estate = changed(changed(estate, "target", arn=arn), "access", arn=arn)
    return changed(estate, "mailbox", topic=arn)


def test_a_topic_of_another_account_is_asked_by_its_policy() -> None:
    """EventBridge publishes to a topic of another account that lets it in."""
    estate = in_another_account()

    assert followed(estate) == [MAILED]
    assert followed(without(estate, "access")) == dropped(
        f"{NOT_IN}: it has no policy that names it"
    )


def test_a_rule_publishes_for_its_own_account_to_a_topic_of_another() -> None:
    """`aws:SourceAccount` is the account of the rule, not of the topic."""
    for account_id, lets_in in ((ACCOUNT, True), (OTHER_ACCOUNT, False)):
        asked = condition("StringEquals", "aws:SourceAccount", account_id)
        estate = changed(
            in_another_account(), "access", policy=policy(lets("events", "sns:Publish", **asked))
        )
        assert (followed(estate) == [MAILED]) is lets_in


def test_a_topic_of_another_region_is_out_of_reach() -> None:
    """Rules publish where they are."""
    away = TOPIC_ARN.replace(HERE, AWAY)
    estate = moved(BY_RULE, "topic", region=AWAY, outputs={"arn": away})

    assert followed(changed(estate, "target", arn=away)) == dropped(
        "it is in us-west-2, its publisher in us-east-1"
    )


def test_nobody_publishes_to_topics_that_are_out_of_service() -> None:
    """In the Region of the outage."""
    assert followed(BY_RULE, outage=Outage(topics_of=HERE)) == dropped(
        "it allows nobody to publish: events.amazonaws.com is denied"
    )
    assert followed(BY_RULE, outage=Outage(topics_of=AWAY)) == [MAILED]
