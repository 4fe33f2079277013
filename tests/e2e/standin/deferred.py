"""What RDS does later than it is asked to: turn on the automated backups of a database.

Source: Amazon RDS API, ModifyDBInstance.BackupRetentionPeriod and ApplyImmediately; that a source
without automated backups cannot be replicated is read from the same guide's page on replicating
them (read 2026-11-28), and the text of the refusal is ours.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from tests.e2e.standin.wire import Plain, opened

__all__ = ["as_after_the_window", "as_deployed", "refuse_without_backups"]

_DATABASE: Final = "aws:rds/instance:Instance"
_REPLICATION: Final = (
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
)
_RETENTION: Final = "backupRetentionPeriod"


def as_deployed(
    token: str,
    outputs: Mapping[str, Plain],
    *,
    inputs: Mapping[str, Plain],
    before: Mapping[str, Plain] | None,
) -> Mapping[str, Plain]:
    """Return what a database states after a change; `before` is what it stated before, if ever.

    An input that is left out keeps what there is; a new database then has none.
    """
    if token != _DATABASE:
        return outputs
    kept = 0 if before is None else before.get(_RETENTION, 0)
    waits = (
        before is not None
        and opened(kept) == 0
        and opened(inputs.get("applyImmediately")) is not True
    )
    return {**outputs, _RETENTION: kept if waits else inputs.get(_RETENTION, kept)}


def as_after_the_window(
    token: str, outputs: Mapping[str, Plain], inputs: Mapping[str, Plain]
) -> Mapping[str, Plain]:
    """Return what a database states once its maintenance window has passed."""
    if token != _DATABASE or _RETENTION not in inputs:
        return outputs
    return {**outputs, _RETENTION: inputs[_RETENTION]}


def refuse_without_backups(
    token: str, inputs: Mapping[str, Plain], stated: Iterable[Mapping[str, Plain]]
) -> None:
    """Refuse to replicate the backups of a database that has them off.

    Raises:
        ValueError: As the API's InvalidDBInstanceState.
    """
    if token != _REPLICATION:
        return
    source = opened(inputs.get("sourceDbInstanceArn"))
    for outputs in stated:
        if outputs.get("arn") == source and opened(outputs.get(_RETENTION)) == 0:
            raise ValueError(f"InvalidDBInstanceState: automated backups of {source} are off")
