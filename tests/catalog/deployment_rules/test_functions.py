"""What Lambda refuses of functions, and of how often they are tried again."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

FUNCTION = "aws:lambda/function:Function"
RETRIES = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"


def refused(token: str, **inputs: object) -> list[str]:
    """Return the inputs that are refused."""
    return [refusal.path for refusal in refusals_of(token, inputs)]


@pytest.mark.parametrize(
    ("timeout", "is_refused"), [(900, False), (901, True), (5_400, True), ("901", True)]
)
def test_a_function_runs_for_900_seconds_at_most(timeout: object, *, is_refused: bool) -> None:
    """The API model says 5,400, which is of Managed Instances."""
    assert refused(FUNCTION, timeout=timeout) == (["timeout"] if is_refused else [])


@pytest.mark.parametrize(
    "provider", [{"lambdaManagedInstancesCapacityProviderConfig": {}}, UNKNOWN]
)
def test_a_function_of_a_capacity_provider_may_run_for_longer(provider: object) -> None:
    """Up to 5,400 seconds, on Lambda Managed Instances."""
    assert refused(FUNCTION, timeout=5_400, capacityProviderConfig=provider) == []
    assert refused(FUNCTION, timeout=5_401, capacityProviderConfig=provider) == ["timeout"]


@pytest.mark.parametrize(
    ("attempts", "age", "paths"),
    [
        (0, 60, []),
        (2, 21_600, []),
        (UNKNOWN, UNKNOWN, []),
        (3, 59, ["maximumRetryAttempts", "maximumEventAgeInSeconds"]),
        (-1, 21_601, ["maximumRetryAttempts", "maximumEventAgeInSeconds"]),
    ],
)
def test_an_event_is_tried_again_twice_at_most_within_six_hours(
    attempts: object, age: object, paths: list[str]
) -> None:
    """And for a minute at least."""
    given = {"maximumRetryAttempts": attempts, "maximumEventAgeInSeconds": age}

    assert refused(RETRIES, **given) == paths
