"""Side by side with Cloud Custodian: what it takes to know age and status of each table's backups.

Cloud Custodian asks of each resource; we follow lists. It is no dependency: where it is not
installed (`pip install c7n`), this is skipped.
"""

import json
import subprocess
import sys
from datetime import timedelta
from importlib.util import find_spec
from typing import Final

import pytest
from backed_up_account import PRIMARY, many_stores

from bamp_pulumi.lambdas.health.reading import Budget, read_account

TABLES: Final = 1_000
PROGRAM: Final = """
import json, os, sys, tempfile, time
from collections import Counter
os.environ.update(AWS_ACCESS_KEY_ID="t", AWS_SECRET_ACCESS_KEY="t", AWS_DEFAULT_REGION="us-east-1")
import boto3, botocore.session
from botocore.awsrequest import AWSResponse
from c7n.config import Config
from c7n.loader import PolicyLoader
from c7n.resources import load_resources
from moto import mock_aws

calls = Counter()

class Body:
    def __init__(self, text):
        self.text = text
    def stream(self, **_):
        yield self.text

def points(request):
    made = [time.time() - 3600 * (6 + 24 * days) for days in range(2)]
    found = [{"RecoveryPointArn": f"arn:{at}", "CreationDate": at, "Status": "COMPLETED"}
             for at in made]
    text = json.dumps({"RecoveryPoints": found}).encode()
    return AWSResponse(request.url, 200, {"Content-Type": "application/json"}, Body(text))

def counted(session, name, *rest, **named):
    client = create(session, name, *rest, **named)
    def count(request, event_name, **_):
        calls[event_name] += 1
        return points(request) if ".backup." in event_name else None
    client.meta.events.register_first("before-send", count)
    return client

with mock_aws():
    tables = boto3.client("dynamodb")
    for number in range(int(sys.argv[1])):
        tables.create_table(
            TableName=f"dynamodb-{number:05}", BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            Tags=[{"Key": "backup-tier", "Value": "standard"}],
        )
    create, botocore.session.Session.create_client = botocore.session.Session.create_client, counted
    load_resources(("aws.dynamodb-table",))
    backed_up = {"type": "consecutive-aws-backups", "count": 2, "period": "days",
                 "status": "COMPLETED"}
    policy = {"name": "p", "resource": "aws.dynamodb-table", "filters": [backed_up]}
    config = Config.empty(
        region="us-east-1", regions=["us-east-1"], account_id="123456789012",
        output_dir=tempfile.mkdtemp(), cache="memory", cache_period=0,
        log_group=None, metrics=None, tracer=None,
    )
    for each in PolicyLoader(config).load_data({"policies": [policy]}, "p"):
        each.resource_manager.resources()
print(json.dumps(calls))
"""


@pytest.mark.perf
@pytest.mark.skipif(find_spec("c7n") is None, reason="Cloud Custodian is not installed")
def test_a_hundredth_of_the_calls_of_cloud_custodian() -> None:
    """For 1,000 tables of which each has its recovery points."""
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own text
        [sys.executable, "-c", PROGRAM, str(TABLES)],
        check=True,
        capture_output=True,
        text=True,
        timeout=900,
    )
    theirs: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    stand_in = many_stores(TABLES, "DynamoDB")
    seen = read_account(
        stand_in.connect,
        (PRIMARY,),
        None,
        ("DynamoDB",),
        since=timedelta(days=40),
        budget=Budget(calls=10_000, seconds=600),
        now=stand_in.now,
        sleep=stand_in.sleep,
    )
    ours = stand_in.counted()
    print(f"\ncloud custodian: {theirs}\nours: {dict(ours)}")  # noqa: T201 - what `make perf` is for

    assert len(seen.stores) == len(seen.points) == TABLES
    assert sum(theirs.values()) >= 2 * TABLES
    assert 50 * ours.total() < sum(theirs.values())
