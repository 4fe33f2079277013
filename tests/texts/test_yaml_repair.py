"""Lines that YAML does not take, and what they were meant to be."""

import pytest

from bamp_pulumi.texts import YamlError, meant_line, parse_yaml


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

    assert meant_line(text, refused.value, read) == meant


def test_an_error_without_a_line_has_no_correction() -> None:
    """Nobody knows which one."""
    assert not meant_line("a: 1", YamlError("it cannot be read"), read)


def test_the_next_mistake_has_its_turn() -> None:
    """A line is corrected though another one below it is wrong, too."""
    text = "a: @x\nb: @y\n"
    with pytest.raises(YamlError) as refused:
        read(text)

    assert meant_line(text, refused.value, read) == "a: '@x'"
