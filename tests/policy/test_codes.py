"""Every code is raised, trips alone, lets its neighbour pass, and is explained in the reference.

`BAMP_WRITE_SNAPSHOTS=1` rewrites the reference. What is refused here is judged without AWS: that
AWS refuses it too is what the sources in the docstrings of the code say.
"""

import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from python_forms import is_python

from bamp_pulumi.errors import BampError, PolicyError, Refusal
from bamp_pulumi.policy import (
    POLICY_CODES,
    AcknowledgedFault,
    AcknowledgedLoss,
    Acknowledgement,
    BackupPolicy,
    CopyRule,
    Exemption,
    Lifecycle,
    LockPolicy,
    Promise,
    Rule,
    Schedule,
    Tier,
    default_policy,
    load_policy,
    parse,
    read_exemption,
)

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference" / "errors.md"
BEGIN, END = "<!-- policy: generated -->", "<!-- /policy -->"

RULE = {"name": "daily", "lifecycle": {"delete_after_days": 30}, "start_window_minutes": 60}
TIER = {
    "description": "Ordinary production data.",
    "rules": {"daily": {"lifecycle": {"delete_after_days": 30}, "start_window_minutes": 60}},
    "rpo_minutes": 1440,
    "rto_minutes": 240,
    "native_retention_days": 7,
}


def of(model: type[Promise], data: Mapping[str, object], **changed: object) -> Callable[[], object]:
    """Parse data with some of it changed."""
    return lambda: parse(model, {**data, **changed})


def at(expression: str, **changed: object) -> dict[str, object]:
    """Describe a rule by its schedule."""
    return {**RULE, "name": "weekly", "schedule": {"expression": expression}, **changed}


def policy(**changed: object) -> Callable[[], object]:
    """Load changes to the default policy."""
    return lambda: load_policy({"extends": "default", **changed})


def daily(**changed: object) -> Callable[[], object]:
    """Load a change to the daily rule of `standard`."""
    return policy(tiers={"standard": {"rules": {"daily": changed}}})


WEST, EAST = {"destination_region": "us-west-2"}, {"destination_region": "us-east-1"}
REGIONS = ("us-west-1", "us-west-2", "us-east-2", "eu-west-1", "eu-west-2", "eu-west-3")
COMPLIANCE = {"mode": "compliance", "min_retention_days": 7, "max_retention_days": 365}
GOVERNANCE = {**COMPLIANCE, "mode": "governance"}
EXEMPTION = {"reason": "rebuilt", "owner": "orders", "until": "2027-06-30"}
TAGS = {"backup-exempt-reason": "rebuilt", "backup-owner": "orders"}
HOURS = range(0, 22, 2)
"""Eleven hours, far enough apart for windows of an hour."""


class Case(NamedTuple):
    """What is refused, and the nearest thing that is not."""

    refused: Callable[[], object]
    accepted: Callable[[], object]


