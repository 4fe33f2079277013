"""A restore that is too slow is noticed, because the validator says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pulumi_aws as aws
import pytest
from baselines import make

from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import load_policy
from bamp_pulumi.rehearsal.faults import inject, scene_of
from bamp_pulumi.testing import declare
from bamp_pulumi.truth import Truth

PROMISED = {"extends": "default", "tiers": {"critical": {"restore_tests": {"quarterly": True}}}}
TAGS = {"backup-tier": "critical", "backup-owner": "orders"}
TESTED = {"restore_tests": {"resource_types": ["DynamoDB"]}}


@cache
def declared(*, tested: bool) -> Estate:
    """An account that notifies somebody, and a table."""

    def program() -> None:
        alerts = {"to": [{"email": "oncall@bamp-ops.io"}]}
        make({"policy": PROMISED, "alerts": alerts, **(TESTED if tested else {})})
        aws.dynamodb.Table(
            "orders", attributes=[{"name": "id", "type": "S"}], hash_key="id", tags=TAGS
        )

    return declare(program)


def noticed(estate: Estate, fault: str) -> Truth:
    """Whether somebody is notified of a fault of the table."""
    coverage = cover(estate, load_policy(PROMISED), today=date(2026, 11, 29))
    (table,) = coverage.resources
    return inject(fault, scene_of(estate, table), estate).detected


def test_it_2_fx_15_a_restore_that_is_too_slow_is_noticed() -> None:
    """AWS says when it is completed; the validator, that 120 minutes were promised."""
    assert noticed(declared(tested=True), "restore-too-slow") is True
    assert noticed(declared(tested=True), "restore-test-failed") is True


def test_without_a_validator_nobody_notices() -> None:
    """An event says that a restore is completed, and nothing of what was promised."""
    assert noticed(declared(tested=False), "restore-too-slow") is False


def without(name: str) -> Callable[[Resource], Resource | None]:
    """Take one resource away."""
    return lambda one: None if one.name == name else one


def with_input(name: str, field: str, value: object) -> Callable[[Resource], Resource | None]:
    """Give one resource another input."""

    def change(one: Resource) -> Resource:
        return replace(one, inputs={**one.inputs, field: value}) if one.name == name else one

    return change


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        (without("bamp-restores-restored"), False),
        (without("bamp-restores-restored-target"), False),
        (without("bamp-restores-validator-rule"), False),
        (without("bamp-restores-validator-policy"), False),
        (without("bamp-restores-events-endpoint"), None),
        (without("bamp-restore-too-slow-target"), False),
        (with_input("bamp-restores-validator", "reservedConcurrentExecutions", 0), False),
        (with_input("bamp-restores-validator", "environment", {}), False),
        (with_input("bamp-restores-validator", "code", "archive.zip"), None),
    ],
)
def test_whatever_the_verdict_depends_on_is_asked(
    change: Callable[[Resource], Resource | None], answer: Truth
) -> None:
    """Rule, target, permission, role, endpoint, code: one thing is broken at a time."""
    estate = declared(tested=True)
    changed = [change(one) for one in estate.resources]
    broken = replace(estate, resources=tuple(one for one in changed if one is not None))

    assert noticed(broken, "restore-too-slow") is answer
