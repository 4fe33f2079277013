"""In which account and Region a resource lives, as its provider says, or that nobody knows.

What is wrong here makes a plan of one account answer for data in another.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import (
    Resource,
    RunOptions,
    estate_from_document,
    estate_from_stack_export,
    load_estate,
)
from bamp_pulumi.testing import declare

HOME, AWAY = "111122223333", "444455556666"
BUCKET = "aws:s3/bucket:Bucket"
URN = "urn:pulumi:prod::shop::"
PROVIDER = f"{URN}pulumi:providers:aws::other"


def role(account: str) -> str:
    """Return the ARN of a role."""
    return f"arn:aws:iam::{account}:role/deploy"


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


@pytest.mark.parametrize(
    ("config", "provider", "account"),
    [
        ({}, {"assume_roles": [{"role_arn": role(AWAY)}]}, AWAY),
        ({}, {"assume_roles": [{"role_arn": pulumi.Output.from_input(role(AWAY))}]}, AWAY),
        ({}, {"profile": "audit"}, ""),
        ({"aws:assumeRoles": f'[{{"roleArn":"{role(AWAY)}"}}]'}, {"insecure": False}, ""),
    ],
)
def test_an_arn_that_is_stated_offline_follows_the_provider(
    config: Mapping[str, str], provider: Mapping[str, Any], account: str
) -> None:
    """An ARN of the home account would say more than the role that the provider assumes."""

    def program() -> None:
        opts = pulumi.ResourceOptions(provider=aws.Provider("p", region="us-east-1", **provider))
        table = aws.dynamodb.Table("t", name="t", attributes=[], opts=opts)
        # Functions are answered by the provider that they are asked of.
        caller = aws.get_caller_identity(opts=pulumi.InvokeOptions(provider=opts.provider))
        aws.s3.Bucket("b", bucket=pulumi.Output.concat("b-", caller.account_id))
        pulumi.export("arn", table.arn)

    estate = declare(program, account_id=HOME, config=config)

    table = estate.one("aws:dynamodb/table:Table")
    assert table.account_id == account
    arn = f"arn:aws:dynamodb:us-east-1:{account}:table/t" if account else None
    assert table.outputs.get("arn") == arn
    bucket = f"b-{account}" if account else UNKNOWN
    assert estate.one(BUCKET).inputs["bucket"] == bucket


def test_the_partition_of_an_arn_is_that_of_its_region() -> None:
    """GovCloud and China have ARNs of their own."""

    def program() -> None:
        aws.dynamodb.Table("t", name="t", attributes=[])
        aws.s3.Bucket("b", bucket=aws.get_partition().dns_suffix)

    estate = declare(program, account_id=HOME, config={"aws:region": "cn-north-1"})

    table = estate.one("aws:dynamodb/table:Table")
    assert table.outputs["arn"] == f"arn:aws-cn:dynamodb:cn-north-1:{HOME}:table/t"
    assert estate.one(BUCKET).inputs["bucket"] == "amazonaws.com.cn"


def test_a_region_that_is_said_on_the_command_line_is_the_deployers(tmp_path: Path) -> None:
    """Not said, it is nobody's: not even the stack's own goes to an explicit provider."""
    project(tmp_path, "config: {aws:region: eu-west-1}")
    program = "import pulumi_aws as aws\naws.Provider('p', insecure=False)\n"
    bucket = "aws.s3.Bucket('b', opts=__import__('pulumi').ResourceOptions(provider=p))\n"
    (tmp_path / "__main__.py").write_text(program.replace("aws.P", "p = aws.P") + bucket)

    assert load_estate([tmp_path]).one(BUCKET).region == ""
    said = load_estate([tmp_path], RunOptions(region="eu-west-3"))
    assert (said.one(BUCKET).region, said.programs[0].region) == ("eu-west-3", "eu-west-1")


def project(folder: Path, stack: str, program: str = "") -> Path:
    """Write a project with a stack `prod`."""
    folder.mkdir(exist_ok=True)
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "Pulumi.prod.yaml").write_text(f"{stack}\n")
    (folder / "__main__.py").write_text(program)
    return folder


@pytest.mark.parametrize(
    "stack",
    [
        "config: {aws:assumeRoles: {secure: v1:xyz}}",
        f"config: {{aws:assumeRoles: [{{roleArn: unknown, externalId: '{AWAY}'}}]}}",
        f"config: {{aws:allowedAccountIds: ['{HOME}', '{AWAY}']}}",
    ],
)
def test_an_account_that_the_configuration_hides_is_not_assumed(tmp_path: Path, stack: str) -> None:
    """Neither the only other one nor the number of AWS's examples stands in for it."""
    other = project(tmp_path / "other", "config: {aws:allowedAccountIds: ['999900001111']}")
    bucket = "import pulumi_aws as aws\naws.s3.Bucket('b')\n"
    shop = project(tmp_path / "shop", stack, bucket)

    estate = load_estate([shop, other])

    assert estate.one(BUCKET).account_id == ""
    assert "account-unknown" in {note.code for note in estate.programs[0].notes}
    said = load_estate([shop], RunOptions(account_id=HOME))
    assert said.one(BUCKET).account_id == HOME


