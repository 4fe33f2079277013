"""Restored databases of Amazon RDS and Aurora: whether they run, and what is in them.

Restoring an Aurora cluster makes no instance in it, and without one nothing can be read: the
reader makes one, waits for it, and deletes it once it has read.

Source: AWS Backup developer guide, restoring-aur; Amazon RDS user guide, accessing-monitoring
(statuses of an instance), UsingWithRDS.IAMDBAuth (tokens last 15 minutes and need TLS) (read
2026-11-29).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from bamp_pulumi.lambdas.restore.address import Address
from bamp_pulumi.lambdas.restore.aurora import reading_instance
from bamp_pulumi.lambdas.restore.credentials import credentials_of
from bamp_pulumi.lambdas.restore.facts import Compared, Depth, Fact, Facts, Key
from bamp_pulumi.lambdas.restore.look import Look, Waiting
from bamp_pulumi.lambdas.restore.mysql import read_mysql
from bamp_pulumi.lambdas.restore.postgresql import read_postgresql
from bamp_pulumi.lambdas.restore.statuses import status
from bamp_pulumi.lambdas.restore.tables import spelled

__all__ = ["read_content", "read_database"]

_SOUND: Final = ("available", "backing-up", "storage-optimization")
_PASSING: Final = frozenset(
    {
        "configuring-enhanced-monitoring",
        "configuring-iam-database-auth",
        "configuring-log-exports",
        "creating",
        "maintenance",
        "modifying",
        "rebooting",
        "renaming",
        "resetting-master-credentials",
        "starting",
        "upgrading",
    }
)
_READERS: Final[Mapping[str, Callable[[Look, Address], Facts]]] = MappingProxyType(
    {
        "aurora-mysql": read_mysql,
        "aurora-postgresql": read_postgresql,
        "mariadb": read_mysql,
        "mysql": read_mysql,
        "postgres": read_postgresql,
    }
)
"""By engine. Of other engines only the status is read."""
_TRIES: Final = 3
_SECONDS_BETWEEN: Final = 10


def read_database(look: Look) -> Facts:
    """Read a restored instance or cluster.

    Raises:
        Waiting: When it is not available yet, or the instance of an Aurora cluster is not.
    """
    client = look.connect("rds")
    if ":cluster:" in look.resource:
        found = client.describe_db_clusters(DBClusterIdentifier=look.resource)["DBClusters"][0]
        state = found["Status"]
    else:
        answer = client.describe_db_instances(DBInstanceIdentifier=look.resource)
        found = answer["DBInstances"][0]
        state = found["DBInstanceStatus"]
    if state in _PASSING:
        raise Waiting(f"{look.name} is {state}")
    engine: str = found["Engine"]
    facts = [
        status("status", state, *_SOUND),
        _same("engine", engine),
        _same("encrypted", str(found["StorageEncrypted"])),
    ]
    if state not in _SOUND or engine not in _READERS:
        is_known = engine in _READERS
        note = "it is not available" if is_known else f"{engine} is read by its status alone"
        return Facts(resource=look.resource, at=look.now(), facts=tuple(facts), notes=(note,))
    if engine.startswith("aurora"):
        with reading_instance(look, client, found):
            return _content(look, found, facts)
    return _content(look, found, facts)


def read_content(look: Look, engine: str, address: Address) -> Facts:
    """Read what is in a database. One that cannot be entered is unread, with the reason."""
    try:
        _reach(look, address)
        return _READERS[engine](look, address)
    except Exception as error:  # noqa: BLE001 - any failure is a reason
        return Facts(resource=look.resource, at=look.now(), unread={"it": spelled(error)})


def _content(look: Look, found: Mapping[str, Any], facts: list[Fact]) -> Facts:
    try:
        address = _address(look, found)
    except Exception as error:  # noqa: BLE001 - as above
        content = Facts(resource=look.resource, at=look.now(), unread={"it": spelled(error)})
    else:
        content = read_content(look, found["Engine"], address)
    return replace(content, facts=(*facts, *content.facts))


def _address(look: Look, found: Mapping[str, Any]) -> Address:
    endpoint = found["Endpoint"]
    # Of a cluster the endpoint is a name, and the port stands beside it.
    host = endpoint if isinstance(endpoint, str) else endpoint["Address"]
    port = found["Port"] if isinstance(endpoint, str) else endpoint["Port"]
    database = look.validation.database or found.get("DatabaseName") or found.get("DBName", "")
    if not database:
        raise ValueError("it has no database of its own; write `database` for it")
    user, password = credentials_of(look, host, port)
    return Address(host=host, port=port, user=user, password=password, database=database)


def _reach(look: Look, address: Address) -> None:
    for tried in range(1, _TRIES + 1):
        try:
            address.reach()
        except OSError as error:
            if tried == _TRIES:
                raise ConnectionError(f"{address.host}:{address.port}: {error}") from error
            look.sleep(_SECONDS_BETWEEN)
        else:
            return


def _same(aspect: str, value: str) -> Fact:
    key = Key("it", aspect)
    return Fact(key=key, value=value, compared=Compared.SAME, depth=Depth.STATUS)
