"""What the package says of itself that only the checkout knows: its addresses, and its README.

A build of a commit of a repository with a remote `origin` points at that commit. A build of
anything else names no repository: a name that nobody has checked may be anybody's.
"""

import re
import subprocess
from pathlib import Path
from typing import Any, Final

from hatchling.metadata.plugin.interface import MetadataHookInterface

_REMOTE: Final = re.compile(
    r"(?:https://(?:[^@/]*@)?|ssh://git@|git@)([\w.-]+)[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?"
)
_LINK: Final = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)]+)\)")


class CustomMetadataHook(MetadataHookInterface):
    """Fills in what pyproject.toml lists as dynamic."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add `urls` and `readme`. Any: the shape is that of pyproject.toml."""
        root = Path(self.root)
        source = _source(root)
        text = (root / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": readme_for(text, source)}
        if source is None:
            return
        repository, commit = source
        metadata["urls"] = {
            "Repository": repository,
            "Source": f"{repository}/tree/{commit}",
            "Documentation": f"{repository}/tree/{commit}/docs",
            "Changelog": f"{repository}/blob/{commit}/CHANGELOG.md",
        }


def readme_for(text: str, source: tuple[str, str] | None) -> str:
    """Return the README with links that work on an index page.

    Args:
        text: The README; its own links are relative to the root of the repository.
        source: Address of the repository and commit. None: relative links become plain text.
    """

    def absolute(link: re.Match[str]) -> str:
        is_image, words, path = link[1], link[2], link[3]
        if source is None:
            return "" if is_image else words
        repository, commit = source
        kind = "raw" if is_image else "blob"
        return f"{is_image}[{words}]({repository}/{kind}/{commit}/{path})"

    return _LINK.sub(absolute, text)


def _source(root: Path) -> tuple[str, str] | None:
    """Find the repository and commit of a checkout; None for a folder inside of another one."""
    top, remote, commit = (
        _git(root, *arguments)
        for arguments in (
            ("rev-parse", "--show-toplevel"),
            ("remote", "get-url", "origin"),
            ("rev-parse", "HEAD"),
        )
    )
    found = _REMOTE.fullmatch(remote)
    if found is None or not top or Path(top).resolve() != root.resolve():
        return None
    return f"https://{found[1]}/{found[2]}", commit


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            ["git", "-C", str(root), *arguments],  # noqa: S607 - whichever git builds it
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
