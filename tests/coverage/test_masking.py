"""Other words for all texts inside a value; by the kinds of parts that results are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pytest
from pydantic import BaseModel

from bamp_pulumi.coverage import in_other_words
from bamp_pulumi.estate import Resource


class Colour(StrEnum):
    """A word of ours."""

    RED = "secret"


class Model(BaseModel, frozen=True):
    """A model with a field that is looked up."""

    name: str
    urn: str = "secret"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a result."""

    says: str = ""
    region: str = "secret"
    colour: Colour = Colour.RED
    parts: tuple["Part | Model", ...] = ()
    named: Mapping[str, str] = field(default_factory=dict[str, str])
    several: frozenset[str] = frozenset()
    number: int | None = 1


RESOURCE = Resource(
    urn="s", type="t", name="secret", program="p", inputs={"name": "secret"}, outputs={}
)


@pytest.mark.parametrize(
    ("value", "other"),
    [
        ("a secret", "a [x]"),
        (Colour.RED, Colour.RED),
        (("secret", 1, None), ("[x]", 1, None)),
        (Part(says="secret"), Part(says="[x]")),
        (Part(named={"secret": "secret"}), Part(named={"secret": "[x]"})),
        (Part(several=frozenset({"secret"})), Part(several=frozenset({"[x]"}))),
        (Part(parts=(Part(says="secret"),)), Part(parts=(Part(says="[x]"),))),
        (Part(parts=(Model(name="secret"),)), Part(parts=(Model(name="[x]"),))),
        (Model(name="secret"), Model(name="[x]")),
        (RESOURCE, RESOURCE),
    ],
)
def test_every_text_is_put_in_other_words_but_for_what_is_looked_up(
    value: object, other: object
) -> None:
    """Fields such as `region`, keys of mappings, enumerations and declared resources stay."""
    assert in_other_words(value, lambda text: text.replace("secret", "[x]")) == other


def test_more_fields_may_be_left() -> None:
    """A caller that matches by other fields says so."""
    said = in_other_words(Part(says="secret"), lambda _: "[x]", {"says", "region"})

    assert said == Part(says="secret")
