"""The page of the faults: what each is, and what AWS emits when it happens."""

from collections.abc import Iterator

from bamp_pulumi.explained import Family, all_explanations
from bamp_pulumi.rehearsal import (
    FAULTS,
    REHEARSAL_CODES,
    Datapoint,
    Event,
    Fault,
    Signal,
    Silence,
)
from bamp_pulumi.report.explained_page import explained_sections

__all__ = ["render_faults_page"]

_HEAD = """\
# Faults

`bamp rehearse` simulates each of these and follows what AWS emits to whoever is notified. Where AWS
emits nothing, no alert is possible, and only an inspection finds it. Who is notified of each, by
which signal and how soon, with the alerts of this library and of three others: [alerts](alerts.md).
When each page was read stands with the fault, under [each of them](#each-of-them).

| Fault | What happens | What AWS emits | Source |
| --- | --- | --- | --- |
"""
_FINDINGS = """
## What else is found

In the programs, over the time that is rehearsed, and along the alerting paths.

| Code | What it is about |
| --- | --- |
"""


def render_faults_page() -> str:
    """Write the page."""
    rows = (_row(name, fault) for name, fault in FAULTS.items())
    codes = (
        f"| [`{code}`](#{code.lower()}) | {about} |" for code, about in REHEARSAL_CODES.items()
    )
    tables = _HEAD + "\n".join(rows) + "\n" + _FINDINGS + "\n".join(codes) + "\n"
    explained = (o for o in all_explanations() if o.family in (Family.FAULTS, Family.REHEARSAL))
    return f"{tables}\n## Each of them\n\n{explained_sections(explained)}"


def _row(name: str, fault: Fault) -> str:
    return f"| [`{name}`](#{name}) | {fault.happens} | {_emits(fault)} | {fault.source} |"


def _emits(fault: Fault) -> str:
    return ", ".join(dict.fromkeys(_named(fault))) or "nothing"


def _named(fault: Fault) -> Iterator[str]:
    for signal in fault.emits:
        yield _name(signal)


def _name(signal: Signal) -> str:
    match signal:
        case Event() if "eventName" in signal.detail:
            return f"call {signal.detail['eventName']}"
        case Event():
            said = signal.detail.get("state", signal.detail.get("status", ""))
            unsure = " (listed, no sample)" if signal.depends_on else ""
            return " ".join(filter(None, ["event", signal.detail_type, str(said)])) + unsure
        case Datapoint():
            return f"metric {signal.namespace} {signal.metric}"
        case Silence():
            return "silence: what it sent no longer arrives"
        case _:
            return f"notification {signal.name}"
