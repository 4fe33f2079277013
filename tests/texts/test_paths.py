"""Paths in documents, read beside the document."""

from typing import Any

import pytest

from bamp_pulumi.texts import path_of, steps_in

DOCUMENT: dict[str, Any] = {  # Any: plain data
    "bamp:policy": {"tiers": {"gold": {"rules": [{"name": "daily"}, {"x": 1}]}}},
    "a.b": {"c": 1},
    "a": {"b": {"d": 2}},
    "list": ["x", {"name": "1"}],
}


@pytest.mark.parametrize(
    ("path", "steps", "rest"),
    [
        ("", (), ""),
        ("bamp:policy", ("bamp:policy",), ""),
        ("bamp:policy.tiers.gold.rules.daily", ("bamp:policy", "tiers", "gold", "rules", 0), ""),
        ("bamp:policy.tiers.gold.rules.1.x", ("bamp:policy", "tiers", "gold", "rules", 1, "x"), ""),
        (
            "bamp:policy.tiers.gold.rules.weekly",
            ("bamp:policy", "tiers", "gold", "rules"),
            "weekly",
        ),
        ("a.b.c", ("a.b", "c"), ""),
        ("list.0", ("list", 0), ""),
        ("list.1", ("list", 1), ""),
        ("list.0.more", ("list", 0), "more"),
        ("nowhere.at.all", (), "nowhere.at.all"),
    ],
)
def test_a_path_is_keys_and_indexes_and_what_the_document_has_not(
    path: str, steps: tuple[str | int, ...], rest: str
) -> None:
    """A key with dots goes before two keys, and an item goes by its name."""
    assert steps_in(DOCUMENT, path) == (steps, rest)


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        ((), ""),
        (("a", "b", "d"), "a.b.d"),
        (("bamp:policy", "tiers", "gold", "rules", 0), "bamp:policy.tiers.gold.rules.daily"),
        (("bamp:policy", "tiers", "gold", "rules", 1), "bamp:policy.tiers.gold.rules.1"),
        (("list", 9), "list.9"),
    ],
)
def test_keys_and_indexes_are_a_path(steps: tuple[str | int, ...], path: str) -> None:
    """The one that messages show."""
    assert path_of(DOCUMENT, steps) == path
