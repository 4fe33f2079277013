"""What the engine writes of a resource beside plain inputs: secrets, default tags, source lines."""

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Resource, estate_from_document, estate_from_stack_export

URN = "urn:pulumi:test::shop::aws:s3/bucket:Bucket::pictures"
PROVIDER = "urn:pulumi:test::shop::pulumi:providers:aws::tagging"
SECRET = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    "plaintext": '"orders"',
}


def bucket(state: dict[str, object]) -> dict[str, object]:
    """Write the state of a bucket."""
    return {"urn": URN, "type": "aws:s3/bucket:Bucket", "custom": True, **state}


def previewed(state: dict[str, object], config: dict[str, object] | None = None) -> Resource:
    """Read a bucket from a preview that also holds an explicit provider."""
    tags = '{"tags": {"team": "orders"}}'
    provider = {"urn": PROVIDER, "type": "pulumi:providers:aws", "inputs": {"defaultTags": tags}}
    steps = [{"op": "create", "newState": one} for one in (provider, bucket(state))]
    return estate_from_document({"steps": steps, "config": config or {}}).at(URN)


def test_one_hidden_tag_makes_the_tags_a_secret_and_only_itself_unknown() -> None:
    """The engine masks the value alone: `{"team": "[secret]"}` (measured, engine 3.259)."""
    read = previewed({"inputs": {"tags": {"team": "[secret]", "stage": "test"}}})

    assert read.secret_inputs == {"tags"}
    assert read.inputs == {"tags": {"team": UNKNOWN, "stage": "test"}}


def test_a_secret_exported_in_clear_is_still_named_a_secret() -> None:
    """`--show-secrets` opens values; reports must not print them all the same."""
    states = [bucket({"inputs": {"tags": {"team": SECRET}}})]

    read = estate_from_stack_export({"deployment": {"resources": states}}).at(URN)

    assert read.secret_inputs == {"tags"}
    assert read.inputs == {"tags": {"team": "orders"}}


def test_an_explicit_provider_adds_its_own_default_tags_and_none_of_the_configuration() -> None:
    """They travel as JSON text; `aws:defaultTags` belongs to the default provider."""
    config: dict[str, object] = {"aws:defaultTags": '{"tags": {"stage": "all"}}'}

    assert previewed({"provider": f"{PROVIDER}::1"}, config).default_tags == {"team": "orders"}
    assert previewed({}, config).default_tags == {"stage": "all"}


def test_the_source_of_a_resource_is_the_programs_own_line() -> None:
    """For `Bucket.get` and providers the engine names a line of the SDK first (measured)."""
    sdk = "project:///../../.venv/lib/python3.11/site-packages/pulumi_aws/s3/bucket.py#1284"
    trace = [{"sourcePosition": sdk}, {}, {"sourcePosition": "project:///__main__.py#21"}]

    assert previewed({"sourcePosition": sdk, "stackTrace": trace}).source == "__main__.py:21"
    assert previewed({"sourcePosition": sdk}).source == ""
