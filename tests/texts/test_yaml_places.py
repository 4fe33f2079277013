"""Lines of values in YAML as people write it."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.texts import YamlPlaces, parse_yaml, path_of

TEXT = """\
# A comment, and a blank line.

config:
  aws:region: us-east-1
  "quoted key": 1
  list:
  - a
  -   name: second
      x: 1
  - {x: 1, y: [1,
      2]}
  folded: >
    one
    two
  after: 1
"""
MERGED = """\
base: &base
  own: 1
  shared: 1
one:
  <<: *base
  own: 2
two:
  <<: [{first: 1}, *base]
three: *base
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("", 1),
        ("config", 3),
        ("config.aws:region", 4),
        ("config.quoted key", 5),
        ("config.list", 6),
        ("config.list.0", 7),
        ("config.list.1", 8),
        ("config.list.second", 8),
        ("config.list.second.x", 9),
        ("config.list.2.y", 10),
        ("config.list.2.y.1", 11),
        ("config.folded", 12),
        ("config.after", 15),
        ("config.nothing", 3),
        ("config.list.7", 6),
        ("config.after.below", 15),
        ("elsewhere", 1),
    ],
)
def test_a_path_leads_to_the_line_of_its_key_or_of_what_is_around(path: str, line: int) -> None:
    """In blocks, in brackets, behind comments and texts of several lines."""
    assert line_in(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("one.own", 6),
        ("one.shared", 3),
        ("two.first", 8),
        ("two.shared", 3),
        ("three.own", 2),
        ("three", 9),
    ],
)
def test_what_is_merged_or_repeated_stands_where_it_was_written(path: str, line: int) -> None:
    """The line to correct is that of the anchor."""
    assert line_in(MERGED, path) == line


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\r\nb:\r\n  c: 2\r\n",
        "\ufeffa: 1\nb:\n  c: 2\n",
        "a: 1\nb: {\n  c: 2}",
        "--- # a document\nb:\n  c: 2\n...\n",
        "a: 1 # b: c\nb:\n\n\n  'c': !!int 2\n",
        "? a\n: 1\nb:\n  ? c\n  : 2\n",
    ],
)
def test_line_ends_marks_and_comments_do_not_move_a_line(text: str) -> None:
    """Lines are those that an editor shows."""
    lines = text.splitlines()
    shown = next(n for n, line in enumerate(lines, 1) if line.strip().strip("?' ")[:1] == "c")

    assert line_in(text, "b.c") == shown


def test_a_text_without_anything_has_one_line() -> None:
    """Nothing is somewhere, too."""
    assert YamlPlaces("", None, "f.yaml").where("a.b") == "f.yaml:1"


_KEYS = st.text("abc.:-", min_size=1, max_size=4) | st.sampled_from(["name", "0", "1", "yes"])
_DOCUMENTS = st.recursive(
    st.integers() | st.booleans() | st.text("ab: #'\n", max_size=6) | st.none(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(_KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


@given(document=st.dictionaries(_KEYS, _DOCUMENTS, min_size=1, max_size=4))
def test_every_path_leads_to_the_line_where_its_value_stands(document: dict[str, Any]) -> None:
    """Of any document: in its block form, where each key has a line of its own."""
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
    read = parse_yaml(text, path="f", has_days=False)
    places = YamlPlaces(text, read, "f")

    root: Any = yaml.SafeLoader(text).get_single_node()  # Any: PyYAML has no types
    for steps, node_line in _lines(root, ()):
        if _is_plain(read, steps):
            assert places.line(path_of(read, steps)) == node_line


def _is_plain(document: object, steps: tuple[str | int, ...]) -> bool:
    """Leave out paths that two entries share, such as a key `a.b` beside `a` with `b`."""
    here: Any = document  # Any: any document
    for step in steps:
        keys = [str(key) for key in here] if not isinstance(step, int) else []
        if "." in str(step) or any(k != step and k.startswith(f"{step}.") for k in keys):
            return False
        if isinstance(step, int) and "'name':" in repr(here):
            return False
        here = here[step]
    return True


def _lines(node: Any, steps: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], int]]:  # noqa: ANN401
    found: list[tuple[tuple[str | int, ...], int]] = []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found.append(((*steps, key.value), key.start_mark.line + 1))
            found += _lines(value, (*steps, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            found.append(((*steps, number), item.start_mark.line + 1))
            found += _lines(item, (*steps, number))
    return found


def line_in(text: str, path: str) -> int:
    """Return the line of a path."""
    return YamlPlaces(text, parse_yaml(text, path="f", has_days=False), "f").line(path)
