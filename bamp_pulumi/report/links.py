"""The address at which a code is explained: the only place that knows it."""

from typing import Final

from bamp_pulumi.explained import Family, family_of
from bamp_pulumi.published import document_url

__all__ = ["docs_url"]

_PAGES: Final = {
    Family.FINDINGS: "docs/reference/findings.md",
    Family.REHEARSAL: "docs/reference/faults.md",
    Family.FAULTS: "docs/reference/faults.md",
}
_REFUSALS: Final = "docs/reference/refusals.md"


def docs_url(name: str) -> str:
    """Return the address at which a code or fault is explained, in the docs of this very version.

    Empty where nobody has recorded the repository that this copy was built from: an address that
    is only guessed may be anybody's. `bamp explain` has the same text.
    """
    page = document_url(_PAGES.get(family_of(name), _REFUSALS))
    return f"{page}#{name.lower()}" if page else ""
