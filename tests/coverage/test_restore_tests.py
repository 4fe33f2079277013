"""A declared restore test restores nothing, or may not: each case, and the sound one.

Cannot prove what AWS does; every expectation follows the page that the judgement names.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

from bamp_pulumi.coverage import Coverage, Severity

# Any, from here on: inputs of resources.
Inputs = dict[str, Any]
HERE = "111122223333"
VAULT = f"arn:aws:backup:us-east-1:{HERE}:backup-vault:main"
FOR_RESTORES = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores"
FOR_S3_RESTORE = "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore"
CODES = ("BAMP-V65", "BAMP-V66", "BAMP-V67")


def later() -> Any:  # noqa: ANN401 - an input
    """Return a text that only a deployment tells."""
    return aws.ssm.Parameter("later", type="String", value="x").arn.apply(lambda _: "x")


def database(name: str = "orders") -> None:
    """Declare a database that the account backs up."""
    aws.rds.Instance(
        name,
        identifier=name,
        instance_class="db.t3.micro",
        engine="postgres",
        storage_encrypted=True,
        backup_retention_period=7,
        copy_tags_to_snapshot=True,
        tags=TAGS,
    )


NO_COPY = Account(copy_days=None)


def lustre() -> None:
    """Declare a file system of which AWS Backup cannot infer the subnet."""
    aws.fsx.LustreFileSystem(
        "scratch",
        subnet_ids="subnet-0",
        storage_capacity=1200,
        deployment_type="PERSISTENT_2",
        per_unit_storage_throughput=125,
        tags=TAGS,
    )


def role(
    trust: str = "backup.amazonaws.com",
    policies: tuple[str, ...] = (FOR_RESTORES,),
    own: Inputs | None = None,
) -> Any:  # noqa: ANN401 - an output
    """Declare a role for restores."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": trust},
        "Action": "sts:AssumeRole",
    }
    made = aws.iam.Role(
        "restores", name="restores", assume_role_policy=json.dumps({"Statement": [statement]})
    )
    for number, arn in enumerate(policies):
        aws.iam.RolePolicyAttachment(f"restores-{number}", role=made.name, policy_arn=arn)
    if own is not None:
        document = json.dumps({"Version": "2012-10-17", "Statement": [own]})
        aws.iam.RolePolicy("restores-own", role=made.name, policy=document)
    return made.arn


def with_test(
    selection: Callable[[], Inputs] | None = None,
    plan: Callable[[], Inputs] | None = None,
    points: Callable[[], Inputs] | None = None,
    *,
    store: Callable[[], None] = database,
    account: Account | None = None,
) -> Coverage:
    """Judge a data store whose restore is tested every week."""

    def program() -> None:
        store()
        chosen = {
            "algorithm": "LATEST_WITHIN_WINDOW",
            "include_vaults": ["*"],
            "recovery_point_types": ["SNAPSHOT"],
            **(points() if points else {}),
        }
        inputs: Inputs = {
            "name": "weekly",
            "schedule_expression": "cron(0 6 ? * MON *)",
            "recovery_point_selection": chosen,
            **(plan() if plan else {}),
        }
        aws.backup.RestoreTestingPlan("weekly", **inputs)
        given = selection() if selection else {}
        inputs = {
            "name": "databases",
            "restore_testing_plan_name": "weekly",
            "protected_resource_type": "RDS",
            "protected_resource_arns": ["*"],
            **({} if "iam_role_arn" in given else {"iam_role_arn": role()}),
            **given,
        }
        aws.backup.RestoreTestingSelection("databases", **inputs)

    return judge(program, account)


def said(coverage: Coverage) -> list[tuple[str, str]]:
    """List what is said of restore tests: code and message."""
    return [(f.id, f.message) for f in coverage.findings if f.id in CODES]


def test_a_sound_restore_test_is_accepted() -> None:
    """By `*`, by ARN, by tag, or from the vault of its own Region or of the other one."""
    tag = {"key": "aws:ResourceTag/backup-tier", "value": "standard"}
    by_tag: Inputs = {
        "protected_resource_arns": None,
        "protected_resource_conditions": {"string_equals": [tag]},
    }
    by_arn: Inputs = {"protected_resource_arns": [f"arn:aws:rds:us-east-1:{HERE}:db:orders"]}
    abroad: Inputs = {"region": "us-west-2"}
    in_ten_days = {"selection_window_days": 10}

    assert said(with_test()) == []
    assert said(with_test(lambda: by_tag)) == []
    assert said(with_test(lambda: by_arn)) == []
    assert said(with_test(lambda: abroad, lambda: abroad)) == []
    assert said(with_test(points=lambda: {"include_vaults": [VAULT], **in_ten_days})) == []


