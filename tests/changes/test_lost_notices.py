"""A deployment that leaves nobody notified of a fault is refused, whatever it is that changes.

Cannot prove that the paths are read as AWS delivers: that is the rehearsal's word.
"""

from datetime import date

import pytest
from alerting_documents import Edit, alerted, drop, found_of, lost, write
from hand_made_account import policy_with
from preview_documents import Stack, urn_of

from bamp_pulumi.coverage import Severity
from bamp_pulumi.policy import AcknowledgedLoss, LossKind

LOSSES: dict[str, tuple[Edit, str]] = {
    "subscription deleted": (drop("on-call"), "TopicSubscription on-call"),
    "subscription filtered": (
        write("on-call", filterPolicy='{"severity": ["critical"]}'),
        "TopicSubscription on-call",
    ),
    "rule deleted": (
        drop("failed", "failed-target"),
        "EventTarget failed-target, EventRule failed",
    ),
    "rule disabled": (write("failed", state="DISABLED"), "EventRule failed"),
    "rule disabled as of old": (write("failed", isEnabled=False), "EventRule failed"),
    "pattern narrowed": (
        write(
            "failed", eventPattern='{"source": ["aws.backup"], "detail": {"state": ["EXPIRED"]}}'
        ),
        "EventRule failed",
    ),
    "target deleted": (drop("failed-target"), "EventTarget failed-target"),
    "topic policy deleted": (drop("access"), "TopicPolicy access"),
    "topic policy narrowed": (
        write("access", policy='{"Version": "2012-10-17", "Statement": []}'),
        "TopicPolicy access",
    ),
}


@pytest.mark.parametrize("stores", [True, False], ids=["with data stores", "account alone"])
@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_refused(name: str, *, stores: bool) -> None:
    """With what nobody is notified of, and by which change; of plans where no data store is."""
    edit, by = LOSSES[name]
    found = [message for code, message in lost(edit, stores=stores) if code == "BAMP-V98"]

    said = [one for one in found if "nobody is notified any more of" in one]
    assert len(said) == 1
    assert "backup-job-failed" in said[0]
    assert {*by.split(", ")} <= {*said[0].partition(":")[0].split(", ")}
    assert "record it in `losses`" in said[0]


def moved(stack: Stack) -> None:
    """Declare rule and target under other names."""
    stack["other"] = stack.pop("failed")
    target = stack.pop("failed-target")
    target.dependencies["rule"] = "other"
    stack["other-target"] = target


HARMLESS: dict[str, Edit] = {
    "tags": write("alerts", tags={"team": "platform"}),
    "another address": write("on-call", endpoint="new@bamp-ops.io"),
    "one more address": lambda stack: stack.update({"more": stack["on-call"]}),
    "pattern widened": write("failed", eventPattern='{"source": ["aws.backup"]}'),
    "rule and target moved": moved,
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_still_notifies_is_accepted(name: str) -> None:
    """Another way to the same person, or to another one, is no loss of a notification."""
    assert not any("nobody is notified any more" in text for _, text in lost(HARMLESS[name]))


UNSURE: dict[str, Edit] = {
    "pattern known after deployment": write(
        "failed", eventPattern="04da6b54-80e4-46f7-96ec-b56ff0331ba9"
    ),
    "topic that no given program declares": write(
        "failed-target", arn="arn:aws:sns:us-east-1:111122223333:gone"
    ),
}


@pytest.mark.parametrize("name", UNSURE)
def test_what_is_not_known_is_not_fine(name: str) -> None:
    """Who was certainly notified before, and is not surely any more."""
    found = [*lost(UNSURE[name])]

    assert any(
        code == "BAMP-V99" and "whether somebody is notified of backup-job-" in text
        for code, text in found
    )


def test_a_decision_of_the_policy_is_respected() -> None:
    """A loss that the policy records of the resource that changes is said, and refuses nothing."""
    one = alerted()["on-call"]
    recorded = AcknowledgedLoss(
        urn=urn_of("on-call", one),
        loss=LossKind.DELETED,
        reason="alerts move to another account",
        owner="platform",
        until=date(2026, 12, 31),
    )
    policy = policy_with().model_copy(update={"losses": (recorded,)})
    found = found_of(drop("on-call"), policy=policy)

    said = [one for one in found if "nobody is notified any more" in one.message]
    assert [one.at_most for one in said] == [Severity.INFO]
    assert "alerts move to another account" in said[0].message
