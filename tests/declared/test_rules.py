"""The rules of a plan as AWS will read them, part by part.

Cannot prove what AWS takes where a rule says nothing: that is the provider's word.
"""

from typing import Final

import pytest
from plain_resources import HERE, OTHER, THERE, declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import DeclaredRule, read_plans, read_vaults
from bamp_pulumi.estate import Resource

PLAN, VAULT = "aws:backup/plan:Plan", "aws:backup/vault:Vault"
GAP = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"
STACK = "pulumi:pulumi:StackReference"
AT: Final = "arn:aws:backup:us-west-2:111122223333:backup-vault:"
ELSEWHERE: Final = "arn:aws:backup:eu-west-1:444455556666:backup-vault:theirs"

MAIN = declared(VAULT, "main", inputs={"name": "main"})
SECOND = declared(VAULT, "second", inputs={"name": "second"})
RECOVERY = declared(VAULT, "recovery", inputs={"name": "recovery"}, region=THERE)
OTHER_ACCOUNT = declared(
    VAULT, "central", inputs={"name": "central"}, account_id=OTHER, program="x/dev"
)
NAMED_LATER = declared(VAULT, "auto", inputs={"name": UNKNOWN})
GAPPED = declared(GAP, "gapped", inputs={"name": "gapped"})
GAPPED_TOO = declared(GAP, "gapped-too", inputs={"name": "gapped-too"})


def read(rules: object, *beside: Resource, of: tuple[Resource, ...] = ()) -> list[DeclaredRule]:
    """Read the rules of a plan beside vaults, of some of which the rules are made."""
    plan = declared(PLAN, "plan", inputs={"rules": rules}, links={"rules": of})
    estate = estate_of(plan, *beside)
    (found,) = read_plans(estate, read_vaults(estate))
    return [*found.rules]


def one(rule: object, *beside: Resource, of: tuple[Resource, ...] = ()) -> DeclaredRule:
    """Read the one rule of a plan."""
    (found,) = read([rule], *beside, of=of)
    return found


def where(rule: DeclaredRule) -> tuple[str, str, tuple[str, ...]]:
    """Say into which vault a rule writes, by what name, and what of it is unknown."""
    return rule.vault.resource.name if rule.vault else "", rule.vault_name, rule.unknown


def schedule_of(rule: DeclaredRule) -> tuple[object, ...]:
    """List what a rule says of when it runs, how long it keeps, and how."""
    return (
        rule.schedule,
        rule.timezone,
        rule.start_window_minutes,
        rule.completion_window_minutes,
        rule.delete_after_days,
        rule.cold_storage_after_days,
        rule.continuous,
    )


UNSAID: Final = ("cron(0 5 ? * * *)", "Etc/UTC", 60, 180, None, None, False)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, UNSAID),
        ({"schedule": "rate(1 day)"}, ("rate(1 day)", *UNSAID[1:])),
        (
            {"scheduleExpressionTimezone": "Europe/Berlin"},
            (UNSAID[0], "Europe/Berlin", *UNSAID[2:]),
        ),
        ({"startWindow": 480.0}, (*UNSAID[:2], 480, *UNSAID[3:])),
        ({"startWindow": 0.0}, (*UNSAID[:2], 0, *UNSAID[3:])),
        ({"completionWindow": 720.0}, (*UNSAID[:3], 720, *UNSAID[4:])),
        ({"completionWindow": 0.0}, (*UNSAID[:3], 0, *UNSAID[4:])),
        (
            {"lifecycle": {"deleteAfter": 35.0, "coldStorageAfter": 7.0}},
            (*UNSAID[:4], 35, 7, False),
        ),
        ({"lifecycle": {"deleteAfter": 0.0, "coldStorageAfter": 0.0}}, UNSAID),
        ({"enableContinuousBackup": True}, (*UNSAID[:6], True)),
        ({"enableContinuousBackup": "true"}, (*UNSAID[:6], True)),
        ({"enableContinuousBackup": False}, UNSAID),
    ],
)
def test_a_rule_is_read_with_what_the_provider_takes_where_it_says_nothing(
    inputs: dict[str, object], expected: tuple[object, ...]
) -> None:
    """AWS Backup runs it daily at 05:00 UTC, starts within an hour and cancels after three."""
    rule = one({"ruleName": "daily", "targetVaultName": "main", **inputs}, MAIN)

    assert (rule.name, *schedule_of(rule)) == ("daily", *expected)
    assert (*where(rule), rule.copies) == ("main", "main", (), ())


