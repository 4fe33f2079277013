"""Everything that an account renders, against the tables of what AWS takes.

What these tests cannot prove: that AWS counts as its pages say, and which quotas an account has.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from long_configurations import TIER, accounts
from refusals import refused

from bamp_pulumi.baseline import BaselineSettings, require_fitting_account
from bamp_pulumi.baseline.fitting import render_account
from bamp_pulumi.catalog import refusals_of, size_limits_of
from bamp_pulumi.components import BackupAlerts, Baseline
from bamp_pulumi.declared import Standing
from bamp_pulumi.errors import BampError
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import parse
from bamp_pulumi.testing import declare

PEOPLE = {"email": "oncall@bamp-ops.io"}
EVERYWHERE = [
    PEOPLE,
    {"sms": "+12065550100"},
    {"slack": "bamp/slack"},
    {"pagerduty": "bamp/pagerduty", "severities": ["critical"]},
    {"webhook": "https://alerts.bamp-ops.io/backup", "webhook_secret": "bamp/webhook"},
    {"tickets": True},
    {"email": "critical@bamp-ops.io", "severities": ["critical"], "tiers": ["critical"]},
]


def principals(kind: str, count: int) -> list[str]:
    """Return so many roles."""
    return [f"role/backup-{kind}-{number:03}" for number in range(count)]


def tiers(count: int) -> dict[str, Any]:
    """Return a policy of so many tiers."""
    named = {f"t{number:02}": TIER for number in range(count)}
    return {"tiers": named, "default_tier": "t00"} if named else {"extends": "default"}


CONFIGURATIONS: Mapping[str, Mapping[str, Any]] = {
    "default": {"alerts": {"to": [PEOPLE]}},
    "all destinations": {"alerts": {"to": EVERYWHERE}},
    "many tiers": {"policy": tiers(28), "alerts": {"to": [PEOPLE]}},
    "many accounts that copy in": {
        "copy_source_account_ids": accounts(550),
        "alerts": {"to": [PEOPLE]},
    },
    "many principals": {
        "access": {
            "deployers": principals("deploy", 40),
            "break_glass": principals("break", 40),
            "operators": principals("restore", 100),
        },
        "alerts": {"to": [PEOPLE]},
    },
}


def account(configuration: Mapping[str, Any]) -> Estate:
    """Declare an account."""
    return declare(lambda: Baseline("bamp", dict(configuration)) and None)  # pyright: ignore[reportArgumentType] - as a program gives it


@cache
def configured_as(name: str) -> Estate:
    """Declare an account once for all tests of it."""
    return account(CONFIGURATIONS[name])


def too_much(estate: Estate) -> list[str]:
    """List what AWS refuses, or may refuse, of anything in an estate."""
    standing = Standing(estate)
    return [
        f"{resource.name}: {why}"
        for resource in estate.resources
        if resource.custom
        for why in (
            *(refusal.message for refusal in refusals_of(resource.type, resource.inputs)),
            *(refusal.message for refusal in standing.refusals(resource)),
            *standing.perhaps_refused(resource),
            *standing.crowding(resource),
        )
    ]


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_nothing_that_an_account_renders_is_larger_than_aws_takes(name: str) -> None:
    """Policies, patterns, filters, dashboards, parameters, and what belongs together."""
    estate = configured_as(name)

    assert too_much(estate) == []
    measured = {r.type for r in estate.resources if r.custom and size_limits_of(r.type)}
    assert len(measured) >= 10


def test_one_entry_more_than_fits_is_seen_in_what_is_rendered() -> None:
    """So the tables would see it, were the configuration not refused."""
    estate = account({"copy_source_account_ids": accounts(600), "alerts": {"to": [PEOPLE]}})
    (policy,) = [r for r in estate.resources if r.name == "bamp-recovery-access-policy"]
    (limit,) = size_limits_of(policy.type)
    (size,) = limit.sizes(policy.inputs)

    assert 20_480 - 34 <= size <= 20_480


def test_what_is_judged_is_what_is_declared() -> None:
    """Each document that the configuration is judged by is rendered by the program, byte by byte.

    A standing account number has as many digits as the real one.
    """
    copied = {
        **TIER,
        "rules": {
            "daily": {
                "lifecycle": {"delete_after_days": 30},
                "copies": [
                    {
                        "destination_account_id": "999988887777",
                        "destination_region": "us-west-2",
                        "lifecycle": {"delete_after_days": 30},
                    }
                ],
            }
        },
    }
    configured = {
        "access": {"deployers": ["role/d"], "operators": ["role/o"]},
        "copy_source_account_ids": accounts(3),
        "policy": {"tiers": {"standard": copied}},
        "alerts": {
            "to": [
                PEOPLE,
                {"tickets": True, "tiers": ["standard"]},
                {"email": "t@bamp-ops.io", "tiers": ["standard"]},
            ]
        },
    }
    estate = account(configured)
    judged = [*render_account(parse(BaselineSettings, configured))]

    assert len(judged) == 7
    for document in judged:
        for limit in size_limits_of(document.type):
            sizes = {
                size for one in estate.of_type(document.type) for size in limit.sizes(one.inputs)
            }
            assert {*limit.sizes(document.inputs)} <= sizes, document.of


def test_two_hundred_destinations_leave_room_on_a_bus() -> None:
    """A called destination is one of 300 rules; a person who asked for some, one of 200 filters."""
    rule = "aws:cloudwatch/eventRule:EventRule"
    filtered = "aws:sns/topicSubscription:TopicSubscription"

    def counts(name: str) -> tuple[int, int]:
        estate = configured_as(name)
        here = [r for r in estate.of_type(rule) if r.region == "us-east-1"]
        return len(here), sum("filterPolicy" in r.inputs for r in estate.of_type(filtered))

    least, most = counts("default"), counts("all destinations")
    called = sum(1 for one in EVERYWHERE if "email" not in one and "sms" not in one)

    assert most[0] - least[0] == called
    assert least[0] + 200 <= 300
    assert (least[1], most[1]) == (0, 1)


def test_alerts_used_alone_are_judged_too() -> None:
    """Before anything is declared."""
    to = [PEOPLE, {"tickets": True, "tiers": [f"tier-with-a-long-name-{n:03}" for n in range(90)]}]

    def program() -> None:
        BackupAlerts("a", {"vault_name": "v", "alerts_name": "alerts", "alerts": {"to": to}})  # pyright: ignore[reportArgumentType] - as a program gives it

    (refusal,) = refused(program).refusals
    assert (refusal.code, refusal.path) == ("BAMP-B49", "BackupAlerts a.alerts.to.1.tiers")


def test_every_log_is_kept_for_days_that_cloudwatch_logs_takes() -> None:
    """One of 22 numbers; another one is refused."""
    groups = [
        resource
        for resource in configured_as("all destinations").resources
        if resource.type == "aws:cloudwatch/logGroup:LogGroup"
    ]

    assert sorted(group.value("retentionInDays") for group in groups) == [90, 90, 400]  # pyright: ignore[reportArgumentType] - numbers
    for group in groups:
        changed = {**group.inputs, "retentionInDays": 100}
        assert [r.path for r in refusals_of(group.type, changed)] == ["retentionInDays"]


CONFIGURED: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "access": st.fixed_dictionaries(
            {
                "deployers": st.integers(0, 300).map(lambda n: principals("deploy", n)),
                "break_glass": st.integers(0, 300).map(lambda n: principals("break", n)),
                "operators": st.integers(0, 500).map(lambda n: principals("restore", n)),
            }
        ),
        "copy_source_account_ids": st.integers(0, 700).map(accounts),
        "policy": st.integers(0, 40).map(tiers),
        "alerts": st.integers(0, 7).map(lambda n: {"to": [PEOPLE, *EVERYWHERE[1:6][:n]]}),
        "owner": st.sampled_from(["platform", "o" * 200]),
    }
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(configured=CONFIGURED)
def test_a_configuration_fits_or_is_refused_at_the_key_that_grew(
    configured: dict[str, Any],
) -> None:
    """Either everything that it renders is within AWS's limits, or a setting of it is named."""
    try:
        require_fitting_account(parse(BaselineSettings, configured))
    except BampError as error:
        for refusal in error.refusals:
            assert refusal.code in ("BAMP-B07", "BAMP-B49")
            assert refusal.path.split(".")[0] in configured
            assert refusal.write
        return
    assert too_much(account(configured)) == []
