"""A resource as `inherit()` would have it, where it refused the resource for its tags.

What the program leaves out is then missing for no other reason: with the tags corrected, it is
written. By the same rows of the catalog from which `inherit()` writes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bamp_pulumi.catalog import Setting, value_at
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import mapping
from bamp_pulumi.policy import answer_setting, withheld_by

__all__ = ["as_inherited", "with_value"]

_REFUSED = "program-refused"


def as_inherited(subject: Subject) -> Subject:
    """Return a resource with the settings that `inherit()` writes; as it is where it wrote them."""
    resource = subject.resource
    program = subject.account.estate.program_of(resource)
    notes = program.notes if program is not None else ()
    if not any(note.code == _REFUSED and note.urn == resource.urn for note in notes):
        return subject
    inputs: Mapping[str, object] = resource.inputs
    for setting in subject.store.settings:
        inputs = _with_setting(subject, setting, inputs)
    return replace(subject, resource=replace(resource, inputs=inputs))


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
