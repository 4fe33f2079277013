"""Values that no engine writes: each is unknown or refused, and never a traceback."""

import json
from typing import Any

import pytest

from bamp_pulumi.catalog import UNKNOWN, number_of, whole_number
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.document import estate_from_document
from bamp_pulumi.estate.special_values import UNKNOWN_STRING, plain_value
from bamp_pulumi.estate.stack_export import estate_from_stack_export
from bamp_pulumi.estate.taken_text import document_of_offline

SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}


@pytest.mark.parametrize("plaintext", ["no JSON", "", "[" * 5_000, "NaN", 7, None, {}])
def test_an_open_secret_that_is_no_json_is_unknown(plaintext: object) -> None:
    """Whoever wrote it, its value is not known."""
    assert plain_value({**SECRET, "plaintext": plaintext}) is UNKNOWN


def test_a_secret_in_a_secret_is_unknown() -> None:
    """Each would be read inside of the one before, without end."""
    inner = {**SECRET, "plaintext": '"a"'}

    assert plain_value({**SECRET, "plaintext": json.dumps(inner)}) is UNKNOWN
    assert plain_value({**SECRET, "plaintext": '["a"]'}) == ["a"]


@pytest.mark.parametrize("parts", ["", "[1]", '["a","b","c"]', '["a","b","c",4]', "{}"])
def test_a_taken_text_of_another_form_is_unknown(parts: str) -> None:
    """The runner writes four texts."""
    assert document_of_offline(f"{UNKNOWN_STRING}\0taken:{parts}") is UNKNOWN


@pytest.mark.parametrize("urn", ["", "x", "urn:pulumi:a::b", "a::b::c::d", "urn:pulumi:a:b:c:d"])
def test_a_short_urn_is_refused(urn: str) -> None:
    """It names no stack, project, type and resource."""
    state: dict[str, Any] = {"urn": urn, "type": "aws:s3/bucket:Bucket"}

    with pytest.raises(RefusedError, match="BAMP-P01"):
        estate_from_document({"steps": [{"newState": state}]})
    with pytest.raises(RefusedError, match="BAMP-P02"):
        estate_from_stack_export({"deployment": {"resources": [state]}})


@pytest.mark.parametrize("text", ["9" * 5_000, "1" * 101, "0." + "0" * 5_000])
def test_a_number_of_thousands_of_digits_is_none(text: str) -> None:
    """Python refuses to read it, by an error of its own."""
    assert (whole_number(text), number_of(text)) == (None, None)
    assert whole_number("36500") == 36_500
