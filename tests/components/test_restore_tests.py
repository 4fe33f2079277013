"""Restore tests, as an account declares them. That AWS restores anything is not proved here."""

import json
from datetime import date
from functools import cache
from typing import Any

import pulumi_aws as aws
import pytest
from baselines import baseline, make
from refusals import refused

from bamp_pulumi.components import RestoreTests, RestoreTestsArgs
from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import load_policy, standard_tier
from bamp_pulumi.testing import declare

PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
ROLE = "aws:iam/role:Role"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
PROMISED = {
    "extends": "default",
    "tiers": {
        "critical": {"restore_tests": {"weekly": True, "quarterly": True}},
        "standard": {"restore_tests": {"quarterly": True}},
    },
}
TYPES = ["Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "Neptune", "RDS", "S3"]


@cache
def account() -> Estate:
    """An account whose policy promises restore tests of two tiers."""
    return baseline(policy=PROMISED, restore_tests={})


def plan(estate: Estate, name: str) -> dict[str, Any]:
    """The inputs of a restore testing plan, by its name in AWS. Any: wire values."""
    (found,) = (one for one in estate.of_type(PLAN) if one.text("name") == name)
    return {**found.inputs}


def test_it_13_em_7_each_promised_test_is_a_plan_of_its_own() -> None:
    """A weekly spot check and a quarterly full test of critical data, a full test of standard."""
    names = [one.text("name") for one in account().of_type(PLAN)]

    assert sorted(names) == ["bamp_critical_3m", "bamp_critical_7d", "bamp_standard_3m"]


def test_em_7_a_spot_check_restores_any_kept_recovery_point_each_week() -> None:
    """By chance, of all that is kept a year: on Tuesdays, between the windows of the backups."""
    asked = plan(account(), "bamp_critical_7d")

    assert asked["scheduleExpression"] == "cron(0 13 ? * TUE *)"
    assert asked["scheduleExpressionTimezone"] == "UTC"
    assert asked["startWindowHours"] == 6
    assert asked["recoveryPointSelection"] == {
        "algorithm": "RANDOM_WITHIN_WINDOW",
        "includeVaults": ["arn:aws:backup:us-east-1:111122223333:backup-vault:bamp-primary"],
        "recoveryPointTypes": ["SNAPSHOT"],
        "selectionWindowDays": 365,
    }


def test_it_13_a_full_test_restores_the_newest_recovery_point_each_quarter() -> None:
    """Continuous backups included, which are what the objective of five minutes rests on."""
    asked = plan(account(), "bamp_critical_3m")
    chosen = asked["recoveryPointSelection"]

    assert asked["scheduleExpression"] == "cron(0 19 8 1,4,7,10 ? *)"
    assert chosen["algorithm"] == "LATEST_WITHIN_WINDOW"
    assert chosen["recoveryPointTypes"] == ["SNAPSHOT", "CONTINUOUS"]
    standard = plan(account(), "bamp_standard_3m")["recoveryPointSelection"]
    assert standard["recoveryPointTypes"] == ["SNAPSHOT"]


def test_it_13_em_7_every_type_of_a_tier_is_selected_by_its_tag() -> None:
    """A selection takes one type; a resource that is declared later is tested unasked."""
    estate = account()
    of_plan = [
        one
        for one in estate.of_type(SELECTION)
        if one.text("restoreTestingPlanName") == "bamp_standard_3m"
    ]

    assert sorted(one.text("protectedResourceType") for one in of_plan) == TYPES
    for one in of_plan:
        assert one.inputs["protectedResourceConditions"] == {
            "stringEquals": [{"key": "aws:ResourceTag/backup-tier", "value": "standard"}]
        }
        assert "protectedResourceArns" not in one.inputs
        assert one.inputs["validationWindowHours"] == 4


def test_the_role_has_awss_policies_for_restores_and_no_others() -> None:
    """AWS requires them, and changes them as AWS Backup does."""
    estate = account()
    attached = [
        str(one.inputs["policyArn"]).rpartition("/")[2]
        for one in estate.of_type(ATTACHMENT)
        if one.inputs["role"] == "AWSBackup-bamp-restores"
    ]

    assert sorted(attached) == [
        "AWSBackupServiceRolePolicyForRestores",
        "AWSBackupServiceRolePolicyForS3Restore",
    ]


def test_the_role_writes_to_nothing_that_no_test_made() -> None:
    """And passes no role on: what AWS's policies allow beyond a test is denied."""
    estate = account()
    limits = json.loads(str(estate.named("bamp-restores-role-limits").inputs["policy"]))
    by_sid = {one["Sid"]: one for one in limits["Statement"]}

    assert {one["Effect"] for one in by_sid.values()} == {"Deny"}
    assert by_sid["DenyPassingRoles"]["Action"] == ["iam:PassRole"]
    assert by_sid["DenyWritingToOtherBuckets"]["NotResource"] == [
        "arn:aws:s3:::awsbackup-restore-test-*",
        "arn:aws:s3:::awsbackup-restore-test-*/*",
    ]
    assert by_sid["DenyWritingToOtherTables"]["NotResource"] == [
        "arn:aws:dynamodb:*:111122223333:table/awsbackup-restore-test-*"
    ]
    deletions = by_sid["DenyDeletingWhatNoTestMade"]
    assert deletions["Condition"] == {"Null": {"aws:ResourceTag/awsbackup-restore-test": "true"}}
    assert "rds:DeleteDBInstance" in deletions["Action"]
    assert "redshift:RestoreFromClusterSnapshot" in by_sid["DenyOtherTypes"]["Action"]


def test_of_one_type_alone_nothing_else_is_restored() -> None:
    """Tables only: no volume is made, and S3's policy is not attached."""
    estate = baseline(policy=PROMISED, restore_tests={"resource_types": ["DynamoDB"]})
    limits = json.loads(str(estate.named("bamp-restores-role-limits").inputs["policy"]))
    (others,) = (one for one in limits["Statement"] if one["Sid"] == "DenyOtherTypes")

    assert "ec2:CreateVolume" in others["Action"]
    assert "dynamodb:RestoreTableFromAwsBackup" not in others["Action"]
    assert len(estate.of_type(SELECTION)) == 3


def test_it_13_fx_13_nothing_leads_out_of_the_network_that_is_restored_into() -> None:
    """No gateway, no NAT, no peering and no route; a database answers the validator alone."""
    estate = account()
    types = {one.type for one in estate.resources if one.name.startswith("bamp-restores")}
    egress = estate.of_type("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")

    assert {one for one in types if one.startswith("aws:ec2/")} == {
        "aws:ec2/routeTable:RouteTable",
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        "aws:ec2/securityGroup:SecurityGroup",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/vpc:Vpc",
        "aws:ec2/vpcEndpoint:VpcEndpoint",
    }
    assert "routes" not in estate.named("bamp-restores-routes").inputs
    for one in egress:
        # To another group, or to a gateway of AWS: to no range of addresses.
        assert not {"cidrIpv4", "cidrIpv6"} & one.inputs.keys()
    assert sorted(one.name.removeprefix("bamp-restores-") for one in egress) == [
        "database-3306-out",
        "database-5432-out",
        "dynamodb-out",
        "s3-out",
        "services-out",
    ]
    subnets = estate.of_type("aws:ec2/subnet:Subnet")
    assert [one.text("availabilityZone") for one in subnets] == ["us-east-1a", "us-east-1b"]
    assert not any(one.inputs["mapPublicIpOnLaunch"] for one in subnets)


def test_it_13_a_gateway_leads_to_what_a_test_made_and_to_nobody_elses() -> None:
    """Else every bucket of every account in the Region could be written to through it."""
    endpoint = account().named("bamp-restores-s3-endpoint")
    (statement,) = json.loads(str(endpoint.inputs["policy"]))["Statement"]

    assert statement["Action"] == ["s3:GetObject", "s3:ListBucket"]
    assert statement["Resource"] == [
        "arn:aws:s3:::awsbackup-restore-test*",
        "arn:aws:s3:::awsbackup-restore-test*/*",
    ]
    assert statement["Condition"] == {"StringEquals": {"aws:ResourceAccount": "111122223333"}}


@pytest.mark.parametrize(
    ("backup_type", "keys"),
    [
        ("Aurora", {"dbSubnetGroupName", "vpcSecurityGroupIds"}),
        ("DocumentDB", {"dbSubnetGroupName", "vpcSecurityGroupIds"}),
        ("Neptune", {"dbSubnetGroupName", "vpcSecurityGroupIds"}),
        ("RDS", {"dbSubnetGroupName", "vpcSecurityGroupIds"}),
        ("EC2", {"subnetId", "securityGroupIds"}),
        ("DynamoDB", set[str]()),
        ("EBS", set[str]()),
        ("EFS", set[str]()),
        ("S3", set[str]()),
    ],
)
def test_it_13_what_has_a_place_in_a_network_is_restored_into_it(
    backup_type: str, keys: set[str]
) -> None:
    """Else AWS Backup takes the default VPC, or fails where there is none."""
    estate = account()
    selection = estate.named(f"bamp-restores-standard-quarterly-{backup_type.lower()}")
    given: Any = selection.inputs.get("restoreMetadataOverrides", {})

    assert set(given) == keys
    assert given.get("dbSubnetGroupName", "bamp-restores") == "bamp-restores"


def covered() -> Coverage:
    """An account with restore tests, and a data store of each tier and kind, judged."""

    def program() -> None:
        make({"policy": PROMISED, "restore_tests": {}})
        for name, tier in (("orders", "critical"), ("carts", "standard")):
            tags = {"backup-tier": tier, "backup-owner": "orders"}
            aws.dynamodb.Table(
                name, attributes=[{"name": "id", "type": "S"}], hash_key="id", tags=tags
            )
            aws.s3.Bucket(f"{name}-files", tags=tags)
        aws.ebs.Volume(
            "disk",
            availability_zone="us-east-1a",
            size=8,
            encrypted=True,
            tags={"backup-tier": "development", "backup-owner": "orders"},
        )

    return cover(declare(program), load_policy(PROMISED), today=date(2026, 11, 29))


def test_it_13_a_preview_finds_that_every_declared_test_restores() -> None:
    """No finding about restore tests: the role can, the tags match, recovery points are eligible.

    The volume is of a tier that is not tested, and no slip.
    """
    coverage = covered()
    codes = {finding.id for finding in coverage.findings}

    assert not codes & {"BAMP-V55", "BAMP-V65", "BAMP-V66", "BAMP-V67", "BAMP-V110"}


def test_a_promise_of_restore_tests_that_nothing_keeps_is_an_error() -> None:
    """Each test is paid for: none is made unasked, and a preview says what is missing."""
    estate = baseline(policy=PROMISED)
    found = cover(estate, load_policy(PROMISED), today=date(2026, 11, 29)).findings
    messages = [finding.message for finding in found if finding.id == "BAMP-V110"]

    assert not estate.of_type(PLAN)
    assert [message.split(", and")[0] for message in messages] == [
        "tier critical promises weekly restore tests",
        "tier critical promises quarterly restore tests",
        "tier standard promises quarterly restore tests",
    ]
    assert all("set bamp:restore_tests to {}" in message for message in messages)


def test_more_resources_than_aws_backup_restores_at_a_time_are_said() -> None:
    """31 buckets, and 30 restores at a time."""

    def program() -> None:
        make({"policy": PROMISED, "restore_tests": {"resource_types": ["S3"]}})
        for number in range(31):
            tags = {"backup-tier": "standard", "backup-owner": "orders"}
            aws.s3.Bucket(f"files-{number}", tags=tags)

    coverage = cover(declare(program), load_policy(PROMISED), today=date(2026, 11, 29))
    messages = [one.message for one in coverage.findings if one.id == "BAMP-V67"]

    assert ["it selects 31 resources of type S3" in message for message in messages] == [True]
    assert "runs 30 of its restores at a time" in messages[0]


def test_a_resource_that_no_test_restores_is_named() -> None:
    """Volumes alone are tested: the tables of the tier are promised it too."""

    def program() -> None:
        make({"policy": PROMISED, "restore_tests": {"resource_types": ["EBS"]}})
        tags = {"backup-tier": "standard", "backup-owner": "orders"}
        aws.dynamodb.Table(
            "carts", attributes=[{"name": "id", "type": "S"}], hash_key="id", tags=tags
        )

    coverage = cover(declare(program), load_policy(PROMISED), today=date(2026, 11, 29))
    messages = [one.message for one in coverage.findings if one.id == "BAMP-V110"]

    assert ["nothing certainly tests carts" in message for message in messages] == [True]


def test_a_hyphen_in_a_name_is_written_as_aws_takes_it() -> None:
    """Letters, digits and underscores alone."""
    tier = {**standard_tier().model_dump(), "restore_tests": {"weekly": True}}
    tiers = {"t-1234567890123456789012345678": tier}

    def program() -> None:
        RestoreTests("team-a-12345-678", RestoreTestsArgs(tiers=tiers, vault_arn="*"))

    made = declare(program)

    (name,) = (one.text("name") for one in made.of_type(PLAN))
    assert name == "team_a_12345_678_t_1234567890123456789012345678_7d"
    assert len(name) == 50


@pytest.mark.parametrize(
    ("tests", "code"),
    [
        ({"start_window_hours": 0}, "BAMP-N01"),
        ({"start_window_hours": 169}, "BAMP-N01"),
        ({"validation_hours": 0}, "BAMP-N01"),
        ({"validation_hours": 169}, "BAMP-N01"),
        ({"resource_types": ["FSx"]}, "BAMP-D04"),
        ({"resource_types": []}, "BAMP-D03"),
        ({"schedule": "cron(0 1 * * ? *)"}, "BAMP-D01"),
    ],
)
def test_what_aws_would_refuse_is_refused_before(tests: dict[str, Any], code: str) -> None:
    """Hours outside 1 to 168, a type that needs more than can be inferred, an unknown key."""
    error = refused(lambda: make({"policy": PROMISED, "restore_tests": tests}))

    assert [r.code for r in error.refusals] == [code]


def test_restore_tests_that_no_tier_promises_are_refused() -> None:
    """What is tested is what the policy promises, and it promises nothing."""
    error = refused(lambda: make({"restore_tests": {}}))

    assert [r.code for r in error.refusals] == ["BAMP-B60"]


def test_it_13_it_2_what_a_test_has_restored_is_validated_within_the_network() -> None:
    """Called for our own plans alone, since a verdict cannot be changed; RTO of each tier known."""
    estate = account()
    function = estate.named("bamp-restores-validator")
    code: Any = function.inputs["code"]
    packed = {name: one["text"] for name, one in code["assets"].items()}
    rule = json.loads(str(estate.named("bamp-restores-restored").inputs["eventPattern"]))
    place: Any = function.inputs["vpcConfig"]

    assert rule["detail"] == {
        "status": ["COMPLETED"],
        "restoreTestingPlanArn": [
            {"prefix": "arn:aws:backup:us-east-1:111122223333:restore-testing-plan:bamp_"}
        ],
    }
    assert (function.inputs["timeout"], function.inputs["runtime"]) == (900, "python3.13")
    assert len(place["subnetIds"]) == 2
    validations = json.loads(packed["bamp_pulumi/lambdas/restore/validations.json"])
    # FX-15 and IT-2: production databases in 2 hours, databases in 4.
    assert validations["rto_minutes"]["critical"] == 120
    assert validations["rto_minutes"]["standard"] == 240
    assert "pymysql/__init__.py" in packed


def test_it_13_the_validator_reads_what_a_test_made_and_nothing_else() -> None:
    """By name; as the database user, and with the secret, that a validation names."""
    named = "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders"
    validations = [
        {"resource": "arn:aws:rds:*:*:db:orders", "user": "reader", "least": {"o: rows": 1}},
        {"resource": "arn:aws:rds:*:*:db:users", "user": "u", "secret": named},
    ]
    estate = baseline(policy=PROMISED, restore_tests={"validations": validations})
    policy = json.loads(str(estate.named("bamp-restores-validator-policy").inputs["policy"]))
    allowed = {
        action: one["Resource"]
        for one in policy["Statement"]
        if one["Effect"] == "Allow"
        for action in one["Action"]
    }
    here = "us-east-1:111122223333"

    assert allowed["rds-db:connect"] == [f"arn:aws:rds-db:{here}:dbuser:*/reader"]
    assert allowed["secretsmanager:GetSecretValue"] == [named]
    assert allowed["dynamodb:Scan"] == [f"arn:aws:dynamodb:{here}:table/awsbackup-restore-test*"]
    assert allowed["events:PutEvents"] == [f"arn:aws:events:{here}:event-bus/default"]
    assert allowed["rds:DeleteDBInstance"] == [f"arn:aws:rds:{here}:db:awsbackup-restore-test*"]
    assert not any(action.endswith("*") for action in allowed)
    assert not any(action.startswith("ssm:") for action in allowed)
    overrides: Any = estate.named("bamp-restores-standard-quarterly-rds").inputs
    assert overrides["restoreMetadataOverrides"]["enableIamDatabaseAuthentication"] == "true"
