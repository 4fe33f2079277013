"""Where providers work: each row is a way to be wrong about the account of a resource."""

from collections.abc import Mapping

import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.places import Place, Places

HOME, AWAY = "111122223333", "444455556666"
URN = "urn:pulumi:prod::shop::"
PROVIDER = f"{URN}pulumi:providers:aws::other"
BUCKET = "aws:s3/bucket:Bucket"
ROLE = {"assumeRoles": f'[{{"roleArn":"arn:aws:iam::{AWAY}:role/deploy"}}]'}
HOMES = {"aws:assumeRoles": f'[{{"roleArn":"arn:aws:iam::{HOME}:role/deploy"}}]'}
BOTH = {"allowedAccountIds": [HOME, AWAY]}
PROFILE = {"profile": "prod"}


def explicit(config: Mapping[str, object], settings: Mapping[str, object]) -> str:
    """Return the account of an explicit provider beside a default one that works in HOME."""
    places = Places(config, account_id=HOME)
    places.record(PROVIDER, settings)
    return places.of(BUCKET, f"{PROVIDER}::id", {}).account_id


@pytest.mark.parametrize(
    ("config", "settings", "account"),
    [
        ({}, {}, HOME),
        ({}, ROLE, AWAY),
        ({}, {"assumeRoles": UNKNOWN}, ""),
        ({}, PROFILE, ""),
        ({}, BOTH, HOME),
        ({}, {**BOTH, **PROFILE}, ""),
        # It starts from whoever deploys, not from the role that the stack's own one assumes.
        (HOMES, {}, ""),
        (HOMES, ROLE, AWAY),
        (HOMES, BOTH, ""),
        # A profile of the stack's is the default provider's alone, unless it is given once more.
        ({"aws:profile": "prod"}, {}, ""),
        ({"aws:profile": "prod"}, PROFILE, HOME),
        ({"aws:profile": "prod"}, {"profile": "audit"}, ""),
        ({"aws:profile": UNKNOWN}, {"profile": UNKNOWN}, ""),
        ({"aws:profile": "prod", **HOMES}, PROFILE, ""),
    ],
)
def test_the_account_of_an_explicit_provider(
    config: Mapping[str, object], settings: Mapping[str, object], account: str
) -> None:
    """It takes nothing from the stack's `aws:` configuration."""
    assert explicit(config, settings) == account


@pytest.mark.parametrize(
    ("config", "account"),
    [
        ({}, HOME),
        (HOMES, ""),
        ({"aws:profile": "prod"}, ""),
        ({"aws-native:assumeRole": f'{{"roleArn":"arn:aws:iam::{AWAY}:role/x"}}'}, AWAY),
        ({**HOMES, "aws-native:allowedAccountIds": f'["{AWAY}"]'}, AWAY),
    ],
)
def test_a_role_of_one_package_moves_no_other(config: Mapping[str, object], account: str) -> None:
    """`aws-native` has a configuration of its own."""
    places = Places(config, account_id=HOME)

    assert places.of("aws-native:s3:Bucket", "", {}).account_id == account
    assert places.of(BUCKET, "", {}).account_id == HOME


@pytest.mark.parametrize(
    ("settings", "deployer", "region"),
    [
        ({"region": "eu-west-1"}, "us-east-2", "eu-west-1"),
        ({"region": UNKNOWN}, "us-east-2", ""),
        ({}, "us-east-2", "us-east-2"),
        ({}, "", ""),
    ],
)
def test_the_region_of_an_explicit_provider(
    settings: Mapping[str, object], deployer: str, region: str
) -> None:
    """Its own, else the deployer's; the stack's says nothing."""
    places = Places({"aws:region": "us-west-1"}, deployer_region=deployer)
    places.record(PROVIDER, settings)

    assert places.of(BUCKET, f"{PROVIDER}::id", {}).region == region
    assert places.of(BUCKET, f"{PROVIDER}::id", {"region": "sa-east-1"}).region == "sa-east-1"
    assert places.of(BUCKET, f"{PROVIDER}::id", {"region": UNKNOWN}).region == ""


