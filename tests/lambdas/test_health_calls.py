"""The actions that a reading needs are those of the calls that it makes, and no others."""

from datetime import timedelta
from typing import Final

import pytest
from api_shapes import operations_of
from aws_backup_stand_in import StandIn
from backed_up_account import PRIMARY, RECOVERY, TYPES, sound_account

from bamp_pulumi.lambdas.health.calls import LISTED_TYPES, READ_ACTIONS, read_actions
from bamp_pulumi.lambdas.health.reading import Budget, read_account

OTHER_PREFIXES: Final = {"tagging": "tag"}
"""Names that requests are signed with and that are not those of IAM."""


def called(stand_in: StandIn, types: tuple[str, ...]) -> set[str]:
    """Return the actions of the calls of a reading, as botocore's models name their services."""
    read_account(
        stand_in.connect,
        (PRIMARY, RECOVERY),
        None,
        types,
        since=timedelta(days=40),
        budget=Budget(calls=10_000, seconds=600),
        now=stand_in.now,
        sleep=stand_in.sleep,
    )
    found: set[str] = set()
    for request in stand_in.calls:
        model = operations_of(request.service)
        prefix = OTHER_PREFIXES.get(model.signing_name, model.signing_name)
        found.add(f"{prefix}:{request.operation}")
        operation = model.operation_model(request.operation)
        if operation.endpoint_discovery and operation.endpoint_discovery["required"]:
            found.add(f"{prefix}:{model.endpoint_discovery_operation.name}")
    return found - {"sts:GetCallerIdentity"}


@pytest.mark.parametrize("types", [LISTED_TYPES, TYPES, ("DynamoDB",)], ids=len)
def test_actions_are_those_of_the_calls(types: tuple[str, ...]) -> None:
    """Each call has its action and each action its call, whatever is looked for."""
    calls = {
        action.replace("s3:ListBuckets", "s3:ListAllMyBuckets")
        for action in called(sound_account(), types)
    }

    # RDS is asked for replicas only where something is replicated.
    assert set(read_actions(types)) - {"rds:DescribeDBInstanceAutomatedBackups"} == calls - {
        "rds:DescribeDBInstanceAutomatedBackups"
    }


def test_nothing_writes() -> None:
    """Each action reads, and is written out: none has a wildcard."""
    verbs = {action.partition(":")[2] for action in READ_ACTIONS}

    assert all(verb.startswith(("Describe", "Get", "List")) for verb in verbs)
    assert list(READ_ACTIONS) == sorted(set(READ_ACTIONS))
