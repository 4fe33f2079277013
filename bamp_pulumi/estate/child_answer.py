"""What a program's process has answered, and whether to believe it.

An answer is believed when it is whole, stands between the marker of this very run, stays within the
limits, and the process ended with exit status 0 after it.
"""

import json
import signal
from collections.abc import Mapping
from typing import Any, Final, cast

from bamp_pulumi.estate.child_process import Ended, Stopped
from bamp_pulumi.estate.run_limits import (
    ANSWER_BYTES,
    END_SECONDS,
    NESTED_LEVELS,
    OUTPUT_BYTES,
    RESOURCES,
    RunLimit,
)
from bamp_pulumi.estate.secret_values import SecretValues

__all__ = ["LIMIT_EXCEEDED", "NEVER_ENDED", "PROCESS_ENDED", "document_of"]

PROCESS_ENDED: Final = "ProcessError"
"""Kind of the failure of a process that left no answer to believe."""
LIMIT_EXCEEDED: Final = "LimitExceeded"
"""Kind of the failure of a program that declares more than is read."""
NEVER_ENDED: Final = "NeverEnded"
"""Kind of the failure of a program that declares all, and does not end."""
_LINE_CHARACTERS: Final = 300
"""Of one line of a program's output in a message."""

_Document = dict[str, Any]  # Any: the document of an offline run, as JSON


def document_of(ended: Ended, marker: str, secrets: SecretValues) -> _Document:
    """Return the document that a program's process has answered.

    Args:
        ended: The process; not one that was stopped before it answered.
        marker: Stands before and after the answer.
        secrets: What no message may show of what was printed; the document keeps them.

    Returns:
        The document; one with nothing but a `failure` where it is not to be believed.
    """
    document = _framed(ended.answer, marker)
    if ended.stopped is Stopped.ANSWERED_TOO_MUCH:
        failure = _exceeds(ANSWER_BYTES, f"more than {ANSWER_BYTES.value:,} bytes")
    elif document is not None and document.get("failure"):
        return document
    elif ended.stopped is Stopped.NEVER_ENDED:
        failure = _failure(
            NEVER_ENDED,
            "has declared all its resources and was still running "
            f"{END_SECONDS.value} seconds later, or when its time was over",
        )
    elif ended.status != 0:
        failure = _failure(PROCESS_ENDED, f"{_end_of(ended.status)}{_printed(ended, secrets)}")
    elif document is None:
        end = "ended with exit status 0 and without a result"
        failure = _failure(PROCESS_ENDED, f"{end}{_printed(ended, secrets)}")
    elif (count := len(document["steps"])) > RESOURCES.value:
        failure = _exceeds(RESOURCES, f"{count:,}")
    elif not _is_flat(document):
        failure = _exceeds(NESTED_LEVELS, "more")
    else:
        return document
    return failure


def _framed(answer: bytes, marker: str) -> _Document | None:
    """Read a whole answer; None for any other."""
    line = marker.encode()
    head, tail = line + b"\n", b"\n" + line + b"\n"
    if not answer.startswith(head) or not answer.endswith(tail) or len(answer) <= len(head + tail):
        return None
    try:
        document = json.loads(answer[len(head) : -len(tail)])
    except (ValueError, RecursionError):
        return None
    return cast("_Document", document) if _is_document(document) else None


def _is_document(document: object) -> bool:
    if not isinstance(document, dict):
        return False
    fields = cast("dict[str, object]", document)  # JSON: keys are text
    return isinstance(fields.get("steps"), list) or isinstance(fields.get("failure"), dict)


def _is_flat(document: Mapping[str, object]) -> bool:
    """Return whether lists and maps stand in one another no deeper than what is read."""
    level: list[object] = [document]
    for _ in range(NESTED_LEVELS.value):
        below: list[object] = []
        for each in level:
            if isinstance(each, dict):
                below += cast("dict[str, object]", each).values()
            elif isinstance(each, list):
                below += cast("list[object]", each)
        if not below:
            return True
        level = below
    return False


def _exceeds(limit: RunLimit, found: str) -> _Document:
    return _failure(
        LIMIT_EXCEEDED, f"{limit.of}: {found}; {limit.value:,} {limit.unit} is the most"
    )


def _failure(kind: str, message: str) -> _Document:
    return {"failure": {"kind": kind, "message": message}}


def _end_of(status: int) -> str:
    if status >= 0:
        return f"ended with exit status {status}"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    memory = ", as Linux ends one when memory runs out" if -status == signal.SIGKILL else ""
    return f"ended by {name}{memory}"


def _printed(ended: Ended, secrets: SecretValues) -> str:
    """Return what it printed first and last, where it printed anything."""
    # Masked as a whole: a part of a secret is found no more.
    lines = [line.strip() for line in secrets.mask(ended.output.text()).splitlines()]
    lines = [line for line in lines if line]
    if not lines:
        return ""
    first, last = lines[0], lines[-1]
    said = f"; it printed: {first[:_LINE_CHARACTERS]}{_left_out(first)}"
    if len(lines) > 1:
        # From its end: its beginning may not have been kept.
        said += f" ...{_left_out(last)} {last[-_LINE_CHARACTERS:]}"
    total = ended.output.total_bytes
    return said + (f" ({total:,} bytes in all)" if total > 2 * OUTPUT_BYTES.value else "")


def _left_out(line: str) -> str:
    number = len(line) - _LINE_CHARACTERS
    return f" [{number:,} characters are left out]" if number > 0 else ""
