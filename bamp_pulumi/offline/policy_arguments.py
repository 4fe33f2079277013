"""The arguments of `aws.iam.get_policy_document_output`, while some of them are unknown."""

from typing import Any, Final, cast

from pydantic.alias_generators import to_camel

from bamp_pulumi.offline.wire import Plain

__all__ = ["arguments_by_wire_name"]

_LISTS: Final = frozenset(
    {
        "overridePolicyDocuments",
        "sourcePolicyDocuments",
        "statements",
        "actions",
        "not_actions",
        "resources",
        "not_resources",
        "principals",
        "not_principals",
        "conditions",
        "identifiers",
        "values",
    }
)
"""Arguments that are lists, on any level."""
_OF_MAPS: Final = frozenset({"statements", "principals", "not_principals", "conditions"})
_DOCUMENTS: Final = frozenset({"overridePolicyDocuments", "sourcePolicyDocuments"})
_NOT_READ: Final = frozenset({"overrideJson", "sourceJson"})


def arguments_by_wire_name(arguments: object, unknown: type[str]) -> dict[str, Plain] | None:
    """Name the arguments as they travel: `not_actions` is `notActions`.

    Args:
        arguments: As a program gives them, without outputs.
        unknown: Class of the placeholders for unknown values.

    Returns:
        The arguments; None where what is unknown may be a whole list or a whole document.
    """
    if not _is_map(arguments) or not _is_shaped(arguments, unknown):
        return None
    return _by_wire_name(arguments)


def _is_map(value: object) -> bool:
    return isinstance(value, dict)


def _is_shaped(value: object, unknown: type[str]) -> bool:
    if isinstance(value, list):
        return all(_is_shaped(each, unknown) for each in cast("list[object]", value))
    if not isinstance(value, dict):
        return True
    return all(
        _is_shaped_argument(name, each, unknown)
        for name, each in cast("dict[str, object]", value).items()
        if each is not None
    )


def _is_shaped_argument(name: str, value: object, unknown: type[str]) -> bool:
    if name in _NOT_READ:
        return False
    is_list = isinstance(value, list)
    if name in _LISTS and not is_list:
        return False
    items = cast("list[object]", value) if is_list else []
    if name in _DOCUMENTS and any(isinstance(each, unknown) for each in items):
        return False
    return (name not in _OF_MAPS or all(map(_is_map, items))) and _is_shaped(value, unknown)


def _by_wire_name(value: Any) -> Any:  # noqa: ANN401 - arguments on whatever level
    if isinstance(value, list):
        return [_by_wire_name(each) for each in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, object]", value)
    return {to_camel(name): _by_wire_name(each) for name, each in fields.items()}
