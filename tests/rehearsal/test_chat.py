"""Amazon Q Developer in chat applications: which messages of a topic it shows in a channel.

Source: Amazon Q Developer in chat applications administrator guide, related-services and
custom-notifs (read 2026-11-28).
"""

import json
from typing import Any

import pytest
from hand_made_paths import (
    BY_ALARM,
    BY_RULE,
    BY_VAULT,
    beside,
    changed,
    followed,
    made,
    moved,
    role,
    without,
)
from sound_alerts import ACCOUNT, FAILED, HERE, MESSAGE, POINT

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate

# Any, from here on: inputs of resources.
TOPIC_ARN = f"arn:aws:sns:{HERE}:{ACCOUNT}:topic"
SHOWN = "chat channel within 5 min (by EventBridge > rule > topic > channel)"
AT_TOPIC = "(by EventBridge > rule > topic)"
CUSTOM = {"version": "1.0", "source": "custom", "content": {"description": "<state>"}}


def listening(estate: Estate = BY_RULE, **inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Put a channel in the place of the mailbox."""
    reads = role("reads", "chatbot", "cloudwatch:Describe*")
    usual: dict[str, Any] = {
        "configurationName": "channel",
        "iamRoleArn": reads.text("arn"),
        "slackChannelId": "C1",
        "slackTeamId": "T1",
        "snsTopicArns": [TOPIC_ARN],
    }
    return beside(
        without(estate, "mailbox"), reads, made("Slack", "channel", **{**usual, **inputs})
    )


def sends(body: object) -> Estate:
    """Send a text of one's own."""
    transformer = {"inputPaths": {"state": "$.detail.state"}, "inputTemplate": json.dumps(body)}
    return changed(listening(), "target", inputTransformer=transformer)


def dropped(why: str, by: str = AT_TOPIC) -> list[str]:
    """Write that the channel shows nothing."""
    return [f"dropped at channel: {why} {by}"]


def test_a_channel_shows_events_and_alarms_and_no_vault_notification() -> None:
    """A vault writes plain text, which it drops."""
    assert followed(listening(), FAILED) == [SHOWN]
    assert followed(listening(BY_ALARM), POINT) == [
        "chat channel within 6 min (by alarm > topic > channel)"
    ]
    assert followed(listening(BY_VAULT), MESSAGE) == dropped(
        "Amazon Q Developer shows no message that is a vault notification",
        "(by notifications > topic)",
    )


def test_a_channel_of_microsoft_teams_shows_them_too() -> None:
    """It has the same inputs, but for the team."""
    channel = made(
        "Teams",
        "channel",
        configurationName="channel",
        iamRoleArn="arn:aws:iam::111122223333:role/reads",
        channelId="19:c@thread.tacv2",
        teamId="4e1c",
        tenantId="7f2d",
        snsTopicArns=[TOPIC_ARN],
    )

    assert followed(beside(without(listening(), "channel"), channel)) == [SHOWN]


NOT_CUSTOM = "Amazon Q Developer drops a text that is not in its custom notification schema"


@pytest.mark.parametrize(
    ("body", "ends"),
    [
        (CUSTOM, [SHOWN]),
        ({**CUSTOM, "version": "2.0"}, dropped(NOT_CUSTOM)),
        ({**CUSTOM, "source": "ours"}, dropped(NOT_CUSTOM)),
        ({**CUSTOM, "content": {"description": ""}, "id": "<state>"}, dropped(NOT_CUSTOM)),
        ({**CUSTOM, "content": {"title": "<state>"}}, dropped(NOT_CUSTOM)),
        ({**CUSTOM, "content": "<state>"}, dropped(NOT_CUSTOM)),
        ("<state>", dropped(NOT_CUSTOM)),
    ],
    ids=str,
)
def test_a_text_of_ones_own_is_in_the_schema_of_custom_notifications(
    body: object, ends: list[str]
) -> None:
    """It has a version, a source and a description."""
    assert followed(sends(body)) == ends


def test_a_text_that_is_known_after_deployment_may_be_in_the_schema() -> None:
    """Of a part of the event that differs from case to case too."""
    event = type(FAILED)(
        account_id=ACCOUNT,
        region=HERE,
        source=FAILED.source,
        detail_type=FAILED.detail_type,
        detail={"state": "FAILED", "statusMessage": UNKNOWN},
    )
    transformer = {"inputPaths": {"why": "$.detail.statusMessage"}, "inputTemplate": "<why>"}
    estate = changed(listening(), "target", inputTransformer=transformer)

    assert followed(estate, event) == [
        f"{SHOWN} depends on: whether the message is in the schema of custom notifications"
    ]


@pytest.mark.parametrize(
    ("inputs", "ends"),
    [
        (
            {"iamRoleArn": "arn:aws:iam::111122223333:role/theirs"},
            [SHOWN],
        ),
        ({"iamRoleArn": UNKNOWN}, [SHOWN]),
        (
            {"iamRoleArn": "reads-of-nobody"},
            dropped("its iamRoleArn reads-of-nobody is no ARN of a role"),
        ),
        (
            {"unread": 1},
            [f"{SHOWN} depends on: what unread of channel changes is not read"],
        ),
    ],
    ids=str,
)
def test_a_channel_has_a_role(inputs: dict[str, Any], ends: list[str]) -> None:
    """One that nobody declares is there for all that is known."""
    (line,) = followed(listening(**inputs))

    assert [line] == ends or "AWS refuses channel" in line


def test_the_role_of_a_channel_trusts_the_service() -> None:
    """And is one that AWS takes."""
    of_another = beside(
        without(listening(), "reads"), role("reads", "events", "cloudwatch:Describe*")
    )
    refused = changed(listening(), "reads", assumeRolePolicy=None)
    doubtful = changed(listening(), "reads", unread=1)

    assert followed(of_another) == dropped(
        "its role reads: the trust policy of reads does not allow sts:AssumeRole"
    )
    assert followed(refused) == dropped("its role reads: it has no assumeRolePolicy")
    assert followed(doubtful) == [
        f"{SHOWN} depends on: its role reads: what unread of reads changes is not read"
    ]


def test_a_channel_that_listens_to_one_of_two_topics_is_in_doubt() -> None:
    """A deployment tells to which."""
    other = made("Topic", "other")
    sources = (BY_RULE.named("topic").urn, other.urn)
    either = moved(
        listening(snsTopicArns=[UNKNOWN]), "channel", dependencies={"snsTopicArns": sources}
    )

    assert followed(beside(either, other)) == [
        f"{SHOWN} depends on: which topics channel listens to is known after deployment"
    ]


def test_a_channel_that_listens_to_another_topic_shows_nothing() -> None:
    """Nobody is notified by this one."""
    assert followed(listening(snsTopicArns=[f"{TOPIC_ARN}s"])) == [
        f"dropped at topic: nobody subscribes to it {AT_TOPIC}"
    ]
