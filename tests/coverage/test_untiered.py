"""A resource without a tier is judged by what its plan does: nothing was promised."""

from collections.abc import Callable

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import Account, judge

from bamp_pulumi.coverage import Severity, Status
from bamp_pulumi.report import preview_document, render_markdown

PROMISES = {"BAMP-V11", "BAMP-V13", "BAMP-V14"}


def file_system(tags: dict[str, pulumi.Input[str]] | None = None) -> Callable[[], None]:
    """Declare a file system with any tags."""

    def program() -> None:
        aws.efs.FileSystem("data", encrypted=True, tags={"team": "x", **(tags or {})})

    return program


def of_team(**changes: object) -> Account:
    """Return an account that selects by a tag of its own."""
    return Account(tag="team", tier="x", **changes)  # pyright: ignore[reportArgumentType] - fields by name


def test_what_it_gets_is_said_and_no_promise_is_judged() -> None:
    """A week, no copies, a day: less than any tier, and nobody promised more."""
    coverage = judge(file_system(), of_team(retention_days=7, copy_days=None))
    (covered,) = coverage.resources
    found = {f.id: f for f in covered.findings}

    assert covered.status is Status.PROTECTED
    assert found.keys() == {"BAMP-V30", "BAMP-V81"}
    assert found["BAMP-V81"].severity is Severity.INFO
    assert found["BAMP-V81"].message == (
        "it has no tier of the policy; its plan provides: daily kept 7 days; no copies; restores "
        "to 1 day ago or less"
    )
    assert coverage.is_well()


def test_copies_are_said_too() -> None:
    """With their Region and how long they are kept."""
    (covered,) = judge(file_system(), of_team(copy_days=90)).resources

    assert any("copies in us-west-2 kept 90 days" in f.message for f in covered.findings)


def test_a_tier_is_judged_by_its_promises() -> None:
    """The same plan falls short once a tier is named."""
    tags: dict[str, pulumi.Input[str]] = {"backup-tier": "standard"}
    (covered,) = judge(file_system(tags), of_team(retention_days=7, copy_days=None)).resources

    assert {f.id for f in covered.findings} & PROMISES == {"BAMP-V11", "BAMP-V14"}


def test_a_tier_that_is_not_known_yet_leaves_the_promises_open() -> None:
    """It may be any: that nothing is judged is said, and is a warning."""

    def program() -> None:
        told = aws.ssm.Parameter("told", type="String", value="x").arn
        aws.efs.FileSystem("data", encrypted=True, tags={"team": "x", "backup-tier": told})

    (covered,) = judge(program, of_team()).resources
    assert "BAMP-V03" in {f.id for f in covered.findings}


@pytest.mark.parametrize("tags", [None, {"backup-tier": "gold"}])
def test_no_sentence_asks_in_the_name_of_an_empty_tier(
    tags: dict[str, pulumi.Input[str]] | None,
) -> None:
    """In no report, and the objective of another tier is not taken for its own."""
    coverage = judge(file_system(tags), of_team(retention_days=7, copy_days=None))
    (covered,) = coverage.resources

    assert "tier  " not in f"{preview_document(coverage).model_dump_json()}"
    assert "tier  " not in render_markdown(coverage)
    assert covered.rpo_minutes is None
