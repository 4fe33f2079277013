"""The documentation's address: the only place where it stands."""

from typing import Final

from bamp_pulumi import __version__
from bamp_pulumi.explained import Family, family_of

__all__ = ["DOCS_URL", "docs_url"]

DOCS_URL: Final = f"https://bamp-pulumi.readthedocs.io/en/v{__version__}"
"""Address of the documentation of this version, without a slash at its end."""
_PAGES: Final = {
    Family.FINDINGS: "reference/findings.html",
    Family.REHEARSAL: "reference/faults.html",
    Family.FAULTS: "reference/faults.html",
}
_REFUSALS: Final = "reference/refusals.html"


def docs_url(name: str) -> str:
    """Return the address at which a code or fault is explained, in the docs of this version."""
    return f"{DOCS_URL}/{_PAGES.get(family_of(name), _REFUSALS)}#{name.lower()}"
