"""The policies that an alert needs, each for one step of its path.

A statement for a service names for whose rules, alarms or vaults it may act. It asks strictly where
AWS documents that the service sends `aws:SourceArn` and `aws:SourceAccount` with that call, with
`IfExists` where its pages disagree or stop short, so that a call without the key still passes, and
not at all where AWS says that it is not supported. Which is which: `CALL_SOURCES` of the catalog.

Sources: EventBridge user guide, eb-use-resource-based and eb-rule-dlq; SNS developer guide,
sns-key-management and sns-configure-dead-letter-queue; CloudWatch Logs user guide,
AWS-logs-and-resource-policy; Service Authorization Reference (read 2026-11-26).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bamp_pulumi.baseline.alerts.place import AlertPlace
from bamp_pulumi.baseline.alerts.source_conditions import if_sent, of_source, sent
from bamp_pulumi.baseline.iam_document import Condition, PolicyDocument, Statement, policy_document
from bamp_pulumi.baseline.key_policy import ADMINISTRATION_ACTIONS
from bamp_pulumi.lambdas.alerts import METRIC_NAMESPACE

__all__ = [
    "render_alert_key_policy",
    "render_alert_topic_policy",
    "render_assumed_by",
    "render_function_policy",
    "render_job_log_policy",
    "render_role_policy",
    "render_scheduler_policy",
    "render_undelivered_policy",
]

_EVENTS: Final = "events.amazonaws.com"
_ALARMS: Final = "cloudwatch.amazonaws.com"
_BACKUP: Final = "backup.amazonaws.com"
_SCHEDULER: Final = "scheduler.amazonaws.com"
_KEY_USES: Final = ["kms:Decrypt", "kms:GenerateDataKey*"]


def render_alert_topic_policy(place: AlertPlace, topic_arn: str) -> PolicyDocument:
    """Return the policy of a topic that alerts go to: services of AWS publish, encrypted."""
    # EventBridge's pages disagree: for the target of a rule aws:SourceArn is the rule, says one; a
    # topic policy can have no Condition block for EventBridge, says an older one. Source:
    # EventBridge user guide, cross-service-confused-deputy-prevention; eb-use-resource-based,
    # Amazon SNS permissions (read 2026-11-28).
    rules = if_sent(place, place.rules_arn)
    return policy_document(
        [
            _lets("AllowRules", _EVENTS, "sns:Publish", topic_arn, rules),
            _lets("AllowAlarms", _ALARMS, "sns:Publish", topic_arn, of_source(place.alarms_arn)),
            # Source: AWS Backup developer guide, cross-service-confused-deputy-prevention: for a
            # topic aws:SourceArn is a vault (read 2026-11-28).
            _lets("AllowVaults", _BACKUP, "sns:Publish", topic_arn, sent(place, place.vaults_arn)),
            _plain_text_refused("sns:Publish", topic_arn),
        ]
    )


def render_undelivered_policy(
    place: AlertPlace, queue_arn: str, topic_arns: Sequence[str]
) -> PolicyDocument:
    """Return the policy of the queue of what could not be delivered."""
    topics: Condition = {"ArnEquals": {"aws:SourceArn": list(topic_arns)}}
    return policy_document(
        [
            _lets(
                "AllowRules",
                _EVENTS,
                "sqs:SendMessage",
                queue_arn,
                of_source(place.rules_arn),
            ),
            _lets("AllowTopics", "sns.amazonaws.com", "sqs:SendMessage", queue_arn, topics),
            _plain_text_refused("sqs:SendMessage", queue_arn),
        ]
    )


def render_job_log_policy(log_group_arn: str, place: AlertPlace) -> PolicyDocument:
    """Return the policy that lets EventBridge write the log of jobs.

    A stream is made for no rule in particular; what is written into it comes from one.
    """
    writers = [_EVENTS, "delivery.logs.amazonaws.com"]

    def statement(sid: str, action: str, resource: str) -> Statement:
        return {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"Service": writers},
            "Action": [action],
            "Resource": resource,
        }

    # No condition: AWS's own example has none, and the provider's asks for the rule with
    # PutLogEvents alone. Nothing but empty streams of this one group can be made with it. Source:
    # AWS CLI reference, logs put-resource-policy; pulumi_aws 7.51.1, aws.cloudwatch.EventTarget,
    # CloudWatch Log Group Usage (read 2026-11-28).
    streams = statement("AllowStreams", "logs:CreateLogStream", f"{log_group_arn}:*")
    events = statement("AllowRules", "logs:PutLogEvents", f"{log_group_arn}:*:*")
    return policy_document([streams, {**events, "Condition": of_source(place.rules_arn)}])


def render_alert_key_policy(place: AlertPlace, *, with_function: bool) -> PolicyDocument:
    """Return the policy of the key of the topics.

    Args:
        place: Where.
        with_function: Whether the function publishes there.
    """
    statements: list[Statement] = [
        {
            "Sid": "AllowAdministrationByTheAccount",
            "Effect": "Allow",
            "Principal": {"AWS": [place.account.root_arn]},
            "Action": [*ADMINISTRATION_ACTIONS, "kms:DisableKey", "kms:ScheduleKeyDeletion"],
            "Resource": "*",
        },
        # No condition: "not supported for EventBridge-to-encrypted topics". Source: SNS developer
        # guide, sns-key-management (read 2026-11-28).
        _lets("AllowRules", _EVENTS, _KEY_USES, "*"),
        # The same page says to ask the other services for both keys, as their guides have it; the
        # guides are silent on keys.
        _lets("AllowAlarms", _ALARMS, _KEY_USES, "*", if_sent(place, place.alarms_arn)),
        _lets("AllowVaults", _BACKUP, _KEY_USES, "*", if_sent(place, place.vaults_arn)),
    ]
    if with_function:
        # By a condition: a role that does not exist yet is refused as a principal.
        statements.append(
            {
                "Sid": "AllowFunction",
                "Effect": "Allow",
                "Principal": {"AWS": [place.account.root_arn]},
                "Action": _KEY_USES,
                "Resource": "*",
                "Condition": {"ArnEquals": {"aws:PrincipalArn": place.function_role_arn}},
            }
        )
    return policy_document(statements)


# The policies of roles, which have no principal.
RolePolicy = Mapping[str, object]


def render_assumed_by(service: str, place: AlertPlace) -> PolicyDocument:
    """Return the trust policy of a role that one service acts as.

    EventBridge sends the ARN of the rule, Scheduler that of the schedule group; neither acts as a
    role for what another account has made.

    Sources: EventBridge user guide and EventBridge Scheduler user guide,
    cross-service-confused-deputy-prevention (read 2026-11-28).

    Args:
        service: Service principal.
        place: The alerts that the role is part of.
    """
    statement: Statement = {
        "Sid": "AllowService",
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": ["sts:AssumeRole"],
    }
    # None for Lambda: its guide says of aws:SourceArn that it is for policies of a function that is
    # called, and of aws:SourceAccount nothing; a function without its role would notify nobody. A
    # role can be passed only to a service in its own account. Source: Lambda developer guide,
    # permissions-source-function-arn; IAM user guide, id_roles_use_passrole (read 2026-11-28).
    sources = {_EVENTS: place.rules_arn, _SCHEDULER: place.schedules_arn}
    if service in sources:
        statement["Condition"] = sent(place, sources[service])
    return policy_document([statement])


def render_role_policy(action: str, resource: str) -> RolePolicy:
    """Return the policy of a role that does one thing."""
    return {"Version": "2012-10-17", "Statement": [_may([action], resource)]}


def render_scheduler_policy(function_arn: str, queue_arn: str) -> RolePolicy:
    """Return the policy of the role of the schedules: what is due, and what cannot be called with.

    Source: EventBridge Scheduler user guide, configuring-schedule-dlq (read 2026-11-28).
    """
    statements = [
        _may(["lambda:InvokeFunction"], function_arn),
        _may(["sqs:SendMessage"], queue_arn),
    ]
    return {"Version": "2012-10-17", "Statement": statements}


def render_function_policy(
    place: AlertPlace, topic_arns: Sequence[str], queue_arn: str
) -> RolePolicy:
    """Return what the function may do: send alerts, keep the open ones, and write its own log.

    Keys it uses only through SNS; which, the policy of each key decides.
    """
    return {"Version": "2012-10-17", "Statement": [*_of_function(place, topic_arns, queue_arn)]}


def _of_function(
    place: AlertPlace, topic_arns: Sequence[str], queue_arn: str
) -> Iterator[Mapping[str, object]]:
    group = place.name
    yield _may(["sns:Publish"], list(topic_arns))
    through_sns = {"StringEquals": {"kms:ViaService": f"sns.{place.region}.{place.account.dns}"}}
    key_use = _may(["kms:Decrypt", "kms:GenerateDataKey"], place.arn("kms", "key/*"))
    yield {**key_use, "Condition": through_sns}
    yield _may(["events:PutEvents"], place.bus_arn)
    yield _may(["sqs:SendMessage"], queue_arn)
    yield _may(
        [f"scheduler:{verb}Schedule" for verb in ("Create", "Delete", "Get", "Update")],
        place.arn("scheduler", f"schedule/{group}/*"),
    )
    role = place.account.principal_arn(f"role/{group}-schedules")
    passed = {"StringEquals": {"iam:PassedToService": "scheduler.amazonaws.com"}}
    yield {**_may(["iam:PassRole"], role), "Condition": passed}
    # None of the three knows resources.
    yield _may(["scheduler:ListSchedules"], "*")
    yield _may(["tag:GetResources"], "*")
    counted = {"StringEquals": {"cloudwatch:namespace": METRIC_NAMESPACE}}
    yield {**_may(["cloudwatch:PutMetricData"], "*"), "Condition": counted}
    log = place.arn("logs", f"log-group:{place.function_log}:*")
    yield _may(["logs:CreateLogStream", "logs:PutLogEvents"], log)


def _may(actions: list[str], resource: str | list[str]) -> Mapping[str, object]:
    return {"Effect": "Allow", "Action": actions, "Resource": resource}


def _lets(
    sid: str,
    service: str,
    action: str | list[str],
    resource: str,
    condition: Condition | None = None,
) -> Statement:
    statement: Statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": action if isinstance(action, list) else [action],
        "Resource": resource,
    }
    if condition is not None:
        statement["Condition"] = condition
    return statement


def _plain_text_refused(action: str, resource: str) -> Statement:
    return {
        "Sid": "DenyPlainText",
        "Effect": "Deny",
        "Principal": "*",
        "Action": [action],
        "Resource": resource,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
