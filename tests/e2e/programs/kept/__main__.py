"""One resource of each type that `inherit` writes to; step.json says what this deployment changes.

`tier`: the tier to inherit, none without it. `suffix`: what follows each logical name. `component`:
declare everything inside a component. `alias`: name the earlier URNs as aliases. `physical`: what
follows each name in AWS that the program gives. `replace`: change an input that makes a new
resource. `protect`, `retain`: options of every resource. `only`: declare these alone.
"""

import json
from pathlib import Path
from typing import Any

import pulumi
from data_stores import ALONE, GIVEN_NAMES, STORES

import bamp_pulumi as bamp

# Any: JSON.
step: dict[str, Any] = json.loads(Path(__file__).with_name("step.json").read_text())
if "tier" in step:
    bamp.inherit(owner="orders", tier=step["tier"])

shop = pulumi.ComponentResource("shop:index:Shop", "shop") if step.get("component") else None
suffix, physical = step.get("suffix", ""), step.get("physical", "")
for name, (make, inputs, replacing) in STORES.items():
    if name not in step.get("only", STORES.keys() - ALONE):
        continue
    named = {key: inputs[key] + physical for key in inputs.keys() & GIVEN_NAMES}
    earlier = [pulumi.Alias(name=name, parent=pulumi.ROOT_STACK_RESOURCE)]
    if shop is not None:
        earlier.append(pulumi.Alias(name=name + suffix, parent=pulumi.ROOT_STACK_RESOURCE))
    make(
        name + suffix,
        **{**inputs, **named, **(replacing if step.get("replace") else {})},
        opts=pulumi.ResourceOptions(
            parent=shop,
            aliases=earlier if step.get("alias") else None,
            protect=step.get("protect"),
            retain_on_delete=step.get("retain"),
        ),
    )
