"""An in-process stand-in for Pulumi's resource monitor.

Plain objects given to the SDK's own settings: no server, no credentials, nothing applied. Inputs
are recorded as the engine would get them, after all transforms. Of the outputs only what can be
stated truthfully is known (`bamp_pulumi.catalog.outputs_of`); everything else stays unknown.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import callback_pb2, provider_pb2, resource_pb2

from bamp_pulumi.catalog import POLICY_DOCUMENT_INPUTS, UNKNOWN
from bamp_pulumi.offline.aliases import aliases_of
from bamp_pulumi.offline.deployed import DeployedResource, DeployedResources
from bamp_pulumi.offline.document import InheritedState, State, Step
from bamp_pulumi.offline.hooks import Hooks
from bamp_pulumi.offline.invokes import Invokes
from bamp_pulumi.offline.json_texts import JsonTexts
from bamp_pulumi.offline.planned_step import keep_inputs, planned_step
from bamp_pulumi.offline.positions import Positions
from bamp_pulumi.offline.references import GET_RESOURCE, known_of, settle_references
from bamp_pulumi.offline.transforms import Transforms
from bamp_pulumi.offline.wire import (
    UNKNOWN_STRING,
    Plain,
    aliases_in,
    decode_struct,
    encode_struct,
    is_sealed,
    opened,
    sealed,
    secret_texts,
    take_outputs_taken,
    take_partly_known,
)
from bamp_pulumi.places import PROVIDER_TYPES, Places, identity_of, stated_outputs

__all__ = ["OfflineMonitor"]

STACK_TYPE: Final = "pulumi:pulumi:Stack"
_STACK_REFERENCE: Final = "pulumi:pulumi:StackReference"
_FEATURES: Final = [
    resource_pb2.RESOURCE_MONITOR_FEATURE_SECRETS,
    resource_pb2.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
    resource_pb2.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
    resource_pb2.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
    resource_pb2.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
    resource_pb2.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
    resource_pb2.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
    resource_pb2.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
    resource_pb2.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
    resource_pb2.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
    resource_pb2.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
]


@dataclass(slots=True)
class OfflineMonitor:
    """Records what a program declares. One instance for one run."""

    project: str
    stack: str
    root: Path
    invokes: Invokes
    places: Places
    stack_outputs: dict[str, dict[str, Plain]] = field(default_factory=dict[str, dict[str, Plain]])
    """Outputs of the other given programs, by every name a stack reference may use for them."""
    steps: list[Step] = field(default_factory=list[Step])
    outputs: dict[str, Plain] = field(default_factory=dict[str, Plain])
    missing_stacks: list[str] = field(default_factory=list[str])
    deployed: DeployedResources = field(default_factory=DeployedResources)
    """What the state of the stack says is there."""
    _states: dict[str, State] = field(default_factory=dict[str, State])
    """What is recorded of each resource, by URN."""
    _retained: dict[str, bool] = field(default_factory=dict[str, bool])
    _protected: dict[str, bool] = field(default_factory=dict[str, bool])
    """Options, after transforms, by URN of those that set them: children take them over."""
    _transforms: Transforms = field(default_factory=Transforms)
    _hooks: Hooks = field(default_factory=Hooks)
    _json_texts: JsonTexts = field(default_factory=JsonTexts)
    _positions: Positions = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Prepare to find the program's own lines."""
        self._positions = Positions(self.root)

    def GetDeploymentInfo(self, _request: Empty) -> resource_pb2.DeploymentInfo:  # noqa: N802
        """List the features that this monitor supports."""
        return resource_pb2.DeploymentInfo(supportedFeatures=_FEATURES)

    def RegisterResource(  # noqa: N802
        self, request: resource_pb2.RegisterResourceRequest
    ) -> resource_pb2.RegisterResourceResponse:
        """Record a resource; answer with its inputs and what can be stated of its outputs."""
        urn = self._urn(request.parent, request.type, request.name)
        if request.type == STACK_TYPE:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        partly = take_partly_known(request.object, POLICY_DOCUMENT_INPUTS)
        outputs_taken = take_outputs_taken(request.object)
        self._inherit_options(request)
        if (applied := self._transforms.apply(request)).is_foreign:
            partly, outputs_taken = {}, {}  # What they have made of the text nobody knows.
        self._transforms.inherit(urn, request)
        self._remember_options(urn, request)
        if request.custom:
            settle_references(request.object)
            partly.update(self._json_texts.write(request.type, request.object))
        aliases = aliases_of(request, urn)
        with self._lock:
            there = self.deployed.take(urn, aliases, is_remote=request.remote)
        keep_inputs(request, there)
        inputs, secrets = decode_struct(request.object)
        state = self._state(urn, request, inputs, secrets)
        _record_what_is_known(state, partly, outputs_taken, applied.inherited)
        if aliases:
            state["aliases"] = aliases
        step, certain = self._planned(request, state, there)
        with self._lock:
            if urn in self._states:
                raise ValueError(_duplicate(self._states[urn], state))
            self._states[urn] = state
            if request.type in PROVIDER_TYPES:
                self.places.record(urn, _marked(inputs))
            self.steps.append(step)
        if not request.custom:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        missing = {name: value for name, value in certain.items() if name not in inputs}
        if missing:
            request.object.update(missing)
        return resource_pb2.RegisterResourceResponse(
            urn=urn, id=str(certain.get("id", "")), object=request.object
        )

    def _planned(
        self,
        request: resource_pb2.RegisterResourceRequest,
        state: State,
        there: DeployedResource | None,
    ) -> tuple[Step, dict[str, Plain]]:
        """Plan what becomes of a resource; returns what is certain of its outputs, too."""
        inputs, place = state["inputs"], None
        if request.custom and there is not None:
            place = self.places.of(request.type, request.provider, _marked(inputs))
        step = planned_step(state, there, replace_on=request.replaceOnChanges, place=place)
        certain: dict[str, Plain] = {**self._stated(request, inputs)}
        if there is None or step["op"] != "same":
            if certain:
                state["outputs"] = {**certain}
        elif place is not None:
            state["id"] = there.id
            certain.update(there.known_outputs(inputs, place.default_tags))
            self._hooks.before_update(request, state["urn"], there)
        return step, certain

    def _stated(
        self, request: resource_pb2.RegisterResourceRequest, inputs: Mapping[str, Plain]
    ) -> dict[str, str]:
        if not request.custom:
            return {}
        return stated_outputs(self.places, request.type, request.provider, _marked(inputs))

    def RegisterResourceOutputs(  # noqa: N802
        self, request: resource_pb2.RegisterResourceOutputsRequest
    ) -> Empty:
        """Keep the stack's outputs: other programs may refer to them."""
        if f"::{STACK_TYPE}::" in request.urn:
            outputs, secrets = decode_struct(request.outputs)
            self.outputs = {n: sealed(v) if n in secrets else v for n, v in outputs.items()}
        return Empty()

    def ReadResource(  # noqa: N802
        self, request: resource_pb2.ReadResourceRequest
    ) -> resource_pb2.ReadResourceResponse:
        """Answer a `get` or a stack reference; what is read is not managed by the program."""
        urn = self._urn(request.parent, request.type, request.name)
        properties, _ = decode_struct(request.properties)
        if request.type == _STACK_REFERENCE:
            found = self._outputs_of(request.id)
            if isinstance(found, dict):
                secret = [name for name, value in found.items() if is_sealed(value)]
                # The SDK wraps again what is named here.
                properties["secretOutputNames"] = [*secret]
                found = {n: opened(v) if n in secret else v for n, v in found.items()}
            properties["outputs"] = found
            return _read(request, urn, encode_struct(properties))
        state: State = {
            "urn": urn,
            "type": request.type,
            "custom": True,
            "external": True,
            "id": request.id,
            "inputs": properties,
            "sourcePosition": self._positions.of(request),
        }
        if request.provider:
            state["provider"] = request.provider
        stated = self._identity(request, properties)
        if stated:
            state["outputs"] = {**stated}
        with self._lock:
            self._states[urn] = state
            self.steps.append({"op": "read", "urn": urn, "newState": state})
        settle_references(request.properties)
        named = {name: v for name, v in stated.items() if name not in (*properties, "id")}
        if named:
            request.properties.update(named)
        return _read(request, urn, request.properties)

    def Invoke(  # noqa: N802
        self, request: resource_pb2.ResourceInvokeRequest
    ) -> resource_pb2.ResourceInvokeResponse:
        """Answer a provider function."""
        arguments, _ = decode_struct(request.args)
        if request.tok == GET_RESOURCE:
            answer = known_of(self._states[str(arguments["urn"])])
        else:
            place = self.places.of_provider(request.tok.partition(":")[0], request.provider)
            answer = self.invokes.answer(request.tok, arguments, place)
        response = resource_pb2.ResourceInvokeResponse()
        # `return` is a keyword of Python's, so the field cannot be named in the call.
        getattr(response, "return").CopyFrom(encode_struct(answer))
        return response

    def Call(  # noqa: N802
        self, request: resource_pb2.ResourceCallRequest
    ) -> provider_pb2.CallResponse:
        """Answer a method of a packaged component: unknown."""
        self.invokes.unanswered.append(request.tok)
        return provider_pb2.CallResponse()

    def RegisterStackTransform(self, request: callback_pb2.Callback) -> Empty:  # noqa: N802
        """Transform every resource from now on."""
        self._transforms.add_stack_transform(request)
        return Empty()

    def RegisterStackInvokeTransform(self, _request: callback_pb2.Callback) -> Empty:  # noqa: N802
        """Accept; nothing offline depends on how a function's arguments are rewritten."""
        return Empty()

    def RegisterResourceHook(  # noqa: N802
        self, request: resource_pb2.RegisterResourceHookRequest
    ) -> Empty:
        """Accept; of hooks only this library's own is run, for it only reads."""
        self._hooks.add(request)
        return Empty()

    def RegisterErrorHook(  # noqa: N802
        self, _request: resource_pb2.RegisterErrorHookRequest
    ) -> Empty:
        """Accept; nothing is created, so nothing fails."""
        return Empty()

    def RegisterPackage(  # noqa: N802
        self, request: resource_pb2.RegisterPackageRequest
    ) -> resource_pb2.RegisterPackageResponse:
        """Accept any parameterized package under its own name."""
        return resource_pb2.RegisterPackageResponse(ref=request.parameterization.name)

    def ExistsResource(  # noqa: N802
        self, _request: resource_pb2.ExistsResourceRequest
    ) -> resource_pb2.ExistsResourceResponse:
        """Return that nothing exists offline."""
        return resource_pb2.ExistsResourceResponse(exists=False)

    def SignalAndWaitForShutdown(self, _request: Empty) -> Empty:  # noqa: N802
        """Let the program end."""
        return Empty()

    def _inherit_options(self, request: resource_pb2.RegisterResourceRequest) -> None:
        """Give a child its parent's options where it has none, as the engine does first of all."""
        if request.parent in self._retained and not request.HasField("retainOnDelete"):
            request.retainOnDelete = self._retained[request.parent]
        if request.parent in self._protected and not request.HasField("protect"):
            request.protect = self._protected[request.parent]

    def _remember_options(self, urn: str, request: resource_pb2.RegisterResourceRequest) -> None:
        if request.HasField("retainOnDelete"):
            self._retained[urn] = request.retainOnDelete
        if request.HasField("protect"):
            self._protected[urn] = request.protect

    def _urn(self, parent: str, type_: str, name: str) -> str:
        """Build the URN as the engine does: the parents' types, the stack left out."""
        parents = parent.split("::")[2] if parent else ""
        chain = "" if parents in ("", STACK_TYPE) else f"{parents}$"
        return f"urn:pulumi:{self.stack}::{self.project}::{chain}{type_}::{name}"

    def _state(
        self,
        urn: str,
        request: resource_pb2.RegisterResourceRequest,
        inputs: dict[str, Plain],
        secrets: set[str],
    ) -> State:
        state: State = {
            "urn": urn,
            "type": request.type,
            "custom": request.custom,
            "inputs": inputs,
            "parent": request.parent,
            "propertyDependencies": {
                name: sorted(deps.urns) for name, deps in request.propertyDependencies.items()
            },
            "dependencies": sorted(request.dependencies),
        }
        if self.invokes.has_aws_managed_keys and (aliases := aliases_in(request.object)):
            state["keyAliases"] = aliases
        if request.provider:
            state["provider"] = request.provider
        if request.protect:
            state["protect"] = True
        if request.retainOnDelete:
            state["retainOnDelete"] = True
        if request.deleteBeforeReplace:
            state["deleteBeforeReplace"] = True
        if request.ignoreChanges:
            state["ignoreChanges"] = list(request.ignoreChanges)
        if request.remote:
            state["remote"] = True
        if secrets:
            state["secretInputs"] = sorted(secrets)
            state["secretTexts"] = sorted(secret_texts(request.object))
        if position := self._positions.of(request):
            state["sourcePosition"] = position
        return state

    def _identity(
        self, request: resource_pb2.ReadResourceRequest, properties: Mapping[str, Plain]
    ) -> dict[str, str]:
        """State the id of a resource that is only read: the rest is known to AWS only."""
        if not request.id or UNKNOWN_STRING in request.id:
            return {}
        marked = _marked(properties)
        return identity_of(self.places, request.type, request.id, request.provider, marked)

    def _outputs_of(self, stack: str) -> Plain:
        """Look up a stack by the names a reference may use: org/project/stack, and shorter."""
        found = self.stack_outputs.get(stack)
        if found is None and stack.count("/") == 2:  # noqa: PLR2004 - org/project/stack
            found = self.stack_outputs.get(stack.partition("/")[2])
        if found is None:
            self.missing_stacks.append(stack)
            return UNKNOWN_STRING
        return found


