"""Telephone numbers for fiction, told from those that somebody may have.

Numbers as the pages of `catalog.fictional_numbers` have them.
"""

import pytest

from bamp_pulumi.catalog import fictional_in_words


@pytest.mark.parametrize(
    "number",
    [
        "+12025550100",
        "+12025550199",
        "+1 (415) 555-0123",
        "12025550123",
        "+18005550199",
        "+18885550423",
        "+15552368000",
        "+44 20 7946 0958",
        "+44 (0)20 7946 0958",
        "+441134960000",
        "+441614960999",
        "+441914980123",
        "+442896496123",
        "+442920180123",
        "+44 1632 960123",
        "+447700900000",
        "+44 7700 900 999",
    ],
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
        "+12025552368",
        "+18335550423",
        "+442079461000",
        "+441614961000",
        "+441224960123",
        "+441632961000",
        "+447700901000",
        "+447700899999",
        "+4477009001234",
        "+120255501234",
        "+4915112025550",
        "",
    ],
)
def test_a_number_beside_them_may_be_somebody_s(number: str) -> None:
    """Of another country, of another length, or above and below the range."""
    assert not fictional_in_words(number)
