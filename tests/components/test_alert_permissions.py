"""The roles of the alerts may do what the function and its schedules call, and nothing wider."""

import pytest
from alerted import ACCOUNT, HERE, THERE, whole

from bamp_pulumi.access import ContextValue
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery import Router
from bamp_pulumi.rehearsal.delivery.roles import may_as

LAMBDA, SCHEDULER = "lambda.amazonaws.com", "scheduler.amazonaws.com"
EVENTS = "events.amazonaws.com"
OTHER = "999988887777"
NAME = "bamp-alerts"
ROLE = "aws:iam/role:Role"
OPEN = f"arn:aws:scheduler:{HERE}:{ACCOUNT}:schedule/{NAME}/job-failed.0123"
SCHEDULES_ROLE = f"arn:aws:iam::{ACCOUNT}:role/{NAME}-schedules"
GROUP = f"arn:aws:scheduler:{HERE}:{ACCOUNT}:schedule-group/{NAME}"
RULE = f"arn:aws:events:{HERE}:{ACCOUNT}:rule/{NAME}-tickets"
FUNCTION = f"arn:aws:lambda:{HERE}:{ACCOUNT}:function:{NAME}"
LOG = f"arn:aws:logs:{HERE}:{ACCOUNT}:log-group:/aws/lambda/{NAME}:log-stream:x"
Call = tuple[str, str, dict[str, ContextValue]]

CALLS: list[Call] = [
    ("sns:Publish", f"arn:aws:sns:{HERE}:{ACCOUNT}:{NAME}", {}),
    ("sns:Publish", f"arn:aws:sns:{HERE}:{ACCOUNT}:{NAME}-routed", {}),
    ("events:PutEvents", f"arn:aws:events:{HERE}:{ACCOUNT}:event-bus/default", {}),
    ("sqs:SendMessage", f"arn:aws:sqs:{HERE}:{ACCOUNT}:{NAME}-undelivered", {}),
    ("scheduler:CreateSchedule", OPEN, {}),
    ("scheduler:GetSchedule", OPEN, {}),
    ("scheduler:DeleteSchedule", OPEN, {}),
    ("iam:PassRole", SCHEDULES_ROLE, {"iam:PassedToService": SCHEDULER}),
    ("tag:GetResources", "*", {}),
    ("cloudwatch:PutMetricData", "*", {"cloudwatch:namespace": "bamp/Alerts"}),
    ("logs:CreateLogStream", LOG, {}),
    ("logs:PutLogEvents", LOG, {}),
]
OTHERS: list[Call] = [
    ("sns:Publish", f"arn:aws:sns:{HERE}:{ACCOUNT}:other", {}),
    ("events:PutEvents", f"arn:aws:events:{THERE}:{ACCOUNT}:event-bus/default", {}),
    ("scheduler:DeleteSchedule", f"arn:aws:scheduler:{HERE}:{ACCOUNT}:schedule/other/x", {}),
    ("iam:PassRole", SCHEDULES_ROLE, {"iam:PassedToService": "ec2.amazonaws.com"}),
    ("iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/admin", {"iam:PassedToService": SCHEDULER}),
    ("cloudwatch:PutMetricData", "*", {"cloudwatch:namespace": "AWS/Backup"}),
    ("backup:DeleteRecoveryPoint", "*", {}),
]


def role(name: str) -> Resource:
    """Find a role by its name in the program."""
    (found,) = (r for r in whole().of_type(ROLE) if r.name == name)
    return found


@pytest.mark.parametrize(("action", "arn", "context"), CALLS)
def test_the_function_may_do_what_it_calls(
    action: str, arn: str, context: dict[str, ContextValue]
) -> None:
    """Each operation that its code names, on what it is called with."""
    as_function = role("bamp-function-role")

    answer = may_as(Router(whole()), as_function, LAMBDA, action, arn, context=context)

    assert answer.is_allowed


@pytest.mark.parametrize(("action", "arn", "context"), OTHERS)
def test_the_function_may_do_nothing_else(
    action: str, arn: str, context: dict[str, ContextValue]
) -> None:
    """Not to other topics, schedules or roles, and to no backup."""
    as_function = role("bamp-function-role")
    answer = may_as(Router(whole()), as_function, LAMBDA, action, arn, context=context)

    assert "may not" in answer.why
    assert answer.is_refused


def test_a_schedule_that_comes_due_may_call_the_function() -> None:
    """For this account, and no other function."""
    caller = role("bamp-schedules-role")
    call = "lambda:InvokeFunction"

    router = Router(whole())

    assert may_as(router, caller, SCHEDULER, call, FUNCTION, source=GROUP).is_allowed
    assert may_as(router, caller, SCHEDULER, call, f"{FUNCTION}-other", source=GROUP).is_refused


@pytest.mark.parametrize(
    ("name", "service", "own", "others"),
    [
        ("bamp-schedules-role", SCHEDULER, GROUP, GROUP.replace(NAME, "other")),
        ("bamp-schedules-role", SCHEDULER, GROUP, GROUP.replace(ACCOUNT, OTHER)),
        ("bamp-tickets-6-role", EVENTS, RULE, RULE.replace(NAME, "other")),
        ("bamp-tickets-6-role", EVENTS, RULE, RULE.replace(ACCOUNT, OTHER)),
        ("bamp-tickets-6-role", EVENTS, RULE, RULE.replace(HERE, THERE)),
    ],
)
def test_a_role_is_acted_as_for_what_is_part_of_the_alerts(
    name: str, service: str, own: str, others: str
) -> None:
    """Not for a rule or a schedule group of somebody else, nor of another account."""
    read = Router(whole()).role(role(name))

    assert read.may_be_assumed_by(service, own).is_allowed
    assert read.may_be_assumed_by(service, others).is_refused
    assert read.may_be_assumed_by(service, None).is_refused
