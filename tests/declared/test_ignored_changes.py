"""What a program says and a deployed resource may not have: changes that are ignored."""

from datetime import date
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage import Status, cover
from bamp_pulumi.declared.ignored_changes import as_deployed
from bamp_pulumi.estate import Estate, Resource, estate_from_document, estate_from_manifest
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

ACCOUNT = "111122223333"
TAGS = {"backup-tier": "standard", "backup-owner": "shop", "a.b": "c"}
EFS = "aws:efs/fileSystem:FileSystem"


def declared(*ignored: str) -> Estate:
    """Declare a file system that ignores changes."""

    def program() -> None:
        opts = pulumi.ResourceOptions(ignore_changes=[*ignored])
        aws.efs.FileSystem("files", encrypted=True, tags=TAGS, opts=opts)

    return declare(program, account_id=ACCOUNT)


def status(estate: Estate) -> Status:
    """Judge the only data store beside an account of the built-in policy."""
    policy = default_policy()
    account = estate_from_manifest(Manifest.of(policy, Account(ACCOUNT)))
    whole = Estate.joined([estate, account])
    (covered,) = cover(whole, policy, today=date(2026, 11, 26)).resources
    return covered.status


@pytest.mark.parametrize(
    ("ignored", "judged"),
    [
        ((), Status.PROTECTED),
        (("throughputMode",), Status.PROTECTED),
        (("tags.team",), Status.PROTECTED),
        (("tags",), Status.UNVERIFIED),
        (("tagsAll",), Status.UNVERIFIED),
        (("*",), Status.UNVERIFIED),
        (("tags.*",), Status.UNVERIFIED),
        (('tags["backup-tier"]',), Status.UNVERIFIED),
        (("tags.backup-tier",), Status.UNVERIFIED),
        (("throughputMode", "tags"), Status.UNVERIFIED),
    ],
)
def test_tags_whose_changes_are_ignored_may_not_be_there(
    ignored: tuple[str, ...], judged: Status
) -> None:
    """The file system may be older than its tags."""
    assert status(declared(*ignored)) is judged


@pytest.mark.parametrize(
    ("path", "inputs"),
    [
        ("a", {"a": UNKNOWN, "l": [1, 2]}),
        ("a.b", {"a": {"b": UNKNOWN, "c.d": 2}, "l": [1, 2]}),
        ('a["c.d"]', {"a": {"b": 1, "c.d": UNKNOWN}, "l": [1, 2]}),
        ("a.x.y", {"a": {"b": 1, "c.d": 2, "x": UNKNOWN}, "l": [1, 2]}),
        ("l[0]", {"a": {"b": 1, "c.d": 2}, "l": UNKNOWN}),
        ("l[*].x", {"a": {"b": 1, "c.d": 2}, "l": UNKNOWN}),
        ("new", {"a": {"b": 1, "c.d": 2}, "l": [1, 2], "new": UNKNOWN}),
        ("*", {"a": UNKNOWN, "l": UNKNOWN, "tagsAll": UNKNOWN}),
    ],
)
def test_a_path_hides_what_it_leads_to(path: str, inputs: dict[str, object]) -> None:
    """And nothing beside it."""
    resource = Resource(
        urn="urn",
        type=EFS,
        name="r",
        program="p",
        inputs={"a": {"b": 1, "c.d": 2}, "l": [1, 2]},
        outputs={},
        may_differ=(path,),
    )

    assert as_deployed(Estate((), (resource,))).resources[0].inputs == inputs


def test_a_real_preview_tells_what_there_will_be() -> None:
    """The engine has put the old values in already."""
    urn = f"urn:pulumi:prod::shop::{EFS}::files"
    state: dict[str, Any] = {  # Any: JSON
        "urn": urn,
        "type": EFS,
        "custom": True,
        "inputs": {"encrypted": True, "tags": TAGS},
        "outputs": {"arn": f"arn:aws:elasticfilesystem:us-east-1:{ACCOUNT}:file-system/fs-1"},
        "ignoreChanges": ["tags"],
    }
    document: dict[str, Any] = {  # Any: JSON
        "steps": [{"op": "same", "newState": state}],
        "config": {"aws:region": "us-east-1"},
    }

    assert status(estate_from_document(document)) is Status.PROTECTED


@pytest.mark.parametrize(
    ("settings", "judged"),
    [
        ({"ignore_tags": aws.ProviderIgnoreTagsArgs(key_prefixes=["backup-"])}, Status.UNVERIFIED),
        ({"ignore_tags": {"keys": ["backup-tier"]}}, Status.UNVERIFIED),
        ({"ignore_tags": {"keys": ["team"], "key_prefixes": ["aws:"]}}, Status.PROTECTED),
        ({}, Status.PROTECTED),
    ],
)
@pytest.mark.parametrize("by_default", [False, True])
def test_a_tag_that_the_provider_ignores_may_not_be_there(
    settings: dict[str, Any], judged: Status, *, by_default: bool
) -> None:
    """It is written to a new file system, and not to one that is there already."""

    def program() -> None:
        provider = aws.Provider(
            "east",
            region="us-east-1",
            default_tags={"tags": TAGS} if by_default else None,
            **settings,
        )
        aws.efs.FileSystem(
            "files",
            encrypted=True,
            tags=None if by_default else TAGS,
            opts=pulumi.ResourceOptions(provider=provider),
        )

    assert status(declare(program, account_id=ACCOUNT)) is judged
