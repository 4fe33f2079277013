"""What the policy in force acknowledges, on the day of the judgement, and how far it may reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.policy import (
    AcknowledgedFault,
    AcknowledgedLoss,
    Acknowledgement,
    BackupPolicy,
    LossKind,
)

__all__ = [
    "Acknowledged",
    "acknowledged_in_words",
    "judge_acknowledgements",
    "latest_end",
    "read_acknowledged",
    "why_too_far",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """The acknowledgements of a policy that hold. Default: none does."""

    no_alerts: Acknowledgement | None = None
    trail_elsewhere: Acknowledgement | None = None
    faults: tuple[AcknowledgedFault, ...] = ()
    losses: tuple[AcknowledgedLoss, ...] = ()

    def fault(self, fault_id: str) -> AcknowledgedFault | None:
        """Return the acknowledgement of a fault; None where nobody has acknowledged it."""
        return next((one for one in self.faults if one.id == fault_id), None)

    def loss(self, urn: str, kind: LossKind) -> AcknowledgedLoss | None:
        """Return the acknowledgement of a loss; None where nobody has acknowledged it."""
        return next((one for one in self.losses if (one.urn, one.loss) == (urn, kind)), None)

    def listed(self) -> Iterator[tuple[str, Acknowledgement]]:
        """List all of them, each with its path in the policy."""
        for path, one in (
            ("no_alerts", self.no_alerts),
            ("trail_elsewhere", self.trail_elsewhere),
        ):
            if one is not None:
                yield path, one
        for fault in self.faults:
            yield f"faults.{fault.id}", fault
        for loss in self.losses:
            yield f"losses.{loss.loss}.{loss.urn}", loss

    def expired_by(self, day: date) -> tuple[str, ...]:
        """List the paths of those that hold today, and not on a later day."""
        return tuple(path for path, one in self.listed() if one.is_expired(day))


def read_acknowledged(policy: BackupPolicy, today: date) -> Acknowledged:
    """Return what a policy acknowledges on a day; what has expired counts no longer."""

    def in_force(one: Acknowledgement | None) -> Acknowledgement | None:
        return None if one is None or one.is_expired(today) else one

    return Acknowledged(
        no_alerts=in_force(policy.no_alerts),
        trail_elsewhere=in_force(policy.trail_elsewhere),
        faults=tuple(fault for fault in policy.faults if not fault.is_expired(today)),
        losses=tuple(loss for loss in policy.losses if not loss.is_expired(today)),
    )


def acknowledged_in_words(one: Acknowledgement, on: date | None = None) -> str:
    """Return until when something is acknowledged, by whom, and why.

    Args:
        one: The decision.
        on: A later day that is asked about, by which it may have expired. Default: none.
    """
    said = f"acknowledged until {one.until.isoformat()} by {one.owner}: {one.reason}"
    is_over = on is not None and one.is_expired(on)
    return f"{said} (expired by {on:%Y-%m-%d})" if is_over else said


def judge_acknowledgements(policy: BackupPolicy, today: date) -> Iterator[Finding]:
    """Find the acknowledgements of a policy that have expired, and those that reach too far."""
    for path, one in policy.acknowledgements():
        what = f"{path} of policy {policy.name}"
        if one.is_expired(today):
            message = (
                f"{what} has expired on {one.until.isoformat()} ({one.reason}), and what it "
                "acknowledged counts again; fix that, or decide again"
            )
            yield Finding(id="BAMP-V84", message=message)
        elif too_far := why_too_far(one.until, policy, today):
            yield Finding(id="BAMP-V64", message=f"{what}: {too_far}")


def latest_end(policy: BackupPolicy, today: date) -> date:
    """Return the last day until which a policy lets a decision hold."""
    # The calendar ends with the year 9999.
    return today + timedelta(days=min(policy.exemption_max_days, (date.max - today).days))


def why_too_far(until: date, policy: BackupPolicy, today: date) -> str:
    """Return why a decision ends later than the policy allows; empty when it does not.

    Args:
        until: Its last day.
        policy: The policy in force.
        today: Day of the judgement.
    """
    latest = latest_end(policy, today)
    if until <= latest:
        return ""
    return (
        f"it ends on {until.isoformat()}, and the policy allows {policy.exemption_max_days} days "
        f"from today (exemption_max_days); write {latest.isoformat()} or earlier"
    )
