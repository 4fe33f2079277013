"""Programs that come without an account: what the built-in one would do, and that it is assumed."""

from collections.abc import Callable
from datetime import date

import pulumi_aws as aws
import pytest

from bamp_pulumi.coverage import Coverage, Severity, Status, assume_account
from bamp_pulumi.policy import default_policy
from bamp_pulumi.report.preview_json import preview_document
from bamp_pulumi.report.preview_verdict import verdict_in_words
from bamp_pulumi.report.words import summary_in_words
from bamp_pulumi.testing import declare

TODAY = date(2026, 11, 28)
ACCOUNT = "111122223333"
TAGS = {"backup-tier": "standard", "backup-owner": "shop"}


def files(tags: dict[str, str] | None = None) -> None:
    """Declare a file system."""
    aws.efs.FileSystem("files", encrypted=True, tags=TAGS if tags is None else tags)


def plan() -> None:
    """Declare a file system and a plan that selects nothing."""
    files()
    vault = aws.backup.Vault("vault", name="own")
    aws.backup.Plan(
        "plan", name="own", rules=[{"rule_name": "daily", "target_vault_name": vault.name}]
    )


def looked_up() -> None:
    """Declare a file system, and a selection for a plan that stands elsewhere."""
    files()
    aws.backup.Selection("own", name="own", plan_id="p-1", iam_role_arn="arn:aws:iam::1:role/x")


def assumed(region: str = "us-east-1", tags: dict[str, str] | None = None) -> Coverage:
    """Judge a file system by the built-in account."""
    estate = declare(lambda: files(tags), account_id=ACCOUNT, region=region)
    coverage = assume_account(estate, None, today=TODAY)
    assert coverage is not None
    return coverage


def test_what_the_built_in_account_protects_is_never_said_to_be_protected() -> None:
    """Neither in words, nor in the status that machines read."""
    coverage = assumed()
    document = preview_document(coverage)

    assert verdict_in_words(coverage, allow_unverified=False).startswith("Would be accepted by the")
    assert summary_in_words(coverage) == "1 data store: 1 would be protected."
    (resource,) = document.resources
    assert (document.account, resource.status) == ("assumed", Status.UNVERIFIED)
    assert resource.assumed_status is Status.PROTECTED
    assert (document.summary.protected, document.summary.unverified) == (0, 1)


def test_it_is_said_that_the_account_is_assumed_and_how_to_give_ones_own() -> None:
    """Once, as a warning, in every output."""
    (finding,) = (f for f in assumed().findings if f.id == "BAMP-V58")

    assert finding.severity is Severity.WARNING
    assert "judged by the built-in account (policy default, us-east-1" in finding.message
    assert "bamp preview PROGRAM ACCOUNT" in finding.message


def test_what_it_would_not_protect_is_refused() -> None:
    """The useful answer, with the remedy."""
    coverage = assumed(tags={})

    assert not coverage.is_well()
    assert [f.id for f in coverage.resources[0].findings if f.severity is Severity.ERROR] == [
        "BAMP-V01"
    ]
    assert verdict_in_words(coverage, allow_unverified=False) == (
        "Refused: 1 unprotected, 1 error (BAMP-V01)."
    )


@pytest.mark.parametrize(
    ("region", "copies"),
    [
        ("eu-central-1", "us-west-2"),
        ("us-west-2", "us-east-1"),
        ("us-east-1", "us-west-2"),
        ("us-gov-west-1", "us-gov-east-1"),
        ("cn-north-1", "cn-northwest-1"),
    ],
)
def test_it_stands_in_the_region_of_the_programs(region: str, copies: str) -> None:
    """Its plans back up their own Region only; a recovery Region is another one."""
    coverage = assumed(region)

    assert coverage.counts[Status.PROTECTED] == 1
    assert f"{region}, copies to {copies}" in coverage.assumed


def test_where_nothing_is_copied_from_the_built_in_account_protects_nothing() -> None:
    """No policy could name a recovery Region; it stays where it is, and the data elsewhere."""
    coverage = assumed("eusc-de-east-1")

    assert coverage.counts[Status.UNPROTECTED] == 1
    assert "us-east-1, copies to us-west-2" in coverage.assumed


def test_a_policy_that_somebody_gives_stays_in_its_region() -> None:
    """It says where its plans are."""
    estate = declare(files, account_id=ACCOUNT, region="eu-central-1")

    coverage = assume_account(estate, default_policy(), today=TODAY)

    assert coverage is not None
    assert coverage.counts[Status.UNPROTECTED] == 1


@pytest.mark.parametrize("program", [plan, looked_up, lambda: None], ids=["plan", "selection", "-"])
def test_programs_with_plans_of_their_own_or_without_data_are_not_judged_by_it(
    program: Callable[[], None],
) -> None:
    """Their own plans decide, wherever these are declared."""
    estate = declare(program, account_id=ACCOUNT)

    assert assume_account(estate, None, today=TODAY) is None