def test_one_of_several_allowed_accounts_may_be_given_and_no_other(tmp_path: Path) -> None:
    """The provider would refuse any other, too."""
    project(tmp_path, f"config: {{aws:allowedAccountIds: ['{HOME}', '{AWAY}']}}")

    assert load_estate([tmp_path], RunOptions(account_id=AWAY)).programs[0].account_id == AWAY
    with pytest.raises(RefusedError, match=f"BAMP-P09(?s:.*){HOME} or {AWAY}"):
        load_estate([tmp_path], RunOptions(account_id="999900001111"))


def test_a_region_that_is_encrypted_is_not_assumed(tmp_path: Path) -> None:
    """It is set, only not known."""
    bucket = "import pulumi_aws as aws\naws.s3.Bucket('b')\n"
    project(tmp_path, "config: {aws:region: {secure: v1:xyz}}", bucket)

    assert load_estate([tmp_path]).one(BUCKET).region == ""


def test_a_parameter_is_read_in_its_own_account_and_region_alone(tmp_path: Path) -> None:
    """Accounts have parameters of one name: the manifest is one."""
    publisher = "import pulumi_aws as aws\naws.ssm.Parameter('p', name='/p', type='String', "
    at = "config: {{aws:region: {}, aws:allowedAccountIds: ['{}']}}"
    projects = [
        project(
            tmp_path / account, at.format("us-east-1", account), f"{publisher}value='{account}')"
        )
        for account in (HOME, AWAY)
    ]
    reader = (
        "import pulumi_aws as aws\n"
        "aws.s3.Bucket('own', bucket=aws.ssm.get_parameter(name='/p').value)\n"
        "west = aws.ssm.get_parameter(name='/p', region='us-west-2').value\n"
        "aws.s3.Bucket('west', bucket=west)\n"
    )
    projects += [project(tmp_path / "reader", at.format("us-east-1", AWAY), reader)]
    for number, each in enumerate(projects):
        (each / "Pulumi.yaml").write_text(f"name: p{number}\nruntime: python\n")

    estate = load_estate(projects)

    assert estate.named("own").inputs["bucket"] == AWAY
    assert estate.named("west").inputs["bucket"] is UNKNOWN


