"""Domains that no message reaches, told from those that somebody may own."""

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
        ("ops@exam\u00adple.com", "example.com"),
        ("ops@exam\u200bple.\u2060com", "example.com"),
        ("ops@example.com\ufeff", "example.com"),
        ("ops@mail.localdomain", "localdomain"),
        ("ops@mail.intranet", "intranet"),
        ("ops@mail.private", "private"),
        ("https://hooks.example.com%2e/", "example.com"),
        ("https://hooks.example%2Ecom/", "example.com"),
        ("https://hooks.exam%C2%ADple.com/", "example.com"),
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
        "ops@private.bamp-ops.io",
        "ops@intranet.com",
        "https://bamp-ops.io%2f.example.com.bamp-ops.io/",
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
