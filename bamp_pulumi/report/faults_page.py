"""The page of the faults: what each is, and what AWS emits when it happens."""

from collections.abc import Iterator

from bamp_pulumi.explained import Family, all_explanations
from bamp_pulumi.lambdas.health import HEALTH_CHECKS
from bamp_pulumi.rehearsal import (
    FAULTS,
    REHEARSAL_CODES,
    Absence,
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
emits nothing, only what looks for it finds it: the [health check](#what-aws-says-nothing-of), whose
code is run in the rehearsal. Who is notified of each, by which signal and how soon, with the alerts
of this library and of three others: [alerts](alerts.md). When each page was read stands with the
fault, under [each of them](#each-of-them).

| Fault | What happens | What AWS emits | Source |
| --- | --- | --- | --- |
"""
_LOOKED_FOR = """
## What AWS says nothing of

A copy that is never made is no event. The function of `BackupHealthCheck` looks for it, and a
rehearsal runs the code of that very function:

- It is found in the programs: by its handler, an archive that holds exactly this library's code, a
  schedule that is on and may call it, and a role that Lambda may assume.
- What it reads is the simulated account at the instant of a run, with the fault in it. A call that
  its role does not allow is not answered, as in AWS, and then the check says that it could not see:
  that is no detection. Of an archive that a preview shows as a hash, the policy in force says what
  it looks for.
- It counts as found when a run says of the resource what it would not say without the fault, and
  the event that the function puts for it reaches somebody.
- The time that is stated is the longest until then, from the fault on: until the promise is broken,
  as when the newest copy is older than its rule allows, then one whole interval of the schedule,
  for nobody knows before deployment when that begins, and the timeout of the function. From the
  instant at which the promise is broken it takes at most a day.
- What is broken for less than one interval may lie between two runs, and is in doubt.
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
    tables = _HEAD + "\n".join(rows) + "\n" + _LOOKED_FOR + _FINDINGS + "\n".join(codes) + "\n"
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
            is_check = signal.metric == HEALTH_CHECKS
            silent = f"nothing: its metric {signal.metric}" if is_check else "silence: what it sent"
            return f"{silent} no longer arrives"
        case Absence():
            return "nothing: the health check looks for it"
        case _:
            return f"notification {signal.name}"
