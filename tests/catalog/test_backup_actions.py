"""What AWS Backup calls as its role, held against AWS's own policies.

Cannot prove that the lists hold every call: AWS publishes none.
"""

import json
from functools import cache
from typing import Any

import pytest
from moto.iam.aws_managed_policies import aws_managed_policies_data

from bamp_pulumi.access import Policy, Principal, Request, Verdict, decide, read_policy
from bamp_pulumi.catalog import BACKUP_ACTIONS, COPY_ACTIONS, DATA_STORES, actions_of_policy

ROLE = Principal.role("arn:aws:iam::111122223333:role/AWSBackup")
FOR_BACKUP, FOR_S3 = "AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup"


@cache
def of_aws() -> dict[str, Any]:  # Any: documents as moto packages them
    """Return AWS's policies by name."""
    return {name: each["Document"] for name, each in json.loads(aws_managed_policies_data).items()}


def without_resources(name: str) -> Policy:
    """Read a policy of AWS as if each statement held for every resource."""
    statements = [{**s, "Resource": "*"} for s in of_aws()[name]["Statement"]]
    return read_policy({"Version": "2012-10-17", "Statement": statements}, name=name)


def test_every_type_that_is_backed_up_has_its_actions() -> None:
    """A type without would be called verified unasked."""
    assert {s.backup_type for s in DATA_STORES if s.backup_type} == set(BACKUP_ACTIONS)


@pytest.mark.parametrize("backup_type", BACKUP_ACTIONS)
def test_aws_gives_its_role_every_action_of_the_list(backup_type: str) -> None:
    """Else a role as AWS wants it would be said to lack something."""
    policies = [without_resources(name) for name in (FOR_BACKUP, FOR_S3)]

    for action in (*BACKUP_ACTIONS[backup_type], *COPY_ACTIONS):
        answer = decide(Request(principal=ROLE, action=action), identity=policies)
        assert answer.verdict is Verdict.ALLOWED, answer.why


@pytest.mark.parametrize(("purpose", "name"), [("backup", FOR_BACKUP), ("s3-backup", FOR_S3)])
def test_what_a_policy_is_said_to_give_it_gives(purpose: str, name: str) -> None:
    """Or a role that lacks the other would pass."""
    for action in actions_of_policy(purpose):
        request = Request(principal=ROLE, action=action)
        answer = decide(request, identity=[without_resources(name)])
        assert answer.verdict is Verdict.ALLOWED, answer.why


def test_no_policy_of_aws_for_aws_backup_denies_anything() -> None:
    """So that an attached one that the catalog does not know takes nothing away."""
    named = {name: each for name, each in of_aws().items() if name.startswith("AWSBackup")}

    assert len(named) > 10
    assert [name for name, each in named.items() if '"Deny"' in json.dumps(each)] == []
