"""The instance by which a restored Aurora cluster is read.

Source: AWS Backup developer guide, restoring-aur (a restored cluster has no instance);
restore-testing (what has the tag `awsbackup-restore-test` is deleted after the test) (read
2026-11-29).
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from bamp_pulumi.lambdas.restore.look import Look, Waiting

__all__ = ["reading_instance"]

_TAG: Final = "awsbackup-restore-test"
_SUFFIX: Final = "-bamp"
_LONGEST: Final = 63
_SECONDS: Final = 20


@contextmanager
def reading_instance(
    look: Look,
    client: Any,  # noqa: ANN401 - of boto3
    cluster: Mapping[str, Any],
) -> Generator[None, None, None]:
    """Give a cluster without an instance one, for as long as it is read.

    Raises:
        Waiting: When it takes longer than there is time; the next call finds it made.
    """
    name = look.name[: _LONGEST - len(_SUFFIX)].rstrip("-") + _SUFFIX
    members = [each["DBInstanceIdentifier"] for each in cluster["DBClusterMembers"]]
    if not members:
        _make(
            client,
            DBInstanceIdentifier=name,
            DBClusterIdentifier=cluster["DBClusterIdentifier"],
            Engine=cluster["Engine"],
            DBInstanceClass=look.validation.instance_class,
            PubliclyAccessible=False,
            Tags=[{"Key": _TAG, "Value": look.name}],
        )
    for each in members or [name]:
        _wait(look, client, each)
    try:
        yield
    finally:
        if name in (members or [name]):
            client.delete_db_instance(DBInstanceIdentifier=name, SkipFinalSnapshot=True)


def _make(client: Any, **instance: object) -> None:  # noqa: ANN401 - of boto3
    """Make an instance, or find that an earlier call has made it."""
    try:
        client.create_db_instance(**instance)
    except client.exceptions.DBInstanceAlreadyExistsFault:
        return


def _wait(look: Look, client: Any, name: str) -> None:  # noqa: ANN401 - of boto3
    while True:
        found = client.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]
        if found["DBInstanceStatus"] == "available":
            return
        if look.remaining() < _SECONDS:
            raise Waiting(f"{name} is {found['DBInstanceStatus']}")
        look.sleep(_SECONDS)
