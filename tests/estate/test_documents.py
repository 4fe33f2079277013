"""Estates read from what a real engine writes: preview JSON and stack exports."""

import json
from pathlib import Path

import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import estate_from_document, estate_from_stack_export, load_estate

SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SIGNATURE = "4dabf18193072939515e22adb298388d"
STACK = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod"
PROVIDER = "urn:pulumi:prod::shop::pulumi:providers:aws::west"
BUCKET = "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::photos"
VERSIONING = "urn:pulumi:prod::shop::aws:s3/bucketVersioning:BucketVersioning::v"


def preview() -> dict[str, object]:
    """Make a document as `pulumi preview --json --show-sames` writes it."""
    return {
        "config": {"aws:region": "us-east-1", "aws:defaultTags": '{"tags":{"team":"shop"}}'},
        "steps": [
            {
                "op": "create",
                "urn": STACK,
                "newState": {"urn": STACK, "type": "pulumi:pulumi:Stack"},
            },
            {
                "op": "create",
                "urn": PROVIDER,
                "newState": {
                    "urn": PROVIDER,
                    "type": "pulumi:providers:aws",
                    "custom": True,
                    "inputs": {"region": "us-west-2"},
                },
            },
            {
                "op": "create",
                "urn": BUCKET,
                "newState": {
                    "urn": BUCKET,
                    "type": "aws:s3/bucket:Bucket",
                    "custom": True,
                    "parent": STACK,
                    "provider": f"{PROVIDER}::{SENTINEL}",
                    "inputs": {"__defaults": ["bucket"], "bucket": SENTINEL, "tags": "[secret]"},
                    "sourcePosition": "project:///__main__.py#21,5",
                    "protect": True,
                },
            },
            {
                "op": "create",
                "urn": VERSIONING,
                "newState": {
                    "urn": VERSIONING,
                    "type": "aws:s3/bucketVersioning:BucketVersioning",
                    "custom": True,
                    "parent": BUCKET,
                    "inputs": {"bucket": SENTINEL},
                    "propertyDependencies": {"bucket": [BUCKET], "mfa": None},
                },
            },
            {"op": "delete", "urn": "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::gone"},
        ],
    }


def test_a_preview_holds_what_will_exist() -> None:
    """Not the stack, not providers, not what is deleted."""
    estate = estate_from_document(preview())

    assert [resource.urn for resource in estate.resources] == [BUCKET, VERSIONING]
    assert estate.programs[0].name == "shop/prod"


def test_unknown_and_masked_values_are_unknown() -> None:
    """A masked map of tags may hold anything."""
    bucket = estate_from_document(preview()).at(BUCKET)

    assert bucket.inputs == {"bucket": UNKNOWN, "tags": UNKNOWN}
    assert bucket.secret_inputs == {"tags"}


def test_region_source_and_options_are_read() -> None:
    """The explicit provider's Region, file and line, what protects from deletion."""
    bucket = estate_from_document(preview()).at(BUCKET)

    assert (bucket.region, bucket.source, bucket.protect) == ("us-west-2", "__main__.py:21", True)


def test_an_explicit_provider_takes_nothing_from_the_stacks_configuration() -> None:
    """Pulumi configures only the default provider from `aws:`; so default tags stay there."""
    estate = estate_from_document(preview())

    assert estate.at(BUCKET).default_tags == {}
    assert estate.at(VERSIONING).default_tags == {"team": "shop"}


def test_references_are_followed_by_property() -> None:
    """This is how a versioning resource finds its bucket."""
    estate = estate_from_document(preview())

    assert estate.follow(estate.at(VERSIONING), "bucket") == (estate.at(BUCKET),)


def test_of_what_a_preview_creates_or_looks_up_the_certain_arns_are_stated() -> None:
    """An engine's preview lists no outputs, though programs write ARNs that they know as text."""
    role, found = "aws:iam/role:Role", "aws:s3/bucket:Bucket"
    new = {"urn": f"urn:pulumi:prod::shop::{role}::r", "type": role, "custom": True}
    read = {"urn": f"urn:pulumi:prod::shop::{found}::b", "type": found, "custom": True}
    states = [
        {**new, "inputs": {"name": "backup"}},
        {**read, "external": True, "id": "somebody-elses"},
    ]
    steps = [{"op": "create", "newState": state} for state in states]

    estate = estate_from_document(
        {"config": {}, "steps": steps}, account_id="123456789012", region="us-east-1"
    )

    arns = [resource.text("arn") for resource in estate.resources]
    assert arns == ["arn:aws:iam::123456789012:role/backup", "arn:aws:s3:::somebody-elses"]


def test_a_stack_export_holds_what_is_deployed() -> None:
    """With ids and outputs; what waits for deletion is no longer counted."""
    gone = f"{BUCKET}-old"
    export = {
        "version": 3,
        "deployment": {
            "resources": [
                {"urn": STACK, "type": "pulumi:pulumi:Stack"},
                {
                    "urn": PROVIDER.replace("::west", "::default_7_51_1"),
                    "type": "pulumi:providers:aws",
                    "custom": True,
                    "inputs": {"region": "eu-west-1"},
                },
                {
                    "urn": BUCKET,
                    "type": "aws:s3/bucket:Bucket",
                    "custom": True,
                    "id": "photos-1a2b3c4",
                    "inputs": {
                        "tags": {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "x"},
                        "bucket": {
                            SIGNATURE: "1b47061264138c4ac30d75fd1eb44270",
                            "plaintext": '"photos-1a2b3c4"',
                        },
                    },
                    "outputs": {"arn": "arn:aws:kms:eu-west-1:111122223333:key/1"},
                },
                {"urn": gone, "type": "aws:s3/bucket:Bucket", "custom": True, "delete": True},
            ]
        },
    }

    estate = estate_from_stack_export(export)
    bucket = estate.one("aws:s3/bucket:Bucket")

    assert (bucket.id, bucket.region, bucket.account_id) == (
        "photos-1a2b3c4",
        "eu-west-1",
        "111122223333",
    )
    assert bucket.inputs == {"tags": UNKNOWN, "bucket": "photos-1a2b3c4"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "BAMP-P07"),
        ("[]", "BAMP-P07"),
        ('{"a": 1}', "BAMP-P01"),
        ('{"steps": [{"newState": {"urn": 1}}]}', "BAMP-P01"),
        ('{"deployment": 3}', "BAMP-P02"),
    ],
)
def test_a_file_that_is_neither_is_refused(tmp_path: Path, text: str, code: str) -> None:
    """An empty estate would look healthy."""
    file = tmp_path / "document.json"
    file.write_text(text)

    with pytest.raises(RefusedError, match=code):
        load_estate([file])


def test_files_are_told_apart_by_what_they_hold(tmp_path: Path) -> None:
    """A reader should not have to say which of Pulumi's files it is."""
    planned, deployed = tmp_path / "a.json", tmp_path / "b.json"
    planned.write_text(json.dumps(preview()))
    deployed.write_text(json.dumps({"version": 3, "deployment": {"resources": []}}))

    assert len(load_estate([planned, deployed]).resources) == 2
