"""Which trails record the calls that change backups: management events of an account and Region.

A trail without selectors records all management events. One with basic selectors records those of
each that includes them; one with advanced selectors those that a selector of the category
`Management` takes. Reads alone are not enough: deletions are writes. A trail of an organization
records every account of it, which no program names, so of another account that is not known.

Whether AWS creates the trail at all, `trail_delivery` answers. Of a trail that logs, events of
calls go to EventBridge; an event data store of CloudTrail Lake sends none, so it is no trail here.

Source: AWS CloudTrail user guide, logging-management-events-with-cloudtrail,
filtering-data-events and creating-trail-organization; CloudTrail API, EventSelector and
AdvancedFieldSelector; EventBridge user guide,
eb-service-event-cloudtrail; pulumi_aws 7.51.1, Trail (read 2026-11-28).
"""

from collections.abc import Callable, Mapping
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, switch_of
from bamp_pulumi.declared.trail_delivery import TRAIL, why_no_trail
from bamp_pulumi.declared.values import entries, items, mapping, text
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = [
    "idle_trails",
    "is_recorded",
    "records_calls",
    "trails_of_other_regions",
]

_BACKUP: Final = "backup.amazonaws.com"


def is_recorded(estate: Estate, account_id: str, region: str) -> Truth:
    """Answer whether a trail records the writing management calls of an account and Region.

    Args:
        estate: Where trails may be declared.
        account_id: Account, 12 digits.
        region: Region of the calls.
    """
    return any_holds(
        records_calls(trail, account_id, region)
        for trail in estate.of_type(TRAIL)
        if not why_no_trail(estate, trail)
    )


def idle_trails(estate: Estate, account_id: str, region: str) -> Mapping[str, str]:
    """Find the declared trails that should record writing management calls of a place and do not.

    Those are the trails of the account itself and of an organization. A trail of which it is not
    known whether it records is none of them, nor is one that is for something else: for another
    Region alone, or for data events alone. A place that a trail records has none.

    Args:
        estate: Where trails may be declared.
        account_id: Account, 12 digits.
        region: Region of the calls.

    Returns:
        The names of the trails, each with why it records nothing there.
    """
    if is_recorded(estate, account_id, region):
        return {}
    return {
        trail.name: why
        for trail in estate.of_type(TRAIL)
        if not trail.external and _of_account(trail, account_id) is not False
        for why in (why_no_trail(estate, trail) or _why_idle(trail),)
        if why
    }


def trails_of_other_regions(estate: Estate, account_id: str, region: str) -> tuple[str, ...]:
    """Name the trails that record writing management calls of an account, in one other Region.

    Args:
        estate: Where trails may be declared.
        account_id: Account, 12 digits.
        region: Region that they leave out.
    """
    return tuple(
        trail.name
        for trail in estate.of_type(TRAIL)
        if trail.region
        and not why_no_trail(estate, trail)
        and records_calls(trail, account_id, trail.region)
        and records_calls(trail, account_id, region) is False
    )


def _why_idle(trail: Resource) -> str:
    """Return why a trail of management events certainly records no writing call of AWS Backup."""
    if _flag(trail, "enableLogging") is False:
        return "it is switched off (enable_logging)"
    if _selects(trail, _BACKUP) is False and _is_of_management(trail) is not False:
        return "its selectors leave out writing management events of AWS Backup"
    return ""


def records_calls(trail: Resource, account_id: str, region: str, source: str = _BACKUP) -> Truth:
    """Answer whether a trail records writing calls of a place.

    Args:
        trail: The trail.
        account_id: Account, 12 digits.
        region: Region of the calls.
        source: Service that is called, as `eventSource` names it. Default: AWS Backup.
    """
    if trail.external:
        return None
    return all_hold(
        (
            _of_account(trail, account_id),
            any_holds((_flag(trail, "isMultiRegionTrail"), trail.region == region)),
            _flag(trail, "enableLogging"),
            _selects(trail, source),
        )
    )


def _of_account(trail: Resource, account_id: str) -> Truth:
    if trail.account_id == account_id:
        return True
    whole = trail.value("isOrganizationTrail")
    return False if switch_of(whole, absent=False) is False else None


_DEFAULTS: Final[Mapping[str, Truth]] = {
    "isMultiRegionTrail": False,
    "enableLogging": True,
}
"""What the provider takes where an input is absent."""


def _flag(trail: Resource, name: str) -> Truth:
    return switch_of(trail.value(name), absent=_DEFAULTS[name])


def _is_of_management(trail: Resource) -> Truth:
    """Answer whether a trail records management events at all, whichever they are."""
    basic, advanced = trail.value("eventSelectors"), trail.value("advancedEventSelectors")
    if UNKNOWN in (basic, advanced, *items(basic), *items(advanced)):
        return None
    if items(advanced):
        fields = (mapping(selector).get("fieldSelectors") for selector in items(advanced))
        return any_holds(
            None if UNKNOWN in items(given) else _is_category(given, "Management")
            for given in fields
        )
    if items(basic):
        return any_holds(
            switch_of(mapping(selector).get("includeManagementEvents"), absent=True)
            for selector in items(basic)
        )
    return True


def _is_category(fields: object, category: str) -> Truth:
    return any_holds(
        _passes(field, category)
        for field in entries(fields)
        if text(field.get("field")) == "eventCategory"
    )


def _selects(trail: Resource, source: str) -> Truth:
    """Answer whether its selectors take writing management calls of a service."""
    basic, advanced = trail.value("eventSelectors"), trail.value("advancedEventSelectors")
    if UNKNOWN in (basic, advanced):
        return None
    if items(advanced):
        return any_holds(_takes(selector, source) for selector in items(advanced))
    if items(basic):
        return any_holds(_includes(selector, source) for selector in items(basic))
    return True


def _includes(given: object, source: str) -> Truth:
    selector = mapping(given)
    if not selector:
        return None
    included, kind = selector.get("includeManagementEvents"), selector.get("readWriteType")
    left_out = selector.get("excludeManagementEventSources")
    return all_hold(
        (
            switch_of(included, absent=True),
            None if kind is UNKNOWN else kind in (None, "All", "WriteOnly"),
            None if UNKNOWN in (left_out, *items(left_out)) else source not in items(left_out),
        )
    )


_TESTS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "equals": str.__eq__,
    "startsWiths": str.startswith,
    "endsWiths": str.endswith,
}
"""What a condition requires of a field; with a `not` before it, of none of its values."""


def _takes(selector: object, source: str) -> Truth:
    fields = mapping(selector).get("fieldSelectors")
    # AWS takes no selector without fields, so what shows none is not read.
    if not items(fields) or UNKNOWN in items(fields):
        return None
    call = {"eventCategory": "Management", "readOnly": "false", "eventSource": source}
    answers: list[Truth] = []
    for field in entries(fields):
        value = call.get(text(field.get("field")))
        # Other fields narrow it down to calls that nobody foresees.
        answers.append(None if value is None else _passes(field, value))
    return all_hold(answers)


def _passes(field: Mapping[str, object], value: str) -> Truth:
    """Answer whether a value passes every condition on its field."""
    answers: list[Truth] = []
    for name, test in _TESTS.items():
        for asked, is_wanted in ((name, True), (f"not{name[0].upper()}{name[1:]}", False)):
            given = field.get(asked)
            if given is None:
                continue
            if UNKNOWN in (given, *items(given)):
                answers.append(None)
            else:
                fits = any(isinstance(one, str) and test(value, one) for one in items(given))
                answers.append(fits is is_wanted)
    return all_hold(answers)