def _record_what_is_known(
    state: State,
    partly: Mapping[str, Plain],
    outputs_taken: dict[str, Plain],
    inherited: InheritedState | None,
) -> None:
    """Record what is known of unknown inputs, and where inputs come from."""
    if inherited is not None:
        state["inherited"] = inherited
    known = {n: part for n, part in partly.items() if state["inputs"].get(n) == UNKNOWN_STRING}
    if known:
        state["partlyKnown"] = known
    if outputs_taken:
        state["outputsTaken"] = outputs_taken


def _marked(inputs: Mapping[str, Plain]) -> dict[str, object]:
    return {name: UNKNOWN if v == UNKNOWN_STRING else v for name, v in inputs.items()}


def _read(
    request: resource_pb2.ReadResourceRequest, urn: str, properties: Struct
) -> resource_pb2.ReadResourceResponse:
    """Answer a read; its id is the one requested. Older SDKs do not need it in the answer."""
    response = resource_pb2.ReadResourceResponse(urn=urn, properties=properties)
    if "id" in response.DESCRIPTOR.fields_by_name and UNKNOWN_STRING not in request.id:
        response.id = request.id
    return response


def _duplicate(first: State, again: State) -> str:
    """Return the engine's message, with both places."""
    places = " and ".join(filter(None, (s.get("sourcePosition", "") for s in (first, again))))
    where = f", declared in {places.replace('project:///', '').replace('#', ':')}" if places else ""
    return f"Duplicate resource URN '{again['urn']}'{where}; try giving it a unique name"