@pytest.mark.parametrize(
    ("rules", "unknown"), [(UNKNOWN, ("rules",)), ([UNKNOWN], ("rule",))], ids=["all", "one"]
)
def test_rules_that_are_known_later_say_nothing_but_that(
    rules: object, unknown: tuple[str, ...]
) -> None:
    """Whatever stands in their place is the default, and the unknown part says so."""
    (rule,) = read(rules, MAIN, of=(MAIN,))

    assert rule == DeclaredRule(name="", unknown=unknown)
    assert (*where(rule), *schedule_of(rule)) == ("", "", unknown, *UNSAID)
    assert (rule.goes_to_air_gap, rule.air_gapped_vault_arn, rule.copies) == (False, "", ())


def test_one_unknown_rule_leaves_the_others_as_they_are() -> None:
    """Each is read by itself."""
    first, second = read([UNKNOWN, {"ruleName": "weekly", "targetVaultName": "main"}], MAIN)

    assert (first.name, first.unknown) == ("", ("rule",))
    assert (second.name, *where(second)) == ("weekly", "main", "main", ())


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ({"targetVaultName": UNKNOWN}, ("targetVaultName",)),
        ({"schedule": UNKNOWN}, ("schedule",)),
        ({"scheduleExpressionTimezone": UNKNOWN}, ("scheduleExpressionTimezone",)),
        ({"startWindow": UNKNOWN}, ("startWindow",)),
        ({"completionWindow": UNKNOWN}, ("completionWindow",)),
        ({"enableContinuousBackup": UNKNOWN}, ("enableContinuousBackup",)),
        ({"lifecycle": UNKNOWN}, ("lifecycle",)),
        ({"lifecycle": {"deleteAfter": UNKNOWN}}, ("lifecycle.deleteAfter",)),
        (
            {"schedule": UNKNOWN, "lifecycle": {"coldStorageAfter": UNKNOWN}},
            ("schedule", "lifecycle.coldStorageAfter"),
        ),
        ({"ruleName": UNKNOWN}, ()),
        ({"recoveryPointTags": UNKNOWN}, ()),
    ],
)
def test_what_decides_over_recovery_points_and_is_known_later_is_named(
    part: dict[str, object], says: tuple[str, ...]
) -> None:
    """Not what the rule is called, nor the tags of its recovery points."""
    assert one({"targetVaultName": "main", **part}, MAIN).unknown == says


