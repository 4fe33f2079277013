"""What the function reads of its own configuration: its environment variables."""

from collections.abc import Mapping
from typing import TypeVar

from bamp_pulumi.baseline.alerts.place import AlertPlace
from bamp_pulumi.baseline.settings import BackupAlertsSettings

__all__ = ["assumed_environment", "render_environment"]

_Value = TypeVar("_Value")


def render_environment(
    place: AlertPlace, settings: BackupAlertsSettings, arns: Mapping[str, _Value]
) -> dict[str, _Value | str]:
    """Return the environment of the function.

    Args:
        place: Where it runs.
        settings: The alerts.
        arns: What only a deployment knows, by variable: `TOPIC_ARN`, `ROUTED_TOPIC_ARN`,
            `SCHEDULE_ROLE_ARN`, `DEAD_LETTER_ARN`.
    """
    alerts = settings.alerts
    return {
        "ALERTS_NAME": place.name,
        **arns,
        "HAS_SMS": str(alerts.sends_sms).lower(),
        "TIERS": ",".join(settings.tiers),
        "OWNER": settings.owner,
        "RUNBOOK": alerts.runbook,
        "ESCALATE_AFTER_MINUTES": str(alerts.escalate_after_minutes),
        "REMIND_AFTER_MINUTES": str(alerts.remind_after_minutes),
    }


def assumed_environment(place: AlertPlace, settings: BackupAlertsSettings) -> dict[str, str]:
    """Return the environment as it will be, with ARNs of the names that the parts are given."""
    return render_environment(
        place,
        settings,
        {
            "TOPIC_ARN": place.arn("sns", place.name),
            "ROUTED_TOPIC_ARN": place.arn("sns", f"{place.name}-routed"),
            "SCHEDULE_ROLE_ARN": place.account.principal_arn(f"role/{place.name}-schedules"),
            "DEAD_LETTER_ARN": place.arn("sqs", f"{place.name}-undelivered"),
        },
    )
