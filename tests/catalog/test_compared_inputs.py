"""Inputs that are compared by value exist, and say which value is better."""

import pytest

from bamp_pulumi.catalog import (
    COMPARED_INPUTS,
    GAINED_BY_COMING,
    PROTECTING_INPUTS,
    Better,
    Form,
    compared_inputs,
)
from tests.catalog.installed_types import input_exists, type_tokens


@pytest.mark.parametrize("token", [t for t in COMPARED_INPUTS if t.startswith("aws:")])
def test_each_compared_input_is_one_of_the_installed_provider(token: str) -> None:
    """A misspelt one would be compared with nothing, and never be a loss."""
    assert token in type_tokens()
    for path in COMPARED_INPUTS[token]:
        assert input_exists(token, path), path


def test_each_type_that_takes_nothing_by_coming_is_installed() -> None:
    """And no policy, setting or function is among them."""
    assert type_tokens() >= {t for t in GAINED_BY_COMING if t.startswith("aws:")}
    for token in GAINED_BY_COMING:
        name = token.rpartition(":")[2]
        assert not name.endswith(("Policy", "PolicyAttachment", "Settings", "Function", "Grant"))


def test_what_is_better_fits_how_a_value_is_written() -> None:
    """A list has no number, and a ranked value names the better ones."""
    of_members = {Form.LIST, Form.SWITCHES, Form.CONDITIONS, Form.PATTERN, Form.DOCUMENT}
    of_members |= {Form.REPLICAS, Form.NAMES, Form.TAGS, Form.LACKING, Form.OBJECTS}
    for token in (*COMPARED_INPUTS, *PROTECTING_INPUTS, "aws:rds/instance:Instance"):
        for path, row in compared_inputs(token, is_store=token not in COMPARED_INPUTS).items():
            by_members = row.better in (Better.MEMBERS, Better.FEWER, Better.ACCESS, Better.GRANTS)
            assert row.better is Better.UNJUDGED or by_members is (row.form in of_members), path
            by_number = row.form in (Form.NUMBER, Form.SCHEDULE, Form.SPAN)
            assert by_number is (row.better in (Better.MORE, Better.LESS)), path
            assert (row.better is Better.RANKED) is bool(row.best), path
