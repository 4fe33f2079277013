"""Only what follows from the program is stated; what AWS invents is left unknown.

What these tests cannot prove: that AWS forms its ARNs so. The forms were read in the provider's
import sections, in its sources, and in AWS's service authorization reference.
"""

import pytest

from bamp_pulumi.catalog import UNKNOWN, outputs_of

_ACCOUNT = "111122223333"
_REGION = "us-west-2"


def _outputs(token: str, inputs: dict[str, object]) -> dict[str, str]:
    return outputs_of(token, inputs, account_id=_ACCOUNT, region=_REGION)


@pytest.mark.parametrize(
    ("token", "inputs", "arn"),
    [
        (
            "aws:backup/vault:Vault",
            {"name": "primary"},
            "arn:aws:backup:us-west-2:111122223333:backup-vault:primary",
        ),
        (
            "aws:rds/instance:Instance",
            {"identifier": "orders"},
            "arn:aws:rds:us-west-2:111122223333:db:orders",
        ),
        (
            "aws:rds/cluster:Cluster",
            {"clusterIdentifier": "orders"},
            "arn:aws:rds:us-west-2:111122223333:cluster:orders",
        ),
        (
            "aws:dynamodb/table:Table",
            {"name": "carts"},
            "arn:aws:dynamodb:us-west-2:111122223333:table/carts",
        ),
        ("aws:s3/bucket:Bucket", {"bucket": "thumbs"}, "arn:aws:s3:::thumbs"),
        ("aws:sns/topic:Topic", {"name": "t"}, "arn:aws:sns:us-west-2:111122223333:t"),
        ("aws:sqs/queue:Queue", {"name": "q"}, "arn:aws:sqs:us-west-2:111122223333:q"),
        ("aws:iam/role:Role", {"name": "r"}, "arn:aws:iam::111122223333:role/r"),
        (
            "aws:iam/role:Role",
            {"name": "r", "path": "/backup/"},
            "arn:aws:iam::111122223333:role/backup/r",
        ),
        (
            "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
            {"url": "https://token.actions.githubusercontent.com"},
            "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
        ),
        (
            "aws:ssm/parameter:Parameter",
            {"name": "/bamp/manifest"},
            "arn:aws:ssm:us-west-2:111122223333:parameter/bamp/manifest",
        ),
        (
            "aws:ssm/parameter:Parameter",
            {"name": "manifest"},
            "arn:aws:ssm:us-west-2:111122223333:parameter/manifest",
        ),
        (
            "aws:cloudwatch/eventRule:EventRule",
            {"name": "failed"},
            "arn:aws:events:us-west-2:111122223333:rule/failed",
        ),
        (
            "aws:cloudwatch/eventRule:EventRule",
            {"name": "failed", "eventBusName": "default"},
            "arn:aws:events:us-west-2:111122223333:rule/failed",
        ),
        (
            "aws:cloudwatch/eventRule:EventRule",
            {"name": "failed", "eventBusName": "backup"},
            "arn:aws:events:us-west-2:111122223333:rule/backup/failed",
        ),
        (
            "aws:cloudwatch/logGroup:LogGroup",
            {"name": "/aws/lambda/f"},
            "arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/f",
        ),
        (
            "aws:kms/alias:Alias",
            {"name": "alias/backup"},
            "arn:aws:kms:us-west-2:111122223333:alias/backup",
        ),
    ],
)
def test_a_name_given_by_the_program_makes_the_arn(
    token: str, inputs: dict[str, object], arn: str
) -> None:
    """So that policy documents resolve before anything exists."""
    assert _outputs(token, inputs)["arn"] == arn


@pytest.mark.parametrize(
    "token",
    [
        "aws:backup/plan:Plan",
        "aws:backup/selection:Selection",
        "aws:kms/key:Key",
        "aws:ebs/volume:Volume",
        "aws:ec2/instance:Instance",
        "aws:efs/fileSystem:FileSystem",
        "aws:cognito/userPool:UserPool",
        "aws:secretsmanager/secret:Secret",
    ],
)
def test_nothing_is_said_of_what_gets_an_invented_id(token: str) -> None:
    """Even when it has a name: AWS adds random characters, or uses none of it."""
    assert _outputs(token, {"name": "mine", "bucket": "mine"}) == {}


@pytest.mark.parametrize("name", [None, UNKNOWN, ""])
def test_without_a_name_in_plain_text_nothing_is_stated(name: object) -> None:
    """An automatic name ends in a random suffix: never guessed."""
    assert _outputs("aws:backup/vault:Vault", {"name": name}) == {}


def test_an_unknown_path_hides_the_arn_and_not_the_id() -> None:
    """Each output is stated on its own evidence."""
    assert _outputs("aws:iam/role:Role", {"name": "r", "path": UNKNOWN}) == {"id": "r"}


def test_an_unknown_bus_hides_everything_of_its_rule() -> None:
    """The default bus and a named one give different ids."""
    inputs: dict[str, object] = {"name": "failed", "eventBusName": UNKNOWN}

    assert _outputs("aws:cloudwatch/eventRule:EventRule", inputs) == {}


def test_the_id_of_an_rds_instance_is_not_its_name() -> None:
    """The provider takes AWS's resource id, since its fifth major version."""
    assert _outputs("aws:rds/instance:Instance", {"identifier": "orders"}).keys() == {"arn"}


def test_the_arn_of_a_framework_ends_in_an_invented_id() -> None:
    """Its id is its name all the same."""
    assert _outputs("aws:backup/framework:Framework", {"name": "audit"}) == {"id": "audit"}


def test_what_belongs_to_a_vault_has_the_vaults_name_as_its_id() -> None:
    """Policy, lock and notifications are one to a vault."""
    for kind in ("vaultPolicy:VaultPolicy", "vaultLockConfiguration:VaultLockConfiguration"):
        outputs = _outputs(f"aws:backup/{kind}", {"backupVaultName": "dr"})
        arn = "arn:aws:backup:us-west-2:111122223333:backup-vault:dr"
        assert outputs == {"id": "dr", "backupVaultArn": arn}


def test_settings_of_a_region_and_of_an_account_have_those_as_their_ids() -> None:
    """There is one of each."""
    assert _outputs("aws:backup/regionSettings:RegionSettings", {}) == {"id": "us-west-2"}
    assert _outputs("aws:backup/globalSettings:GlobalSettings", {}) == {"id": "111122223333"}


def test_another_partition_has_its_own_arns_and_domain() -> None:
    """China's endpoints end in `.cn`."""
    token, inputs = "aws:s3/bucket:Bucket", {"bucket": "thumbs"}

    outputs = outputs_of(
        token, inputs, account_id=_ACCOUNT, region="cn-north-1", partition="aws-cn"
    )

    assert outputs["arn"] == "arn:aws-cn:s3:::thumbs"
    assert outputs["bucketDomainName"] == "thumbs.s3.amazonaws.com.cn"


def test_a_partition_that_is_not_known_hides_what_hangs_on_its_domain() -> None:
    """A domain is never guessed."""
    outputs = outputs_of(
        "aws:s3/bucket:Bucket",
        {"bucket": "thumbs"},
        account_id=_ACCOUNT,
        region="us-iso-east-1",
        partition="aws-iso",
    )

    assert "bucketDomainName" not in outputs
    assert outputs["arn"] == "arn:aws-iso:s3:::thumbs"


def test_a_type_without_a_row_says_nothing() -> None:
    """Not an error: most types have nothing certain to say."""
    assert _outputs("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"}) == {}
