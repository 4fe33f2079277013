"""Where a copy of the library says that it comes from, and that it never guesses."""

from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path
from typing import Final

import pytest

from bamp_pulumi import published
from bamp_pulumi.published import Source, document_url, find_source, requirement

COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
BUILT: Final = f"Project-URL: Source, https://github.com/acme/bamp_pulumi/tree/{COMMIT}\n"
GIT: Final = (
    f'{{"url": "https://%sgithub.com/acme/bamp_pulumi.git", "vcs_info": '
    f'{{"vcs": "git", "commit_id": "{COMMIT}"}}}}'
)


class Installed:
    """Makes the running copy one that was installed in some other form."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Install nothing yet."""
        self._folder, self._patch = folder, monkeypatch

    def __call__(self, metadata: str = "", direct_url: str = "") -> None:
        """Install it with some metadata and, unless from an index, its origin."""
        (self._folder / "METADATA").write_text(
            f"Metadata-Version: 2.4\nName: bamp-pulumi\nVersion: 1.2.3\n{metadata}"
        )
        if direct_url:
            (self._folder / "direct_url.json").write_text(direct_url)
        package = Distribution.at(self._folder)

        def find(_name: str) -> Distribution:
            return package

        self._patch.setattr(published, "distribution", find)
        find_source.cache_clear()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    """Give a function that installs a copy."""
    folder = tmp_path / "bamp_pulumi-1.2.3.dist-info"
    folder.mkdir()
    yield Installed(folder, monkeypatch)
    find_source.cache_clear()


def test_a_build_of_a_repository_knows_its_commit_and_its_pages(installed: Installed) -> None:
    """So the docs that are linked are those of the version, and not of today's."""
    installed(BUILT)

    assert find_source() == Source("https://github.com/acme/bamp_pulumi", COMMIT)
    assert document_url("docs/errors.md") == (
        f"https://github.com/acme/bamp_pulumi/blob/{COMMIT}/docs/errors.md"
    )


@pytest.mark.parametrize("credentials", ["", "token:secret@"])
def test_an_installation_from_git_knows_it_too_and_repeats_no_credentials(
    installed: Installed, credentials: str
) -> None:
    """Whatever built it: the installer records what it cloned."""
    installed(direct_url=GIT % credentials)

    assert find_source() == Source("https://github.com/acme/bamp_pulumi", COMMIT)
    assert requirement() == f"bamp-pulumi @ git+https://github.com/acme/bamp_pulumi@{COMMIT}"


def test_only_a_repository_of_github_can_be_called_by_its_name() -> None:
    """A workflow of another server is none for GitHub."""
    assert Source("https://github.com/acme/bamp_pulumi", COMMIT).github_name == "acme/bamp_pulumi"
    assert Source("https://git.acme.io/acme/bamp_pulumi", COMMIT).github_name == ""


@pytest.mark.parametrize(
    ("direct_url", "line"),
    [
        ("", "bamp-pulumi==1.2.3"),
        (
            '{"url": "https://files.acme.io/b.whl", "archive_info": {"hashes": {"sha256": "ab"}}}',
            "bamp-pulumi @ https://files.acme.io/b.whl#sha256=ab",
        ),
        ('{"url": "https://me:secret@files.acme.io/b.whl", "archive_info": {}}', None),
        ('{"url": "file:///home/me/b.whl", "archive_info": {}}', None),
        ('{"url": "file:///home/me/b", "dir_info": {"editable": true}}', None),
        ('{"url": 7}', None),
    ],
)
def test_elsewhere_it_is_installed_from_where_it_came_or_not_at_all(
    installed: Installed, direct_url: str, line: str | None
) -> None:
    """The same name on an index may be anybody's, so it stands only for what came from one."""
    installed(direct_url=direct_url)

    assert requirement() == line
    assert find_source() is None
    assert document_url("docs/errors.md") is None


def test_a_copy_that_is_not_installed_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a path of somebody's own making."""

    def missing(_: str) -> Distribution:
        raise PackageNotFoundError

    monkeypatch.setattr(published, "distribution", missing)
    find_source.cache_clear()

    assert (find_source(), requirement()) == (None, None)
    find_source.cache_clear()