CASES: dict[str, Case] = {
    "BAMP-A01": Case(
        policy(audit_minimums={"required_retention_days": 8}),
        policy(audit_minimums={"required_retention_days": 7}),
    ),
    "BAMP-C01": Case(
        daily(copies=[EAST]),
        daily(copies=[{**EAST, "destination_account_id": "111122223333"}]),
    ),
    "BAMP-C02": Case(daily(copies=[{"destination_region": "eu-west-1"}]), daily(copies=[WEST])),
    "BAMP-C03": Case(
        of(Rule, RULE, copies=[{**WEST, "lifecycle": {"delete_after_days": 6}}]),
        of(Rule, RULE, copies=[{**WEST, "lifecycle": {"delete_after_days": 7}}]),
    ),
    "BAMP-C07": Case(
        policy(recovery_region="us-gov-west-1"),
        policy(primary_region="us-gov-east-1", recovery_region="us-gov-west-1"),
    ),
    "BAMP-C04": Case(policy(recovery_region="us-east-1"), policy(recovery_region="us-east-2")),
    "BAMP-C05": Case(
        of(Rule, RULE, copies=[{"destination_region": region} for region in REGIONS]),
        of(Rule, RULE, copies=[{"destination_region": region} for region in REGIONS[:5]]),
    ),
    "BAMP-C06": Case(
        of(Rule, RULE, copies=[WEST, WEST]),
        of(Rule, RULE, copies=[WEST, {**WEST, "destination_account_id": "111122223333"}]),
    ),
    "BAMP-D01": Case(
        of(Lifecycle, {"delete_after_days": 30}, cold_storage_days=None),
        of(Lifecycle, {"delete_after_days": 30}, cold_storage_after_days=None),
    ),
    "BAMP-D02": Case(of(Lifecycle, {}), of(Lifecycle, {"delete_after_days": 30})),
    "BAMP-D03": Case(
        of(Lifecycle, {"delete_after_days": "30"}), of(Lifecycle, {"delete_after_days": 30})
    ),
    "BAMP-D04": Case(of(LockPolicy, GOVERNANCE, mode="strict"), of(LockPolicy, GOVERNANCE)),
    "BAMP-D05": Case(
        lambda: load_policy("extends: default\nextends: default"),
        lambda: load_policy("extends: default"),
    ),
    "BAMP-D06": Case(policy(extends="defaults"), policy(extends="default")),
    "BAMP-D07": Case(policy(tiers={"develop": None}), policy(tiers={"development": None})),
    "BAMP-E01": Case(
        of(Exemption, EXEMPTION, reason="rebuilt (nightly), from originals"),
        of(Exemption, EXEMPTION, reason="rebuilt nightly from originals"),
    ),
    "BAMP-E02": Case(
        of(Exemption, EXEMPTION, until="2027-02-29"), of(Exemption, EXEMPTION, until="2028-02-29")
    ),
    "BAMP-E03": Case(
        lambda: read_exemption(TAGS),
        lambda: read_exemption({**TAGS, "backup-exempt-until": "2027-06-30"}),
    ),
    "BAMP-E04": Case(
        of(Acknowledgement, EXEMPTION, owner=""),
        of(Acknowledgement, EXEMPTION, owner="(night), on"),
    ),
    "BAMP-E05": Case(
        of(AcknowledgedFault, EXEMPTION, id="copy-mising"),
        of(AcknowledgedFault, EXEMPTION, id="copy-missing"),
    ),
    "BAMP-E06": Case(
        policy(faults=[{**EXEMPTION, "id": "copy-missing"}, {**EXEMPTION, "id": "copy-missing"}]),
        policy(faults=[{**EXEMPTION, "id": "copy-missing"}, {**EXEMPTION, "id": "copy-job-stuck"}]),
    ),
    "BAMP-E07": Case(
        of(Acknowledgement, EXEMPTION, reason="..."),
        of(Acknowledgement, EXEMPTION, reason="a sandbox"),
    ),
    "BAMP-E08": Case(
        of(AcknowledgedLoss, EXEMPTION, urn="orders", loss="deleted"),
        of(AcknowledgedLoss, EXEMPTION, urn="urn:pulumi:prod::shop::t::orders", loss="deleted"),
    ),
    "BAMP-K01": Case(
        of(LockPolicy, GOVERNANCE, min_retention_days=366),
        of(LockPolicy, GOVERNANCE, min_retention_days=365),
    ),
    "BAMP-K02": Case(of(LockPolicy, COMPLIANCE), of(LockPolicy, COMPLIANCE, changeable_for_days=3)),
    "BAMP-K03": Case(of(LockPolicy, GOVERNANCE, changeable_for_days=3), of(LockPolicy, GOVERNANCE)),
    "BAMP-K04": Case(
        policy(vault_lock={**GOVERNANCE, "max_retention_days": 2556}),
        policy(vault_lock={**GOVERNANCE, "max_retention_days": 2557}),
    ),
    "BAMP-L02": Case(
        of(Lifecycle, {"delete_after_days": 119, "cold_storage_after_days": 30}),
        of(Lifecycle, {"delete_after_days": 120, "cold_storage_after_days": 30}),
    ),
    "BAMP-N01": Case(
        of(Lifecycle, {"delete_after_days": 36_501}), of(Lifecycle, {"delete_after_days": 36_500})
    ),
    "BAMP-N02": Case(of(Rule, RULE, name="every night"), of(Rule, RULE, name="every-night")),
    "BAMP-N03": Case(of(CopyRule, WEST, destination_region="us-west"), of(CopyRule, WEST)),
    "BAMP-N04": Case(
        of(CopyRule, WEST, destination_account_id="11112222333"),
        of(CopyRule, WEST, destination_account_id="111122223333"),
    ),
    "BAMP-R01": Case(
        of(Rule, RULE, enable_continuous_backup=True, lifecycle={"delete_after_days": 36}),
        of(Rule, RULE, enable_continuous_backup=True, lifecycle={"delete_after_days": 35}),
    ),
    "BAMP-R02": Case(
        of(
            Rule,
            RULE,
            enable_continuous_backup=True,
            lifecycle={"delete_after_days": 120, "cold_storage_after_days": 30},
        ),
        of(Rule, RULE, lifecycle={"delete_after_days": 120, "cold_storage_after_days": 30}),
    ),
    "BAMP-R03": Case(
        of(Rule, RULE, start_window_minutes=300, completion_window_minutes=359),
        of(Rule, RULE, start_window_minutes=300, completion_window_minutes=360),
    ),
    "BAMP-R04": Case(of(Rule, at("cron(0 2 ? * * 2026-2030)")), of(Rule, at("cron(0 2 ? * * *)"))),
    "BAMP-R05": Case(
        of(Rule, at("cron(0 2 ? * SUN *)", lifecycle={"delete_after_days": 7})),
        of(Rule, at("cron(0 2 ? * SUN *)", lifecycle={"delete_after_days": 8})),
    ),
    "BAMP-R06": Case(
        of(Rule, at("cron(0 2 31 * ? *)", lifecycle={"delete_after_days": 365})),
        of(Rule, at("cron(0 2 L * ? *)", lifecycle={"delete_after_days": 365})),
    ),
    "BAMP-S01": Case(
        of(Schedule, {"expression": "0 2 * * *"}), of(Schedule, {"expression": "cron(0 2 * * ? *)"})
    ),
    "BAMP-S02": Case(
        of(Schedule, {"expression": "cron(0 24 ? * * *)"}),
        of(Schedule, {"expression": "cron(0 23 ? * * *)"}),
    ),
    "BAMP-S03": Case(
        lambda: Schedule().next_after(datetime(2026, 1, 1)),  # noqa: DTZ001 - what is refused
        lambda: Schedule().next_after(datetime(2026, 1, 1, tzinfo=UTC)),
    ),
    "BAMP-S04": Case(
        of(Schedule, {"expression": "cron(0 2 * * * *)"}),
        of(Schedule, {"expression": "cron(0 2 * * ? *)"}),
    ),
    "BAMP-S05": Case(
        of(Schedule, {"expression": "cron(0 2 30 2 ? *)"}),
        of(Schedule, {"expression": "cron(0 2 29 2 ? *)"}),
    ),
    "BAMP-S06": Case(
        of(Schedule, {"expression": "cron(0/30 * ? * * *)"}),
        of(Schedule, {"expression": "cron(0 * ? * * *)"}),
    ),
    "BAMP-S07": Case(
        of(Schedule, {"timezone": "Europe/Berln"}), of(Schedule, {"timezone": "Europe/Berlin"})
    ),
    "BAMP-T01": Case(policy(default_tier="gold"), policy(default_tier="critical")),
    "BAMP-T02": Case(
        of(Tier, TIER, rules=[at(f"cron(0 {hour} ? * * *)", name=f"at-{hour}") for hour in HOURS]),
        of(
            Tier,
            TIER,
            rules=[at(f"cron(0 {hour} ? * * *)", name=f"at-{hour}") for hour in HOURS[:10]],
        ),
    ),
    "BAMP-T03": Case(
        of(Tier, TIER, rules=[RULE, at("cron(0 14 ? * SUN *)", name="daily")]),
        of(Tier, TIER, rules=[RULE, at("cron(0 14 ? * SUN *)")]),
    ),
    "BAMP-T04": Case(
        of(Tier, TIER, rules=[RULE, at("cron(59 2 ? * SUN *)")]),
        of(Tier, TIER, rules=[RULE, at("cron(0 3 ? * SUN *)")]),
    ),
    "BAMP-T05": Case(
        of(
            Tier,
            TIER,
            rules=[
                {**RULE, "enable_continuous_backup": True},
                at("cron(0 14 ? * SUN *)", enable_continuous_backup=True),
            ],
        ),
        of(
            Tier,
            TIER,
            rules=[{**RULE, "enable_continuous_backup": True}, at("cron(0 14 ? * SUN *)")],
        ),
    ),
    "BAMP-T06": Case(of(Tier, TIER, rpo_minutes=1439), of(Tier, TIER, rpo_minutes=1440)),
}


