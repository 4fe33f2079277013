"""What a rehearsal lists beside its tables: what is not restorable, what is to be confirmed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pulumi_aws as aws
import pytest
from page_tables import read_page
from rehearsed_pages import page_of
from rich.console import Console

from bamp_pulumi.coverage import RegionExposure, cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import Rehearsal, rehearse
from bamp_pulumi.report.rehearsal_json import rehearsal_document
from bamp_pulumi.report.rehearsal_words import exempt_in_words, fault_lines
from bamp_pulumi.report.terminal import print_rehearsal
from bamp_pulumi.testing import declare


def program() -> None:
    """Declare stores that have no history, each for another reason, and who has to confirm."""
    aws.s3.Bucket("lost", bucket="lost")
    aws.s3.Bucket(
        "thumbnails",
        bucket="thumbnails",
        tags={
            "backup-exempt-reason": "rebuilt from originals",
            "backup-exempt-until": "2027-06-30",
            "backup-owner": "shop",
        },
    )
    aws.secretsmanager.Secret("password", replicas=[{"region": "us-west-2"}])
    topic = aws.sns.Topic("topic", name="t")
    aws.sns.TopicSubscription("mail", topic=topic.arn, protocol="email", endpoint="a@bamp-ops.io")
    aws.sns.TopicSubscription(
        "hook", topic=topic.arn, protocol="https", endpoint="https://bamp-ops.io/x"
    )
    aws.sns.TopicSubscription(
        "own-hook",
        topic=topic.arn,
        protocol="https",
        endpoint="https://bamp-ops.io/y",
        endpoint_auto_confirms=True,
    )
    aws.sns.TopicSubscription("phone", topic=topic.arn, protocol="sms", endpoint="+12025550423")


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

    assert [points.members[0].name for points in document.restore_points] == ["password"]
    (lost,) = document.not_restorable
    assert (lost.name, lost.status) == ("lost", "unverified")
    assert lost.why


def test_what_needs_no_backup_is_listed_with_the_decision(rehearsal: Rehearsal) -> None:
    """A reader counts as many data stores in a rehearsal as in a preview."""
    (exempt,) = rehearsal_document(rehearsal).exempt
    out = StringIO()
    print_rehearsal(rehearsal, Console(file=out, width=200, highlight=False))

    assert (exempt.name, exempt.why) == ("thumbnails", "until 2027-06-30: rebuilt from originals")
    assert (exempt.until, exempt.reason) == (date(2027, 6, 30), "rebuilt from originals")
    assert exempt.owner
    assert "Exempt today: needs no backup" in out.getvalue()
    for text in (out.getvalue(), read_page(page_of(rehearsal)).text):
        assert "until 2027-06-30: rebuilt from originals" in text
    assert out.getvalue().splitlines()[-2].endswith("Exempt: 1.")


def test_an_exemption_that_ends_before_the_day_of_the_restore_is_said_to(
    rehearsal: Rehearsal,
) -> None:
    """It is in force today; what it says of a later day is that somebody has to decide anew."""
    (one,) = rehearsal.exempt

    assert exempt_in_words(one, datetime(2027, 6, 30, tzinfo=UTC)).endswith("originals")
    assert exempt_in_words(one, datetime(2027, 7, 1, tzinfo=UTC)).endswith(
        "(expired by 2027-07-01)"
    )


def test_what_a_service_keeps_nobody_knows_how_long_is_not_called_lost(
    rehearsal: Rehearsal,
) -> None:
    """A secret has its replica: what a preview calls kept is not known, and not nothing."""
    document = rehearsal_document(rehearsal)
    (points,) = document.restore_points
    struck = {fault.fault: fault for fault in document.faults}
    lines = {line.fault: line for line in fault_lines(rehearsal)}

    assert (points.known, points.at_most_minutes, points.worst_loss_minutes) == (False, None, None)
    assert (struck["primary-region-lost"].known, struck["primary-region-lost"].detected) == (
        False,
        False,
    )
    assert (lines["primary-region-lost"].lost, lines["primary-region-lost"].left) == (
        "not known",
        "not known",
    )


def test_it_refuses_nothing_that_a_preview_calls_kept(rehearsal: Rehearsal) -> None:
    """What is not simulated is no reason; what could not be restored is one."""
    heard = replace(rehearsal.kinds[0], faults=())
    kept = replace(
        rehearsal,
        coverage=replace(
            rehearsal.coverage,
            resources=tuple(r for r in rehearsal.coverage.resources if r.resource.name != "lost"),
            findings=(),
        ),
        kinds=(heard,),
        not_restorable=(),
        findings=(),
    )
    bound = RegionExposure(region="us-east-1", at_most_minutes=5)

    assert kept.is_well
    assert not replace(kept, kinds=(replace(heard, at_most={"us-east-1": bound}),)).is_well
    assert not replace(kept, not_restorable=rehearsal.not_restorable).is_well


def test_the_json_lists_what_has_to_be_confirmed_by_hand(rehearsal: Rehearsal) -> None:
    """E-mail, and what does not confirm by itself; an SMS needs nothing."""
    listed = [(one.name, one.endpoint) for one in rehearsal_document(rehearsal).to_confirm]

    assert listed == [("hook", "https://bamp-ops.io/x"), ("mail", "a@bamp-ops.io")]


def test_the_terminal_and_the_page_say_both(rehearsal: Rehearsal) -> None:
    """What has no recovery points, and who has to confirm what, under the same title."""
    out = StringIO()
    print_rehearsal(rehearsal, Console(file=out, width=200, highlight=False))

    assert "What could not be restored, as far as is known" in out.getvalue()
    for text in (out.getvalue(), page_of(rehearsal)):
        assert "lost" in text
        assert "What is still to be confirmed by hand" in text
        assert "mail: email a@bamp-ops.io" in text
        assert "own-hook" not in text
