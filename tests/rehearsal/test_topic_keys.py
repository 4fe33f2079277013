"""Keys of topics: may the service that publishes to an encrypted topic use its key?

Source: SNS developer guide, sns-key-management (read 2026-11-28).
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
from topic_ends import BY_AN_ALARM, BY_NOTIFICATIONS, condition, doubted, dropped

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import Signal

# Any, from here on: inputs of resources, and parts of policies.


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


KEPT_OUT = "key key does not allow events.amazonaws.com"
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


ALARM_ARN = f"arn:aws:cloudwatch:{HERE}:{ACCOUNT}:alarm:alarm"
VAULT_ARN = f"arn:aws:backup:{HERE}:{ACCOUNT}:backup-vault:main"
OF_OTHERS = {ALARM_ARN: f"{ALARM_ARN}s", VAULT_ARN: VAULT_ARN.replace(ACCOUNT, OTHER_ACCOUNT)}


@pytest.mark.parametrize(
    ("service", "estate", "signal", "source", "ends"),
    [
        ("backup", BY_VAULT, MESSAGE, VAULT_ARN, BY_NOTIFICATIONS),
        ("cloudwatch", BY_ALARM, POINT, ALARM_ARN, BY_AN_ALARM),
    ],
)
def test_a_service_may_say_for_what_it_uses_a_key(
    service: str, estate: Estate, signal: Signal, source: str, ends: str
) -> None:
    """No page says that it does: both are asked, so `IfExists` and what is wrong are certain."""

    def ends_with(operator: str, name: str, value: str) -> list[str]:
        narrow = lets(service, *KEY_USES, **condition(operator, name, value))
        return followed(keyed(key(narrow), estate), signal)

    assert followed(keyed(key(lets(service, *KEY_USES)), estate), signal) == [ends]
    for operator, name, value, other in (
        ("StringEquals", "aws:SourceAccount", ACCOUNT, OTHER_ACCOUNT),
        ("ArnLike", "aws:SourceArn", source, OF_OTHERS[source]),
    ):
        assert ends_with(f"{operator}IfExists", name, value) == [ends]
        (line,) = ends_with(operator, name, value)
        assert line.startswith(f"{ends} depends on: whether {service}.amazonaws.com sends")
        (line,) = ends_with(operator, name, other)
        assert line.startswith(f"dropped at topic: key key does not allow {service}.amazonaws.com")
        (line,) = ends_with(f"{operator}IfExists", name, other)
        assert line.startswith(f"{ends} depends on: ")


def test_eventbridge_never_says_for_what_it_uses_a_key() -> None:
    """So a condition that lets a call without the key pass keeps nothing back."""
    for operator, name, value in (
        ("StringEqualsIfExists", "aws:SourceAccount", OTHER_ACCOUNT),
        ("ArnLikeIfExists", "aws:SourceArn", f"{RULE_ARN}s"),
    ):
        narrow = lets("events", *KEY_USES, **condition(operator, name, value))
        assert followed(keyed(key(narrow))) == [MAILED]


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
    """The one that AWS manages allows no service."""
    used = key(lets("events", *KEY_USES))

    assert followed(without(keyed(used), "key")) == doubted(
        "no given program declares the key of topic topic"
    )
    assert followed(keyed(used, named="alias/aws/sns")) == dropped(
        "its key alias/aws/sns allows no service"
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
