"""The manifest of an account that nobody names, as an estate."""

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.estate import Estate, estate_from_manifest
from bamp_pulumi.policy import default_policy

ACCOUNT = "111122223333"
OF_NONE = Manifest.of(default_policy(), Account(ACCOUNT)).without_account()


def said(estate: Estate) -> list[tuple[str, ...]]:
    """Return what is said of each resource, but for the text of the manifest itself."""
    return [
        (one.urn, one.account_id, repr(one.inputs), repr(one.outputs))
        for one in estate.resources
        if one.name != "manifest"
    ]


def test_of_an_account_that_nobody_knows_only_the_policy_is_read() -> None:
    """An ARN without a number would be the name of something else."""
    estate = estate_from_manifest(OF_NONE)
    (program,) = estate.programs

    assert [one.type for one in estate.resources] == ["aws:ssm/parameter:Parameter"]
    assert program.account_id == ""
    assert [note.code for note in program.notes] == ["account-unknown"]


def test_an_account_that_is_assumed_makes_it_the_manifest_of_that_account() -> None:
    """Resource by resource."""
    named = estate_from_manifest(Manifest.of(default_policy(), Account(ACCOUNT)))
    assumed = estate_from_manifest(OF_NONE, account_id=ACCOUNT)

    assert len(said(named)) > 20
    assert said(assumed) == said(named)
    assert assumed.programs == named.programs


def test_an_account_that_the_manifest_names_is_not_replaced() -> None:
    """What is assumed is for those that name none."""
    named = Manifest.of(default_policy(), Account(ACCOUNT))

    asked = estate_from_manifest(named, account_id="444455556666")
    assert said(asked) == said(estate_from_manifest(named))
