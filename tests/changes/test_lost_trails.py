"""A change after which no trail records calls leaves nobody notified of them, and is refused.

Whatever it is that changes: the trail, its bucket, its key or their policies. Cannot prove that
events of calls stop at once when CloudTrail cannot write any more: no page says so.
"""

import json
from typing import Final

import pytest
from alerting_documents import Edit, drop, lost, write
from preview_documents import ACCOUNT, Declared

_TOPIC: Final = f"arn:aws:sns:us-east-1:{ACCOUNT}:alerts"
_KEY: Final = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1234abcd"


def _allows(*actions: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": actions,
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _bucket(name: str) -> dict[str, Declared]:
    return {
        name: Declared(
            type="aws:s3/bucket:Bucket",
            inputs={"bucket": name},
            outputs={"id": name, "bucket": name, "arn": f"arn:aws:s3:::{name}"},
        )
    }


BESIDE: Final[dict[str, Declared]] = {
    **_bucket("logs"),
    **_bucket("bare"),
    "logs-policy": Declared(
        type="aws:s3/bucketPolicy:BucketPolicy",
        inputs={"bucket": "logs", "policy": _allows("s3:GetBucketAcl", "s3:PutObject")},
        dependencies={"bucket": "logs"},
    ),
    "logs-key": Declared(
        type="aws:kms/key:Key",
        inputs={"policy": _allows("kms:DescribeKey", "kms:GenerateDataKey*")},
        outputs={"id": "1234abcd", "keyId": "1234abcd", "arn": _KEY},
    ),
    "trail": Declared(
        type="aws:cloudtrail/trail:Trail",
        inputs={
            "name": "all",
            "s3BucketName": "logs",
            "kmsKeyId": _KEY,
            "isMultiRegionTrail": True,
        },
        dependencies={"s3BucketName": "logs", "kmsKeyId": "logs-key"},
    ),
    "called": Declared(
        type="aws:cloudwatch/eventRule:EventRule",
        inputs={
            "name": "called",
            "eventPattern": json.dumps(
                {
                    "source": ["aws.backup"],
                    "detail-type": ["AWS API Call via CloudTrail"],
                    "detail": {"eventName": ["DeleteBackupSelection"]},
                }
            ),
        },
        outputs={"id": "called"},
    ),
    "called-target": Declared(
        type="aws:cloudwatch/eventTarget:EventTarget",
        inputs={"rule": "called", "arn": _TOPIC},
        dependencies={"rule": "called", "arn": "alerts"},
    ),
}


def _selected(kind: str) -> Edit:
    return write("trail", eventSelectors=[{"readWriteType": kind}])


LOSSES: Final[dict[str, tuple[Edit, str]]] = {
    "the trail deleted": (drop("trail"), "Trail trail"),
    "the trail stopped": (write("trail", enableLogging=False), "Trail trail"),
    "reading calls only": (_selected("ReadOnly"), "Trail trail"),
    "AWS Backup left out": (
        write(
            "trail",
            advancedEventSelectors=[
                {
                    "fieldSelectors": [
                        {"field": "eventCategory", "equals": ["Management"]},
                        {"field": "eventSource", "notEquals": ["backup.amazonaws.com"]},
                    ]
                }
            ],
        ),
        "Trail trail",
    ),
    "a bucket that refuses it": (write("trail", s3BucketName="bare"), "Trail trail"),
    "the policy of the bucket deleted": (drop("logs-policy"), "BucketPolicy logs-policy"),
    "the policy of the bucket narrowed": (
        write("logs-policy", policy=_allows("s3:GetBucketAcl")),
        "BucketPolicy logs-policy",
    ),
    "the policy of the key narrowed": (
        write("logs-key", policy=_allows("kms:DescribeKey")),
        "Key logs-key",
    ),
    "the key disabled": (write("logs-key", isEnabled=False), "Key logs-key"),
}


@pytest.mark.parametrize("name", LOSSES)
def test_calls_that_nothing_records_any_more_notify_nobody(name: str) -> None:
    """With the change that does it, and the fault of which nobody is notified."""
    edit, by = LOSSES[name]
    found = [text for code, text in lost(edit, beside=BESIDE, stores=False) if code == "BAMP-V98"]

    said = [one for one in found if "nobody is notified any more of selection-deleted" in one]
    assert len(said) == 1, found
    assert by in said[0].partition(":")[0].split(", ")


KEPT: Final[dict[str, Edit]] = {
    "writing calls only": _selected("WriteOnly"),
    "all calls, said": _selected("All"),
    "a bucket of another program": write("trail", s3BucketName="elsewhere"),
    "no key": write("trail", kmsKeyId=None),
    "files that are signed": write("trail", enableLogFileValidation=True),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_still_records_them_is_accepted(name: str) -> None:
    """Calls that change backups are writes; a bucket that is not declared here AWS asks itself."""
    found = lost(KEPT[name], beside=BESIDE, stores=False)

    assert not any("nobody is notified any more" in text for _, text in found)
