"""Texts that nobody has written yet, told from short ones that somebody has.

Cannot prove that a reason is true: no program can tell.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.policy import is_placeholder

REASONS = [
    "...",
    "…",
    "-",
    "?",
    "TODO",
    "todo",
    "ToDo.",
    "to do",
    "TODO: ask the team",
    "TODO(anna) say why",
    "FIXME",
    "tbd",
    "T.B.D.",
    "N/A",
    "n.a.",
    "none",
    "Null",
    "unknown",
    "reason",
    "Reason here",
    "your reason",
    "<reason>",
    "<why no backup is needed>",
    "[reason]",
    "${reason}",
    "{{ reason }}",
    "%REASON%",
    "__REASON__",
    "x",
    "XXX",
    "a",
    "1",
    "why?",
    "\uff34\uff2f\uff24\uff2f",
    "changeme",
    "CHANGE-ME",
    "change this",
    "TODO write this",
    "todo write this",
    "TODO - later",
    "reason goes here",
    "todo: later",
    "ToDo (anna)",
    "fill me in",
    "fill this in later",
    "<insert your reason, e.g. rebuilt in 1 hour>",
    "<your reason: 10 words>",
    "[reason, e.g. IT-12]",
    "test",
    "reason: TODO",
    "Reason: none given",
    "replace me",
    "insert reason",
    "placeholder text",
    "XXX fill",
    "no reason given",
    "some reason",
    "asdf",
    "foo bar",
    "lorem ipsum dolor sit amet",
    "T\u200bO\u2060D\u00adO",
    "\u0422\u041eD\u041e",
    "\u0442\u03bfd\u043e",
    "cha\u00adnge\ufeffme",
    "$REASON",
]
OWNERS = [
    "...",
    "TODO",
    "tbd",
    "x",
    "xx",
    "owner",
    "Team",
    "your-team",
    "my_team",
    "<team>",
    "nobody",
    "somebody",
    "unknown",
    "owner@example.com",
    "ops@team.test",
    "$REASON",
    "$owner",
    "changeme",
    "insert owner",
    "owner goes here",
    "placeholder",
    "<your team, e.g. team 1>",
    "replace with your team name",
    "n\u200bone",
    "\u043ewner",
]
REAL_REASONS = [
    "scratch data",
    "cache",
    "logs",
    "demo",
    "IT-12",
    "4711",
    "[IT-12] sandbox",
    "no data yet",
    "rebuilt",
    "none of it is ours",
    "todo lists of a demo",
    "TODO lists of a demo",
    "unknown to AWS Backup",
    "why not: it is empty",
    "GDPR",
    "缓存",
    "test data",
    "test data only, rebuilt nightly",
    "test bucket",
    "TODO app's cache",
    "todo-app cache",
    "cache of the todo app",
    "[IT-12] x",
    "[IT-12]",
    "<IT-12>",
    "<https://tickets.bamp-ops.io/IT-12>",
    "no reason to keep it: rebuilt from S3",
    "the reason is in IT-12",
    "placeholder images, made again by the build",
    "replaced by orders-v2",
    "replaces the old bucket later",
    "write cache",
    "no writes",
    "insert-only log, kept in S3",
    "fills itself from the source",
    "changes every minute",
    "unknown data of a demo",
    "explained in IT-12",
    "$5 of data",
    "\u0442\u0435\u0441\u0442\u043e\u0432\u044b\u0435 \u0434\u0430\u043d\u043d\u044b\u0435",
    "\u03b4\u03bf\u03ba\u03b9\u03bc\u03b1\u03c3\u03c4\u03b9\u03ba\u03ac",
]
REAL_OWNERS = [
    "shop",
    "a",
    "Q",
    "todo",
    "it",
    "team-a",
    "owner-services",
    "anna@bamp-ops.io",
    "someone-else ltd",
    "42",
    "test",
    "todo-app",
    "the todo team",
    "team-todo",
    "fillers",
    "foo",
    "placeholder-images",
    "\u0431\u0443\u0445\u0433\u0430\u043b\u0442\u0435\u0440\u0438\u044f",
]
WORDS = st.sampled_from(["cache", "nightly", "rebuilt", "IT-12", "S3", "orders", "\u7f13\u5b58"])
ASKING = st.sampled_from(["TODO", "reason", "fill", "insert", "replace", "placeholder", "tbd"])
BESIDE = st.sampled_from(["me", "this", "here", "in", "your", "later", "text", "the", "please"])
UNSEEN = st.sampled_from(["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff"])


@pytest.mark.parametrize("text", REASONS)
def test_a_placeholder_is_no_reason(text: str) -> None:
    """However it is written, and in whatever letters."""
    assert is_placeholder(text)


@pytest.mark.parametrize("text", OWNERS)
def test_a_placeholder_is_no_owner(text: str) -> None:
    """Neither is an address that nobody reads, nor a word that means anybody."""
    assert is_placeholder(text, "owner")


@pytest.mark.parametrize("text", REAL_REASONS)
def test_a_short_reason_is_a_reason(text: str) -> None:
    """One word may say it all, and so may the number of a ticket."""
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", REAL_OWNERS)
def test_a_short_name_is_an_owner(text: str) -> None:
    """A team may be called by a letter, or as an application that keeps to-do lists."""
    assert not is_placeholder(text, "owner")


@given(st.lists(BESIDE, max_size=4), ASKING, st.data())
def test_what_only_asks_for_a_text_is_no_reason_in_any_order(
    beside: list[str], asking: str, data: st.DataObject
) -> None:
    """With whatever nobody sees between its letters."""
    text = " ".join(data.draw(st.permutations([*beside, asking])))
    at = data.draw(st.integers(0, len(text)))

    assert is_placeholder(text)
    assert is_placeholder(text[:at] + data.draw(UNSEEN) + text[at:])


@given(st.lists(BESIDE | ASKING, max_size=4), WORDS, st.data())
def test_a_text_with_a_word_of_its_own_is_a_reason(
    beside: list[str], own: str, data: st.DataObject
) -> None:
    """Whatever stands around it."""
    text = " ".join(data.draw(st.permutations([*beside, own])))

    assert not is_placeholder(text)
