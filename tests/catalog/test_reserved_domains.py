"""Domains that no message reaches, told from those that somebody may own.

Source: RFC 2606, RFC 6761, RFC 6762, RFC 8375; ICANN, resolution of 2024-07-29 (read 2026-11-28).
"""

import pytest

from bamp_pulumi.catalog import reserved_domain_of, reserved_in_words


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ops@example.com", "example.com"),
        ("ops@EXAMPLE.Net", "example.net"),
        ("ops@mail.eu.example.org", "example.org"),
        ("ops@shop.example", "example"),
        ("ops@shop.test", "test"),
        ("ops@shop.invalid", "invalid"),
        ("ops@mail.localhost", "localhost"),
        ("ops@mail.local", "local"),
        ("ops@mail.corp.internal", "internal"),
        ("ops@router.home.arpa", "home.arpa"),
        ("ops@mail.corp", "corp"),
        ("ops+backup@example.com.", "example.com"),
        ('"a@b"@example.com', "example.com"),
        ("ops@example\u3002com", "example.com"),
        ("ops@\uff45\uff58ample.com", "example.com"),
        ("1+x@users.noreply.github.com", "noreply.github.com"),
        ("https://user:pw@hooks.example.com:8443/x?y=z", "example.com"),
        ("https://localhost/hook", "localhost"),
        ("example.com", "example.com"),
    ],
)
def test_a_reserved_domain_and_all_below_it_are_known(address: str, domain: str) -> None:
    """However it is spelled, and whatever stands before it."""
    assert reserved_domain_of(address) == domain
    assert reserved_in_words(address).startswith(("." if "." not in domain else "") + domain)


@pytest.mark.parametrize(
    "address",
    [
        "ops@bamp-ops.io",
        "ops@myexample.com",
        "ops@example.com.au",
        "ops@example.co.uk",
        "ops@example.dev",
        "example.com@bamp-ops.io",
        "ops@test.com",
        "ops@internal.bamp-ops.io",
        "ops@local.bamp-ops.io",
        "ops@github.com",
        "https://bamp-ops.io/example.com",
        "https://bamp-ops.io/?to=a@example.com",
        "https://[::1",
        "",
    ],
)
def test_a_domain_that_somebody_may_own_is_not_reserved(address: str) -> None:
    """A name that only begins, ends or goes on with a reserved one is another name."""
    assert not reserved_domain_of(address)
    assert not reserved_in_words(address)
