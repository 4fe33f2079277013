"""The exit status says 1 only where something was judged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bamp_pulumi.cli import entry

URN = "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::data"
BOMB = "\n".join(
    ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    + [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
)


def bamp(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bamp_pulumi.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def leaves_with(error: BaseException) -> object:
    """Return the status with which an error leaves."""

    def fail() -> None:
        raise error

    with pytest.raises(SystemExit) as left:
        entry.run_and_exit(fail)
    return left.value.code


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ValueError("x"), 2),
        (RecursionError(), 2),
        (MemoryError(), 2),
        (OSError(5, "no"), 2),
        (AssertionError(), 2),
        (KeyboardInterrupt(), 130),
        (SystemExit(1), 1),
        (SystemExit(0), 0),
    ],
)
def test_an_unforeseen_error_is_status_2(error: BaseException, status: int) -> None:
    """Python itself would say 1, which means "unprotected"."""
    assert leaves_with(error) == status


def test_an_unforeseen_error_is_one_short_message(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says may hold anything of an input: only ASCII is shown, and not all of it."""
    monkeypatch.delenv("BAMP_TRACEBACK", raising=False)

    leaves_with(ValueError("\x1b]8;;x\u202e" + "a" * 9_000))

    said = capsys.readouterr().err
    assert said.startswith("bamp: an internal error: ValueError: \\x1b]8;;x\\u202e")
    assert (said.isascii(), "\x1b" in said, len(said) < 700) == (True, False, True)
    assert "BAMP_TRACEBACK=1" in said
    assert "Traceback" not in said


def test_the_traceback_is_shown_to_who_asks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the report."""
    monkeypatch.setenv("BAMP_TRACEBACK", "1")

    leaves_with(ValueError("x"))

    assert "Traceback" in capsys.readouterr().err


def document(**state: object) -> str:
    """Write a preview of one resource."""
    resource = {"urn": URN, "type": "aws:s3/bucket:Bucket", "custom": True, **state}
    return json.dumps({"steps": [{"newState": resource}]})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (document(urn="x"), "BAMP-P01"),
        (document(urn="urn:pulumi:a::b"), "BAMP-P01"),
        (document(inputs={"policy": "[" * 200}), "BAMP-P14"),
        (document(urn=URN + "a" * 10_000_000), "BAMP-P14"),
        (f'{{"steps": {"[" * 5_000}', "BAMP-P07"),
        ('{"steps": [], "steps": []}', "BAMP-P07"),
        ('{"steps": NaN}', "BAMP-P07"),
        ("[1]", "BAMP-P07"),
    ],
    ids=["no URN", "short URN", "deep text", "long name", "deep", "key twice", "NaN", "a list"],
)
def test_a_hostile_document_is_one_refusal(tmp_path: Path, text: str, said: str) -> None:
    """With its code, exit status 2, and no traceback."""
    file = tmp_path / "preview.json"
    file.write_text(text)

    done = bamp("preview", file)

    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert len(done.stderr) < 1_500


def test_a_preview_in_utf_16_is_told_how_to_be_written(tmp_path: Path) -> None:
    """As Windows PowerShell writes it."""
    file = tmp_path / "preview.json"
    file.write_bytes(document().encode("utf-16"))

    done = bamp("preview", file)

    assert done.returncode == 2
    assert "is not UTF-8 but UTF-16" in done.stderr
    assert "Out-File -Encoding utf8" in done.stderr


def test_aliases_in_policy_and_configuration_are_counted_in_full(tmp_path: Path) -> None:
    """Before anything is made of them."""
    policy, program = tmp_path / "policy.yaml", tmp_path / "shop"
    policy.write_text(f"{BOMB}\nextends: default\ntiers: *a9\n")
    program.mkdir()
    (program / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (program / "__main__.py").write_text("")
    by_policy = bamp("preview", program, "--policy", policy)
    (program / "Pulumi.dev.yaml").write_text("config:\n  " + BOMB.replace("\n", "\n  "))
    by_configuration = bamp("preview", program)

    for done in (by_policy, by_configuration):
        assert (done.returncode, "BAMP-P14" in done.stderr) == (2, True)
