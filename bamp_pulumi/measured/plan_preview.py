"""AWS Backup's own preview of when its rules will run, against what the policy means."""

from collections.abc import Iterable, Iterator

from bamp_pulumi.baseline import Names
from bamp_pulumi.lambdas.health import PlanPreview
from bamp_pulumi.measured.deviations import Deviation, DeviationKind
from bamp_pulumi.measured.runs import cadences_of, shift_of
from bamp_pulumi.policy import BackupPolicy

__all__ = ["previewed_deviations"]


def previewed_deviations(
    policy: BackupPolicy, names: Names, previews: Iterable[PlanPreview]
) -> Iterator[Deviation]:
    """Report rules that AWS Backup will run at another time than the policy means.

    Args:
        policy: The policy in force.
        names: What the plans of the account are called.
        previews: What AWS Backup says of its plans; of other plans nothing is said.
    """
    tiers = {plan: tier for tier, plan in names.plans.items()}
    for each in previews:
        tier = tiers.get(each.plan)
        cadence = None if tier is None else cadences_of(tier, policy.tiers[tier]).get(each.rule)
        if tier is None or cadence is None or not each.runs:
            continue
        others, by = shift_of(each.runs, cadence)
        if not others:
            continue
        meant = f"{cadence.schedule} in {cadence.timezone}"
        has = f"{each.schedule} in {each.timezone}"
        yield Deviation(
            kind=DeviationKind.SCHEDULE,
            tier=tier,
            rule=each.rule,
            why=f"AWS Backup will run rule {each.rule} of plan {each.plan} at "
            f"{others[0]:%Y-%m-%d %H:%M} UTC, by {has}; the policy means {meant}",
            measured=by[0] if by else None,
        )