def refusals_of(case: Callable[[], object]) -> tuple[Refusal, ...]:
    """Run a case that must be refused."""
    with pytest.raises(BampError) as refused:
        case()
    return refused.value.refusals


@pytest.mark.parametrize("code", CASES)
def test_each_rule_is_tripped_alone(code: str) -> None:
    """One mistake gives one refusal, of its own code."""
    assert [refusal.code for refusal in refusals_of(CASES[code].refused)] == [code]


@pytest.mark.parametrize("code", CASES)
def test_the_nearest_value_on_the_other_side_is_accepted(code: str) -> None:
    """A rule that refuses too much would be as wrong as one that refuses nothing."""
    CASES[code].accepted()


@pytest.mark.parametrize("code", CASES)
def test_each_refusal_says_all_four_parts_in_one_line_each(code: str) -> None:
    """Given, allowed, why and what to write: none empty, none a paragraph."""
    (refusal,) = refusals_of(CASES[code].refused)

    parts = (refusal.given, refusal.allowed, refusal.why, refusal.write)
    assert all(part and "\n" not in part and len(part) < 240 for part in parts)
    assert refusal.why.startswith(("AWS", "RDS", "house rule")), "who refuses it?"


def test_each_code_of_the_room_is_listed_raised_and_tried() -> None:
    """A code that nobody raises, lists or tries is a mistake in one of the three."""
    source = "".join(
        file.read_text()
        for file in (ROOT / "bamp_pulumi" / "policy").glob("*.py")
        if file.name != "codes.py"
    )

    assert set(re.findall(r"BAMP-[A-Z]\d\d", source)) == set(POLICY_CODES) == set(CASES)


