"""Which callbacks may run on a value that nobody knows.

Cannot prove anything of Python later than 3.13, whose steps are unknown here: such code is not run.
"""

import json
import os
from collections.abc import Callable
from functools import partial
from typing import Any

import pulumi
import pytest

from bamp_pulumi.offline.plain_code import is_plain
from bamp_pulumi.offline.wire import placeholder

PREFIXES = ("in", "out")
SEEN: list[str] = []
MADE_UP = placeholder("name")
count = 0


def statement(arn: str, action: str = "s3:GetObject") -> dict[str, object]:
    """Write a statement."""
    return {"Effect": "Allow", "Action": action, "Resource": f"{arn}/*"}


def document(arn: str) -> str:
    """Write a document, by another function."""
    found = [statement(arn), *[statement(f"{arn}/{prefix}") for prefix in PREFIXES]]
    return json.dumps({"Version": "2012-10-17", "Statement": found}, indent=2)


def branching(arn: str) -> str:
    """Write one thing or another."""
    return json.dumps({"Resource": arn}) if arn else "{}"


def by_branching(arn: str) -> str:
    """Call what branches."""
    return branching(arn)


def counting(arn: str) -> str:
    """Change a global."""
    global count  # noqa: PLW0603 - what is tested
    count = 1
    return arn


def storing(arn: str) -> str:
    """Change what is outside."""
    SEEN[0] = arn
    return arn


def importing(arn: str) -> str:
    """Import when it runs."""
    import shutil  # noqa: PLC0415 - what is tested

    return shutil.which(arn) or ""


def endless(arn: str) -> str:
    """Loop on a condition."""
    while arn:
        pass
    return arn


async def later(arn: str) -> str:
    """Write it later."""
    return arn


Case = Callable[[Any], object]  # Any: what a program's own lambdas take


def with_default(name: str = "a") -> Case:
    """Make a callback that remembers a name, as programs do in loops."""
    return lambda arn, name=name: json.dumps({name: arn})


def with_cell(held: object) -> Case:
    """Make a callback that closes over a value."""
    return lambda arn: json.dumps({"Resource": [arn, held]})


def remembering() -> Case:
    """Make a callback that changes what it closes over."""
    last = ""

    def remember(arn: str) -> str:
        nonlocal last
        last = arn
        return last

    return remember


PLAIN: list[Case] = [
    document,
    json.dumps,
    "".join,
    with_default(),
    with_cell("known"),
    with_cell({"a": [1, 2.5, None, True, ("x",)]}),
    lambda arn: json.dumps(statement(arn, action="s3:*")),
    lambda a: json.dumps({"Resource": [a[0], a["x"] + "/*", "%s/b" % a["y"]]}),  # noqa: UP031
    lambda arn: "{}/{}".format(arn, "*"),
    lambda arn: ",".join([f"{arn}/{p}" for p in PREFIXES]),
    lambda arn: json.dumps({p: f"{arn}/{p}" for p in PREFIXES}),
]


@pytest.mark.parametrize("func", PLAIN)
def test_code_that_only_writes_text_is_plain(func: Case) -> None:
    """It gives the same text around every value."""
    assert is_plain(func)


OTHER: list[Case] = [
    branching,
    by_branching,
    counting,
    storing,
    importing,
    endless,
    later,
    remembering(),
    partial(document),
    print,
    SEEN.append,
    os.remove,
    with_cell(pulumi.Config),
    with_cell(SEEN.append),
    with_cell(MADE_UP),
    with_cell(branching),
    with_default(MADE_UP),
    lambda arn: MADE_UP + arn,
    lambda arn: SEEN.append(arn),  # noqa: PLW0108 - as programs write it
    lambda arn: os.remove(arn),  # noqa: PLW0108, PTH107
    lambda arn: open(arn),  # noqa: PLW0108, PTH123, SIM115
    lambda arn: arn.split(":")[4],
    lambda arn: arn[:5],
    lambda arn: arn or "none",
    lambda arn: "a" in arn,
    lambda arn: arn == "a",
    lambda arn: arn * 0,
    lambda arn: [p for p in PREFIXES if p in arn],
    lambda arn: len(arn),  # noqa: PLW0108
    lambda arn: arn.secret,
    lambda arn: (p for p in arn),
]


@pytest.mark.parametrize("func", OTHER)
def test_code_that_may_do_anything_else_is_not(func: Case) -> None:
    """A branch may be the wrong one, and what is done outside is done for good."""
    assert not is_plain(func)
