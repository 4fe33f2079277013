"""The ARN of a declared resource, while it is known only after deployment."""

from dataclasses import dataclass

from bamp_pulumi.access.wildcard import text_fits
from bamp_pulumi.truth import Truth

__all__ = ["ArnOf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArnOf:
    """The ARN of one declared resource, and what goes on behind it.

    Compared only with others of its kind: against a known text the answer is unknown.
    """

    resource: str
    """Identifies one declared resource."""
    type: str
    """Its Pulumi type token."""
    is_new: bool = False
    """Whether no other declared resource can have this ARN: it is managed, and named anew."""
    is_managed: bool = True
    """False for what is only looked up: it may be any resource."""
    below: str = ""
    """What follows the ARN: `/*` in a policy, the key of an object in a call."""

    def fits(self, found: "ArnOf") -> Truth:
        """Answer whether this one, as a policy writes it, covers that one, of a call."""
        if self.resource == found.resource:
            return text_fits(self.below, found.below)
        if not self.is_managed or not found.is_managed or self.below[:1] not in ("", "/", ":"):
            return None
        differs = self.is_new or found.is_new or self.type != found.type
        return False if differs else None
