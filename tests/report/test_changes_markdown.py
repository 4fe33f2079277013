"""Comments on a pull request that say what a change loses, as they are for five stories.

`BAMP_WRITE_SNAPSHOTS=1` writes them anew, to be looked at. They are of real programs, run offline,
in the account of `stacks/account`. How GitHub shows them, nothing here can prove.
"""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bamp_pulumi.changes import (
    About,
    Aspect,
    Change,
    Comparison,
    Direction,
    Snapshot,
    changes,
    notices_of,
    snapshot_of,
)
from bamp_pulumi.coverage import Coverage, cover, without_secrets
from bamp_pulumi.estate import load_estate
from bamp_pulumi.policy import BackupPolicy, default_policy, load_policy
from bamp_pulumi.report import render_compared_markdown, render_markdown

ROOT: Final = Path(__file__).parents[2]
GOLDEN: Final = Path(__file__).parent / "changes"
TODAY: Final = date(2026, 11, 28)
BASE: Final = "main (0123456789)"
SERVICE: Final = """\
import pulumi_aws as aws

import bamp_pulumi as bamp

CRITICAL = {"backup-tier": "critical", "backup-owner": "shop"}
STANDARD = {"backup-tier": "standard", "backup-owner": "shop"}

orders = aws.dynamodb.Table(
    "orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="customer",
    attributes=[{"name": "customer", "type": "S"}],
    point_in_time_recovery={"enabled": True, "recovery_period_in_days": 35},
    tags=CRITICAL,
)
files = aws.efs.FileSystem("files", encrypted=True, tags=STANDARD)
drafts = aws.efs.FileSystem("drafts", encrypted=True, tags=STANDARD)
"""
EXEMPT: Final = 'bamp.exempt(reason="drafts are sent twice", owner="shop", until="2027-06-30")'
CARTS: Final = """\
carts = aws.dynamodb.Table(
    "carts",
    billing_mode="PAY_PER_REQUEST",
    hash_key="customer",
    attributes=[{"name": "customer", "type": "S"}],
    point_in_time_recovery={"enabled": True, "recovery_period_in_days": 35},
    tags=CRITICAL,
)
"""
POLICY: Final = """\
extends: default
tiers:
  standard:
    rules:
      daily:
        lifecycle:
          delete_after_days: 14
      monthly:
        lifecycle:
          delete_after_days: 180
"""


@dataclass(frozen=True)
class Story:
    """What a pull request does."""

    begins: tuple[str, ...]
    """How the first rows of the comment begin; none where nothing changed."""
    old: str = ""
    new: str = ""
    """What it writes in the place of something in the service's program."""
    policy: str = ""
    """The account's policy after it. Default: the default one, as before."""


STORIES: Final = {
    "tag-removed": Story(
        old='"files", encrypted=True, tags=STANDARD',
        new='"files", encrypted=True, tags={"backup-owner": "shop"}',
        begins=("| 🔻 lost | status | protected | unprotected | files",),
    ),
    "retention-shortened": Story(
        policy=POLICY,
        begins=("| 🔻 lost | retention of daily, us-east-1 | 30 d | 14 d | drafts",),
    ),
    "exemption-added": Story(
        old='"drafts", encrypted=True, tags=STANDARD',
        new=f'"drafts", encrypted=True, tags={EXEMPT}',
        begins=(
            "| 🔻 exempt | exemption | none | until 2027-06-30: drafts are sent twice | drafts",
        ),
    ),
    "database-added": Story(
        old="files =",
        new=f"{CARTS}files =",
        begins=("| 🔼 added | data store | not declared | protected | carts",),
    ),
    "nothing-changed": Story(begins=()),
}


