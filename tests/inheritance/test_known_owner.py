"""The owner that a remedy suggests: the program's own, never one made up.

Cannot prove that the owner is the right one: a program knows no other.
"""

from collections.abc import Callable

import pytest

import bamp_pulumi as bamp
from bamp_pulumi.errors import BampError
from bamp_pulumi.inheritance import Defaults, inherit_resource
from bamp_pulumi.policy import default_policy
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.testing import declare

UNTIL = "2027-06-30"


def write(program: Callable[[], object], config: dict[str, str] | None = None) -> str:
    """Run a program that is refused once; return what it says to write."""

    def run() -> None:
        program()

    with pytest.raises(ProgramError) as caught:
        declare(run, config=config, project="shop")
    (refusal,) = caught.value.refusals
    return refusal.write


def exempt_after(owner: str | None) -> Callable[[str], Callable[[], object]]:
    """Return programs that inherit with an owner, then exempt something with another one."""

    def exempting(decided_by: str) -> Callable[[], object]:
        def program() -> None:
            bamp.inherit(owner=owner)
            bamp.exempt(reason="rebuilt from its source", owner=decided_by, until=UNTIL)

        return program

    return exempting


@pytest.mark.parametrize("decided_by", ["", "TODO", "<team>", ",,"])
def test_an_exemption_suggests_the_owner_that_the_program_inherits_with(decided_by: str) -> None:
    """Pasted, it is the team of the program that decides, not another one's."""
    assert write(exempt_after("orders")(decided_by)) == "owner='orders'"


def test_an_exemption_suggests_the_owner_of_the_stacks_configuration() -> None:
    """A program may leave the owner to its stack."""
    config = {"bamp:owner": "orders"}

    assert write(exempt_after(None)("TODO"), config) == "owner='orders'"


def test_without_an_owner_the_name_of_the_project_is_suggested() -> None:
    """Of every program something is known."""
    assert write(lambda: bamp.inherit(owner="TODO")) == "owner='shop'"
    assert write(lambda: bamp.tier("critical", owner="TODO")) == "owner='shop'"
    assert write(bamp.inherit) == "bamp.inherit(owner='shop')"
    assert write(bamp.inherit, {"bamp:owner": "TODO"}) == "bamp:owner: shop"


def test_an_owner_in_the_configuration_is_suggested_where_that_of_the_call_is_none() -> None:
    """The argument wins, but this one is nobody."""
    config = {"bamp:owner": "orders"}

    assert write(lambda: bamp.inherit(owner="TODO"), config) == "owner='orders'"


def test_what_one_program_inherits_with_is_unknown_to_the_next() -> None:
    """Many programs may run in one process."""
    assert write(exempt_after("orders")("TODO")) == "owner='orders'"
    assert write(lambda: bamp.inherit(owner="TODO")) == "owner='shop'"


def test_outside_a_program_the_owner_is_left_blank() -> None:
    """Nothing is known there, and an invented one would be a false record."""
    with pytest.raises(BampError, match=r"owner='\.\.\.'"):
        bamp.exempt(reason="rebuilt from its source", owner="TODO", until=UNTIL)


@pytest.mark.parametrize(
    ("tags", "write"),
    [
        ({"backup-owner": "TODO", "backup-exempt-until": UNTIL}, "owner='orders'"),
        ({"backup-exempt-until": UNTIL}, "'backup-owner': 'orders'"),
    ],
)
def test_the_rule_suggests_the_owner_that_it_is_given(tags: dict[str, str], write: str) -> None:
    """The rule is pure: the owner comes with the defaults of the program."""
    given = {"tags": {"backup-exempt-reason": "rebuilt from its source", **tags}}
    defaults = Defaults(tier="standard", owner="orders")

    found = inherit_resource(
        "aws:s3/bucket:Bucket", given, policy=default_policy(), defaults=defaults
    )

    assert [refusal.write for refusal in found.refusals] == [write]


def test_the_words_fit_an_owner_of_data() -> None:
    """Whoever owns data has decided nothing."""
    with pytest.raises(BampError) as caught:
        bamp.tier("critical", owner="TODO")

    (refusal,) = caught.value.refusals
    assert refusal.allowed == "the team or person that is responsible, in place of the dots"
    assert "decision" not in refusal.why