@pytest.mark.parametrize(
    ("selection", "plan", "unsure"),
    [
        ({}, {}, []),
        ({"name": "not-a-name"}, {}, ["databases"]),
        ({}, {"schedule_expression": "rate(1 day)"}, ["databases"]),
    ],
)
def test_what_aws_refuses_restores_nothing_for_sure(
    selection: Inputs, plan: Inputs, unsure: list[str]
) -> None:
    """The selection, or the plan that it belongs to."""
    coverage = with_test(lambda: selection, lambda: plan)

    assert [each.selection.name for each in coverage.unsure_restores] == unsure


def test_the_program_of_the_account_alone_says_nothing_of_what_it_selects() -> None:
    """The data stores are in programs that may not be given."""
    assert said(with_test(store=lambda: None)) == []


@pytest.mark.parametrize(
    ("selection", "why"),
    [
        (lambda: {"iam_role_arn": role("ec2.amazonaws.com")}, "does not trust backup.amazonaws"),
        (lambda: {"iam_role_arn": role(policies=())}, "is not allowed rds:AddTagsToResource"),
        (lambda: {"iam_role_arn": role(policies=())}, "it lacks AWSBackupServiceRolePolicyForRes"),
        (
            lambda: {
                "iam_role_arn": role(
                    own={"Effect": "Deny", "Action": "rds:Restore*", "Resource": "*"}
                )
            },
            "is not allowed rds:RestoreDBInstanceFromDBSnapshot",
        ),
        (lambda: {"protected_resource_type": "S3"}, "is not allowed s3:CreateBucket"),
        (lambda: {"protected_resource_type": "EKS"}, "does not take EKS; it takes Aurora, Docu"),
        (
            lambda: {"region": "us-west-2"},
            f"made in us-west-2 of {HERE}, and its plan lies in us-east-1",
        ),
    ],
)
def test_what_certainly_cannot_restore_is_an_error(
    selection: Callable[[], Inputs], why: str
) -> None:
    """The role, the type, or the Region of the plan; the cause is named."""
    coverage = with_test(selection)

    (found,) = said(coverage)
    assert found[0] == "BAMP-V65"
    assert why in found[1]
    assert [each.selection.name for each in coverage.unsure_restores] == ["databases"]
    assert not coverage.is_well()


def test_both_causes_are_named_of_a_role_that_was_made_for_something_else() -> None:
    """Whoever repairs the trust learns of the policy at once."""
    ((_, message),) = said(
        with_test(lambda: {"iam_role_arn": role("ec2.amazonaws.com", policies=())})
    )

    assert "does not trust" in message
    assert "AWSBackupServiceRolePolicyForRestores: attach it" in message


def test_a_bucket_takes_a_policy_of_its_own() -> None:
    """The policy for restores leaves S3 out."""
    both = (FOR_RESTORES, FOR_S3_RESTORE)

    def bucket() -> Inputs:
        return {"protected_resource_type": "S3", "iam_role_arn": role(policies=both)}

    assert said(with_test(bucket)) == []


def test_a_restored_instance_that_gets_its_profile_back_takes_pass_role() -> None:
    """AWS Backup passes the role on only where the override asks for it."""
    denied = {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}

    def instances(overrides: Inputs | None) -> Callable[[], Inputs]:
        return lambda: {
            "protected_resource_type": "EC2",
            "iam_role_arn": role(own=denied),
            "restore_metadata_overrides": overrides,
        }

    back = {"iamInstanceProfileName": "UseBackedUpValue"}
    ((code, message),) = said(with_test(instances(back)))
    assert code == "BAMP-V65"
    assert "iam:PassRole" in message
    assert said(with_test(instances(None))) == []


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        (lambda: None, "BAMP-V65"),
        (lambda: {"securityGroupIds": "[]"}, "BAMP-V65"),
        (lambda: {"SubnetIDs": '["subnet-0"]'}, ""),
        (later, "BAMP-V66"),
    ],
)
def test_a_lustre_file_system_restores_only_with_its_subnet(
    overrides: Callable[[], Any], code: str
) -> None:
    """AWS Backup cannot infer it; keys are not case sensitive."""

    def selection() -> Inputs:
        return {"protected_resource_type": "FSx", "restore_metadata_overrides": overrides()}

    found = said(with_test(selection, store=lustre))
    assert [each[0] for each in found] == ([code] if code else [])
    assert all("subnetIds" in each[1] for each in found)


