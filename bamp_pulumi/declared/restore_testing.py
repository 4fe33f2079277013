"""Restore testing as an estate declares it: plans, selections, and what each would restore.

A plan restores, in its own Region, from the vaults that it names. Each of its selections takes one
type of resource, by ARN or by the tags of the recovery point, which are those of the resource.

Source: AWS Backup developer guide, restore-testing; AWS Backup API,
RestoreTestingRecoveryPointSelection and RestoreTestingSelectionForCreate (read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, DataStore
from bamp_pulumi.declared.arn_patterns import text_fits
from bamp_pulumi.declared.matching import matches
from bamp_pulumi.declared.selections import DeclaredSelection, read_selection
from bamp_pulumi.declared.tags import effective_tags
from bamp_pulumi.declared.values import days, items, mapping
from bamp_pulumi.declared.vaults import VAULTS
from bamp_pulumi.estate import Estate, Resolved, Resource
from bamp_pulumi.texts import UnreadableError, parse_json
from bamp_pulumi.truth import Truth, all_hold, any_holds, negated

__all__ = [
    "RESTORE_TESTING_PLAN",
    "DeclaredRestoreTest",
    "RestoreTestingPlan",
    "read_restore_tests",
]

RESTORE_TESTING_PLAN: Final = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
_SELECTION: Final = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
_DEFAULT_WINDOW_HOURS: Final = 24
_DEFAULT_WINDOW_DAYS: Final = 30
_RANDOM: Final = "RANDOM_WITHIN_WINDOW"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreTestingPlan:
    """When restores are tested, and from which recovery points."""

    resource: Resource
    name: str
    schedule: str
    """Cron or rate expression; empty while unknown."""
    timezone: str
    start_window_hours: int
    """How long after the scheduled instant a test may start. Hours, 24 where it is left out."""
    selection_window_days: int
    """How old a recovery point may be. Days, 30 where it is left out."""
    is_random: bool
    """Whether any eligible recovery point may be chosen, not the newest."""
    point_types: tuple[object, ...]
    """`SNAPSHOT`, `CONTINUOUS`, both, or `UNKNOWN`."""
    include_vaults: tuple[object, ...]
    """Patterns of ARNs, declared vaults, or `UNKNOWN`."""
    exclude_vaults: tuple[object, ...]
    """As above."""

    @property
    def unread_patterns(self) -> tuple[str, ...]:
        """The patterns that are neither `*` nor ARNs, which alone AWS documents."""
        patterns = (*self.include_vaults, *self.exclude_vaults)
        return tuple(one for one in patterns if isinstance(one, str) and not _is_documented(one))

    def takes_type(self, point_type: str) -> Truth:
        """Answer whether recovery points of a type, such as `SNAPSHOT`, are eligible."""
        if point_type in self.point_types:
            return True
        return None if UNKNOWN in self.point_types else False

    def takes_vault(self, region: str, account_id: str, name: str) -> Truth:
        """Answer whether recovery points in a vault are eligible, the Region apart."""
        place = (region, account_id, name)
        included = any_holds(_names_vault(each, *place) for each in self.include_vaults)
        excluded = any_holds(_names_vault(each, *place) for each in self.exclude_vaults)
        return all_hold((included, negated(excluded)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRestoreTest:
    """One selection of a restore testing plan."""

    resource: Resource
    plans: Resolved
    """What `restoreTestingPlanName` names."""
    plan: RestoreTestingPlan | None
    """The plan that it certainly belongs to."""
    backup_type: object
    """AWS Backup's name of the type that it takes; may be `UNKNOWN`."""
    chosen: DeclaredSelection
    """Which resources of the type: `*` where it names none."""
    overrides: Mapping[str, object] | None
    """Metadata of the restore by key in lower case, `a.b` for a key within JSON; None while it is
    not known."""

    @property
    def names_resources(self) -> bool:
        """Return True if it chooses among the resources of its type, by ARN or by tag."""
        named = ("protectedResourceArns", "protectedResourceConditions")
        return any(self.resource.value(name) is not None for name in named)

    def selects(self, estate: Estate, resource: Resource, store: DataStore) -> Truth:
        """Answer whether it selects the recovery points of a resource."""
        if self.backup_type is UNKNOWN:
            return None
        if self.backup_type != store.backup_type:
            return False
        if self.resource.account_id != resource.account_id:
            return False
        return matches(self.chosen, resource, tags=effective_tags(estate, resource, store))

    def has_override(self, key: str) -> Truth:
        """Answer whether it sets a key of the restore metadata, `a.b` for one within JSON."""
        return None if self.overrides is None else key.lower() in self.overrides


