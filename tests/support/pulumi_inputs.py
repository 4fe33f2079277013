"""Which inputs a resource type of the installed pulumi_aws has, by wire path."""

import collections.abc
import importlib
import inspect
import re
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pulumi
from pulumi import _types as pulumi_types  # pyright: ignore[reportPrivateUsage] - its names of inputs are exported nowhere else

__all__ = ["input_kinds", "input_paths"]

_T = typing.TypeVar("_T")


@cache
def input_kinds(type_token: str) -> Mapping[str, str]:
    """List the inputs of a type on their first level, with the kind of value that each takes.

    Returns:
        Wire names with `bool`, `int`, `float`, `str`, `list`, `map` or `object`.
    """
    args = _args_of(type_token)
    names = pulumi_types.input_type_py_to_pulumi_names(args)
    scope = vars(importlib.import_module(args.__module__))
    kinds: dict[str, str] = {}
    for python_name, wire_name in names.items():
        getter = getattr(args, python_name).fget
        hints = typing.get_type_hints(getter, scope | {"Output": pulumi.Output, "T": _T})
        hint = _plain(hints["return"])
        origin = typing.get_origin(hint)
        if origin is collections.abc.Sequence:
            kinds[wire_name] = "list"
        elif origin is collections.abc.Mapping:
            kinds[wire_name] = "map"
        else:
            kinds[wire_name] = hint.__name__ if hint in (bool, int, float, str) else "object"
    return kinds


@cache
def input_paths(type_token: str) -> frozenset[str]:
    """List the inputs of a type.

    Returns:
        Wire paths of values, and of the lists and maps they are in: `rules`, `rules[].ruleName`,
        `tags`, `tags{k}`, `tags{v}`.
    """
    leaves = set(_walk(_args_of(type_token), "", ()))
    return frozenset(leaves | {above for leaf in leaves for above in _containers(leaf)})


def _args_of(type_token: str) -> Any:  # noqa: ANN401 - generated classes
    module, name = type_token.removeprefix("aws:").split(":")
    package = module.split("/", maxsplit=1)[0]
    package = "lambda_" if package == "lambda" else package
    # The SDK loads its modules when an attribute is asked for.
    found = importlib.import_module(f"pulumi_aws.{package}")
    return getattr(found, f"{name}Args", None) or getattr(found, f"_{name}Args")


def _containers(path: str) -> Iterator[str]:
    for suffix in re.finditer(r"\[\]|\{[kv]\}", path):
        yield path[: suffix.start()]


def _walk(args: Any, prefix: str, above: tuple[object, ...]) -> Iterator[str]:  # noqa: ANN401 - generated classes
    names = pulumi_types.input_type_py_to_pulumi_names(args)
    scope = vars(importlib.import_module(args.__module__))
    for python_name, wire_name in names.items():
        getter = getattr(args, python_name).fget
        hints = typing.get_type_hints(getter, scope | {"Output": pulumi.Output, "T": _T})
        yield from _inside(hints["return"], prefix + wire_name, above)


def _inside(hint: Any, path: str, above: tuple[object, ...]) -> Iterator[str]:  # noqa: ANN401 - type hints
    hint = _plain(hint)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is collections.abc.Sequence:
        yield from _inside(inner[0], f"{path}[]", above)
    elif origin is collections.abc.Mapping:
        yield f"{path}{{k}}"
        yield from _inside(inner[1], f"{path}{{v}}", above)
    elif inspect.isclass(hint) and pulumi_types.is_input_type(hint):
        if hint not in above:
            yield from _walk(hint, f"{path}.", (*above, hint))
    else:
        yield path


def _plain(hint: Any) -> Any:  # noqa: ANN401 - type hints
    """Take `Input` and `Optional` off: what is left is one value, list or map."""
    while typing.get_origin(hint) is typing.Union:
        hint = next(
            each
            for each in typing.get_args(hint)
            if each is not type(None)
            and typing.get_origin(each) not in (collections.abc.Awaitable, pulumi.Output)
            and not getattr(each, "__name__", "").endswith("ArgsDict")
        )
    return hint
