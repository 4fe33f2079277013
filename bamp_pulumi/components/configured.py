"""The baseline as the stack's configuration describes it: every section judged at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

import pulumi
from pulumi.runtime import get_root_resource

from bamp_pulumi.components.arguments import remedies_in
from bamp_pulumi.components.baseline import BaselineArgs, checked_baseline
from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.stack_config import (
    INHERITING,
    NAMESPACE,
    account_refusals,
    key_refusals,
    stack_document,
)
from bamp_pulumi.stack_file import in_stack_file

__all__ = ["baseline_from_config"]

_OBJECTS: Final = (
    "policy",
    "access",
    "copy_source_account_ids",
    "resource_types_not_offered",
    "alerts",
    "restore_tests",
    "trail",
)
_TEXTS: Final = (
    "copy_source_organization_id",
    "irreversible_lock_accepted_on",
    "owner",
    "prefix",
)
_TRUTHS: Final = ("adopt",)


def baseline_from_config() -> BaselineArgs:
    """Return the inputs of `Baseline` from the `bamp:` configuration of the running stack.

    Raises:
        ProgramError: Everything that is refused in it, each with file and line: keys that nothing
            reads, or in another namespace (`BAMP-I07`), and what `Baseline` refuses.
    """
    document = stack_document()
    hidden = _hidden(document)

    def judge(changed: object) -> Sequence[Refusal]:
        return _refusals(cast("Mapping[str, object]", changed), hidden)

    refused = judge(document)
    if refused:
        raise ProgramError(*in_stack_file(document, refused, judge))
    return _args(document, hidden)


def _refusals(document: Mapping[str, object], hidden: Mapping[str, object]) -> Sequence[Refusal]:
    """List everything that is refused in the configuration."""
    stack = INHERITING.get()
    inherits = stack is not None and stack is get_root_resource()
    project = pulumi.get_project()
    keys = [
        *account_refusals(document),
        *key_refusals(document, own_namespace=project, inherits=inherits, declares=True),
    ]
    try:
        with remedies_in(None):
            checked_baseline(_args(document, hidden))
    except BampError as error:
        return [*keys, *(_with_namespace(refusal) for refusal in error.refusals)]
    return keys


def _with_namespace(refusal: Refusal) -> Refusal:
    return replace(
        refusal,
        path=f"{NAMESPACE}:{refusal.path}",
        edits=tuple((f"{NAMESPACE}:{path}", value) for path, value in refusal.edits),
    )


def _hidden(document: Mapping[str, object]) -> Mapping[str, object]:
    """Return what is set and not in the document, such as secrets."""
    config = pulumi.Config(NAMESPACE)
    readers = (
        (_OBJECTS, config.get_object),
        (_TEXTS, config.get),
        (_TRUTHS, config.get_bool),
    )
    return {
        name: read(name)
        for names, read in readers
        for name in names
        if f"{NAMESPACE}:{name}" not in document
    }


def _args(document: Mapping[str, object], hidden: Mapping[str, object]) -> BaselineArgs:
    args = {
        name: document.get(f"{NAMESPACE}:{name}", hidden.get(name))
        for name in (*_OBJECTS, *_TEXTS, *_TRUTHS)
    }
    return cast("Any", args)  # Any: checked by `Baseline`, whatever it holds
