"""The policies that an alert needs, each for one step of its path.

Sources: EventBridge user guide, eb-use-resource-based and eb-rule-dlq; SNS developer guide,
sns-key-management and sns-configure-dead-letter-queue; CloudWatch Logs user guide,
AWS-logs-and-resource-policy; Service Authorization Reference (read 2026-11-26).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.iam_document import Condition, PolicyDocument, Statement, policy_document
from bamp_pulumi.baseline.key_policy import ADMINISTRATION_ACTIONS
from bamp_pulumi.lambdas.alerts import METRIC_NAMESPACE

__all__ = [
    "AlertPlace",
    "render_alert_key_policy",
    "render_alert_topic_policy",
    "render_assumed_by",
    "render_function_policy",
    "render_job_log_policy",
    "render_role_policy",
    "render_undelivered_policy",
]

_PUBLISHERS: Final = ("backup.amazonaws.com", "cloudwatch.amazonaws.com", "events.amazonaws.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPlace:
    """The alerts of one Region: enough to write every ARN of them before anything exists."""

    account: Account
    region: str
    name: str
    """What the names of all parts begin with."""

    def arn(self, service: str, rest: str) -> str:
        """Return the ARN of something in this account and Region."""
        account = self.account
        return f"arn:{account.partition}:{service}:{self.region}:{account.account_id}:{rest}"

    @property
    def function_role_arn(self) -> str:
        """Role of the function."""
        return self.account.principal_arn(f"role/{self.name}-function")

    @property
    def jobs_log(self) -> str:
        """Log group of all jobs; EventBridge writes only where names begin so."""
        return f"/aws/events/{self.name}-jobs"

    @property
    def function_log(self) -> str:
        """Log group of the function, as Lambda names it."""
        return f"/aws/lambda/{self.name}"

    @property
    def bus_arn(self) -> str:
        """The default bus."""
        return self.arn("events", "event-bus/default")

    @property
    def rules_arn(self) -> str:
        """Every rule of the alerts."""
        return self.arn("events", f"rule/{self.name}-*")


def render_alert_topic_policy(place: AlertPlace, topic_arn: str) -> PolicyDocument:
    """Return the policy of a topic that alerts go to: services of AWS publish, encrypted."""
    alarms = place.arn("cloudwatch", f"alarm:{place.name}-*")
    return policy_document(
        [
            _lets(
                "AllowRules",
                "events.amazonaws.com",
                "sns:Publish",
                topic_arn,
                _source(place.rules_arn),
            ),
            _lets(
                "AllowAlarms", "cloudwatch.amazonaws.com", "sns:Publish", topic_arn, _source(alarms)
            ),
            _lets("AllowVaults", "backup.amazonaws.com", "sns:Publish", topic_arn),
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
                "events.amazonaws.com",
                "sqs:SendMessage",
                queue_arn,
                _source(place.rules_arn),
            ),
            _lets("AllowTopics", "sns.amazonaws.com", "sqs:SendMessage", queue_arn, topics),
            _plain_text_refused("sqs:SendMessage", queue_arn),
        ]
    )


def render_job_log_policy(log_group_arn: str, place: AlertPlace) -> PolicyDocument:
    """Return the policy that lets EventBridge write the log of jobs.

    A stream is made for no rule in particular; what is written into it comes from one.
    """
    writers = ["events.amazonaws.com", "delivery.logs.amazonaws.com"]

    def statement(sid: str, action: str, resource: str) -> Statement:
        return {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"Service": writers},
            "Action": [action],
            "Resource": resource,
        }

    streams = statement("AllowStreams", "logs:CreateLogStream", f"{log_group_arn}:*")
    events = statement("AllowRules", "logs:PutLogEvents", f"{log_group_arn}:*:*")
    return policy_document([streams, {**events, "Condition": _source(place.rules_arn)}])


def render_alert_key_policy(place: AlertPlace, *, with_function: bool) -> PolicyDocument:
    """Return the policy of the key of the topics.

    For services without a condition: EventBridge does not say for which rule it uses a key.

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
        {
            "Sid": "AllowPublishers",
            "Effect": "Allow",
            "Principal": {"Service": list(_PUBLISHERS)},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": "*",
        },
    ]
    if with_function:
        # By a condition: a role that does not exist yet is refused as a principal.
        statements.append(
            {
                "Sid": "AllowFunction",
                "Effect": "Allow",
                "Principal": {"AWS": [place.account.root_arn]},
                "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                "Resource": "*",
                "Condition": {"ArnEquals": {"aws:PrincipalArn": place.function_role_arn}},
            }
        )
    return policy_document(statements)


# The policies of roles, which have no principal.
RolePolicy = Mapping[str, object]


def render_assumed_by(service: str, account: Account) -> PolicyDocument:
    """Return the trust policy of a role that one service acts as.

    EventBridge Scheduler sends `aws:SourceAccount`. EventBridge documents it for no role of a
    target, and with a condition on a key that is not sent the role could not be assumed.
    """
    statement: Statement = {
        "Sid": "AllowService",
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": ["sts:AssumeRole"],
    }
    if service == "scheduler.amazonaws.com":
        statement["Condition"] = {"StringEquals": {"aws:SourceAccount": account.account_id}}
    return policy_document([statement])


def render_role_policy(action: str, resource: str) -> RolePolicy:
    """Return the policy of a role that does one thing."""
    return {"Version": "2012-10-17", "Statement": [_may([action], resource)]}


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


def _source(arn: str) -> Condition:
    return {"ArnLike": {"aws:SourceArn": arn}}


def _lets(
    sid: str, service: str, action: str, resource: str, condition: Condition | None = None
) -> Statement:
    statement: Statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": [action],
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
