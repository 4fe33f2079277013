"""What a program computes from values that nobody knows offline.

Cannot prove that a preview with credentials would succeed: there the values are real.
"""

import base64

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.offline.unknown_callbacks import unknown_callbacks_forgiven
from bamp_pulumi.testing import declare


def names(estate: Estate) -> dict[str, object]:
    """Return what each topic is named."""
    topics = estate.of_type("aws:sns/topic:Topic")
    return {topic.name: topic.inputs.get("name") for topic in topics}


def test_the_result_of_a_callback_that_fails_on_them_is_unknown() -> None:
    """A name counts in a list that only AWS can give; the rest of the program is unharmed."""

    def program() -> None:
        subnets = aws.ec2.get_subnets_output()
        aws.sns.Topic("counts", name=subnets.apply(lambda found: found.ids[40]))
        aws.sns.Topic("decodes", name=subnets.id.apply(lambda text: str(base64.b64decode(text))))
        aws.sns.Topic("passes on", name=subnets.id.apply(lambda text: f"a-{text}"))
        aws.sns.Topic("has nothing to do with it", name="orders")

    with unknown_callbacks_forgiven() as failed:
        estate = declare(program)

    assert names(estate) == {
        "counts": UNKNOWN,
        "decodes": UNKNOWN,
        "passes on": UNKNOWN,
        "has nothing to do with it": "orders",
    }
    assert [type(error).__name__ for error in failed] == ["IndexError", "Error"]


def test_what_hangs_on_a_forgiven_callback_is_unknown_too() -> None:
    """Nothing is computed further from a result that is none."""
    ran: list[object] = []

    def program() -> None:
        found = aws.ec2.get_subnets_output().ids.apply(lambda ids: ids[40])
        aws.sns.Topic("t", name=found.apply(ran.append).apply(str))

    with unknown_callbacks_forgiven():
        estate = declare(program)

    assert names(estate) == {"t": UNKNOWN}
    assert ran == []


def test_what_a_callback_declares_is_seen() -> None:
    """Many a program declares a resource for each subnet or zone that AWS names."""

    def program() -> None:
        def each(ids: list[str]) -> None:
            for number, subnet in enumerate(ids):
                aws.ec2.Instance(f"i{number}", subnet_id=subnet)

        aws.ec2.get_subnets_output().ids.apply(each)

    with unknown_callbacks_forgiven():
        estate = declare(program)

    assert estate.of_type("aws:ec2/instance:Instance")


def test_a_callback_that_fails_on_known_values_fails_the_program() -> None:
    """That is the program's own fault, and a preview with the engine would show it as well."""

    def program() -> None:
        pulumi.Output.from_input({"zones": ["a"]}).apply(lambda found: found["zones"][1])

    with unknown_callbacks_forgiven() as failed, pytest.raises(IndexError):
        declare(program)

    assert failed == []


def test_outputs_are_as_they_were_afterwards() -> None:
    """Whoever runs programs in one process finds the SDK as it is."""
    before = pulumi.Output.__dict__["apply"]

    with unknown_callbacks_forgiven():
        assert pulumi.Output.__dict__["apply"] is not before

    assert pulumi.Output.__dict__["apply"] is before