def test_a_key_within_json_is_found() -> None:
    """An ONTAP volume needs its storage virtual machine."""

    def volume() -> None:
        aws.fsx.OntapVolume(
            "volume",
            name="volume",
            storage_virtual_machine_id="svm-0",
            size_in_megabytes=1,
            tags=TAGS,
        )

    def selection(given: str) -> Callable[[], Inputs]:
        overrides = {"ontapConfiguration": given}
        return lambda: {
            "protected_resource_type": "FSx",
            "restore_metadata_overrides": overrides,
        }

    assert said(with_test(selection('{"storageVirtualMachineId": "svm-1"}'), store=volume)) == []
    for given in ('{"junctionPath": "/v"}', "no JSON"):
        ((code, message),) = said(with_test(selection(given), store=volume))
        assert code == "BAMP-V65"
        assert "ontapConfiguration.storageVirtualMachineId" in message


@pytest.mark.parametrize(
    ("selection", "why"),
    [
        (lambda: {"iam_role_arn": f"arn:aws:iam::{HERE}:role/x"}, "role that no given program"),
        (
            lambda: {
                "iam_role_arn": role(
                    policies=(), own={"Effect": "Allow", "Action": "*", "Resource": "*"}
                )
            },
            "has policies of its own in place of AWSBackupServiceRolePolicyForRestores",
        ),
        (lambda: {"restore_testing_plan_name": "other"}, "declares restore testing plan other"),
        (lambda: {"restore_testing_plan_name": later()}, "which restore testing plan it belongs"),
        (lambda: {"protected_resource_type": later()}, "protectedResourceType is known only"),
        (lambda: {"protected_resource_arns": [later()]}, "which resources of type RDS it selects"),
    ],
)
def test_what_is_not_known_is_a_warning(selection: Callable[[], Inputs], why: str) -> None:
    """A restore test may be sound all the same."""
    coverage = with_test(selection)

    (found,) = said(coverage)
    assert found[0] == "BAMP-V66"
    assert why in found[1]
    assert [f.severity for f in coverage.findings if f.id == "BAMP-V66"] == [Severity.WARNING]
    assert [each.selection.name for each in coverage.unsure_restores] == ["databases"]


@pytest.mark.parametrize(
    "points",
    [
        {"include_vaults": ["main"]},
        {"include_vaults": ["*main"]},
        {"include_vaults": ["*"], "exclude_vaults": ["main"]},
    ],
    ids=str,
)
def test_vaults_named_by_no_arn_are_a_warning(points: Inputs) -> None:
    """AWS documents ARNs of vaults, and an asterisk for all of them."""
    coverage = with_test(None, None, lambda: points)

    assert ("BAMP-V66", True) in [
        (code, "AWS documents ARNs" in why) for code, why in said(coverage)
    ]
    assert [each.selection.name for each in coverage.unsure_restores] == ["databases"]


@pytest.mark.parametrize(
    ("selection", "points", "why"),
    [
        (
            lambda: {"protected_resource_arns": [f"arn:aws:rds:us-east-1:{HERE}:db:other"]},
            None,
            "selects none of the declared resources of type RDS: orders",
        ),
        (lambda: {"protected_resource_arns": None}, None, "neither protectedResourceArns nor"),
        (None, lambda: {"include_vaults": [f"{VAULT}-2"]}, f"includes {VAULT}-2, which is not"),
        (None, lambda: {"exclude_vaults": [VAULT]}, "weekly does not include vault main"),
        (
            None,
            lambda: {"include_vaults": ["arn:aws:backup:*:*:backup-vault:x-*"]},
            "weekly does not include vault main",
        ),
        (None, lambda: {"recovery_point_types": ["CONTINUOUS"]}, "they are SNAPSHOT, and"),
    ],
)
def test_what_tests_nothing_is_a_warning_with_its_cause(
    selection: Callable[[], Inputs] | None, points: Callable[[], Inputs] | None, why: str
) -> None:
    """AWS Backup starts no restore, and reports nothing."""
    found = said(with_test(selection, None, points))

    assert {each[0] for each in found} == {"BAMP-V67"}
    assert any(why in each[1] for each in found)


RESTORES = f"arn:aws:iam::{HERE}:role/restores"


