"""A recorded decision to leave a resource without backups, which ends."""

import re
import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from bamp_pulumi.catalog import TAG_VALUE_MAX_LENGTH, TAG_VALUE_PUNCTUATION
from bamp_pulumi.errors import RefusedError, ToFillIn
from bamp_pulumi.policy.blank import A_DAY, Blank, given_in_words
from bamp_pulumi.policy.calendar_day import day_from, meant_day
from bamp_pulumi.policy.placeholder import is_placeholder
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.text_for_people import example_of, require_for_people

__all__ = ["Exemption", "TagText", "read_day"]


def _fits_a_tag(character: str) -> bool:
    return character in TAG_VALUE_PUNCTUATION or unicodedata.category(character)[0] in "LNZ"


def _tag_text(value: str, info: ValidationInfo) -> str:
    """Return the text, or raise `BAMP-E01` when it could not be written into a tag.

    `BAMP-E07` for a placeholder.
    """
    require_for_people(value, info)
    cleaned = "".join(c if _fits_a_tag(c) else " " for c in value)
    cleaned = re.sub(r"\s+", " ", cleaned).strip()[:TAG_VALUE_MAX_LENGTH].rstrip()
    is_long = len(value) > TAG_VALUE_MAX_LENGTH
    if value and value == value.strip() and not is_long and all(map(_fits_a_tag, value)):
        return value
    shown = f"{len(value)} characters" if is_long else repr(value)
    meant = cleaned or example_of(info)
    if is_placeholder(meant, info.field_name):
        meant = example_of(info)
    raise RefusedError(
        "BAMP-E01",
        given=f"{info.field_name}={shown}",
        allowed=f"1 to {TAG_VALUE_MAX_LENGTH} letters, digits, inner spaces and any of "
        f"{' '.join(TAG_VALUE_PUNCTUATION)}",
        why="AWS keeps it in a tag, and AWS Backup accepts no other characters there",
        write=f"{info.field_name}={meant!r}",
        edits=(("", meant),),
    )


def read_day(value: object, info: ValidationInfo) -> date:
    """Return a day from a day or its ISO text; never from a number, a time or a guess.

    Raises:
        RefusedError: `BAMP-E02`.
    """
    found = day_from(value)
    if found is not None:
        return found
    meant = meant_day(value) or ToFillIn("2027-06-30", A_DAY)
    raise RefusedError(
        "BAMP-E02",
        given=given_in_words(info.field_name, value, meant),
        allowed="a day of the calendar, as a date or as YYYY-MM-DD",
        why="house rule: a decision ends on one day that everybody reads alike",
        write=f"{info.field_name}={meant!r}",
        edits=(("", meant),),
    )


TagText = Annotated[str, AfterValidator(_tag_text), Blank()]
"""A text that fits the value of a tag: 1 to 256 letters, digits, spaces and `_.:/=+-@`."""


class Exemption(Promise, frozen=True):
    """Why a resource has no backups, who decided, and until when.

    Source of the characters: AWS Backup API, KeyValue (2026-11-21).
    """

    reason: TagText = Field(examples=["rebuilt from its source in an hour"])
    """Why no backup is needed. 1 to 256 characters that a tag takes: no comma, no bracket."""

    owner: TagText = Field(examples=["orders"])
    """Who decided and is responsible for it. 1 to 256 characters that a tag takes."""

    until: Annotated[date, BeforeValidator(read_day), Blank(A_DAY)] = Field(examples=["2027-06-30"])
    """Last day it holds, included: a date or `YYYY-MM-DD`."""

    def is_expired(self, on: date) -> bool:
        """Return whether the exemption no longer holds on a day; it still does on `until`."""
        return on > self.until
