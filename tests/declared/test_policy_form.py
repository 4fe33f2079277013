"""What AWS refuses of a policy for its form, on whatever resource it stands.

Cannot prove what AWS answers: the grammar is that of the IAM user guide.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

Inputs = Any  # Any: a statement of a policy, and inputs of a resource

ROOT: Inputs = {"AWS": "arn:aws:iam::111122223333:root"}
SOUND: Inputs = {"Effect": "Allow", "Principal": ROOT, "Action": "kms:*", "Resource": "*"}
SERVICE: Inputs = {"Service": "events.amazonaws.com"}
OF_ROLE: Inputs = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
TRUST: Inputs = {
    "Effect": "Allow",
    "Principal": {"Service": "ec2.amazonaws.com"},
    "Action": "sts:AssumeRole",
}


def document(*statements: Inputs, version: str = "2012-10-17") -> str:
    """Write a policy."""
    return json.dumps({"Version": version, "Statement": [*statements]})


def without(statement: Inputs, name: str) -> Inputs:
    """Leave an element out."""
    return {key: value for key, value in statement.items() if key != name}


def key(policy: str) -> object:
    """Write the policy of a key."""
    return aws.kms.Key("one", enable_key_rotation=True, policy=policy)


def bypassing(policy: str) -> object:
    """Write the policy of a key, and that nobody need be able to change it."""
    return aws.kms.Key(
        "one",
        enable_key_rotation=True,
        policy=policy,
        bypass_policy_lockout_safety_check=True,
    )


def key_policy(policy: str) -> object:
    """Write the policy of a key beside it."""
    made = aws.kms.Key("k", enable_key_rotation=True)
    return aws.kms.KeyPolicy("one", key_id=made.id, policy=policy)


def role(policy: str) -> object:
    """Write a trust policy."""
    return aws.iam.Role("one", assume_role_policy=policy)


def inline(policy: str) -> object:
    """Write a policy on the role itself."""
    lists: Inputs = [{"name": "n", "policy": policy}]
    return aws.iam.Role("one", assume_role_policy=document(TRUST), inline_policies=lists)


def role_policy(policy: str) -> object:
    """Write a policy of a role beside it."""
    return aws.iam.RolePolicy("one", role="some-role", policy=policy)


def own_policy(policy: str) -> object:
    """Write a managed policy."""
    return aws.iam.Policy("one", policy=policy)


def vault_policy(policy: str) -> object:
    """Write the access policy of a vault."""
    return aws.backup.VaultPolicy("one", backup_vault_name="some-vault", policy=policy)


def topic(policy: str) -> object:
    """Write the policy of a topic."""
    return aws.sns.Topic("one", policy=policy)


def topic_policy(policy: str) -> object:
    """Write the policy of a topic beside it."""
    return aws.sns.TopicPolicy("one", arn="arn:aws:sns:us-east-1:111122223333:t", policy=policy)


def queue(policy: str) -> object:
    """Write the policy of a queue."""
    return aws.sqs.Queue("one", policy=policy)


def bucket_policy(policy: str) -> object:
    """Write the policy of a bucket."""
    return aws.s3.BucketPolicy("one", bucket="b", policy=policy)


def file_system_policy(policy: str) -> object:
    """Write the policy of a file system."""
    return aws.efs.FileSystemPolicy("one", file_system_id="fs-1", policy=policy)


REFUSED: dict[str, tuple[Callable[[str], object], str, str]] = {
    "a trust policy of another version": (
        role,
        document(TRUST, version="2020-01-01"),
        "its Version is 2020-01-01",
    ),
    "a trust policy about a resource": (
        role,
        document({**TRUST, "Resource": "*"}),
        "has no Resource",
    ),
    "a trust policy for nobody": (
        role,
        document(without(TRUST, "Principal")),
        "a statement has no Principal",
    ),
    "one Sid twice": (
        role,
        document({**TRUST, "Sid": "A"}, {**TRUST, "Sid": "A"}),
        "two statements have the Sid A",
    ),
    "a role policy for somebody": (
        role_policy,
        document({**OF_ROLE, "Principal": "*"}),
        "has no Principal",
    ),
    "a policy on the role itself": (
        inline,
        document(without(OF_ROLE, "Action")),
        "inlinePolicies.0.policy is malformed, a statement has no Action",
    ),
    "a managed policy about nothing": (
        own_policy,
        document(without(OF_ROLE, "Resource")),
        "a statement has no Resource",
    ),
    "a key policy of another version": (
        key,
        document(SOUND, version="2012-10-16"),
        "its Version is 2012-10-16",
    ),
    "a key policy for nobody": (
        key,
        document(SOUND, without(SOUND, "Principal")),
        "a statement has no Principal",
    ),
    "a key policy for a service alone": (
        key,
        document({**SOUND, "Principal": SERVICE}),
        "lets no principal of its account call kms:PutKeyPolicy",
    ),
    "a key policy for its account, which may not change it": (
        key_policy,
        document({**SOUND, "Action": ["kms:Encrypt", "kms:Decrypt"]}),
        "or bypassPolicyLockoutSafetyCheck",
    ),
    "a key policy that lets nobody do anything": (
        key,
        document(without(SOUND, "Resource")),
        "lets no principal of its account call kms:PutKeyPolicy",
    ),
    "a key policy that is no JSON": (key_policy, "{", "it is not a JSON object"),
    "a vault policy for nobody": (
        vault_policy,
        document(without(SOUND, "Principal")),
        "a statement has no Principal",
    ),
    "a topic policy of another version": (
        topic,
        document(SOUND, version="2020-10-17"),
        "its Version is 2020-10-17",
    ),
    "a topic policy of another effect": (
        topic_policy,
        document({**SOUND, "Effect": "allow"}),
        "the Effect of a statement is allow",
    ),
    "a queue policy without a statement": (queue, document(), "it has no Statement"),
    "a bucket policy for nobody": (
        bucket_policy,
        document(without(SOUND, "Principal")),
        "no Principal",
    ),
}


def refusals(write: Callable[[str], object], policy: str) -> list[str]:
    """List what AWS refuses of an account in which a policy is written, in the preview's words."""

    def program() -> None:
        write(policy)
        aws.efs.FileSystem("data", encrypted=True, tags=TAGS)

    found = judge(program, Account()).findings
    return [each.message for each in found if each.id == "BAMP-V55"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_policy_that_aws_refuses_is_found_in_preview(name: str) -> None:
    """Then what writes it is not there, and the deployment fails."""
    write, policy, says = REFUSED[name]
    (message,) = refusals(write, policy)

    assert message.startswith("one (")
    assert says in message


@pytest.mark.parametrize(
    ("write", "policy"),
    [
        (role, document({**TRUST, "Sid": "A"}, {**TRUST, "Sid": "B"})),
        (role, document(TRUST, TRUST)),
        (role, json.dumps({"Statement": TRUST})),
        (inline, document(OF_ROLE)),
        (own_policy, document(OF_ROLE, version="2008-10-17")),
        (key, document(SOUND)),
        (key, document(SOUND, without(SOUND, "Action"))),
        (key, document(SOUND, without(SOUND, "Resource"))),
        (key, document({**SOUND, "Principal": "*", "Action": "kms:Put*"})),
        (key, document({**SOUND, "Principal": SERVICE}, SOUND)),
        (bypassing, document({**SOUND, "Principal": SERVICE})),
        (vault_policy, document({**without(SOUND, "Principal"), "NotPrincipal": ROOT})),
        (topic, document(SOUND)),
        (file_system_policy, document(without(SOUND, "Resource"))),
    ],
)
def test_a_policy_that_follows_the_grammar_is_not_refused(
    write: Callable[[str], object], policy: str
) -> None:
    """EFS takes a policy without a Resource, and Sid may be left out."""
    assert refusals(write, policy) == []
