"""Lines that YAML does not take, and what they were meant to be."""

import pytest

from bamp_pulumi.texts import MeantLine, YamlError, meant_line, parse_yaml, with_colon


def read(text: str) -> object:
    """Read a text."""
    return parse_yaml(text, path="f", has_days=False)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a:\n  b: 1\n\tc: 2\n", "c: 2"),
        ("a: 1\na: 2\n", "nothing: remove this line"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "nothing: remove this line"),
        ("a: [1, 2\n", "a: [1, 2]"),
        ("a: {b: [1}\nc: 1\n", ""),
        ("a: *\n", "a: '*'"),
        ("a: @daily\n", "a: '@daily'"),
        ("a: `x`\n", "a: '`x`'"),
        ("a: b: c\n", "a: 'b: c'"),
        ("a: 'x\n", "a: 'x'"),
        ("a: {s: cron(0 20 ? * * *)}\n", "a: {s: 'cron(0 20 ? * * *)'}"),
        ("a: 1\n   b: 2\n", "b: 2"),
        ("a: 1\nb:2\n", "b: 2"),
        ("a: 1\r\na: 2\r\n", "nothing: remove this line"),
        ("a: 1\n---\nb: 2\n", "nothing: remove this line"),
    ],
)
def test_a_line_becomes_what_was_meant(text: str, meant: str) -> None:
    """Without the spaces before it; empty where no correction helps."""
    with pytest.raises(YamlError) as refused:
        read(text)

    found = meant_line(text, refused.value, read)

    assert (found.write if found else "") == meant


@pytest.mark.parametrize(
    ("text", "number", "meant"),
    [
        ("c:\n  a: 1\n  bamp:owner svc\n", 3, "bamp:owner: svc"),
        ("c:\n  a: 1\n  bamp:owner svc\n  b: 1\n", 3, "bamp:owner: svc"),
        ("c:\n  bamp:owner svc # of data\n  # a\n\n  b: 1\n", 2, "bamp:owner: svc # of data"),
        ("c:\n  bamp:owner svc\n  d:\n    - e: 1\n", 2, "bamp:owner: svc"),
        ("c:\n  p:\n    extends default\n    r: 1\n", 3, "extends: default"),
        ("c:\n  a: 1\n  bamp:owner:svc\n", 3, "bamp:owner: svc"),
        ("c:\n  - a: 1\n    bamp:b c\n    d: 1\n", 3, "bamp:b: c"),
        ('a: "svc\nb: 1\n', 1, "a: 'svc'"),
        ('a: {b: "the "old" x", c: 1}\n', 1, "a: {b: 'the \"old\" x', c: 1}"),
        ('a:\n  - {b: "it\'s "old"", c: 1}\n', 2, "- {b: 'it''s \"old\"', c: 1}"),
        ("a: {b: 'the team's', c: 'd'}\n", 1, "a: {b: 'the team''s', c: 'd'}"),
        ('a: 1\nb: "the "old" x"\nc: 1\n', 2, "b: 'the \"old\" x'"),
        ('b: "old" x\n', 1, "b: '\"old\" x'"),
        ('b: the: "old"\n', 1, "b: 'the: \"old\"'"),
    ],
)
def test_the_line_that_is_wrong_is_the_one_that_is_corrected(
    text: str, number: int, meant: str
) -> None:
    """YAML notices a missing colon one or two lines later; pasted, the text is read."""
    with pytest.raises(YamlError) as refused:
        read(text)

    assert meant_line(text, refused.value, read) == MeantLine(number, meant)


@pytest.mark.parametrize("line", ["a: b", "a:", "bamp:a: b", "- a: b", "[a, b]", "", "word"])
def test_a_line_that_needs_no_colon_gets_none(line: str) -> None:
    """It has one, or is no key with a value."""
    assert not with_colon(line)


def test_an_error_without_a_line_has_no_correction() -> None:
    """Nobody knows which one."""
    assert not meant_line("a: 1", YamlError("it cannot be read"), read)


def test_the_next_mistake_has_its_turn() -> None:
    """A line is corrected though another one below it is wrong, too."""
    text = "a: @x\nb: @y\n"
    with pytest.raises(YamlError) as refused:
        read(text)

    assert meant_line(text, refused.value, read) == MeantLine(1, "a: '@x'")
