"""May the role of the function for alerts publish, by the key and the policy of a topic?

Source: SNS developer guide, sns-key-management; AWS KMS developer guide, conditions-kms
(read 2026-11-28).
"""

from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    OTHER_ACCOUNT,
    beside,
    changed,
    followed,
    lets,
    made,
    moved,
)
from our_function import (
    BOTH,
    PEOPLE,
    RULE,
    allows,
    role_may,
    variables,
)
from sound_alerts import ACCOUNT, HERE, policy

from bamp_pulumi.estate import Estate

# Any, from here on: inputs of resources, and parts of policies.
KEY = f"arn:aws:kms:{HERE}:{ACCOUNT}:key/key"


def keyed(*statements: dict[str, Any], may: tuple[str, ...] = ("kms:*",)) -> Estate:
    """Encrypt the topic of people with a key of some policy."""
    allowed = [
        allows("sns:Publish", "*"),
        allows("events:*", "*"),
        *(allows(one, KEY) for one in may),
    ]
    owner = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
        "Action": "kms:PutKeyPolicy",
        "Resource": "*",
    }
    encrypted = changed(role_may(*allowed), "people", kmsMasterKeyId=KEY)
    return beside(encrypted, made("Key", "key", policy=policy(*statements, owner)))


def uses(principal: str, **condition: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Write a statement of a key policy that lets a principal use it."""
    used = {
        "Effect": "Allow",
        "Principal": {"AWS": principal},
        "Action": ["kms:GenerateDataKey", "kms:Decrypt"],
        "Resource": "*",
    }
    return {**used, "Condition": {"StringEquals": condition}} if condition else used


ROOT = f"arn:aws:iam::{ACCOUNT}:root"
RUNS = f"arn:aws:iam::{ACCOUNT}:role/runs"


@pytest.mark.parametrize(
    ("estate", "is_mailed"),
    [
        (keyed(uses(RUNS)), True),
        (keyed(uses(RUNS), may=()), True),
        (keyed(uses(ROOT)), True),
        (keyed(uses(ROOT), may=()), False),
        (keyed(), False),
        (keyed(lets("sns", "kms:*")), False),
        (keyed(uses(RUNS, **{"kms:ViaService": f"sns.{HERE}.amazonaws.com"})), True),
        (keyed(uses(RUNS, **{"kms:ViaService": f"sns.{AWAY}.amazonaws.com"})), False),
        (keyed(uses("*", **{"aws:PrincipalArn": RUNS})), True),
        (keyed(uses("*", **{"aws:PrincipalArn": f"{RUNS}s"})), False),
        (changed(keyed(), "people", kmsMasterKeyId="alias/aws/sns"), True),
    ],
)
def test_the_role_of_the_function_uses_the_key_of_a_topic(
    estate: Estate, *, is_mailed: bool
) -> None:
    """The policy of the key names it, or leaves it to IAM; SNS's own key lets the account in."""
    assert (followed(estate)[0] == BOTH[0]) is is_mailed


@pytest.mark.parametrize(
    ("access", "is_mailed"),
    [
        (policy(lets("events", "sns:Publish")), True),
        (policy({**lets("events", "sns:Publish"), "Effect": "Deny", "Principal": "*"}), False),
    ],
)
def test_a_topic_of_the_account_lets_a_role_in_that_may_publish(
    access: str, *, is_mailed: bool
) -> None:
    """Within an account one of the two policies is enough, unless one denies."""
    estate = beside(RULE, made("TopicPolicy", "access", arn=PEOPLE, policy=access))

    assert (followed(estate)[0] == BOTH[0]) is is_mailed


def test_the_topic_of_another_account_has_to_let_the_role_in() -> None:
    """What the role may do is half of it."""
    arn = PEOPLE.replace(ACCOUNT, OTHER_ACCOUNT)
    estate = moved(
        variables(TOPIC_ARN=arn), "people", account_id=OTHER_ACCOUNT, outputs={"arn": arn}
    )
    estate = moved(changed(estate, "ops", topic=arn), "ops", account_id=OTHER_ACCOUNT)
    lets_role = {**lets("x", "sns:Publish"), "Principal": {"AWS": RUNS}}
    access = made(
        "TopicPolicy", "access", account_id=OTHER_ACCOUNT, arn=arn, policy=policy(lets_role)
    )

    (refused, _) = followed(estate)
    assert refused.startswith("dropped at people: it does not allow ")
    assert followed(beside(estate, access)) == BOTH
