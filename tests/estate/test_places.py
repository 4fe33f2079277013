"""In which account and Region a resource lives, as its provider says, or that nobody knows.

What is wrong here makes a plan of one account answer for data in another.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import (
    Resource,
    RunOptions,
    estate_from_document,
    estate_from_stack_export,
    load_estate,
)
from bamp_pulumi.estate.places import account_told
from bamp_pulumi.testing import declare

HOME, AWAY, THIRD = "111122223333", "444455556666", "777788889999"
BUCKET = "aws:s3/bucket:Bucket"
URN = "urn:pulumi:prod::shop::"
PROVIDER = f"{URN}pulumi:providers:aws::other"


def role(account: str) -> str:
    """Return the ARN of a role."""
    return f"arn:aws:iam::{account}:role/deploy"


@pytest.mark.parametrize(
    ("settings", "account"),
    [
        ({}, None),
        ({"region": "us-east-1"}, None),
        ({"allowedAccountIds": [HOME]}, HOME),
        ({"allowedAccountIds": f'["{HOME}"]'}, HOME),
        ({"allowedAccountIds": [HOME, AWAY]}, ""),
        ({"assumeRole": {"roleArn": role(AWAY)}}, AWAY),
        ({"assumeRoles": f'[{{"roleArn":"{role(AWAY)}"}},{{"roleArn":"{role(THIRD)}"}}]'}, THIRD),
        ({"assumeRoleWithWebIdentity": {"roleArn": role(AWAY)}}, AWAY),
        ({"assumeRoles": [{"roleArn": "unknown"}]}, ""),
        ({"allowedAccountIds": [HOME], "assumeRoles": [{"roleArn": "unknown"}]}, ""),
    ],
)
def test_the_account_of_a_provider_follows_from_its_settings(
    settings: Mapping[str, object], account: str | None
) -> None:
    """The last role of a chain decides; several allowed accounts decide nothing."""
    assert account_told(settings) == account


def declared(config: Mapping[str, str] | None = None, **provider: Any) -> Resource:  # noqa: ANN401 - inputs of a provider
    """Declare a bucket by an explicit provider, when one is described, else by the default one."""

    def program() -> None:
        opts = pulumi.ResourceOptions(provider=aws.Provider("p", **provider)) if provider else None
        aws.s3.Bucket("b", opts=opts)

    return declare(program, account_id=HOME, config=config).one(BUCKET)


def place(resource: Resource) -> tuple[str, str]:
    """Return account and Region."""
    return resource.account_id, resource.region


def test_a_role_in_the_configuration_moves_the_default_provider() -> None:
    """The program is started in one account and deploys to another."""
    config = {"aws:assumeRoles": f'[{{"roleArn":"{role(AWAY)}"}}]'}

    assert place(declared(config)) == (AWAY, "us-east-1")
    # An explicit provider starts from whoever deploys, and that is nobody who is known.
    assert place(declared(config, region="eu-west-1")) == ("", "eu-west-1")


def test_an_explicit_provider_works_in_the_account_of_whoever_deploys() -> None:
    """Most exist for another Region alone."""
    assert place(declared(region="eu-west-1")) == (HOME, "eu-west-1")


def test_an_explicit_provider_without_a_region_takes_none_from_the_configuration() -> None:
    """It takes the environment's, which is not known here."""
    assert place(declared({"aws:region": "eu-west-1"}, skip_metadata_api_check=True)) == (HOME, "")


def test_a_provider_with_credentials_of_its_own_works_nobody_knows_where() -> None:
    """A profile names no account."""
    assert place(declared(region="us-east-1", profile="audit")) == ("", "us-east-1")


def test_the_other_provider_of_aws_has_a_configuration_of_its_own() -> None:
    """`aws-native:region`, not `aws:region`."""

    def program() -> None:
        pulumi.CustomResource("aws-native:s3:Bucket", "b", {})

    config = {"aws:region": "us-east-1", "aws-native:region": "eu-west-1"}
    estate = declare(program, account_id=HOME, config=config)

    assert place(estate.one("aws-native:s3:Bucket")) == (HOME, "eu-west-1")


