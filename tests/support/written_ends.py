"""How the end of a signal is written, whole, so that tests can compare it as one line."""

from bamp_pulumi.rehearsal.delivery import Delivered, Dropped

__all__ = ["written_end"]


def written_end(end: Delivered | Dropped) -> str:
    """Write everything that an end says."""
    by = f"by {' > '.join(end.by) or 'nothing'}"
    if isinstance(end, Dropped):
        kinds = {"not broken": not end.is_broken, "filter": end.is_filter}
        said = f"dropped at {end.at}: {end.why} ({by})"
    else:
        kinds = {"about alerts": end.about_alerts, "fallback": end.is_fallback}
        said = f"{end.recipient.kind} {end.recipient.address} within {end.minutes} min ({by})"
    said += "".join(f" [{kind}]" for kind, holds in kinds.items() if holds)
    doubt = end.doubt if isinstance(end, Delivered) else ""
    return f"{said} depends on: {doubt}" if doubt else said
