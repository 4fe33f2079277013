"""Input templates of EventBridge targets: texts that must be JSON once they are filled in.

A template is JSON, with placeholders in texts or in place of values; or one text in double quotes;
or several of them, one a line.

Source: EventBridge user guide, eb-transform-target-input ("For Strings, quotes are required"; of
several lines each is "in double quotes"); EventBridge API, InputTransformer: "The placeholder
cannot be used as an object key" (read 2026-11-28).
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["PREDEFINED_PLACEHOLDERS", "why_no_input", "why_no_template"]

PREDEFINED_PLACEHOLDERS: Final = frozenset(
    {
        "aws.events.rule-arn",
        "aws.events.rule-name",
        "aws.events.event",
        "aws.events.event.ingestion-time",
        "aws.events.event.json",
    }
)
"""Placeholders that need no path."""

_PLACEHOLDER: Final = re.compile(r"<([A-Za-z0-9_.-]+)>", re.ASCII)
"""What looks like a name in angle brackets. A link of Slack (`<https://...|text>`) does not."""
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
# A number cannot be the key of an object, which a placeholder cannot be either.
_FILLED: Final = "0"
# Tabs and line ends inside a text are let through: no page says that EventBridge refuses them.
_DECODER: Final = json.JSONDecoder(strict=False)


def why_no_template(template: str, names: Iterable[str] | None) -> Iterator[str]:
    """List why EventBridge refuses a template; nothing when it does not.

    Args:
        template: The text.
        names: Names that have a path; None when they are not all known.
    """
    if names is not None:
        known = {*names, *PREDEFINED_PLACEHOLDERS}
        for name in dict.fromkeys(_PLACEHOLDER.findall(template)):
            if name not in known:
                yield f"<{name}> stands for no path of inputPaths"
    yield from why_no_input(_filled(template))


def why_no_input(text: str) -> Iterator[str]:
    """List why a text is not JSON, nor several JSON texts, one a line; nothing when it is."""
    found: list[object] = []
    at = 0
    text = text.strip()
    while at < len(text):
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            is_syntax = isinstance(error, json.JSONDecodeError)
            yield f"it is not JSON: {error.msg if is_syntax else 'it is nested too deep'}"
            return
        found.append(value)
        at = end
        while at < len(text) and text[at].isspace():
            at += 1
        if at < len(text) and "\n" not in text[end:at]:
            yield "it is not JSON: there is more after the first value"
            return
    if len(found) > 1 and not all(isinstance(one, str | int) for one in found):
        yield "it is more than one JSON value"


def _filled(template: str) -> str:
    """Put a number in place of each placeholder outside texts; inside, they are text already."""
    parts: list[str] = []
    end = 0
    for string in _STRING.finditer(template):
        parts += [_PLACEHOLDER.sub(_FILLED, template[end : string.start()]), string.group()]
        end = string.end()
    return "".join([*parts, _PLACEHOLDER.sub(_FILLED, template[end:])])
