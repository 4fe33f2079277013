"""Addresses of destinations: what AWS takes, what stands in no configuration, what was meant."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Final, cast

from pydantic import BeforeValidator, ValidationInfo

from bamp_pulumi.baseline.alerts.channels import (
    CHANNELS,
    INVISIBLE,
    SecretUse,
    channel_of_host,
)
from bamp_pulumi.catalog import (
    fictional_in_words,
    no_page_at,
    reserved_domain_of,
    reserved_in_words,
)
from bamp_pulumi.errors import RefusedError, Several, ToFillIn
from bamp_pulumi.policy import A_NUMBER, A_WEB_ADDRESS, AN_ADDRESS, Spelling
from bamp_pulumi.remedies import is_secret_text

__all__ = [
    "EXAMPLES",
    "Email",
    "Phone",
    "Runbook",
    "SecretName",
    "WebAddress",
    "destination_of_text",
    "require_one_address",
]

_SOME_EMAIL: Final = ToFillIn("backup-oncall@example.com", AN_ADDRESS)
_SOME_PHONE: Final = ToFillIn("+12025550123", A_NUMBER)
_SOME_WEB_ADDRESS: Final = ToFillIn("https://alerts.example.com/backup", A_WEB_ADDRESS)
EXAMPLES: Final[Mapping[str, object]] = MappingProxyType(
    {
        "email": _SOME_EMAIL,
        "sms": _SOME_PHONE,
        "slack": "bamp/slack",
        "pagerduty": "bamp/pagerduty",
        "webhook": _SOME_WEB_ADDRESS,
        "webhook_secret": "bamp/webhook",
        "tickets": True,
    }
)
"""What to write where nothing that was given says better, by field.

