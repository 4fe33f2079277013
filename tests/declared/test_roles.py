"""Who a declared role is in the calls that it makes.

Cannot prove which session tags a service passes: none is known to pass any.
"""

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.access import ContextValue, Request
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import Roles, as_deployed
from bamp_pulumi.testing import declare

BY_BACKUP = {"Effect": "Allow", "Principal": {"Service": "backup.amazonaws.com"}}


def tag(
    key: str = "team",
    action: object = "sts:AssumeRole",
    ignore: list[str] | None = None,
    **inputs: Any,  # noqa: ANN401 - inputs of a role
) -> ContextValue:
    """Read a tag of whoever calls as a role."""

    def program() -> None:
        trust = {"Version": "2012-10-17", "Statement": [{**BY_BACKUP, "Action": action}]}
        given: dict[str, Any] = {"assume_role_policy": json.dumps(trust), **inputs}
        options = pulumi.ResourceOptions(ignore_changes=ignore)
        aws.iam.Role("role", opts=options, **given)

    estate = as_deployed(declare(program))
    principal = Roles(estate=estate).of(estate.named("role")).principal
    return Request(principal=principal, action="kms:Decrypt").value(f"aws:PrincipalTag/{key}")


TEAM = {"team": "backup"}


def test_a_call_of_a_role_has_the_tags_of_the_role() -> None:
    """The case of a key does not count, that of a value does; others it has not."""
    assert tag(tags=TEAM) == "backup"
    assert tag("TEAM", tags=TEAM) == "backup"
    assert tag("Team", tags={"team": "Backup"}) == "Backup"
    assert tag("other", tags=TEAM) is None
    assert tag() is None


@pytest.mark.parametrize(
    "inputs",
    [
        {"tags": TEAM, "action": ["sts:AssumeRole", "sts:TagSession"]},
        {"tags": TEAM, "action": "sts:*"},
        {"tags": TEAM, "ignore": ["tags"]},
        {"tags": TEAM, "ignore": ['tags["team"]']},
        {"tags": TEAM, "ignore": ["tagsAll"]},
        {"ignore": ["*"]},
        {"tags": TEAM, "assume_role_policy": "no policy"},
        {"tags": {"team": "a", "Team": "b"}},
    ],
)
def test_tags_that_may_be_others_are_unknown(inputs: dict[str, Any]) -> None:
    """A session may bring its own, and what is deployed may have others."""
    assert tag(**inputs) is UNKNOWN


def test_a_tag_that_only_a_deployment_tells_is_unknown() -> None:
    """Unlike the others of the same role."""
    found: list[ContextValue] = []

    def program() -> None:
        trust = json.dumps({"Version": "2012-10-17", "Statement": []})
        tags = {"team": aws.sns.Topic("t").arn, "other": "x"}
        aws.iam.Role("role", assume_role_policy=trust, tags=tags)

    estate = declare(program)
    principal = Roles(estate=estate).of(estate.named("role")).principal
    request = Request(principal=principal, action="kms:Decrypt")
    found += (request.value(f"aws:PrincipalTag/{key}") for key in ("team", "other"))

    assert found == [UNKNOWN, "x"]


def test_the_tags_of_a_role_that_is_looked_up_are_unknown() -> None:
    """Nobody has seen them."""

    def program() -> None:
        aws.iam.Role.get("role", "role")

    estate = declare(program)
    principal = Roles(estate=estate).of(estate.named("role")).principal

    request = Request(principal=principal, action="kms:Decrypt")
    assert request.value("aws:PrincipalTag/team") is UNKNOWN
