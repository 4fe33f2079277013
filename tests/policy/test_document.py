"""Policy documents: YAML or plain data, whole or as changes to a preset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.errors import PolicyError, Refusal
from bamp_pulumi.policy import BackupPolicy, LockMode, default_policy, load_policy

DEFAULT = default_policy()

WHOLE = """
name: team
default_tier: nightly
tiers:
  nightly:
    description: All that we have.
    rpo_minutes: 1440
    rto_minutes: 480
    native_retention_days: 7
    rules:
      daily:
        lifecycle: {delete_after_days: 14}
        copies: [{destination_region: us-west-2}]
"""

CHANGES = """
extends: default
tiers:
  standard:
    rto_minutes: 60
    rules:
      daily: {lifecycle: {delete_after_days: 45}}
      monthly: null
  development: null
  archive:
    description: What is kept for the archive.
    rpo_minutes: 44640
    rto_minutes: 2880
    native_retention_days: 1
    rules:
      monthly:
        schedule:
          expression: cron(0 20 L * ? *)
        lifecycle: {delete_after_days: 3650, cold_storage_after_days: 30}
"""


def refused(document: str, at: str = "") -> Refusal:
    """Return the one refusal of a document."""
    with pytest.raises(PolicyError) as error:
        load_policy(document, at)
    (refusal,) = error.value.refusals
    return refusal


def test_a_whole_document_says_it_all() -> None:
    """A team with one tier of its own needs no preset."""
    policy = load_policy(WHOLE)

    assert (policy.name, list(policy.tiers), policy.default_tier) == (
        "team",
        ["nightly"],
        "nightly",
    )
    (rule,) = policy.tiers["nightly"].rules
    assert (rule.name, rule.lifecycle.delete_after_days) == ("daily", 14)
    assert policy.vault_lock is not None
    assert policy.vault_lock.mode is LockMode.GOVERNANCE


def test_a_document_that_only_extends_is_the_preset() -> None:
    """One line is a policy."""
    assert load_policy("extends: default") == DEFAULT
    assert load_policy({"extends": "default"}) == DEFAULT


def test_changes_touch_what_they_say_and_nothing_else() -> None:
    """Mappings are merged, null leaves a tier or rule out, a new tier is added."""
    policy = load_policy(CHANGES)

    assert list(policy.tiers) == ["critical", "standard", "regulated", "archive"]
    assert policy.tiers["critical"] == DEFAULT.tiers["critical"]
    before, after = DEFAULT.tiers["standard"], policy.tiers["standard"]
    assert [rule.name for rule in after.rules] == ["daily", "weekly"]
    assert after.rto_minutes == 60
    assert after.rpo_minutes == before.rpo_minutes
    assert after.rules[1] == before.rules[1]
    assert after.rules[0].lifecycle.delete_after_days == 45
    assert after.rules[0].schedule == before.rules[0].schedule
    assert after.rules[0].copies == before.rules[0].copies


def test_locks_follow_the_changed_tiers() -> None:
    """One number changed in one place."""
    policy = load_policy(CHANGES)

    assert policy.vault_lock is not None
    assert (policy.vault_lock.min_retention_days, policy.vault_lock.max_retention_days) == (
        30,
        3650,
    )


def test_the_copies_of_a_preset_go_to_the_region_of_the_document() -> None:
    """Said once, at the top."""
    policy = load_policy(
        "{extends: default, primary_region: eu-west-1, recovery_region: eu-west-3}"
    )

    assert {w.destination_region for w in policy.writes()} == {None, "eu-west-3"}
    assert policy.primary_region == "eu-west-1"


def test_null_outside_tiers_and_rules_is_a_value() -> None:
    """A lock that is null is no lock, a lifecycle that is null is the rule's."""
    assert load_policy("{extends: default, vault_lock: null}").vault_lock is None


def test_a_list_replaces_the_list_of_the_preset() -> None:
    """Copies have no names to be merged by."""
    policy = load_policy("{extends: default, tiers: {standard: {rules: {daily: {copies: []}}}}}")

    assert policy.tiers["standard"].rules[0].copies == ()


def test_rules_given_as_a_list_replace_those_of_the_preset() -> None:
    """The form of the model is accepted too."""
    rules = [{"name": "nightly", "lifecycle": {"delete_after_days": 30}}]

    policy = load_policy({"extends": "default", "tiers": {"standard": {"rules": rules}}})

    assert [rule.name for rule in policy.tiers["standard"].rules] == ["nightly"]


@given(days=st.integers(2, 36_500), tier=st.sampled_from(["standard", "development"]))
def test_any_one_number_can_be_changed_alone(days: int, tier: str) -> None:
    """Everything that hangs on it follows; lint decides as it does for Python."""
    lifecycle = {"delete_after_days": days}
    changes = {"rules": {"daily": {"lifecycle": lifecycle, "copies": ()}}}

    policy = load_policy({"extends": "default", "tiers": {tier: changes}})

    assert policy.tiers[tier].rules[0].lifecycle.delete_after_days == days
    assert policy.vault_lock is not None
    assert policy.vault_lock.min_retention_days <= days <= policy.vault_lock.max_retention_days


