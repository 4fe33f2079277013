"""Telephone numbers for fiction, told from those that somebody may have.

Source: North American Numbering Plan, 555 line numbers (read 2026-11-28).
"""

import pytest

from bamp_pulumi.catalog import fictional_in_words


@pytest.mark.parametrize(
    "number", ["+12025550100", "+12025550199", "+1 (415) 555-0123", "12025550123", "+18005550199"]
)
def test_a_number_for_fiction_is_known_however_it_is_written(number: str) -> None:
    """SNS takes out what stands between the digits."""
    assert fictional_in_words(number).endswith(f"no message to {number} arrives")


@pytest.mark.parametrize(
    "number",
    [
        "+12025550099",
        "+12025550200",
        "+12025551212",
        "+18005550123",
        "+442025550123",
        "+120255501234",
        "+4915112025550",
        "",
    ],
)
def test_a_number_beside_them_may_be_somebody_s(number: str) -> None:
    """Of another country, of another length, or above and below the range."""
    assert not fictional_in_words(number)
