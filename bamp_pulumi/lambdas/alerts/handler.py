"""The handler: what Lambda calls, with the clients of AWS."""

import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

from bamp_pulumi.lambdas.alerts.desk import Desk
from bamp_pulumi.lambdas.alerts.open_alerts import OpenAlerts
from bamp_pulumi.lambdas.alerts.sending import Sender

__all__ = ["Desk", "handle"]

_WORKERS = 8
_SECONDS = 5
"""For one request: the function must learn that a service does not answer before its own time is
over."""
_TRIES = 6
"""Half a minute of waiting in all: in a storm more calls come than the scheduler takes at once."""


def handle(payload: Mapping[str, Any], context: Any) -> None:  # noqa: ANN401 - Lambda's own
    """Take what Lambda hands over. An error makes Lambda call again, and then keep it."""
    desk = _desk(context.invoked_function_arn)
    desk.receive(payload, datetime.now(UTC), context.aws_request_id)  # noqa: TID251 - its clock


@cache  # a process of Lambda takes many calls: clients are made for the first
def _desk(function_arn: str) -> Desk:
    import boto3  # noqa: PLC0415 - its clients take the time that only a call needs
    from botocore.config import Config  # noqa: PLC0415 - as above

    # Of the many clients that it makes only a few are typed here.
    client = cast("Callable[..., Any]", boto3.client)
    config = Config(
        retries={"mode": "standard", "max_attempts": _TRIES},
        connect_timeout=_SECONDS,
        read_timeout=_SECONDS,
    )

    @cache
    def connect(service: str, region_name: str | None = None) -> Any:  # noqa: ANN401 - of boto3
        return client(service, region_name=region_name, config=config)

    def setting(name: str) -> str:
        return os.environ[name]

    kinds = json.loads(Path(__file__).with_name("kinds.json").read_text(encoding="utf-8"))
    return Desk(
        kinds=kinds,
        open_alerts=OpenAlerts(
            client=connect("scheduler"),
            group=setting("ALERTS_NAME"),
            role_arn=setting("SCHEDULE_ROLE_ARN"),
            function_arn=function_arn,
            dead_letter_arn=os.environ.get("DEAD_LETTER_ARN", ""),
        ),
        sender=Sender(
            sns=connect("sns"),
            events=connect("events"),
            cloudwatch=lambda region: connect("cloudwatch", region),
            topic_arn=setting("TOPIC_ARN"),
            routed_topic_arn=setting("ROUTED_TOPIC_ARN"),
            name=setting("ALERTS_NAME"),
            has_sms=os.environ.get("HAS_SMS") == "true",
        ),
        tagging=connect("resourcegroupstaggingapi"),
        owner=setting("OWNER"),
        runbook=setting("RUNBOOK"),
        tiers=frozenset(filter(None, os.environ.get("TIERS", "").split(","))),
        escalate_after=timedelta(minutes=int(setting("ESCALATE_AFTER_MINUTES"))),
        remind_after=timedelta(minutes=int(setting("REMIND_AFTER_MINUTES"))),
        workers=_WORKERS,
    )
