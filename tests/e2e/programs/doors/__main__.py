"""Data stores as they are before their program inherits, and after; step.json says which."""

import json
from pathlib import Path
from typing import Any

from situations import declare

# Any: JSON.
step: dict[str, Any] = json.loads(Path(__file__).with_name("step.json").read_text())
declare(adopted=step["adopted"])
