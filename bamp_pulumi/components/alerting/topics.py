"""The topics of one Region: one for people, one for what only comes through a topic."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    CHANNELS,
    Destination,
    Reach,
    render_alert_key_policy,
    render_alert_topic_policy,
)
from bamp_pulumi.components.alerting.part import Part

__all__ = ["Topic", "Topics", "declare_topics", "subscribe"]

_ROTATION_DAYS = 90


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that its publishers may publish to."""

    arn: pulumi.Output[str]
    policy: pulumi.Resource
    """What publishes comes after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """The topics of one Region."""

    people: Topic
    signals: Topic
    routed: Topic | None
    """For people who asked for some alerts only; None when nobody did."""


def declare_topics(part: Part, *, with_function: bool, with_routed: bool) -> Topics:
    """Declare them.

    Args:
        part: Where.
        with_function: Whether the function publishes here.
        with_routed: Whether somebody asked for some of it.
    """
    key = aws.kms.Key(
        part.name("alerts-key"),
        description="Encrypts alerts about backups.",
        policy=json.dumps(render_alert_key_policy(part.place, with_function=with_function)),
        enable_key_rotation=True,
        rotation_period_in_days=_ROTATION_DAYS,
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )

    def topic(logical: str, name: str) -> Topic:
        made = aws.sns.Topic(
            part.name(logical),
            name=name,
            kms_master_key_id=key.arn,
            region=part.region,
            tags=part.tags,
            opts=part.opts(),
        )
        access = made.arn.apply(
            lambda arn: json.dumps(render_alert_topic_policy(part.place, arn)),
        )
        policy = aws.sns.TopicPolicy(
            part.name(f"{logical}-access"),
            arn=made.arn,
            policy=access,
            region=part.region,
            opts=part.opts(),
        )
        return Topic(made.arn, policy)

    return Topics(
        people=topic("alerts", part.place.name),
        signals=topic("signals", part.called("signals")),
        routed=topic("routed", part.called("routed")) if with_routed else None,
    )


def subscribe(part: Part, topics: Topics, destinations: Iterable[Destination]) -> None:
    """Subscribe people: who receives every alert is also notified of undelivered ones."""
    for number, destination in enumerate(destinations, start=1):
        if destination.reach is not Reach.PERSON:
            continue
        protocol, endpoint = CHANNELS[destination.channel].protocols[0], destination.address
        if destination.receives_all:
            aws.sns.TopicSubscription(
                part.name(f"{protocol}-{number}"),
                topic=topics.people.arn,
                protocol=protocol,
                endpoint=endpoint,
                region=part.region,
                opts=part.opts(),
            )
        if destination.is_routed and topics.routed is not None:
            aws.sns.TopicSubscription(
                part.name(f"{protocol}-{number}-routed"),
                topic=topics.routed.arn,
                protocol=protocol,
                endpoint=endpoint,
                filter_policy=json.dumps(destination.filter_policy()),
                region=part.region,
                opts=part.opts(),
            )
