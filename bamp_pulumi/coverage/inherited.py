"""A resource as `inherit()` would have it, where it refused the resource for its tags.

What the program leaves out is then missing for no other reason: with the tags corrected, or with a
policy that has the tier, it is written. By the same rows of the catalog from which `inherit()`
writes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bamp_pulumi.catalog import Setting, value_at
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import mapping
from bamp_pulumi.policy import OWNER_TAG, answer_setting, withheld_by

__all__ = ["as_inherited", "is_refused_by_its_program", "with_value"]

_REFUSED = "program-refused"


def is_refused_by_its_program(subject: Subject) -> bool:
    """Return True if `inherit()` refused a resource, and wrote nothing to it."""
    resource = subject.resource
    program = subject.account.estate.program_of(resource)
    notes = program.notes if program is not None else ()
    return any(note.code == _REFUSED and note.urn == resource.urn for note in notes)


def as_inherited(subject: Subject) -> Subject:
    """Return a resource with what `inherit()` writes; as it is where it wrote that.

    Its settings, its owner, and the companions without which nothing backs it up; of these the
    setting of its own that does the same.
    """
    if not is_refused_by_its_program(subject):
        return subject
    resource = subject.resource
    inputs: Mapping[str, object] = resource.inputs
    for setting in subject.store.settings:
        inputs = _with_setting(subject, setting, inputs)
    for companion in subject.store.companions:
        inline, there = companion.inline, subject.account.companions
        is_missing = companion.required and there.presence(companion, resource) == "missing"
        if is_missing and inline is not None:
            inputs = mapping(with_value(inputs, inline.path.split("."), inline.values[0]))
    owner = subject.account.estate.inherited_owners.get(resource.program)
    tags = {**({OWNER_TAG: owner} if owner else {}), **(subject.tags or {})}
    return replace(subject, resource=replace(resource, inputs=inputs), tags=tags)


def _with_setting(
    subject: Subject, setting: Setting, inputs: Mapping[str, object]
) -> Mapping[str, object]:
    """Return inputs with a setting that the program leaves out."""
    is_given = value_at(inputs, setting.path) is not None
    if is_given or setting.recovery_region or withheld_by(setting, inputs) is not None:
        return inputs
    answer = answer_setting(setting, inputs, tier=subject.tier, recovery_region="")
    if answer is None or answer.is_enough is not False:
        return inputs
    return mapping(with_value(inputs, setting.path.split("."), answer.asked))


def with_value(given: object, path: Sequence[str], value: object) -> object:
    """Return inputs with a value in them; whatever else they hold stays."""
    if not path:
        return value
    first, *others = path
    held = dict(mapping(given))
    return {**held, first: with_value(held.get(first), others, value)}