@pytest.mark.parametrize("config", [{"aws:region": UNKNOWN}, {"aws:region": None}])
def test_a_region_that_is_hidden_is_not_replaced_by_the_fallback(
    config: Mapping[str, object],
) -> None:
    """Only one that nobody sets is."""
    hidden = config["aws:region"] is UNKNOWN

    assert Places(config, region="us-east-1").of(BUCKET, "", {}).region == (
        "" if hidden else "us-east-1"
    )


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("default", HOME),
        ("default_7_51_1", HOME),
        ("default_7_51_1_https___get_example_com", HOME),
        ("default-west", ""),
        ("defaults", ""),
        ("other", ""),
    ],
)
def test_the_engines_own_providers_are_known_by_their_names(name: str, account: str) -> None:
    """A program may begin a name with the same word; what nobody recorded is not known."""
    provider = f"{URN}pulumi:providers:aws::{name}::id"

    assert Places({}, account_id=HOME).of(BUCKET, provider, {}).account_id == account


def test_a_provider_inside_a_component_is_explicit() -> None:
    """Its URN has the component's type before its own."""
    inner = f"{URN}my:index:Site$pulumi:providers:aws::other"
    places = Places({}, account_id=HOME)
    places.record(inner, ROLE)

    assert places.of(BUCKET, f"{inner}::id", {}).account_id == AWAY


def test_what_lies_in_one_account_settles_where_its_provider_works() -> None:
    """But never against what the provider says itself."""
    places = Places({}, account_id=HOME)
    places.record(PROVIDER, PROFILE)
    places.settle(PROVIDER, AWAY)
    assert places.of_provider("aws", f"{PROVIDER}::id").account_id == AWAY

    places.settle(PROVIDER, HOME)
    assert places.of_provider("aws", f"{PROVIDER}::id").account_id == AWAY


def test_tags_of_a_provider_are_read_in_every_form() -> None:
    """JSON text, a map, and what is neither."""
    for form in ('{"tags": {"team": "x", "n": 1}}', {"tags": {"team": "x", "n": UNKNOWN}}):
        place = Places({"aws:defaultTags": form}).of(BUCKET, "", {})
        assert dict(place.default_tags) == {"team": "x"}
    for form in ("[secret]", UNKNOWN, {"tags": UNKNOWN}, "[1]", None):
        assert Places({"aws:defaultTags": form}).of(BUCKET, "", {}) == Place()


@pytest.mark.parametrize(
    ("given", "ignored", "kept"),
    [
        ('{"keyPrefixes": ["backup-"]}', "backup-tier", "team"),
        ('{"key_prefixes": ["backup-"]}', "backup-tier", "team"),
        ({"keys": ["backup-tier"]}, "backup-tier", "backup-owner"),
        ({"keys": ["team"], "keyPrefixes": ["x-"]}, "x-team", "backup-tier"),
        ({"keys": []}, "", "backup-tier"),
        (None, "", "backup-tier"),
    ],
)
def test_tags_that_a_provider_ignores_are_told_from_the_others(
    given: object, ignored: str, kept: str
) -> None:
    """By key, and by what a key begins with; nothing is ignored where nothing is said."""
    tags = Places({"aws:ignoreTags": given}).of(BUCKET, "", {}).ignored_tags

    assert tags.has(ignored) is bool(ignored)
    assert not tags.has(kept)


@pytest.mark.parametrize("given", [UNKNOWN, {"keys": UNKNOWN}, {"keyPrefixes": ["a", UNKNOWN]}])
def test_a_provider_may_ignore_any_tag_where_nobody_knows_which(given: object) -> None:
    """What is not known is not taken for nothing."""
    assert Places({"aws:ignoreTags": given}).of(BUCKET, "", {}).ignored_tags.has("backup-tier")
