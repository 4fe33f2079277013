"""What this library's function for alerts sends, and what keeps it: its role, topics and key.

The function of a program stands in `test_our_function.py`; here it is written by hand, as a real
preview shows it: of its code the preview says a hash alone.
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    BY_ALARM,
    BY_RULE,
    BY_VAULT,
    FUNCTION_ARN,
    OTHER_ACCOUNT,
    beside,
    changed,
    followed,
    lets,
    made,
    moved,
    role,
    without,
)
from sound_alerts import ACCOUNT, FAILED, HERE, MESSAGE, POINT, policy

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource

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
    "RUNBOOK": "https://example.com/runbook",
    "ESCALATE_AFTER_MINUTES": "60",
    "REMIND_AFTER_MINUTES": "1440",
}
CALLED = "EventBridge > rule > function"


def _ours() -> Resource:
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
    mail = {"protocol": "email", "endpoint": f"{name}@example.com"}
    return made("Subscription", name, topic=topic, **mail)


OURS = Estate(
    (),
    (
        _ours(),
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
    said = f"{name}@example.com within {minutes} min (by {by} > {topic} > {name})"
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


NOT_ITS = "its role runs may not: inline policy may of role runs does not allow"


def test_the_function_notifies_people_and_the_owner() -> None:
    """Of an event, of a message of a topic, and of an alarm that has notified people itself."""
    assert followed(RULE) == BOTH


def subscribed(estate: Estate) -> Estate:
    """Subscribe the function to the topic of a path, in the place of its mailbox."""
    topic = estate.named("topic").text("arn")
    inputs = {"topic": topic, "protocol": "lambda", "endpoint": FUNCTION_ARN}
    calls = permission("sns", topic)
    return beside(
        without(estate, "mailbox"), made("Subscription", "called", **inputs), calls, *OURS.resources
    )


def taken(estate: Estate, **detail: str) -> Estate:
    """Take the events that the function sends of some details to a queue."""
    wanted = {"source": ["bamp.alerts"], "detail": {name: [one] for name, one in detail.items()}}
    queue = made("Queue", "queue")
    takes = made("Rule", "takes", eventPattern=json.dumps(wanted))
    return beside(estate, queue, takes, made("Target", "on", rule="takes", arn=queue.text("arn")))


def test_the_function_reads_what_a_vault_publishes() -> None:
    """Its text is passed on as it is; the account is that of the topic."""
    by = "notifications > topic > called > function"
    both = [mail("ops", "people", by=by), mail("owner", "routed", by=by)]
    told = {"kind": "vault-tells", "why": "BACKUP_JOB_COMPLETED in main", "accountId": ACCOUNT}

    assert followed(subscribed(BY_VAULT), MESSAGE) == both
    assert followed(taken(subscribed(BY_VAULT), **told), MESSAGE) == [
        *both,
        f"queue queue within 5 min (by {by} > takes)",
    ]


def test_the_function_reads_what_an_alarm_publishes() -> None:
    """The name of the alarm, and its state; what is unknown in the message is left out."""
    by = "alarm > topic > called > function"
    both = [mail(*one, by=by, minutes=6) for one in (("ops", "people"), ("owner", "routed"))]
    told = {"kind": "alarm-on", "resource": "alarm", "state": "ALARM", "region": HERE}

    assert followed(taken(subscribed(BY_ALARM), **told), POINT) == [
        *both,
        f"queue queue within 6 min (by {by} > takes)",
    ]


def test_the_function_sends_people_nothing_of_which_an_alarm_has_notified_them() -> None:
    """It sends its event all the same, which other destinations take."""
    template = '{"kind": "alerts-broken", "event": <aws.events.event.json>}'
    known = changed(RULE, "target", inputTransformer={"inputTemplate": template})

    assert followed(known) == []
    assert followed(taken(known, kind="alerts-broken", state="FAILED")) == [
        f"queue queue within 5 min (by {CALLED} > takes)"
    ]


@pytest.mark.parametrize(
    ("statements", "ends"),
    [
        ([allows("sns:*", "*"), allows("events:PutEvents", BUS)], BOTH),
        (
            [allows("sns:Publish", PEOPLE), allows("sns:Publish", ROUTED), allows("events:*", BUS)],
            BOTH,
        ),
        (
            [allows("sns:Publish", PEOPLE), allows("events:*", BUS)],
            [BOTH[0], stops("routed", f"{NOT_ITS} sns:Publish")],
        ),
        (
            [allows("sns:Publish", ROUTED), allows("events:*", BUS)],
            [stops("people", f"{NOT_ITS} sns:Publish"), BOTH[1]],
        ),
        (
            [allows("sns:Publish", "*"), allows("events:*", f"{BUS}s")],
            [*BOTH, stops("function", f"{NOT_ITS} events:PutEvents")],
        ),
        (
            [
                allows("sns:*", "*", Condition={"Bool": {"aws:SecureTransport": "true"}}),
                allows("events:PutEvents", BUS),
            ],
            BOTH,
        ),
    ],
)
def test_the_role_of_the_function_publishes_and_puts_events(
    statements: list[dict[str, Any]], ends: list[str]
) -> None:
    """One call that is refused keeps none of the others."""
    assert followed(role_may(*statements)) == ends


@pytest.mark.parametrize(
    ("estate", "ends"),
    [
        (
            without(RULE, "people"),
            [
                stops("function", "no given program declares the topic that it publishes to"),
                BOTH[1],
            ],
        ),
        (
            without(RULE, "runs"),
            [
                (
                    f"function function within 5 min (by {CALLED}) depends on: no given program "
                    "declares the role of function"
                )
            ],
        ),
        (
            changed(RULE, "runs", assumeRolePolicy=role("x", "events").value("assumeRolePolicy")),
            [
                stops(
                    "function",
                    "its role runs: the trust policy of runs does not allow sts:AssumeRole",
                )
            ],
        ),
        (
            changed(RULE, "runs", assumeRolePolicy=None),
            [stops("function", "its role runs: it has no assumeRolePolicy")],
        ),
        (changed(RULE, "runs", unread=1), doubted("what unread of runs changes is not read")),
    ],
)
def test_the_function_needs_its_role_and_its_topics(estate: Estate, ends: list[str]) -> None:
    """Lambda makes no function whose role it cannot assume."""
    assert followed(estate) == ends


def in_function(doubt: str) -> str:
    """Write that it ends in the function, in doubt."""
    return f"function function within 5 min (by {CALLED}) depends on: {doubt}"


UNKNOWN_TOPIC = in_function(f"to which topic function publishes {LATER}")
NOT_OURS = doubted("what the code of function does is not known")
STRANGERS_URN = "urn:pulumi:prod::shop::aws:lambda/function:Function::function"


@pytest.mark.parametrize(
    ("estate", "ends"),
    [
        (variables(TOPIC_ARN=UNKNOWN), [UNKNOWN_TOPIC, BOTH[1]]),
        (variables(ROUTED_TOPIC_ARN=UNKNOWN), [BOTH[0], UNKNOWN_TOPIC]),
        (variables(TOPIC_ARN=""), [BOTH[1]]),
        (variables(ROUTED_TOPIC_ARN=""), [BOTH[0]]),
        (ours(environment=UNKNOWN), [in_function(f"environment of function {LATER}")] * 2),
        (
            ours(environment={"variables": UNKNOWN}),
            [in_function(f"the environment of function {LATER}")] * 2,
        ),
        (ours(timeout=30), BOTH),
        (ours(timeout=29), doubted("whether function is done within its timeout of 29 seconds")),
        (ours(timeout="30"), BOTH),
        (ours(timeout=None), doubted("whether function is done within its timeout of 3 seconds")),
        (ours(runtime="python3.11"), BOTH),
        (ours(runtime="python3.10"), doubted("whether function runs with python3.10")),
        (ours(runtime="python3.x"), doubted("whether function runs with python3.x")),
        (ours(runtime="ruby3.13"), doubted("whether function runs with ruby3.13")),
        (ours(runtime=None), doubted("whether function runs with an unknown runtime")),
        (ours(packageType="Zip"), BOTH),
        (ours(packageType="Image"), doubted("what the image of function does is not known")),
        (ours(code=None), NOT_OURS),
        (ours(code="x.zip"), NOT_OURS),
        (
            ours(code={"assets": {"x.py": {"text": "x"}}}),
            doubted("what the code of function does is not known"),
        ),
        (
            moved(
                RULE,
                "function",
                urn=STRANGERS_URN,
            ),
            doubted("what the code of function does is not known"),
        ),
        (variables(ESCALATE_AFTER_MINUTES=UNKNOWN), BOTH),
        (
            variables(ESCALATE_AFTER_MINUTES="soon"),
            [
                stops(
                    "function",
                    "it does not start: ESCALATE_AFTER_MINUTES is no number",
                    "EventBridge > rule",
                )
            ],
        ),
    ],
)
def test_the_function_runs_as_it_is_declared(estate: Estate, ends: list[str]) -> None:
    """What is missing stops it; what is not known puts all that it sends in doubt."""
    assert followed(estate) == ends


ERRORS = [
    made("Topic", "second"),
    mailbox("on-call", f"arn:aws:sns:{HERE}:{ACCOUNT}:second"),
    made(
        "Alarm",
        "errors",
        namespace="AWS/Lambda",
        metricName="Errors",
        dimensions={"FunctionName": "function"},
        statistic="Sum",
        period=60,
        comparisonOperator="GreaterThanThreshold",
        evaluationPeriods=1,
        threshold=0,
        treatMissingData="notBreaching",
        alarmActions=[f"arn:aws:sns:{HERE}:{ACCOUNT}:second"],
    ),
]
ALARMED = "email on-call@example.com within 11 min (by errors > second > on-call) [about alerts]"


@pytest.mark.parametrize(
    ("estate", "fails"),
    [
        (RULE, False),
        (changed(RULE, "ops", endpoint="nobody"), False),
        (without(RULE, "owner"), False),
        (without(RULE, "people"), True),
        (without(RULE, "routed"), True),
        (role_may(allows("sns:Publish", PEOPLE), allows("events:*", BUS)), True),
        (role_may(allows("sns:Publish", ROUTED), allows("events:*", BUS)), True),
        (role_may(allows("sns:Publish", "*")), True),
        (changed(RULE, "people", kmsMasterKeyId="alias/of-nobody"), False),
    ],
)
def test_what_the_function_cannot_send_is_an_error_of_it(estate: Estate, *, fails: bool) -> None:
    """An alarm on its errors notifies of it once; what is dropped behind a topic is none."""
    lines = followed(beside(estate, *ERRORS))

    assert lines[-fails:].count(ALARMED) == lines.count(ALARMED) == fails


def test_the_function_puts_its_event_on_the_bus_of_its_partition() -> None:
    """Its ARN says which that is; of an unknown one it is `aws`."""
    arn = FUNCTION_ARN.replace("arn:aws:", "arn:aws-cn:")
    allowed = [allows("sns:*", "*"), allows("events:*", BUS.replace("arn:aws:", "arn:aws-cn:"))]
    there = moved(role_may(*allowed), "function", outputs={"arn": arn})
    called = changed(changed(there, "target", arn=arn), "calls", function=arn)

    assert followed(called) == BOTH
    assert followed(role_may(*allowed)) == [
        *BOTH,
        stops("function", f"{NOT_ITS} events:PutEvents"),
    ]


def test_the_function_of_an_unknown_arn_is_in_the_partition_of_most_accounts() -> None:
    """A target that takes the ARN from it calls it."""
    allowed = [allows("sns:*", "*"), allows("events:*", BUS)]
    unknown = moved(role_may(*allowed), "function", outputs={})
    linked = moved(
        changed(unknown, "target", arn=UNKNOWN),
        "target",
        dependencies={"arn": (RULE.named("function").urn,)},
    )

    assert followed(linked) == BOTH


def test_a_function_with_another_handler_is_a_strangers() -> None:
    """It publishes nothing that is known."""
    assert followed(ours(handler="h.handle")) == [
        in_function("what function function does is not known")
    ]
    assert followed(ours(unread=1)) == doubted("what unread of function changes is not read")


def test_a_function_that_is_subscribed_to_its_own_topic_goes_round() -> None:
    """It is followed for 24 steps, and people are notified each time round."""
    inputs = {"topic": PEOPLE, "protocol": "lambda", "endpoint": FUNCTION_ARN}
    again = made("Subscription", "again", **inputs)
    calls = replace(permission("sns", PEOPLE), name="calls-again", urn="urn:calls-again")
    lines = followed(beside(RULE, again, calls))

    ends = [line for line in lines if line.startswith("dropped")]
    assert ends
    assert all(": the path goes round in a circle (by " in line for line in ends)
    assert {line.count(" > ") for line in ends} == {23}
    assert set(BOTH) <= {*lines}


def test_a_rule_that_takes_the_events_of_the_function_it_calls_goes_round() -> None:
    """Of a pattern that is known after deployment that is possible, and no more."""
    again = changed(RULE, "rule", eventPattern=json.dumps({"account": [ACCOUNT]}))
    perhaps = changed(RULE, "rule", eventPattern=UNKNOWN)
    why = "what comes of rule is an event that it takes again"
    ends = stops("rule", why)

    assert followed(again) == [*BOTH, ends]
    assert followed(perhaps) == [
        *doubted(f"eventPattern of rule {LATER}"),
        f"{ends} [not broken]",
    ]


def test_a_subscriber_filters_by_the_tier_of_what_the_alert_is_about() -> None:
    """Only of what has an ARN are there tags to read it from."""
    of_tier = replace(FAILED, tier="critical")
    nameless = replace(of_tier, detail={"state": "FAILED"})
    filtered = changed(RULE, "owner", filterPolicy='{"tier": ["critical"]}')

    assert followed(filtered, of_tier) == BOTH
    assert followed(filtered, nameless) == [
        BOTH[0],
        (
            "dropped at owner: its filter lets nothing through whose tier is not what it asks for "
            "(by EventBridge > rule > function > routed) [not broken]"
        ),
    ]


KEY = f"arn:aws:kms:{HERE}:{ACCOUNT}:key/key"


def keyed(*statements: dict[str, Any], may: tuple[str, ...] = ("kms:*",)) -> Estate:
    """Encrypt the topic of people with a key of some policy."""
    allowed = [
        allows("sns:Publish", "*"),
        allows("events:*", "*"),
        *(allows(one, KEY) for one in may),
    ]
    owner = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
        "Action": "kms:PutKeyPolicy",
        "Resource": "*",
    }
    encrypted = changed(role_may(*allowed), "people", kmsMasterKeyId=KEY)
    return beside(encrypted, made("Key", "key", policy=policy(*statements, owner)))


def uses(principal: str, **condition: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Write a statement of a key policy that lets a principal use it."""
    used = {
        "Effect": "Allow",
        "Principal": {"AWS": principal},
        "Action": ["kms:GenerateDataKey", "kms:Decrypt"],
        "Resource": "*",
    }
    return {**used, "Condition": {"StringEquals": condition}} if condition else used


