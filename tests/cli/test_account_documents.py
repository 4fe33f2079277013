"""The account's own preview and export stand in for its program: they give the same answers.

The documents are written as an engine writes them: secrets masked, no outputs of what is planned.
Cannot prove what a provider returns: `tests/e2e` runs one.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, cast

import pulumi_aws as aws
import pytest
from baselines import PARAMETER, baseline
from hand_made_account import TODAY

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.cli.policy import policy_of
from bamp_pulumi.coverage import Status, cover
from bamp_pulumi.estate import (
    MASKED,
    Estate,
    Resource,
    estate_from_document,
    estate_from_stack_export,
)
from bamp_pulumi.policy import BackupPolicy, default_policy, parse
from bamp_pulumi.testing import declare

# Any, in this file: JSON documents.

ACCOUNT: Final = "111122223333"
"""Account that programs are declared in."""
SENTINEL: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
POLICY: Final[dict[str, Any]] = {"extends": "default", "key_rotation_days": 180}
EXPECTED: Final = parse(
    BackupPolicy, {**default_policy().model_dump(mode="json"), "key_rotation_days": 180}
)


@cache
def program() -> Estate:
    """Declare the account; once, and not while tests are collected."""
    return baseline(owner="platform", policy=POLICY)


def written(value: object) -> Any:  # noqa: ANN401 - as above
    """Write a value as Pulumi does: what is unknown has a mark."""
    if value is UNKNOWN:
        return SENTINEL
    if isinstance(value, dict):
        return {k: written(v) for k, v in cast("dict[str, object]", value).items()}
    if isinstance(value, list):
        return [written(v) for v in cast("list[object]", value)]
    return value


def state(one: Resource, *, is_deployed: bool) -> dict[str, Any]:
    """Write the state of a resource; of one that is planned no outputs are known."""
    inputs = {n: MASKED if n in one.secret_inputs else written(v) for n, v in one.inputs.items()}
    plain: dict[str, Any] = {
        "urn": one.urn,
        "type": one.type,
        "custom": one.custom,
        "inputs": inputs,
        "parent": one.parent,
        "propertyDependencies": {n: list(urns) for n, urns in one.dependencies.items()},
    }
    if not is_deployed:
        return plain
    return {**plain, "id": f"{one.name}-id", "outputs": {**inputs, **written(dict(one.outputs))}}


def steps(op: str) -> Iterator[dict[str, Any]]:
    """Write the steps of a preview in which every resource is new, or stays."""
    for one in program().resources:
        step = {"op": op, "urn": one.urn, "newState": state(one, is_deployed=False)}
        old = {} if op == "create" else {"oldState": state(one, is_deployed=True)}
        yield {**step, **old}


def preview(op: str) -> Estate:
    """Read such a preview."""
    document = {
        "config": {"aws:region": "us-east-1", "aws:allowedAccountIds": "[ACCOUNT]"},
        "steps": list(steps(op)),
        "changeSummary": {op: len(program().resources)},
    }
    return estate_from_document(json.loads(json.dumps(document)), account_id=ACCOUNT)


def export() -> Estate:
    """Read the export of the deployed stack."""
    resources = [state(one, is_deployed=True) for one in program().resources]
    document = {"version": 3, "deployment": {"resources": resources}}
    return estate_from_stack_export(
        json.loads(json.dumps(document)), account_id=ACCOUNT, region="us-east-1"
    )


DOCUMENTS: Final = {
    "first preview": lambda: preview("create"),
    "later preview": lambda: preview("same"),
    "export": export,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_policy_is_read_from_the_account_s_own_document(name: str) -> None:
    """Its parameter is no secret, so Pulumi does not hide the manifest."""
    account = DOCUMENTS[name]()

    assert policy_of(account) == EXPECTED
    assert all("insecureValue" not in p.secret_inputs for p in account.of_type(PARAMETER))


def carts() -> None:
    """Declare a service's program: one table."""
    aws.dynamodb.Table(
        "carts",
        name="carts",
        hash_key="id",
        attributes=[{"name": "id", "type": "S"}],
        tags={"backup-tier": "standard", "backup-owner": "shop"},
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_service_stands_beside_a_document_as_beside_the_program(name: str) -> None:
    """Protected by the same rules, with the same findings of the account."""
    service = declare(carts, project="shop")

    def answer(account: Estate) -> tuple[Status, set[tuple[str, str]]]:
        coverage = cover(Estate.joined([service, account]), EXPECTED, today=TODAY)
        (table,) = coverage.resources
        return table.status, {(rule.rule, rule.vault) for rule in table.rules}

    declared = answer(program())
    assert answer(DOCUMENTS[name]()) == declared
    assert declared[0] is Status.PROTECTED