def state(token: str, name: str, provider: str, **more: object) -> dict[str, object]:
    """Write the state of a deployed resource."""
    urn = f"{URN}{token}::{name}"
    return {"urn": urn, "type": token, "custom": True, "provider": f"{provider}::1", **more}


def test_a_deployed_resource_lives_where_its_arn_says_and_its_providers_others_do() -> None:
    """A stack may deploy to several accounts; the ARN of a bucket names none."""
    default = f"{URN}pulumi:providers:aws::default_7_51_1"
    table = "aws:dynamodb/table:Table"
    arn = "arn:aws:dynamodb:us-east-1:{}:table/t"
    resources = [
        state("pulumi:providers:aws", "default_7_51_1", "", inputs={"region": "us-east-1"}),
        state("pulumi:providers:aws", "other", "", inputs={"region": "us-east-1", "profile": "x"}),
        state(table, "away", PROVIDER, outputs={"arn": arn.format(AWAY)}),
        state(table, "home", default, outputs={"arn": arn.format(HOME)}),
        state(BUCKET, "bucket-away", PROVIDER, outputs={"arn": "arn:aws:s3:::away"}),
        state(BUCKET, "bucket-home", default, outputs={"arn": "arn:aws:s3:::home"}),
    ]

    estate = estate_from_stack_export({"deployment": {"resources": resources}})

    accounts = {resource.name: resource.account_id for resource in estate.resources}
    assert accounts == {
        "away": AWAY,
        "home": HOME,
        "bucket-away": AWAY,
        "bucket-home": HOME,
    }


def test_an_account_that_the_stack_does_not_allow_is_refused(tmp_path: Path) -> None:
    """Else plans of one account would seem to protect data in another."""
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "Pulumi.prod.yaml").write_text(f"config: {{aws:allowedAccountIds: ['{HOME}']}}\n")
    (tmp_path / "__main__.py").write_text("")

    with pytest.raises(RefusedError, match=f"BAMP-P09(?s:.*)--account {HOME}"):
        load_estate([tmp_path], RunOptions(account_id=AWAY))
    assert load_estate([tmp_path], RunOptions(account_id=HOME)).programs[0].account_id == HOME


def preview(**more: object) -> dict[str, object]:
    """Write a preview of a stack of which one bucket is listed."""
    listed = {"urn": f"{URN}{BUCKET}::b", "type": BUCKET, "custom": True}
    stack = {"urn": f"{URN}pulumi:pulumi:Stack::shop-prod", "type": "pulumi:pulumi:Stack"}
    steps = [{"op": "same", "newState": stack}, {"op": "create", "newState": listed}]
    return {"steps": steps, **more}


@pytest.mark.parametrize(
    ("more", "given"),
    [
        ({"changeSummary": {"create": 1, "same": 12}}, "without 11 unchanged resources"),
        (
            {"diagnostics": [{"severity": "error", "message": "quota exceeded\nat line 1"}]},
            "ended in an error: quota exceeded",
        ),
    ],
)
def test_a_preview_that_lists_a_part_is_refused(more: dict[str, object], given: str) -> None:
    """What is missing from it would be missing from the judgement."""
    with pytest.raises(RefusedError, match=f"{given}(?s:.*)BAMP-P08(?s:.*)--show-sames"):
        estate_from_document(preview(**more))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"changeSummary": {"create": 1, "same": 1}},
        {"diagnostics": [{"severity": "warning", "message": "deprecated"}]},
    ],
)
def test_a_preview_that_lists_everything_is_read(more: dict[str, object]) -> None:
    """The stack itself is always listed; a warning ends nothing."""
    assert len(estate_from_document(preview(**more)).resources) == 1
