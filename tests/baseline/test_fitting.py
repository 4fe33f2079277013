"""A configuration with which AWS would refuse a document is refused first, where it stands.

What these tests cannot prove: that AWS takes 20,480 bytes of an access policy of a vault, of which
its pages give no number.
"""

from typing import Any

import pytest
from long_configurations import TIER, accounts

from bamp_pulumi.baseline import (
    BackupAlertsSettings,
    BackupKeySettings,
    BackupVaultSettings,
    BaselineSettings,
    require_fitting_account,
    require_fitting_alerts,
    require_fitting_key,
    require_fitting_vault,
)
from bamp_pulumi.errors import PolicyError, Refusal
from bamp_pulumi.policy import FAULT_IDS, parse

ONCALL = {"email": "oncall@bamp-ops.io"}


def refused(**args: object) -> list[Refusal]:
    """Return what is refused of the configuration of an account."""
    settings = parse(BaselineSettings, args)
    try:
        require_fitting_account(settings)
    except PolicyError as error:
        return [*error.refusals]
    return []


def policy_of(tiers: int, **fields: object) -> dict[str, Any]:
    """Return a policy of so many tiers."""
    named = {f"t{number:02}": {**TIER, **fields} for number in range(tiers)}
    return {"tiers": named, "default_tier": "t00"}


def test_what_fits_is_found_by_rendering() -> None:
    """As many accounts as the message says fit, and one more does not."""
    (refusal,) = refused(copy_source_account_ids=accounts(700))

    assert (refusal.code, refusal.path) == ("BAMP-B49", "copy_source_account_ids")
    assert refusal.given.startswith("700 entries, with which the access policy of vault bamp-rec")
    assert refusal.allowed == "20,480 bytes of JSON, as with 600 entries"
    assert "copy_source_organization_id" in refusal.write
    assert refused(copy_source_account_ids=accounts(600)) == []
    assert len(refused(copy_source_account_ids=accounts(601))) == 1


@pytest.mark.parametrize("duty", ["deployers", "break_glass", "operators"])
def test_the_duty_that_grew_is_named(duty: str) -> None:
    """Once, though it stands in the policies of both vaults."""
    many = [f"role/{duty}-{number:04}" for number in range(700)]
    few = {"deployers": ["role/d"], "break_glass": ["role/b"], "operators": ["role/o"]}

    (refusal,) = refused(access={**few, duty: many})

    assert refusal.path == f"access.{duty}"
    assert "fewer of them" in refusal.write


def test_two_settings_that_are_too_long_together_are_refused_at_the_longer_one() -> None:
    """Neither is too long by itself."""
    operators = [f"role/operator-{number:04}" for number in range(300)]
    ids = accounts(350)

    assert refused(access={"operators": operators}) == []
    assert refused(copy_source_account_ids=ids) == []
    (refusal,) = refused(access={"operators": operators}, copy_source_account_ids=ids)
    assert refusal.path in ("access.operators", "copy_source_account_ids")
    assert "as with " in refusal.allowed


def test_the_manifest_is_refused_at_the_tiers_and_at_the_acknowledgements() -> None:
    """BAMP-B07, as ever: the first with how many fit."""
    (tiers,) = refused(policy=policy_of(60))
    reason = "the copies are looked at by hand each month until it is built, " * 3
    each = {"reason": reason.strip(" ,"), "owner": "platform", "until": "2027-11-01"}
    faults = [{"id": name, **each} for name in FAULT_IDS]
    (acknowledged,) = refused(policy={"extends": "default", "faults": faults})

    assert (tiers.code, tiers.path) == ("BAMP-B07", "policy.tiers")
    assert "8,192 characters, as with " in tiers.allowed
    assert (acknowledged.code, acknowledged.path) == ("BAMP-B07", "policy.faults")


