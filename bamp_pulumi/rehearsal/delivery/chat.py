"""Amazon Q Developer in chat applications: which messages of a topic it shows in a channel.

It knows the events that services send through EventBridge, and the notifications of CloudWatch
alarms. A text of its own has to be in its schema for custom notifications; anything else is
dropped without a word.

Source: Amazon Q Developer in chat applications administrator guide, related-services, custom-notifs
and chatbot-troubleshooting (read 2026-11-28).
"""

from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import ROLE, linked, mapping
from bamp_pulumi.estate import Reference, Resource
from bamp_pulumi.rehearsal.delivery.message import Message, Written
from bamp_pulumi.rehearsal.delivery.path import CHAT, AlertPath, Delivered, Dropped, Routing

__all__ = ["CHAT_CHANNELS", "show_in_channel"]

CHAT_CHANNELS: Final = (
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
)
_SERVICE: Final = "chatbot.amazonaws.com"
_KNOWN: Final = frozenset({Written.EVENT, Written.ALARM})


def show_in_channel(
    routing: Routing, listens: Reference, message: Message, path: AlertPath
) -> Delivered | Dropped:
    """Follow a message of a topic to a chat channel that listens to it."""
    channel = listens.source
    answers = [
        routing.stands(channel),
        linked(listens, f"which topics {channel.name} listens to"),
        _role(routing, channel),
        _is_shown(message),
    ]
    step = path.past(channel.name, worst(answers))
    return step if isinstance(step, Dropped) else step.delivered(CHAT, channel.name)


def _role(routing: Routing, channel: Resource) -> Answer:
    """Answer whether the service may act in the account; what the role may do is for commands."""
    role = routing.estate.resolve(channel, "iamRoleArn", ROLE).only
    if role is None:
        arn = channel.value("iamRoleArn")
        is_arn = not isinstance(arn, str) or ":role/" in arn
        return ALLOWED if is_arn else refused(f"its iamRoleArn {arn} is no ARN of a role")
    trusted = routing.role(role).may_be_assumed_by(_SERVICE)
    return worst([routing.stands(role), trusted]).about(f"its role {role.name}")


def _is_shown(message: Message) -> Answer:
    if message.written in _KNOWN:
        return ALLOWED
    if message.written is Written.CUSTOM:
        return _is_custom(message.body)
    return refused(f"Amazon Q Developer shows no message that is {message.written}")


def _is_custom(body: object) -> Answer:
    """Answer whether a text is a custom notification: its version, source and description."""
    if body is UNKNOWN:
        return in_doubt("whether the message is in the schema of custom notifications")
    fields = mapping(body)
    description = mapping(fields.get("content")).get("description")
    if (fields.get("version"), fields.get("source")) == ("1.0", "custom") and description:
        return ALLOWED
    return refused("Amazon Q Developer drops a text that is not in its custom notification schema")
