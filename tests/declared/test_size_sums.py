"""What several resources take together: of both sides of what AWS takes.

What these tests cannot prove: that AWS adds up as its pages say.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import SUM_LIMITS
from bamp_pulumi.declared.size_sums import too_much_together
from bamp_pulumi.testing import declare

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


def said(program: Callable[[], None]) -> dict[str, tuple[str, ...]]:
    """Return what is too much, by the name of each resource of it."""
    found = too_much_together(declare(program))
    return {resource.name: why for resource, why in found.items()}


def policy(size: int) -> str:
    """Write a policy of so many characters."""
    empty = json.dumps({"Statement": [{"Sid": ""}]}, separators=(",", ":"))
    document = {"Statement": [{"Sid": "x" * (size - len(empty))}]}
    return json.dumps(document, indent=4)


def role(*sizes: int, inline: int = 0) -> None:
    """Declare a role with inline policies of some sizes."""
    blocks: Any = [{"name": "in", "policy": policy(inline)}] if inline else None
    a_role = aws.iam.Role("r", name="r", assume_role_policy=TRUST, inline_policies=blocks)
    for number, size in enumerate(sizes):
        aws.iam.RolePolicy(f"p{number}", role=a_role.id, policy=policy(size))


def test_the_inline_policies_of_a_role_are_added_up() -> None:
    """10,240 characters of all of them, whichever way they are declared."""
    sum_of_all = (
        "the inline policies of a role together are 10,241 characters without white space: IAM "
        "takes 10,240 (IAM user guide, reference_iam-quotas)"
    )
    why = (sum_of_all,)

    assert said(lambda: role(5_000, 5_240)) == {}
    assert said(lambda: role(5_000, 5_241)) == {"p0": why, "p1": why}
    assert said(lambda: role(5_000, 241, inline=5_000)) == {"p0": why, "p1": why, "r": why}


def test_of_one_policy_that_is_too_large_alone_the_sum_is_not_said() -> None:
    """It is refused for itself."""
    assert said(lambda: role(10_241, 100)) == {}


def test_policies_of_two_roles_are_two_sums() -> None:
    """A role that no program declares is known by its name."""

    def program(*names: str) -> None:
        for number, name in enumerate(names):
            aws.iam.RolePolicy(f"p{number}", role=name, policy=policy(6_000))

    assert said(lambda: program("one", "two")) == {}
    assert set(said(lambda: program("one", "one"))) == {"p0", "p1"}


def test_iam_knows_no_regions() -> None:
    """Policies of one role by providers of two Regions are one sum."""

    def program() -> None:
        for region in ("us-east-1", "us-west-2"):
            provider = aws.Provider(region, region=region)
            options = pulumi.ResourceOptions(provider=provider)
            aws.iam.RolePolicy(f"of-{region}", role="one", policy=policy(6_000), opts=options)

    assert set(said(program)) == {"of-us-east-1", "of-us-west-2"}


def test_a_policy_that_is_unknown_counts_nothing() -> None:
    """And one that is known in part counts by that part."""

    def program(size: int) -> None:
        a_role = aws.iam.Role("r", name="r", assume_role_policy=TRUST)
        queue = aws.sqs.Queue("q")
        document = {"Statement": [{"Sid": "x" * size, "Resource": queue.arn}]}
        aws.iam.RolePolicy("p0", role=a_role.id, policy=pulumi.Output.json_dumps(document))
        aws.iam.RolePolicy("p1", role=a_role.id, policy=queue.arn)
        aws.iam.RolePolicy("p2", role=a_role.id, policy=policy(5_000))

    assert said(lambda: program(5_000)) == {}
    assert set(said(lambda: program(5_300))) == {"p0", "p1", "p2"}


def test_a_secret_policy_is_not_measured() -> None:
    """Its size would say something of it."""

    def program() -> None:
        a_role = aws.iam.Role("r", name="r", assume_role_policy=TRUST)
        for number in range(2):
            hidden = pulumi.Output.secret(policy(6_000))
            aws.iam.RolePolicy(f"p{number}", role=a_role.id, policy=hidden)

    assert said(program) == {}


@pytest.mark.parametrize(
    ("kind", "most"), [(aws.iam.GroupPolicy, 5_120), (aws.iam.UserPolicy, 2_048)]
)
def test_groups_and_users_have_sums_of_their_own(kind: Callable[..., object], most: int) -> None:
    """5,120 and 2,048 characters."""
    owner = "group" if kind is aws.iam.GroupPolicy else "user"

    def program(size: int) -> None:
        for number in range(2):
            kind(f"p{number}", **{owner: "somebody"}, policy=policy(size))

    assert said(lambda: program(most // 2)) == {}
    assert set(said(lambda: program(most // 2 + 1))) == {"p0", "p1"}


def test_managed_policies_of_a_role_are_counted_once_each() -> None:
    """20 by default, 25 when AWS raises it."""

    def program(count: int, *, twice: int = 0) -> None:
        seen.clear()
        a_role = aws.iam.Role("r", name="r", assume_role_policy=TRUST)
        for number in [*range(count), *range(twice)]:
            arn = f"arn:aws:iam::aws:policy/P{number}"
            aws.iam.RolePolicyAttachment(
                f"a{number}{'again' * (number in seen)}", role=a_role.name, policy_arn=arn
            )
            seen.add(number)

    seen: set[int] = set()
    assert said(lambda: program(20, twice=3)) == {}
    (first, *_) = said(lambda: program(21)).values()
    assert "21 policies: IAM takes 20, and up to 25 once its quota is raised" in first[0]
    (first, *_) = said(lambda: program(26)).values()
    assert first[0].endswith("26 policies: IAM takes 20 (IAM user guide, reference_iam-quotas)")


def test_the_permissions_of_a_function_are_written_as_lambda_writes_them() -> None:
    """20,480 bytes of each function, and of each version or alias of it."""

    def program(count: int, *, qualifiers: tuple[str, ...] = ()) -> None:
        for number in range(count):
            aws.lambda_.Permission(
                f"p{number}",
                statement_id=f"S{number:03}",
                function="f",
                action="lambda:InvokeFunction",
                principal="events.amazonaws.com",
                source_arn=f"arn:aws:events:us-east-1:111122223333:rule/rule-{number:03}",
                qualifier=qualifiers[number % len(qualifiers)] if qualifiers else None,
            )

    assert said(lambda: program(60)) == {}
    found = said(lambda: program(90))
    assert len(found) == 90
    assert "bytes of JSON: Lambda takes 20,480" in found["p0"][0]
    assert said(lambda: program(90, qualifiers=("one", "two"))) == {}


def test_every_sum_says_where_it_was_read() -> None:
    """And its highest number is no smaller than what every account has."""
    for limit in SUM_LIMITS:
        assert limit.source
        assert limit.read_on == "2026-11-29"
        assert limit.most <= limit.at_most
