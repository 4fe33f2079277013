"""Small data stores, policies and rules for tables that change one cause at a time."""

import json
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
from hand_made_account import TAGS, resolved

from bamp_pulumi.coverage import Coverage

__all__ = [
    "ALLOW_ALL",
    "KEY_OF_ACCOUNT",
    "OF_PROMISES",
    "beside",
    "bucket",
    "daily",
    "files",
    "own",
    "own_key_volume",
    "policy",
    "said",
    "volume",
]

Inputs = Any  # Any: inputs given by name in each case
OF_PROMISES = ("BAMP-V11", "BAMP-V14", "BAMP-V57", "BAMP-V23")
"""What is promised and not kept: tables of their own ask for it."""
KEY_OF_ACCOUNT = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
            "Action": "kms:*",
            "Resource": "*",
        },
    }
)


def volume(name: str = "data", **inputs: Inputs) -> None:
    """Declare a volume, of which AWS Backup makes no continuous backups."""
    given: Inputs = {"availability_zone": "us-east-1a", "size": 8, "encrypted": True, **inputs}
    aws.ebs.Volume(name, tags=TAGS, **given)


def own_key_volume() -> None:
    """Declare a volume under a key of its own."""
    volume(kms_key_id=aws.kms.Key("own", policy=KEY_OF_ACCOUNT).arn)


def files(name: str = "data", **inputs: Inputs) -> None:
    """Declare a file system, which AWS Backup manages fully."""
    aws.efs.FileSystem(name, encrypted=True, tags=TAGS, **inputs)


def bucket() -> None:
    """Declare a bucket, of which AWS Backup makes continuous backups too."""
    data = aws.s3.Bucket("data", bucket="data-1", tags=TAGS)
    aws.s3.BucketVersioning(
        "versions", bucket=data.id, versioning_configuration={"status": "Enabled"}
    )


def said(coverage: Coverage) -> dict[str, tuple[str, list[str]]]:
    """Say how each resource stands, and the codes of what is found of it."""
    return {
        each.resource.name: (str(each.status), [finding.id for finding in each.findings])
        for each in coverage.resources
    }


def policy(effect: str, action: str | list[str], **fields: object) -> Inputs:
    """Write an identity policy of one statement."""
    one = {"Effect": effect, "Action": action, "Resource": "*", **fields}
    return json.dumps({"Version": "2012-10-17", "Statement": [one]})


def own(document: Inputs) -> Callable[[aws.iam.Role], object]:
    """Give the role an inline policy."""
    return lambda role: aws.iam.RolePolicy("own", role=role.name, policy=resolved(document))


def daily(name: str, **rule: Inputs) -> Inputs:
    """Write a rule that runs each day."""
    given = {"target_vault_name": "main", "schedule": "cron(0 2 ? * * *)"}
    return {"rule_name": name, "lifecycle": {"delete_after": 30}, **given, **rule}


def beside(*programs: Callable[[], object]) -> Callable[[], None]:
    """Run programs one after the other."""

    def all_of_them() -> None:
        for program in programs:
            program()

    return all_of_them


ALLOW_ALL = policy("Allow", "*")