ROOT = f"arn:aws:iam::{ACCOUNT}:root"
RUNS = f"arn:aws:iam::{ACCOUNT}:role/runs"


@pytest.mark.parametrize(
    ("estate", "is_mailed"),
    [
        (keyed(uses(RUNS)), True),
        (keyed(uses(RUNS), may=()), True),
        (keyed(uses(ROOT)), True),
        (keyed(uses(ROOT), may=()), False),
        (keyed(), False),
        (keyed(lets("sns", "kms:*")), False),
        (keyed(uses(RUNS, **{"kms:ViaService": f"sns.{HERE}.amazonaws.com"})), True),
        (keyed(uses(RUNS, **{"kms:ViaService": f"sns.{AWAY}.amazonaws.com"})), False),
        (keyed(uses("*", **{"aws:PrincipalArn": RUNS})), True),
        (keyed(uses("*", **{"aws:PrincipalArn": f"{RUNS}s"})), False),
        (changed(keyed(), "people", kmsMasterKeyId="alias/aws/sns"), True),
    ],
)
def test_the_role_of_the_function_uses_the_key_of_a_topic(
    estate: Estate, *, is_mailed: bool
) -> None:
    """The policy of the key names it, or leaves it to IAM; SNS's own key lets the account in."""
    assert (followed(estate)[0] == BOTH[0]) is is_mailed


