"""How the document of a run travels to the process that asked for it.

The answer goes through a pipe that the program knows nothing of, between two lines with a marker
that only the request names. A program is code of the user's own and could find both; what it writes
to the pipe by accident breaks the frame, and no answer is believed that is not whole.
"""

import json
import os
import re
from typing import Final

from bamp_pulumi.offline.document import Document, Failure, Step

__all__ = ["encoded", "framed", "write_all"]

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""What is text to Python and has no UTF-8."""


def encoded(document: Document) -> bytes:
    """Write a document as JSON in UTF-8.

    What cannot be written (a number that is none, lists in lists without end) makes a document with
    a failure, which names the resource.
    """
    try:
        return _json(document)
    except (ValueError, RecursionError, MemoryError) as error:
        return _json(_refused(document, error))


def framed(answer: bytes, marker: str) -> bytes:
    """Put an answer between the lines by which it is recognized."""
    line = marker.encode()
    return b"%b\n%b\n%b\n" % (line, answer, line)


def write_all(descriptor: int, data: bytes) -> None:
    """Write to a pipe until nothing is left."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text).encode()


def _refused(document: Document, error: Exception) -> Document:
    step = next((step for step in document["steps"] if not _can_be_written(step)), None)
    message = str(error) or "it is too large"
    failure: Failure = {"kind": type(error).__name__, "message": message}
    if step is not None:
        place = step["newState"].get("sourcePosition", "").removeprefix("project:///")
        file, _, line = place.partition("#")
        failure["message"] = f"{step['urn']} cannot be written as JSON: {message}"
        if file and line.isdigit():
            failure.update({"file": file, "line": int(line)})
    document = document.copy()
    document["steps"], document["messages"], document["deleted"] = [], [], []
    document["config"], document["stackOutputs"] = {}, {}
    document["failure"] = failure
    return document


def _can_be_written(step: Step) -> bool:
    try:
        _json(step)
    except (ValueError, RecursionError, MemoryError):
        return False
    return True
