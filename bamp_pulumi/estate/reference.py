"""Who points at whom: one answer, and one reference."""

from dataclasses import dataclass

from bamp_pulumi.estate.resource import Resource

__all__ = ["Reference", "Resolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What one input names, among what an estate declares."""

    certain: tuple[Resource, ...] = ()
    """All of these are named."""
    possible: tuple[Resource, ...] = ()
    """Any of these may be named, beside the certain ones."""
    elsewhere: tuple[str, ...] = ()
    """Known texts that name nothing declared."""
    is_open: bool = False
    """Whether something else may be named too, which no given program declares."""
    is_mixed: bool = False
    """Whether it is open, and the input is made from something that may carry any name: a stack
    that was not given, a looked-up parameter."""

    @property
    def only(self) -> Resource | None:
        """The one resource that is named for certain; None when there is none or more than one."""
        is_sole = len(self.certain) == 1 and not (self.possible or self.is_open or self.elsewhere)
        return self.certain[0] if is_sole else None

    def names(self, resource: Resource) -> bool | None:
        """Answer whether a declared resource is named; None while that is not known."""
        if resource in self.certain:
            return True
        return None if resource in self.possible else False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One resource that points at another."""

    source: Resource
    input: str
    """Wire name of the input that points, on its first level."""
    is_certain: bool = True
    is_from_nothing: bool = False
    """Whether its input is unknown and comes from nothing declared: it may point at anything."""
