"""Every statement for a service that the library writes names for whom the service may act.

Looks at every policy document in the inputs of what `stacks/account`, each example and a baseline
with all kinds of destinations declare. What this cannot see: a policy that is known only after
deployment, of which there is none.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import pytest
from alerted import whole

from bamp_pulumi.catalog import UNKNOWN, sends_source
from bamp_pulumi.estate import Estate, RunOptions, load_estate

ROOT = Path(__file__).parents[2]
PROGRAMS: Final = (
    "stacks/account",
    *sorted(f"examples/{one.parent.name}" for one in (ROOT / "examples").glob("*/Pulumi.yaml")),
)
DOCUMENTS: Final = ("policy", "assumeRolePolicy", "policyDocument", "accessPolicy")
SOURCE_KEYS: Final = frozenset({"aws:sourcearn", "aws:sourceaccount"})

EXCEPTIONS: Final = {
    ("backup.amazonaws.com", "sts:AssumeRole"): (
        "no page says that AWS Backup sends either key; a role can be passed in its account alone"
    ),
    ("lambda.amazonaws.com", "sts:AssumeRole"): (
        "no page says that Lambda sends either key; a role can be passed in its account alone"
    ),
    ("events.amazonaws.com", "kms:Decrypt"): "AWS says that neither key is supported",
    ("events.amazonaws.com", "kms:GenerateDataKey"): "AWS says that neither key is supported",
    ("events.amazonaws.com", "logs:CreateLogStream"): (
        "AWS's example has no condition; only empty streams of one log group come of it"
    ),
    ("delivery.logs.amazonaws.com", "logs:CreateLogStream"): "as for EventBridge",
}
"""Calls that a service may make without a condition on its source, and why."""


class Grant(NamedTuple):
    """One service that may make one call."""

    where: str
    service: str
    action: str
    operators: tuple[str, ...]
    """Operators of its conditions on the source."""


def listed(value: Any) -> list[Any]:  # noqa: ANN401 - parts of policies, from here on
    """Return what may be one or several as a list."""
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def documents(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - as above
    """List the policy documents in an input, written as text or as values."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value)
        except json.JSONDecodeError:
            return
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value)
        if "Statement" in fields:
            yield fields
        else:
            for inner in fields.values():
                yield from documents(inner)
    elif isinstance(value, list):
        for inner in listed(value):
            yield from documents(inner)


@cache
def estates() -> Mapping[str, Estate]:
    """Run every program."""
    options = RunOptions(account_id="111122223333")
    found = {program: load_estate([ROOT / program], options) for program in PROGRAMS}
    return {**found, "every kind of destination": whole()}


def grants_of(statement: Mapping[str, Any], where: str) -> Iterator[Grant]:
    """List which services a statement lets do what."""
    principal = statement.get("Principal")
    if statement["Effect"] != "Allow" or not isinstance(principal, Mapping):
        return
    services = cast("Mapping[str, Any]", principal).get("Service", [])
    operators = tuple(
        operator
        for operator, keys in statement.get("Condition", {}).items()
        if SOURCE_KEYS & {key.lower() for key in keys}
    )
    for service in listed(services):
        for action in listed(statement["Action"]):
            yield Grant(where, service, action.removesuffix("*"), operators)


@cache
def grants() -> tuple[Grant, ...]:
    """List what every service may do, by every policy and permission."""
    found: list[Grant] = []
    for program, estate in estates().items():
        for resource in estate.resources:
            where = f"{program}: {resource.name}"
            for document in documents({**resource.inputs}):
                for statement in listed(document["Statement"]):
                    found += grants_of(statement, where)
            if resource.type == "aws:lambda/permission:Permission":
                sources = ("sourceArn", "sourceAccount")
                given = tuple(one for one in sources if resource.value(one) not in (None, UNKNOWN))
                service = resource.text("principal")
                found.append(Grant(where, service, resource.text("action"), given))
    return tuple(found)


def test_every_call_of_a_service_is_for_a_source_or_is_an_exception_with_a_reason() -> None:
    """A new statement needs one or the other."""
    bare = {
        f"{grant.where}: {grant.service} may {grant.action}"
        for grant in grants()
        if not grant.operators and not EXCEPTIONS.get((grant.service, grant.action))
    }

    assert not bare


def test_no_call_needs_a_key_that_aws_does_not_document_for_it() -> None:
    """Without the key it would be refused, and nobody notified."""
    needed = {
        f"{grant.where}: {grant.service} may {grant.action}: {operator}"
        for grant in grants()
        for operator in grant.operators
        if not operator.endswith("IfExists")
        and sends_source(grant.service, grant.action) is not True
    }

    assert not needed


@pytest.mark.parametrize("call", EXCEPTIONS, ids=" ".join)
def test_an_exception_is_used_and_agrees_with_the_catalog(call: tuple[str, str]) -> None:
    """Once AWS documents the keys for a call, the condition is written."""
    assert any((one.service, one.action) == call and not one.operators for one in grants())
    assert sends_source(*call) is not True


def test_every_policy_of_the_programs_is_known_before_deployment() -> None:
    """What is unknown would not have been looked at."""
    unknown = {
        f"{program}: {resource.name}.{name}"
        for program, estate in estates().items()
        for resource in estate.resources
        for name in DOCUMENTS
        if resource.inputs.get(name) is UNKNOWN
    }

    assert not unknown


def test_there_are_statements_for_services() -> None:
    """Of five services at least; without any, the above would prove nothing."""
    assert len({(one.where, one.service, one.action) for one in grants()}) >= 50
    assert {one.service for one in grants()} >= {
        "backup.amazonaws.com",
        "cloudwatch.amazonaws.com",
        "events.amazonaws.com",
        "lambda.amazonaws.com",
        "scheduler.amazonaws.com",
        "sns.amazonaws.com",
    }
