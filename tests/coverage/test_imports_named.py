"""A remedy that calls this library names its import where the program lacks it.

It cannot prove that a file of another language is known: only programs that are run here say it.
"""

from dataclasses import replace
from pathlib import Path

import pulumi_aws as aws
import pytest
from hand_made_account import TODAY, judge, policy_with

from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import load_estate

IMPORT = "; with import bamp_pulumi as bamp above it"
BUCKET = "aws:s3/bucket:Bucket"


@pytest.mark.parametrize(
    ("calls", "is_named"), [(None, False), (frozenset[str](), True), (frozenset({"x.py"}), True)]
)
def test_the_import_is_a_part_of_the_remedy(calls: frozenset[str] | None, is_named: bool) -> None:  # noqa: FBT001 - a case
    """Where it is known to be missing; where nothing is known, nothing is said."""
    estate = judge(lambda: aws.s3.Bucket("photos", tags={})).estate
    programs = tuple(replace(program, calls_ours=calls) for program in estate.programs)
    coverage = cover(replace(estate, programs=programs), policy_with(), today=TODAY)
    (message,) = [f.message for f in coverage.all_findings if f.id == "BAMP-V01"]

    assert "bamp.inherit(" in message
    assert message.endswith(IMPORT) is is_named


def test_each_file_of_a_program_is_asked(tmp_path: Path) -> None:
    """By what its names stand for, however they were imported."""
    texts = {
        "Pulumi.yaml": "name: shop\nruntime: python\n",
        "__main__.py": "import pulumi_aws as aws\nimport ours\naws.s3.Bucket('photos')\n",
        "ours.py": "import bamp_pulumi as bamp\nimport pulumi_aws as aws\naws.s3.Bucket('own')\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)

    estate = load_estate([tmp_path])

    lacking = {one.name: estate.lacks_import(one) for one in estate.of_type(BUCKET)}
    assert lacking == {"photos": True, "own": False}
