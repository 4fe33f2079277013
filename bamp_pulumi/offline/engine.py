"""An in-process stand-in for the engine's side of the SDK: logging and the root resource."""

from typing import Final

from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import engine_pb2

__all__ = ["OfflineEngine"]

_SEVERITIES: Final = {
    engine_pb2.INFO: "info",
    engine_pb2.WARNING: "warning",
    engine_pb2.ERROR: "error",
}


class OfflineEngine:
    """The engine's side of the SDK: logging and the root resource."""

    def __init__(self) -> None:
        """Start with no messages."""
        self.messages: list[dict[str, str]] = []
        self._root = ""

    def Log(self, request: engine_pb2.LogRequest) -> Empty:  # noqa: N802 - name of the RPC
        """Keep what the program says; debug lines (four for a resource) are dropped."""
        severity = _SEVERITIES.get(request.severity)
        if severity is not None:
            self.messages.append(
                {"severity": severity, "message": request.message, "urn": request.urn}
            )
        return Empty()

    def GetRootResource(  # noqa: N802
        self, _request: engine_pb2.GetRootResourceRequest
    ) -> engine_pb2.GetRootResourceResponse:
        """Name the stack resource."""
        return engine_pb2.GetRootResourceResponse(urn=self._root)

    def SetRootResource(  # noqa: N802
        self, request: engine_pb2.SetRootResourceRequest
    ) -> engine_pb2.SetRootResourceResponse:
        """Remember the stack resource."""
        self._root = request.urn
        return engine_pb2.SetRootResourceResponse()

    def RequirePulumiVersion(  # noqa: N802
        self, _request: engine_pb2.RequirePulumiVersionRequest
    ) -> engine_pb2.RequirePulumiVersionResponse:
        """Accept any range: there is no engine whose version could be wrong."""
        return engine_pb2.RequirePulumiVersionResponse()
