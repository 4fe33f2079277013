"""Benchmarks measure what a user's interpreter does."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def warm_python() -> None:
    """Start nothing warm."""