def test_of_two_stacks_of_one_name_a_reference_means_the_one_of_its_account(
    tmp_path: Path,
) -> None:
    """They are stacks of two organizations."""
    at = "config: {{aws:allowedAccountIds: ['{}']}}"
    network = "import pulumi\npulumi.export('name', '{}')\n"
    reader = (
        "import pulumi, pulumi_aws as aws\n"
        "name = pulumi.StackReference('organization/shop/prod').get_output('name')\n"
        "aws.s3.Bucket('b', bucket=name)\n"
    )
    networks = [
        project(tmp_path / account, at.format(account), network.format(account))
        for account in (HOME, AWAY)
    ]
    project(tmp_path / "reader", at.format(AWAY), reader)
    (tmp_path / "reader/Pulumi.yaml").write_text("name: reader\nruntime: python\n")

    assert load_estate([*networks, tmp_path / "reader"]).one(BUCKET).inputs["bucket"] == AWAY


def test_a_stack_given_twice_is_refused(tmp_path: Path) -> None:
    """By whatever document: a plan would stand there twice."""
    shop = project(tmp_path / "shop", f"config: {{aws:allowedAccountIds: ['{HOME}']}}")
    file = tmp_path / "preview.json"
    file.write_text(json.dumps(preview(config={"aws:allowedAccountIds": f'["{HOME}"]'})))

    with pytest.raises(RefusedError, match="shop/prod of account 111122223333 twice") as told:
        load_estate([shop, file])
    assert told.value.refusals[0].write == f"{shop}, and leave {file} out"
    with pytest.raises(RefusedError, match="BAMP-P11"):
        load_estate([shop, tmp_path / "shop" / ".." / "shop"])


def test_a_preview_without_a_region_says_which_was_assumed(tmp_path: Path) -> None:
    """As a program does."""
    file = tmp_path / "preview.json"
    file.write_text(json.dumps(preview(changeSummary={"create": 2})))

    (assumed,) = load_estate([file]).programs
    assert (assumed.region, [n.code for n in assumed.notes]) == ("us-east-1", ["region-assumed"])
    (said,) = load_estate([file], RunOptions(region="eu-west-1")).programs
    assert (said.region, said.notes) == ("eu-west-1", ())


def test_a_preview_without_a_summary_says_that_it_may_be_a_part() -> None:
    """Nothing in it tells how many resources do not change."""
    (program,) = estate_from_document(preview()).programs

    assert [note.code for note in program.notes] == ["preview-unsummed"]


def test_an_account_that_arns_contradict_is_refused() -> None:
    """The buckets beside them have no account in their ARNs, and would be claimed."""
    default = f"{URN}pulumi:providers:aws::default_7_51_1"
    arn = f"arn:aws:dynamodb:us-east-1:{HOME}:table/t"
    resources = [state("aws:dynamodb/table:Table", "t", default, outputs={"arn": arn})]
    export = {"deployment": {"resources": resources}}

    with pytest.raises(RefusedError, match=f"BAMP-P09(?s:.*){HOME}"):
        estate_from_stack_export(export, account_id=AWAY)


def test_the_account_of_a_role_does_not_spread_over_an_export() -> None:
    """One provider's account is no other's."""
    roles = f'[{{"roleArn":"{role(AWAY)}"}}]'
    default = f"{URN}pulumi:providers:aws::default_7_51_1"
    plain = f"{URN}pulumi:providers:aws::plain"
    table = "aws:dynamodb/table:Table"
    arn = f"arn:aws:dynamodb:us-east-1:{AWAY}:table/t"
    for provider in (default, PROVIDER):
        name = provider.rpartition("::")[2]
        resources = [
            state("pulumi:providers:aws", name, "", inputs={"assumeRoles": roles}),
            state("pulumi:providers:aws", "plain", "", inputs={"region": "us-east-1"}),
            state(table, "t", provider, outputs={"arn": arn}),
            state(BUCKET, "b", plain),
        ]

        estate = estate_from_stack_export({"deployment": {"resources": resources}})

        assert estate.named("t").account_id == AWAY
        assert estate.named("b").account_id == ""


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
        ({"changeSummary": {"create": 1, "same": 12}}, "without 11 of its unchanged resources"),
        ({"changeSummary": {"create": 1, "same": 2}}, "without 1 of its unchanged resources"),
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
