"""When a setting is asked for and is not written, because AWS or the provider would refuse it."""

from dataclasses import dataclass

from bamp_pulumi.catalog.conditions import Condition

__all__ = ["Withheld"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """One case: what of the resource makes the setting fail, or be less than is wanted."""

    when: tuple[Condition, ...]
    """All of these hold. Where one is known only after deployment, it is taken to hold."""
    why: str
    """What would happen, in one clause."""
    write: str
    """What a person does instead, in one clause."""
    source: str
    read_on: str = "2026-11-28"
