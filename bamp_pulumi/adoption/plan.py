"""Compare what programs declare with what is deployed, and put the changes in order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.adoption.adoption import AdoptedStore, Adoption, Change
from bamp_pulumi.adoption.importing import importable_resources
from bamp_pulumi.catalog import (
    COMPANION_TYPES,
    UNKNOWN,
    DataStore,
    Setting,
    holds,
    value_at,
    whole_number,
)
from bamp_pulumi.coverage import Coverage, ResourceCoverage, Status, judge_first_deployment
from bamp_pulumi.declared import effective_tags
from bamp_pulumi.estate import MASKED, Estate, Resource
from bamp_pulumi.policy import EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG, OWNER_TAG, TIER_TAG
from bamp_pulumi.truth import Truth

__all__ = ["plan_adoption"]

_TAGS = (TIER_TAG, OWNER_TAG, EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG)
_DOUBLE = "BAMP-V80"
_WAITS = "[BAMP-I23]"
"""What the program logs of a data store whose companion waits."""
_LOST = ("BAMP-V97", "BAMP-V98", "BAMP-V99")
_OPEN: Final = "BAMP-V105"
_SPELLINGS: Mapping[object, str] = {True: "true", False: "false", None: "not set"}


def plan_adoption(coverage: Coverage) -> Adoption:
    """Plan how programs come under the policy.

    Args:
        coverage: What the programs declare, judged; they inherit, or were read as if they did. What
            is deployed of them is read as for a preview: from the operations of its estate, of a
            program beside its state, or of a preview document.

    Returns:
        The plan. What is unknown in the program or in the state is shown as such.
    """
    coverage = judge_first_deployment(coverage)
    deployed = _Deployed.of(coverage.estate)
    stores = (_store(covered, coverage, deployed) for covered in coverage.resources)
    return Adoption(
        stores=tuple(sorted(stores, key=lambda store: (store.program, store.name, store.urn))),
        imports=tuple(importable_resources(coverage.estate, deployed.has)),
        has_state=not deployed.unknown,
        lost=tuple(f for f in coverage.findings if f.id in _LOST),
        open=tuple(f for f in coverage.findings if f.id == _OPEN),
    )


@dataclass(frozen=True, slots=True)
class _Deployed:
    """What is deployed of the resources of an estate, as far as that is known."""

    before: Mapping[tuple[str, str], Resource | None]
    """By program and URN, of programs whose operations are known; None for what is new."""
    unknown: frozenset[str]
    """Programs of which nothing is known to be deployed."""

    @classmethod
    def of(cls, estate: Estate) -> "_Deployed":
        """Read the operations of an estate."""
        return cls(
            before={(one.program, one.urn): one.before for one in estate.operations},
            unknown=frozenset(p.name for p in estate.programs if not p.deployed_known),
        )

    def find(self, resource: Resource) -> Resource | None:
        """Return a resource as it is deployed; None when it is new, or not known."""
        place = resource.program, resource.urn
        if place in self.before:
            return self.before[place]
        # A stack export shows itself what is deployed.
        return resource if self.has(resource) else None

    def has(self, resource: Resource) -> Truth:
        """Return whether a resource is deployed.

        A component has no operation: of its children it is known, and not of itself.
        """
        place = resource.program, resource.urn
        if place in self.before:
            return self.before[place] is not None
        is_open = resource.program in self.unknown
        return None if is_open or any(name == place[0] for name, _ in self.before) else True


def _store(covered: ResourceCoverage, coverage: Coverage, deployed: _Deployed) -> AdoptedStore:
    resource, row = covered.resource, covered.store
    there = deployed.find(resource)
    changes = () if row is None or there is None else _changes(coverage, row, resource, there)
    waits = next((c.later for c in changes if c.later), "")
    warnings = tuple(_warnings(coverage, resource))
    return AdoptedStore(
        urn=resource.urn,
        name=resource.name,
        label=resource.type if row is None else row.label,
        program=resource.program,
        is_deployed=deployed.has(resource),
        status=covered.status,
        changes=tuple(changes),
        companions=() if row is None else tuple(_companions(coverage, row, resource, deployed)),
        late_companions=() if row is None else tuple(_late(row, resource, changes, warnings)),
        waits_for=_window(row, there) if waits and row is not None and there is not None else "",
        warnings=warnings,
        twice=tuple(f.message for f in covered.findings if f.id == _DOUBLE),
        to_decide=_to_decide(covered),
    )


def _changes(
    coverage: Coverage, row: DataStore, resource: Resource, there: Resource
) -> tuple[Change, ...]:
    return (
        *_changed_tags(coverage, row, resource, there),
        *(c for s in row.settings if (c := _changed_setting(s, resource, there)) is not None),
    )


def _changed_tags(
    coverage: Coverage, row: DataStore, resource: Resource, there: Resource
) -> Iterator[Change]:
    is_secret = row.tags_property in resource.secret_inputs | there.secret_inputs
    after = effective_tags(coverage.estate, resource, row)
    before = effective_tags(Estate(programs=(), resources=(there,)), there, row)
    for key in _TAGS:
        new = UNKNOWN if after is None else after.get(key)
        old = UNKNOWN if before is None else before.get(key)
        if new is not None and new != old:
            shown = (MASKED, MASKED) if is_secret else (_spelled(old), _spelled(new))
            yield Change(path=f"tags.{key}", before=shown[0], after=shown[1])


def _changed_setting(setting: Setting, resource: Resource, there: Resource) -> Change | None:
    after = value_at(resource.inputs, setting.path)
    if after is None:
        return None
    stated = value_at(there.outputs, setting.path)
    before = value_at(there.inputs, setting.path) if stated is None else stated
    if before == after or (whole_number(after) == whole_number(before) is not None):
        return None
    is_secret = setting.path.partition(".")[0] in resource.secret_inputs | there.secret_inputs
    later = ""
    turned_on = setting.turned_on
    is_off = before is None or whole_number(before) == 0
    if turned_on is not None and is_off and holds(turned_on.at_once, resource.inputs) is not True:
        later = f"{turned_on.when}; {turned_on.effect} then"
    return Change(
        path=setting.path,
        before=MASKED if is_secret else _spelled(before),
        after=MASKED if is_secret else _spelled(after),
        later=later,
    )


def _companions(
    coverage: Coverage, row: DataStore, resource: Resource, deployed: _Deployed
) -> Iterator[str]:
    """List the companions that the first deployment creates."""
    for companion in row.companions:
        kind = COMPANION_TYPES[companion.kind]
        for reference in coverage.estate.naming(resource, kind.link, *kind.tokens):
            if deployed.has(reference.source) is not True:
                yield reference.source.name


def _late(
    row: DataStore, resource: Resource, changes: Sequence[Change], warnings: Sequence[str]
) -> Iterator[str]:
    """List those that the second one creates: AWS takes them once a setting has been turned on."""
    later = {change.path for change in changes if change.later}
    if not any(_WAITS in warning for warning in warnings):
        return
    for companion in row.companions:
        if companion.needs_on in later:
            yield f"{resource.name}{COMPANION_TYPES[companion.kind].suffix}"


def _window(row: DataStore, there: Resource) -> str:
    """Return the maintenance window of a deployed data store, as far as the state has it."""
    weekly = (fact for fact in row.windows if fact.form.endswith("weekly"))
    written = (there.text(name) for fact in weekly for name in fact.inputs)
    window = next((text for text in written if text), "")
    return f"its maintenance window{f' ({window} UTC)' if window else ''}"


def _warnings(coverage: Coverage, resource: Resource) -> Iterator[str]:
    for program in coverage.estate.programs:
        if program.name == resource.program:
            yield from (n.message for n in program.notes if n.was_logged and n.urn == resource.urn)


def _to_decide(covered: ResourceCoverage) -> str:
    if covered.status not in (Status.UNPROTECTED, Status.UNVERIFIED):
        return ""
    worst = next(iter(covered.findings), None)
    return f"it is {covered.status.value}" if worst is None else worst.message


def _spelled(value: object) -> str:
    if value is UNKNOWN:
        return "known after deployment"
    if isinstance(value, bool) or value is None:
        return _SPELLINGS[value]
    number = whole_number(value)
    return str(value if number is None else number)
