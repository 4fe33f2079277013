"""Every code of baseline and components is raised, and explained in the reference.

`BAMP_WRITE_SNAPSHOTS=1` rewrites the reference.
"""

import asyncio
import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pulumi
import pytest
from python_forms import is_python

from bamp_pulumi.baseline import (
    BASELINE_CODES,
    Account,
    AlertSettings,
    BackupKeySettings,
    BackupPlanSettings,
    BackupRoleSettings,
    BackupVaultSettings,
    BaselineSettings,
    Manifest,
    Names,
    RestoreTestSettings,
    RestoreTestsSettings,
    VaultAccess,
    irreversible_from,
    require_deployer,
    require_destinations,
    require_fitting_account,
    require_key,
    sites,
)
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.restoring.taken_along import packed_validator
from bamp_pulumi.errors import BampError
from bamp_pulumi.policy import BackupPolicy, default_policy, parse, standard_tier

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference" / "errors.md"
BEGIN, END = "<!-- baseline: generated -->", "<!-- /baseline -->"
TESTED = {
    "tiers": {"standard": {**standard_tier().model_dump(), "restore_tests": {"weekly": True}}},
    "tests_name": "bamp",
}
COMPLIANCE = {
    "mode": "compliance",
    "min_retention_days": 7,
    "max_retention_days": 2557,
    "changeable_for_days": 30,
}


def _sites(**args: object) -> object:
    settings = parse(BaselineSettings, args)
    return sites(settings, Names.of(settings.policy.tiers))


def _large() -> str:
    standard = standard_tier()
    tiers = {f"t{n}": standard.model_copy(update={"description": "x" * 500}) for n in range(12)}
    return Manifest.of(
        BackupPolicy(tiers=tiers, default_tier="t0"), Account("111122223333")
    ).to_json()


def _edited() -> object:
    text = Manifest.of(default_policy(), Account("111122223333")).to_json()
    return Manifest.parse(json.dumps({**json.loads(text), "recovery_region": "eu-west-1"}))


ONCALL = {"email": "oncall@example.com"}
CASES: dict[str, Callable[[], object]] = {
    "BAMP-B01": lambda: parse(BaselineSettings, {"prefix": "Bamp"}),
    "BAMP-B02": lambda: parse(VaultAccess, {"break_glass": ["*"]}),
    "BAMP-B03": lambda: parse(
        VaultAccess, {"deployers": ["role/deploy"], "break_glass": ["role/deploy"]}
    ),
    "BAMP-B04": lambda: require_destinations(standard_tier(), []),
    "BAMP-B05": lambda: _sites(policy={"extends": "default", "vault_lock": COMPLIANCE}),
    "BAMP-B63": lambda: parse(BaselineSettings, {"trail": "elsewhere"}),
    "BAMP-B06": lambda: irreversible_from([None], date(2026, 11, 22)),
    "BAMP-B07": _large,
    "BAMP-B08": lambda: Manifest.parse("{"),
    "BAMP-B09": _edited,
    "BAMP-B10": lambda: parse(BaselineSettings, {"irreversible_lock_accepted_on": "2026-02-30"}),
    "BAMP-B11": lambda: parse(BackupVaultSettings, {"vault_name": "orders backups"}),
    "BAMP-B12": lambda: parse(BackupRoleSettings, {"role_name": "backups"}),
    "BAMP-B13": lambda: settings_from(BackupKeySettings, {"rotation_days": _output()}),
    "BAMP-B14": lambda: require_deployer(
        VaultAccess(deployers=("role/deploy",)), "arn:aws:iam::111122223333:user/bob"
    ),
    "BAMP-B15": lambda: _sites(resource_types_not_offered={"us-east-1": ["Timestreams"]}),
    "BAMP-B16": lambda: settings_from(BackupPlanSettings, {}, required=("vault_name",)),
    "BAMP-B17": lambda: require_key("arn:aws:kms:us-east-1:111122223333:key/1234abcd", "us-west-2"),
    "BAMP-B40": lambda: parse(BaselineSettings, {"copy_source_organization_id": "*"}),
    "BAMP-B41": lambda: parse(AlertSettings, {"to": [{"email": "oncall"}]}),
    "BAMP-B42": lambda: parse(AlertSettings, {"to": [{"tickets": True}]}),
    "BAMP-B43": lambda: parse(
        AlertSettings, {"to": [ONCALL, {"slack": "https://hooks.slack.com/services/T0/B0/x"}]}
    ),
    "BAMP-B44": lambda: parse(AlertSettings, {"to": [ONCALL, {"webhook": "https://example.com"}]}),
    "BAMP-B45": lambda: parse(
        AlertSettings, {"to": [ONCALL, {"pagerduty": "bamp/pagerduty", "severities": ["info"]}]}
    ),
    "BAMP-B46": lambda: parse(
        BaselineSettings, {"alerts": {"to": [ONCALL, {"tickets": True, "tiers": ["gold"]}]}}
    ),
    "BAMP-B47": lambda: parse(AlertSettings, {"to": [ONCALL], "runbook": "wiki/backup"}),
    "BAMP-B48": lambda: parse(AlertSettings, {"to": [ONCALL, ONCALL]}),
    "BAMP-B49": lambda: require_fitting_account(
        parse(BaselineSettings, {"copy_source_account_ids": [f"{n:012}" for n in range(700)]})
    ),
    "BAMP-B60": lambda: parse(BaselineSettings, {"restore_tests": {}}),
    "BAMP-B61": lambda: parse(RestoreTestSettings, {"validations": [{"leest": {"rows": 1}}]}),
    "BAMP-B62": lambda: packed_validator(
        parse(RestoreTestsSettings, {**TESTED, "tests": {"rds_certificates": "not-there.pem"}})
    ),
}


