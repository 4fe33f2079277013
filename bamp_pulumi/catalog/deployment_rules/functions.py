"""What Lambda refuses of a function and no pattern says.

900 seconds at most, and 5,400 of a function on Lambda Managed Instances, which its capacity
provider makes it. Source: Lambda API, CreateFunction.Timeout (read 2026-11-28).
"""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.catalog.conditions import value_at
from bamp_pulumi.catalog.deployment_rules.reading import Inputs, is_absent, refusal
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.input_rule import number_of

__all__ = ["function_refusals"]

_MOST: Final = 900
_MOST_MANAGED: Final = 5_400
"""Beyond it, the rule of the API model refuses the number for every function."""


def function_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """A function runs for a quarter of an hour at most, except on Managed Instances."""
    seconds = number_of(value_at(inputs, "timeout"))
    if seconds is None or not _MOST < seconds <= _MOST_MANAGED:
        return
    if is_absent(inputs, "capacityProviderConfig"):
        why = "Lambda refuses the function (Lambda API, CreateFunction.Timeout)"
        yield refusal("timeout", f"{seconds:g}", f"at most {_MOST} seconds", why)
