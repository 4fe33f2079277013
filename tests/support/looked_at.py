"""A table of a watched account, the year that is simulated of it, and faults that AWS emits not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from watched_estate import judged, watched

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal import Outcome
from bamp_pulumi.rehearsal.delivery import PathStanding
from bamp_pulumi.rehearsal.faults import Scene, inject, scene_of
from bamp_pulumi.rehearsal.health import Promises, Year

__all__ = ["AT", "LOOKED_FOR", "found", "in_doubt_or_not_at_all", "scene", "why_not", "year"]

START: Final = datetime(2027, 1, 1, tzinfo=UTC)
AT: Final = datetime(2027, 3, 10, 8, tzinfo=UTC)
"""When faults occur: on a Wednesday, three hours after the daily run."""
LOOKED_FOR: Final = ("copy-missing", "copy-job-stuck", "overlapping-windows", "exemption-expired")
"""Faults that only a check of what was made can find."""


@cache
def _table() -> ResourceCoverage:
    resources = judged(watched()).resources
    return next(one for one in resources if one.resource.name == "carts")


@cache
def year() -> Year:
    """Simulate what happens to the table."""
    end = START + timedelta(days=200)
    policy = judged(watched()).policy
    return Year(
        covered=_table(),
        start=START,
        at=AT,
        end=end,
        promises=Promises(policy),
    )


@cache
def scene() -> Scene:
    """Set the scene at the table."""
    return scene_of(watched(), _table())


def found(fault: str, estate: Estate, lived: Year | None = None) -> Outcome:
    """Inject a fault into the table."""
    standing = PathStanding.over(estate)
    here = replace(scene(), trails=())
    return inject(fault, here, estate, standing=standing, year=lived or year())


def why_not(outcome: Outcome) -> str:
    """Join why nobody is notified, and on what it depends."""
    drops = [f"{drop.at}: {drop.why}" for drop in outcome.drops if drop.is_broken]
    ends = [end.doubt for end in outcome.ends_at]
    return "; ".join([*outcome.doubts, *ends, *drops])


def in_doubt_or_not_at_all(outcome: Outcome, why: str) -> bool:
    """Return True if nobody is certainly notified, for a reason that is said."""
    return outcome.detected is not True and not outcome.notified and why in why_not(outcome)
