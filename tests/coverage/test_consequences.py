"""What follows from another finding of the same resource is counted with it, and nothing else is.

Cannot prove that the remedy that was tried is the one that the reader wants.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TODAY, Account, judge, policy_with

from bamp_pulumi.coverage import Coverage, Finding, Severity, cover
from bamp_pulumi.errors import Refusal
from bamp_pulumi.estate import Estate, Note

Inputs = Any  # Any: inputs given by name in each case
MISSPELT = {"backup-tier": "standrad", "backup-owner": "orders"}
OVER = {
    "backup-exempt-reason": "rebuilt",
    "backup-exempt-until": "2025-12-31",
    "backup-owner": "orders",
}


def table(tags: Inputs, **inputs: Inputs) -> Callable[[], object]:
    """Declare a table later, with point-in-time recovery unless it is given."""
    given: Inputs = {
        "hash_key": "id",
        "attributes": [{"name": "id", "type": "S"}],
        "billing_mode": "PAY_PER_REQUEST",
        "point_in_time_recovery": {"enabled": True},
        "server_side_encryption": {"enabled": True},
        **inputs,
    }
    return lambda: aws.dynamodb.Table("carts", tags=tags, **given)


def causes(coverage: Coverage) -> dict[str, list[str]]:
    """Return the codes that follow from no other, each with those that follow from it."""
    return {
        finding.id: sorted(one.id for one in followers)
        for finding, followers in coverage.causes
        if finding.urn.endswith(("::carts", "::photos"))
    }


def test_one_misspelt_tier_is_one_error() -> None:
    """No selection matches because of it, and one would if it were spelt right."""
    coverage = judge(table(MISSPELT))

    assert causes(coverage) == {"BAMP-V15": ["BAMP-V01"]}
    assert not coverage.is_well()


def test_everything_stays_in_the_list_and_the_verdict_is_that_of_the_whole() -> None:
    """What is counted with another finding is still there, for whoever reads all of it."""
    (covered,) = judge(table(MISSPELT)).resources

    assert {f.id: f.follows_from for f in covered.findings} == {
        "BAMP-V15": "",
        "BAMP-V01": "BAMP-V15",
    }
    assert all(finding.severity is Severity.ERROR for finding in covered.findings)


@pytest.mark.parametrize(
    ("program", "account", "own"),
    [
        (table(MISSPELT), Account(tier="gold"), "BAMP-V01"),
        (table(MISSPELT, region="us-west-2"), Account(), "BAMP-V01"),
        (
            table(MISSPELT, point_in_time_recovery={"enabled": False}),
            Account(),
            "BAMP-V20",
        ),
        (table({**MISSPELT, **OVER}), Account(), "BAMP-V16"),
    ],
    ids=["no plan for the right tier", "another Region", "a weak setting", "an old exemption"],
)
def test_a_fault_that_stays_when_the_tier_is_right_stands_for_itself(
    program: Callable[[], object], account: Account, own: str
) -> None:
    """It was there before the mistake, and would be after it: it is tried, not assumed."""
    found = causes(judge(program, account))

    assert own in found
    assert "BAMP-V15" in found


def test_two_mistakes_in_the_tags_of_one_resource_are_two() -> None:
    """Each has what follows from it; neither hides the other."""
    assert causes(judge(table({**MISSPELT, **OVER}))) == {
        "BAMP-V15": ["BAMP-V01"],
        "BAMP-V16": [],
    }


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        (OVER, "BAMP-V16"),
        ({tag: OVER[tag] for tag in OVER if tag != "backup-owner"}, "BAMP-V17"),
        ({**OVER, "backup-exempt-until": "31.12.2026"}, "BAMP-V17"),
    ],
    ids=["over", "without an owner", "no day"],
)
def test_an_exemption_that_does_not_hold_is_one_error(tags: Inputs, code: str) -> None:
    """Whether it is decided again or the resource is protected, a selection is missed no more."""
    assert causes(judge(table(tags))) == {code: ["BAMP-V01"]}


def test_what_only_one_of_two_remedies_corrects_stands_for_itself() -> None:
    """Exempt again, a weak setting is nothing; protected, it is found all the same."""
    found = causes(judge(table(OVER, point_in_time_recovery={"enabled": False})))

    assert found == {"BAMP-V16": ["BAMP-V01"], "BAMP-V20": []}


REFUSED = Refusal(
    code="BAMP-T01", given="tier 'standrad'", allowed="standard", why="", write="standard"
)


def refused_by_its_program(refusal: Refusal, tags: Inputs = MISSPELT, **inputs: Inputs) -> Coverage:
    """Judge a tier, misspelt, in a program whose own run refused something of the resource."""
    return with_refusal(judge(table(tags, **inputs)).estate, refusal, "carts")


def with_refusal(estate: Estate, refusal: Refusal, name: str) -> Coverage:
    """Judge an estate whose own run refused something of one resource."""
    urn = next(r.urn for r in estate.resources if r.name == name)
    (program,) = estate.programs
    note = Note(
        code="program-refused", message="it", program=program.name, urn=urn, refusal=refusal
    )
    noted = Estate(
        programs=(replace(program, notes=(note,)),),
        resources=estate.resources,
    )
    return cover(noted, policy_with(), today=TODAY)


def test_what_the_program_refused_already_is_not_reported_twice() -> None:
    """The same tag, refused by `inherit()` and by the preview: one mistake."""
    assert causes(refused_by_its_program(REFUSED)) == {"BAMP-V15": ["BAMP-V01", "BAMP-V38"]}


def test_what_inherit_would_have_written_follows_from_the_tier_that_it_refused() -> None:
    """One mistake: with the tier corrected, the setting that the program leaves out is written."""
    coverage = refused_by_its_program(REFUSED, point_in_time_recovery=None)

    assert causes(coverage) == {"BAMP-V15": ["BAMP-V01", "BAMP-V20", "BAMP-V38"]}


def test_what_the_program_itself_sets_stands_for_itself() -> None:
    """`inherit()` never overwrites it."""
    coverage = refused_by_its_program(REFUSED, point_in_time_recovery={"enabled": False})

    assert "BAMP-V20" in causes(coverage)


@pytest.mark.parametrize(
    "refusal",
    [
        replace(REFUSED, given="tier 'gold'"),
        replace(REFUSED, code="BAMP-E01"),
        replace(REFUSED, allowed="gold, silver", write="gold"),
    ],
    ids=["another tier", "another rule", "a policy that takes no such tier"],
)
def test_another_refusal_of_its_program_stands_for_itself(refusal: Refusal) -> None:
    """What is refused for something else, or would be once more, is a fault of its own."""
    found = causes(refused_by_its_program(refusal))

    assert "BAMP-V38" in found


def test_a_tier_that_the_accounts_policy_has_is_missing_in_the_programs_own() -> None:
    """A remedy that names another tier would put the data into it."""
    refused = replace(REFUSED, given="tier 'standard'", allowed="gold", write="gold")
    (message,) = [
        f.message for f in refused_by_its_program(refused).all_findings if f.id == "BAMP-V38"
    ]

    assert message.startswith("tier 'standard': the account's policy has this tier")
    assert "bamp:policy" in message
    assert "gold" not in message


def test_what_inherit_leaves_out_follows_from_a_policy_of_the_program_that_lacks_the_tier() -> None:
    """The tags are right: what is missing is so because the program refused them."""
    refused = replace(REFUSED, given="tier 'standard'", allowed="gold", write="gold")
    tags = {**MISSPELT, "backup-tier": "standard"}

    coverage = refused_by_its_program(refused, tags=tags, point_in_time_recovery=None)

    assert causes(coverage) == {"BAMP-V38": ["BAMP-V20"]}


def test_a_bucket_that_its_program_refused_lacks_its_versioning_for_that() -> None:
    """One mistake: `inherit()` declares the versioning of every bucket that it accepts."""
    refused = replace(REFUSED, given="tier 'standard'", allowed="gold", write="gold")
    estate = judge(lambda: aws.s3.Bucket("photos", tags={"backup-tier": "standard"})).estate

    found = causes(with_refusal(estate, refused, "photos"))

    assert list(found) == ["BAMP-V38"]
    assert "BAMP-V10" in found["BAMP-V38"]


def test_a_finding_whose_cause_is_gone_stands_for_itself() -> None:
    """Nothing is hidden behind a finding that nobody reads."""
    coverage = judge(table(MISSPELT))
    (covered,) = coverage.resources
    left = tuple(f for f in covered.findings if f.id != "BAMP-V15")
    without = replace(coverage, resources=(replace(covered, findings=left),))

    assert causes(without) == {"BAMP-V01": []}


def tags_in(message: str) -> list[dict[str, str]]:
    """Run the calls that a message says to write, as whoever pastes them and fills them in does."""
    import bamp_pulumi as bamp  # noqa: PLC0415 - as a program does

    message = message.replace("'...'", "'rebuilt'").replace("YYYY-MM-DD", "2027-06-30")
    calls = [
        part.partition("tags=")[2] for part in message.rsplit("; ", maxsplit=1)[-1].split(", or ")
    ]
    return [eval(call, {"bamp": bamp}) for call in calls if call]  # noqa: S307 - our own text


@pytest.mark.parametrize(
    ("tags", "number"),
    [
        (MISSPELT, 1),
        (OVER, 2),
        ({"backup-exempt-reason": "a,b", "backup-exempt-until": "31.12.2026"}, 2),
    ],
    ids=["a tier", "an exemption that is over", "an exemption with two faults"],
)
def test_each_line_that_is_proposed_is_accepted(tags: Inputs, number: int) -> None:
    """Pasted in the place of the tags, every alternative."""
    (covered,) = judge(table(tags)).resources
    cause = next(f for f in covered.findings if f.id in ("BAMP-V15", "BAMP-V16", "BAMP-V17"))
    proposed = tags_in(cause.message)

    assert len(proposed) == number
    for pasted in proposed:
        assert causes(judge(table(pasted))) == {}


def test_an_owner_that_nobody_has_written_yet_is_not_proposed() -> None:
    """`tier()` would refuse it: its project's name is."""
    (covered,) = judge(table({"backup-tier": "std", "backup-owner": "TODO"})).resources
    cause = next(f for f in covered.findings if f.id == "BAMP-V15")

    assert "tags=bamp.tier('standard', 'test')" in cause.message


