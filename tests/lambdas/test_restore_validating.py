"""From the event of a restore job to the verdict: what AWS Backup and the bus are given."""

import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, cast

import boto3
import pytest
from moto import mock_aws
from restore_api import RestoreApi
from restored_judgement import BACKED_UP, NOW

from bamp_pulumi.lambdas.restore import Outcome, Validations, unpack_validations
from bamp_pulumi.lambdas.restore.look import Waiting
from bamp_pulumi.lambdas.restore.records import Records
from bamp_pulumi.lambdas.restore.validating import Validator

RESTORED: Final = "awsbackup-restore-test-1"
TABLE: Final = "arn:aws:dynamodb:us-east-1:111122223333:table/"
_OURS: Final = frozenset({"backup", "events", "resourcegroupstaggingapi"})

# Any, from here on: clients of boto3, and answers of AWS.


@pytest.fixture(autouse=True)
def aws(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Start an account with a table, what was restored of it, and a bucket of records."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "nobody")
    with mock_aws():
        client("s3").create_bucket(Bucket="records")
        for table in ("orders", RESTORED):
            client("dynamodb").create_table(
                TableName=table,
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
            puts = [{"PutRequest": {"Item": {"id": {"S": str(each)}}}} for each in range(10)]
            client("dynamodb").batch_write_item(RequestItems={table: puts})
        yield


@cache  # making one takes longer than most calls
def client(service: str) -> Any:  # noqa: ANN401 - of boto3
    """Make a client of moto's."""
    return cast("Callable[..., Any]", boto3.client)(service, region_name="us-east-1")


def written(*validations: Mapping[str, object], default_tier: str = "standard") -> Validations:
    """Return validations as they are in the archive."""
    document = {
        "schema": "bamp.validations/1",
        "default_tier": default_tier,
        "rto_minutes": {"critical": 60},
        "validations": validations,
    }
    return unpack_validations(json.dumps(document))


def validator(
    api: RestoreApi,
    validations: Validations | None = None,
    *,
    now: datetime = NOW,
    clients: Mapping[str, Any] | None = None,
) -> Validator:
    """Make a validator on the stand-in; all else is moto's, or of a test."""

    def connect(service: str) -> Any:  # noqa: ANN401 - of boto3
        if service in _OURS:
            return api
        return (clients or {}).get(service) or client(service)

    return Validator(
        validations=validations or written(),
        records=Records(client=client("s3"), bucket="records", prefix="of/"),
        connect=connect,
        tls=None,
        now=lambda: now,
        remaining=lambda: 0.5,
        sleep=lambda _: None,
    )


def table_api(**fields: Any) -> RestoreApi:  # noqa: ANN401 - of the stand-in
    """Return a job that restored the table."""
    known: dict[str, Any] = {
        "kind": "DynamoDB",
        "source": f"{TABLE}orders",
        "created": f"{TABLE}{RESTORED}",
    }
    return RestoreApi(**{**known, **fields})


def record(api: RestoreApi, at: datetime) -> None:
    """Record the source, as when its backup is completed."""
    detail = {"resourceArn": api.source, "resourceType": api.kind}
    validator(api, now=at).record(detail)


def record_around(api: RestoreApi) -> None:
    """Record the source before the backup and after it."""
    record(api, BACKED_UP - timedelta(hours=1))
    record(api, BACKED_UP + timedelta(hours=1))


def test_a_sound_restore_is_told_to_aws_backup_and_the_bus() -> None:
    """With what was looked at, and how long it took."""
    api = table_api()
    record_around(api)
    validator(api).validate("job-1")
    (event,) = api.events
    detail = json.loads(event["Detail"])

    assert [each["ValidationStatus"] for each in api.given] == ["SUCCESSFUL"]
    assert (
        "40 minutes since the job was created; 60 are promised"
        in (api.given[0]["ValidationStatusMessage"])
    )
    assert (event["Source"], event["DetailType"]) == ("bamp.restore", "Restore Validation")
    assert event["Resources"] == [api.source, api.created]
    assert {key: detail[key] for key in detail if key not in ("checks", "statusMessage")} == {
        "outcome": "SUCCESSFUL",
        "resourceArn": api.source,
        "createdResourceArn": api.created,
        "recoveryPointArn": api.point,
        "resourceType": "DynamoDB",
        "restoreJobId": "job-1",
        "tier": "critical",
        "owner": "orders",
        "minutes": 40,
        "rtoMinutes": 60,
        "checksInAll": len(detail["checks"]),
    }
    assert {
        "name": "it: items",
        "outcome": "passed",
        "why": "is 10; recorded was 10 before and after",
    } in detail["checks"]


def test_a_damaged_restore_is_failed_with_its_reason() -> None:
    """To AWS Backup and on the bus, the gravest checks first."""
    api = table_api()
    record_around(api)
    client("dynamodb").delete_item(TableName=RESTORED, Key={"id": {"S": "3"}})
    validator(api).validate("job-1")
    detail = json.loads(api.events[0]["Detail"])

    assert api.given[0]["ValidationStatus"] == "FAILED"
    assert "it: items is 9; recorded was 10" in api.given[0]["ValidationStatusMessage"]
    assert detail["outcome"] == "FAILED"
    assert detail["checks"][0]["outcome"] == "failed"


def test_a_slow_restore_is_too_slow() -> None:
    """On the bus; AWS Backup is given that the data are sound."""
    api = table_api(job={"CreationDate": NOW - timedelta(hours=2)})
    record_around(api)
    verdict = validator(api).validate("job-1")

    assert verdict is not None
    assert verdict.outcome is Outcome.TOO_SLOW
    assert json.loads(api.events[0]["Detail"])["outcome"] == "TOO_SLOW"
    assert api.given[0]["ValidationStatus"] == "SUCCESSFUL"


@pytest.mark.parametrize(
    "job",
    [
        {"ValidationStatus": "SUCCESSFUL"},
        {"ValidationStatus": "TIMED_OUT"},
        {"Status": "RUNNING"},
    ],
)
def test_what_is_decided_or_not_done_is_left_alone(job: Mapping[str, str]) -> None:
    """An event that comes twice changes nothing."""
    api = table_api(job=job)

    assert validator(api).validate("job-1") is None
    assert (api.given, api.events) == ([], [])


def test_without_a_record_nothing_is_successful() -> None:
    """The message says what to write."""
    api = table_api()
    verdict = validator(api).validate("job-1")

    assert verdict is not None
    assert verdict.outcome is Outcome.FAILED
    assert "nothing says what must be in it. Record its source" in verdict.message


def test_a_record_of_another_version_says_nothing() -> None:
    """As if there was none."""
    api = table_api()
    record_around(api)
    for each in client("s3").list_objects_v2(Bucket="records")["Contents"]:
        client("s3").put_object(Bucket="records", Key=each["Key"], Body=b'{"schema": "other"}')

    verdict = validator(api).validate("job-1")
    assert verdict is not None
    assert "nothing says what must be in it" in verdict.message


def test_records_that_cannot_be_read_are_failed() -> None:
    """Though the table could be judged without them, by what is written for it."""
    api = table_api()
    validations = written({"least": {"it: items": 1}})
    sound = validator(api, validations)
    assert sound.validate("job-1").outcome is Outcome.SUCCESSFUL  # pyright: ignore[reportOptionalMemberAccess]

    lost = replace(sound, records=replace(sound.records, bucket="nothing"))
    verdict = lost.validate("job-2")
    assert verdict is not None
    assert "records of its source could not be read: NoSuchBucket" in verdict.message


@pytest.mark.parametrize("refused", ["DescribeRecoveryPoint", "GetRestoreJobMetadata"])
def test_what_aws_does_not_say_of_the_job_is_failed(refused: str) -> None:
    """As of when the data are is then not known."""
    api = table_api(refuses=frozenset({refused}))
    record_around(api)
    verdict = validator(api).validate("job-1")

    assert verdict is not None
    assert verdict.outcome is Outcome.FAILED
    assert "AccessDeniedException" in verdict.message


def test_tags_that_cannot_be_read_keep_no_verdict() -> None:
    """It is then of the default tier, and of nobody."""
    api = table_api(refuses=frozenset({"GetResources"}))
    record_around(api)
    verdict = validator(api).validate("job-1")
    detail = json.loads(api.events[0]["Detail"])

    assert verdict is not None
    assert verdict.outcome is Outcome.SUCCESSFUL
    assert (detail["tier"], detail["owner"], detail["rtoMinutes"]) == ("standard", "", None)
    assert "no RTO is promised" in verdict.message


def test_an_event_that_is_lost_keeps_the_result_back() -> None:
    """Lambda then calls again, and nothing is decided yet."""
    api = table_api(loses_events=True)
    record_around(api)
    with pytest.raises(RuntimeError, match="ThrottlingException"):
        validator(api).validate("job-1")

    assert api.given == []


def test_a_result_that_comes_too_late_is_failed_on_the_bus() -> None:
    """AWS Backup shows TIMED_OUT, and somebody is notified."""
    api = table_api(is_too_late=True)
    record_around(api)
    validator(api).validate("job-1")
    outcomes = [json.loads(each["Detail"])["outcome"] for each in api.events]

    assert outcomes == ["SUCCESSFUL", "FAILED"]
    assert "did not take the result: the validation window is over" in api.events[1]["Detail"]


def test_a_continuous_backup_is_judged_as_of_the_time_it_was_restored_to() -> None:
    """What was recorded around its creation says nothing."""
    to = BACKED_UP + timedelta(days=3)
    api = table_api(metadata={"RestoreTime": to.isoformat()})
    record_around(api)
    verdict = validator(api, now=NOW + timedelta(days=3)).validate("job-1")
    assert verdict is not None
    assert verdict.outcome is Outcome.FAILED

    record(api, to - timedelta(hours=1))
    record(api, to + timedelta(hours=1))
    late = replace(api, job={"CreationDate": NOW + timedelta(days=3)})
    verdict = validator(late, now=NOW + timedelta(days=3)).validate("job-1")
    assert verdict is not None
    assert verdict.outcome is Outcome.SUCCESSFUL


def test_a_type_that_nothing_can_read_is_failed() -> None:
    """There is no success for want of a look."""
    api = table_api(kind="Redshift", created="arn:aws:redshift:us-east-1:111122223333:cluster:c")
    verdict = validator(api, written({"depth": "status"})).validate("job-1")

    assert verdict is not None
    assert verdict.outcome is Outcome.FAILED
    assert "nothing here can read Redshift" in verdict.message


class Answers:
    """A client of which each operation answers one thing; what it was asked is kept."""

    def __init__(self, **answers: Any) -> None:  # noqa: ANN401 - of AWS
        """Take the answers by operation; of a list one after another, the last for ever."""
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return an operation, or the errors that boto3 makes for a service."""
        if name == "exceptions":
            return type("Exceptions", (), {"DBInstanceAlreadyExistsFault": KeyError})

        def operation(**request: Any) -> Any:  # noqa: ANN401 - of AWS
            self.asked.append((name, request))
            answer = self.answers[name]
            if not isinstance(answer, list):
                return answer
            several = cast("list[Any]", answer)
            return several.pop(0) if len(several) > 1 else several[0]

        return operation


def volume(state: str = "available") -> Answers:
    """Return a volume."""
    return Answers(describe_volumes={"Volumes": [{"State": state, "Size": 8, "Encrypted": True}]})


def efs(state: str = "available") -> Answers:
    """Return a file system."""
    found = {"LifeCycleState": state, "SizeInBytes": {"Value": 6144}, "Encrypted": True}
    return Answers(describe_file_systems={"FileSystems": [found]})


def fsx(state: str = "AVAILABLE") -> Answers:
    """Return a file system of FSx."""
    found = {"Lifecycle": state, "StorageCapacity": 32}
    return Answers(describe_file_systems={"FileSystems": [found]})


def cluster(state: str = "available") -> Answers:
    """Return a cluster of Neptune or DocumentDB."""
    found = {"Status": state, "Engine": "neptune", "StorageEncrypted": True}
    return Answers(describe_db_clusters={"DBClusters": [found]})


STATUSES: Final[Mapping[str, tuple[str, str, Callable[..., Answers], str]]] = {
    "EBS": ("ec2", "arn:aws:ec2:us-east-1::volume/vol-1", volume, "error"),
    "EFS": ("efs", "arn:aws:elasticfilesystem:us-east-1::file-system/fs-1", efs, "error"),
    "FSx": ("fsx", "arn:aws:fsx:us-east-1::file-system/fs-1", fsx, "MISCONFIGURED"),
    "Neptune": ("rds", "arn:aws:rds:us-east-1::cluster:c", cluster, "failed"),
    "DocumentDB": ("rds", "arn:aws:rds:us-east-1::cluster:c", cluster, "failed"),
}


@pytest.mark.parametrize("kind", STATUSES)
def test_what_has_only_a_status_is_successful_where_that_is_written(kind: str) -> None:
    """Never by itself, and never in another status."""
    service, arn, answers, broken = STATUSES[kind]
    api = table_api(kind=kind, created=arn)

    def outcome(found: Answers, *validations: Mapping[str, str]) -> Outcome:
        one = validator(api, written(*validations), clients={service: found})
        return one.validate("job-1").outcome  # pyright: ignore[reportOptionalMemberAccess]

    assert outcome(answers(), {"type": kind, "depth": "status"}) is Outcome.SUCCESSFUL
    assert "nothing in it was read" in api.given[-1]["ValidationStatusMessage"]
    assert outcome(answers()) is Outcome.FAILED
    assert outcome(answers(broken), {"type": kind, "depth": "status"}) is Outcome.FAILED
    assert broken in api.given[-1]["ValidationStatusMessage"]


INSTANCE: Final = "arn:aws:ec2:us-east-1:111122223333:instance/i-1"
BOOTS: Final = {"type": "EC2", "depth": "boots"}


def instance(*checks: str, state: str = "running") -> Answers:
    """Return an instance, with what AWS's checks say of it one after another."""
    found: dict[str, Any] = {
        "State": {"Name": state},
        "Architecture": "arm64",
        "BlockDeviceMappings": [{}],
    }
    statuses = [
        {
            "InstanceStatuses": [
                {"SystemStatus": {"Status": "ok"}, "InstanceStatus": {"Status": each}}
            ]
        }
        for each in checks
    ]
    return Answers(
        describe_instances={"Reservations": [{"Instances": [found]}]},
        describe_instance_status=statuses,
    )


def ec2_outcome(found: Answers, *validations: Mapping[str, str], **clients: Any) -> Outcome:  # noqa: ANN401
    """Validate a restored instance."""
    api = table_api(kind="EC2", created=INSTANCE)
    one = validator(api, written(*validations), clients={"ec2": found, **clients})
    return replace(one, remaining=lambda: 60.0).validate("job-1").outcome  # pyright: ignore[reportOptionalMemberAccess]


def test_an_instance_that_boots_is_successful_where_that_is_written() -> None:
    """Once AWS has checked it."""
    assert ec2_outcome(instance("initializing", "initializing", "ok"), BOOTS) is Outcome.SUCCESSFUL
    assert ec2_outcome(instance("ok")) is Outcome.FAILED
    assert ec2_outcome(instance("impaired"), BOOTS) is Outcome.FAILED
    assert ec2_outcome(instance(state="terminated"), BOOTS) is Outcome.FAILED


def test_the_command_of_the_team_decides() -> None:
    """By its exit status; what cannot be run is not success."""
    command = {"type": "EC2", "command": "test -s /data/orders"}

    def ssm(code: int, status: str) -> Answers:
        ended = {"Status": status, "ResponseCode": code, "StandardErrorContent": "no file"}
        return Answers(
            send_command={"Command": {"CommandId": "c"}},
            get_command_invocation=[{"Status": "InProgress"}, ended],
        )

    assert ec2_outcome(instance("ok"), command, ssm=ssm(0, "Success")) is Outcome.SUCCESSFUL
    assert ec2_outcome(instance("ok"), command, ssm=ssm(1, "Failed")) is Outcome.FAILED
    assert ec2_outcome(instance("ok"), command, ssm=ssm(-1, "TimedOut")) is Outcome.FAILED
    assert ec2_outcome(instance("ok"), command, ssm=Answers()) is Outcome.FAILED


def test_what_aws_is_not_done_with_is_waited_for_until_it_is_too_late() -> None:
    """Six hours after the creation of the job it is FAILED."""
    api = table_api(kind="EC2", created=INSTANCE)
    clients = {"ec2": instance("initializing")}
    with pytest.raises(Waiting, match="i-1 has not been checked by AWS"):
        validator(api, written(BOOTS), clients=clients).validate("job-1")
    assert (api.given, api.events) == ([], [])

    late = replace(api, job={"CreationDate": NOW - timedelta(hours=6)})
    verdict = validator(late, written(BOOTS), clients=clients).validate("job-1")
    assert verdict is not None
    assert "has not been checked by AWS, for 6:00:00" in verdict.message


CLUSTER: Final = "arn:aws:rds:us-east-1:111122223333:cluster:awsbackup-restore-test-1"


def aurora(*statuses: str) -> Answers:
    """Return a restored Aurora cluster without an instance, and what one it is given says."""
    found: dict[str, Any] = {
        "Status": "available",
        "Engine": "aurora-postgresql",
        "StorageEncrypted": True,
        "DBClusterIdentifier": "awsbackup-restore-test-1",
        "DBClusterMembers": [],
        "DatabaseName": "shop",
        "Endpoint": "127.0.0.1",
        "Port": 1,
    }
    return Answers(
        describe_db_clusters={"DBClusters": [found]},
        create_db_instance={},
        delete_db_instance={},
        describe_db_instances=[{"DBInstances": [{"DBInstanceStatus": each}]} for each in statuses],
        generate_db_auth_token="token",  # noqa: S106 - of nobody
    )


def test_an_aurora_cluster_is_given_an_instance_to_be_read_by() -> None:
    """For as long as it is read: AWS Backup restores none."""
    api = table_api(kind="Aurora", created=CLUSTER)
    rds = aurora("creating", "creating", "available")
    one = validator(api, written({"user": "reader"}), clients={"rds": rds})
    verdict = replace(one, remaining=lambda: 60.0).validate("job-1")
    asked = [name for name, _ in rds.asked]
    made = next(request for name, request in rds.asked if name == "create_db_instance")

    assert verdict is not None
    assert "127.0.0.1:1: " in verdict.message
    assert asked.index("create_db_instance") < asked.index("generate_db_auth_token")
    assert asked[-1] == "delete_db_instance"
    assert made["Tags"] == [{"Key": "awsbackup-restore-test", "Value": "awsbackup-restore-test-1"}]
    assert made["DBInstanceIdentifier"].startswith("awsbackup-restore-test-1")
    assert made["PubliclyAccessible"] is False


def test_an_aurora_cluster_is_waited_for() -> None:
    """In another call, which finds its instance made."""
    api = table_api(kind="Aurora", created=CLUSTER)
    rds = aurora("creating")
    with pytest.raises(Waiting, match="-bamp is creating"):
        validator(api, clients={"rds": rds}).validate("job-1")

    assert "delete_db_instance" not in [name for name, _ in rds.asked]


def test_nothing_is_made_for_a_source_and_nothing_is_run_on_it() -> None:
    """It is recorded by what is there."""
    rds = aurora("available")
    kept = validator(table_api(), clients={"rds": rds}).record(
        {"resourceArn": CLUSTER, "resourceType": "Aurora"}
    )
    assert "it has no instance to be read by" in kept.unread["it"]
    assert "create_db_instance" not in [name for name, _ in rds.asked]

    one = validator(
        table_api(), written({"command": "true"}), clients={"ec2": instance("ok"), "ssm": Answers()}
    )
    assert one.record({"resourceArn": INSTANCE, "resourceType": "EC2"}).unread == {}


@pytest.mark.parametrize(
    ("validation", "reason"),
    [
        ({"database": "shop"}, "nobody is to read it; write `user`, or `secret`"),
        ({"user": "reader"}, "it has no database of its own; write `database`"),
    ],
)
def test_what_is_not_written_for_a_database_is_named(
    validation: Mapping[str, str], reason: str
) -> None:
    """It is FAILED, though it is available."""
    found = {
        "DBInstanceStatus": "available",
        "Engine": "postgres",
        "StorageEncrypted": True,
        "Endpoint": {"Address": "127.0.0.1", "Port": 1},
    }
    rds = Answers(describe_db_instances={"DBInstances": [found]})
    api = table_api(kind="RDS", created="arn:aws:rds:us-east-1:111122223333:db:x")
    verdict = validator(api, written(validation), clients={"rds": rds}).validate("job-1")

    assert verdict is not None
    assert reason in verdict.message


def test_an_engine_that_nothing_can_read_has_a_status_only() -> None:
    """It is named in the message."""
    found = {"DBInstanceStatus": "available", "Engine": "oracle-ee", "StorageEncrypted": True}
    rds = Answers(describe_db_instances={"DBInstances": [found]})
    api = table_api(kind="RDS", created="arn:aws:rds:us-east-1:111122223333:db:x")

    assert validator(api, clients={"rds": rds}).validate("job-1").outcome is Outcome.FAILED  # pyright: ignore[reportOptionalMemberAccess]
    lenient = validator(api, written({"depth": "status"}), clients={"rds": rds}).validate("job-1")
    assert lenient is not None
    assert lenient.outcome is Outcome.SUCCESSFUL
    assert "oracle-ee is read by its status alone" in lenient.message
