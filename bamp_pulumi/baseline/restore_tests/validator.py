"""The validator of restored data, as it is configured: what calls it, and what it may do.

It reads what a restore test has made, by the names and tags that only a test gives, and as database
user what the validations name; it changes only instances that it has made itself.

Source: Lambda developer guide, configuration-vpc (read 2026-11-29).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.iam_document import PolicyDocument, policy_document
from bamp_pulumi.baseline.restore_tests.network import NOT_CALLED
from bamp_pulumi.baseline.restore_tests.settings import RestoreTestsSettings
from bamp_pulumi.catalog import RESTORE_TEST_NAME_PREFIX
from bamp_pulumi.lambdas.restore import (
    ALWAYS,
    BY_TYPE,
    VALIDATIONS_SCHEMA,
)

__all__ = [
    "ValidatorPlace",
    "render_validations",
    "render_validator_policy",
    "render_validator_queue_policy",
]

RolePolicy = Mapping[str, object]

_MADE: Final = f"{RESTORE_TEST_NAME_PREFIX}*"
_WRITTEN: Final = ("least", "queries", "tolerance_percent", "command")
"""Fields of a validation that say something about what is in a resource."""
_STATUS_ALONE: Final[Mapping[str, object]] = {"depth": "status"}
"""What is asked of what no validation is written for: nothing says what must be in it."""
_BOOTS: Final[Mapping[str, object]] = {"type": "EC2", "depth": "boots"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatorPlace:
    """Where the validator stands, and the ARNs that follow from it."""

    account: Account
    region: str
    name: str
    """Name of the function."""
    tests_name: str
    """What the names of the restore testing plans begin with."""

    def arn(self, service: str, rest: str) -> str:
        """Return the ARN of something in this account and Region."""
        account = self.account
        return f"arn:{account.partition}:{service}:{self.region}:{account.account_id}:{rest}"

    @property
    def function_arn(self) -> str:
        """The function."""
        return self.arn("lambda", f"function:{self.name}")

    @property
    def log(self) -> str:
        """Log group of the function, as Lambda names it."""
        return f"/aws/lambda/{self.name}"

    @property
    def rule_arn(self) -> str:
        """The rule that calls the function."""
        return self.arn("events", f"rule/{self.name}")

    def pattern(self) -> Mapping[str, object]:
        """Return what the function is called for: what a test of ours has restored.

        A verdict cannot be changed, so the restore tests of others are left to them.
        Source: AWS Backup developer guide, restore-testing-validation: a rule may ask for the ARN
        of the plan (read 2026-11-29). It ends with the name, `-` and an id.
        """
        plans = f"{self.tests_name}_".replace("-", "_")
        begins = self.arn("backup", f"restore-testing-plan:{plans}")
        return {
            "source": ["aws.backup"],
            "detail-type": ["Restore Job State Change"],
            "detail": {
                "status": ["COMPLETED"],
                "restoreTestingPlanArn": [{"prefix": begins}],
            },
        }


def render_validations(settings: RestoreTestsSettings) -> str:
    """Return `validations.json`: the objectives of the tiers, and what is written for resources.

    Where nothing is written, the status that the service reports is all that is looked at, and the
    verdict says so. A validation that is about what is in a resource has to be met by looking into
    it, unless it says otherwise.
    """
    written = [
        {"depth": "content", **one} if any(name in one for name in _WRITTEN) else dict(one)
        for one in settings.tests.validations
    ]
    document = {
        "schema": VALIDATIONS_SCHEMA,
        "default_tier": next(iter(settings.tiers)),
        "rto_minutes": {name: tier.rto_minutes for name, tier in settings.tiers.items()},
        "validations": [_STATUS_ALONE, _BOOTS, *written],
    }
    return json.dumps(document, indent=1)


def render_validator_policy(
    place: ValidatorPlace, settings: RestoreTestsSettings, queue_arn: str
) -> RolePolicy:
    """Return what the validator may do.

    Args:
        place: Where it stands.
        settings: Types, and the users and secrets of its validations.
        queue_arn: Dead-letter queue of its calls.
    """
    statements = [*_statements(place, settings, queue_arn)]
    return {"Version": "2012-10-17", "Statement": statements}


def render_validator_queue_policy(place: ValidatorPlace, queue_arn: str) -> PolicyDocument:
    """Return the policy of the dead-letter queue: the rule sends to it, encrypted.

    Source: EventBridge user guide, eb-rule-dlq (read 2026-11-26).
    """
    send = ["sqs:SendMessage"]
    return policy_document(
        [
            {
                "Sid": "AllowRule",
                "Effect": "Allow",
                "Principal": {"Service": "events.amazonaws.com"},
                "Action": send,
                "Resource": queue_arn,
                "Condition": {"ArnEquals": {"aws:SourceArn": place.rule_arn}},
            },
            {
                "Sid": "DenyPlainText",
                "Effect": "Deny",
                "Principal": "*",
                "Action": send,
                "Resource": queue_arn,
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
        ]
    )


def _statements(
    place: ValidatorPlace, settings: RestoreTestsSettings, queue_arn: str
) -> Iterator[Mapping[str, object]]:
    tests = settings.tests
    called = [*ALWAYS.actions, *(a for one in tests.resource_types for a in BY_TYPE[one].actions)]
    for action in dict.fromkeys(called):
        if action.partition(":")[0] in NOT_CALLED:
            continue
        resources = [*_resources(action, place, settings)]
        if resources:
            yield _may([action], resources)
    if _secrets(settings):
        through = f"secretsmanager.{place.region}.{place.account.dns}"
        decrypts = _may(["kms:Decrypt"], [place.arn("kms", "key/*")])
        yield {**decrypts, "Condition": {"StringEquals": {"kms:ViaService": through}}}
    yield _may(["lambda:InvokeFunction"], [place.function_arn])
    yield _may(["sqs:SendMessage"], [queue_arn])
    log = place.arn("logs", f"log-group:{place.log}:*")
    yield _may(["logs:CreateLogStream", "logs:PutLogEvents"], [log])
    # Lambda puts the function into the network as its role; none of these knows resources.
    yield _may([f"ec2:{name}" for name in _INTERFACES], ["*"])
    by_code = {"ArnEquals": {"lambda:SourceFunctionArn": [place.function_arn]}}
    refused = _may([f"ec2:{name}" for name in _INTERFACES], ["*"])
    yield {**refused, "Effect": "Deny", "Condition": by_code}


_INTERFACES: Final = (
    "AssignPrivateIpAddresses",
    "CreateNetworkInterface",
    "DeleteNetworkInterface",
    "DescribeNetworkInterfaces",
    "DescribeSubnets",
    "UnassignPrivateIpAddresses",
)


def _resources(action: str, place: ValidatorPlace, settings: RestoreTestsSettings) -> Iterator[str]:
    """List what an action may act on; nothing where no validation needs it."""
    service, _, name = action.partition(":")
    partition = place.account.partition
    if action == "events:PutEvents":
        yield place.arn("events", "event-bus/default")
    elif action == "rds-db:connect":
        yield from (place.arn("rds-db", f"dbuser:*/{user}") for user in _users(settings))
    elif action == "secretsmanager:GetSecretValue":
        yield from _secrets(settings)
    elif service == "dynamodb":
        yield place.arn("dynamodb", f"table/{_MADE}")
    elif service == "s3":
        inside = "/*" if name == "GetObject" else ""
        yield f"arn:{partition}:s3:::{_MADE}{inside}"
    elif service == "rds" and not name.startswith("Describe"):
        yield place.arn("rds", f"db:{_MADE}")
        if name == "CreateDBInstance":
            yield from (place.arn("rds", f"{kind}:*") for kind in ("og", "pg", "subgrp"))
            yield place.arn("rds", f"cluster:{_MADE}")
    else:
        yield "*"


def _users(settings: RestoreTestsSettings) -> Sequence[str]:
    written = (one for one in settings.tests.validations if not one.get("secret"))
    return tuple(dict.fromkeys(str(one["user"]) for one in written if one.get("user")))


def _secrets(settings: RestoreTestsSettings) -> Sequence[str]:
    named = (str(one["secret"]) for one in settings.tests.validations if one.get("secret"))
    return tuple(dict.fromkeys(named))


def _may(actions: Sequence[str], resources: Sequence[str]) -> Mapping[str, object]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": list(resources)}
