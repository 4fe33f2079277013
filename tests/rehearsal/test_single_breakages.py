"""Every input of every resource on an alerting path, broken one at a time: nobody stays notified.

The breakages are made from the schemas of the installed pulumi_aws and the values of the sound
paths; `answers/` holds what each comes to, in full. What leaves a path whole is listed here or in
the catalog, with a reason, and each reason is needed. Cannot prove what AWS would do with a value:
only that none is taken for harmless unread.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from broken_paths import (
    RECORDED,
    Kind,
    answer_of,
    is_delivered,
    members,
    sections_of,
    short,
    tried,
    whole,
)
from recorded_changes import hold_changes
from sound_alerts import SOUND
from sweeps import Effort, effort, of_all_cases

from bamp_pulumi.catalog import ALERTING_INPUTS
from bamp_pulumi.rehearsal.delivery import Delivered

pytestmark = pytest.mark.xdist_group("single breakages")  # `tried` is shared

ANSWERS = Path(__file__).parent / "answers"
"""What becomes of the signal after each breakage, recorded by `BAMP_WRITE_SNAPSHOTS=1`."""
NAME = "what refers to it follows, by Pulumi's reference"
OWN_VALUE = "nobody but its owner knows the right one"
RETRIED = "it counts only once a target cannot be reached, and AWS has a default"
WIDER = "the pattern takes more than it did, this event included"
SAME = "it is what the provider takes without it"
COMMANDS = "the role of a channel is for the commands that people send"
OTHERS = "the statement is about something else that the role does"
BY_STATE = "the composite alarm reads its state; it has no actions"
LEAVES: Mapping[Kind, str] = {
    ("EventRule", "eventPattern", r"inside (source|detail-type|detail) dropped"): WIDER,
    ("EventRule", "eventPattern", r"inside detail state 1 (other|dropped)"): "EXPIRED is another",
    ("EventRule", "isEnabled", "set( as text)?"): SAME,
    ("EventRule", "name", "dropped|other|computed"): NAME,
    ("EventRule", "region", "dropped"): SAME,
    ("EventTarget", "deadLetterConfig", "set|dropped|emptied|arn dropped|computed|this.*"): RETRIED,
    ("EventTarget", "retryPolicy", "set|dropped|emptied|.* (nothing|dropped)"): RETRIED,
    ("EventTarget", "inputTransformer", "dropped"): "the whole event is sent",
    ("EventTarget", "region", "dropped"): SAME,
    ("Key", "isEnabled", "set( as text)?"): SAME,
    ("Key", "policy", "inside Version dropped"): "no statement has a variable",
    ("Key", "policy", r"inside Statement 1 (Principal AWS|Resource) other"): (
        "the statement is about who may change the key"
    ),
    ("Topic", "kmsMasterKeyId", "dropped"): "the topic is not encrypted, and needs no key",
    ("Topic", "contentBasedDeduplication", "set off( as text)?"): SAME,
    ("Topic", "fifoTopic", "set off( as text)?"): SAME,
    ("Topic", "name", "dropped|other|computed"): NAME,
    ("TopicPolicy", "policy", "inside Version dropped"): "no statement has a variable",
    ("TopicPolicy", "", "removed"): "CloudWatch may publish to a topic of its account without one",
    (
        "TopicPolicy",
        "arn",
        "dropped|unknown|other|computed",
    ): "as if it were removed, for CloudWatch",
    (
        "TopicSubscription",
        "endpointAutoConfirms",
        "set.*(?<!unknown)",
    ): "it is about HTTP endpoints",
    ("TopicSubscription", "rawMessageDelivery", "set off( as text)?"): SAME,
    ("TopicSubscription", "region", "dropped"): SAME,
    ("MetricAlarm", "actionsEnabled", "set( as text)?"): SAME,
    ("MetricAlarm", "actionsEnabled", "set off( as text)?"): BY_STATE,
    ("MetricAlarm", "name", "dropped|other|computed"): NAME,
    ("MetricAlarm", "threshold", "less"): "every datapoint crosses it, and there are none else",
    ("MetricAlarm", "treatMissingData", "dropped"): "it has no data while nothing is wrong",
    ("MetricAlarm", "metricQueries", "1 id other"): "nothing refers to the last query",
    ("CompositeAlarm", "alarmName", "other|computed"): NAME,
    ("CompositeAlarm", "actionsEnabled", "set( as text)?"): SAME,
    ("EventConnection", "authParameters", "apiKey (key|value) other"): OWN_VALUE,
    ("EventConnection", "name", "dropped|unknown|other|computed"): NAME,
    ("EventApiDestination", "name", "dropped|unknown|other|computed"): NAME,
    ("Role", "assumeRolePolicy", "inside Version dropped"): "no statement has a variable",
    ("Role", "assumeRolePolicy", r"inside Statement 0 Sid .*"): "the name of a statement",
    ("Role", "name", "dropped|other|computed"): NAME,
    ("Role", "", "removed"): COMMANDS,
    ("Role", "", "aws:eks/.* points at it"): "it is about what the role may do in a cluster",
    ("RolePolicy", "policy", "inside Version dropped"): "no statement has a variable",
    ("RolePolicy", "policy", r"inside Statement.*|computed"): COMMANDS,
    ("RolePolicy", "name", "set|set unknown"): NAME,
    ("RolePolicy", "role", "dropped|unknown|other|computed|this.*"): COMMANDS,
    ("RolePolicy", "", "removed"): COMMANDS,
    ("SlackChannelConfiguration", "iamRoleArn", "unknown|computed|this.*"): COMMANDS,
    ("SlackChannelConfiguration", "slackChannelId", "other"): "another channel of theirs",
    ("SlackChannelConfiguration", "slackTeamId", "other"): "another workspace of theirs",
    ("LogMetricFilter", "applyOnTransformedLogs", "set off"): SAME,
    ("Permission", "invokedViaFunctionUrl", "set off"): SAME,
    ("LogGroup", "name", "dropped|other|computed"): NAME,
    ("LogMetricFilter", "name", "dropped|unknown|other|computed"): NAME,
    ("Trail", "s3BucketName", "unknown|other|computed"): "the bucket is another copy of the log",
    ("Trail", "s3KeyPrefix", "set"): "the policy of its bucket, in no program, AWS asks itself",
    ("Trail", "enableLogging", "set( as text)?"): SAME,
    ("Trail", "isMultiRegionTrail", "dropped|flipped.*"): "the call is in the trail's own Region",
    (
        "Trail",
        "isOrganizationTrail",
        "set.*(?<!unknown)",
    ): "its own account is one of the organization's",
    ("Trail", "name", "dropped|unknown|other|computed"): NAME,
    ("Function", "architectures", "dropped|emptied|0 dropped"): SAME,
    ("Function", "environment", r"variables (OWNER|RUNBOOK) other"): "a text in the message",
    ("Function", "environment", r"variables ROUTED_TOPIC_ARN other"): "a second topic",
    ("Function", "environment", r"variables DEAD_LETTER_ARN (other|dropped)"): (
        "a queue for what the scheduler cannot call the function with"
    ),
    ("Function", "environment", r"variables TIERS (other|dropped)"): (
        "which tags are tiers, of a resource that still has one"
    ),
    ("Function", "environment", r"variables HAS_SMS (other|dropped)"): (
        "whether text messages are short"
    ),
    ("Function", "environment", r"variables (SCHEDULE_ROLE_ARN|ALERTS_NAME) other"): (
        "it is used once the people are notified"
    ),
    ("Function", "name", "dropped|other|computed"): NAME,
    ("Function", "region", "dropped"): SAME,
    ("Function", "reservedConcurrentExecutions", "set"): "seven at a time are enough",
    ("Permission", "region", "dropped"): SAME,
    ("Permission", "sourceArn", "dropped"): "every rule may call it then",
}
"""What leaves a path whole, though the simulation reads the input."""
ONLY_FOR = {COMMANDS: {"chat"}, BY_STATE: {"composite alarm"}}
"""Reasons that hold for some paths and for no others."""


def reasons(name: str, kind: Kind) -> Iterator[str]:
    """List why a breakage leaves a path whole."""
    token, changed, how = kind
    row = next(r for t, r in ALERTING_INPUTS.items() if t.rpartition(":")[2] == token)
    if changed in row.harmless:
        yield row.harmless[changed]
    for (of, of_input, of_how), why in LEAVES.items():
        fits = (of, of_input) == (token, changed) and re.fullmatch(of_how, how)
        if fits and name in ONLY_FOR.get(why, {name}):
            yield why


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_path_notifies_somebody(name: str) -> None:
    """Otherwise nothing that follows means anything."""
    assert is_delivered(whole(name))


@pytest.mark.parametrize("name", SOUND)
def test_no_single_breakage_leaves_somebody_certainly_notified(name: str) -> None:
    """Unless it is harmless, for a reason that is written down."""
    unexplained = [
        one.kind for one in tried(name) if one.delivers and not [*reasons(name, one.kind)]
    ]

    assert not unexplained


@pytest.mark.parametrize("name", RECORDED)
def test_each_breakage_is_answered_as_recorded(name: str) -> None:
    """Who is notified by what, how soon, on what it depends, and where the signal is dropped."""
    path = ANSWERS / f"{name.replace(' ', '-').lower()}.txt"
    hold_changes(path, answer_of(name), sections_of(name))


@of_all_cases
def test_every_reason_is_needed() -> None:
    """Each leaves at least one path whole that would not count as broken without it."""
    delivering = {(name, one.kind) for name in SOUND for one in tried(name) if one.delivers}
    needed = {
        (of, of_input, of_how)
        for of, of_input, of_how in LEAVES
        for _, (token, changed, how) in delivering
        if (of, of_input) == (token, changed) and re.fullmatch(of_how, how)
    }

    assert needed == {*LEAVES}


@of_all_cases
def test_what_the_catalog_calls_harmless_leaves_a_path_whole() -> None:
    """Every input of every type on a path, with some value that AWS takes."""
    on_path = {short(resource): resource.type for name in SOUND for resource in members(name)}
    delivering = {one.kind[:2] for name in SOUND for one in tried(name) if one.delivers}
    claimed = {
        (token, changed)
        for token, full in on_path.items()
        for changed in ALERTING_INPUTS[full].harmless
    }

    assert claimed - delivering == set()


def test_two_hundred_breakages_are_tried_and_more() -> None:
    """The count is printed."""
    number = sum(len(tried(name)) for name in SOUND)
    harmless = sum(one.delivers for name in SOUND for one in tried(name))
    print(f"{number} single breakages of {len(SOUND)} paths, {harmless} of them harmless")  # noqa: T201 - asked for

    assert number >= (600 if effort() is Effort.SAMPLE else 1_500)


KNOWN_LATER = re.compile("(set )?unknown|computed|this or.*")
"""How an input is broken whose value only a deployment tells."""


def test_what_is_known_after_deployment_certainly_notifies_nobody_in_no_case() -> None:
    """Somebody may be: the value may be the right one."""
    silent = [
        one.kind
        for name in SOUND
        for one in tried(name)
        if KNOWN_LATER.fullmatch(one.kind[2])
        and not any(isinstance(end, Delivered) and not end.about_alerts for end in one.ends)
    ]

    assert not silent