def test_a_dumped_policy_is_a_document() -> None:
    """What is written down can be read again, locks and all."""
    assert load_policy(DEFAULT.model_dump(mode="json")) == DEFAULT
    assert load_policy(DEFAULT.model_dump_json()) == DEFAULT  # JSON is YAML
    assert isinstance(load_policy(load_policy(WHOLE).model_dump()), BackupPolicy)


@pytest.mark.parametrize(
    ("document", "given"),
    [
        ("", "nothing"),
        ("# nothing yet\n", "nothing"),
        ("- extends: default", "a list"),
        ("default", "a text"),
        (
            "extends: default\nextends: default",
            "the key 'extends' of line 1 a second time",
        ),
        ("tiers: {a: {}, a: {}}", "the key 'a' of line 1 a second time"),
        ("extends: [default", "expected ',' or ']'"),
        ("extends: *nobody", "found undefined alias"),
        (
            "when: !!python/object:os.system {}",
            "python/object:os.system' is not read",
        ),
        ("when: 2027-02-30", "day is out of range"),
        ("when: \x00", "unacceptable character"),
        ("{[a]: 1}", "found unhashable key"),
    ],
)
def test_a_text_that_is_no_document_is_refused_in_one_line(document: str, given: str) -> None:
    """With the line where YAML breaks off, and never by a traceback."""
    refusal = refused(document, at="policy.yaml")

    assert (refusal.code, refusal.path) == ("BAMP-D05", "policy.yaml")
    assert given in refusal.given


def test_the_line_of_a_mistake_in_yaml_is_named() -> None:
    """Counted as editors count."""
    assert refused("extends: default\ntiers: {}\ntiers: {}").where == "line 3"


def test_an_unquoted_schedule_between_braces_is_told_to_use_quotes() -> None:
    """YAML reads a lone `?` between braces as the start of a key."""
    refusal = refused("{extends: default, x: {expression: cron(0 2 ? * * *)}}")

    assert refusal.code == "BAMP-D05"
    assert refusal.write == "{extends: default, x: {expression: 'cron(0 2 ? * * *)'}}"


def test_two_anchors_of_one_text_are_merged_as_yaml_says() -> None:
    """A key that only comes through `<<` stands there once."""
    text = "base: &base {a: 1}\nother: {<<: *base, a: 2}"

    assert refused(text + "\nextends: defaults").code == "BAMP-D06"


@pytest.mark.parametrize("data", [None, 3, ["extends"], {1, 2}])
def test_plain_data_that_is_no_mapping_is_refused_too(data: object) -> None:
    """Pulumi configuration may hold anything under the key."""
    with pytest.raises(PolicyError, match="BAMP-D05"):
        load_policy(data, at="bamp:policy")


@pytest.mark.parametrize("data", [{1: 2}, {"extends": "default", 1: None, "tiers": {1: None}}])
def test_keys_that_are_no_text_are_refused(data: object) -> None:
    """YAML makes numbers of them."""
    with pytest.raises(PolicyError):
        load_policy(data)


@pytest.mark.parametrize("preset", ["'defaults'", "Default", "null", "3", "[default]", "{a: 1}"])
def test_an_unknown_preset_lists_those_there_are(preset: str) -> None:
    """A misspelt preset must not be taken for none."""
    refusal = refused(f"extends: {preset}")

    assert (refusal.code, refusal.path) == ("BAMP-D06", "extends")
    assert (refusal.allowed, refusal.write) == ("default", "extends: default")


@pytest.mark.parametrize(
    ("changes", "path", "write"),
    [
        ("{dev: null}", "tiers.dev", "development: null"),
        ("{zzz: null}", "tiers.zzz", "nothing: remove zzz"),
        ("{standard: {rules: {month: null}}}", "tiers.standard.rules.month", "monthly: null"),
    ],
)
def test_null_for_what_is_not_there_is_refused(changes: str, path: str, write: str) -> None:
    """A misspelt name would leave in what was meant to go."""
    refusal = refused(f"{{extends: default, tiers: {changes}}}")

    assert (refusal.code, refusal.path, refusal.write) == ("BAMP-D07", path, write)


def test_leaving_out_the_default_tier_is_refused() -> None:
    """It would be nobody's tier and everybody's default."""
    refusal = refused("{extends: default, tiers: {standard: null}}")

    assert (refusal.code, refusal.path) == ("BAMP-T01", "default_tier")


@pytest.mark.parametrize("regions", ["recovery_region: nowhere", "recovery_region: 3"])
def test_a_region_that_is_none_is_refused_where_it_stands(regions: str) -> None:
    """Not in each of the copies that would go there."""
    refusal = refused(f"{{extends: default, {regions}}}")

    assert refusal.path == "recovery_region"


def test_a_document_without_tiers_is_told_of_the_preset_it_may_change() -> None:
    """Whoever changes one Region need not write every tier."""
    with pytest.raises(PolicyError, match="extends: default, to change a preset; else tiers="):
        load_policy({"primary_region": "eu-west-1"})
