"""Harmless changes of a deployed account, each beside its counterpart that loses something.

Cannot prove that there is no other harmless change that is told as a loss.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from hand_made_account import policy_with
from preview_documents import ACCOUNT, Declared, Stack, deployed, document

from bamp_pulumi.changes import Direction, changes, judge_transition, snapshot_of
from bamp_pulumi.changes.input_changes import input_changes
from bamp_pulumi.changes.snapshot import PartState
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import estate_from_document

# Any, in this file: inputs of resources and JSON documents.

TODAY: Final = date(2026, 11, 22)
Edit = Callable[[Stack], object]


def said(before: Stack, after: Stack) -> list[str]:
    """Return what is said of the operations between two states of a program."""
    coverage = cover(estate_from_document(document(before, after)), policy_with(), today=TODAY)
    found = judge_transition(coverage, today=TODAY).findings
    return [f"{f.id} {f.message}" for f in found if f.id in ("BAMP-V97", "BAMP-V98", "BAMP-V99")]


def trust(principal: object, effect: str = "Allow", **more: object) -> dict[str, object]:
    """Write a statement of a trust policy."""
    return {"Effect": effect, "Principal": principal, "Action": "sts:AssumeRole", **more}


def with_role(
    *statements: Mapping[str, object], policy: object = None, beside: Stack | None = None
) -> Stack:
    """Add a role to what is deployed, and what names it."""
    written = policy or json.dumps({"Version": "2012-10-17", "Statement": statements})
    role = Declared(
        type="aws:iam/role:Role",
        inputs={"name": "handler", "assumeRolePolicy": written},
        outputs={"id": "handler", "arn": f"arn:aws:iam::{ACCOUNT}:role/handler"},
    )
    return {**deployed(), **(beside or {}), "handler": role}


_LAMBDA: Final = {"Service": "lambda.amazonaws.com"}
_UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def _naming(type_: str, path: str, **inputs: object) -> Stack:
    arn = f"arn:aws:iam::{ACCOUNT}:role/handler"
    return {"user": Declared(type=type_, inputs={**inputs, path: arn}, outputs={"id": "user"})}


_FUNCTION: Final = _naming("aws:lambda/function:Function", "role", name="handler")


@pytest.mark.parametrize(
    ("before", "is_told"),
    [
        pytest.param(with_role(trust(_LAMBDA)), False, id="of a function"),
        pytest.param(with_role(trust(_LAMBDA), beside=_FUNCTION), False, id="named by a function"),
        pytest.param(
            with_role(trust({"AWS": f"arn:aws:iam::{ACCOUNT}:root"})), False, id="of people"
        ),
        pytest.param(
            with_role(trust({"Service": ["lambda.amazonaws.com", "backup.amazonaws.com"]})),
            True,
            id="of AWS Backup too",
        ),
        pytest.param(with_role(trust("*")), True, id="of everybody"),
        pytest.param(with_role(trust({"AWS": "*"})), True, id="of every principal"),
        pytest.param(with_role(trust({"Service": "dlm.amazonaws.com"})), True, id="of snapshots"),
        pytest.param(
            with_role(
                trust(
                    {"Service": "backup.amazonaws.com"},
                    Condition={"StringEquals": {"aws:SourceArn": "arn:aws:backup:x"}},
                )
            ),
            True,
            id="of AWS Backup on a condition",
        ),
        pytest.param(with_role(policy=_UNKNOWN), True, id="with a policy that is not known"),
        pytest.param(
            with_role(
                trust(_LAMBDA),
                beside=_naming(
                    "aws:backup/selection:Selection",
                    "iamRoleArn",
                    name="more",
                    planId="plan-id",
                    resources=["*"],
                ),
            ),
            True,
            id="named by a selection",
        ),
        pytest.param(
            with_role(
                trust(_LAMBDA),
                beside=_naming(
                    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
                    "role",
                    bucket="shop-photos",
                    rules=[],
                ),
            ),
            True,
            id="named by a replication",
        ),
        pytest.param(
            with_role(
                trust(_LAMBDA),
                beside={
                    "user": replace(
                        _FUNCTION["user"],
                        parent="urn:pulumi:prod::shop::bamp:index:BackupAlerts::alerts",
                    )
                },
            ),
            True,
            id="named by a function of ours",
        ),
    ],
)
def test_a_role_is_missed_only_if_a_backup_may_be_made_with_it(
    before: Stack, *, is_told: bool
) -> None:
    """Its trust policy and what names it decide; what is not known of either counts against it."""
    after = {name: one for name, one in before.items() if name != "handler"}

    told = [one for one in said(before, after) if "Role handler is deleted" in one]

    assert [one.partition(" ")[0] for one in told] == (["BAMP-V97"] if is_told else [])


@pytest.mark.parametrize(
    ("service", "direction"),
    [("lambda.amazonaws.com", Direction.CHANGED), ("backup.amazonaws.com", Direction.LOST)],
)
def test_a_comparison_misses_a_role_only_if_a_backup_may_be_made_with_it(
    service: str, direction: Direction
) -> None:
    """As `--base` compares two states; a deployment is judged alike."""
    before = with_role(trust({"Service": service}))
    after = {name: one for name, one in before.items() if name != "handler"}
    was, now = (
        snapshot_of(cover(estate_from_document(document(one, one)), policy_with(), today=TODAY))
        for one in (before, after)
    )

    found = [one.direction for one in changes(was, now).changes if one.name == "handler"]
    assert found == [direction]


def test_a_grant_to_a_role_that_backs_nothing_up_is_not_missed() -> None:
    """The same grant to a role of AWS Backup is."""
    grant = Declared(
        type="aws:kms/grant:Grant",
        inputs={
            "keyId": "k-1",
            "granteePrincipal": f"arn:aws:iam::{ACCOUNT}:role/handler",
            "operations": ["Decrypt"],
        },
        dependencies={"granteePrincipal": "handler"},
    )
    told: list[bool] = []
    for service in ("lambda.amazonaws.com", "backup.amazonaws.com"):
        before = with_role(trust({"Service": service}), beside={"grant": grant})
        after = {name: one for name, one in before.items() if name != "grant"}
        told.append(any("Grant grant is deleted" in one for one in said(before, after)))

    assert told == [False, True]


def deny(*actions: str, principal: object = "*", **more: object) -> dict[str, object]:
    """Write a statement that denies."""
    return {
        "Effect": "Deny",
        "Principal": principal,
        "Action": list(actions),
        "Resource": "*",
        **more,
    }


def guarded(*statements: Mapping[str, object]) -> Stack:
    """Write another access policy of the vault."""
    stack = deployed()
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    guard = stack["guard"]
    return {**stack, "guard": replace(guard, inputs={**guard.inputs, "policy": policy})}


_DELETE, _UPDATE = "backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"
_ONE_ARN: Final = f"arn:aws:iam::{ACCOUNT}:role/people"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(
            guarded(deny(_DELETE, _UPDATE)),
            guarded(deny(_DELETE, _UPDATE, principal={"AWS": "*"})),
            [],
            id="everybody written differently",
        ),
        pytest.param(
            guarded(deny(_DELETE, _UPDATE, principal={"AWS": ["*"]})),
            guarded(deny(_DELETE, _UPDATE)),
            [],
            id="everybody as a list",
        ),
        pytest.param(
            guarded(deny(_DELETE, _UPDATE)),
            guarded(deny(_DELETE, _UPDATE, principal={"AWS": _ONE_ARN})),
            ["BAMP-V98"],
            id="one role denied instead of everybody",
        ),
        pytest.param(
            guarded(deny(_DELETE, _UPDATE)),
            guarded(deny(_DELETE, _UPDATE, principal={"Service": "backup.amazonaws.com"})),
            ["BAMP-V98"],
            id="a service denied instead of everybody",
        ),
        pytest.param(
            guarded(deny(_DELETE, _UPDATE)),
            guarded(deny("Backup:deleterecoverypoint", _UPDATE)),
            [],
            id="case of an action",
        ),
        pytest.param(
            guarded(deny(_DELETE, _UPDATE)),
            guarded(deny(_DELETE), deny(_UPDATE)),
            [],
            id="a statement for each",
        ),
        pytest.param(
            guarded(deny(_DELETE, _UPDATE)),
            guarded(deny(_DELETE)),
            ["BAMP-V98"],
            id="one of the two not denied any more",
        ),
        pytest.param(
            guarded(deny(_DELETE)),
            guarded(deny(_DELETE, "backup:DeleteBackupVault")),
            [],
            id="one more denied",
        ),
        pytest.param(
            guarded(deny(_DELETE)),
            guarded(deny(_DELETE, "backup:CopyIntoBackupVault")),
            ["BAMP-V99"],
            id="copies denied",
        ),
        pytest.param(
            guarded(deny(_DELETE)), guarded(deny("backup:Delete*")), [], id="all that delete"
        ),
        pytest.param(
            guarded(deny(_DELETE)),
            guarded(deny("backup:DeleteBackup*")),
            ["BAMP-V98"],
            id="a pattern that leaves it out",
        ),
        pytest.param(
            guarded(deny("backup:DeleteBackupVault*")),
            guarded(
                deny(
                    "backup:DeleteBackupVault",
                    "backup:DeleteBackupVaultAccessPolicy",
                    "backup:DeleteBackupVaultLockConfiguration",
                    "backup:DeleteBackupVaultNotifications",
                )
            ),
            [],
            id="a pattern written out",
        ),
        pytest.param(
            guarded(deny("backup:DeleteBackupVault*")),
            guarded(deny("backup:DeleteBackupVault", "backup:DeleteBackupVaultAccessPolicy")),
            ["BAMP-V98"],
            id="a pattern written out in part",
        ),
        pytest.param(
            guarded(deny(_DELETE, Resource=["arn:a", "arn:b"])),
            guarded(deny(_DELETE, Resource="arn:b"), deny(_DELETE, Resource="arn:a")),
            [],
            id="a statement for each resource",
        ),
        pytest.param(
            guarded(deny(_DELETE)),
            guarded(deny(_DELETE, Resource="arn:a")),
            ["BAMP-V98"],
            id="one resource instead of all",
        ),
        pytest.param(
            guarded(deny(_DELETE)),
            guarded(deny(_DELETE, Condition={"Bool": {"aws:SecureTransport": "false"}})),
            ["BAMP-V98"],
            id="denied on a condition",
        ),
        pytest.param(
            guarded(deny(_DELETE)),
            guarded({"Effect": "Deny", "Principal": "*", "NotAction": [_DELETE], "Resource": "*"}),
            ["BAMP-V98", "BAMP-V99"],
            id="all but it denied",
        ),
        pytest.param(
            guarded(deny(_DELETE)),
            guarded(deny(_DELETE), {**deny(_UPDATE), "Effect": "Allow"}),
            ["BAMP-V98"],
            id="another allowed",
        ),
    ],
)
def test_an_access_policy_is_compared_by_what_it_denies(
    before: Stack, after: Stack, told: list[str]
) -> None:
    """However it is written; less that is denied is a loss, and so is more that is allowed."""
    assert [one.partition(" ")[0] for one in said(before, after)] == told


def planned(**fields: object) -> Stack:
    """Write fields of the daily rule of the plan."""
    stack = deployed()
    plan = stack["plan"]
    first, *others = plan.inputs["rules"]
    rules = [{**first, **fields}, *others]
    return {**stack, "plan": replace(plan, inputs={**plan.inputs, "rules": rules})}


@pytest.mark.parametrize(
    ("after", "told"),
    [
        pytest.param(planned(ruleName="each-day"), [], id="name only"),
        pytest.param(
            planned(ruleName="each-day", lifecycle={"deleteAfter": 60}),
            ["retention of copies of daily", "retention of daily"],
            id="and another retention",
        ),
        pytest.param(
            planned(ruleName="each-day", schedule="cron(0 5 ? * SUN *)"),
            ["retention of copies of daily", "retention of daily"],
            id="and a schedule",
        ),
        pytest.param(
            planned(ruleName="each-day", targetVaultName=_UNKNOWN),
            ["retention of copies of daily", "retention of daily"],
            id="and a vault that is not known",
        ),
    ],
)
def test_a_rule_of_another_name_is_the_same_rule(after: Stack, told: list[str]) -> None:
    """As far as all else of it is known and equal."""
    found = [one for one in said(deployed(), after) if one.startswith("BAMP-V98")]

    assert (
        sorted(one.partition(": ")[2].partition(" to us")[0].partition(" is")[0] for one in found)
        == told
    )


_ONE: Final = 'sns:Publish on ["arn:a"]'
_TWO: Final = 'sns:Publish on ["arn:a", "arn:b"]'


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(_ONE, _TWO, [("gained", None, "Allow sns:Publish on arn:b")], id="one more"),
        pytest.param(_TWO, _ONE, [("lost", "Allow sns:Publish on arn:b", None)], id="one less"),
        pytest.param(
            _ONE,
            _TWO.replace("sns:Publish", "sns:DeleteTopic"),
            [
                ("lost", "Allow sns:Publish on arn:a", None),
                ("unsure", None, 'Allow sns:DeleteTopic on ["arn:a", "arn:b"]'),
            ],
            id="another action",
        ),
    ],
)
def test_what_a_role_may_publish_to_is_compared_by_topic(
    old: str, new: str, found: list[tuple[str, str | None, str | None]]
) -> None:
    """One more is gained, and what is listed together is not lost with it."""
    was, now = (
        PartState(
            program="shop/prod",
            urn="urn:pulumi:prod::shop::aws:iam/rolePolicy:RolePolicy::sender",
            type="aws:iam/rolePolicy:RolePolicy",
            name="sender",
            read={"policy": (f"Allow {text}",)},
        )
        for text in (old, new)
    )

    assert [(str(c.direction), c.before, c.after) for c in input_changes(was, now)] == found
