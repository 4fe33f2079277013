"""YAML within limits: count with aliases in full, depth, numbers; and each key once."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final, cast

import yaml
from yaml.parser import ParserError
from yaml.scanner import ScannerError

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.texts.limits import LIMITS, too_much
from bamp_pulumi.texts.yaml_scalars import DayLoader, PulumiLoader

__all__ = ["Doubled", "YamlError", "parse_yaml"]

_PREFIX: Final = "tag:yaml.org,2002:"
_DAY: Final = "timestamp"
_NUMBERS: Final = ("int", "float")
_KINDS: Final = ("bool", "float", "int", "map", "merge", "null", "seq", "str", _DAY)
"""What JSON has, and days. Sets, binaries and objects of a language mean something to no reader."""


@dataclass(frozen=True, slots=True)
class Doubled:
    """An entry whose key stands in its mapping already."""

    first: int
    """Line of the entry that has the key too, as editors count."""
    line: int
    """Line of this one's key."""
    begin: int
    """Where it begins in the text, from 0."""
    end: int
    """Where it ends in the text; blanks and comments that follow a block are before it."""
    are_blocks: bool
    """Whether both hold mappings that are written in lines of their own."""


class YamlError(ValueError):
    """A text is no YAML that is read here."""

    def __init__(
        self,
        problem: str,
        *,
        line: int | None = None,
        column: int | None = None,
        is_syntax: bool = False,
        doubled: Doubled | None = None,
    ) -> None:
        """Describe what is wrong.

        Args:
            problem: What is wrong.
            line: Where, as editors count.
            column: Where in that line, as editors count.
            is_syntax: Whether it may be for want of quotes.
            doubled: The entry whose key stands twice, where that is what is wrong.
        """
        self.doubled = doubled
        self.problem, self.line, self.column, self.is_syntax = problem, line, column, is_syntax
        super().__init__(problem)


def parse_yaml(text: str, *, path: str, has_days: bool) -> object:
    """Read YAML.

    Args:
        text: The text.
        path: File, or place in it, for the message.
        has_days: Whether 2027-06-30 is a day, and all else as in YAML 1.1; or each word is what
            Pulumi makes of it.

    Raises:
        YamlError: It is no YAML, has a key twice, or something that JSON has not.
        RefusedError: `BAMP-P14`, when it is more than is read.
    """
    if len(text) > LIMITS["yaml-bytes"].most:
        raise too_much("yaml-bytes", f"{len(text):,} characters", path=path)
    try:
        loader = (DayLoader if has_days else PulumiLoader)(text)
        node: yaml.Node | None = loader.get_single_node()
        if node is None:
            return None
        _Checked(path).parts(node, 1, frozenset())
        # Any: PyYAML has no types.
        construct: Callable[[yaml.Node], Any] = cast("Any", loader).construct_document
        return construct(node)
    except (YamlError, RefusedError):
        raise
    except yaml.MarkedYAMLError as error:
        line, last = _line(error.problem_mark) or 1, len(text.splitlines()) or 1
        raise YamlError(
            error.problem or "it cannot be read",
            # What is left open is noticed behind the last line.
            line=min(line, last),
            column=_column(error.problem_mark) if line <= last else None,
            is_syntax=isinstance(error, ScannerError | ParserError),
        ) from None
    except RecursionError:
        most = LIMITS["depth"].most
        raise too_much("depth", f"more than {most} levels", path=path) from None
    # PyYAML lets Python's own complaints through: a day or a number that there is not.
    except (yaml.YAMLError, ValueError, OverflowError, TypeError) as error:
        raise YamlError(str(error).partition("\n")[0]) from None


class _Checked:
    """Looks through a document before anything is made of it.

    The nodes of an alias are those of its anchor: each is looked through once, and counted as often
    as it is there.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._counted: dict[yaml.Node, tuple[int, int]] = {}
        """Parts, and levels, of what was looked through."""

    def parts(self, node: yaml.Node, level: int, around: AbstractSet[yaml.Node]) -> tuple[int, int]:
        """Count the parts of a node and its levels; raise for what is not read."""
        if node in around:
            raise YamlError("an alias refers to what it is part of", line=_line(node.start_mark))
        if node not in self._counted:
            self._require_known(node)
            children = _children(node)
            inner = [self.parts(each, level + 1, around | {node}) for each in children]
            parts = 1 + sum(count for count, _ in inner)
            self._counted[node] = parts, 1 + max((deep for _, deep in inner), default=0)
        parts, levels = self._counted[node]
        if parts > LIMITS["yaml-parts"].most:
            raise too_much("yaml-parts", f"{parts:,} parts, with each alias", path=self._path)
        if level + levels - 1 > LIMITS["depth"].most:
            raise too_much("depth", f"more than {LIMITS['depth'].most} levels", path=self._path)
        return parts, levels

    def _require_known(self, node: yaml.Node) -> None:
        kind = node.tag.removeprefix(_PREFIX)
        if kind not in _KINDS:
            raise YamlError(f"the tag {node.tag[:60]!r} is not read", line=_line(node.start_mark))
        if isinstance(node, yaml.ScalarNode) and not _is_whole(node.value):
            raise YamlError("one half of a character", line=_line(node.start_mark))
        if kind in _NUMBERS and isinstance(node, yaml.ScalarNode):
            _require_number(node)
        if isinstance(node, yaml.MappingNode):
            _require_keys_once(node)


def _is_whole(text: str) -> bool:
    """Return False for a text with one half of a character, which can be written nowhere."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return [*node.value] if isinstance(node, yaml.SequenceNode) else []


def _require_number(node: yaml.ScalarNode) -> None:
    most = LIMITS["number-characters"].most
    if len(node.value) > most:
        raise YamlError(f"a number of more than {most} characters", line=_line(node.start_mark))
    if node.value.lstrip("+-.").lower() in ("inf", "nan"):
        raise YamlError(f"{node.value} is no number that is read", line=_line(node.start_mark))


def _require_keys_once(node: yaml.MappingNode) -> None:
    """PyYAML keeps the last of two equal keys and says nothing; Pulumi refuses them."""
    seen: dict[str, tuple[yaml.ScalarNode, yaml.Node]] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError("found unhashable key: a list or a mapping", line=_line(key.start_mark))
        if key.value in seen:
            raise _twice(*seen[key.value], key, value)
        seen[key.value] = (key, value)


def _twice(
    had: yaml.ScalarNode, its: yaml.Node, key: yaml.ScalarNode, value: yaml.Node
) -> YamlError:
    first, line = had.start_mark.line + 1, key.start_mark.line + 1
    are_blocks = all(isinstance(v, yaml.MappingNode) and not v.flow_style for v in (its, value))
    # Any: PyYAML has no types.
    begin, end = cast("Any", key.start_mark).index, cast("Any", value.end_mark).index
    differs = (
        ", with another value: one of the two has to go" if _plain(its) != _plain(value) else ""
    )
    return YamlError(
        f"the key {key.value[:60]!r} of line {first} a second time{differs}",
        line=line,
        doubled=Doubled(first=first, line=line, begin=begin, end=end, are_blocks=are_blocks),
    )


def _plain(node: yaml.Node) -> object:
    """Return what a node holds, to compare it with another one."""
    if isinstance(node, yaml.ScalarNode):
        return node.tag, node.value
    return type(node), [_plain(each) for each in _children(node)]


def _line(mark: Any) -> int | None:  # noqa: ANN401 - PyYAML's own, without types
    return mark.line + 1 if mark is not None else None


def _column(mark: Any) -> int | None:  # noqa: ANN401 - as above
    return mark.column + 1 if mark is not None else None
