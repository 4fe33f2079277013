"""What is said when something is refused: given, allowed, why, and what to write instead.

Every refusal of the library has one shape and a code (`BAMP-` and three characters), so that a
person, a test and the documentation can all name it. This module knows nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

__all__ = ["BampError", "PolicyError", "Refusal", "RefusedError"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One thing that was refused."""

    code: str
    """Stable name of the rule that refused, such as `BAMP-L02`."""
    given: str
    """What the caller wrote, in the words of the caller's API."""
    allowed: str
    """What would have been accepted."""
    why: str
    """Who refuses it and why: AWS, Pulumi, or a house rule, and says which."""
    write: str
    """What to write instead, ready to paste."""
    path: str = ""
    """Where it stands, such as `tiers.critical.rules.2`; empty when the caller's line says it."""

    def __str__(self) -> str:
        """Render the four parts, the first line with path and code."""
        place = f"{self.path}: " if self.path else ""
        return (
            f"{place}{self.given} [{self.code}]\n"
            f"  allowed: {self.allowed}\n"
            f"  why:     {self.why}\n"
            f"  write:   {self.write}"
        )


class BampError(Exception):
    """Every error this library raises on purpose. Catch it to catch them all."""

    refusals: tuple[Refusal, ...]

    def __init__(self, *refusals: Refusal) -> None:
        """Keep the refusals; the message is all of them, one after another."""
        self.refusals = refusals
        super().__init__("\n".join(str(refusal) for refusal in refusals))


class RefusedError(BampError, ValueError):
    """One refusal, raised where a single value is judged.

    A `ValueError`, so a pydantic validator may raise it; `bamp_pulumi.policy.parse` gathers them.
    """

    def __init__(  # noqa: PLR0913 - the parts of a refusal, all of them named
        self, code: str, *, given: str, allowed: str, why: str, write: str, path: str = ""
    ) -> None:
        """Say what was refused; see `Refusal` for the parts."""
        super().__init__(
            Refusal(code=code, given=given, allowed=allowed, why=why, write=write, path=path)
        )


class PolicyError(BampError):
    """Everything that was refused in one input, in one message, before anything was changed."""

    def under(self, prefix: str) -> "PolicyError":
        """Return the same refusals with `prefix` before each path."""
        moved: Iterable[Refusal] = (
            replace(r, path=f"{prefix}.{r.path}" if r.path else prefix) for r in self.refusals
        )
        return PolicyError(*moved)
