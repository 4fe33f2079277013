"""The resource provider that the engine talks to: `pulumi-resource-aws`.

One object for one provider of a stack, so default and explicit providers keep their own Region and
default tags. Nothing here knows a resource type; see `cloud`, `naming` and `differences`.

Source: proto/pulumi/provider.proto of pulumi/pulumi, which states what each call must do.
"""

import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Final

import grpc
from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

from tests.e2e.standin.aws_calls import AwsRegion
from tests.e2e.standin.cloud import Cloud
from tests.e2e.standin.differences import difference
from tests.e2e.standin.functions import answer
from tests.e2e.standin.naming import DEFAULTS, named
from tests.e2e.standin.tags import with_default_tags
from tests.e2e.standin.wire import Plain, mapping, opened, read_struct, text, write_struct

__all__ = ["StandInProvider"]

_VERSION: Final = version("pulumi-aws")
_HOME: Final = "us-east-1"

Context = grpc.ServicerContext


class StandInProvider(provider_pb2_grpc.ResourceProviderServicer):
    """A provider named `aws` that keeps what it creates in a `Cloud`.

    What it does not answer (`Construct`, `Call`, `Parameterize`, `List`) the base class refuses as
    not implemented.
    """

    def __init__(self, cloud: Cloud) -> None:
        """Start unconfigured."""
        self._cloud = cloud
        self._region = _HOME
        self._default_tags: Mapping[str, Plain] = {}

    # Names and arguments of the RPCs are the protocol's.
    # ruff: noqa: ARG002, N802

    def Handshake(
        self, request: provider_pb2.ProviderHandshakeRequest, context: Context
    ) -> provider_pb2.ProviderHandshakeResponse:
        """Take secrets wrapped; outputs, as any bridged provider, only as plain values."""
        return provider_pb2.ProviderHandshakeResponse(accept_secrets=True)

    def Configure(
        self, request: provider_pb2.ConfigureRequest, context: Context
    ) -> provider_pb2.ConfigureResponse:
        """Take Region and default tags."""
        inputs = mapping(opened(read_struct(request.args)))
        self._region = text(inputs, "region") or _HOME
        # Nested properties of a provider travel as JSON text.
        given = inputs.get("defaultTags")
        tags: dict[str, Plain] = json.loads(given) if isinstance(given, str) else mapping(given)
        self._default_tags = mapping(tags.get("tags"))
        return provider_pb2.ConfigureResponse(acceptSecrets=True, supportsPreview=True)

    def CheckConfig(
        self, request: provider_pb2.CheckRequest, context: Context
    ) -> provider_pb2.CheckResponse:
        """Accept any configuration."""
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(
        self, request: provider_pb2.DiffRequest, context: Context
    ) -> provider_pb2.DiffResponse:
        """Replace a provider, and what it made, only when its Region changes."""
        olds, news = read_struct(request.old_inputs), read_struct(request.news)
        return difference("pulumi:providers:aws", olds, news)

    def Check(
        self, request: provider_pb2.CheckRequest, context: Context
    ) -> provider_pb2.CheckResponse:
        """Echo the inputs, with default tags merged in and an automatic name where none is."""
        olds, news = read_struct(request.olds), read_struct(request.news)
        token = _token(request.urn)
        tagged = with_default_tags(token, news, self._default_tags)
        inputs = named(token, _name(request.urn), request.randomSeed, olds, tagged)
        return provider_pb2.CheckResponse(inputs=write_struct(inputs))

    def Diff(
        self, request: provider_pb2.DiffRequest, context: Context
    ) -> provider_pb2.DiffResponse:
        """Compare inputs with inputs."""
        olds, news = read_struct(request.old_inputs), read_struct(request.news)
        return difference(_token(request.urn), olds, news)

    def Create(
        self, request: provider_pb2.CreateRequest, context: Context
    ) -> provider_pb2.CreateResponse:
        """Create; a preview knows the inputs and nothing that AWS computes."""
        inputs = read_struct(request.properties)
        if request.preview:
            return provider_pb2.CreateResponse(properties=_without_defaults(inputs))
        token, name = _token(request.urn), _name(request.urn)
        made = self._cloud.create(token, name, inputs, self._region_of(inputs))
        return provider_pb2.CreateResponse(id=made.id, properties=write_struct(made.outputs))

    def Read(
        self, request: provider_pb2.ReadRequest, context: Context
    ) -> provider_pb2.ReadResponse:
        """Find a resource by id; an empty answer says that there is none.

        An imported one may be asked for as `id@region` (pulumi_aws 7).
        """
        id_, _, elsewhere = request.id.partition("@")
        region = elsewhere or self._region_of(read_struct(request.properties))
        found = self._cloud.read(_token(request.urn), id_, region)
        if found is None:
            return provider_pb2.ReadResponse()
        return provider_pb2.ReadResponse(
            id=found.id,
            properties=write_struct(found.outputs),
            inputs=write_struct(found.inputs),
        )

    def Update(
        self, request: provider_pb2.UpdateRequest, context: Context
    ) -> provider_pb2.UpdateResponse:
        """Update in place."""
        inputs = read_struct(request.news)
        if request.preview:
            known = {**read_struct(request.olds), **inputs}
            return provider_pb2.UpdateResponse(properties=_without_defaults(known))
        token = _token(request.urn)
        made = self._cloud.update(token, request.id, inputs, self._region_of(inputs))
        return provider_pb2.UpdateResponse(properties=write_struct(made.outputs))

    def Delete(self, request: provider_pb2.DeleteRequest, context: Context) -> Empty:
        """Delete."""
        inputs = read_struct(request.old_inputs)
        self._cloud.delete(_token(request.urn), request.id, inputs, self._region_of(inputs))
        return Empty()

    def Invoke(
        self, request: provider_pb2.InvokeRequest, context: Context
    ) -> provider_pb2.InvokeResponse:
        """Answer a function."""
        arguments = mapping(opened(read_struct(request.args)))
        region = AwsRegion(self._cloud.aws, self._region_of(arguments))
        result = write_struct(answer(request.tok, arguments, region))
        response = provider_pb2.InvokeResponse()
        # `return` is a word of Python's own.
        getattr(response, "return").CopyFrom(result)
        return response

    def GetSchema(
        self, request: provider_pb2.GetSchemaRequest, context: Context
    ) -> provider_pb2.GetSchemaResponse:
        """Name the package: Python programs bring the types themselves."""
        schema = json.dumps({"name": "aws", "version": _VERSION})
        return provider_pb2.GetSchemaResponse(schema=schema)

    def GetMapping(
        self, request: provider_pb2.GetMappingRequest, context: Context
    ) -> provider_pb2.GetMappingResponse:
        """Say that nothing is converted from other tools."""
        return provider_pb2.GetMappingResponse()

    def GetPluginInfo(self, request: Empty, context: Context) -> plugin_pb2.PluginInfo:
        """Say the version that the installed SDK asks for."""
        return plugin_pb2.PluginInfo(version=_VERSION)

    def Attach(self, request: plugin_pb2.PluginAttach, context: Context) -> Empty:
        """Need nothing of the engine."""
        return Empty()

    def Cancel(self, request: Empty, context: Context) -> Empty:
        """Stop nothing: every call is short."""
        return Empty()

    def _region_of(self, inputs: Mapping[str, Plain]) -> str:
        return text(inputs, "region") or self._region


def _token(urn: str) -> str:
    """Read a resource's own type off its URN, which names its parents' types before it."""
    return urn.split("::")[2].rpartition("$")[2]


def _name(urn: str) -> str:
    return urn.split("::", 3)[3]


def _without_defaults(inputs: Mapping[str, Plain]) -> Struct:
    return write_struct({name: value for name, value in inputs.items() if name != DEFAULTS})
