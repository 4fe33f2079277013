"""Break what each requirement asks for, and see that the tests named after it go red.

A test that carries the id of a requirement proves it only if it fails once the number or the
mechanism is wrong. `tests/requirements/mutations.toml` lists such breakages; each is made alone in
a copy of the checkout, and the tests of its ids are run there. Exits with 1 when any stay green.

    python tools/requirement_mutations.py [TEXT]      only breakages whose id or text holds TEXT
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parents[1]
TABLE: Final = ROOT / "tests" / "requirements" / "mutations.toml"
_TEST: Final = re.compile(r"^def (test_\w+)", re.MULTILINE)
_ID: Final = re.compile(r"(?<=_)(dg|fx|it|em|na)_(\d+)(?=_)")
_RED: Final = re.compile(r"^(?:FAILED|ERROR) (tests/[\w/]+\.py)(?:::(\w+))?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One breakage."""

    breaks: str
    """What is wrong with it in place."""
    ids: tuple[str, ...]
    """Requirements that it breaks, such as `FX-1`: each has a test that must notice."""
    file: str
    old: str
    new: str


def read_mutations() -> tuple[Mutation, ...]:
    """Read the table."""
    table = tomllib.loads(TABLE.read_text())["mutation"]
    return tuple(
        Mutation(
            breaks=row["breaks"],
            ids=tuple(row["ids"]),
            file=row["file"],
            old=row["old"],
            new=row["new"],
        )
        for row in table
    )


def tests_by_id() -> dict[str, list[str]]:
    """Find the tests whose names carry the id of a requirement, as `file::name`."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name in _TEST.findall(path.read_text()):
            for kind, number in _ID.findall(name):
                test = f"{path.relative_to(ROOT)}::{name}"
                found.setdefault(f"{kind.upper()}-{number}", []).append(test)
    return found


def main(only: str) -> int:
    """Try the mutations, print each that is not noticed, and return the exit status."""
    tests = tests_by_id()
    chosen = [m for m in read_mutations() if only in f"{m.ids} {m.breaks}"]
    ids = dict.fromkeys(id_ for mutation in chosen for id_ in mutation.ids)
    with TemporaryDirectory() as folder:
        copy = _copied(Path(folder))
        red = _red(copy, [test for id_ in ids for test in tests[id_]])
        if red:
            print("red without any breakage:", *sorted(red), sep="\n  ")  # noqa: T201 - a script
            return 1
        asked, green = 0, 0
        for mutation in chosen:
            for id_, noticed in _tried(copy, mutation, tests):
                asked += 1
                green += not noticed
                word = "red  " if noticed else "GREEN"
                print(f"{word} {id_:6} {mutation.breaks}", flush=True)  # noqa: T201 - as above
    print(f"{asked - green} of {asked} noticed, by {len(chosen)} breakages of {len(ids)} ids")  # noqa: T201 - as above
    return min(green, 1)


def _copied(folder: Path) -> Path:
    """Copy what is under version control, or would be; the environment stays where it is."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    for name in names.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def _tried(
    copy: Path, mutation: Mutation, tests: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, bool]]:
    """Make one breakage, and tell of each of its ids whether a test of it went red."""
    file = copy / mutation.file
    before = file.read_text()
    if before.count(mutation.old) != 1:
        raise SystemExit(f"{mutation.file}: {mutation.old!r} is not there once")
    _write(file, before.replace(mutation.old, mutation.new))
    red = _red(copy, [test for id_ in mutation.ids for test in tests[id_]])
    _write(file, before)
    for id_ in mutation.ids:
        files = {test.partition("::")[0] for test in tests[id_]}
        yield id_, bool(red & (files | {*tests[id_]}))


def _write(file: Path, text: str) -> None:
    """Write a source, and forget its bytecode: that goes by the second and the size."""
    file.write_text(text)
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()


def _red(copy: Path, tests: Sequence[str]) -> set[str]:
    """Run tests in the copy; return those that fail, or the files that cannot be imported."""
    call = [sys.executable, "-m", "pytest", "-q", "-rfE", "--tb=no", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(copy), "COLUMNS": "500"}
    done = subprocess.run(  # noqa: S603 - ours
        [*call, *dict.fromkeys(tests)],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    red = {f"{file}::{name}" if name else file for file, name in _RED.findall(done.stdout)}
    if done.returncode and not red:
        raise SystemExit(done.stdout + done.stderr)
    return red


if __name__ == "__main__":
    sys.exit(main("".join(sys.argv[1:])))
