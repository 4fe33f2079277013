"""The texts that a program or a state file marks as secret, one by one.

A map counts as secret as a whole when one of its values is; what must not be shown is that value.
"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from bamp_pulumi.estate.pulumi_json import State
from bamp_pulumi.estate.special_values import UNKNOWN_STRING, holds_secret
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["secret_texts"]

_TAGS: Final = ("tags", "tagsAll")
_SHORTEST: Final = 3
"""Characters; shorter ones are parts of most words. Pulumi's own command line masks from 3 on.
Source: pulumi/pulumi, sdk/go/common/util/logging/log.go, CreateFilter (read 2026-11-28)."""


def secret_texts(state: State) -> frozenset[str]:
    """Return the texts inside the open secrets among a resource's inputs, but for its tags.

    An offline run lists them; in an export with `--show-secrets` they stand where they are used.
    """
    beside_tags = (value for name, value in state.inputs.items() if name not in _TAGS)
    found = {*state.secret_texts, *(text for value in beside_tags for text in _inside(value))}
    return frozenset(text for text in found if len(text) >= _SHORTEST)


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _inside(each)
    elif isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)  # JSON: keys are text
        if not holds_secret(fields):
            return
        if isinstance(plaintext := fields.get("plaintext"), str):
            try:
                yield from _leaves(parse_json(plaintext))
            except UnreadableError:
                yield plaintext  # no JSON: it is a secret all the same
            return
        for each in fields.values():
            yield from _inside(each)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str) and UNKNOWN_STRING not in value:
        yield value
    elif isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _leaves(each)
    elif isinstance(value, Mapping):
        for each in cast("Mapping[str, object]", value).values():
            yield from _leaves(each)
