"""Recorded decisions to accept a gap that would otherwise be refused, each of which ends."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic.functional_validators import AfterValidator

from bamp_pulumi.errors import RefusedError, ToFillIn
from bamp_pulumi.policy.blank import A_DAY, AN_URN, Blank, given_in_words
from bamp_pulumi.policy.exemption import read_day
from bamp_pulumi.policy.fault_ids import FAULT_IDS
from bamp_pulumi.policy.nearest import nearest
from bamp_pulumi.policy.placeholder import is_placeholder
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.text_for_people import example_of, require_for_people

__all__ = ["AcknowledgedFault", "AcknowledgedLoss", "Acknowledgement", "LossKind"]

_MAX_LENGTH = 256
_REASON = "accepted for now, and fixed before the decision ends"
"""A reason that is true of whatever is accepted for a time."""


def _text(value: str, info: ValidationInfo) -> str:
    """Return one line that is not empty, or raise `BAMP-E04`; see also `require_for_people`."""
    require_for_people(value, info, _REASON)
    if value.strip() == value and 0 < len(value) <= _MAX_LENGTH and value.isprintable():
        return value
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    meant = cleaned[:_MAX_LENGTH].rstrip()
    if not meant or is_placeholder(meant, info.field_name):
        meant = example_of(info, _REASON)
    raise RefusedError(
        "BAMP-E04",
        given=f"{info.field_name}={value[:60]!r}",
        allowed=f"one line of 1 to {_MAX_LENGTH} characters, without spaces at its ends",
        why="house rule: a reader of the decision must learn why it was taken, and by whom",
        write=f"{info.field_name}={meant!r}",
        edits=(("", meant),),
    )


def _fault_id(value: str) -> str:
    """Return the id of a fault that can be rehearsed, or raise `BAMP-E05`."""
    if value in FAULT_IDS:
        return value
    raise RefusedError(
        "BAMP-E05",
        given=f"id={value[:60]!r}",
        allowed="the id of a fault, as `bamp rehearse` prints it",
        why="house rule: only a fault that is rehearsed can be acknowledged",
        write=f"id={nearest(value, FAULT_IDS) or FAULT_IDS[0]!r}",
    )


def _urn(value: str) -> str:
    """Return a Pulumi URN, or raise `BAMP-E08`."""
    if value.startswith(_URN) and value.count("::") >= _URN_SEPARATORS and value.isprintable():
        return value
    meant = ToFillIn(_EXAMPLE_URN, AN_URN)
    raise RefusedError(
        "BAMP-E08",
        given=given_in_words("urn", value[:60], meant),
        allowed="the URN of a resource, as `pulumi stack --show-urns` prints it",
        why="house rule: a loss is accepted of one resource, and of no other",
        write=f"urn={meant!r}",
        edits=(("", meant),),
    )


_URN = "urn:pulumi:"
_URN_SEPARATORS = 3
"""Source: Pulumi, concepts, resource names, URNs (read 2026-11-28)."""
_EXAMPLE_URN = "urn:pulumi:prod::orders::aws:rds/instance:Instance::orders"

_Text = Annotated[str, AfterValidator(_text), Blank()]


class Acknowledgement(Promise, frozen=True):
    """Why a gap is accepted, who decided, and until when."""

    reason: _Text = Field(examples=["the account holds no data yet"])
    """Why it is accepted. One line, 1 to 256 characters."""

    owner: _Text = Field(examples=["platform"])
    """Who decided and is responsible for it. One line, 1 to 256 characters."""

    until: Annotated[date, BeforeValidator(read_day), Blank(A_DAY)] = Field(examples=["2027-06-30"])
    """Last day it holds, included: `YYYY-MM-DD`. At most `exemption_max_days` from the day of a
    preview."""

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object]:
        """Return what somebody means who writes a reason alone, or only `true`."""
        is_reason = text.isprintable() and len(text.split()) > 1
        return {"reason": text} if is_reason else {}

    def is_expired(self, on: date) -> bool:
        """Return True if it no longer holds on a day; it still does on `until`."""
        return on > self.until


class AcknowledgedFault(Acknowledgement, frozen=True):
    """A fault of which nobody is notified, and that is accepted for a time."""

    id: Annotated[str, AfterValidator(_fault_id)] = Field(
        examples=[FAULT_IDS[0]], json_schema_extra={"enum": list(FAULT_IDS)}
    )
    """Id of the fault, as `bamp rehearse` prints it."""

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object]:
        """Return what somebody means who writes the id of a fault alone."""
        return {"id": text}


class LossKind(StrEnum):
    """What a deployment does to what holds or protects data."""

    DELETED = "deleted"
    """Deletes it."""
    REPLACED = "replaced"
    """Deletes it, and creates another one in its place."""
    WEAKENED = "weakened"
    """Changes it in place, so that less is kept, or for less long."""


class AcknowledgedLoss(Acknowledgement, frozen=True):
    """A loss by a deployment that is meant, and accepted for a time."""

    urn: Annotated[str, AfterValidator(_urn), Blank(AN_URN)] = Field(examples=[_EXAMPLE_URN])
    """Pulumi URN of the resource, as `pulumi stack --show-urns` prints it."""

    loss: LossKind = Field(examples=["deleted"])
    """What becomes of it: `deleted`, `replaced` or `weakened`."""