@pytest.mark.parametrize(
    ("access", "is_mailed"),
    [
        (policy(lets("events", "sns:Publish")), True),
        (policy({**lets("events", "sns:Publish"), "Effect": "Deny", "Principal": "*"}), False),
    ],
)
def test_a_topic_of_the_account_lets_a_role_in_that_may_publish(
    access: str, *, is_mailed: bool
) -> None:
    """Within an account one of the two policies is enough, unless one denies."""
    estate = beside(RULE, made("TopicPolicy", "access", arn=PEOPLE, policy=access))

    assert (followed(estate)[0] == BOTH[0]) is is_mailed


def test_the_topic_of_another_account_has_to_let_the_role_in() -> None:
    """What the role may do is half of it."""
    arn = PEOPLE.replace(ACCOUNT, OTHER_ACCOUNT)
    estate = moved(
        variables(TOPIC_ARN=arn), "people", account_id=OTHER_ACCOUNT, outputs={"arn": arn}
    )
    estate = moved(changed(estate, "ops", topic=arn), "ops", account_id=OTHER_ACCOUNT)
    lets_role = {**lets("x", "sns:Publish"), "Principal": {"AWS": RUNS}}
    access = made(
        "TopicPolicy", "access", account_id=OTHER_ACCOUNT, arn=arn, policy=policy(lets_role)
    )

    (refused, _) = followed(estate)
    assert refused.startswith("dropped at people: it does not let ")
    assert followed(beside(estate, access)) == BOTH
