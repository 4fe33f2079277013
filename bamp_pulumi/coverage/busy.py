"""Do the jobs of a rule start in the resource's own backup or maintenance window?

AWS Backup starts a job within the start window of its rule and promises no more: in practice soon
after the rule falls due. A run whose whole first hour lies in such a window fails; a run that may
start in one may fail.

Source: AWS Backup developer guide, plan-options-and-configuration (read 2026-11-28).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.obstacle import Obstacle
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import (
    BusyWindow,
    DeclaredPlan,
    DeclaredRule,
    busy_windows,
    hidden_windows,
)
from bamp_pulumi.timing import Cadence, all_runs

__all__ = ["judge_busy_windows"]


def judge_busy_windows(
    subject: Subject, plan: DeclaredPlan, rule: DeclaredRule, cadences: Sequence[Cadence]
) -> tuple[Obstacle | None, Finding | None]:
    """Report which runs of a rule overlap a window in which no job can start.

    Returns:
        An obstacle when every run fails, or may; else a finding when some do.
    """
    continuous = any(each.continuous for each in plan.rules)
    windows = busy_windows(subject.store, subject.resource, is_continuous=continuous)
    hidden = hidden_windows(subject.store, subject.resource, is_continuous=continuous)
    doubt = _doubt(subject, plan, rule, hidden) if hidden else None
    if not windows:
        return None, doubt
    cadence = next(c for c in cadences if c.is_of(plan.name, rule.schedule, rule.timezone))
    delay = subject.times.latest_start(rule.start_window_minutes)
    met = _meet(windows, cadence, tuple(cadences), delay)
    if not met.runs or not met.perhaps:
        return None, doubt
    why = (
        f"{met.perhaps} of {met.runs} runs of rule {rule.name} of plan {plan.name} in two years "
        f"may start in its own {' and '.join(met.inputs)}, or too close before, and fail; move "
        "the window or the schedule"
    )
    if met.surely == met.runs:
        return Obstacle(code="BAMP-V53", why=why.replace("may start", "start")), None
    if met.at_once == met.runs:
        return Obstacle(code="BAMP-V52", why=why, is_open=True), None
    return None, subject.finding("BAMP-V52", why)


def _doubt(
    subject: Subject, plan: DeclaredPlan, rule: DeclaredRule, hidden: Sequence[str]
) -> Finding:
    """Report that a window which the program states is known only after deployment."""
    why = (
        f"whether runs of rule {rule.name} of plan {plan.name} start in its own "
        f"{' and '.join(hidden)} is not known: the window is known only after deployment; write it"
    )
    return subject.finding("BAMP-V52", why)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """How many runs of a rule overlap a window."""

    runs: int
    surely: int
    """Whenever in their first hour they start."""
    at_once: int
    """If they start as soon as they fall due."""
    perhaps: int
    inputs: tuple[str, ...]
    """Wire names of the inputs whose windows are met."""


@lru_cache(maxsize=256)
def _meet(
    windows: tuple[BusyWindow, ...],
    cadence: Cadence,
    cadences: tuple[Cadence, ...],
    delay: timedelta,
) -> _Met:
    """Count the runs: the same for all resources with the same windows."""
    runs = all_runs(cadence, cadences)
    meeting = [run for run in runs if any(w.meets(run, delay) for w in windows)]
    return _Met(
        runs=len(runs),
        surely=sum(any(w.covers(run, delay) for w in windows) for run in runs),
        at_once=sum(any(w.holds(run) for w in windows) for run in runs),
        perhaps=len(meeting),
        inputs=tuple(sorted({w.input for run in meeting for w in windows if w.meets(run, delay)})),
    )
