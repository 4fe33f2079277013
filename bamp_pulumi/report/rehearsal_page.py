"""A rehearsal as one page that needs nothing else: no network, no file beside it."""

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from string import Template

from bamp_pulumi.rehearsal import (
    FAULTS,
    ContinuousPoint,
    RecoveryPoint,
    Rehearsal,
    RehearsedKind,
)
from bamp_pulumi.report.rehearsal_words import (
    AT_MOST_LEGEND,
    EXEMPT_TITLE,
    FaultLine,
    bound_in_words,
    exempt_in_words,
    fault_lines,
    rehearsal_in_words,
    to_confirm_in_words,
    worst_in_words,
)
from bamp_pulumi.report.shown import shown, shown_in_html

__all__ = ["render_rehearsal_page"]

_MINUTE = timedelta(minutes=1)
_STANDING: Mapping[bool | None, str] = {True: "good", None: "open", False: "bad"}


def render_rehearsal_page(rehearsal: Rehearsal) -> str:
    """Write the page."""
    assets = files("bamp_pulumi.report").joinpath("assets")

    def asset(name: str) -> str:
        return assets.joinpath(name).read_text(encoding="utf-8")

    style, script = asset("rehearsal.css"), asset("rehearsal.js")
    return Template(asset("rehearsal.html")).substitute(
        policy=shown_in_html(_policy(style, script)),
        start=f"{rehearsal.start:%Y-%m-%d}",
        at_most_legend=AT_MOST_LEGEND,
        end=f"{rehearsal.end:%Y-%m-%d}",
        day=f"{rehearsal.at:%Y-%m-%d}",
        time=f"{rehearsal.at:%H:%M}",
        at=f"{rehearsal.at:%Y-%m-%d %H:%M} UTC",
        days=(rehearsal.end - rehearsal.start).days,
        summary=shown_in_html(rehearsal_in_words(rehearsal)),
        faults="\n".join(_fault_row(line) for line in fault_lines(rehearsal)),
        findings=_findings(rehearsal),
        not_restorable=_not_restorable(rehearsal),
        exempt=_exempt(rehearsal),
        to_confirm=_to_confirm(rehearsal),
        style=style,
        script=script,
        # What closes a script inside of one is written otherwise.
        data=json.dumps(_data(rehearsal), separators=(",", ":")).replace("<", "\\u003c"),
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


def _fault_row(line: FaultLine) -> str:
    standing = _STANDING[line.detected]
    lost = "bad" if line.lost.startswith("all") else ""
    said = f"<code>{line.fault}</code><small>{shown_in_html(FAULTS[line.fault].happens)}</small>"
    notified = f"{shown_in_html(line.notified)}{_small(line.accepted)}{_small(line.says)}"
    cells = (
        _cell("Fault", said),
        _cell("Notified", notified, standing),
        _cell("Within", shown_in_html(line.within), "number"),
        _cell("Lost at most", shown_in_html(line.lost), f"number {lost}"),
        _cell("Recovered within", shown_in_html(line.recovered), "number"),
        _cell("Left to restore from", _regions(line.left)),
    )
    return f"<tr>{''.join(cells)}</tr>"


def _small(text: str) -> str:
    return f"<small>{shown_in_html(text)}</small>" if text else ""


def _regions(left: str) -> str:
    """Write names of Regions, which do not wrap at their hyphens."""
    names = (f'<span class="region">{shown_in_html(name)}</span>' for name in left.split(", "))
    return f"<span>{', '.join(names)}</span>" if left else "nothing"


def _cell(label: str, content: str, kind: str = "") -> str:
    """Write a cell; on a phone, where there are no columns, its label stands before it."""
    return f'<td data-label="{label}" class="{kind.strip()}">{content}</td>'


def _findings(rehearsal: Rehearsal) -> str:
    if not rehearsal.findings:
        return '<p class="dim">Nothing, among what the programs declare.</p>'
    listed = (
        f"<li><code>{f.code}</code> {shown_in_html(f.at)}: {shown_in_html(f.why)}</li>"
        for f in rehearsal.findings
    )
    return f"<ul>{''.join(listed)}</ul>"


def _not_restorable(rehearsal: Rehearsal) -> str:
    """Write the section of what has no restore points; nothing when all have some."""
    if not rehearsal.not_restorable:
        return ""
    listed = (
        f'<li class="bad">{shown_in_html(one.resource.name)} '
        f'<span class="dim">{shown_in_html(one.label)}</span>: '
        f"{one.status}, {shown_in_html(one.how)}</li>"
        for one in rehearsal.not_restorable
    )
    title = "<h2>What could not be restored, as far as is known</h2>"
    return f"<section>{title}<ul>{''.join(listed)}</ul></section>"


def _exempt(rehearsal: Rehearsal) -> str:
    """Write the section of what needs no backup; nothing when there is none."""
    if not rehearsal.exempt:
        return ""
    listed = (
        f"<li>{shown_in_html(one.resource.name)} "
        f'<span class="dim">{shown_in_html(one.label)}</span>: '
        f"{shown_in_html(exempt_in_words(one, rehearsal.at))}</li>"
        for one in rehearsal.exempt
    )
    return f"<section><h2>{EXEMPT_TITLE}</h2><ul>{''.join(listed)}</ul></section>"


def _to_confirm(rehearsal: Rehearsal) -> str:
    """Write the section of what somebody has to confirm; nothing when there is nothing."""
    lines = to_confirm_in_words(rehearsal)
    if not lines:
        return ""
    listed = "".join(f"<li>{shown_in_html(line)}</li>" for line in lines)
    return f"<section><h2>What is still to be confirmed by hand</h2><ul>{listed}</ul></section>"


def _data(rehearsal: Rehearsal) -> dict[str, object]:
    """Put what the script asks for into plain values, times in minutes since the start."""
    start = rehearsal.start
    return {
        "start": f"{start:%Y-%m-%dT%H:%MZ}",
        "minutes": (rehearsal.end - start) // _MINUTE,
        "kinds": [_kind(one, start) for one in rehearsal.kinds],
    }


def _kind(one: RehearsedKind, start: datetime) -> dict[str, object]:
    others = len(one.kind.members) - 1
    return {
        "name": shown(one.kind.one.resource.name) + (f" and {others} alike" if others else ""),
        "label": shown(one.kind.one.label),
        "regions": [_region(one, name) for name in one.exposures],
        "points": [_point(point, start) for point in one.history.points],
        "live": [_live(point, start) for point in one.history.continuous],
    }


def _region(one: RehearsedKind, name: str) -> dict[str, object]:
    worst = one.exposures[name]
    return {
        "name": shown(name),
        "atMost": bound_in_words(one, name),
        "worst": ", ".join(filter(None, worst_in_words(one, name))),
        "isKnown": name in one.at_most,
        "isBad": name in one.at_most and (worst is None or worst.loss is None),
    }


def _point(point: RecoveryPoint, start: datetime) -> dict[str, object]:
    return {
        "rule": shown(point.rule),
        "region": shown(point.region),
        "created": (point.created - start) // _MINUTE,
        "complete": (point.complete - start) // _MINUTE,
        "expires": None if point.expires is None else (point.expires - start) // _MINUTE,
        "copy": point.is_copy,
    }


def _live(point: ContinuousPoint, start: datetime) -> dict[str, object]:
    return {
        "region": shown(point.region),
        "since": (point.since - start) // _MINUTE,
        "days": point.days,
        "lag": point.lag_minutes,
    }
