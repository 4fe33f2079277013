"""How one type of resource is kept in moto."""

from collections.abc import Mapping
from typing import Protocol

from tests.e2e.standin.aws_calls import AwsRegion
from tests.e2e.standin.wire import Plain, mapping, texts

__all__ = ["Kind", "key_value_tags", "listed"]

Properties = Mapping[str, Plain]


class Kind(Protocol):
    """What moto is asked for one type. Inputs are opened: no secret is wrapped."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Create (`id_` is None) or update; return what AWS says, with `id`."""
        ...

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Delete."""
        ...


def key_value_tags(
    inputs: Properties, key: str = "Key", value: str = "Value"
) -> list[dict[str, str]]:
    """Write tags as the pairs that most services take."""
    return [{key: name, value: text} for name, text in texts(inputs, "tags").items()]


def listed(value: Plain) -> list[dict[str, Plain]]:
    """Give a list of nested properties; empty where there is none."""
    return [mapping(item) for item in value] if isinstance(value, list) else []
