"""Exemptions: a reason, an owner and an end, all of which fit the tags of AWS."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import Exemption, parse

EXEMPTION = {"reason": "rebuilt from originals", "owner": "orders", "until": "2027-06-30"}


def codes(**data: object) -> dict[str, str]:
    """Return what an exemption is refused for, by path; nothing when it is taken."""
    try:
        parse(Exemption, {**EXEMPTION, **data})
    except PolicyError as error:
        return {refusal.path: refusal.code for refusal in error.refusals}
    return {}


@pytest.mark.parametrize("until", ["2027-06-30", date(2027, 6, 30)])
def test_the_last_day_may_be_a_date_or_its_iso_text(until: object) -> None:
    """YAML gives the one, a Python program the other."""
    assert parse(Exemption, {**EXEMPTION, "until": until}).until == date(2027, 6, 30)


@pytest.mark.parametrize(
    "until",
    [
        "2027-02-29",
        "2027-6-30",
        "20270630",
        "2027-W26-3",
        "30.06.2027",
        "next year",
        "",
        2027,
        1_814_313_600,
        None,
        datetime(2027, 6, 30),  # noqa: DTZ001 - what is refused
        "2027-06-30T00:00:00",
        "\u0662027-06-30",
    ],
)
def test_anything_else_is_no_day(until: object) -> None:
    """Never a number of seconds, a time of day, or a guess at a format."""
    assert codes(until=until) == {"until": "BAMP-E02"}


@pytest.mark.parametrize("field", ["reason", "owner"])
@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("ab", False),
        ("a" * 256, False),
        ("a" * 257, True),
        ("", True),
        (" ", True),
        (" ab", True),
        ("ab ", True),
        ("a_b.c:d/e=f+g-h@i 2", False),
        ("größer als nötig", False),
        ("画像は再生成できます", False),
        ("rebuilt, nightly", True),
        ("rebuilt (nightly)", True),
        ("rebuilt\nnightly", True),
        ("rebuilt\tnightly", True),
        ("it's rebuilt", True),
        ("rebuilt 🙂", True),
    ],
)
def test_a_text_is_taken_exactly_when_a_tag_takes_it(
    field: str, text: str, *, refused: bool
) -> None:
    """Source: AWS Backup API, KeyValue: letters, digits, spaces and `_.:/=+-@`, 256 at most."""
    assert codes(**{field: text}) == ({field: "BAMP-E01"} if refused else {})


@given(text=st.text(max_size=300))
def test_what_is_written_instead_of_a_refused_text_is_accepted(text: str) -> None:
    """The advice is the same text with what a tag does not take left out."""
    try:
        parse(Exemption, {**EXEMPTION, "reason": text})
    except PolicyError as error:
        (refusal,) = error.refusals
        assert refusal.code in {"BAMP-E01", "BAMP-E07"}
        advice = refusal.write.removeprefix("reason=")[1:-1]
        # Where nothing of it can be kept, nobody but the reader knows the reason.
        assert advice == "..." or parse(Exemption, {**EXEMPTION, "reason": advice})


@pytest.mark.parametrize("missing", ["reason", "owner", "until"])
def test_an_exemption_has_all_three(missing: str) -> None:
    """Without one of them it is no decision."""
    data = {name: value for name, value in EXEMPTION.items() if name != missing}

    with pytest.raises(PolicyError) as refused:
        parse(Exemption, data)

    assert [(r.code, r.path) for r in refused.value.refusals] == [("BAMP-D02", missing)]


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Each field at its own place."""
    assert codes(reason="a, b", owner="", until="soon") == {
        "reason": "BAMP-E01",
        "owner": "BAMP-E01",
        "until": "BAMP-E02",
    }