TARGETS: Final[dict[str, tuple[object, tuple[Resource, ...], tuple[Resource, ...], object]]] = {
    "by its name": ("main", (MAIN, SECOND), (), ("main", "main", ())),
    "one of another Region is another vault": ("recovery", (RECOVERY,), (), ("", "recovery", ())),
    "one of another account too": ("central", (OTHER_ACCOUNT,), (), ("", "central", ())),
    "nobody's name": ("gone", (MAIN,), (MAIN,), ("", "gone", ())),
    "two of one name": (
        "main",
        (MAIN, declared(VAULT, "same", inputs={"name": "main"}, program="y/dev")),
        (),
        ("", "main", ()),
    ),
    "the one that the rules refer to": (UNKNOWN, (MAIN, SECOND), (MAIN,), ("main", "main", ())),
    "and not the one of another Region": (
        UNKNOWN,
        (MAIN, RECOVERY),
        (MAIN, RECOVERY),
        ("main", "main", ()),
    ),
    "either of two": (
        UNKNOWN,
        (MAIN, SECOND),
        (MAIN, SECOND),
        ("", "", ("targetVaultName",)),
    ),
    "the ordinary one beside an air-gapped one": (
        UNKNOWN,
        (MAIN, GAPPED),
        (GAPPED, MAIN),
        ("main", "main", ()),
    ),
    "the air-gapped one alone": (UNKNOWN, (MAIN, GAPPED), (GAPPED,), ("gapped", "gapped", ())),
    "nothing that is declared": (UNKNOWN, (MAIN,), (), ("", "", ("targetVaultName",))),
    "anything, of a stack that is not given": (
        UNKNOWN,
        (MAIN, declared(STACK, "account")),
        (declared(STACK, "account"),),
        ("", "", ("targetVaultName",)),
    ),
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_rule_writes_to_one_vault_of_the_region_of_its_plan(name: str) -> None:
    """By name, or by what its rules are made from."""
    target, beside, of, expected = TARGETS[name]

    assert where(one({"targetVaultName": target}, *beside, of=of)) == expected


def copies_of(rule: DeclaredRule) -> list[tuple[object, ...]]:
    """List the copies of a rule, each with all that is known of it."""
    return [
        (
            copy.destination_vault_arn,
            copy.vault.resource.name if copy.vault else "",
            (copy.vault_name, copy.region, copy.account_id),
            (copy.delete_after_days, copy.cold_storage_after_days),
            copy.unknown,
        )
        for copy in rule.copies
    ]


RECOVERED = (f"{AT}recovery", "recovery", ("recovery", "us-west-2", "111122223333"))
KEPT = {"lifecycle": {"deleteAfter": 35.0, "coldStorageAfter": 3.0}}
NOWHERE = ("", "", ("", "", ""))
ANY: Final = ("", "", ("", "", ""), (None, None), ("copyActions",))
COPIES: Final[dict[str, tuple[object, list[tuple[object, ...]]]]] = {
    "none": (None, []),
    "to a declared vault": (
        [{"destinationVaultArn": f"{AT}recovery"}],
        [(*RECOVERED, (35, None), ())],
    ),
    "with a lifecycle of its own": (
        [
            {
                "destinationVaultArn": f"{AT}recovery",
                "lifecycle": {"deleteAfter": 400.0, "coldStorageAfter": 30.0},
            }
        ],
        [(*RECOVERED, (400, 30), ())],
    ),
    "with a lifecycle that is known later": (
        [{"destinationVaultArn": f"{AT}recovery", "lifecycle": UNKNOWN}],
        [(*RECOVERED, (35, None), ("lifecycle",))],
    ),
    "that is deleted later": (
        [{"destinationVaultArn": f"{AT}recovery", "lifecycle": {"deleteAfter": UNKNOWN}}],
        [(*RECOVERED, (35, None), ("lifecycle.deleteAfter",))],
    ),
    "to a vault that nobody declares": (
        [{"destinationVaultArn": ELSEWHERE}],
        [(ELSEWHERE, "", ("theirs", "eu-west-1", "444455556666"), (35, None), ())],
    ),
    "to what is no ARN": (
        [{"destinationVaultArn": "arn:aws:backup"}, {"destinationVaultArn": f"{AT}"[:24]}],
        [
            ("arn:aws:backup", "", ("backup", "", ""), (35, None), ()),
            ("arn:aws:backup:us-west-2", "", ("us-west-2", "us-west-2", ""), (35, None), ()),
        ],
    ),
    "to nothing": (
        [{"destinationVaultArn": "", "lifecycle": {"deleteAfter": 1.0}}],
        [(*NOWHERE, (1, None), ())],
    ),
    "to the one vault elsewhere": (
        [{"destinationVaultArn": UNKNOWN}],
        [(*RECOVERED, (35, None), ())],
    ),
    "all known later": (UNKNOWN, [ANY]),
    "one known later": (
        [UNKNOWN, {"destinationVaultArn": f"{AT}recovery"}],
        [ANY, (*RECOVERED, (35, None), ())],
    ),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_says_where_it_goes_and_how_long_it_is_kept(name: str) -> None:
    """Without days of its own as long as its source, and never cold by the source's lifecycle."""
    copies, expected = COPIES[name]
    beside = (MAIN, RECOVERY, NAMED_LATER)
    rule = one(
        {"targetVaultName": "main", **KEPT, "copyActions": copies}, *beside, of=(MAIN, RECOVERY)
    )

    assert copies_of(rule) == expected
    assert rule.unknown == ()


@pytest.mark.parametrize("of", [(MAIN,), (RECOVERY, OTHER_ACCOUNT)], ids=["none", "two"])
def test_a_destination_known_later_is_open_unless_one_vault_elsewhere_is_referred_to(
    of: tuple[Resource, ...],
) -> None:
    """The vault that the rule writes to is not where it copies to."""
    central = declared(VAULT, "central", inputs={"name": "central"}, account_id=OTHER)
    given = tuple(central if each is OTHER_ACCOUNT else each for each in of)
    rule = one(
        {"copyActions": [{"destinationVaultArn": UNKNOWN}]}, MAIN, RECOVERY, central, of=given
    )

    assert copies_of(rule) == [(*NOWHERE, (None, None), ("destinationVaultArn",))]


def test_a_vault_of_another_account_is_elsewhere_though_in_the_same_region() -> None:
    """A copy may go there; a rule never writes there."""
    central = declared(VAULT, "central", inputs={"name": "central"}, account_id=OTHER)
    rule = one(
        {"copyActions": [{"destinationVaultArn": UNKNOWN}]}, MAIN, central, of=(MAIN, central)
    )
    arn = f"arn:aws:backup:{HERE}:444455556666:backup-vault:central"

    assert copies_of(rule) == [
        (arn, "central", ("central", HERE, "444455556666"), (None, None), ())
    ]


def test_a_destination_that_aws_is_to_name_is_still_in_its_region() -> None:
    """It has no ARN yet; its Region and account are known."""
    auto = declared(VAULT, "auto", inputs={"name": UNKNOWN}, region=THERE)
    rule = one({"copyActions": [{"destinationVaultArn": UNKNOWN}]}, auto, of=(auto,))

    assert copies_of(rule) == [("", "auto", (auto.urn, THERE, "111122223333"), (None, None), ())]


GAPS: Final[dict[str, tuple[object, tuple[Resource, ...], tuple[bool, str, str]]]] = {
    "none": (None, (GAPPED,), (False, "", "")),
    "by its ARN": (
        "arn:aws:backup:us-east-1:111122223333:backup-vault:gapped",
        (),
        (True, "gapped", "arn:aws:backup:us-east-1:111122223333:backup-vault:gapped"),
    ),
    "nobody's": (ELSEWHERE, (GAPPED,), (True, "", ELSEWHERE)),
    "the one that the rules refer to": (UNKNOWN, (MAIN, GAPPED), (True, "gapped", "")),
    "either of two": (UNKNOWN, (GAPPED, GAPPED_TOO), (True, "", "")),
    "none of an ordinary one": (UNKNOWN, (MAIN,), (True, "", "")),
}


@pytest.mark.parametrize("name", GAPS)
def test_a_rule_says_into_which_air_gapped_vault_its_points_go(name: str) -> None:
    """It is of the account and Region of the plan."""
    gap, of, expected = GAPS[name]
    inputs = {"targetVaultName": "main", "targetLogicallyAirGappedBackupVaultArn": gap}
    rule = one(inputs, MAIN, GAPPED, GAPPED_TOO, RECOVERY, of=of)
    found = rule.air_gapped_vault.resource.name if rule.air_gapped_vault else ""

    assert (rule.goes_to_air_gap, found, rule.air_gapped_vault_arn) == expected


@pytest.mark.parametrize(
    ("rule", "is_known"),
    [
        ({"targetVaultName": "main"}, True),
        ({"targetVaultName": UNKNOWN}, False),
        ({"targetLogicallyAirGappedBackupVaultArn": UNKNOWN}, False),
        ({"copyActions": [{"destinationVaultArn": f"{AT}recovery"}]}, True),
        ({"copyActions": [{"destinationVaultArn": UNKNOWN}]}, False),
    ],
    ids=["named target", "target", "air gap", "named copy", "copy"],
)
def test_where_more_is_unknown_than_is_referred_to_no_reference_is_certain(
    rule: dict[str, object], *, is_known: bool
) -> None:
    """One of two unknown vaults may be another stack's, and nobody can say which of them."""
    account = declared(STACK, "account")
    copying = {"copyActions": [{"destinationVaultArn": UNKNOWN}]}
    rules = [{"ruleName": "a", **copying}, {"ruleName": "b", **rule}]
    first, _ = read(rules, account, RECOVERY, of=(account, RECOVERY))

    assert (first.copies[0].vault is not None) is is_known


def test_a_vault_that_is_looked_up_and_declared_is_the_declared_one() -> None:
    """The record of the plan names the looked-up one, which is not judged by itself."""
    looked_up = declared(VAULT, "found", inputs={"name": "main"}, external=True)
    rule = one({"targetVaultName": UNKNOWN}, looked_up, MAIN, of=(looked_up,))

    assert where(rule) == ("", "", ("targetVaultName",))
