"""Filter policies of SNS: what a subscription takes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto.sns.utils import FilterPolicyMatcher

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.signals import match_message
from bamp_pulumi.truth import Truth

BUT_COMPLETED = {"State": [{"anything-but": "COMPLETED"}]}
JOB = {"EventType": "BACKUP_JOB", "State": "FAILED"}
BODY = json.dumps({"kind": "backup-job-failed", "tier": "critical"})


@pytest.mark.parametrize(
    ("policy", "attributes", "passes", "field"),
    [
        (None, {}, True, ""),
        ({}, {}, True, ""),
        (BUT_COMPLETED, JOB, True, ""),
        (BUT_COMPLETED, {**JOB, "State": "COMPLETED"}, False, "State"),
        # The filter that drops every message without a `State`.
        (BUT_COMPLETED, {"EventType": "S3_BACKUP_OBJECT_FAILED"}, False, "State"),
        ({"State": [{"exists": False}]}, {"EventType": "COPY_JOB"}, True, ""),
        ({"State": ["FAILED"]}, {"State": UNKNOWN}, None, "State"),
        (UNKNOWN, JOB, None, "the pattern"),
    ],
)
def test_a_filter_on_attributes(
    policy: object, attributes: dict[str, object], passes: Truth, field: str
) -> None:
    """A message without the attribute is kept out."""
    match = match_message(policy, attributes=attributes, body="An AWS Backup job failed.")

    assert (match.passes, match.field) == (passes, field)


@pytest.mark.parametrize(
    ("body", "scope", "passes", "field"),
    [
        (BODY, "MessageBody", True, ""),
        ('{"tier": "standard"}', "MessageBody", False, "tier"),
        ("An AWS Backup job failed.", "MessageBody", False, "the body"),
        ("[1]", "MessageBody", False, "the body"),
        (UNKNOWN, "MessageBody", None, "the pattern"),
        (BODY, UNKNOWN, None, "the scope of the filter"),
        (BODY, "MessageAttributes", False, "tier"),
    ],
)
def test_a_filter_on_the_body(body: object, scope: object, passes: Truth, field: str) -> None:
    """The sentence that AWS Backup sends is no JSON."""
    match = match_message({"tier": ["critical"]}, attributes={}, body=body, scope=scope)

    assert (match.passes, match.field) == (passes, field)


TEXTS = st.sampled_from(["FAILED", "FAIL", "COMPLETED", "failed"])
ENTRIES = st.one_of(
    TEXTS,
    st.fixed_dictionaries({"prefix": TEXTS}),
    st.fixed_dictionaries({"suffix": TEXTS}),
    st.fixed_dictionaries({"anything-but": st.lists(TEXTS, min_size=1)}),
    st.fixed_dictionaries({"anything-but": st.fixed_dictionaries({"prefix": TEXTS})}),
)
NAMES = st.sampled_from(["State", "EventType"])
# The other one looks at `exists` beside other entries only where there is an attribute.
EXISTS = st.booleans().map(lambda wanted: [{"exists": wanted}])
LISTS = st.one_of(st.lists(ENTRIES, min_size=1, max_size=3), EXISTS)
POLICIES = st.dictionaries(NAMES, LISTS, min_size=1)


@given(POLICIES, st.dictionaries(NAMES, TEXTS))
def test_another_implementation_says_the_same(
    policy: dict[str, Any], attributes: dict[str, str]
) -> None:
    """Of attributes of type String, which are all that AWS Backup sends."""
    typed = {name: {"Type": "String", "Value": value} for name, value in attributes.items()}
    theirs = FilterPolicyMatcher(policy, None).matches(typed, "")

    assert match_message(policy, attributes=attributes, body="").passes is theirs
