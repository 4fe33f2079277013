"""Two programs of one project and stack name, in two accounts: neither answers for the other.

A URN names project and stack, and no account. A team that runs one program in several accounts has
the same URNs in each.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, policy_with

from bamp_pulumi.coverage import Coverage, Status, cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

HOME, AWAY = "111122223333", "444455556666"
Program = Callable[[], None]


def bucket(*, versioned: bool) -> Program:
    """Declare a bucket whose name only AWS knows, and an account beside it."""

    def program() -> None:
        data = aws.s3.Bucket("data", tags=TAGS)
        if versioned:
            aws.s3.BucketVersioning(
                "versions", bucket=data.id, versioning_configuration={"status": "Enabled"}
            )
        Account().declare()

    return program


def judged(*programs: tuple[Program, str]) -> Coverage:
    """Judge programs of one name, each in an account of its own."""
    read = [declare(program, account_id=account) for program, account in programs]
    return cover(Estate.joined(read), policy_with(), today=date(2026, 11, 26))


def standing(coverage: Coverage) -> dict[str, Status]:
    """Return how the bucket of each program stands."""
    return {c.resource.program: c.status for c in coverage.resources}


@pytest.mark.parametrize("home_first", [True, False])
def test_a_companion_in_one_account_does_not_count_in_the_other(*, home_first: bool) -> None:
    """Whichever is given first."""
    programs = [(bucket(versioned=True), HOME), (bucket(versioned=False), AWAY)]

    found = standing(judged(*(programs if home_first else reversed(programs))))

    assert found[f"test/test in {HOME}"] is not Status.UNPROTECTED
    assert found[f"test/test in {AWAY}"] is Status.UNPROTECTED


def test_plans_selections_and_roles_of_one_account_do_nothing_in_the_other() -> None:
    """Else the account that has lost its selection would be covered by its namesake's."""
    whole = declare(bucket(versioned=True), account_id=HOME)
    broken = declare(bucket(versioned=True), account_id=AWAY)
    broken = replace(
        broken,
        resources=tuple(r for r in broken.resources if "selection" not in r.type.lower()),
    )

    coverage = cover(Estate.joined([whole, broken]), policy_with(), today=date(2026, 11, 26))

    assert standing(coverage)[f"test/test in {AWAY}"] is Status.UNPROTECTED


def test_namesakes_of_one_account_are_told_apart_by_number() -> None:
    """A program and its own preview, say: each is judged on its own."""
    coverage = judged((bucket(versioned=True), HOME), (bucket(versioned=False), HOME))

    assert [program.name for program in coverage.estate.programs] == ["test/test", "test/test #2"]
    assert standing(coverage)["test/test #2"] is Status.UNPROTECTED


def test_a_urn_that_two_programs_share_names_no_single_resource() -> None:
    """A test that asks for it is told so."""
    estate = judged((bucket(versioned=True), HOME), (bucket(versioned=True), AWAY)).estate
    urn = estate.resources[0].urn

    with pytest.raises(LookupError, match="2 resources have the URN"):
        estate.at(urn)


def test_notes_go_with_the_program_that_they_are_about() -> None:
    """Else a reader looks for it in vain."""
    estate = judged((bucket(versioned=True), HOME), (bucket(versioned=True), AWAY)).estate

    assert {n.program for p in estate.programs for n in p.notes} <= {
        p.name for p in estate.programs
    }
