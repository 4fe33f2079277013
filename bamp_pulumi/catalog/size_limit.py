"""One limit on how large an input may be, and whether a value keeps to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bamp_pulumi.catalog.conditions import value_at
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.input_rule import values_at
from bamp_pulumi.catalog.scalars import is_empty
from bamp_pulumi.catalog.sizes import Measure, size_of
from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["SizeLimit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeLimit:
    """How large an input may be."""

    types: tuple[str, ...]
    """Type tokens that have the input."""
    path: str
    """Wire path of what is measured, as of an `InputRule`: `[]` stands for each item of a list."""
    of: str
    """What it is, as in "the trust policy of a role"."""
    measure: Measure
    most: int
    """AWS takes this many of every account."""
    at_most: int | None
    """The largest number that AWS raises it to when asked. The same as `most` where it raises
    nothing; None where it names no such number, and what is larger is in doubt only."""
    service: str
    """Who refuses what is larger."""
    source: str
    """Page or API model that says so."""
    read_on: str
    """Day on which it was read."""
    larger: str = "once its quota is raised"
    """When AWS takes more than `most`, as far as its pages say."""
    when: tuple[str, tuple[str, ...]] | None = None
    """An input, and the values with which the limit holds; an empty text stands for not set.
    Default: it holds always."""

    @property
    def is_adjustable(self) -> bool:
        """Return True if AWS may take more than `most`."""
        return self.at_most != self.most

    def refusals(self, inputs: Mapping[str, object]) -> Iterator[InputRefusal]:
        """List what AWS refuses of these inputs, whatever quota the account has."""
        if self.at_most is None:
            return
        for at, size in self._measured(inputs):
            if size > self.at_most:
                why = f"{self.service} refuses it ({self.source})"
                allowed = f"at most {self._counted(self.at_most)} for {self.of}"
                given = self._counted(size)
                yield InputRefusal(path=at, given=given, allowed=allowed, why=why)

    def doubts(self, inputs: Mapping[str, object]) -> Iterator[str]:
        """List what AWS takes only of an account with a raised quota, or may not take."""
        for at, size in self._measured(inputs):
            if size > self.most and (self.at_most is None or size <= self.at_most):
                yield f"{at} is {self._counted(size)}: {self._default}"

    def sizes(self, inputs: Mapping[str, object]) -> Iterator[int]:
        """Return how large what is limited is, of each place where it stands."""
        yield from (size for _, size in self._measured(inputs))

    @property
    def _default(self) -> str:
        """Return what is taken for certain, and of what not."""
        taken = f"{self.service} takes {self.most:,} for {self.of}"
        if self.at_most is None:
            return f"{taken}, and more is not known to be taken ({self.source})"
        return f"{taken}, and up to {self.at_most:,} {self.larger} ({self.source})"

    def _counted(self, size: int) -> str:
        return f"{size:,} {self.measure}"

    def _measured(self, inputs: Mapping[str, object]) -> Iterator[tuple[str, int]]:
        """Return where the input stands, and its size."""
        if not self._holds(inputs):
            return
        for at, value in values_at(inputs, self.path):
            yield at, size_of(value, self.measure)

    def _holds(self, inputs: Mapping[str, object]) -> bool:
        """Return True if the limit certainly holds for these inputs."""
        if self.when is None:
            return True
        path, values = self.when
        found = value_at(inputs, path)
        if found is UNKNOWN:
            return False
        return ("" if is_empty(found) else found) in values