def _output() -> pulumi.Output[int]:
    """Make an output, which takes an event loop; another test may have closed this thread's."""
    asyncio.set_event_loop(asyncio.new_event_loop())
    try:
        return pulumi.Output.from_input(90)
    finally:
        asyncio.get_event_loop().close()
        asyncio.set_event_loop(None)


def refusal_of(case: Callable[[], object]) -> Any:  # noqa: ANN401 - a Refusal, read by its fields
    """Run a case and return the one refusal it ends in."""
    with pytest.raises(BampError) as refused:
        case()
    (refusal,) = refused.value.refusals
    return refusal


@pytest.mark.parametrize("code", sorted(CASES))
def test_each_code_is_raised_in_four_parts(code: str) -> None:
    """Given, allowed, why and what to write; whose rule it is stands in the third."""
    refusal = refusal_of(CASES[code])

    assert refusal.code == code
    assert all((refusal.given, refusal.allowed, refusal.why, refusal.write))
    assert re.match(r"house rule|AWS|Pulumi", refusal.why)


def test_no_code_is_forgotten() -> None:
    """What the sources raise, what the list explains and what is tried here are the same."""
    rooms = (ROOT / "bamp_pulumi" / "baseline", ROOT / "bamp_pulumi" / "components")
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in rooms
        for path in room.rglob("*.py")
        if path.name != "codes.py"
    )

    assert set(re.findall(r"BAMP-B\d\d", source)) == set(BASELINE_CODES) == set(CASES)


def test_the_reference_explains_each_code_with_the_message_that_is_raised() -> None:
    """What the documentation shows is what a person sees, word for word."""
    sections = [
        f"### {code}\n\nRefuses {BASELINE_CODES[code]}.\n\n```text\n{refusal_of(case)}\n```\n"
        for code, case in sorted(CASES.items())
    ]
    before, _, rest = REFERENCE.read_text(encoding="utf-8").partition(BEGIN)
    shown, _, after = rest.partition(END)
    expected = "\n\n" + "\n".join(sections) + "\n"
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        REFERENCE.write_text(f"{before}{BEGIN}{expected}{END}{after}", encoding="utf-8")
        return

    assert shown == expected


IN_WORDS = {
    "BAMP-B07": "which texts are shortened is a decision",
    "BAMP-B08": "it is what AWS keeps",
    "BAMP-B09": "it is made by a deployment",
    "BAMP-B14": "who deploys is a decision",
    "BAMP-B49": "it takes two settings",
    "BAMP-B63": "it is a promise of the policy",
}
"""Remedies that no line of code is, each with why."""


@pytest.mark.parametrize("code", [code for code in CASES if code not in IN_WORDS])
def test_what_is_to_be_written_is_python(code: str) -> None:
    """Where nothing says that the reader writes another language."""
    refusal = refusal_of(CASES[code])

    assert refusal.write.startswith("nothing: ") or is_python(refusal.write)
