"""What AWS refuses is worked out once, however many judges ask."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, policy_with

import bamp_pulumi.declared.standing
from bamp_pulumi.catalog import InputRefusal, refusals_of
from bamp_pulumi.coverage import cover
from bamp_pulumi.rehearsal import rehearse
from bamp_pulumi.testing import declare

START = datetime(2026, 12, 1, tzinfo=UTC)


def program() -> None:
    """Declare an account that records and notifies, and a bucket."""
    Account(guarded=True).declare()
    made = aws.s3.Bucket("data", bucket="data-1", tags=TAGS)
    aws.s3.BucketVersioning("v", bucket=made.id, versioning_configuration={"status": "Enabled"})


def test_preview_and_rehearsal_ask_of_each_resource_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same inputs of one type may be there twice: of each resource, not of each form."""

    def counting(token: str, inputs: Mapping[str, object]) -> Iterator[InputRefusal]:
        kept.append(inputs)
        return refusals_of(token, inputs)

    kept: list[Mapping[str, object]] = []
    monkeypatch.setattr(bamp_pulumi.declared.standing, "refusals_of", counting)
    estate = declare(program)
    covered = cover(estate, policy_with(), today=START.date())
    before = len(kept)
    rehearse(covered, start=START, days=30, at=START)

    assert before == len([r for r in estate.resources if r.custom and not r.external])
    assert len(kept) == before
