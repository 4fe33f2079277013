"""Tests that share what took long to work out run in one process.

The plugin that spreads tests over processes tells a group by a suffix of the names. A version of
pytest that does not take the suffix works everything out again in each process, and says nothing.
"""

import os
from typing import cast

import pytest

GROUP = "a group of one"


@pytest.mark.xdist_group(GROUP)
def test_the_name_of_a_test_tells_its_group(request: pytest.FixtureRequest) -> None:
    """Only where tests are spread over processes."""
    is_spread = "PYTEST_XDIST_WORKER" in os.environ
    test = cast("pytest.Item", request.node)  # pyright: ignore[reportUnknownMemberType] - pytest's own

    assert test.nodeid.endswith(f"@{GROUP}") is is_spread
