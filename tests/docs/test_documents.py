"""What the documents say is so: links lead somewhere, policies are accepted, numbers agree."""

import re
from pathlib import Path

import pytest

from bamp_pulumi.policy import BackupPolicy, default_policy, load_policy

ROOT = Path(__file__).parents[2]
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").glob("*.md")),
    *sorted((ROOT / "stacks").glob("*.md")),
    *sorted((ROOT / "templates").glob("*.md")),
    *sorted((ROOT / "components").glob("*.md")),
]


def name(page: Path) -> str:
    """Return a page's path from the root."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A dead link is a promise of the page before."""
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
    local = [link for link in links if not link.startswith(("http:", "https:"))]

    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_policy_shown_is_accepted(page: Path) -> None:
    """Nobody should copy from our pages what our code refuses."""
    blocks = re.findall(r"```yaml\n(.*?)```", page.read_text(), flags=re.DOTALL)
    policies = [block for block in blocks if block.startswith("extends:")]

    assert all(isinstance(load_policy(block), BackupPolicy) for block in policies)


def test_no_page_is_an_orphan() -> None:
    """Every page below docs/ is named by another."""
    text = "".join(page.read_text() for page in PAGES)

    assert [name(p) for p in PAGES if "docs" in p.parts and p.name not in text] == []


def test_the_tiers_in_the_readme_are_those_of_the_policy() -> None:
    """The numbers people decide by."""
    readme = (ROOT / "README.md").read_text()
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", readme, flags=re.MULTILINE))

    assert set(rows) == set(default_policy().tiers)
    for tier_name, tier in default_policy().tiers.items():
        kept, copies, rpo, rto = rows[tier_name].split(" | ")
        if not kept.startswith("as "):
            numbers = {int(n) for n in re.findall(r"(\d+)(?= days|,| at)", kept)}
            assert numbers == {rule.lifecycle.delete_after_days for rule in tier.rules}
        regions = {copy.destination_region for rule in tier.rules for copy in rule.copies}
        assert copies == (", ".join(sorted(regions)) or "none")
        assert (minutes(rpo), minutes(rto)) == (tier.rpo_minutes, tier.rto_minutes)


def minutes(words: str) -> int:
    """Read `5 min` or `24 h`."""
    number, unit = words.split()
    return int(number) * {"min": 1, "h": 60}[unit]


def test_the_manifest_has_one_file_name_everywhere() -> None:
    """Whoever follows two pages must not end with two files."""
    programs = [
        *(ROOT / ".github" / "workflows").glob("*.yml"),
        *(ROOT / "bamp_pulumi").rglob("*.py"),
        *(ROOT / "bamp_pulumi" / "templates").rglob("*.y*ml"),
        *(ROOT / "tests").rglob("*.py"),
    ]
    named = {
        found
        for file in (*PAGES, *programs)
        for found in re.findall(r"[\w-]*(?:manifest|baseline)\.json\b", file.read_text())
    }

    assert named == {"account-manifest.json"}
