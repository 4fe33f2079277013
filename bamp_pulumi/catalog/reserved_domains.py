"""Domains that no message reaches: names that are kept out of the public DNS, or take no mail.

SNS accepts a subscription to any of them, and nobody ever confirms it.

Source: RFC 2606 and RFC 6761 (names for documentation and tests), RFC 6762 (`.local`), RFC 7686
(`.onion`), RFC 8375 (`home.arpa`), RFC 9476 (`.alt`); ICANN, resolution of 2024-07-29 (`.internal`)
and of 2018-02-04 (`.corp`, `.home`, `.mail`); IANA, root zone database (`.lan` is not in it);
GitHub Docs, Setting your commit email address (read 2026-11-28).
"""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

__all__ = ["no_page_at", "reserved_domain_of", "reserved_in_words"]

_DOCUMENTATION: Final = "is reserved for documentation"
_TESTS: Final = "is reserved for tests"
_PRIVATE: Final = "exists on private networks only"

_RESERVED: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("example.com", "example.net", "example.org", "example"), _DOCUMENTATION),
        **dict.fromkeys(("test", "invalid"), _TESTS),
        **dict.fromkeys(("localhost", "local", "internal", "home.arpa"), _PRIVATE),
        **dict.fromkeys(("lan", "corp", "home", "mail", "onion", "alt"), "is not in the DNS"),
        "noreply.github.com": "takes no mail",
    }
)
"""Each domain, and what is true of it and of all domains below it."""
_OTHER_DOTS: Final = str.maketrans("\u3002\uff0e\uff61", "...")
"""Full stops that IDNA takes for a dot. Source: RFC 3490, section 3.1 (read 2026-11-28)."""


def reserved_domain_of(address: str) -> str:
    """Return the domain that no message to an address reaches.

    Args:
        address: An e-mail address, an address on the web, or a host.

    Returns:
        The row of the table, such as `example.com` of `ops@mail.example.com`; empty for none.
    """
    host = _host_of(unicodedata.normalize("NFKC", address.translate(_OTHER_DOTS)).strip())
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


def _host_of(address: str) -> str:
    if "://" not in address:
        return address.rpartition("@")[2]
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # brackets that enclose no address
        return ""
