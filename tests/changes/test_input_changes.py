"""Changes of inputs that look like a gain and may be a loss, each by itself and listed once."""

import json

import pytest

from bamp_pulumi.changes import Direction
from bamp_pulumi.changes.input_changes import input_changes
from bamp_pulumi.changes.inputs_read import inputs_read
from bamp_pulumi.changes.settings import settings_of
from bamp_pulumi.changes.snapshot import PartState
from bamp_pulumi.estate import Estate, Resource

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
COPY_OF_FILES = "aws:efs/replicationConfiguration:ReplicationConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
LOST, GAINED, UNSURE = Direction.LOST, Direction.GAINED, Direction.UNSURE


def state(token: str, inputs: dict[str, object]) -> PartState:
    """Return the state of a resource with inputs."""
    one = Resource(
        urn=f"urn:pulumi:prod::shop::{token}::a",
        type=token,
        name="a",
        program="shop/prod",
        inputs=inputs,
        outputs={},
    )
    return PartState(
        program=one.program,
        urn=one.urn,
        type=token,
        name=one.name,
        settings=settings_of(one),
        read=inputs_read(Estate(resources=(one,), programs=()), one, is_store=False),
    )


def found(
    token: str, before: dict[str, object], after: dict[str, object]
) -> list[tuple[Direction, str]]:
    """List what changes between two states of a resource: its direction, and of what."""
    return [(c.direction, c.of) for c in input_changes(state(token, before), state(token, after))]


def alarm(**inputs: object) -> dict[str, object]:
    """Return the inputs of an alarm that counts failures."""
    given: dict[str, object] = {
        "statistic": "Sum",
        "comparisonOperator": "GreaterThanOrEqualToThreshold",
        "threshold": 1,
        "period": 3600,
        "evaluationPeriods": 3,
    }
    return {name: value for name, value in {**given, **inputs}.items() if value is not None}


@pytest.mark.parametrize(
    ("given", "direction"),
    [
        ({"threshold": 1}, GAINED),
        ({"threshold": 0.5}, GAINED),
        ({"threshold": 0, "comparisonOperator": "GreaterThanThreshold"}, GAINED),
        ({"threshold": 1, "comparisonOperator": "GreaterThanThreshold"}, UNSURE),
        ({"threshold": 5}, UNSURE),
        ({"threshold": None}, UNSURE),
    ],
)
def test_a_shorter_period_is_a_gain_only_where_one_failure_is_enough(
    given: dict[str, object], direction: Direction
) -> None:
    """Five failures in an hour are in no minute of it."""
    before = alarm(**given)

    assert found(ALARM, before, {**before, "period": 60}) == [(direction, "period")]
    assert found(ALARM, {**before, "period": 60}, before) == [(LOST, "period")]


@pytest.mark.parametrize(("datapoints", "direction"), [(None, GAINED), (1, GAINED), (2, UNSURE)])
def test_fewer_periods_are_a_gain_only_where_one_or_all_of_them_are_needed(
    datapoints: int | None, direction: Direction
) -> None:
    """Two bad ones of five may be none of two that follow each other."""
    before = alarm(datapointsToAlarm=datapoints, evaluationPeriods=5)

    assert found(ALARM, before, {**before, "evaluationPeriods": 2}) == [
        (direction, "evaluationPeriods")
    ]


def policy(effect: str, **words: object) -> dict[str, object]:
    """Return a policy of one statement."""
    statement = {"Effect": effect, "Resource": "*", **words}
    return {"policy": json.dumps({"Statement": statement})}


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ({"NotAction": "s3:*"}, LOST),
        ({"NotAction": ["s3:*", "ec2:*"]}, LOST),
        # Each alone lets the actions of the other one in; both together let none of them in.
        ({"NotAction": ["backup:*", "KMS:*"]}, UNSURE),
        ({"NotAction": ["backup:*", "kms:Describe*"]}, LOST),
        ({"NotAction": "*"}, UNSURE),
        ({"Action": "kms:PutKeyPolicy"}, LOST),
        ({"Action": "backup:UpdateBackupPlan"}, LOST),
        ({"Action": ["s3:GetObject", "backup:PutBackupVaultLockConfiguration"]}, LOST),
        ({"Action": "backup:StartBackupJob"}, UNSURE),
    ],
)
def test_a_role_that_may_destroy_backups_is_a_loss(
    words: dict[str, object], direction: Direction
) -> None:
    """Whether the actions are named, or all but some are."""
    nothing: dict[str, object] = {"policy": '{"Statement": []}'}

    assert direction in [
        given for given, _ in found(ROLE_POLICY, nothing, policy("Allow", **words))
    ]
    if direction is UNSURE:
        assert found(ROLE_POLICY, nothing, policy("Allow", **words)) == [(UNSURE, "policy")]


def test_all_but_several_actions_are_one_statement() -> None:
    """In words, too."""
    nothing, given = {"policy": '{"Statement": []}'}, policy("Allow", NotAction=["s3:*", "ec2:*"])
    (change,) = input_changes(state(ROLE_POLICY, {**nothing}), state(ROLE_POLICY, given))

    assert change.after == "Allow all but ec2:*, s3:* on *"


def test_a_denial_of_all_but_some_actions_lets_nobody_delete() -> None:
    """It takes something from the role."""
    nothing: dict[str, object] = {"policy": '{"Statement": []}'}

    assert found(ROLE_POLICY, nothing, policy("Deny", NotAction="s3:*")) == [(LOST, "policy")]
    assert found(ROLE_POLICY, policy("Deny", NotAction="s3:*"), nothing) == [(UNSURE, "policy")]


def test_a_part_of_an_input_is_listed_once() -> None:
    """Not again as a setting of which nobody knows what it is."""
    given: dict[str, object] = {"arn": "a", "rule": "r"}
    retries = {**given, "retryPolicy": {"maximumRetryAttempts": 0}}

    assert found(TARGET, given, retries) == [(LOST, "retryPolicy.maximumRetryAttempts")]
    assert found(TARGET, retries, given) == [(GAINED, "retryPolicy.maximumRetryAttempts")]
    same = {**given, "retryPolicy": {"maximumRetryAttempts": 185}}
    assert found(TARGET, given, same) == []


def test_a_part_beside_it_that_nothing_reads_is_listed_too() -> None:
    """A change of what is read hides none of what is not."""
    both = found(
        COPY_OF_FILES,
        {"destination": {"region": "us-west-2", "kmsKeyId": "k-1"}},
        {"destination": {"region": "eu-west-1", "kmsKeyId": "k-2"}},
    )
    one = found(
        COPY_OF_FILES,
        {"destination": {"region": "us-west-2", "kmsKeyId": "k-1"}},
        {"destination": {"region": "us-west-2"}},
    )

    assert both == [(LOST, "destination.region"), (UNSURE, "destination")]
    assert one == [(UNSURE, "destination")]
