"""Texts that people read in reports: why something was decided, and who is responsible for it.

Every reason and every owner is checked here, whatever part of a policy or tag it stands in.
"""

import re
import unicodedata
from typing import Any, Final

from pydantic import ValidationInfo

from bamp_pulumi.catalog import reserved_domain_of
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.remedies import is_secret_text

__all__ = ["example_of", "is_placeholder", "owner_of_project", "require_for_people"]

_OWNER: Final = "owner"
_EXEMPT: Final = "rebuilt from its source in an hour"
"""A reason for an exemption, as an example."""

_NEVER_SAID: Final = frozenset(
    (
        "fixme",
        "fill in",
        "lorem ipsum",
        "n a",
        "na",
        "none",
        "null",
        "placeholder",
        "tba",
        "tbc",
        "tbd",
        "to be decided",
        "to be defined",
        "to be determined",
        "to do",
        "unknown",
    )
)
"""Words that stand for a text nobody has written yet, without what stands around them."""
_NO_REASON: Final = frozenset(
    (
        "a reason",
        "enter reason",
        "no reason",
        "reason",
        "reason here",
        "some reason",
        "the reason",
        "todo",
        "why",
        "your reason",
        "your reason here",
    )
)
# `todo` in small letters may be a team: that of an application of that name.
_NO_OWNER: Final = frozenset(
    (
        "anybody",
        "anyone",
        "my team",
        "name",
        "nobody",
        "owner",
        "owner name",
        "some team",
        "somebody",
        "someone",
        "team",
        "team name",
        "the owner",
        "the team",
        "who",
        "your name",
        "your team",
    )
)
_MARKED: Final = re.compile(r"(TODO|TBD|FIXME|XXX)\s*([:(-].*)?")
"""A note to oneself, in the capitals in which such notes are written."""
_TEMPLATE: Final = re.compile(
    r"<[^<>\d:/]*>|\[[^\[\]\d:/]*\]|\$?\{+[^{}]*\}+|\$\(\w+\)|%[A-Z_]+%|__\w+__"
)
"""What a template asks to be replaced. In brackets a number is one of a ticket."""
_RESPONSIBLE: Final = "the team or person that is responsible"
_WHO_IS_ASKED: Final = "house rule: whoever is notified, or reads a report, must know whom to ask"
_WHY_IT_WAS_TAKEN: Final = (
    "house rule: whoever reviews the decision must learn why it was taken, and by whom"
)
_CROSSES: Final = re.compile(r"x+")


def example_of(info: ValidationInfo, reason: str = _EXEMPT) -> str:
    """Return what to write where nothing that was given can be kept.

    Args:
        info: Names the field: `owner`, or another one, which takes a reason; its context may hold
            the owner that is known, as `parse` was given it.
        reason: An example of such a reason. Default: one for an exemption.
    """
    if info.field_name != _OWNER:
        return reason
    # Any: whatever a validation of pydantic is given.
    context: Any = info.context
    return str(context["owner"]) if context else "platform"


def is_placeholder(text: str, field: str | None = None) -> bool:
    """Return True if a text only stands for one that nobody has written yet.

    Args:
        text: A reason, or the name of who is responsible.
        field: `owner` for the latter. Default: a reason.
    """
    given = unicodedata.normalize("NFKC", text).strip()
    if _MARKED.fullmatch(given) or _TEMPLATE.fullmatch(given):
        return True
    if field == _OWNER and "@" in given and reserved_domain_of(given):
        return True
    words = " ".join(re.findall(r"[^\W_]+", given.casefold().replace(".", "")))
    if not words:
        return bool(given)  # dots, hyphens and the like; what is empty is refused as that
    own = _NO_OWNER if field == _OWNER else _NO_REASON
    # A team may be called by one letter; no reason is.
    is_short = _CROSSES.fullmatch(words) or (field != _OWNER and len(words) == 1)
    return words in _NEVER_SAID or words in own or bool(is_short)


def owner_of_project(name: str) -> str:
    """Return who owns what a project declares, where nothing but its name says so."""
    return f"project {name}" if is_placeholder(name, _OWNER) else name


def require_for_people(value: str, info: ValidationInfo, reason: str = _EXEMPT) -> None:
    """Refuse a text that tells people nothing, or what they must not read.

    Args:
        value: The text.
        info: Names its field.
        reason: As of `example_of`.

    Raises:
        RefusedError: `BAMP-E01` for a key or a token, which reports and manifests would repeat;
            `BAMP-E07` for a placeholder.
    """
    meant = example_of(info, reason)
    if is_secret_text(value):
        raise RefusedError(
            "BAMP-E01",
            given=f"{info.field_name}='[not shown]', which has the form of a key or a token",
            allowed="a text for people",
            why="house rule: reports, tags and manifests repeat it",
            write=f"{info.field_name}={meant!r}",
            edits=(("", meant),),
        )
    if is_placeholder(value, info.field_name):
        is_owner = info.field_name == _OWNER
        raise RefusedError(
            "BAMP-E07",
            given=f"{info.field_name}={value[:60]!r}, which is a placeholder",
            allowed=_RESPONSIBLE if is_owner else "the reason, in your words",
            why=_WHO_IS_ASKED if is_owner else _WHY_IT_WAS_TAKEN,
            write=f"{info.field_name}={meant!r}",
            edits=(("", meant),),
        )
