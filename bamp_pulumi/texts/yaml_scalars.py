"""What a word of YAML is: a number, a truth value, a day, or a text.

A policy file is YAML 1.1, as PyYAML reads it. The configuration of a stack is what Pulumi makes of
it: `yes` and `12:30` are texts, a day is a text, and digits behind a zero are a number.

Source: `pulumi preview` (3.260) of a stack with each of these in its configuration, which is what
gopkg.in/yaml.v3 resolves (run 2026-11-28).
"""

import re
from datetime import date
from typing import Any, Final, Self, cast

import yaml

__all__ = ["DayLoader", "PulumiLoader", "QuotingDumper", "WrittenInt"]

_PREFIX: Final = "tag:yaml.org,2002:"
_DAY: Final = f"{_PREFIX}timestamp"
_TRUTH: Final = f"{_PREFIX}bool"
_NUMBER: Final = f"{_PREFIX}int"
_FLOAT: Final = f"{_PREFIX}float"


class WrittenInt(int):
    """A number, with the text that was read as one: a telephone number that begins with a zero.

    It is shown as it was written. JSON and arithmetic see the number.
    """

    written: str

    def __new__(cls, value: int, written: str = "") -> Self:
        """Keep the text beside the number; without one it is that of the number."""
        made = super().__new__(cls, value)
        made.written = written or int.__repr__(value)
        return made

    def __repr__(self) -> str:
        """Return the text."""
        return self.written


class DayLoader(yaml.SafeLoader):
    """Reads 2027-06-30 as a day."""

    # PyYAML has no types.
    def construct_yaml_int(self, node: Any) -> int:  # noqa: ANN401
        """Return a number, with its text where that is not the number's own."""
        text = str(self.construct_scalar(node))
        digits = text.replace("_", "")
        known: Any = super().construct_yaml_int
        # PyYAML cannot read what only yaml.v3 takes for a number: 089 and 0o17.
        if re.fullmatch(r"[-+]?0\d*[89]\d*", digits):
            value = int(digits)
        elif "0o" in digits:
            value = int(digits, 8)
        else:
            value = int(known(node))
        return value if str(value) == text else WrittenInt(value, text)


class PulumiLoader(DayLoader):
    """Reads what Pulumi does: a day is a text with a time, and 1.0 a whole number."""

    # PyYAML has no types.
    def construct_yaml_float(self, node: Any) -> float:  # noqa: ANN401
        """Return a number; a whole one as JSON has it behind Pulumi."""
        known: Any = super().construct_yaml_float
        value = float(known(node))
        return WrittenInt(int(value), str(node.value)) if value.is_integer() else value

    # As above.
    def construct_day(self, node: Any) -> str:  # noqa: ANN401
        """Return a day as Pulumi gives it to a program; what the calendar has not is a text."""
        text = str(node.value)
        try:
            return f"{date(*map(int, text.split('-')))} 00:00:00 +0000 UTC"
        except ValueError:
            return text


class QuotingDumper(yaml.SafeDumper):
    """Writes quotes around every text that either reader would take for something else."""


_FORMS: Final = (
    (_TRUTH, "tTfF", r"true|True|TRUE|false|False|FALSE"),
    (_NUMBER, "-+0123456789", r"[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)"),
    (_DAY, "0123456789", r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"),
    (
        _FLOAT,
        "-+.0123456789",
        r"[-+]?((\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|\.(inf|Inf|INF|nan|NaN|NAN))",
    ),
)
"""What yaml.v3 takes for no text: its tag, its first letters, its form; the first one counts."""


_Resolvers = dict[str, list[tuple[str, re.Pattern[str]]]]


def _with_forms(known: _Resolvers) -> _Resolvers:
    """Return resolvers, by first letter, with those of yaml.v3 behind them."""
    resolvers = {first: [*forms] for first, forms in known.items()}
    for tag, letters, form in _FORMS:
        for first in letters:
            resolvers.setdefault(first, []).append((tag, re.compile(rf"(?:{form})$")))
    return resolvers


def _without_forms() -> _Resolvers:
    """Return the resolvers of PyYAML without what yaml.v3 reads in its own manner."""
    others = [tag for tag, _, _ in _FORMS]
    return {
        first: [(tag, form) for tag, form in forms if tag not in others]
        for first, forms in _KNOWN.items()
    }


# PyYAML has no types.
_KNOWN: Final[_Resolvers] = cast("Any", yaml.SafeLoader).yaml_implicit_resolvers

DayLoader.add_constructor(_NUMBER, DayLoader.construct_yaml_int)
PulumiLoader.add_constructor(_FLOAT, PulumiLoader.construct_yaml_float)
PulumiLoader.add_constructor(_DAY, PulumiLoader.construct_day)
PulumiLoader.yaml_implicit_resolvers = _with_forms(_without_forms())
QuotingDumper.yaml_implicit_resolvers = _with_forms(_KNOWN)
