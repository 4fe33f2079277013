"""Faults of which people are notified by SMS alone: by a channel that stops in a busy month."""

from collections.abc import Iterator
from dataclasses import dataclass

from bamp_pulumi.baseline import PAID_CHANNEL
from bamp_pulumi.catalog import SMS_PART_USD
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.recipients import SUBSCRIPTION
from bamp_pulumi.rehearsal.delivery.spending import spending_limit
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.rehearse import Rehearsal

__all__ = ["SmsOnly", "sms_only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsOnly:
    """What is notified by SMS alone, and how many messages the spending limit allows."""

    faults: tuple[str, ...]
    """Ids, in the order of the rehearsal."""
    messages: int | None
    """Messages a month after which SNS sends no more, at most: of one part each; None while the
    limit is unknown."""


def sms_only(rehearsal: Rehearsal) -> SmsOnly | None:
    """Return the faults whose certain paths all end at telephones; None without any."""
    outcomes = [fault.outcome for one in rehearsal.kinds for fault in one.faults]
    faults = dict.fromkeys(
        outcome.fault
        for outcome in outcomes
        if outcome.notified
        and all(one.recipient.kind == PAID_CHANNEL.recipient for one in outcome.notified)
    )
    if not faults:
        return None
    limits = [spending_limit(rehearsal.coverage.estate, topic).usd for topic in _topics(rehearsal)]
    known = [limit for limit in limits if limit is not None]
    is_known = len(known) == len(limits) > 0
    return SmsOnly(
        faults=tuple(faults),
        messages=int(min(known) / SMS_PART_USD) if is_known else None,
    )


def _topics(rehearsal: Rehearsal) -> Iterator[Resource]:
    estate = rehearsal.coverage.estate
    for subscription in estate.of_type(SUBSCRIPTION):
        if subscription.value("protocol") in PAID_CHANNEL.protocols:
            topic = estate.resolve(subscription, "topic", TOPIC).only
            if topic is not None:
                yield topic
