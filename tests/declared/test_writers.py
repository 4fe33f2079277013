"""Who writes a configuration as a whole, and what is written: one writer, several, perhaps one.

Cannot prove which of two is deployed last.
"""

from typing import Any, Final

import pytest
from plain_resources import declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import Written, only_writer, written
from bamp_pulumi.estate import Reference, Resource

Inputs = Any  # Any: inputs of a resource

BUCKET, POLICY = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"
BOX = declared(BUCKET, "box", inputs={"bucket": "box"})
FOUND = declared(BUCKET, "box", inputs={"bucket": "box"}, external=True)


def writer(name: str, policy: object = "p") -> Resource:
    """Declare a policy of a bucket."""
    return declared(POLICY, name, inputs={"bucket": "box", "policy": policy})


ONE, SAME, OTHER = writer("one"), writer("same"), writer("other", "q")
HIDDEN, HIDDEN_TOO = writer("hidden", UNKNOWN), writer("hidden-too", UNKNOWN)


def sure(*sources: Resource) -> list[Reference]:
    """Point at the bucket for certain."""
    return [Reference(source=one, input="bucket") for one in sources]


def perhaps(*sources: Resource, is_from_nothing: bool = False) -> list[Reference]:
    """Point at the bucket perhaps."""
    return [
        Reference(source=one, input="bucket", is_certain=False, is_from_nothing=is_from_nothing)
        for one in sources
    ]


OPEN: Final = "configures box is known only after deployment"
NOTHING: Final = (
    "whether one (aws:s3/bucketPolicy:BucketPolicy) configures box is known only after deployment: "
    "its bucket comes from no given program; give the program or stack export that says it too, "
    "or write the name in the program"
)
WRITERS: Final[list[tuple[Resource, list[Reference], tuple[Resource | None, str]]]] = [
    (BOX, [], (None, "")),
    (FOUND, [], (None, "box is only looked up: what it contains is not known")),
    (BOX, sure(ONE), (ONE, "")),
    (FOUND, sure(ONE), (ONE, "")),
    (BOX, sure(ONE, SAME), (ONE, "")),
    (BOX, sure(ONE, OTHER), (None, "one and other each replace the same configuration of box")),
    (
        BOX,
        sure(HIDDEN, HIDDEN_TOO),
        (None, "hidden and hidden-too each replace the same configuration of box"),
    ),
    (BOX, sure(HIDDEN), (HIDDEN, "")),
    (BOX, perhaps(ONE), (None, f"whether one {OPEN}")),
    (BOX, [*sure(ONE), *perhaps(OTHER)], (None, f"whether other {OPEN}")),
    (BOX, perhaps(ONE, OTHER), (None, f"whether one and other {OPEN}")),
    (BOX, perhaps(ONE, is_from_nothing=True), (None, NOTHING)),
    (BOX, [*sure(OTHER), *perhaps(ONE, is_from_nothing=True)], (None, NOTHING)),
]


@pytest.mark.parametrize(("owner", "references", "expected"), WRITERS)
def test_what_several_write_is_known_only_where_they_write_the_same(
    owner: Resource, references: list[Reference], expected: tuple[Resource | None, str]
) -> None:
    """And where it is certain that each of them does."""
    assert only_writer(owner, references) == expected


BOTH: Final = "box itself and one each write the same configuration"
TEXTS: Final[dict[str, tuple[Inputs, tuple[Resource, ...], Written]]] = {
    "nothing": ({}, (), Written()),
    "on itself": ({"policy": "p"}, (), Written(value="p")),
    "on itself, known later": ({"policy": UNKNOWN}, (), Written(value=UNKNOWN)),
    "beside it": ({}, (ONE,), Written(value="p")),
    "beside it, known later": ({}, (HIDDEN,), Written(value=UNKNOWN)),
    "beside it, left out": ({}, (writer("one", None),), Written(value=UNKNOWN)),
    "in both, alike": ({"policy": "p"}, (ONE,), Written(value="p")),
    "in both": ({"policy": "q"}, (ONE,), Written(value=UNKNOWN, doubt=BOTH)),
    "twice beside it": (
        {},
        (ONE, OTHER),
        Written(value=UNKNOWN, doubt="one and other each replace the same configuration of box"),
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_configuration_is_read_from_the_one_place_that_writes_it(name: str) -> None:
    """Two places that differ are unknown."""
    inputs, beside, expected = TEXTS[name]
    box = declared(BUCKET, "box", inputs={"bucket": "box", **inputs})
    found = written(
        estate_of(box, *beside), box, inline="policy", writers=[(POLICY, "bucket", "policy")]
    )

    assert found == expected


def test_what_a_caller_reads_itself_is_left_to_it() -> None:
    """And what is not asked for is not read."""
    estate = estate_of(BOX, ONE)
    writers = [(POLICY, "bucket", "policy")]
    inline = declared(BUCKET, "box", inputs={"bucket": "box", "policy": "p"})

    assert written(estate, BOX, writers=writers, leave=sure(ONE)) == Written()
    assert written(estate, BOX, writers=writers) == Written(value="p")
    assert written(estate_of(inline), inline) == Written()


def test_the_inputs_of_what_is_looked_up_are_nobodys_writing() -> None:
    """What it contains is not known, whatever is read back."""
    found = declared(BUCKET, "box", inputs={"bucket": "box", "policy": "p"}, external=True)

    assert written(estate_of(found), found, inline="policy") == Written(
        value=UNKNOWN, doubt="box is only looked up: what it contains is not known"
    )
