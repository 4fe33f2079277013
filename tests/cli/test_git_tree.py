"""The files of a commit come as git stores them, and nothing of a repository is run or written."""

from pathlib import Path, PurePosixPath

import pytest
from repositories import commit, git, repository

from bamp_pulumi.cli.git_tree import GitRepository
from bamp_pulumi.errors import RefusedError


def files(folder: Path) -> dict[str, str]:
    """Read every file below a folder, without git's own."""
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def everything(folder: Path) -> dict[str, tuple[int, int]]:
    """Say when each file of a repository was written, git's own with them."""
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_commit_is_written_as_it_is(tmp_path: Path) -> None:
    """The present files stay out of it, and the repository as it is."""
    made = repository(tmp_path / "r", a="before")
    (made / "a.txt").write_text("now")
    (made / "untracked").write_text("now")
    stood, out = everything(made), tmp_path / "out"

    found = GitRepository(made)
    found.write(found.commit("main"), out)

    assert files(out) == {"README": "about\n", "a.txt": "before"}
    assert everything(made) == stood


def test_what_others_have_merged_since_is_none_of_the_change(tmp_path: Path) -> None:
    """A branch is compared with where it left the ref: else their work would look removed."""
    made = repository(tmp_path / "r", a="before")
    left = git(made, "rev-parse", "HEAD").strip()
    git(made, "checkout", "-q", "-b", "mine")
    commit(made, b="mine")
    git(made, "checkout", "-q", "main")
    commit(made, c="theirs")
    git(made, "checkout", "-q", "mine")

    found = GitRepository(made).commit("main")

    assert (found.name, found.is_branching_point) == (left, True)
    assert not GitRepository(made).commit("HEAD").is_branching_point


@pytest.mark.parametrize("ref", ["nowhere", "origin/main", "--help", "-x", "", "main..main"])
def test_a_ref_that_is_not_there_is_refused_with_what_fetches_it(tmp_path: Path, ref: str) -> None:
    """actions/checkout fetches one commit; the remedy names its input."""
    made = repository(tmp_path / "r")

    with pytest.raises(RefusedError) as caught:
        GitRepository(made).commit(ref)

    (refusal,) = caught.value.refusals
    assert refusal.code == "BAMP-P15"
    assert "fetch-depth: 0" in refusal.write
    assert "git fetch" in refusal.write


def test_a_shallow_clone_is_named_as_the_cause(tmp_path: Path) -> None:
    """The ref is at the remote, and the clone has one commit."""
    made = repository(tmp_path / "r", a="1")
    first = git(made, "rev-parse", "HEAD").strip()
    commit(made, a="2")
    git(tmp_path, "clone", "-q", "--depth=1", made.as_uri(), "shallow")

    with pytest.raises(RefusedError, match="shallow clone does not hold"):
        GitRepository(tmp_path / "shallow").commit(first)


def test_a_folder_outside_of_any_repository_is_refused(tmp_path: Path) -> None:
    """There is no state of before; a file of an earlier preview is one."""
    with pytest.raises(RefusedError) as caught:
        GitRepository(tmp_path)

    (refusal,) = caught.value.refusals
    assert refusal.code == "BAMP-P15"
    assert "--base before.json" in refusal.write


def test_without_git_the_refusal_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An image for Python has none."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(RefusedError, match="git is not installed"):
        GitRepository(tmp_path)


def test_nothing_of_the_repository_is_run(tmp_path: Path) -> None:
    """Neither filters nor hooks nor watchers; attributes leave nothing out."""
    made = repository(tmp_path / "r", a="before")
    (made / ".gitattributes").write_text(
        "* filter=evil\na.txt export-ignore\nREADME export-subst\n"
    )
    commit(made, a="$Format:%H$")
    ran = tmp_path / "ran"
    for name in ("smudge", "process"):
        git(made, "config", f"filter.evil.{name}", f"touch {ran}")
    git(made, "config", "core.fsmonitor", f"touch {ran}")
    hooks = made / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (hooks / name).chmod(0o755)

    found = GitRepository(made)
    found.write(found.commit("main"), tmp_path / "out")
    found.is_tracked(PurePosixPath("a.txt"))

    assert files(tmp_path / "out")["a.txt"] == "$Format:%H$"
    assert not ran.exists()


def test_a_link_that_leaves_the_repository_is_left_out(tmp_path: Path) -> None:
    """A program of before cannot be made to read, or git to write, through one."""
    made = repository(tmp_path / "r", a="before")
    (made / "inside").symlink_to("a.txt")
    (made / "outside").symlink_to("../secret")
    (made / "root").symlink_to(tmp_path / "secret")
    commit(made)

    found = GitRepository(made)
    found.write(found.commit("main"), tmp_path / "out")

    assert (tmp_path / "out" / "inside").readlink() == Path("a.txt")
    assert not (tmp_path / "out" / "outside").is_symlink()
    assert not (tmp_path / "out" / "root").is_symlink()


def test_names_of_files_are_what_git_says(tmp_path: Path) -> None:
    """Spaces, quotes, line ends and letters of any alphabet."""
    made = repository(tmp_path / "r")
    names = ["a b.txt", 'q"uote.txt', "new\nline.txt", "ü.txt"]
    for name in names:
        (made / name).write_text(name)
    commit(made)

    found = GitRepository(made)
    found.write(found.commit("main"), tmp_path / "out")

    assert {*files(tmp_path / "out")} == {"README", *names}


def test_a_submodule_is_found_wherever_a_program_meets_it(tmp_path: Path) -> None:
    """A commit does not hold its files."""
    other = repository(tmp_path / "other")
    made = repository(tmp_path / "r")
    git(made, "submodule", "--quiet", "add", other.as_uri(), "libs/shared")
    commit(made)

    found = GitRepository(made).commit("main")

    assert found.submodule_at(PurePosixPath("libs")) == "libs/shared"
    assert found.submodule_at(PurePosixPath("libs/shared/program")) == "libs/shared"
    assert found.submodule_at(PurePosixPath("orders")) == ""


def test_a_hook_of_another_repository_does_not_mislead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git sets these variables for its hooks, where previews are run too."""
    made, other = repository(tmp_path / "r", a="mine"), repository(tmp_path / "o", b="other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))

    found = GitRepository(made)

    assert found.root == made.resolve()
    assert found.commit("main").holds(PurePosixPath("a.txt"))
