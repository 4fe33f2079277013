"""Values of environment variables that look like secrets, and how they are kept out of reports.

A program is run with the environment of whoever previews it, as `pulumi up` would run it, and may
print or declare what it finds there. What is masked is decided by the name of the variable and by
its value; a value is found in the forms in which programs write it on.
"""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Self, cast
from urllib.parse import quote, quote_plus

from bamp_pulumi.estate.special_values import MASKED

__all__ = ["SecretValues"]

_STRONG: Final = re.compile(r"(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?)S?\d*$")
"""How the name of a variable ends that holds nothing but a secret."""
_WORDS: Final = re.compile(
    r"TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|APIKEY|WEBHOOK|(?:^|_)KEYS?(?:_|\d*$)|_PWD$"
)
"""What is part of the name of a variable that holds one. `PWD` alone is a folder."""
_OF_PLACES: Final = frozenset(
    {
        *("ALIAS", "ARN", "ARNS", "BACKEND", "DAYS", "DIR", "ENABLED", "ENDPOINT", "FILE"),
        *("HOST", "ID", "IDS", "ISSUER", "LENGTH", "MANAGER", "NAME", "NAMES", "PATH", "PREFIX"),
        *("PROVIDER", "REGION", "ROTATION", "STORE", "SUFFIX", "TIER", "TTL", "TYPE", "USER"),
        "VERSION",
    }
)
"""Last words of names that say where a secret is or how it is kept, and do not hold it."""
_ALWAYS: Final = frozenset({"AWS_ACCESS_KEY_ID"})
_PLACE: Final = re.compile(r"arn:|alias/|[.~]*/|https?://(?!.*(?:@|hook))", re.IGNORECASE)
"""How a value begins that names a thing: to mask it would hide what a preview is about."""
_WORD: Final = re.compile(r"[A-Za-z]+(?:[-_][A-Za-z]+)?")
"""A word, or two: settings such as `disabled` or `aws-kms`."""
_IN_ADDRESS: Final = re.compile(r"^[a-z][\w+.-]*://[^/@:\s]*:([^/@\s]+)@", re.IGNORECASE)
"""The password in an address, whatever its variable is named: `postgres://user:password@host`."""
_SHORTEST: Final = 8
"""Characters. Shorter values are parts of words that have nothing to do with them."""
_SHORTEST_LINE: Final = 16
"""Characters of one line of a value of many lines, such as a private key."""
_VALUES: Final = frozenset({"inputs", "outputs", "config", "stackOutputs", "partlyKnown"})
"""Parts of a document whose texts are masked as a whole, as Pulumi does: a text that holds a secret
is unknown. Elsewhere only the secret is."""

# Any, from here on: documents of offline runs, as JSON.


class SecretValues:
    """The secrets of an environment."""

    def __init__(self, values: Iterable[str]) -> None:
        """Look for these values, in all the forms in which they may be written."""
        forms = {form for value in values for form in _forms(value) if len(form) >= _SHORTEST}
        # The longer first: one form may be a part of another.
        self._forms = sorted(forms, key=lambda form: (-len(form), form))

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Find the values that look like secrets."""
        return cls(_found(environment))

    def mask(self, text: str) -> str:
        """Return a text with `[secret]` in the place of each secret."""
        for form in self._forms:
            if form in text:
                text = text.replace(form, MASKED)
        return text

    def masked(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a document without secrets: what holds one is marked as a secret, and unknown."""
        if not self._forms:
            return document
        text = json.dumps(document, ensure_ascii=False)
        if not any(form in text for form in self._forms):
            return document
        return cast("Mapping[str, Any]", self._masked(document, is_value=False))

    def _masked(self, value: object, *, is_value: bool) -> object:
        if isinstance(value, str):
            masked = self.mask(value)
            return MASKED if is_value and masked != value else masked
        if isinstance(value, list):
            return [self._masked(each, is_value=is_value) for each in cast("list[object]", value)]
        if isinstance(value, dict):
            return {
                self.mask(name): self._masked(each, is_value=is_value or name in _VALUES)
                for name, each in cast("dict[str, object]", value).items()
            }
        return value


def _found(environment: Mapping[str, str]) -> Iterator[str]:
    for name, value in environment.items():
        if in_address := _IN_ADDRESS.match(value):
            yield in_address[1]
        if _is_secret(name.upper(), value):
            yield value
            lines = value.splitlines()
            if len(lines) > 1:
                # A private key is often printed line by line; its first and last say only that.
                yield from (
                    line
                    for line in lines
                    if len(line) >= _SHORTEST_LINE and not line.startswith("-----")
                )


def _is_secret(name: str, value: str) -> bool:
    if len(value) < _SHORTEST or not (name in _ALWAYS or _WORDS.search(name)):
        return False
    if name in _ALWAYS or _STRONG.search(name):
        return not _PLACE.match(value)
    if name.rpartition("_")[2] in _OF_PLACES or _PLACE.match(value):
        return False
    return not _WORD.fullmatch(value)


def _forms(value: str) -> Iterator[str]:
    """List how a value is written: itself, inside JSON and Python's texts, in addresses, base64."""
    yield value
    escaped = (json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1])
    yield from escaped
    # A document inside a document, as policies are.
    yield from (json.dumps(each)[1:-1] for each in escaped)
    yield repr(value)[1:-1]
    encoded = value.encode("utf-8", errors="surrogateescape")
    yield from (quote(encoded, safe=""), quote(encoded), quote_plus(encoded))
    for before in range(3):
        for code in (base64.b64encode, base64.urlsafe_b64encode):
            yield _middle(code(bytes(before) + encoded).decode(), before, len(encoded))


def _middle(written: str, before: int, length: int) -> str:
    """Cut base64 to the characters that depend on nothing before or after the value."""
    first = -(-8 * before // 6)
    last = 8 * (before + length) // 6
    return written[first:last]
