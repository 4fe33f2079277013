"""What AWS, or its provider, refuses of one resource when the program is deployed."""

from collections.abc import Iterator, Mapping

from bamp_pulumi.catalog.deployment_rules import DEPLOYMENT_RULES, common_refusals
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.input_rule import values_at
from bamp_pulumi.catalog.input_rules import input_rules_of
from bamp_pulumi.catalog.input_types import type_refusals
from bamp_pulumi.catalog.size_limits import size_refusals

__all__ = ["refusals_of"]


def refusals_of(type_token: str, inputs: Mapping[str, object]) -> Iterator[InputRefusal]:
    """List what AWS or the provider refuses of a resource.

    Args:
        type_token: Pulumi type token, such as `aws:sns/topic:Topic`.
        inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown. A secret is passed
            as `UNKNOWN`: what is given stands in the refusal.

    Yields:
        One refusal for each input that certainly does not fit. What is absent, unknown or of a
        kind that no rule is about is never refused.
    """
    yield from type_refusals(type_token, inputs)
    for path, rule in input_rules_of(type_token):
        for at, value in values_at(inputs, path):
            yield from rule.refusals(at, value)
    yield from size_refusals(type_token, inputs)
    yield from common_refusals(type_token, inputs)
    rule_over_several = DEPLOYMENT_RULES.get(type_token)
    if rule_over_several is not None:
        yield from rule_over_several(inputs)
