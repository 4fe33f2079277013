"""This library's function for alerts, written by hand as a real preview shows it.

Of its code a preview says a hash alone. A rule on failed backup jobs calls it; it publishes to the
topic of people and to that of owners.
"""

from dataclasses import replace
from typing import Any

from hand_made_paths import (
    BY_RULE,
    FUNCTION_ARN,
    changed,
    made,
    role,
)
from sound_alerts import ACCOUNT, HERE, policy

from bamp_pulumi.estate import Estate, Resource

__all__ = [
    "BOTH",
    "BUS",
    "CALLED",
    "LATER",
    "NOT_ITS",
    "OURS",
    "PEOPLE",
    "ROUTED",
    "RULE",
    "allows",
    "doubted",
    "in_function",
    "mail",
    "mailbox",
    "ours",
    "permission",
    "role_may",
    "stops",
    "variables",
]

# Any, from here on: inputs of resources, and parts of policies.
LATER = "is known after deployment"
PEOPLE, ROUTED = (f"arn:aws:sns:{HERE}:{ACCOUNT}:{name}" for name in ("people", "routed"))
BUS = f"arn:aws:events:{HERE}:{ACCOUNT}:event-bus/default"
VARIABLES = {
    "ALERTS_NAME": "bamp",
    "TOPIC_ARN": PEOPLE,
    "ROUTED_TOPIC_ARN": ROUTED,
    "SCHEDULE_ROLE_ARN": "arn:aws:iam::111122223333:role/schedules",
    "OWNER": "platform",
    "RUNBOOK": "https://bamp-ops.io/runbook",
    "ESCALATE_AFTER_MINUTES": "60",
    "REMIND_AFTER_MINUTES": "1440",
}
CALLED = "EventBridge > rule > function"


def _function() -> Resource:
    function = made(
        "Function",
        "function",
        role="arn:aws:iam::111122223333:role/runs",
        handler="bamp_pulumi.lambdas.alerts.handler.handle",
        runtime="python3.13",
        timeout=60,
        code={"hash": "x"},
        environment={"variables": VARIABLES},
    )
    kind = "bamp:index:BackupAlerts$aws:lambda/function:Function"
    return replace(function, urn=f"urn:pulumi:prod::shop::{kind}::function")


def permission(service: str, source: str) -> Resource:
    """Let a service call the function."""
    return made(
        "Permission",
        "calls",
        action="lambda:InvokeFunction",
        function="function",
        principal=f"{service}.amazonaws.com",
        sourceArn=source,
    )


def mailbox(name: str, topic: str) -> Resource:
    """Subscribe an e-mail address to a topic."""
    mail = {"protocol": "email", "endpoint": f"{name}@bamp-ops.io"}
    return made("Subscription", name, topic=topic, **mail)


OURS = Estate(
    (),
    (
        _function(),
        role("runs", "lambda", "sns:Publish", "events:PutEvents"),
        made("Topic", "people"),
        made("Topic", "routed"),
        mailbox("ops", PEOPLE),
        mailbox("owner", ROUTED),
    ),
)
RULE = Estate(
    (),
    (
        *OURS.resources,
        BY_RULE.named("rule"),
        made(
            "Target",
            "target",
            rule="rule",
            arn=FUNCTION_ARN,
            inputTransformer={
                "inputTemplate": '{"kind": "job-failed", "event": <aws.events.event.json>}'
            },
        ),
        permission("events", BY_RULE.named("rule").text("arn")),
    ),
)
"""A rule on failed backup jobs calls the function, which publishes to two topics."""


def mail(name: str, topic: str, doubt: str = "", by: str = CALLED, minutes: int = 5) -> str:
    """Write that somebody is notified through a topic."""
    said = f"{name}@bamp-ops.io within {minutes} min (by {by} > {topic} > {name})"
    return f"email {said} depends on: {doubt}" if doubt else f"email {said}"


BOTH = [mail("ops", "people"), mail("owner", "routed")]


def doubted(why: str) -> list[str]:
    """Write that both are notified in doubt."""
    return [mail("ops", "people", why), mail("owner", "routed", why)]


def ours(**inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Change the function."""
    return changed(RULE, "function", **inputs)


def variables(**given: object) -> Estate:
    """Change the environment of the function."""
    return ours(environment={"variables": {**VARIABLES, **given}})


def role_may(*statements: dict[str, Any]) -> Estate:
    """Change what the role of the function may do."""
    may = [{"name": "may", "policy": policy(*statements)}]
    return changed(RULE, "runs", inlinePolicies=may)


def allows(action: str, arn: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Write what a role may do."""
    return {"Effect": "Allow", "Action": action, "Resource": arn, **fields}


def stops(at: str, why: str, by: str = CALLED) -> str:
    """Write where a message ends."""
    return f"dropped at {at}: {why} (by {by})"


def in_function(doubt: str) -> str:
    """Write that it ends in the function, in doubt."""
    return f"function function within 5 min (by {CALLED}) depends on: {doubt}"


NOT_ITS = "its role runs may not: inline policy may of role runs does not allow"
