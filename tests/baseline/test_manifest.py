"""The manifest: what it says, that it survives its text, and that it fits a parameter."""

import json

import pytest

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.errors import PolicyError, RefusedError
from bamp_pulumi.policy import BackupPolicy, default_policy, load_policy

ACCOUNT = Account("111122223333")
MANIFEST = Manifest.of(default_policy(), ACCOUNT)

POLICIES = [
    default_policy(),
    default_policy(primary_region="eu-central-1", recovery_region="eu-west-1"),
    load_policy({"extends": "default", "vault_lock": None, "recovery_vault_lock": None}),
    load_policy(
        {
            "extends": "default",
            "default_tier": "development",
            "tiers": {"critical": None, "standard": None, "regulated": None},
        }
    ),
    load_policy(
        {
            "extends": "default",
            "key_rotation_days": 365,
            "tiers": {
                "standard": {
                    "noncurrent_version_days": 90,
                    "rules": {
                        "monthly": {
                            "lifecycle": {"delete_after_days": 400, "cold_storage_after_days": 30},
                            "start_window_minutes": 120,
                        }
                    },
                }
            },
        }
    ),
]


@pytest.mark.parametrize("policy", POLICIES)
def test_it_comes_back_from_its_text_unchanged(policy: BackupPolicy) -> None:
    """Also where a lock is switched off, which is not the default."""
    manifest = Manifest.of(policy, ACCOUNT)

    assert Manifest.parse(manifest.to_json()) == manifest


def test_its_text_is_the_same_every_time() -> None:
    """Another text for the same baseline would be a change in every preview."""
    again = Manifest.parse(MANIFEST.to_json()).to_json()

    assert again == MANIFEST.to_json()
    assert "\n" not in again


def test_the_order_in_which_tiers_are_written_does_not_count() -> None:
    """A policy file sorted anew is no change of the account."""
    policy = default_policy()
    tiers = {name: policy.tier(name) for name in reversed(list(policy.tiers))}
    turned = BackupPolicy(tiers=tiers)

    assert Manifest.of(turned, ACCOUNT).to_json() == MANIFEST.to_json()


def test_it_says_where_everything_is() -> None:
    """Plainly, so that a reader needs neither the policy nor this library's rules for names."""
    document = json.loads(MANIFEST.to_json())

    assert document["schema"] == "bamp.manifest/1"
    assert document["account_id"] == "111122223333"
    assert (document["primary_region"], document["recovery_region"]) == ("us-east-1", "us-west-2")
    assert document["names"]["primary_vault"] == "bamp-primary"
    assert document["names"]["plans"]["critical"] == "bamp-critical"
    assert "RDS" in document["opt_in"]["us-east-1"]["types"]
    assert document["opt_in"]["us-west-2"]["managed"] == [
        "CloudFormation",
        "DSQL",
        "DynamoDB",
        "EFS",
    ]


def test_the_default_policy_leaves_room_in_a_parameter() -> None:
    """8 KB in all; half of it is for tiers of a team's own."""
    assert len(MANIFEST.to_json()) < 4096


def test_a_policy_that_fits_no_parameter_is_refused() -> None:
    """With the size that was found and the size there is."""
    standard = default_policy().tier("standard")
    tiers = {f"tier{n}": standard.model_copy(update={"description": "x" * 500}) for n in range(12)}
    policy = BackupPolicy(tiers=tiers, default_tier="tier0")

    with pytest.raises(RefusedError) as refused:
        Manifest.of(policy, ACCOUNT).to_json()

    (refusal,) = refused.value.refusals
    assert refusal.code == "BAMP-B07"
    assert refusal.allowed == "8192 bytes"
    assert refusal.given.startswith("a policy of 12 tiers")


@pytest.mark.parametrize("text", ["", "null", "[]", "{", "bamp"])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    """Never read as an empty account."""
    with pytest.raises(RefusedError, match="BAMP-B08"):
        Manifest.parse(text)


def test_a_manifest_of_another_version_is_refused() -> None:
    """A reader that guessed would miss what is new in it."""
    document = {**json.loads(MANIFEST.to_json()), "schema": "bamp.manifest/2"}

    with pytest.raises(PolicyError) as refused:
        Manifest.parse(json.dumps(document))

    assert "bamp.manifest/1" in str(refused.value)


@pytest.mark.parametrize(
    ("key", "value"), [("primary_region", "eu-west-1"), ("recovery_region", "us-east-2")]
)
def test_a_manifest_that_contradicts_its_policy_is_refused(key: str, value: str) -> None:
    """Somebody edited it by hand; no baseline stands there."""
    document = {**json.loads(MANIFEST.to_json()), key: value}

    with pytest.raises(PolicyError, match="BAMP-B09"):
        Manifest.parse(json.dumps(document))


def test_a_plan_that_is_missing_is_noticed() -> None:
    """Its tier would be taken for protected."""
    document = json.loads(MANIFEST.to_json())
    del document["names"]["plans"]["standard"]

    with pytest.raises(PolicyError, match="BAMP-B09"):
        Manifest.parse(json.dumps(document))