def test_a_destination_for_many_tiers_is_refused_before_sns_does() -> None:
    """150 combinations of values: two severities and two statuses leave room for 37 tiers."""
    routed = {"email": "team@bamp-ops.io", "severities": ["critical", "warning"]}

    def settings(count: int) -> BackupAlertsSettings:
        tiers = [f"t{number:02}" for number in range(count)]
        to = [ONCALL, {**routed, "tiers": tiers}]
        args = {"alerts": {"to": to}, "alerts_name": "bamp-alerts", "tiers": tiers}
        return parse(BackupAlertsSettings, args)

    most = 0
    refusal = None
    for count in range(1, 120):
        try:
            require_fitting_alerts(settings(count))
        except PolicyError as error:
            (refusal,) = error.refusals
            break
        most = count

    assert refusal is not None
    assert refusal.path == "alerts.to.1.tiers"
    assert refusal.allowed == f"150 combinations of values, as with {most} entries"
    assert refusal.why.startswith("AWS: SNS takes no larger one")


def test_a_called_destination_for_many_tiers_keeps_to_the_pattern_of_every_account() -> None:
    """2,048 characters; 4,096 only with a higher quota."""
    tiers = [f"tier-with-a-name-of-29-letter{n:02}"[:30] for n in range(80)]
    to = [ONCALL, {"tickets": True, "tiers": tiers}]
    args = {"alerts": {"to": to}, "alerts_name": "bamp-alerts"}

    with pytest.raises(PolicyError) as error:
        require_fitting_alerts(parse(BackupAlertsSettings, args))

    (refusal,) = error.value.refusals
    assert refusal.path == "alerts.to.1.tiers"
    assert "the event pattern for the tickets at place 1" in refusal.given
    assert refusal.why.startswith(
        "house rule: EventBridge takes more only once its quota is raised"
    )


def test_the_environment_of_the_function_keeps_to_four_kilobytes() -> None:
    """Names of tiers, and a long address of the runbook."""
    tiers = [f"tier-{n:03}-of-the-account" for n in range(100)]
    runbook = "https://wiki.bamp-ops.io/" + "x" * 1_900
    args = {
        "alerts": {"to": [ONCALL], "runbook": runbook},
        "alerts_name": "bamp-alerts",
        "tiers": tiers,
    }

    with pytest.raises(PolicyError) as error:
        require_fitting_alerts(parse(BackupAlertsSettings, args))

    (refusal,) = error.value.refusals
    assert refusal.path == "tiers"
    assert "the environment of the function has 4," in refusal.given


def test_a_vault_and_a_key_used_alone_are_judged_too() -> None:
    """With the accounts that their copies go to."""
    ids = accounts(600)
    vault = {"vault_name": "orders", "copy_account_ids": ids}

    with pytest.raises(PolicyError) as of_vault:
        require_fitting_vault(parse(BackupVaultSettings, vault))
    with pytest.raises(PolicyError) as of_key:
        require_fitting_key(parse(BackupKeySettings, {"alias": "alias/a", "copy_account_ids": ids}))

    for error in (of_vault, of_key):
        (refusal,) = error.value.refusals
        assert (refusal.code, refusal.path) == ("BAMP-B49", "copy_account_ids")
        assert "as with " in refusal.allowed


def test_an_account_of_another_partition_is_measured_with_its_own_arns() -> None:
    """ARNs of AWS GovCloud (US) are longer, so fewer accounts fit."""
    government = {
        "extends": "default",
        "primary_region": "us-gov-west-1",
        "recovery_region": "us-gov-east-1",
    }

    (refusal,) = refused(policy=government, copy_source_account_ids=accounts(600))

    assert refusal.path == "copy_source_account_ids"


def test_more_destinations_than_a_bus_has_room_for_are_refused() -> None:
    """200: a rule or a filter policy each."""

    def alerts(count: int) -> dict[str, object]:
        asked = [{"email": f"team-{n}@bamp-ops.io", "tiers": ["critical"]} for n in range(count)]
        return {"to": [ONCALL, *asked]}

    assert refused(alerts=alerts(199)) == []
    (refusal,) = refused(alerts=alerts(200))
    assert (refusal.path, refusal.given, refusal.allowed) == (
        "alerts.to",
        "201 destinations",
        "200",
    )
