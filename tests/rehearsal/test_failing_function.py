"""What becomes of an alert when the function for alerts ends in an error.

Source: Lambda developer guide, invocation-async and invocation-async-retain-records
(read 2026-11-28).
"""

from functools import cache
from typing import Final, cast

import pytest
from changed_paths import Changes, changed, ends_of, moved
from sound_alerts import ACCOUNT, HERE, PLAN_DELETED, estate_of, policy

from bamp_pulumi.estate import Estate

ABOUT_ALERTS: Final = "email ops@bamp-ops.io in {} min about alerts"
FUNCTION: Final = "bamp-function"
NO_TOPIC: Final = f"{FUNCTION}: no given program declares the topic that it publishes to"
KEPT_OUT: Final = "bamp-plan-changed: its pattern does not match this detail.state (sound)"
LATER: Final = "is known after deployment"
LATE: Final = ABOUT_ALERTS.format(16)


@cache
def failing_function() -> Estate:
    """Declare the function for alerts with a topic that is not there: it ends in an error."""
    sound = estate_of("function")
    variables = sound.named(FUNCTION).value("environment.variables")
    topic = {"TOPIC_ARN": f"arn:aws:sns:{HERE}:{ACCOUNT}:other"}
    given = {**cast("dict[str, object]", variables), **topic}
    return changed(sound, {FUNCTION: {"environment": {"variables": given}}})


CONFIG: Final = "bamp-function-failures"
QUEUE: Final = "bamp-undelivered"


QUEUE_ARN: Final = f"arn:aws:sqs:{HERE}:{ACCOUNT}:bamp-alerts-undelivered"
ALARM: Final = "bamp-undelivered-alarm"
ERRORS: Final = {"namespace": "AWS/Lambda", "metricName": "Errors"}
OF_IT: Final = {"dimensions": {"FunctionName": "bamp-alerts"}}


def on_failure(arn: object) -> dict[str, object]:
    """Write where what ended in an error goes."""
    return {"destinationConfig": {"onFailure": {"destination": arn}}}


def may(*actions: str, resource: str = "*") -> Changes:
    """Change what the function may do."""
    written = policy({"Effect": "Allow", "Action": actions, "Resource": resource})
    return {"bamp-function-policy": {"policy": written}}


ALL: Final = ("events:PutEvents", "sns:Publish", "kms:*", "sqs:SendMessage")
NOT_SENT: Final = "policy bamp-function-policy does not allow sqs:SendMessage"
CASES: Final[dict[str, tuple[Changes, list[str]]]] = {
    "as it is": ({}, [LATE] * 2),
    "of the latest version": ({CONFIG: {"qualifier": "$LATEST"}}, [LATE] * 2),
    "of an alias that nobody calls": ({CONFIG: {"qualifier": "live"}}, []),
    "the ARN of the queue": ({CONFIG: on_failure(QUEUE_ARN)}, [LATE] * 2),
    "the ARN of another queue": ({CONFIG: on_failure(f"{QUEUE_ARN}-2")}, []),
    "what did not end in an error": (
        {CONFIG: {"destinationConfig": {"onSuccess": {"destination": QUEUE_ARN}}}},
        [],
    ),
    "no destination": ({CONFIG: {"destinationConfig": None}}, []),
    "of another function": ({CONFIG: {"functionName": "other"}}, []),
    "a queue that keeps nothing for long": (
        {QUEUE: {"messageRetentionSeconds": 60}},
        [f"{LATE}, if: whether an alarm sees what {QUEUE} keeps for 60 seconds"] * 2,
    ),
    "a role that may send to every queue": (may(*ALL), [LATE] * 2),
    "a role that may send to no queue": (
        may("events:PutEvents", "sns:Publish", "kms:*"),
        [f"{QUEUE}: its role bamp-function-role may not: {NOT_SENT}"],
    ),
    "an alarm on its errors": ({ALARM: {**ERRORS, **OF_IT}}, [LATE.replace("16", "11")] * 2),
    "an alarm on the errors of another": (
        {ALARM: {**ERRORS, "dimensions": {"FunctionName": "other"}}},
        [],
    ),
    "an alarm on its runs": ({ALARM: {**ERRORS, **OF_IT, "metricName": "Invocations"}}, []),
    "an alarm on two errors": (
        {ALARM: {**ERRORS, **OF_IT, "threshold": 1}},
        [f"{ALARM}: 1 does not cross its threshold 1 (sound)"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_queue_of_a_function_takes_what_ended_in_an_error(case: str) -> None:
    """Lambda tries twice more, and writes to it as the role of the function; it counts at once."""
    changes, more = CASES[case]

    found = ends_of(changed(failing_function(), changes), PLAN_DELETED)

    assert sorted(found) == sorted([NO_TOPIC, KEPT_OUT, *more])


def test_the_settings_for_errors_are_in_the_region_of_the_function() -> None:
    """Lambda knows no function of another Region by that name."""
    found = ends_of(moved(failing_function(), "eu-west-1", CONFIG), PLAN_DELETED)

    assert sorted(found) == [NO_TOPIC, KEPT_OUT]


def test_a_queue_of_a_region_that_is_not_known_takes_it_perhaps() -> None:
    """Its policy has to be where the queue is."""
    found = ends_of(moved(failing_function(), "", QUEUE), PLAN_DELETED)

    doubt = f"whether {QUEUE}-access is in the account and Region of {QUEUE} {LATER}"
    assert set(found) == {NO_TOPIC, KEPT_OUT, f"{LATE}, if: {doubt}"}


def test_settings_of_a_region_that_is_not_known_are_perhaps_the_functions() -> None:
    """Lambda knows no function of another Region by that name."""
    found = ends_of(moved(failing_function(), "", CONFIG), PLAN_DELETED)

    doubt = f"whether {CONFIG} is in the account and Region of {FUNCTION} {LATER}"
    assert sorted(found) == [NO_TOPIC, KEPT_OUT, *[f"{LATE}, if: {doubt}"] * 2]


def test_settings_that_aws_refuses_send_nothing_on() -> None:
    """Lambda tries at most twice again."""
    found = ends_of(
        changed(failing_function(), {CONFIG: {"maximumRetryAttempts": 3}}), PLAN_DELETED
    )

    refusal = "maximumRetryAttempts is 3 (allowed: 0 to 2)"
    assert sorted(found) == [
        NO_TOPIC,
        KEPT_OUT,
        f"{QUEUE}: AWS refuses {CONFIG} at deployment: {refusal}",
    ]
