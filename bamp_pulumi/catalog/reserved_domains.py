"""Domains that no message reaches: names that are kept out of the public DNS, or take no mail.

SNS accepts a subscription to any of them, and nobody ever confirms it.

Source: RFC, 2606 (`.test`, `.example`, `.invalid`, `.localhost`, `example.com`, `.net` and `.org`),
7686 (`.onion`), 9476 (`.alt`); Wikipedia, Special-use_domain_name: `.local`, `home.arpa`, and by
RFC 6762, appendix G, `.intranet`, `.internal`, `.private`, `.corp`, `.home` and `.lan`; our
inference: ICANN resolution 2018.02.04.12, as quoted by others, does not delegate `.corp`, `.home`
and `.mail`, its advisory SAC 045, as quoted by others, names `.localdomain`, and no mail to the
`noreply` addresses of GitHub is delivered, as their name says (read 2026-11-29).
"""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote, urlsplit

__all__ = ["no_page_at", "reserved_domain_of", "reserved_in_words"]

_DOCUMENTATION: Final = "is reserved for documentation"
_TESTS: Final = "is reserved for tests"
_PRIVATE: Final = "exists on private networks only"

_RESERVED: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("example.com", "example.net", "example.org", "example"), _DOCUMENTATION),
        **dict.fromkeys(("test", "invalid"), _TESTS),
        **dict.fromkeys(("localhost", "localdomain", "local", "home.arpa"), _PRIVATE),
        **dict.fromkeys(("internal", "intranet", "private"), _PRIVATE),
        **dict.fromkeys(("lan", "corp", "home", "mail", "onion", "alt"), "is not in the DNS"),
        "noreply.github.com": "takes no mail",
    }
)
"""Each domain, and what is true of it and of all domains below it."""
_OTHER_DOTS: Final = str.maketrans("\u3002\uff0e\uff61", "...")
"""Full stops that IDNA takes for a dot. RFC 3490, section 3.1, which was not read itself."""


def reserved_domain_of(address: str) -> str:
    """Return the domain that no message to an address reaches.

    Args:
        address: An e-mail address, an address on the web, or a host.

    Returns:
        The row of the table, such as `example.com` of `ops@mail.example.com`; empty for none.
    """
    host = _plain(unquote(_host_of(_plain(address))))
    labels = host.casefold().rstrip(".").split(".")
    above = (".".join(labels[number:]) for number in range(len(labels)))
    return next((domain for domain in above if domain in _RESERVED), "")


def reserved_in_words(address: str) -> str:
    """Return why nothing that is sent to an address arrives; empty where nothing is known of it."""
    domain = reserved_domain_of(address)
    if not domain:
        return ""
    shown = domain if "." in domain else f".{domain}"
    sent = "message" if "://" in address else "mail"
    return f"{shown} {_RESERVED[domain]}: no {sent} to {address} arrives"


def no_page_at(address: str) -> str:
    """Return why a link leads to no page of yours; empty where nothing is known against it.

    A name of a private network is none: whoever is on call may be in that network.
    """
    domain = reserved_domain_of(address)
    why = _RESERVED.get(domain, "")
    if why not in {_DOCUMENTATION, _TESTS}:
        return ""
    shown = domain if "." in domain else f".{domain}"
    return f"{shown} {why}: {address} is no page of yours"


def _plain(text: str) -> str:
    """Return a text as it is looked up: signs of one meaning as one, and none that nobody sees."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", seen.translate(_OTHER_DOTS)).strip()


def _host_of(address: str) -> str:
    if "://" not in address:
        return address.rpartition("@")[2]
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # brackets that enclose no address
        return ""
