"""Which trails record the calls that change backups: management events of an account and Region.

A trail without selectors records all management events. One with basic selectors records those of
each that includes them; one with advanced selectors those that a selector of the category
`Management` takes. Reads alone are not enough: deletions are writes. A trail of an organization
records every account of it, which no program names, so of another account that is not known.

Source: AWS CloudTrail user guide, logging-management-events-with-cloudtrail,
filtering-data-events and creating-trail-organization; pulumi_aws 7.51.1, Trail
(read 2026-11-28).
"""

from collections.abc import Mapping
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared.values import entries, items
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["TRAIL", "is_recorded", "records_calls"]

TRAIL: Final = "aws:cloudtrail/trail:Trail"
_EVENT_DATA_STORE: Final = "aws:cloudtrail/eventDataStore:EventDataStore"
_BACKUP: Final = "backup"


def is_recorded(estate: Estate, account_id: str, region: str) -> Truth:
    """Answer whether writing management calls of an account and Region are recorded anywhere.

    Args:
        estate: Where trails and event data stores may be declared.
        account_id: Account, 12 digits.
        region: Region of the calls.
    """
    recorders = estate.of_type(TRAIL, _EVENT_DATA_STORE)
    return any_holds(records_calls(one, account_id, region) for one in recorders)


def records_calls(
    recorder: Resource, account_id: str, region: str, service: str = _BACKUP
) -> Truth:
    """Answer whether a trail or event data store records writing management calls of a place.

    Args:
        recorder: The trail, or the event data store.
        account_id: Account, 12 digits.
        region: Region of the calls.
        service: Service that is called, as in `kms.amazonaws.com`. Default: AWS Backup.
    """
    if recorder.external:
        return None
    is_trail = recorder.type == TRAIL
    everywhere = _flag(recorder, "isMultiRegionTrail" if is_trail else "multiRegionEnabled")
    on = _flag(recorder, "enableLogging") if is_trail else _is_not_suspended(recorder)
    return all_hold(
        (
            _of_account(recorder, account_id, is_trail=is_trail),
            any_holds((everywhere, recorder.region == region)),
            on,
            _selects(recorder, f"{service}.amazonaws.com"),
        )
    )


def _of_account(recorder: Resource, account_id: str, *, is_trail: bool) -> Truth:
    if recorder.account_id == account_id:
        return True
    whole = recorder.value("isOrganizationTrail" if is_trail else "organizationEnabled")
    return None if whole is UNKNOWN or whole is True else False


_DEFAULTS: Final[Mapping[str, Truth]] = {
    "isMultiRegionTrail": False,
    "multiRegionEnabled": True,
    "enableLogging": True,
}
"""What the provider takes where an input is absent."""


def _flag(recorder: Resource, name: str) -> Truth:
    value = recorder.value(name)
    return _DEFAULTS[name] if value is None else None if value is UNKNOWN else value is True


def _is_not_suspended(recorder: Resource) -> Truth:
    suspend = recorder.value("suspend")
    return None if suspend is UNKNOWN else suspend not in (True, "true")


def _selects(recorder: Resource, source: str) -> Truth:
    """Answer whether its selectors take writing management calls of a service."""
    basic, advanced = recorder.value("eventSelectors"), recorder.value("advancedEventSelectors")
    if UNKNOWN in (basic, advanced):
        return None
    if items(advanced):
        return any_holds(_takes(selector, source) for selector in entries(advanced))
    if items(basic):
        return any_holds(_includes(selector, source) for selector in entries(basic))
    return True


def _includes(selector: Mapping[str, object], source: str) -> Truth:
    included, kind = selector.get("includeManagementEvents"), selector.get("readWriteType")
    left_out = selector.get("excludeManagementEventSources")
    is_hidden = left_out is UNKNOWN or UNKNOWN in items(left_out)
    return all_hold(
        (
            None if included is UNKNOWN else included in (None, True),
            None if kind is UNKNOWN else kind in (None, "All", "WriteOnly"),
            None if is_hidden else source not in items(left_out),
        )
    )


def _takes(selector: Mapping[str, object], source: str) -> Truth:
    fields = selector.get("fieldSelectors")
    if fields is UNKNOWN:
        return None
    asked = {field.get("field"): field for field in entries(fields)}
    category, reads = asked.get("eventCategory", {}), asked.get("readOnly", {})
    sources = asked.get("eventSource", {})
    return all_hold(
        (
            _is_among(category, "Management"),
            True if not reads else _is_among(reads, "false"),
            _passes_source(sources, source),
        )
    )


def _is_among(field: Mapping[str, object], value: str) -> Truth:
    equals = field.get("equals")
    if equals is UNKNOWN or UNKNOWN in items(equals):
        return None
    return value in items(equals)


def _passes_source(field: Mapping[str, object], source: str) -> Truth:
    """Answer whether a condition on the called service lets it through."""
    left_out, asked = field.get("notEquals"), field.get("equals")
    if UNKNOWN in (left_out, asked):
        return None
    return source not in items(left_out) and (asked is None or source in items(asked))
