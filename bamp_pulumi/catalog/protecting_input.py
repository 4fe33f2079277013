"""An input that protects data stores: which of its values does, and what is lost with it."""

from dataclasses import dataclass

from bamp_pulumi.catalog.absence import Absence
from bamp_pulumi.catalog.comparing import Better, Form

__all__ = ["ProtectingInput"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectingInput:
    """An input that protects while it is on, by how much it is, or by each of its members."""

    lost: str
    """What AWS does when it is turned off, in one clause."""
    on: str = "true"
    """The value that protects. Default: the switch is on. Of members each protects."""
    form: Form = Form.SWITCH
    """How it is written."""
    better: Better | None = None
    """Which of two values protects more. Default: by how it is written."""
    endless: str = ""
    """Number that stands for no limit. Default: none does."""
    named_by: tuple[str, ...] = ()
    """As in `ComparedInput`."""
    older_name: str = ""
    """As in `ComparedInput`."""
    absent: Absence | None = None
    """What becomes of it when it is left out. Default: what the setting of that path says."""
    source: str
    """Page or model that it was read from."""
    read_on: str = "2026-11-29"
    """Date of that reading, ISO 8601."""
