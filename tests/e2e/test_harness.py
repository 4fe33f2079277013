"""The comparison itself: it says nothing of programs that agree, and each difference is told."""

from copy import deepcopy
from typing import Any

import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import estate_from_document
from tests.e2e.parity import ACCOUNT, disagreements

URN = "urn:pulumi:test::shop::aws:s3/bucket:Bucket::pictures"
UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
ARN = "arn:aws:s3:::pictures"
# Any: JSON, as the engine and the offline runner write it.
BUCKET: dict[str, Any] = {
    "urn": URN,
    "type": "aws:s3/bucket:Bucket",
    "custom": True,
    "inputs": {"bucket": "pictures", "tags": {"team": "shop"}, "policy": '{"a": [1, 2]}'},
    "outputs": {"arn": ARN},
    "retainOnDelete": True,
}


def compared(offline: dict[str, Any] | None, previewed: dict[str, Any]) -> list[str]:
    """Compare one resource offline (None: it is not there) with one of the engine."""
    steps = [] if offline is None else [{"op": "create", "newState": offline}]
    declared = estate_from_document({"steps": steps}, account_id=ACCOUNT)
    deployed = {**previewed, "outputs": {"arn": ARN}}
    return disagreements(
        declared,
        {"steps": [{"op": "create", "newState": previewed}]},
        {"deployment": {"resources": [deployed]}},
    )


def changed(**values: object) -> dict[str, Any]:
    """Return the bucket with other inputs or, for names of its own, other facts."""
    state = deepcopy(BUCKET)
    for name, value in values.items():
        (state if name in state else state["inputs"])[name] = value
    return state


def test_equal_programs_agree_whatever_the_layout_of_their_json_text() -> None:
    """Automatic names, which the engine lists as defaults, do not count."""
    named = changed(policy='{"a":[1,2]}', bucketPrefix="auto", __defaults=["bucketPrefix"])

    assert compared(BUCKET, named) == []


def test_what_a_preview_cannot_know_or_will_not_say_agrees() -> None:
    """It writes unknowns as one text, and masks what the offline run names a secret."""
    secret = {**changed(), "secretInputs": ["tags"]}

    assert compared(secret, changed(tags={"team": "[secret]"}, bucket=UNKNOWN_TEXT)) == []


@pytest.mark.parametrize(
    ("offline", "told"),
    [
        (None, "only the engine knows"),
        ({**BUCKET, "urn": f"{URN}-2"}, "only offline knows"),
        (changed(tags={"team": "shop", "tier": "gold"}), "tags.tier: offline 'gold'"),
        (changed(tags=None), "tags: offline None"),
        (changed(policy='{"a": [2, 1]}'), "policy: offline"),
        (changed(tags={"team": UNKNOWN_TEXT}), f"tags.team: offline {UNKNOWN!r}"),
        (changed(retainOnDelete=False), "retain_on_delete: offline False"),
        (changed(outputs={"arn": "arn:aws:s3:::other"}), "arn: offline 'arn:aws:s3:::other'"),
    ],
)
def test_every_difference_is_told(offline: dict[str, Any] | None, told: str) -> None:
    """Knowing less than the engine's preview is a difference too."""
    assert any(told in line for line in compared(offline, BUCKET))


def test_a_value_masked_without_being_named_a_secret_is_told() -> None:
    """A report would print what the engine hides."""
    assert any("[secret]" in line for line in compared(BUCKET, changed(bucket="[secret]")))
