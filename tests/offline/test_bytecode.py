"""What a run leaves on disk."""

import sys
from pathlib import Path

import pytest

from bamp_pulumi.offline.bytecode import bytecode_kept_to_packages


def test_only_installed_packages_are_kept_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program is on disk afterwards as it was; a package need not be compiled again."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    installed, program = tmp_path / "venv" / "site-packages", tmp_path / "shop"
    for folder, module in ((installed, "packaged_words"), (program, "shop_words")):
        folder.mkdir(parents=True)
        (folder / f"{module}.py").write_text("NAME = 'x'\n")
    monkeypatch.setattr(sys, "path", [str(installed), str(program), *sys.path])

    with bytecode_kept_to_packages():
        for module in ("packaged_words", "shop_words"):
            assert __import__(module).NAME == "x"

    assert list(installed.glob("__pycache__/packaged_words.*.pyc"))
    assert not (program / "__pycache__").exists()
