"""A small stack whose failed backups somebody is notified of, and previews of changes of it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from hand_made_account import policy_with
from preview_documents import ACCOUNT, Declared, Stack, deployed, document

from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import Finding, cover
from bamp_pulumi.estate import estate_from_document
from bamp_pulumi.policy import BackupPolicy

__all__ = ["Edit", "alerted", "drop", "found_of", "lost", "write"]

_TODAY: Final = date(2026, 11, 29)
_CODES: Final = ("BAMP-V97", "BAMP-V98", "BAMP-V99")
_TOPIC: Final = f"arn:aws:sns:us-east-1:{ACCOUNT}:alerts"
_STORES: Final = ("orders", "replica", "carts", "photos", "versions", "expiry", "disk")
Edit = Callable[[Stack], object]


def _may_publish(service: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sns:Publish",
        "Resource": _TOPIC,
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def alerted(*, stores: bool = True) -> Stack:
    """Return the stack: a rule on failed jobs, a topic and an address.

    Args:
        stores: Whether the program declares data stores beside the account's side.
    """
    stack = deployed()
    for name in () if stores else _STORES:
        del stack[name]
    pattern = {
        "source": ["aws.backup"],
        "detail-type": ["Backup Job State Change"],
        "detail": {"state": ["FAILED", "EXPIRED", "ABORTED"]},
    }
    alerts = {
        "alerts": Declared(
            type="aws:sns/topic:Topic",
            inputs={"name": "alerts"},
            outputs={"arn": _TOPIC, "id": _TOPIC},
        ),
        "access": Declared(
            type="aws:sns/topicPolicy:TopicPolicy",
            inputs={"arn": _TOPIC, "policy": _may_publish("events.amazonaws.com")},
            dependencies={"arn": "alerts"},
        ),
        "on-call": Declared(
            type="aws:sns/topicSubscription:TopicSubscription",
            inputs={"topic": _TOPIC, "protocol": "email", "endpoint": "oncall@bamp-ops.io"},
            dependencies={"topic": "alerts"},
        ),
        "failed": Declared(
            type="aws:cloudwatch/eventRule:EventRule",
            inputs={"name": "failed", "eventPattern": json.dumps(pattern)},
            outputs={"id": "failed"},
        ),
        "failed-target": Declared(
            type="aws:cloudwatch/eventTarget:EventTarget",
            inputs={"rule": "failed", "arn": _TOPIC},
            dependencies={"rule": "failed", "arn": "alerts"},
        ),
    }
    return {**stack, **alerts}


def drop(*names: str) -> Edit:
    """Take resources out of the program."""
    return lambda stack: [stack.pop(name) for name in names]


def write(of: str, /, **inputs: Any) -> Edit:  # noqa: ANN401 - inputs of any shape
    """Change inputs of a resource to plain values; None takes one out."""

    def edit(stack: Stack) -> None:
        given = {**stack[of].inputs, **inputs}
        kept = {name: value for name, value in given.items() if value is not None}
        depends = {name: on for name, on in stack[of].dependencies.items() if name not in inputs}
        stack[of] = replace(stack[of], inputs=kept, dependencies=depends)

    return edit


def lost(
    edit: Edit,
    *,
    beside: Mapping[str, Declared] | None = None,
    lacks: Sequence[str] = (),
    stores: bool = True,
) -> Iterator[tuple[str, str]]:
    """List code and message of what a change of the program loses, or may lose.

    Args:
        edit: The change.
        beside: More resources, deployed before.
        lacks: Names of the resources that the stack has never had.
        stores: As of `alerted`.
    """
    found = found_of(edit, beside=beside, lacks=lacks, stores=stores)
    yield from ((one.id, one.message) for one in found)


def found_of(
    edit: Edit,
    *,
    beside: Mapping[str, Declared] | None = None,
    lacks: Sequence[str] = (),
    stores: bool = True,
    policy: BackupPolicy | None = None,
) -> list[Finding]:
    """List the findings themselves; `policy` judges in the place of the usual one."""
    was = {**alerted(stores=stores), **(beside or {})}
    was = {name: one for name, one in was.items() if name not in lacks}
    now = dict(was)
    edit(now)
    coverage = cover(
        estate_from_document(document(was, now)), policy or policy_with(), today=_TODAY
    )
    return [one for one in judge_transition(coverage, today=_TODAY).findings if one.id in _CODES]
