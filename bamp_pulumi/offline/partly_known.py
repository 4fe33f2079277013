"""Policies that name what nobody knows before deployment: the rest of their text is known.

`bucket.arn.apply(lambda arn: json.dumps({...}))` is unknown in a preview, for AWS makes up the
name. Who is let in and what is denied is in the program all the same. So a callback that only
writes text is run on a stand-in, and the resource that takes the text is recorded with it. To the
program the value stays unknown.

A callback is run only if it can do nothing but write: it uses `json`, plain values, and functions
like itself. A stand-in answers no question, so what goes by its value stays unknown as a whole.
"""

import importlib
import json
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, NoReturn, cast

import pulumi
from pulumi.output import Unknown
from pulumi.runtime import rpc
from pulumi.runtime.proto import resource_pb2

from bamp_pulumi.offline.invokes import POLICY_DOCUMENT
from bamp_pulumi.offline.text_writers import only_writes
from bamp_pulumi.offline.wire import UNKNOWN_STRING, is_policy, stand_in

__all__ = ["partly_known_texts_kept"]

_APPLY: Final = "apply"
_DUMPS: Final = "json_dumps"
_FORMAT: Final = "format"
_INVOKE_OUTPUT: Final = "invoke_output"
_STATIC: Final = (_DUMPS, _FORMAT)
_NONE_NAMED: Final[Mapping[str, Any]] = MappingProxyType({})
_SERIALIZE: Final = "serialize_property"
_SUPPORTS: Final = "monitor_supports_feature"
_all_are_sent: ContextVar[bool] = ContextVar("all_are_sent", default=False)
"""Whether any partly known text goes to the monitor. Default: those that hold a policy."""

# Any, from here on: values, arguments and results of whatever type, handed on untouched.


class _AsksError(Exception):
    """A callback asks for what nobody knows."""


def _cannot_tell(*_: object, **__: object) -> NoReturn:
    raise _AsksError


_WRITES: Final = frozenset(
    {"__add__", "__format__", "__getattribute__", "__getnewargs__", "__hash__", "__init__"}
    | {"__init_subclass__", "__mod__", "__new__", "__repr__", "__str__", "__class__", "__doc__"}
)
_ANSWERS: Final = {name: _cannot_tell for name in (*dir(str), "__bool__") if name not in _WRITES}
_StandIn: type[str] = type("_StandIn", (str,), {**_ANSWERS, "__hash__": str.__hash__})
"""A text that can be written into others, and answers no question about itself."""