def test_the_reference_explains_each_code_with_the_message_that_is_raised() -> None:
    """What the documentation shows is what a person sees, word for word."""
    sections = [
        f"### {code}\n\nRefuses {POLICY_CODES[code]}.\n\n```text\n{refusal}\n```\n"
        for code, case in sorted(CASES.items())
        for refusal in refusals_of(case.refused)
    ]
    before, _, rest = REFERENCE.read_text().partition(BEGIN)
    shown, _, after = rest.partition(END)
    expected = "\n\n" + "\n".join(sections) + "\n"
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        REFERENCE.write_text(f"{before}{BEGIN}{expected}{END}{after}")
        return

    assert shown == expected


def test_every_refusal_of_one_input_comes_in_one_error() -> None:
    """A person who made three mistakes mends them in one go."""
    rules = {
        "daily": {"lifecycle": {"delete_after_days": 0}},
        "weekly": {"schedule": {"expression": "rate(7 days)"}},
    }

    with pytest.raises(PolicyError) as refused:
        load_policy({"extends": "default", "nam": "x", "tiers": {"standard": {"rules": rules}}})

    assert [(refusal.code, refusal.path) for refusal in refused.value.refusals] == [
        ("BAMP-N01", "tiers.standard.rules.daily.lifecycle.delete_after_days"),
        ("BAMP-S01", "tiers.standard.rules.weekly.schedule.expression"),
        ("BAMP-D01", "nam"),
    ]


def test_the_default_policy_is_refused_nothing() -> None:
    """What we ship passes what we ask."""
    assert isinstance(default_policy(), BackupPolicy)


IN_WORDS = {
    "BAMP-C05": "which copies are moved is a decision",
    "BAMP-T02": "which rules are moved is a decision",
}
"""Remedies that no line of code is, each with why."""


@pytest.mark.parametrize("code", [code for code in CASES if code not in IN_WORDS])
def test_what_is_to_be_written_is_python(code: str) -> None:
    """Where nothing says that the reader writes another language."""
    for refusal in refusals_of(CASES[code].refused):
        assert refusal.write.startswith("nothing: ") or is_python(refusal.write)
