"""Compare what programs declare with what is deployed, and put the changes in order."""

from collections.abc import Iterator, Mapping

from bamp_pulumi.adoption.adoption import AdoptedStore, Adoption, Change
from bamp_pulumi.adoption.importing import importable_resources
from bamp_pulumi.catalog import (
    COMPANION_TYPES,
    UNKNOWN,
    Companion,
    DataStore,
    Setting,
    holds,
    value_at,
    whole_number,
)
from bamp_pulumi.coverage import Coverage, ResourceCoverage, Status
from bamp_pulumi.declared import effective_tags
from bamp_pulumi.estate import MASKED, Estate, Resource
from bamp_pulumi.policy import EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG, OWNER_TAG, TIER_TAG

__all__ = ["plan_adoption"]

_TAGS = (TIER_TAG, OWNER_TAG, EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG)
_DOUBLE = "BAMP-V80"
_SPELLINGS: Mapping[object, str] = {True: "true", False: "false", None: "not set"}


def plan_adoption(coverage: Coverage, state: Estate | None) -> Adoption:
    """Plan how programs come under the policy.

    Args:
        coverage: What the programs declare, judged. They inherit, or were read as if they did.
        state: What is deployed, from stack exports; None where none was given. A resource is the
            same where its URN is, whatever the stack is called.

    Returns:
        The plan. What is unknown in the program or in the state is shown as such.
    """
    deployed = _by_identity(state)
    stores = (_store(covered, coverage, state, deployed) for covered in coverage.resources)
    return Adoption(
        stores=tuple(sorted(stores, key=lambda store: (store.program, store.name, store.urn))),
        imports=tuple(importable_resources(coverage.estate, deployed)),
        has_state=state is not None,
    )


def identity(urn: str) -> str:
    """Return a URN without its stack: a program is read under one stack, and exported of another.

    `urn:pulumi:prod::orders::aws:rds/instance:Instance::orders` to what follows the stack.
    """
    return urn.partition("::")[2]


def _by_identity(state: Estate | None) -> Mapping[str, Resource]:
    if state is None:
        return {}
    return {identity(r.urn): r for r in state.resources if not r.external}


def _store(
    covered: ResourceCoverage,
    coverage: Coverage,
    state: Estate | None,
    deployed: Mapping[str, Resource],
) -> AdoptedStore:
    resource, row = covered.resource, covered.store
    there = deployed.get(identity(resource.urn))
    changes = () if row is None or there is None else _changes(coverage, row, resource, there)
    now, late = _companions(coverage.estate, row, resource, (there, deployed))
    waits = next((c.later for c in changes if c.later), "")
    return AdoptedStore(
        urn=resource.urn,
        name=resource.name,
        label=resource.type if row is None else row.label,
        program=resource.program,
        is_deployed=None if state is None else there is not None,
        status=covered.status,
        changes=tuple(changes),
        companions=tuple(now),
        late_companions=tuple(late),
        waits_for=_window(row, there) if waits and row is not None and there is not None else "",
        warnings=tuple(_warnings(coverage, resource)),
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
    estate: Estate,
    row: DataStore | None,
    resource: Resource,
    found: tuple[Resource | None, Mapping[str, Resource]],
) -> tuple[list[str], list[str]]:
    """Return the companions to be created, by the deployment that can do it."""
    there, deployed = found
    now: list[str] = []
    late: list[str] = []
    for companion in row.companions if row is not None else ():
        kind = COMPANION_TYPES[companion.kind]
        for reference in estate.naming(resource, kind.link, *kind.tokens):
            if identity(reference.source.urn) in deployed:
                continue
            waits = row is not None and _waits(companion, row, resource, there)
            (late if waits else now).append(reference.source.name)
    return now, late


def _waits(
    companion: Companion, row: DataStore, resource: Resource, there: Resource | None
) -> bool:
    """Return True if AWS takes a companion only once a setting that is off has been turned on."""
    setting = next((s for s in row.settings if s.path == companion.needs_on), None)
    if setting is None or there is None:
        return False
    change = _changed_setting(setting, resource, there)
    return change is not None and bool(change.later)


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