Where a message goes only the reader knows: an example would be an address that no message reaches.
"""

_EMAIL: Final = CHANNELS["email"].address_pattern
_PHONE: Final = r"\+[1-9]\d{6,14}"
_NORTH_AMERICAN: Final = 11
"""Digits of a number that begins with 1."""
_NAME: Final = r"(?!https?:)[A-Za-z0-9/_+=.@:-]{1,256}"
_SHORTEST: Final = 3
"""Fewest characters behind the scheme of an address."""
_MANY_ADDRESSES: Final = ("email", "sms")
_SEPARATORS: Final = r"[,;\s]+"


def _meant_email(value: str) -> str:
    """Return the address in `Name <address>`, `mailto:address`, `email:address` or ` address `.

    A comma in the place of a period, and a space within an address, are slips of the hand.
    """
    seen = re.sub(f"[{INVISIBLE}]", "", value)
    plain = re.sub(r"(?i:mailto|e-?mail):|[<>,;]", " ", seen)
    closed = re.sub(r"\s+", "", seen).replace(",", ".").rstrip(".;")
    found = re.search(_EMAIL, plain) or re.fullmatch(_EMAIL, closed)
    # One of several would leave out somebody who was meant.
    is_one = seen.count("@") == 1
    return found[0] if found and is_one and not reserved_domain_of(found[0]) else _SOME_EMAIL


def _meant_phone(value: str) -> str:
    """Return a number with its country; of a national one, as of 0171 5550123, nobody knows it."""
    digits = re.sub(r"\D", "", value)
    digits = digits.removeprefix("00")[:15]
    # Behind 1 there are ten digits (E.164, numbering plan of North America): of other numbers, such
    # as one that Pulumi has read as octal and written back, nobody knows what was meant.
    is_short = digits.startswith("1") and len(digits) != _NORTH_AMERICAN
    is_known = re.fullmatch(_PHONE, f"+{digits}") and not fictional_in_words(digits)
    return f"+{digits}" if is_known and not is_short else _SOME_PHONE


def _meant_webhook(value: str) -> str:
    """Return a text as an address that AWS calls."""
    return _meant_address(value, reserved_in_words)


def _meant_page(value: str) -> str:
    """Return a text as the address of a page."""
    return _meant_address(value, no_page_at)


def _meant_address(value: str, wrong_with: Callable[[str], str]) -> str:
    """Return a text as an address on the web, unless it is known to lead nowhere."""
    rest = re.sub(r"^\s*(https?:)?/*|\s+$", "", value)
    rest = re.sub(r"[\s<>]+", "-", rest)
    meant = f"https://{rest}"
    is_address = len(rest) >= _SHORTEST and _is_filled_in(meant) and not wrong_with(meant)
    return meant if is_address else _SOME_WEB_ADDRESS


def _is_filled_in(address: str) -> bool:
    """Return False for an address whose host is still the blank of a remedy."""
    return re.match(rf"https?://{AN_ADDRESS}(?![\w.-])", address) is None


Email = Annotated[
    str,
    Spelling(
        code="BAMP-B41",
        pattern=_EMAIL,
        allowed="one address with one @ and a domain after it",
        why="AWS refuses anything else, and takes several in one text for one that does not exist",
        nearest=_meant_email,
    ),
]
"""E-mail address."""

Phone = Annotated[
    str,
    Spelling(
        code="BAMP-B41",
        pattern=_PHONE,
        allowed="+, the country, and the number: 7 to 15 digits without a space, in quotes",
        why="AWS takes telephone numbers of the form E.164",
        nearest=_meant_phone,
    ),
]
"""Telephone number."""

WebAddress = Annotated[
    str,
    Spelling(
        code="BAMP-B43",
        pattern=r"https://[^\s<>]{3,2000}",
        allowed="an address that begins with https://",
        why="AWS calls no other",
        nearest=_meant_webhook,
        exists=_is_filled_in,
    ),
]
"""Address that is called."""

Runbook = Annotated[
    str,
    Spelling(
        code="BAMP-B47",
        pattern=r"(https?://[^\s<>]{3,2000})?",
        allowed="an address that begins with https:// or http://",
        why="house rule: whoever gets an alert at night opens it with one click",
        nearest=_meant_page,
        exists=_is_filled_in,
    ),
]
"""Address of a page."""


def _secret_name(value: object, info: ValidationInfo) -> object:
    """Return the name of a secret; what may be the secret itself is not repeated."""
    if isinstance(value, str) and re.fullmatch(_NAME, value) and not is_secret_text(value):
        return value
    raise _in_clear(str(info.field_name))


SecretName = Annotated[str, BeforeValidator(_secret_name)]
"""Name or ARN of a secret of Secrets Manager."""


def require_one_address(given: Mapping[str, object]) -> None:
    """Refuse several addresses in one destination, and an address that is itself a secret.

    Args:
        given: The destination, as it was written.

    Raises:
        RefusedError: `BAMP-B41`, with an entry for each address; `BAMP-B43`.
    """
    for field in _MANY_ADDRESSES:
        several = _several(given.get(field))
        if several:
            entries = [{**given, field: each} for each in several]
            raise RefusedError(
                "BAMP-B41",
                given=f"{len(several)} addresses in one {field}",
                allowed=f"one address in each {field}",
                why="AWS: a subscription has one endpoint, which is confirmed by itself",
                write=", ".join(map(repr, entries)),
                path=field,
                edits=(("", Several(tuple(entries))),),
            )
    webhook = given.get("webhook")
    if isinstance(webhook, str) and is_secret_text(webhook):
        host = re.sub(r"^(https?://)?([^/@]*@)?", "", webhook).partition("/")[0]
        channel = channel_of_host(host.casefold())
        name = channel.secret_field
        fields = {key: value for key, value in given.items() if not key.startswith("webhook")}
        meant = {name: EXAMPLES[name], **fields}
        if channel.secret_use is SecretUse.HEADER:
            address = re.sub(r"//[^/@]*@", "//", webhook)
            address = f"https://{host}/" if is_secret_text(address) else address
            meant = {**given, "webhook": address}
            meant.setdefault(name, EXAMPLES[name])
        raise _in_clear("webhook", meant)


def destination_of_text(text: str) -> Mapping[str, object] | None:
    """Return the destination that somebody means who writes one text; None for none."""
    found: Mapping[str, object] | None = None
    if is_secret_text(text):
        kind = "pagerduty" if "pagerduty" in text or re.fullmatch(r"\w{32}", text) else "slack"
        found = {kind: EXAMPLES[kind]}
    elif re.search(_EMAIL, text):
        found = {"email": _meant_email(text)}
    elif re.fullmatch(r"\+?[\d ()./-]{7,}", text):
        found = {"sms": _meant_phone(text)}
    elif text.startswith("https://"):
        found = {"webhook": text, "webhook_secret": EXAMPLES["webhook_secret"]}
    elif text in CHANNELS:
        found = {name: EXAMPLES[name] for name in (text, CHANNELS[text].secret_field) if name}
    return found


def _in_clear(field: str, meant: Mapping[str, object] | None = None) -> RefusedError:
    name = CHANNELS[field].secret_field if field in CHANNELS else field
    return RefusedError(
        "BAMP-B43",
        given=f"{field} that {'holds a secret' if meant else 'is no name of a secret'}; it is not "
        "shown here",
        allowed="the name or the ARN of a secret in Secrets Manager, such as one made by "
        f"aws secretsmanager create-secret --name {EXAMPLES[name]} --secret-string ...",
        why="house rule: whoever has such an address or key can write as you, so it is kept in no "
        "configuration and no program",
        write=repr(meant) if meant else f"{field}={EXAMPLES[field]!r}",
        path=field if meant else "",
        edits=(("", meant),) if meant else (),
    )


def _several(value: object) -> Sequence[str]:
    """List the addresses in one value, where it holds more than one."""
    if isinstance(value, list):
        texts = [str(item) for item in cast("list[object]", value)]
    elif isinstance(value, str):
        texts = re.split(_SEPARATORS, value.strip())
        # A number may be written with spaces, an address with a name before it.
        texts = texts if all("@" in text or text.startswith("+") for text in texts) else []
    else:
        texts = []
    return texts if len(texts) > 1 else ()
