"""Run a program against a monitor that records nothing: `python silent_monitor.py PROGRAM`.

What the SDK itself costs, which is what an offline preview is compared with.
"""

import asyncio
import gc
import runpy
import sys

from google.protobuf.empty_pb2 import Empty
from pulumi.runtime import Settings, configure, run_in_stack, set_all_config
from pulumi.runtime.proto import engine_pb2, resource_pb2

# Names of the RPCs, from here on.
# ruff: noqa: N802, D102


class SilentEngine:
    """The engine's side: the root resource, and no log."""

    def __init__(self) -> None:
        """Start without a root resource."""
        self._root = ""

    def Log(self, _request: engine_pb2.LogRequest) -> Empty:
        return Empty()

    def GetRootResource(
        self, _request: engine_pb2.GetRootResourceRequest
    ) -> engine_pb2.GetRootResourceResponse:
        return engine_pb2.GetRootResourceResponse(urn=self._root)

    def SetRootResource(
        self, request: engine_pb2.SetRootResourceRequest
    ) -> engine_pb2.SetRootResourceResponse:
        self._root = request.urn
        return engine_pb2.SetRootResourceResponse()


class SilentMonitor:
    """Answers with what it was asked, and keeps nothing."""

    def GetDeploymentInfo(self, _request: Empty) -> resource_pb2.DeploymentInfo:
        features = [
            resource_pb2.RESOURCE_MONITOR_FEATURE_SECRETS,
            resource_pb2.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
        ]
        return resource_pb2.DeploymentInfo(supportedFeatures=features)

    def RegisterResource(
        self, request: resource_pb2.RegisterResourceRequest
    ) -> resource_pb2.RegisterResourceResponse:
        urn = f"urn:pulumi:test::perf::{request.type}::{request.name}"
        return resource_pb2.RegisterResourceResponse(urn=urn, id="", object=request.object)

    def RegisterResourceOutputs(
        self, _request: resource_pb2.RegisterResourceOutputsRequest
    ) -> Empty:
        return Empty()

    def SignalAndWaitForShutdown(self, _request: Empty) -> Empty:
        return Empty()


def main() -> None:
    """Run the program that the command line names."""
    set_all_config({}, [])
    configure(
        Settings(
            project="perf",
            stack="test",
            monitor=SilentMonitor(),
            engine=SilentEngine(),
            dry_run=True,
            parallel=16,
            root_directory=".",
        )
    )
    gc.disable()

    async def program() -> None:
        runpy.run_path(sys.argv[1])

    asyncio.new_event_loop().run_until_complete(run_in_stack(program))


if __name__ == "__main__":
    main()
