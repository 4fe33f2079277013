"""What a change of a policy denies no more, allows no more, and newly denies or allows.

One comparison for every IAM document: an access policy of a vault, a bucket or a topic, the policy
of a key or a role, and a service or resource control policy. A denial that keeps backups is lost
wherever it stood.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from bamp_pulumi.catalog import SERVICE_USES, Better, Form, compared_inputs
from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import UNKNOWN_VALUE, Change, Direction, unnamed
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.changes.statements import Statement, gathered, read_statements, unsaid

__all__ = ["ALLOWED_AGAIN", "lost_guards", "permits_deletion", "statement_changes", "unread_guards"]

ALLOWED_AGAIN: Final = "what it denied is allowed again to whom IAM allows it"
"""What is said of a denial that is gone."""
_NOT_USED: Final = (
    "whoever it is about can no longer do that, and what backs up or restores may be among them"
)
_COME: Final = {Better.ACCESS: Direction.UNSURE, Better.GRANTS: Direction.UNSURE}

_DECIDING_USES: Final = frozenset(
    {
        "aws-native:kms:Key",
        "aws-native:kms:ReplicaKey",
        "aws-native:organizations:Policy",
        "aws:kms/externalKey:ExternalKey",
        "aws:kms/key:Key",
        "aws:kms/keyPolicy:KeyPolicy",
        "aws:kms/replicaExternalKey:ReplicaExternalKey",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:organizations/policy:Policy",
    }
)
"""Types whose documents decide for whole accounts and keys who may back up and restore."""

_Meaning = tuple[Direction, Aspect, str]
"""Direction, aspect and effect of a statement that goes or comes."""


def statement_changes(
    token: str, path: str, better: Better, old: Sequence[Statement], new: Sequence[Statement]
) -> Iterator[Change]:
    """List the statements of a document that go, and those that come.

    Args:
        token: Type token of the resource that writes the document.
        path: Wire path of the document.
        better: Whether it is about who may use a thing, or about what a role may do.
        old: The statements before.
        new: The statements after.
    """
    gone, come = unsaid(old, by=new), unsaid(new, by=old)
    decides = token in _DECIDING_USES
    for meaning, statement in _by_meaning(gone, lambda one: _of_gone(better, one, decides)):
        yield _change(path, meaning, before=statement)
    for meaning, statement in _by_meaning(come, lambda one: _of_come(better, one, decides)):
        yield _change(path, meaning, after=statement)
    if not gone and not come and not any("${" in str(one) for one in (*old, *new)):
        # What a variable stands for depends on the version of the document.
        yield unnamed(Direction.CHANGED, Aspect.LABELS, of=path)


def unread_guards(path: str, old: Sequence[Statement]) -> Iterator[Change]:
    """List the denials that keep backups, of a document that is known after deployment only."""
    for statement in gathered([one for one in old if one.guards is not False]):
        yield _change(
            path,
            (Direction.UNSURE, Aspect.PROTECTION, ""),
            before=statement,
            after=UNKNOWN_VALUE,
        )


def lost_guards(state: DeclaredState) -> tuple[bool, str]:
    """Return what is allowed again when a document is deleted, and whether it surely kept backups.

    Args:
        state: What is deleted; the text is empty where it denies nothing that deletes backups.
    """
    denials = [one for one in _statements_of(state) if one.guards is not False]
    sure = [one for one in denials if one.guards]
    texts = gathered(sure or denials)
    if not texts:
        return False, ""
    return bool(sure), f"{ALLOWED_AGAIN}: {'; '.join(texts)}"


def permits_deletion(state: DeclaredState) -> bool:
    """Return True if a resource writes a policy that lets somebody delete backups."""
    return any(statement.permits_deletion for statement in _statements_of(state))


def _statements_of(state: DeclaredState) -> Iterator[Statement]:
    for path, row in compared_inputs(state.type).items():
        if row.form is Form.DOCUMENT:
            yield from read_statements((state.read or {}).get(path) or ())


def _change(
    path: str, meaning: _Meaning, before: str | None = None, after: str | None = None
) -> Change:
    direction, aspect, effect = meaning
    found = unnamed(direction, aspect, of=path, before=before, after=after)
    return found.model_copy(update={"effect": effect})


def _by_meaning(
    statements: Iterable[Statement], meaning_of: Callable[[Statement], _Meaning]
) -> Iterator[tuple[_Meaning, str]]:
    """Return what it means that statements go, or come, put together again."""
    found: dict[_Meaning, list[Statement]] = {}
    for one in statements:
        found.setdefault(meaning_of(one), []).append(one)
    for meaning, each in found.items():
        yield from ((meaning, statement) for statement in gathered(each))


def _of_gone(better: Better, one: Statement, decides: bool) -> _Meaning:  # noqa: FBT001 - a part of the rule
    if one.guards is not False:
        direction = Direction.LOST if one.guards else Direction.UNSURE
        return direction, Aspect.PROTECTION, ALLOWED_AGAIN
    if better is Better.GRANTS:
        return Direction.UNSURE if one.is_denial else Direction.LOST, Aspect.INPUT, ""
    if decides and not one.is_denial and one.may_be_about(SERVICE_USES):
        return Direction.LOST, Aspect.INPUT, _NOT_USED
    return Direction.LOST, Aspect.INPUT, ""


def _of_come(better: Better, one: Statement, decides: bool) -> _Meaning:  # noqa: FBT001 - as above
    direction = _direction_of_come(better, one)
    is_open = decides and direction is Direction.UNSURE
    if is_open and one.is_denial and one.may_be_about(SERVICE_USES):
        return direction, Aspect.PROTECTION, _NOT_USED
    return direction, Aspect.INPUT, ""


def _direction_of_come(better: Better, one: Statement) -> Direction:
    if better is Better.GRANTS:
        if one.is_denial:
            return Direction.LOST
        if one.only_notifies:
            return Direction.GAINED
    elif one.denies_deletion_only:
        return Direction.GAINED
    return Direction.LOST if one.permits_deletion else _COME[better]
