"""Which line of the program led to a resource, of all the frames that the SDK sends."""

import traceback
from pathlib import Path
from typing import Final, cast
from urllib.parse import unquote, urlparse

from pulumi.runtime.proto import resource_pb2, source_pb2

__all__ = ["Positions"]

_PACKAGE: Final = Path(__file__).resolve().parents[1]
"""This library: its lines are never the program's."""


class Positions:
    """Finds lines of the program in a folder."""

    def __init__(self, root: Path) -> None:
        """Start without any file looked at."""
        self._root = root
        # Each resource comes with a dozen frames of the same few files.
        self._files: dict[str, str] = {}

    def of(
        self, request: resource_pb2.RegisterResourceRequest | resource_pb2.ReadResourceRequest
    ) -> str:
        """Find the innermost line of the program itself; empty when none led to a resource.

        Returns:
            `project:///__main__.py#21`, as Pulumi writes it.
        """
        # The generated types import `source_pb2` under a name that type checkers cannot follow.
        trace = cast("source_pb2.StackTrace", request.stackTrace)  # pyright: ignore[reportUnknownMemberType]
        return self.of_trace(trace)

    def of_failure(self, error: BaseException) -> str:
        """Find the line of the resource whose registration failed before it was sent.

        The SDK puts a resource's inputs together after the line that declares it, where no frame
        of the program is left. It holds the frames that it would have sent in its own.
        """
        for frame, _ in traceback.walk_tb(error.__traceback__):
            trace = frame.f_locals.get("stack_trace")
            if isinstance(trace, source_pb2.StackTrace) and (found := self.of_trace(trace)):
                return found
        return ""

    def of_trace(self, trace: source_pb2.StackTrace) -> str:
        """Find the innermost line of the program itself in frames; empty where there is none."""
        for frame in trace.frames:
            uri = frame.pc.uri
            if uri not in self._files:
                self._files[uri] = self._file_of(uri)
            if self._files[uri]:
                return f"{self._files[uri]}#{frame.pc.line}"
        return ""

    def _file_of(self, uri: str) -> str:
        path = Path(unquote(urlparse(uri).path))
        ours = path.is_relative_to(_PACKAGE) or "site-packages" in path.parts
        if ours or not path.is_relative_to(self._root):
            return ""
        return f"project:///{path.relative_to(self._root).as_posix()}"
