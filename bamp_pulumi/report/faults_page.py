"""The page of the faults: what each is, and what AWS emits when it happens."""

from collections.abc import Iterator

from bamp_pulumi.rehearsal import (
    FAULTS,
    WIRING_CODES,
    Datapoint,
    Event,
    Fault,
    Scene,
    Signal,
    Silence,
)

__all__ = ["render_faults_page"]

_HEAD = """\
# Faults

`bamp rehearse` lets each of these happen and follows what AWS emits to whoever hears of it. Where
AWS emits nothing, only looking helps: no alert can be wired to it. Who hears of each, by what and
how soon, for the alerts of this library and for three others: [alerts](alerts.md).

| Fault | What happens | What AWS emits |
| --- | --- | --- |
"""
_WIRING = """
## What else is found

As the programs declare it, over the time that is rehearsed, and along the ways of the faults.

| Code | What it is about |
| --- | --- |
"""
_SCENE = Scene(
    account_id="111122223333",
    region="us-east-1",
    vault="primary",
    recovery_region="us-west-2",
    recovery_vault="recovery",
    resource_type="RDS",
    identifier="orders",
    resource_arn="arn:aws:rds:us-east-1:111122223333:db:orders",
    tier="critical",
)
"""An example in which every fault may strike."""


def render_faults_page() -> str:
    """Write the page."""
    rows = (f"| `{name}` | {fault.happens} | {_emits(fault)} |" for name, fault in FAULTS.items())
    codes = (f"| `{code}` | {about} |" for code, about in WIRING_CODES.items())
    return _HEAD + "\n".join(rows) + "\n" + _WIRING + "\n".join(codes) + "\n"


def _emits(fault: Fault) -> str:
    return ", ".join(dict.fromkeys(_named(fault))) or "nothing"


def _named(fault: Fault) -> Iterator[str]:
    for signal in fault.signals(_SCENE):
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
            return "silence: what came from it comes no more"
        case _:
            return f"notification {signal.name}"
