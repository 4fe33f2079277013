"""Topics of SNS: may a service publish, with the key of the topic, and who takes the message?

Source: SNS developer guide, sns-access-policy-use-cases, sns-key-management and
sns-subscription-filter-policies (read 2026-11-28).
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    BY_ALARM,
    BY_RULE,
    BY_VAULT,
    FUNCTION,
    FUNCTION_ARN,
    MAILED,
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
from sound_alerts import ACCOUNT, FAILED, HERE, MESSAGE, POINT, policy

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import Outage

# Any, from here on: inputs of resources, and parts of policies.
LATER = "is known after deployment"
AT_RULE = "(by EventBridge > rule)"
TOPIC_ARN = f"arn:aws:sns:{HERE}:{ACCOUNT}:topic"
BY_NOTIFICATIONS = "email a@example.com within 5 min (by notifications > topic > mailbox)"
BY_AN_ALARM = "email a@example.com within 6 min (by alarm > topic > mailbox)"
NOT_IN = "it does not let events.amazonaws.com in"
NOT_NAMED = f"{NOT_IN}: the policy of topic topic does not allow sns:Publish"


def doubted(why: str) -> list[str]:
    """Write that people are notified in doubt."""
    return [f"{MAILED} depends on: {why}"]


def dropped(why: str, at: str = "topic", by: str = AT_RULE) -> list[str]:
    """Write where the message ends."""
    return [f"dropped at {at}: {why} {by}"]


def published(**fields: Any) -> Estate:  # noqa: ANN401 - as above
    """Change what the policy of the topic allows EventBridge."""
    return changed(BY_RULE, "access", policy=policy(lets("events", "sns:Publish", **fields)))


def condition(operator: str, key: str, value: str) -> dict[str, Any]:
    """Write one condition."""
    return {"Condition": {operator: {key: value}}}


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
        f"it does not let backup.amazonaws.com in: {none}", by="(by notifications)"
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


def test_a_topic_of_another_account_is_asked_by_its_policy() -> None:
    """EventBridge publishes to a topic of another account that lets it in."""
    estate = BY_RULE
    arn = f"arn:aws:sns:{HERE}:{OTHER_ACCOUNT}:topic"
    for name in ("topic", "access", "mailbox"):
        estate = moved(estate, name, account_id=OTHER_ACCOUNT)
    estate = moved(estate, "topic", outputs={"arn": arn})
    estate = changed(changed(estate, "target", arn=arn), "access", arn=arn)
    estate = changed(estate, "mailbox", topic=arn)

    assert followed(estate) == [MAILED]
    assert followed(without(estate, "access")) == dropped(
        f"{NOT_IN}: it has no policy that names it"
    )


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
        "it lets nobody publish: events.amazonaws.com is kept out"
    )
    assert followed(BY_RULE, outage=Outage(topics_of=AWAY)) == [MAILED]


KEY_ARN = f"arn:aws:kms:{HERE}:{ACCOUNT}:key/key"
OWNER = {
    "Effect": "Allow",
    "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
    "Action": "kms:*",
    "Resource": "*",
}
KEY_USES = ("kms:GenerateDataKey*", "kms:Decrypt")


def key(*statements: dict[str, Any], **inputs: Any) -> Resource:  # noqa: ANN401 - as above
    """Write a key that its owner may use, and whom the statements name."""
    return made("Key", "key", **{"policy": policy(*statements, OWNER), **inputs})


def keyed(found: Resource, estate: Estate = BY_RULE, named: object = KEY_ARN) -> Estate:
    """Encrypt the topic."""
    return beside(changed(estate, "topic", kmsMasterKeyId=named), found)


KEPT_OUT = "key key does not let events.amazonaws.com in"
NO_KEY = f"{KEPT_OUT}: the policy of key key does not allow"


@pytest.mark.parametrize(
    ("found", "ends"),
    [
        (key(lets("events", *KEY_USES)), [MAILED]),
        (key(lets("events", "kms:Decrypt")), dropped(f"{NO_KEY} kms:GenerateDataKey")),
        (key(lets("events", "kms:GenerateDataKey")), dropped(f"{NO_KEY} kms:Decrypt")),
        (key(lets("backup", *KEY_USES)), dropped(f"{NO_KEY} kms:GenerateDataKey")),
        (
            key(
                lets("events", *KEY_USES, **condition("StringEquals", "aws:SourceAccount", ACCOUNT))
            ),
            dropped(f"{NO_KEY} kms:GenerateDataKey"),
        ),
        (
            key(lets("events", *KEY_USES, **condition("ArnLike", "aws:SourceArn", RULE_ARN))),
            dropped(f"{NO_KEY} kms:GenerateDataKey"),
        ),
        (key(lets("events", *KEY_USES, Resource=KEY_ARN)), [MAILED]),
        (
            key(lets("events", *KEY_USES), isEnabled=False),
            dropped("key key is disabled"),
        ),
        (
            key(lets("events", *KEY_USES), unread=1),
            doubted("what unread of key changes is not read"),
        ),
    ],
)
def test_eventbridge_uses_the_key_of_a_topic_that_lets_it(found: Resource, ends: list[str]) -> None:
    """It needs two actions, and does not say for which rule it asks."""
    assert followed(keyed(found)) == ends


def test_aws_backup_may_say_for_what_it_uses_a_key() -> None:
    """No page says that it does."""
    narrow = lets("backup", *KEY_USES, **condition("StringEquals", "aws:SourceAccount", ACCOUNT))

    assert followed(keyed(key(lets("backup", *KEY_USES)), BY_VAULT), MESSAGE) == [BY_NOTIFICATIONS]
    (line,) = followed(keyed(key(narrow), BY_VAULT), MESSAGE)
    assert line.startswith(f"{BY_NOTIFICATIONS} depends on: ")


def test_a_policy_with_an_unknown_part_is_in_doubt() -> None:
    """Of a topic as of a key."""
    resource = {"Version": "2012-10-17", "Statement": [lets("events", "sns:*", Resource=UNKNOWN)]}
    use = {
        "Version": "2012-10-17",
        "Statement": [lets("events", *KEY_USES, Resource=UNKNOWN), OWNER],
    }
    depends = "is allowed depends on statement 1 of the policy of"

    assert followed(changed(BY_RULE, "access", policy=resource)) == doubted(
        f"whether sns:Publish {depends} topic topic: its resource"
    )
    assert followed(keyed(key(policy=use))) == doubted(
        f"whether kms:GenerateDataKey {depends} key key: its resource"
    )


def test_a_key_is_used_by_eventbridge_itself_and_not_through_sns() -> None:
    """A condition on the service in between is not met; one on the ARN of the key is."""
    through = condition("StringEquals", "kms:ViaService", f"sns.{HERE}.amazonaws.com")
    arn = f"arn:aws:kms:{HERE}:{ACCOUNT}:key/1234"
    made_key = key(lets("events", *KEY_USES, Resource=arn))

    assert followed(keyed(key(lets("events", *KEY_USES, **through)))) == dropped(
        f"{NO_KEY} kms:GenerateDataKey"
    )
    assert followed(moved(keyed(made_key, named=arn), "key", outputs={"arn": arn})) == [MAILED]


def test_the_key_of_a_topic_is_declared_and_of_its_region() -> None:
    """The one that AWS manages lets no service in."""
    used = key(lets("events", *KEY_USES))

    assert followed(without(keyed(used), "key")) == doubted(
        "no given program declares the key of topic topic"
    )
    assert followed(keyed(used, named="alias/aws/sns")) == dropped(
        "its key alias/aws/sns lets no service in"
    )
    assert followed(moved(keyed(used), "key", region=AWAY)) == dropped(
        "key is in Region us-west-2, topic in us-east-1"
    )


def test_a_key_whose_arn_is_known_after_deployment_is_asked_by_what_made_it() -> None:
    """A policy that names keys of the account by ARN means it too."""
    narrow = lets("events", *KEY_USES, Resource=f"arn:aws:kms:{HERE}:{ACCOUNT}:key/*")
    others = lets("events", *KEY_USES, Resource=f"arn:aws:kms:{AWAY}:{ACCOUNT}:key/*")
    for statement, ends in ((narrow, [MAILED]), (others, dropped(f"{NO_KEY} kms:GenerateDataKey"))):
        estate = moved(keyed(key(statement), named=UNKNOWN), "key", outputs={})
        linked = moved(estate, "topic", dependencies={"kmsMasterKeyId": (estate.named("key").urn,)})
        assert followed(linked) == ends


def filtered(estate: Estate = BY_VAULT, **inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Filter what the mailbox gets."""
    return changed(estate, "mailbox", **inputs)


