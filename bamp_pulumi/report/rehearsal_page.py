"""A rehearsal as one self-contained page: no network, no other file."""

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from string import Template

from bamp_pulumi.rehearsal import Rehearsal
from bamp_pulumi.report.page import (
    counts,
    dates_unbroken,
    day_data,
    day_table,
    exempt_table,
    facts,
    faults_table,
    findings_table,
    notes_list,
    resources_tables,
    to_confirm_list,
    verdict,
    wrong_tables,
)
from bamp_pulumi.report.provenance import Provenance
from bamp_pulumi.report.rehearsal_words import AT_MOST_LEGEND, age_in_words, rehearsal_in_words
from bamp_pulumi.report.shown import shown_in_html

__all__ = ["render_rehearsal_page"]


def render_rehearsal_page(rehearsal: Rehearsal, made: Provenance) -> str:
    """Write the page.

    Args:
        rehearsal: What is shown.
        made: What it was made from, for a reader who has this file and nothing else.
    """
    assets = files("bamp_pulumi.report").joinpath("assets")

    def asset(name: str) -> str:
        return assets.joinpath(name).read_text(encoding="utf-8")

    style, script = asset("rehearsal.css"), asset("rehearsal.js")
    return Template(asset("rehearsal.html")).substitute(
        policy=shown_in_html(_policy(style, script)),
        start=f"{rehearsal.start:%Y-%m-%d}",
        end=f"{rehearsal.end:%Y-%m-%d}",
        day=f"{rehearsal.at:%Y-%m-%d}",
        time=f"{rehearsal.at:%H:%M}",
        at=dates_unbroken(f"{rehearsal.at:%Y-%m-%d %H:%M} UTC"),
        days=(rehearsal.end - rehearsal.start).days,
        takes=age_in_words(rehearsal.assumptions.restore_takes),
        reaction=age_in_words(rehearsal.assumptions.reaction),
        at_most_legend=AT_MOST_LEGEND.replace("At most", "Lost at most"),
        summary=dates_unbroken(shown_in_html(rehearsal_in_words(rehearsal))),
        verdict=dates_unbroken(verdict(rehearsal)),
        counts=counts(rehearsal),
        facts=dates_unbroken(facts(rehearsal, made)),
        wrong=dates_unbroken(wrong_tables(rehearsal)),
        resources=dates_unbroken(resources_tables(rehearsal)),
        exempt=dates_unbroken(exempt_table(rehearsal)),
        restorable=day_table(rehearsal),
        faults=dates_unbroken(faults_table(rehearsal)),
        findings=dates_unbroken(findings_table(rehearsal)),
        to_confirm=dates_unbroken(to_confirm_list(rehearsal)),
        notes=dates_unbroken(notes_list(rehearsal)),
        style=style,
        script=script,
        # What closes a script inside of one is written otherwise.
        data=json.dumps(day_data(rehearsal), separators=(",", ":")).replace("<", "\\u003c"),
    )


def _policy(style: str, script: str) -> str:
    """Allow the page its own style and script, by their digests, and nothing else.

    Source: W3C, Content Security Policy Level 3, 2.3.1 Source lists and 6.7.3 Element matching
    (read 2026-11-28).
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_digest(style)}",
            f"script-src {_digest(script)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
