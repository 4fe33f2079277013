"""Draw `docs/images/preview.svg`: the preview of the example service, as a terminal shows it."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Final

from rich.console import Console

from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import load_estate
from bamp_pulumi.policy import default_policy
from bamp_pulumi.report.terminal import print_preview

ROOT: Final = Path(__file__).resolve().parents[1]
COLUMNS: Final = 108


def draw() -> str:
    """Return the picture."""
    estate = load_estate([ROOT / "examples" / "orders", ROOT / "stacks" / "account"])
    # Exemptions are judged on a fixed day: the picture must not change by itself.
    coverage = cover(estate, default_policy(), today=date(2026, 11, 22))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), highlight=False)
    console.print("[bold]$ bamp preview examples/orders stacks/account[/bold]\n")
    print_preview(coverage, console, allow_unverified=False, verbose=False)
    svg = console.export_svg(title="bamp preview", unique_id="preview")
    # The viewer's own monospace font will do; a page must not fetch one from elsewhere.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    (ROOT / "docs" / "images" / "preview.svg").write_text(draw() + "\n", encoding="utf-8")