FILTER = (
    "its filter lets nothing through whose {} is not what it asks for (by notifications > topic)"
)


@pytest.mark.parametrize(
    ("inputs", "end"),
    [
        ({"filterPolicy": '{"State": ["FAILED"]}'}, BY_NOTIFICATIONS),
        ({"filterPolicy": {"State": ["FAILED"]}}, BY_NOTIFICATIONS),
        (
            {"filterPolicy": '{"State": ["FAILED"]}', "filterPolicyScope": "MessageAttributes"},
            BY_NOTIFICATIONS,
        ),
        (
            {"filterPolicy": '{"State": ["COMPLETED"]}'},
            f"dropped at mailbox: {FILTER.format('State')} [not broken]",
        ),
        (
            {"filterPolicy": '{"Other": ["FAILED"]}'},
            f"dropped at mailbox: {FILTER.format('Other')} [not broken] [filter]",
        ),
        (
            {"filterPolicy": '{"State": ["FAILED"]}', "filterPolicyScope": "MessageBody"},
            f"dropped at mailbox: {FILTER.format('the body')} [not broken] [filter]",
        ),
        (
            {"filterPolicy": UNKNOWN},
            f"{BY_NOTIFICATIONS} depends on: filterPolicy of mailbox {LATER}",
        ),
        (
            {"filterPolicy": '{"State": ["FAILED"]}', "filterPolicyScope": UNKNOWN},
            f"{BY_NOTIFICATIONS} depends on: filterPolicyScope of mailbox {LATER}",
        ),
    ],
    ids=str,
)
def test_a_subscriber_gets_what_its_filter_lets_through(inputs: dict[str, Any], end: str) -> None:
    """One on what no message has is a filter that is wrong; one on other states means others."""
    assert followed(filtered(**inputs), MESSAGE) == [end]