def test_a_tag_that_would_be_refused_next_is_not_proposed() -> None:
    """A bucket without versioning: AWS Backup would refuse it with the tag, too."""
    coverage = judge(lambda: aws.s3.Bucket("photos", tags={}))
    (message,) = [f.message for f in coverage.all_findings if f.id == "BAMP-V01"]

    assert message.endswith("call bamp.inherit(owner='test') before any resource")


@pytest.mark.parametrize(
    "inputs",
    [{}, {"versioning": {"enabled": False}}],
    ids=["missing", "off"],
)
def test_the_input_that_switches_versioning_on_is_written(inputs: Inputs) -> None:
    """Pasted into the bucket, AWS Backup takes it."""

    def bucket(**more: Inputs) -> Coverage:
        tags = {"backup-tier": "standard", "backup-owner": "orders"}
        return judge(lambda: aws.s3.Bucket("photos", tags=tags, **{**inputs, **more}))

    (message,) = [f.message for f in bucket().all_findings if f.id == "BAMP-V10"]
    write = message.rpartition("set ")[2]
    pasted = eval(f"dict({write})", {})  # noqa: S307 - our own text

    assert write == "versioning={'enabled': True}"
    assert "BAMP-V10" not in causes(bucket(**pasted))


def test_a_day_that_is_proposed_is_within_the_policy() -> None:
    """As far as `exemption_max_days` allows; which day it is, somebody decides."""
    policy = policy_with().model_copy(update={"exemption_max_days": 30})
    today = date(2026, 6, 1)
    coverage = judge(table(OVER), policy=policy, today=today)
    (message,) = [f.message for f in coverage.all_findings if f.id == "BAMP-V16"]

    assert "decide again, with an end by 2026-07-01: " in message
    assert "until='YYYY-MM-DD'" in message


@pytest.mark.parametrize(
    ("at_most", "expected"),
    [
        (Severity.ERROR, {"BAMP-V01": ["BAMP-V15"]}),
        (Severity.INFO, {"BAMP-V01": [], "BAMP-V15": []}),
    ],
)
def test_an_error_is_never_counted_with_what_weighs_less(
    at_most: Severity, expected: dict[str, list[str]]
) -> None:
    """The one would be refused, and the other is all that anybody reads."""
    cause = Finding(id="BAMP-V01", message="no rule", urn="::carts", at_most=at_most)
    effect = Finding(id="BAMP-V15", message="no tier", urn="::carts", follows_from="BAMP-V01")

    assert (
        causes(Coverage(estate=Estate((), ()), resources=(), findings=(cause, effect))) == expected
    )
