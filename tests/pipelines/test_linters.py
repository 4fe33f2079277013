"""The linters of `make workflows` can say no, and one that cannot be had is not passed over.

What they say of our own workflows is said by `make workflows`, which `make check` runs.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
ACTIONLINT: Final = ROOT / ".venv" / "actionlint"
PREVIEW: Final = (ROOT / ".github" / "workflows" / "offline-preview.yml").read_text("utf-8")


def lint(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a linter; `make` would stop at any status but 0."""
    return subprocess.run(  # noqa: S603 - programs of this environment
        command, capture_output=True, text=True, timeout=60, check=False
    )


def zizmor(workflow: Path) -> subprocess.CompletedProcess[str]:
    """Run zizmor as `make workflows` does."""
    program = Path(sys.executable).with_name("zizmor")
    return lint(str(program), "--offline", "--quiet", "--persona", "auditor", str(workflow))


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str], Path]:
    """Give a function that writes our preview workflow with one change."""

    def write(good: str, bad: str) -> Path:
        assert good in PREVIEW
        folder = tmp_path / ".github" / "workflows"
        folder.mkdir(parents=True)
        file = folder / "broken.yml"
        file.write_text(PREVIEW.replace(good, bad, 1), encoding="utf-8")
        return file

    return write


def test_zizmor_is_content_with_the_unbroken_workflow(broken: Callable[[str, str], Path]) -> None:
    """Else the refusals below would prove nothing."""
    assert zizmor(broken("permissions: {}", "permissions: {}")).returncode == 0


@pytest.mark.parametrize(
    ("audit", "good", "bad"),
    [
        ("template-injection", '-c "$INSTALL"', "-c '${{ github.event.pull_request.title }}'"),
        ("unpinned-uses", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@main"),
        ("artipacked", "persist-credentials: false", "persist-credentials: true"),
        ("excessive-permissions", "permissions: {}", "permissions: write-all"),
        ("dangerous-triggers", "  workflow_call:", "  pull_request_target:\n  workflow_call:"),
    ],
)
def test_zizmor_refuses(
    broken: Callable[[str, str], Path], audit: str, good: str, bad: str
) -> None:
    """One change each to a workflow that it is content with."""
    done = zizmor(broken(good, bad))

    assert done.returncode != 0
    assert audit in done.stdout


@pytest.mark.skipif(not ACTIONLINT.exists(), reason="`make workflows` has not built actionlint yet")
@pytest.mark.parametrize(
    ("status", "good", "bad"),
    [
        (0, "permissions: {}", "permissions: {}"),
        (1, "inputs.programs", "inputs.programmes"),
        (1, "needs: preview", "needs: previews"),
        (1, "runs-on: ubuntu-24.04", "runs_on: ubuntu-24.04"),
        (1, "steps.preview.outcome", "steps.previews.outcome"),
    ],
)
def test_actionlint_refuses_what_would_fail_on_github(
    broken: Callable[[str, str], Path], status: int, good: str, bad: str
) -> None:
    """And is content with the same workflow unbroken."""
    done = lint(str(ROOT / "tools" / "actionlint" / "run"), str(broken(good, bad)))

    assert done.returncode == status, done.stdout


def run_in_a_copy(tmp_path: Path, ci: str) -> subprocess.CompletedProcess[str]:
    """Run the script in a folder that has no actionlint yet, and no Go but the stand-in."""
    shutil.copytree(ROOT / "tools" / "actionlint", tmp_path / "tools" / "actionlint")
    return subprocess.run(  # noqa: S603 - a script of this repository
        [str(tmp_path / "tools" / "actionlint" / "run")],
        env={"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "CI": ci},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_an_actionlint_that_cannot_be_had_is_said_loudly_and_fails_ci(
    tmp_path: Path, stand_in: Callable[[str, str], None], ci: str, status: int
) -> None:
    """Neither Go nor wheel: a laptop goes on, knowing it; in CI, not run is not passed."""
    stand_in("go", "echo 'go: module lookup disabled' >&2; exit 1")

    done = run_in_a_copy(tmp_path, ci)

    assert done.returncode == status
    assert "SKIPPED: actionlint" in done.stderr
    assert "module lookup disabled" in done.stderr


# Stands in for the installer. The Go that it installs "builds" a linter that ends with 3.
UV = """#!/usr/bin/env bash
while [[ "$1" != --target ]]; do shift; done
mkdir -p "$2/go/bin"
cat >"$2/go/bin/go" <<'GO'
#!/usr/bin/env bash
printf '#!/bin/sh\\nexit 3\\n' >"$3"
chmod +x "$3"
GO
chmod +x "$2/go/bin/go"
"""


def test_where_the_go_on_path_is_too_old_the_wheel_builds_and_is_removed(
    tmp_path: Path, stand_in: Callable[[str, str], None]
) -> None:
    """As on GitHub's own machines, whose Go is older than actionlint asks for."""
    stand_in("go", "echo 'go: go.mod requires go >= 1.25.0' >&2; exit 1")
    uv = tmp_path / ".venv" / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.write_text(UV, encoding="utf-8")
    uv.chmod(0o755)

    done = run_in_a_copy(tmp_path, "true")

    assert done.returncode == 3, done.stderr
    assert sorted(path.name for path in (tmp_path / ".venv").iterdir()) == ["actionlint", "bin"]
