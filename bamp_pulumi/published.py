"""Where this copy of the library comes from: its repository, its commit, its pages.

The build writes repository and commit into the package's metadata, where it knows them; whoever
installs from a repository leaves them beside it. Nothing is guessed: a name of a repository or of
a package that nobody has checked may be anybody's.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Final, cast

__all__ = ["Source", "document_url", "find_source", "requirement", "version"]

_PACKAGE: Final = "bamp-pulumi"
_LABEL: Final = "Source, "
_SOURCE: Final = re.compile(r"(https://[\w.-]+/[\w.-]+/[\w.-]+)/tree/([0-9a-f]{40})")
_GIT: Final = re.compile(r"https://(?:[^@/]*@)?([\w.-]+/[\w.-]+/[\w.-]+?)(?:\.git)?/?")


@dataclass(frozen=True, slots=True)
class Source:
    """One commit of one repository."""

    repository: str
    """Its address, such as `https://github.com/acme/bamp_pulumi`."""
    commit: str
    """40 hexadecimal digits."""

    @property
    def github_name(self) -> str:
        """`acme/bamp_pulumi`, as workflows call it; empty where it is not on github.com."""
        host, _, name = self.repository.removeprefix("https://").partition("/")
        return name if host == "github.com" else ""


@cache
def find_source() -> Source | None:
    """Find the commit that this copy was built from; None where nobody has recorded it.

    Source: PyPA specifications, Recording the Direct URL Origin of installed distributions
    (`direct_url.json`) and Core metadata, Project-URL (read 2026-11-28).
    """
    package = _installed()
    if package is None:
        return None
    origin = _origin(package)
    git = _GIT.fullmatch(_field(origin, "url"))
    commit = _field(origin, "vcs_info", "commit_id")
    if git and re.fullmatch(r"[0-9a-f]{40}", commit):
        return Source(f"https://{git[1]}", commit)
    urls: list[str] = package.metadata.get_all("Project-URL") or []
    built = (_SOURCE.fullmatch(url.removeprefix(_LABEL)) for url in urls)
    return next((Source(found[1], found[2]) for found in built if found), None)


def document_url(path: str) -> str | None:
    """Return the address of a page of this very version, such as `docs/reference/errors.md`.

    None where nobody has recorded the repository.
    """
    source = find_source()
    return f"{source.repository}/blob/{source.commit}/{path}" if source else None


def requirement() -> str | None:
    """Return the line of a requirements.txt that installs this very version elsewhere.

    None for a copy that was installed from a file or a folder of this machine, and whose commit
    nobody has recorded: its name on an index may be anybody's.
    """
    source, package = find_source(), _installed()
    if source is not None:
        return f"{_PACKAGE} @ git+{source.repository}@{source.commit}"
    if package is None:
        return None
    origin = _origin(package)
    if not origin:
        return f"{_PACKAGE}=={package.version}"
    url = _field(origin, "url")
    digest = _field(origin, "archive_info", "hashes", "sha256")
    has_password = "@" in url.removeprefix("https://").partition("/")[0]
    if not url.startswith("https://") or has_password:
        return None
    return f"{_PACKAGE} @ {url}#sha256={digest}" if digest else f"{_PACKAGE} @ {url}"


def version() -> str:
    """Return the version of this copy; `unknown` for one that nobody installed."""
    package = _installed()
    return "unknown" if package is None else package.version


def _installed() -> Distribution | None:
    try:
        return distribution(_PACKAGE)
    except PackageNotFoundError:
        return None


def _origin(package: Distribution) -> object:
    """Read what the installer recorded; empty for a package of an index."""
    origin: object = json.loads(package.read_text("direct_url.json") or "{}")
    return origin


def _field(document: object, *path: str) -> str:
    """Return the text at a path of a JSON document; empty where there is none."""
    for key in path:
        if not isinstance(document, Mapping):
            return ""
        document = cast("Mapping[str, object]", document).get(key)  # JSON: keys are strings
    return document if isinstance(document, str) else ""
