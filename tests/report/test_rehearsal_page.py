"""The page of a rehearsal: whole in itself, and true to what was rehearsed."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from covered_resources import START, copy, covered, elsewhere, rule

from bamp_pulumi.coverage import Coverage, ResourceCoverage
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal import FAULTS, Rehearsal, rehearse
from bamp_pulumi.report.rehearsal_page import render_rehearsal_page


def rehearsed(*resources: ResourceCoverage) -> Rehearsal:
    """Rehearse forty days with resources of nobody's account."""
    coverage = Coverage(estate=Estate((), ()), resources=resources, findings=())
    return rehearse(coverage, start=START, days=40, at=START + timedelta(days=20, hours=5))


def data_of(page: str) -> str:
    """Return what the script reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return found.group(1)


@pytest.fixture(scope="module")
def page() -> str:
    """Render the page of two kinds, one of them twice."""
    one = covered(rule(), copies=(copy(),))
    table = covered(rule(days=7), label="DynamoDB table")
    return render_rehearsal_page(rehearsed(one, elsewhere(one, "second"), table))


def test_it_asks_nothing_of_a_network_or_of_a_file_beside_it(page: str) -> None:
    """It is mailed, and opened from a disk."""
    assert not re.search(r"(?:src|href)=|https?:|@import|url\(|fetch\(|import\(", page)
    assert page.startswith("<!doctype html>")
    assert "$" not in re.sub(r"<script>.*</script>", "", page, flags=re.DOTALL)


def test_every_point_is_in_its_data_in_minutes_since_the_start(page: str) -> None:
    """The date picker answers from these."""
    data = json.loads(data_of(page))

    assert data["minutes"] == 40 * 24 * 60
    first, second = data["kinds"]
    assert (first["name"], second["label"]) == ("it and 1 alike", "DynamoDB table")
    assert [region["name"] for region in first["regions"]] == ["us-east-1", "us-west-2"]
    assert len(first["points"]) == 80
    point = second["points"][0]
    assert 120 <= point["created"] <= 180
    assert point["expires"] - point["created"] == 7 * 24 * 60
    assert not point["copy"]


def test_the_faults_are_there_without_a_script(page: str) -> None:
    """What happens, who hears, what is lost and what is left."""
    for name in ("backup-job-failed", "copy-job-failed", "account-compromised"):
        assert f"<code>{name}</code><small>{FAULTS[name].happens}</small>" in page
    assert '<td data-label="Notified" class="bad">nobody</td>' in page
    region_lost = page.partition("primary-region-lost")[2].partition("</tr>")[0]
    assert "all, 1 of 2 kinds" in region_lost
    # A fault that strikes buckets alone has no row where there are none.
    assert "s3-backup-object-failed" not in page


def test_names_are_text_and_never_markup() -> None:
    """A name comes from a program, and programs are written by anybody."""
    hostile = "</script><script>alert(1)</script>"
    one = covered(rule())
    page = render_rehearsal_page(
        rehearsed(replace(one, resource=replace(one.resource, name=hostile)))
    )

    assert hostile not in page
    assert json.loads(data_of(page))["kinds"][0]["name"] == hostile
