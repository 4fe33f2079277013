"""Which resources fare alike, so that one is simulated for all."""

from dataclasses import replace

import pytest
from covered_resources import covered, elsewhere, rule

from bamp_pulumi.coverage import Status
from bamp_pulumi.rehearsal import kinds_of
from bamp_pulumi.rehearsal.kinds import windows_of

ONE = covered(rule())


@pytest.mark.parametrize(
    ("status", "kinds"),
    [
        (Status.PROTECTED, 1),
        (Status.NATIVE, 1),
        (Status.UNPROTECTED, 0),
        (Status.UNVERIFIED, 0),
        (Status.EXEMPT, 0),
    ],
)
def test_only_what_is_surely_backed_up_has_a_history(status: Status, kinds: int) -> None:
    """Of the others nothing is restorable as far as is known."""
    assert len(kinds_of([replace(ONE, status=status)])) == kinds


def test_kinds_stand_in_the_order_of_their_first_members() -> None:
    """And the first member is simulated for all of its kind."""
    kept, other, again = covered(rule(days=31)), ONE, elsewhere(covered(rule(days=31)), "again")

    kinds = kinds_of([kept, other, again])

    assert [kind.members for kind in kinds] == [(kept, again), (other,)]
    assert [kind.one for kind in kinds] == [kept, other]


def test_a_resource_of_no_known_type_has_no_windows_of_its_own() -> None:
    """No row says what a service does to it."""
    unknown = replace(ONE, store=None)

    assert windows_of(unknown) == ()
    assert len(kinds_of([unknown, ONE])) == 2


@pytest.mark.parametrize(
    "changed",
    [
        replace(ONE, label="other"),
        replace(ONE, tier="critical"),
        replace(ONE, resource=replace(ONE.resource, region="us-west-2")),
        replace(ONE, resource=replace(ONE.resource, account_id="999988887777")),
        covered(rule(days=31)),
        covered(rule(window=61)),
        covered(rule(), label="EBS volume"),
    ],
    ids=["label", "tier", "Region", "account", "retention", "window", "type"],
)
def test_what_differs_in_treatment_is_of_another_kind(changed: object) -> None:
    """Each is simulated by itself."""
    assert isinstance(changed, type(ONE))
    assert len(kinds_of([ONE, changed])) == 2
