"""The role, as it is declared. That AWS lets it do its work is not proved here."""

import pytest
from refusals import refused

from bamp_pulumi.components import BackupRole, BackupRoleArgs
from bamp_pulumi.testing import declare

ROLE = "aws:iam/role:Role"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
MANAGED = {
    "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
    "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
    "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
}


def declared(**args: object) -> None:
    """Declare the component under test."""
    BackupRole("backups", BackupRoleArgs(**args))  # pyright: ignore[reportArgumentType] - wrong ones too


def test_a_role_has_the_four_managed_policies() -> None:
    """By the ARNs that AWS gives them: two have a path."""
    estate = declare(declared)

    attached = estate.of_type(ATTACHMENT)
    assert {str(a.inputs["policyArn"]) for a in attached} == MANAGED
    assert {a.inputs["role"] for a in attached} == {"AWSBackup-backups"}
    assert len(attached) == 4


def test_it_can_be_assumed_by_aws_backup_alone() -> None:
    """The whole trust policy."""
    role = declare(declared).one(ROLE)

    assert role.inputs["assumeRolePolicy"] == (
        '{"Version": "2012-10-17", "Statement": [{"Sid": "AllowAwsBackup", "Effect": "Allow", '
        '"Principal": {"Service": "backup.amazonaws.com"}, "Action": ["sts:AssumeRole"]}]}'
    )


def test_it_stays_when_the_stack_goes() -> None:
    """AWS Backup deletes expired recovery points as this role; its policies stay with it."""
    estate = declare(declared)

    assert all(r.retain_on_delete for r in estate.of_type(ROLE, ATTACHMENT))


@pytest.mark.parametrize("name", ["backup-role", "AWSBackup role", "AWSBackup" + "x" * 60])
def test_a_name_that_operators_could_not_pass_is_refused(name: str) -> None:
    """Before anything is declared."""
    error = refused(lambda: declared(role_name=name))

    assert [r.code for r in error.refusals] == ["BAMP-B12"]
