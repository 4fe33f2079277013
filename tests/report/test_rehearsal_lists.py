"""What a rehearsal lists beside its tables: what is not restorable, what is to be confirmed."""

from datetime import UTC, date, datetime
from io import StringIO

import pulumi_aws as aws
import pytest
from rich.console import Console

from bamp_pulumi.coverage import cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import Rehearsal, rehearse
from bamp_pulumi.report import render_rehearsal_page
from bamp_pulumi.report.rehearsal_document import rehearsal_document
from bamp_pulumi.report.terminal import print_rehearsal
from bamp_pulumi.testing import declare


def program() -> None:
    """Declare a bucket that nothing backs up, and a topic of whom two have to confirm."""
    aws.s3.Bucket("lost", bucket="lost")
    topic = aws.sns.Topic("topic", name="t")
    aws.sns.TopicSubscription("mail", topic=topic.arn, protocol="email", endpoint="a@example.com")
    aws.sns.TopicSubscription(
        "hook", topic=topic.arn, protocol="https", endpoint="https://example.com/x"
    )
    aws.sns.TopicSubscription(
        "own-hook",
        topic=topic.arn,
        protocol="https",
        endpoint="https://example.com/y",
        endpoint_auto_confirms=True,
    )
    aws.sns.TopicSubscription("phone", topic=topic.arn, protocol="sms", endpoint="+12025550123")


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    """Rehearse a day of it."""
    estate = declare(program, account_id="111122223333", region="us-east-1")
    start = datetime(2027, 1, 1, tzinfo=UTC)
    coverage = cover(estate, default_policy(), today=date(2026, 11, 28))
    return rehearse(coverage, start=start, days=1, at=start)


def test_the_json_lists_what_has_no_restore_points(rehearsal: Rehearsal) -> None:
    """It stands in no table of restores, so it would be missed there."""
    document = rehearsal_document(rehearsal)

    assert document.restore_points == []
    (lost,) = document.not_restorable
    assert (lost.name, lost.status) == ("lost", "unverified")
    assert lost.why


def test_the_json_lists_what_has_to_be_confirmed_by_hand(rehearsal: Rehearsal) -> None:
    """E-mail, and what does not confirm by itself; an SMS needs nothing."""
    listed = [(one.name, one.endpoint) for one in rehearsal_document(rehearsal).to_confirm]

    assert listed == [("mail", "a@example.com"), ("hook", "https://example.com/x")]


def test_the_terminal_and_the_page_say_both(rehearsal: Rehearsal) -> None:
    """Under the same titles."""
    out = StringIO()
    print_rehearsal(rehearsal, Console(file=out, width=200, highlight=False))

    for text in (out.getvalue(), render_rehearsal_page(rehearsal)):
        assert "What could not be restored, as far as is known" in text
        assert "lost" in text
        assert "What is still to be confirmed by hand" in text
        assert "mail: email a@example.com" in text
        assert "own-hook" not in text
