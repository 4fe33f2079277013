"""The file of what was measured: written, read again, refused if it is another one."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from lived_account import Lived, lived_account

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.measured import (
    measure,
    measured_document,
    observe,
    read_measured,
    times_of,
)
from bamp_pulumi.policy import default_policy
from bamp_pulumi.timing import JobTimes

HOUR: Final = timedelta(hours=1)


def written(folder: Path, times: JobTimes) -> Path:
    """Write what was measured of an account whose jobs take such times."""
    policy = default_policy()
    seen = lived_account(policy, Lived(times=times), [("DynamoDB", "critical")] * 3)
    document = measured_document(seen, measure(observe(policy, seen)))
    path = folder / "measured.json"
    path.write_text(document.model_dump_json(by_alias=True), encoding="utf-8")
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """To the second."""
    hidden = JobTimes(copy_takes=9 * HOUR)

    read = read_measured(written(tmp_path, hidden))

    times = times_of(read.measured())
    assert abs(times.of_type("DynamoDB").copy_takes - 9 * HOUR) < HOUR
    assert times.of_type("EFS") == JobTimes()
    assert read.account_id == "111122223333"
    assert read.types["DynamoDB"].resources == 3
    assert read.types["DynamoDB"].newest_bytes == 3_000_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no JSON"),
        ("[]", "the document"),
        ('{"schema": "bamp.measured/2"}', "schema"),
        (
            json.dumps(
                {
                    "schema": "bamp.measured/1",
                    "account_id": "1",
                    "since": None,
                    "until": "2026-11-20T00:00:00Z",
                    "types": {"EFS": {"copy_takes": {"jobs": 9, "usual_seconds": -1}}},
                }
            ),
            "types.EFS.copy_takes",
        ),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """With what it ought to be, and the command that writes one."""
    path = tmp_path / "measured.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RefusedError) as refused:
        read_measured(path)

    (refusal,) = refused.value.refusals
    assert said in refusal.given
    assert "bamp coverage" in refusal.write
