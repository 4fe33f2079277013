"""Draw `docs/images/*.svg`: the commands on the example service, as a terminal shows them."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from rich.console import Console

from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.estate import load_estate
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import rehearse
from bamp_pulumi.report.terminal import print_preview, print_rehearsal

ROOT: Final = Path(__file__).resolve().parents[1]
IMAGES: Final = ROOT / "docs" / "images"
COLUMNS: Final = 108
PROGRAMS: Final = "examples/orders stacks/account"
# The pictures must not change by themselves: exemptions are judged, and a year begins, on a day.
TODAY: Final = date(2026, 11, 22)
FAULTS: Final = (
    "backup-job-failed",
    "copy-job-stuck",
    "tag-lost",
    "selection-deleted",
    "recovery-points-stay-expired",
    "storage-nearly-full",
    "primary-region-lost",
)


def preview(coverage: Coverage, console: Console) -> None:
    """Show `bamp preview`."""
    console.print(f"[bold]$ bamp preview {PROGRAMS}[/bold]\n")
    print_preview(coverage, console, allow_unverified=False, verbose=False)


def rehearsal(coverage: Coverage, console: Console) -> None:
    """Show `bamp rehearse` with some of the faults."""
    chosen = " ".join(f"--fault {fault}" for fault in FAULTS)
    options = f"--from {TODAY} --at 2027-06-01 {chosen}"
    console.print(f"[bold]$ bamp rehearse {PROGRAMS} {options}[/bold]\n")
    start = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    at = datetime(2027, 6, 1, tzinfo=UTC)
    print_rehearsal(rehearse(coverage, start=start, days=400, at=at, faults=FAULTS), console)


PICTURES: Final[Mapping[str, Callable[[Coverage, Console], None]]] = {
    "preview": preview,
    "rehearsal": rehearsal,
}


def draw(name: str, coverage: Coverage) -> str:
    """Return a picture."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), highlight=False)
    PICTURES[name](coverage, console)
    svg = console.export_svg(title=f"bamp {name}", unique_id=name)
    # The viewer's own monospace font will do; a page must not fetch one from elsewhere.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    estate = load_estate([ROOT / folder for folder in PROGRAMS.split()])
    judged = cover(estate, default_policy(), today=TODAY)
    for picture in PICTURES:
        (IMAGES / f"{picture}.svg").write_text(draw(picture, judged) + "\n", encoding="utf-8")
