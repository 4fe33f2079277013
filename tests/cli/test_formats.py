"""`--format` and `bamp explain` as a user calls them: in this process, for their output."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bamp_pulumi.cli.commands import bamp
from bamp_pulumi.report import docs_url

ROOT = Path(__file__).parents[2]
PROTECTED = """\
import pulumi_aws as aws
aws.efs.FileSystem("files", encrypted=True, tags={"backup-tier": "standard"})
aws.efs.FileSystem("forgotten", encrypted=True)
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a program two folders below the root of a repository."""
    root = tmp_path_factory.mktemp("repository")
    (root / ".git").mkdir()
    folder = root / "services" / "shop"
    folder.mkdir(parents=True)
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(PROTECTED)
    return folder


def run(*arguments: str | Path, columns: int = 80) -> Result:
    """Run a command in this process."""
    environment = {"COLUMNS": str(columns), "NO_COLOR": "1", "TERM": "dumb"}
    return CliRunner(env=environment).invoke(bamp, [*map(str, arguments)])


def test_sarif_has_paths_from_the_root_of_the_repository(program: Path) -> None:
    """As code scanning wants them, wherever the command is run."""
    done = run("preview", program, "--format", "sarif")
    results = json.loads(done.stdout)["runs"][0]["results"]
    places = [r["locations"][0]["physicalLocation"] for r in results]

    assert done.exit_code == 1
    assert {p["artifactLocation"]["uri"] for p in places} >= {"services/shop/__main__.py"}
    assert {p["region"]["startLine"] for p in places} >= {2, 3}


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("json", "{"),
        ("sarif", "{"),
        ("junit", "<?xml "),
        ("markdown", "## Backup preview"),
    ],
)
def test_each_format_is_all_that_is_printed(name: str, begins: str, program: Path) -> None:
    """A machine reads the whole output; the exit status is the same in each."""
    done = run("preview", program, "--format", name)

    assert done.exit_code == 1
    assert done.stdout.startswith(begins)


def test_two_forms_at_once_are_refused(program: Path) -> None:
    """`--json` is short for one of them."""
    done = run("preview", program, "--json", "--format", "sarif")

    assert done.exit_code == 2
    assert "[BAMP-P10]" in done.stderr
    assert "  more:    bamp explain BAMP-P10" in done.stderr


@pytest.mark.parametrize("name", ["sarif", "junit", "markdown"])
def test_a_storm_has_no_form_for_other_tools(name: str, program: Path) -> None:
    """It is refused before anything is run."""
    done = run("rehearse", program, "--storm", "10", "--format", name)

    assert done.exit_code == 2
    assert "--format text or --format json" in done.stderr


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "markdown"])
def test_a_rehearsal_is_printed_in_each_form(name: str, program: Path) -> None:
    """With the codes and faults of what is against it."""
    done = run("rehearse", program, "--format", name, "--days", "30")

    assert done.exit_code == 1
    assert "BAMP-V02" in done.stdout or name in ("json", "markdown")
    if name == "json":
        assert json.loads(done.stdout)["summary"]["verdict"] == "refused"


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", ["BAMP-V07", "tag-lost", "L02"])
def test_an_explanation_fits_the_terminal(name: str, columns: int) -> None:
    """Its texts wrap; only addresses of pages may be longer, which a terminal wraps."""
    done = run("explain", name, columns=columns)
    long = [line for line in done.stdout.splitlines() if len(line) > columns]

    assert done.exit_code == 0
    assert [line for line in long if "https://" not in line] == []
    assert all(part in done.stdout for part in ("Why", "Fix", "Source: "))


def test_without_a_name_everything_is_listed() -> None:
    """Codes and faults, family by family."""
    done = run("explain")

    assert done.exit_code == 0
    for name in (
        "BAMP-V01",
        "BAMP-W17",
        "BAMP-A01",
        "BAMP-B46",
        "BAMP-P14",
        "BAMP-I19",
        "tag-lost",
    ):
        assert f"\n{name}  " in done.stdout


def test_a_name_that_is_not_there_is_refused_with_those_alike() -> None:
    """Exit status 2, as of every input that is wrong."""
    done = run("explain", "vault-deleted")

    assert done.exit_code == 2
    assert "vault-lock-removed" in done.stderr


def test_machines_read_explanations_too() -> None:
    """One object, in the order that was asked for."""
    done = run("explain", "tag-lost", "V07", "--json")
    document = json.loads(done.stdout)

    assert document["schema"] == "bamp.explanations/1"
    assert [one["name"] for one in document["explanations"]] == ["tag-lost", "BAMP-V07"]
    assert document["explanations"][1]["link"] == docs_url("BAMP-V07")
    assert document["explanations"][1]["sources"][0]["read_on"] == "2026-11-28"


def test_what_is_shown_says_how_to_read_more(program: Path) -> None:
    """The line after the findings names their codes."""
    done = run("preview", program)

    assert "Explained by: bamp explain " in done.stdout


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("preview",), "BAMP-V"),
        (("rehearse", "--fault", "health-check-not-run", ROOT / "stacks/account"), "health-check"),
    ],
)
def test_explain_says_in_place_what_every_printed_code_means(
    command: tuple[str | Path, ...], named: str, program: Path
) -> None:
    """And the verdict is still the last line."""
    done = run(*command, program, "--explain")

    assert done.exit_code == 1
    assert any(row.startswith(named) for row in done.stdout.splitlines())
    assert "Fix" in done.stdout
    assert "Explained by" not in done.stdout
    assert " ".join(done.stdout.split()).endswith("Exit status 1.")


def test_explanations_are_for_the_terminal(program: Path) -> None:
    """The other forms hold them anyway: an option that would do nothing is refused."""
    done = run("preview", program, "--explain", "--json")

    assert done.exit_code == 2
    assert "--explain with --format json [BAMP-P10]" in done.stderr