def closed(action: str, *, principal: str = RESTORES) -> str:
    """Write a key policy that is open to the account, and denies one principal something."""
    statements = [
        {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{HERE}:root"}, "Action": "kms:*"},
        {"Effect": "Deny", "Principal": {"AWS": principal}, "Action": action},
    ]
    listed = [{**statement, "Resource": "*"} for statement in statements]
    return json.dumps({"Version": "2012-10-17", "Statement": listed})


def under(policy: str | None) -> Callable[[], None]:
    """Declare a database under a key of its own."""

    def program() -> None:
        aws.rds.Instance(
            "orders",
            identifier="orders",
            instance_class="db.t3.micro",
            engine="postgres",
            storage_encrypted=True,
            kms_key_id=aws.kms.Key("own", policy=policy).arn,
            backup_retention_period=7,
            copy_tags_to_snapshot=True,
            tags=TAGS,
        )

    return program


def bucket() -> None:
    """Declare a bucket, whose recovery points are under the key of their vault."""
    made = aws.s3.Bucket("files", bucket="files-1", tags=TAGS)
    aws.s3.BucketVersioning("v", bucket=made.id, versioning_configuration={"status": "Enabled"})


@pytest.mark.parametrize(
    ("policy", "denied"),
    [
        (None, ""),
        (closed("kms:Sign"), ""),
        (closed("kms:Decrypt", principal=f"{RESTORES}-of-others"), ""),
        (closed("kms:Decrypt"), "kms:Decrypt"),
        (closed("kms:CreateGrant"), "kms:CreateGrant"),
        (closed("kms:*"), "kms:Decrypt, kms:CreateGrant"),
    ],
)
def test_a_key_that_keeps_the_role_of_restores_out_is_a_warning(
    policy: str | None, denied: str
) -> None:
    """The recovery points of a database are under its own key."""
    found = said(with_test(store=under(policy)))

    assert [code for code, _ in found] == (["BAMP-V66"] if denied else [])
    assert all("key own of its recovery points does not let" in why for _, why in found)
    assert all(f"do {denied}: " in why for _, why in found)


@pytest.mark.parametrize("store", [bucket, database])
def test_the_key_of_the_vault_is_asked_where_recovery_points_are_under_it(
    store: Callable[[], None],
) -> None:
    """Those of a bucket are; those of a database are under its own, which is AWS's here."""

    def selection() -> Inputs:
        both = (FOR_RESTORES, FOR_S3_RESTORE)
        type_of = {bucket: "S3", database: "RDS"}[store]
        return {"protected_resource_type": type_of, "iam_role_arn": role(policies=both)}

    account = Account(key={"policy": closed("kms:Decrypt")})
    found = said(with_test(selection, store=store, account=account))

    assert [code for code, _ in found] == (["BAMP-V66"] if store is bucket else [])
    assert all("key backup-key of its recovery points" in why for _, why in found)


def test_a_continuous_backup_is_not_a_snapshot() -> None:
    """A plan that tests snapshots tests nothing of a database that has a continuous one only."""
    continuous = Account(continuous=True, copy_days=None)

    ((code, message),) = said(with_test(account=continuous))
    assert code == "BAMP-V67"
    assert "they are CONTINUOUS" in message
    both = {"recovery_point_types": ["SNAPSHOT", "CONTINUOUS"]}
    assert said(with_test(points=lambda: both, account=continuous)) == []


def test_a_plan_restores_in_its_own_region() -> None:
    """Without a copy there is nothing to restore in the other one."""
    abroad: Inputs = {"region": "us-west-2"}
    ((code, message),) = said(
        with_test(lambda: abroad, lambda: abroad, account=Account(copy_days=None))
    )

    assert code == "BAMP-V67"
    assert "restores in us-west-2, and there is none there" in message


@pytest.mark.parametrize(
    ("number", "named"),
    [(1, "db-0 is"), (3, "db-0, db-1, db-2 is"), (4, "db-0, db-1, db-2 and 1 more is")],
)
def test_three_of_many_are_named(number: int, named: str) -> None:
    """A message of a hundred databases stays readable."""

    def databases() -> None:
        for each in range(number):
            database(f"db-{each}")

    abroad: Inputs = {"region": "us-west-2"}
    found = with_test(lambda: abroad, lambda: abroad, store=databases, account=NO_COPY)

    assert any(f"no recovery point of {named} eligible" in message for _, message in said(found))


def test_a_window_shorter_than_the_interval_of_backups_finds_none() -> None:
    """Weekly recovery points, and a window of three days; of seven days it is enough."""
    weekly = Account(schedule="cron(0 2 ? * SUN *)")

    ((code, message),) = said(
        with_test(points=lambda: {"selection_window_days": 3}, account=weekly)
    )
    assert code == "BAMP-V67"
    assert "every 3 days; raise selectionWindowDays of plan weekly" in message
    enough = {"selection_window_days": 7}
    assert said(with_test(points=lambda: enough, account=weekly)) == []
