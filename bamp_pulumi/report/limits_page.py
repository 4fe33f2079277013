"""The page `docs/reference/limits.md`, made from the table of limits."""

from bamp_pulumi.texts import LIMITS

__all__ = ["render_limits_page"]

_HEAD = """\
# Limits of inputs

Made from `bamp_pulumi.texts` by `make docs`; do not edit. What exceeds a limit is refused with
`BAMP-P14`, exit status 2, before anything is judged. A document inside another one, such as an
access policy, that cannot be read is unknown: what depends on it is unverified.

| What | At most | Why | Write instead |
| --- | --- | --- | --- |
"""
_TAIL = """
## Also refused

Files are read as UTF-8; a byte order mark of UTF-8 is left out, UTF-16 and UTF-32 are refused with
`BAMP-P07` or `BAMP-P04`. A pipe, a device or a folder is no file to read. In JSON and YAML each key
appears once in its object, `NaN` and infinite numbers are refused, and an alias may not refer to
what it is part of. Of YAML's tags, those of JSON's kinds and of days are read.

`*` and `?` in policies, event patterns, filters and selections are compared in bounded time,
whatever the pattern.

## Exit status

| Status | Meaning |
| --- | --- |
| 0 | all is well |
| 1 | something was judged, and a promise is broken |
| 2 | the input is wrong; or an unforeseen error, whose traceback `BAMP_TRACEBACK=1` shows |
| 130 | stopped by Ctrl-C |
| 141 | nobody reads the output any more |
"""


def render_limits_page() -> str:
    """Render the page."""
    rows = (
        f"| {each.of} | {each.most:,} {each.unit} | {each.why} | {each.write} |"
        for each in LIMITS.values()
    )
    return _HEAD + "\n".join(rows) + "\n" + _TAIL
