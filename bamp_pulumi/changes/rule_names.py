"""Rules of a backup plan that have another name and are the same in all else.

A changed plan leaves recovery points alone, and a name decides nothing of new ones.
Source: AWS Managed Services, management-aws-backup-plan-update, as `effects` reads it; botocore
1.44.5, BackupRule.RuleName (a display name) (read 2026-11-29).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import About, Change, Direction, unnamed
from bamp_pulumi.changes.pairs import paired
from bamp_pulumi.changes.snapshot import CopyState, PlanRuleState, PlanState, RuleState, Snapshot

__all__ = ["RuleNames"]

_Kept = TypeVar("_Kept", RuleState, CopyState)
_Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RuleNames:
    """Names that rules have now, by the names that they had."""

    by_plan: tuple[tuple[PlanState, PlanState, _Names], ...]
    """Plans of before and of now, with the rules that have another name."""

    @classmethod
    def between(cls, before: Snapshot, after: Snapshot) -> "RuleNames":
        """Find them."""
        pairs = ((old, new) for old, new in paired(before.plans, after.plans) if old and new)
        found = ((old, new, _names(old, new)) for old, new in pairs)
        return cls(tuple(one for one in found if one[2]))

    def given_to(self, before: Snapshot) -> Snapshot:
        """Give what was said of a rule the name that the rule has now."""
        if not self.by_plan:
            return before
        names = {(old.program, old.urn): renamed for old, _, renamed in self.by_plan}
        by_name: dict[str, _Names] = {}
        for plan in before.plans:
            own = names.get((plan.program, plan.urn), {})
            # Of several plans of one name, it is not told which one a data store has a rule of.
            by_name[plan.plan] = own if by_name.get(plan.plan, own) == own else {}
        plans = [_of_plan(one, names.get((one.program, one.urn), {})) for one in before.plans]
        stores = [
            one.model_copy(
                update={
                    "rules": _renamed(one.rules, by_name),
                    "copies": _renamed(one.copies, by_name),
                }
            )
            for one in before.stores
        ]
        return before.model_copy(update={"plans": tuple(plans), "stores": tuple(stores)})

    def changes(self) -> Iterator[Change]:
        """Name each rule that has another name, which is no loss."""
        for _, new, names in self.by_plan:
            for was, now in names.items():
                yield unnamed(
                    Direction.CHANGED, Aspect.LABELS, of="ruleName", before=was, after=now
                ).model_copy(
                    update={
                        "about": About.PLAN,
                        "program": new.program,
                        "urn": new.urn,
                        "type": new.type,
                        "name": new.name,
                        "source": new.source,
                    }
                )


def _names(old: PlanState, new: PlanState) -> _Names:
    """Pair the rules that only one side has, where nothing of them but the name differs.

    What is not known may differ. Two of one plan that are alike may change places.
    """
    was, now = {r.rule for r in old.rules}, {r.rule for r in new.rules}
    left = [rule for rule in new.rules if rule.rule not in was and not rule.unknown]
    found: dict[str, str] = {}
    for rule in old.rules:
        if rule.rule in now or rule.rule in found or rule.unknown:
            continue
        same = next((one for one in left if _nameless(one) == _nameless(rule)), None)
        if same is not None:
            left.remove(same)
            found[rule.rule] = same.rule
    return found


def _nameless(rule: PlanRuleState) -> PlanRuleState:
    copies = tuple(one.model_copy(update={"rule": "", "plan": ""}) for one in rule.copies)
    return rule.model_copy(update={"rule": "", "copies": copies})


def _of_plan(plan: PlanState, names: _Names) -> PlanState:
    if not names:
        return plan
    rules = [
        rule.model_copy(
            update={
                "rule": names.get(rule.rule, rule.rule),
                "copies": _renamed(rule.copies, {copy.plan: names for copy in rule.copies}),
            }
        )
        for rule in plan.rules
    ]
    return plan.model_copy(update={"rules": tuple(rules)})


def _renamed(kept: tuple[_Kept, ...], by_plan: Mapping[str, _Names]) -> tuple[_Kept, ...]:
    return tuple(
        one.model_copy(update={"rule": by_plan.get(one.plan, {}).get(one.rule, one.rule)})
        for one in kept
    )