def test_a_filter_of_a_subscription_that_gets_nothing_is_not_asked() -> None:
    """One reason is enough."""
    pending = filtered(filterPolicy='{"State": ["COMPLETED"]}', pendingConfirmation=True)

    assert followed(pending, MESSAGE) == dropped(
        "nobody has confirmed the subscription", at="mailbox", by="(by notifications > topic)"
    )


def test_a_filter_on_what_differs_from_case_to_case_is_in_doubt() -> None:
    """The resource of the job is not known before it fails."""
    by_body = changed(
        BY_RULE,
        "mailbox",
        filterPolicy='{"detail": {"resourceType": ["RDS"]}}',
        filterPolicyScope="MessageBody",
    )
    case = type(FAILED)(
        account_id=ACCOUNT,
        region=HERE,
        source="aws.backup",
        detail_type="Backup Job State Change",
        detail={"state": "FAILED", "resourceType": UNKNOWN},
    )

    assert followed(by_body, case) == doubted("filter of mailbox on detail.resourceType")


@pytest.mark.parametrize("place", [{"region": AWAY}, {"account_id": OTHER_ACCOUNT}], ids=str)
def test_a_subscription_is_where_its_topic_is(place: dict[str, str]) -> None:
    """SNS finds no such topic in the Region or account of the subscription."""
    (line,) = followed(moved(BY_RULE, "mailbox", **place))

    assert line.startswith("dropped at mailbox: mailbox is in ")


