"""The page of a rehearsal: self-contained, and true to what was rehearsed.

What its script does is in `test_rehearsal_page_in_browser`.
"""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from covered_resources import copy, covered, elsewhere, rule
from rehearsed_pages import COMMIT, MADE, full_rehearsal, page_of, rehearsed

from bamp_pulumi.coverage import Coverage, Finding, Status
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal import FAULTS, rehearsal_without_secrets
from bamp_pulumi.report.page import dates_unbroken
from bamp_pulumi.report.rehearsal_page import render_rehearsal_page


def data_of(page: str) -> str:
    """Return what the script reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return found.group(1)


def section(page: str, name: str) -> str:
    """Return a section."""
    return page.partition(f'<details id="{name}"')[2].partition("\n</details>")[0]


def whole(part: str) -> str:
    """Return a part whose days are in no element of their own, as a reader sees it."""
    return re.sub("</?time>", "", part)


def rows(part: str) -> list[list[str]]:
    """Return the texts of the cells of each row of the bodies of tables."""
    bodies = "".join(re.findall(r"<tbody>(.*?)</tbody>", part, re.DOTALL))
    return [
        [
            " ".join(unescape(re.sub(r"<[^>]*>", " ", whole(cell))).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in bodies.split("<tr>")[1:]
    ]


@pytest.fixture(scope="module")
def page() -> str:
    """Render the page of two kinds, one of them twice."""
    one = covered(rule(), copies=(copy(),))
    table = covered(rule(days=7), label="DynamoDB table")
    return page_of(rehearsed(one, elsewhere(one, "second"), table))


@pytest.fixture(scope="module")
def full() -> str:
    """Render a page with something in each section."""
    return page_of(full_rehearsal())


def test_no_day_is_broken_between_its_parts(full: str) -> None:
    """A narrow screen ends a line at a hyphen; what is a name or an attribute stays."""
    assert re.search(r"\btime \{ white-space: nowrap; \}", full)
    assert "until <time>2027-01-15</time>: rebuilt in an hour" in full
    fragment = '<p title="2027-01-01">on 2027-01-01 00:00, db-2027-01-01, 2027-01-01-x</p>'
    assert dates_unbroken(fragment) == (
        '<p title="2027-01-01">on <time>2027-01-01</time> 00:00, db-2027-01-01, 2027-01-01-x</p>'
    )


def test_it_asks_nothing_of_a_network_or_of_a_file_beside_it(full: str) -> None:
    """It is mailed, and opened from a disk. Its links lead to its own sections."""
    assert not re.search(r"src=|@import|url\(|fetch\(|import\(", full)
    assert re.findall(r"https?://[^\"]*", full) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r'href="(.)', full)) == {"#"}
    for target in re.findall(r'href="#([^"]*)"', full):
        assert f'id="{target}"' in full
    assert full.startswith("<!doctype html>")
    assert "$" not in re.sub(r"<script>.*</script>", "", full, flags=re.DOTALL)


def test_every_point_is_in_its_data_in_minutes_since_the_start(page: str) -> None:
    """The date picker and the timelines are made of these."""
    data = json.loads(data_of(page))

    assert data["minutes"] == 40 * 24 * 60
    first, second = data["kinds"]
    assert (first["name"], second["label"]) == ("it and 1 alike", "DynamoDB table")
    assert [region["name"] for region in first["regions"]] == ["us-east-1", "us-west-2"]
    lanes = [(lane["region"], lane["copy"], lane["rule"]) for lane in first["lanes"]]
    assert lanes == [(0, False, "daily"), (1, True, "daily")]
    assert [len(lane["points"]) for lane in first["lanes"]] == [40, 40]
    (lane,) = second["lanes"]
    created, complete, expires = lane["points"][0]
    assert 120 <= created <= 180 < complete
    assert expires - created == 7 * 24 * 60


def test_it_says_what_it_was_made_from(full: str) -> None:
    """An auditor has this file only: programs, stacks, account, Region, commit, version, days."""
    facts = full.partition('<dl class="facts"')[2].partition("</dl>")[0]
    said = " ".join(unescape(re.sub(r"<[^>]*>", " ", whole(facts))).split())

    assert "shop/prod us-east-1 (assumed), 111122223333" in said
    assert f"shop: {COMMIT} , working tree clean" in said
    assert f"account: {COMMIT} , working tree not clean: 3 files changed or not tracked" in said
    assert "account-manifest.json: no Git commit is known" in said
    assert "bamp rehearse shop account --html page.html" in said
    assert "Made on 2026-12-24 by bamp_pulumi 9.8.7" in said
    assert "Exemptions judged on 2026-12-31" in said
    assert "Rehearsed 2027-01-01 to 2027-02-10, 40 days, simulated" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"changed_files": None}, "not known whether the working tree was clean"),
        ({"is_tracked": False}, "which does not hold it: not tracked by Git"),
        ({"changed_files": 1}, "not clean: 1 file changed"),
    ],
)
def test_a_commit_that_does_not_say_all_is_not_called_clean(
    change: dict[str, object], said: str
) -> None:
    """What an ignored file holds is in no commit."""
    revision = replace(MADE.revisions[0], **change)  # pyright: ignore[reportArgumentType] - parametrized
    page = render_rehearsal_page(rehearsed(covered(rule())), replace(MADE, revisions=(revision,)))

    assert said in page
    assert "working tree clean" not in page


def test_the_promise_stands_beside_the_result(full: str) -> None:
    """Owner, tier, RPO and RTO asked and reached, pass or fail, of every data store."""
    found = {row[0].split()[0]: row[1:] for row in rows(section(full, "resources"))}

    assert list(found) == ["lost", "carts", "maybe", "ledger", "orders", "sessions", "thumbnails"]
    owner, tier, protection, rpo, rto, lost, tests = found["orders"]
    assert (owner, tier) == ("orders", "standard")
    assert protection == "✓ protected weekly 21d, daily 30d copies: us-west-2 daily 90d"
    assert rpo == "✓ pass 1 d reached 1 d asked"
    assert rto == "? pass, not measured 1 h assumed 4 h asked"
    assert lost.startswith("1 d 2 h from us-east-1 1 d ")
    assert tests == "none planned"
    assert found["carts"][3] == "✗ fail 1 d reached 1 h asked"
    assert found["carts"][4] == "✗ fail 1 h assumed 30 min asked"
    assert found["sessions"][3:5] == [
        "\N{EN DASH} no promise nothing reached",
        "\N{EN DASH} no promise",
    ]
    assert found["lost"][2:5] == [
        "✗ unprotected no plan",
        "✗ fail nothing reached 1 d asked",
        "✗ fail nothing to restore 4 h asked",
    ]
    assert found["maybe"][3:5] == ["? not known 1 d asked", "? not known 4 h asked"]
    assert found["thumbnails"][2:5] == [
        "\N{EN DASH} exempt until 2027-01-15: rebuilt in an hour",
        "\N{EN DASH} exempt",
        "\N{EN DASH} exempt",
    ]


def test_an_exemption_has_reason_owner_and_end(full: str) -> None:
    """One that ends within the span is marked."""
    assert rows(section(full, "exempt")) == [
        [
            "thumbnails RDS instance",
            "shop/prod",
            "pictures",
            "rebuilt in an hour",
            "2027-01-15 ? expires within the span",
        ]
    ]


def test_it_counts_what_a_preview_counts(full: str) -> None:
    """Each status and each severity, zeros too."""
    counts = full.partition('<dl class="counts"')[2].partition("</dl>")[0]
    found = dict(re.findall(r'<dt>([^<]*)</dt><dd class="[^"]*">([^<]*)</dd>', counts))

    assert found == {
        "protected": "3",
        "native": "1",
        "exempt": "1",
        "unprotected": "1",
        "unverified": "1",
        "errors": "1",
        "warnings": "1",
        "remarks": "0",
        "faults notified": found["faults notified"],
    }
    assert re.fullmatch(r"0 of \d+", found["faults notified"])


def test_every_finding_of_the_preview_is_listed(full: str) -> None:
    """Warnings too, which do not refuse anything."""
    assert rows(section(full, "findings")) == [
        ["BAMP-V01", "✗ error", "lost (RDS instance), __main__.py:4", "no plan selects it"],
        ["BAMP-V13", "? warning", "all programs", "60 minutes asked, 1440 reached"],
    ]
    assert "on-call: email on-call@bamp-ops.io" in section(full, "by-hand")
    assert "shop/prod: no aws:region" in section(full, "unknown")


def test_the_faults_are_there_without_a_script(page: str) -> None:
    """What happens, who is notified, what is lost and what is left."""
    found = {row[0].split()[0]: row for row in rows(section(page, "faults"))}

    for name in ("backup-job-failed", "copy-job-failed", "account-compromised"):
        assert found[name][0] == f"{name} {FAULTS[name].happens}"
    assert found["backup-job-failed"][1] == "✗ nobody"
    assert found["primary-region-lost"][3] == "all, 1 of 2 kinds"
    # A fault that strikes buckets alone has no row where there are none.
    assert "s3-backup-object-failed" not in page


def test_each_row_names_its_data_store(page: str) -> None:
    """With each Region: a row is read alone on a phone, and by a screen reader."""
    found = [row[:2] for row in rows(section(page, "day"))]

    assert found == [
        ["it and 1 alike RDS instance", "us-east-1"],
        ["it and 1 alike RDS instance", "us-west-2"],
        ["it DynamoDB table", "us-east-1"],
    ]


def test_every_table_has_a_caption_and_every_heading_a_scope(full: str) -> None:
    """Each row is headed by its first cell."""
    tables = re.findall(r"<table.*?</table>", full, re.DOTALL)

    assert len(tables) == 10
    for table in tables:
        assert re.search(r"<caption>[^<]+</caption>", table)
        assert "<th>" not in table
        assert len(re.findall(r'<th scope="row"', table)) == table.count("<tr>") - 1


def test_names_are_text_and_never_markup() -> None:
    """A name comes from a program, and programs are written by anybody."""
    hostile = "</script><script>alert(1)</script>"
    one = covered(rule())
    page = page_of(rehearsed(replace(one, resource=replace(one.resource, name=hostile))))

    assert hostile not in page
    assert json.loads(data_of(page))["kinds"][0]["name"] == hostile


def test_a_secret_is_shown_nowhere() -> None:
    """A preview masks it, and so does a rehearsal, before any form of it is written."""
    secret = Resource(
        urn="s",
        type="aws:sns/topic:Topic",
        name="s",
        program="shop/prod",
        inputs={"name": "hunter2"},
        outputs={},
        secret_inputs=frozenset({"name"}),
        secret_texts=frozenset({"hunter2"}),
    )
    bad = replace(
        covered(),
        status=Status.UNPROTECTED,
        how="no plan named hunter2",
        findings=(Finding(id="BAMP-V01", message="not in hunter2"),),
    )
    coverage = Coverage(estate=Estate((), (secret,)), resources=(bad,), findings=())
    page = page_of(rehearsal_without_secrets(replace(rehearsed(bad), coverage=coverage)))

    assert "no plan named" in page
    assert "hunter2" not in page