def read_restore_tests(estate: Estate) -> tuple[DeclaredRestoreTest, ...]:
    """Read every restore testing selection of an estate, each with its plan."""
    return tuple(_test(estate, selection) for selection in estate.of_type(_SELECTION))


def _test(estate: Estate, selection: Resource) -> DeclaredRestoreTest:
    resolved = estate.resolve(selection, "restoreTestingPlanName", RESTORE_TESTING_PLAN)
    plan = resolved.only
    given = selection.value("protectedResourceArns")
    chosen = replace(
        selection,
        inputs={
            "resources": ["*"] if given is None else given,
            "conditions": selection.value("protectedResourceConditions"),
        },
        dependencies={"resources": selection.references("protectedResourceArns")},
    )
    return DeclaredRestoreTest(
        resource=selection,
        plans=resolved,
        plan=None if plan is None else _plan(estate, plan),
        backup_type=selection.value("protectedResourceType"),
        chosen=read_selection(estate, chosen),
        overrides=_overrides(selection.value("restoreMetadataOverrides")),
    )


def _plan(estate: Estate, plan: Resource) -> RestoreTestingPlan:
    asks = mapping(plan.value("recoveryPointSelection"))
    types = plan.value("recoveryPointSelection.recoveryPointTypes")
    hours = days(plan.value("startWindowHours"))
    window = days(asks.get("selectionWindowDays"))
    return RestoreTestingPlan(
        resource=plan,
        name=plan.text("name") or plan.name,
        schedule=plan.text("scheduleExpression"),
        timezone=plan.text("scheduleExpressionTimezone") or "UTC",
        start_window_hours=_DEFAULT_WINDOW_HOURS if hours is None else hours,
        selection_window_days=_DEFAULT_WINDOW_DAYS if window is None else window,
        is_random=asks.get("algorithm") == _RANDOM,
        point_types=(UNKNOWN,) if types is UNKNOWN or plan.external else tuple(items(types)),
        include_vaults=_vaults(estate, plan, "includeVaults"),
        exclude_vaults=_vaults(estate, plan, "excludeVaults"),
    )


def _vaults(estate: Estate, plan: Resource, name: str) -> tuple[object, ...]:
    """List the vaults that a plan names: patterns, declared vaults, `UNKNOWN` for the rest."""
    if plan.external:
        return (UNKNOWN,)
    path = f"recoveryPointSelection.{name}"
    given = plan.value(path)
    texts = [item for item in items(given) if item is not UNKNOWN]
    if given is not UNKNOWN and len(texts) == len(items(given)):
        return tuple(texts)
    resolved = estate.resolve(plan, path, *VAULTS)
    # A list of which a part is unknown may name any vault that the plan takes a value from.
    return (*texts, *resolved.possible, *resolved.certain, UNKNOWN)


def _names_vault(pattern: object, region: str, account_id: str, name: str) -> Truth:
    if isinstance(pattern, Resource):
        place = (pattern.region, pattern.account_id, pattern.text("name"))
        # Certain only of a name that is known.
        return True if place == (region, account_id, name) else None
    if pattern == "*":
        return True
    if not isinstance(pattern, str) or not _is_documented(pattern):
        return None
    return text_fits(pattern.split(":", 2)[-1], f"backup:{region}:{account_id}:backup-vault:{name}")


def _is_documented(pattern: str) -> bool:
    return pattern == "*" or pattern.startswith("arn:")


def _overrides(given: object) -> Mapping[str, object] | None:
    """Read the overrides of a selection, those within JSON under the key that holds it."""
    if given is UNKNOWN:
        return None
    found: dict[str, object] = {}
    for key, value in mapping(given).items():
        found[key.lower()] = value
        for inner, below in _parsed(value).items():
            found[f"{key}.{inner}".lower()] = below
    return found


def _parsed(value: object) -> Mapping[str, object]:
    if not isinstance(value, str):
        return {}
    try:
        return mapping(parse_json(value))
    except UnreadableError:
        return {}
