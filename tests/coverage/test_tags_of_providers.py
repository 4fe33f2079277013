"""A misspelt tag is corrected where it is written; and of tags that nobody knows, that is said.

Cannot prove which of several providers a reader looks at first.
"""

from collections.abc import Callable, Mapping

import pulumi
import pulumi_aws as aws
from hand_made_account import judge

from bamp_pulumi.coverage import Coverage

TAGS = {"backup-tier": "standard", "backup-owner": "orders"}


def tagged(
    default_tags: Mapping[str, str], tags: Callable[[], pulumi.Input[Mapping[str, str]]]
) -> Coverage:
    """Judge a file system whose provider adds tags."""

    def program() -> None:
        provider = aws.Provider(
            "tagging", region="us-east-1", default_tags={"tags": dict(default_tags)}
        )
        aws.efs.FileSystem(
            "data", encrypted=True, tags=tags(), opts=pulumi.ResourceOptions(provider=provider)
        )

    return judge(program)


def test_a_misspelt_tag_of_the_provider_is_renamed_there() -> None:
    """The default tags of a provider stand in no resource of the program."""
    coverage = tagged({"Backup_Owner": "orders"}, lambda: TAGS)
    found = {each.id: each.message for each in coverage.all_findings}

    assert found["BAMP-V106"] == (
        "nothing reads its tag Backup_Owner, which its provider adds, and backup-owner was "
        "probably meant; rename Backup_Owner to backup-owner in the default tags: "
        "aws:defaultTags of the stack, or those of its Provider, or remove it"
    )


def test_what_the_resource_itself_misspells_is_renamed_in_it() -> None:
    """It overrides the tag of its provider."""
    coverage = tagged({"Backup_Owner": "orders"}, lambda: {**TAGS, "Backup_Owner": "shop"})
    found = {each.id: each.message for each in coverage.all_findings}

    assert found["BAMP-V106"] == (
        "nothing reads its tag Backup_Owner, and backup-owner was probably meant; rename "
        "Backup_Owner to backup-owner, or remove it"
    )


def test_of_tags_that_are_one_output_not_even_the_keys_are_known() -> None:
    """So no tag of them is found to be misspelt, and the finding says so."""

    def tags() -> pulumi.Output[Mapping[str, str]]:
        return aws.kms.Key("key").arn.apply(lambda arn: {"key": arn})

    found = {each.id: each.message for each in tagged({}, tags).all_findings}

    assert "BAMP-V106" not in found
    assert "whether one is misspelt is not known either" in found["BAMP-V03"]