def judged(folder: Path, service: str, policy: str = "") -> Coverage:
    """Run the service and the account, and judge them."""
    shop, account = folder / "shop", folder / "account"
    shop.mkdir(parents=True)
    account.mkdir()
    (shop / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (shop / "__main__.py").write_text(service)
    (account / "Pulumi.yaml").write_text("name: bamp-account\nruntime: python\n")
    program = ROOT / "stacks" / "account" / "__main__.py"
    (account / "__main__.py").write_text(program.read_text("utf-8"))
    lines = ["config:", "  aws:region: us-east-1", "  bamp:owner: platform", "  bamp:alerts:"]
    lines += ["    to: [{email: oncall@bamp-ops.io}]"]
    if policy:
        lines += ["  bamp:policy:", *(f"    {line}" for line in policy.splitlines())]
    (account / "Pulumi.prod.yaml").write_text("\n".join(lines) + "\n")
    by: BackupPolicy = load_policy(policy) if policy else default_policy()
    return without_secrets(cover(load_estate([shop, account]), by, today=TODAY))


def taken(coverage: Coverage) -> Snapshot:
    """Take a snapshot with what a rehearsal says."""
    return snapshot_of(coverage).model_copy(update={"notices": notices_of(coverage, today=TODAY)})


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Coverage, Snapshot]:
    """Judge the programs as they stood."""
    coverage = judged(tmp_path_factory.mktemp("before"), SERVICE)
    return coverage, taken(coverage)


@pytest.mark.xdist_group("golden-comments")
@pytest.mark.parametrize("name", STORIES)
def test_a_comment_is_as_recorded(
    before: tuple[Coverage, Snapshot], tmp_path: Path, name: str
) -> None:
    """Its first row is what the pull request does; all that is as it was is folded."""
    story = STORIES[name]
    assert story.old in SERVICE
    now = judged(tmp_path, SERVICE.replace(story.old, story.new, 1), story.policy)
    found = changes(before[1], taken(now))
    compared = Comparison(base=BASE, faults_compared=True, changes=found.changes)

    text = render_compared_markdown(render_markdown(now), compared, is_well=now.is_well())

    unfolded = text.partition("<details")[0]
    rows = [line for line in unfolded.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= len(story.begins)
    for row, begins in zip(rows, story.begins, strict=False):
        assert row.startswith(begins)
    if not story.begins:
        assert "nothing changed" in unfolded
        assert rows == []
    golden = GOLDEN / f"{name}.md"
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == golden.read_text("utf-8")


@pytest.mark.xdist_group("golden-comments")
def test_a_base_that_does_not_run_is_said_to_be_not_compared(
    before: tuple[Coverage, Snapshot],
) -> None:
    """No comment says that nothing changed where nobody knows."""
    compared = Comparison(base=BASE, not_compared="shop/__main__.py:3 raises NameError [BAMP-P06]")

    text = render_compared_markdown(
        render_markdown(before[0]), compared, is_well=before[0].is_well()
    )

    assert "**Not compared with main" in text
    assert "nothing changed" not in text


@pytest.mark.xdist_group("golden-comments")
def test_names_of_others_cannot_write_the_comment(before: tuple[Coverage, Snapshot]) -> None:
    """A pull request of a stranger, or a file of before, must not speak in the bot's voice."""
    wicked = "x](https://example.invalid) @everyone <img src=x> | `code` *bold*\n</details>"
    change = Change(
        direction=Direction.LOST,
        about=About.STORE,
        aspect=Aspect.EXEMPTION,
        name=wicked,
        type=wicked,
        source=wicked,
        of=wicked,
        before=wicked,
        after=wicked,
    )
    compared = Comparison(base=wicked, changes=(change,) * 2)

    text = render_compared_markdown(
        render_markdown(before[0]), compared, is_well=before[0].is_well()
    ).partition("<details")[0]

    row = next(line for line in text.splitlines() if "exemption" in line and "🔻" in line)
    assert row.count("|") == 6
    for mark in ("<img", "@everyone", "](", "*bold*", "`code`", "</details>"):
        assert mark not in text


@pytest.mark.xdist_group("golden-comments")
def test_a_comment_never_outgrows_what_github_takes(before: tuple[Coverage, Snapshot]) -> None:
    """65,536 characters; what is open is closed, and that something is left out is said."""
    many = tuple(
        Change(
            direction=Direction.LOST,
            about=About.PART,
            aspect=Aspect.SETTINGS,
            name="a-part",
            of=f"{number} {'x' * 480}",
            before="",
            after="",
        )
        for number in range(2_000)
    )

    text = render_compared_markdown(
        render_markdown(before[0]), Comparison(base=BASE, changes=many), is_well=True
    )

    assert len(text) < 65_536
    assert "and 1960 more" in text
    assert text.count("<details") == text.count("</details>")
