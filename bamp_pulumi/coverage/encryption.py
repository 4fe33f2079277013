"""Is the source encrypted by what its program says?"""

from collections.abc import Iterator

from bamp_pulumi.catalog import holds
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import is_encrypted_by_account

__all__ = ["judge_encryption"]


def judge_encryption(subject: Subject) -> Iterator[Finding]:
    """Say that a source is not encrypted, and whether its recovery points are."""
    store = subject.store
    condition = store.encryption
    if condition is None or holds(condition, subject.resource.inputs) is not False:
        return
    if is_encrypted_by_account(subject.account.estate, store, subject.resource) is not False:
        return
    kept = (
        "its data lies in clear; its recovery points have the key of the vault"
        if store.independent_encryption
        else "its data lies in clear"
        if store.backup_type is None
        else "so its recovery points are not encrypted"
    )
    yield subject.finding(
        "BAMP-V23",
        f"{condition.path} is not true, {kept}; on a deployed resource changing it means a "
        "replacement",
    )
