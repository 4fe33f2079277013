"""The value that stands for what a preview cannot know."""

from typing import Final, Self, final

__all__ = ["UNKNOWN", "Unknown"]


@final
class Unknown:
    """An input or output whose value only a deployment tells, such as the id of a new volume.

    There is one object of this class, `UNKNOWN`; copies and pickles of it are the same object, so
    `value is UNKNOWN` always asks rightly.
    """

    __slots__: tuple[str, ...] = ()
    _only: "Unknown | None" = None

    def __new__(cls) -> "Unknown":
        """Return the one object."""
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        """Return `UNKNOWN`."""
        return "UNKNOWN"

    def __reduce__(self) -> tuple[type["Unknown"], tuple[()]]:
        """Pickle as the call that returns the one object."""
        return (Unknown, ())

    def __copy__(self) -> Self:
        """Be one's own copy."""
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Be one's own deep copy."""
        del memo
        return self


UNKNOWN: Final = Unknown()
"""The one unknown value."""
