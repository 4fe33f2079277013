"""Is the source encrypted, as its program declares it?"""

from collections.abc import Iterator

from bamp_pulumi.catalog import holds
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.written import input_written, named_input
from bamp_pulumi.declared import is_encrypted_by_account

__all__ = ["judge_encryption"]


def judge_encryption(subject: Subject) -> Iterator[Finding]:
    """Report that a source is not encrypted, and whether its recovery points are."""
    store = subject.store
    condition = store.encryption
    if condition is None or holds(condition, subject.resource.inputs) is not False:
        return
    if is_encrypted_by_account(subject.account.estate, store, subject.resource) is not False:
        return
    kept = (
        "so its data is not encrypted at rest; AWS Backup encrypts its recovery points with the "
        "key of the vault"
        if store.independent_encryption
        else "so its data is not encrypted at rest"
        if store.backup_type is None
        else "so neither its data nor its recovery points are encrypted"
    )
    yield subject.finding(
        "BAMP-V23",
        f"{named_input(subject, condition.path)} is not true, {kept}; before its first "
        f"deployment, set {input_written(subject, condition.path, condition.values[0])} (later it "
        "would be replaced)",
    )
