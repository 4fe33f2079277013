"""The page of an account that can be looked at every day.

Source: CloudWatch user guide, CloudWatch-Dashboard-Body-Structure (read 2026-11-26).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.baseline.alerts.place import AlertPlace
from bamp_pulumi.catalog import BACKUP_METRIC_NAMESPACE

__all__ = ["DashboardVault", "render_dashboard"]

_WIDTH: Final = 24
_HEIGHT: Final = 6
_HOUR: Final = 3_600
_COUNTED: Final = (
    ("Backup", "NumberOfBackupJobs", ("Completed", "Failed", "Expired", "Aborted")),
    ("Copy", "NumberOfCopyJobs", ("Completed", "Failed")),
    ("Restore", "NumberOfRestoreJobs", ("Completed", "Failed")),
    ("Recovery points", "NumberOfRecoveryPoints", ("Completed", "Expired", "Deleting")),
)

# The body of a dashboard is JSON of AWS's own shape.
Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardVault:
    """A vault, and the alarms that watch it."""

    place: AlertPlace
    vault: str
    alarms: Sequence[str]
    """Names."""


def render_dashboard(vaults: Sequence[DashboardVault]) -> Json:
    """Return the body of the dashboard.

    Args:
        vaults: The vaults, that of the Region of the dashboard first.
    """
    widgets: list[Json] = []
    for row, vault in enumerate(vaults):
        widgets.extend(_row(vault, 2 * row * _HEIGHT))
    top = 2 * len(vaults) * _HEIGHT
    widgets.append(_log(vaults[0].place, top))
    return {"widgets": widgets}


def _row(vault: DashboardVault, top: int) -> Iterator[Json]:
    title = f"Alarms of {vault.vault}, {vault.place.region}"
    arns = [vault.place.arn("cloudwatch", f"alarm:{name}") for name in vault.alarms]
    yield _widget("alarm", 0, top, _WIDTH, {"title": title, "alarms": arns})
    width = _WIDTH // len(_COUNTED)
    for column, (noun, begin, states) in enumerate(_COUNTED):
        metrics = [
            [BACKUP_METRIC_NAMESPACE, f"{begin}{state}", "BackupVaultName", vault.vault]
            for state in states
        ]
        yield _widget(
            "metric",
            column * width,
            top + _HEIGHT,
            width,
            {
                "title": f"{noun}, {vault.vault}",
                "region": vault.place.region,
                "metrics": metrics,
                "stat": "Sum",
                "period": _HOUR,
                "view": "timeSeries",
            },
        )


def _log(place: AlertPlace, top: int) -> Json:
    query = (
        f"SOURCE '{place.jobs_log}' | filter detail.state in ['FAILED', 'EXPIRED', 'ABORTED'] or "
        "detail.status in ['FAILED', 'ABORTED'] | fields time, detail.resourceArn, detail.state, "
        "detail.status, detail.statusMessage | sort time desc | limit 50"
    )
    said: Json = {
        "title": "Jobs that failed",
        "region": place.region,
        "query": query,
        "view": "table",
    }
    return _widget("log", 0, top, _WIDTH, said)


def _widget(kind: str, x: int, y: int, width: int, properties: Json) -> Json:
    return {
        "type": kind,
        "x": x,
        "y": y,
        "width": width,
        "height": _HEIGHT,
        "properties": properties,
    }