def test_a_topic_without_subscribers_notifies_nobody() -> None:
    """One whose topic is not known may be a subscriber of it."""
    alone = without(BY_RULE, "mailbox")
    perhaps = made(
        "Subscription", "perhaps", topic=UNKNOWN, protocol="email", endpoint="p@example.com"
    )
    maybe = (
        "email p@example.com within 5 min (by EventBridge > rule > topic > perhaps) depends on: "
        f"topic of perhaps {LATER}"
    )

    assert followed(alone) == dropped(
        "nobody subscribes to it", by="(by EventBridge > rule > topic)"
    )
    assert followed(beside(alone, perhaps)) == [maybe]
    assert followed(beside(BY_RULE, perhaps)) == [MAILED]
    assert followed(
        beside(changed(BY_RULE, "mailbox", protocol="sqs", endpoint=QUEUE), perhaps)
    ) == [
        f"queue {QUEUE} within 5 min (by EventBridge > rule > topic > mailbox)",
        maybe,
    ]


QUEUE = f"arn:aws:sqs:{HERE}:{ACCOUNT}:q"


def test_a_subscription_to_one_of_two_topics_is_in_doubt() -> None:
    """A deployment tells to which."""
    other = made("Topic", "other")
    sources = (BY_RULE.named("topic").urn, other.urn)
    either = moved(
        changed(BY_RULE, "mailbox", topic=UNKNOWN), "mailbox", dependencies={"topic": sources}
    )

    assert followed(beside(either, other)) == doubted(
        f"whether mailbox subscribes to topic topic {LATER}"
    )


def test_each_subscriber_gets_the_message() -> None:
    """In the order in which they are declared."""
    second = made(
        "Subscription", "second", topic=TOPIC_ARN, protocol="email", endpoint="b@example.com"
    )

    assert followed(beside(BY_RULE, second)) == [
        MAILED,
        "email b@example.com within 5 min (by EventBridge > rule > topic > second)",
    ]


CALLS = made(
    "Permission",
    "lets",
    action="lambda:InvokeFunction",
    function="function",
    principal="sns.amazonaws.com",
    sourceArn=TOPIC_ARN,
)


QUEUE_ARN = f"arn:aws:sqs:{HERE}:{ACCOUNT}:undelivered"
REDRIVE = json.dumps({"deadLetterTargetArn": QUEUE_ARN})
SECOND_ARN = f"arn:aws:sns:{HERE}:{ACCOUNT}:second"
UNDELIVERED = [
    made("Queue", "undelivered", policy=policy(lets("sns", "sqs:SendMessage"))),
    made("Topic", "second"),
    made("Subscription", "on-call", topic=SECOND_ARN, protocol="email", endpoint="b@example.com"),
    replace(
        changed(
            BY_ALARM,
            "alarm",
            namespace="AWS/SQS",
            metricName="ApproximateNumberOfMessagesVisible",
            dimensions={"QueueName": "undelivered"},
            alarmActions=[SECOND_ARN],
        ).named("alarm")
    ),
]
ALARMED = "email b@example.com within 11 min (by alarm > second > on-call) [about alerts]"


def test_a_topic_calls_a_function_that_lets_sns_call_it() -> None:
    """For this topic; another is refused."""
    runs = role("runs", "lambda", "logs:PutLogEvents")
    subscribed = beside(
        changed(BY_RULE, "mailbox", protocol="lambda", endpoint=FUNCTION_ARN), FUNCTION, runs
    )
    stranger = (
        "function function within 5 min (by EventBridge > rule > topic > mailbox > function) "
        "depends on: what function function does is not known"
    )
    behind = "(by EventBridge > rule > topic > mailbox)"

    assert followed(beside(subscribed, CALLS)) == [stranger]
    assert followed(subscribed) == dropped(
        "it does not let sns.amazonaws.com call it", at="function", by=behind
    )
    undelivered = beside(changed(subscribed, "mailbox", redrivePolicy=REDRIVE), *UNDELIVERED)
    assert followed(undelivered)[1:] == [ALARMED]
    assert followed(beside(undelivered, CALLS)) == [stranger]
    endpoint = {"protocol": "https", "endpoint": "https://a.example.com"}
    called = changed(undelivered, "mailbox", endpointAutoConfirms=True, **endpoint)
    assert followed(called, outage=Outage(calls=True))[1:] == [ALARMED]
    of_another = changed(beside(subscribed, CALLS), "lets", sourceArn=f"{TOPIC_ARN}s")
    assert followed(of_another) == dropped(
        "it lets sns.amazonaws.com call it, but not for this source", at="function", by=behind
    )
