"""Texts that people read in reports: why something was decided, and who is responsible for it.

Every reason and every owner is checked here, whatever part of a policy or tag it stands in.
"""

from typing import Any, Final

from pydantic import ValidationInfo

from bamp_pulumi.errors import RefusedError, ToFillIn
from bamp_pulumi.policy.placeholder import is_placeholder
from bamp_pulumi.remedies import is_secret_text

__all__ = ["example_of", "owner_of_project", "require_for_people"]

_OWNER: Final = "owner"
_EXEMPT: Final = "rebuilt from its source in an hour"
"""A reason for an exemption, as an example."""

_RESPONSIBLE: Final = "the team or person that is responsible, in place of the dots"
_IN_YOUR_WORDS: Final = "why it was decided, in your words, in place of the dots"
_WHO_IS_ASKED: Final = "house rule: whoever is notified, or reads a report, must know whom to ask"
_WHY_IT_WAS_TAKEN: Final = (
    "house rule: whoever reviews the decision must learn why it was taken, and by whom"
)


def example_of(info: ValidationInfo, reason: str = _EXEMPT) -> str:
    """Return what to write where nothing that was given can be kept.

    Args:
        info: Names the field: `owner`, or another one, which takes a reason; its context may hold
            the owner that is known, as `parse` was given it.
        reason: An example of such a reason. Default: one for an exemption.

    Returns:
        The owner that is known; else what only the reader can fill in.
    """
    if info.field_name != _OWNER:
        return ToFillIn(reason)
    # Any: whatever a validation of pydantic is given.
    context: Any = info.context
    return str(context["owner"]) if context else ToFillIn("platform")


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
            allowed=_RESPONSIBLE if is_owner else _IN_YOUR_WORDS,
            why=_WHO_IS_ASKED if is_owner else _WHY_IT_WAS_TAKEN,
            write=f"{info.field_name}={meant!r}",
            edits=(("", meant),),
        )