class _PartlyKnown(Unknown):
    """An unknown value of which the text is known but for what stands for unknown parts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


@contextmanager
def partly_known_texts_kept() -> Generator[None, None, None]:
    """Let resources be recorded with the texts of policies that are known in part."""
    output: Any = pulumi.Output
    if not hasattr(output, "_from_data"):  # an SDK before 3.272 keeps its values otherwise
        yield
        return
    invoking: Any = importlib.import_module("pulumi.runtime.invoke")
    originals = [
        (output, _APPLY, getattr(output, _APPLY), _applying),
        (output, _DUMPS, getattr(output, _DUMPS), _dumping),
        (output, _FORMAT, getattr(output, _FORMAT), _formatting),
        (pulumi.runtime, _INVOKE_OUTPUT, getattr(pulumi.runtime, _INVOKE_OUTPUT), _invoking),
        (rpc, _SERIALIZE, getattr(rpc, _SERIALIZE), _serializing),
        (invoking, _SUPPORTS, getattr(invoking, _SUPPORTS), _supporting),
    ]
    for owner, name, original, make in originals:
        made = make(original)
        setattr(owner, name, staticmethod(made) if name in _STATIC else made)
    try:
        yield
    finally:
        for owner, name, original, _ in originals:
            setattr(owner, name, staticmethod(original) if name in _STATIC else original)


def _applying(original: Callable[..., Any]) -> Callable[..., Any]:
    def apply(
        output: Any,  # noqa: ANN401
        func: Callable[[Any], Any],
        run_with_unknowns: bool = False,  # noqa: FBT001, FBT002 - as the SDK has it
    ) -> Any:  # noqa: ANN401
        derived = original(output, func, run_with_unknowns)

        async def written() -> str | None:
            before = await _data_of(output)
            if before.is_known:
                return None
            value = await _standing_in(output, before)
            if func is pulumi.Output.from_input:  # it hands on what it is given
                return str.__str__(value) if isinstance(value, str) else None
            return None if run_with_unknowns else _written(func, value)

        return _derived(derived, written)

    return apply


def _dumping(original: Callable[..., Any]) -> Callable[..., Any]:
    def json_dumps(obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        async def written() -> str | None:
            given: Any = pulumi.Output.from_input(obj)
            value = _filled((await _data_of(given)).value)
            return None if value is None else _marked(json.dumps(value, *args, **kwargs))

        return _derived(original(obj, *args, **kwargs), written)

    return json_dumps


def _formatting(original: Callable[..., Any]) -> Callable[..., Any]:
    def form(format_string: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        async def written() -> str | None:
            listed = await _all_of(*args) if args else ()
            named = await _all_of(**kwargs) if kwargs else _NONE_NAMED
            if listed is None or named is None or not isinstance(format_string, str):
                return None
            return _marked(format_string.format(*listed, **named))

        return _derived(original(format_string, *args, **kwargs), written)

    return form


async def _all_of(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
    of_all: Any = pulumi.Output
    return _filled((await _data_of(of_all.all(*args, **kwargs))).value)


def _invoking(original: Callable[..., Any]) -> Callable[..., Any]:
    def invoke_output(tok: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        # The call is made in a task, which keeps what is set here.
        token = _all_are_sent.set(tok == POLICY_DOCUMENT)
        try:
            return original(tok, *args, **kwargs)
        finally:
            _all_are_sent.reset(token)

    return invoke_output


def _supporting(original: Callable[..., bool]) -> Callable[..., bool]:
    def monitor_supports_feature(feature: object) -> bool:
        # Then a function is called whose arguments come of resources that do not exist yet.
        is_asked = feature == resource_pb2.RESOURCE_MONITOR_FEATURE_INVOKE_DEPENDS_ON
        return (is_asked and _all_are_sent.get()) or original(feature)

    return monitor_supports_feature


def _serializing(original: Callable[..., Any]) -> Callable[..., Any]:
    async def serialize_property(value: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        sent = await original(value, *args, **kwargs)
        if not isinstance(value, pulumi.Output):
            return sent
        given: Any = cast("Any", value)
        data = await _data_of(given)
        if data.is_known or data.is_secret:
            return sent
        text = await _standing_in(given, data)
        is_sent = isinstance(text, str) and (_all_are_sent.get() or is_policy(str.__str__(text)))
        return str.__str__(text) if is_sent else sent

    return serialize_property


def _data_of(output: Any) -> Awaitable[Any]:  # noqa: ANN401
    return output._data  # noqa: SLF001 - of the SDK, whose `_from_data` came with it


def _derived(derived: Any, written: Callable[[], Awaitable[str | None]]) -> Any:  # noqa: ANN401
    """Make an output that keeps what can be written of an unknown one."""

    async def run() -> Any:  # noqa: ANN401
        data = await _data_of(derived)
        if data.is_known:
            return data
        text = await written()
        return data if text is None else replace(data, value=_PartlyKnown(text))

    derived._untrack()  # noqa: SLF001 - a fault is reported by the output that comes of it
    made: Any = pulumi.Output
    return made._from_data(run())  # noqa: SLF001


async def _standing_in(output: Any, data: Any) -> Any:  # noqa: ANN401
    """Return a value with stand-ins for what is unknown; None where that cannot be said."""
    if rpc.contains_unknowns(data.value) and type(data.value) is not Unknown:
        return _filled(data.value)
    # Unknown as a whole: such as the id of a resource, which the SDK keeps as an empty text.
    resources = cast("set[pulumi.Resource]", data.resources)
    named = [(r, name) for r in resources for name, held in vars(r).items() if held is output]
    if len(named) != 1:
        return None
    owner, name = named[0]
    return _StandIn(stand_in(str(await owner.urn.future()), name))


def _filled(value: Any) -> Any:  # noqa: ANN401
    """Put stand-ins in the place of what is known in part; None where a part is not known at all.

    What has no unknown part is no text of this kind, and comes back as it is.
    """
    if isinstance(value, _PartlyKnown):
        return _StandIn(value.text)
    if value is None or isinstance(value, Unknown):
        return None
    if isinstance(value, list | tuple):
        items = [_filled(item) for item in cast("list[Any]", value)]
        return None if any(item is None for item in items) else items
    if isinstance(value, Mapping):
        fields = {key: _filled(item) for key, item in cast("Mapping[Any, Any]", value).items()}
        return None if any(item is None for item in fields.values()) else fields
    return value


def _written(func: Callable[[Any], Any], value: Any) -> str | None:  # noqa: ANN401
    """Return what a callback writes; None where it may do more than that, or asks."""
    if value is None or not only_writes(func):
        return None
    try:
        text = func(value)
    except Exception:  # noqa: BLE001 - whatever a callback makes of a stand-in
        return None
    return _marked(text)


def _marked(text: Any) -> str | None:  # noqa: ANN401
    """Return a text that holds a stand-in; None for anything else: it does not go by the value."""
    plain = str.__str__(text) if isinstance(text, str) else ""
    return plain if UNKNOWN_STRING in plain else None
