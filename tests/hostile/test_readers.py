"""Whatever a file or a field holds: an answer, or one refusal in the form of the house.

Each reader is given sound inputs with a few mutations, the same ones each time. In the gate few, by
`make props` 10,000 for each reader. Cannot prove that no input breaks a reader.
"""

import random
from pathlib import Path
from time import process_time

import pytest
from hostile_readers import READERS
from sweeps import Effort, effort, tries

from bamp_pulumi.errors import BampError

INPUTS = tries("hostile inputs of a reader", sample=80, all_=400, deep=10_000)
SHARE_OF_THE_GATE = {"path of function": 0.2, "policy as data": 0.4, "inputs": 0.2}
LONGEST_SECONDS = 5


@pytest.mark.parametrize("name", READERS)
def test_the_sound_input_is_read(name: str, tmp_path: Path) -> None:
    """Otherwise its mutations would try the first refusal only."""
    READERS[name].read(READERS[name].sound(), tmp_path)


@pytest.mark.parametrize("name", READERS)
def test_a_mutated_input_is_read_or_refused_in_time(name: str, tmp_path: Path) -> None:
    """No traceback, and five seconds of CPU at most for each."""
    reader = READERS[name]
    share = (
        reader.share if effort() is not Effort.SAMPLE else SHARE_OF_THE_GATE.get(name, reader.share)
    )
    broken: list[str] = []
    for number in range(int(INPUTS * share)):
        given = reader.input(random.Random(f"{name}-{number}"))  # noqa: S311 - the same each time
        began = process_time()
        try:
            reader.read(given, tmp_path)
        except BampError as error:
            broken += [f"{number}: no code" for refusal in error.refusals if not refusal.code]
        except Exception as error:  # noqa: BLE001 - any other one is a fault
            broken.append(f"{number}: {error!r:.200}")
        if process_time() - began > LONGEST_SECONDS:
            broken.append(f"{number}: took over {LONGEST_SECONDS} s")

    assert broken == []
