"""The archive of the validator, built and run as an archive: in a Python with boto3 only.

AWS is a server that answers what a test says; the restored database is real, and behind TLS.
"""

import json
import subprocess
import sys
from collections.abc import Generator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

import pytest
from answering_server import Answering, answering
from restored_shop import Shop
from shop_database import PASSWORD, USER

from bamp_pulumi.lambdas.restore import DRIVERS, archive_files

pytestmark = pytest.mark.xdist_group("postgresql")

OF_LAMBDA: Final = ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six.py", "urllib3")
"""boto3 and what it is installed with: all that a clean Python has."""
SECRET: Final = "arn:aws:secretsmanager:us-east-1:111122223333:secret:validator"  # noqa: S105
RUN: Final = """
import json, sys
sys.path[:0] = sys.argv[1:3]
from bamp_pulumi.lambdas.restore.handler import handle
class Context:
    invoked_function_arn = "arn:aws:lambda:us-east-1:111122223333:function:bamp-restore"
    def get_remaining_time_in_millis(self):
        return 90_000
handle(json.loads(sys.argv[3]), Context())
"""
EMPTY: Final = json.dumps(
    {"schema": "bamp.validations/1", "default_tier": "", "rto_minutes": {}, "validations": []}
)
EVENT: Final = {
    "source": "aws.backup",
    "detail-type": "Restore Job State Change",
    "detail": {
        "restoreJobId": "job-1",
        "status": "COMPLETED",
        "resourceType": "RDS",
        "restoreTestingPlanArn": "arn:aws:backup:us-east-1:111122223333:restore-testing-plan:p",
    },
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out a folder with boto3 only."""
    folder = tmp_path_factory.mktemp("clean")
    installed = Path(str(distribution("boto3").locate_file("")))
    for name in OF_LAMBDA:
        (folder / name).symlink_to(installed / name)
    return folder


def unpacked(shop: Shop, folder: Path, *queries: Mapping[str, object]) -> Path:
    """Lay out the archive as Lambda does."""
    validations = {
        "schema": "bamp.validations/1",
        "default_tier": "standard",
        "rto_minutes": {"standard": 240},
        "validations": [{"secret": SECRET, "database": "restored", "queries": queries}],
    }
    files = archive_files(json.dumps(validations), shop.certificate.authority.read_text())
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def database_of(port: int) -> str:
    """Answer as Amazon RDS does."""
    return f"""<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance>
<DBInstanceStatus>available</DBInstanceStatus><Engine>postgres</Engine>
<StorageEncrypted>true</StorageEncrypted>
<Endpoint><Address>127.0.0.1</Address><Port>{port}</Port></Endpoint>
</DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>"""


@pytest.fixture
def aws(shop: Shop) -> Generator[Answering]:
    """Answer for a job that restored the shop."""
    job = {
        "RestoreJobId": "job-1",
        "Status": "COMPLETED",
        "ResourceType": "RDS",
        "SourceResourceArn": "arn:aws:rds:us-east-1:111122223333:db:orders",
        "CreatedResourceArn": "arn:aws:rds:us-east-1:111122223333:db:awsbackup-restore-test-1",
        "RecoveryPointArn": "arn:aws:rds:us-east-1:111122223333:snapshot:awsbackup:job-1",
        "BackupVaultArn": "arn:aws:backup:us-east-1:111122223333:backup-vault:primary",
        "CreationDate": 1_795_000_000,
    }
    secret = {"username": USER, "password": PASSWORD}
    answers = {
        "GET /restore-jobs/job-1/metadata": {"Metadata": {}},
        "GET /restore-jobs/job-1": job,
        "GET /backup-vaults/primary/recovery-points/": {"CreationDate": 1_795_000_000},
        "GetResources": {"ResourceTagMappingList": []},
        "GetSecretValue": {"SecretString": json.dumps(secret)},
        "PutEvents": {"FailedEntryCount": 0, "Entries": [{"EventId": "1"}]},
        "PUT /restore-jobs/job-1/validations": {},
    }
    texts = {what: json.dumps(each) for what, each in answers.items()}
    with answering({**texts, "DescribeDBInstances": database_of(shop.port)}) as server:
        yield server


def run(clean: Path, archive: Path, aws: Answering, event: Mapping[str, Any] = EVENT) -> str:
    """Run the handler in a Python that has boto3 and the archive, and nothing else."""
    environment = {
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nobody",
        "RESTORE_NAME": "bamp",
    }
    command = [sys.executable, "-S", "-c", RUN, str(archive), str(clean), json.dumps(event)]
    done = subprocess.run(  # noqa: S603 - of this repository
        command, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def result_of(aws: Answering) -> dict[str, str]:
    """Return what AWS Backup was given."""
    (given,) = [each.body for each in aws.asked if each.what.startswith("PUT /restore-jobs")]
    result: dict[str, str] = json.loads(given)
    return result


def test_the_archive_validates_a_restored_database(
    shop: Shop, clean: Path, aws: Answering, tmp_path: Path
) -> None:
    """It comes with the driver that it needs, and a wrong answer is FAILED."""
    query = {"name": "orders", "sql": "select count(*) from orders"}
    archive = unpacked(shop, tmp_path / "a", {**query, "equals": 999})
    said = run(clean, archive, aws)

    assert result_of(aws)["ValidationStatus"] == "FAILED", said
    assert "query orders: answer is 1000; expected is 999" in said
    assert result_of(aws)["ValidationStatusMessage"] in said
    (event,) = [each.body for each in aws.asked if each.what == "PutEvents"]
    assert json.loads(event)["Entries"][0]["Source"] == "bamp.restore"

    aws.asked.clear()
    right = unpacked(shop, tmp_path / "b", {**query, "equals": 1000})
    said = run(clean, right, aws)
    assert result_of(aws)["ValidationStatus"] == "SUCCESSFUL", said


def test_the_archive_refuses_an_event_that_is_not_its_own(
    shop: Shop, clean: Path, aws: Answering, tmp_path: Path
) -> None:
    """An error is seen; nothing that is done to nothing is not."""
    event = {**EVENT, "detail-type": "Copy Job State Change"}

    assert "'Copy Job State Change' is no event of this function" in (
        run(clean, unpacked(shop, tmp_path), aws, event)
    )
    assert aws.asked == []


def test_the_archive_has_all_of_the_package_and_the_drivers_with_their_licences() -> None:
    """And nothing but text."""
    files = archive_files(EMPTY)
    roots = {name.partition("/")[0] for name in files if ".dist-info/" not in name}
    licences = [name for name in files if ".dist-info/" in name]

    assert roots == {"bamp_pulumi", *DRIVERS}
    assert len(licences) == len(DRIVERS)
    assert files["bamp_pulumi/lambdas/restore/validations.json"] == EMPTY
    assert "bamp_pulumi/lambdas/restore/handler.py" in files
    assert sum(map(len, files.values())) < 2_000_000


def test_validations_that_cannot_be_read_are_not_deployed() -> None:
    """The mistake is known before anything is changed."""
    with pytest.raises(ValueError, match="is read by another version"):
        archive_files('{"schema": "other"}')


def test_a_driver_that_is_missing_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The stack is refused, and not the restore."""

    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("bamp_pulumi.lambdas.restore.archive.distribution", missing)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'bamp-pulumi\[restore\]'"):
        archive_files(EMPTY)
