"""A reading that was cut off goes on where it stopped, from what was written as JSON."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from typing import Final

import pytest
from aws_backup_stand_in import StandIn, fails
from backed_up_account import PRIMARY, RECOVERY, TYPES, sound_account

from bamp_pulumi.lambdas.health.reading import Budget, Progress, read_account
from bamp_pulumi.lambdas.health.records import Seen

POINTS: Final = "backup:ListRecoveryPointsByBackupVault"
TAGS: Final = "resourcegroupstaggingapi:GetResources"


def read(stand_in: StandIn, progress: Progress | None = None, calls: int = 1_000) -> Seen:
    """Read the account of a stand-in, or go on with it."""
    return read_account(
        stand_in.connect,
        (PRIMARY, RECOVERY),
        ("main", "recovery"),
        TYPES,
        since=timedelta(days=40),
        budget=Budget(calls=calls, seconds=600),
        now=stand_in.now,
        sleep=stand_in.sleep,
        progress=progress,
    )


@pytest.mark.parametrize("what", [POINTS, TAGS])
def test_a_list_whose_token_has_expired_is_begun_again(what: str) -> None:
    """A reading is gone on with a day later: what was read is there once, and the rest too."""
    stand_in = sound_account()
    stand_in.page = 1
    stand_in.faults.append(fails(what, "AccessDeniedException", region=PRIMARY, first=2, last=2))
    progress = Progress()
    assert read(stand_in, progress).unseen
    stream = StringIO()
    progress.write(stream)
    stand_in.epoch = "2"
    seen = read(stand_in, Progress.read(StringIO(stream.getvalue())))

    assert seen == read(sound_account())


def test_pages_that_were_read_are_not_asked_for_again() -> None:
    """Of five pages the fourth was denied: the next reading begins with it."""
    stand_in = sound_account()
    stand_in.page = 1
    stand_in.lists[PRIMARY, "dynamodb:ListTables"] = [f"table-{one}" for one in range(5)]
    stand_in.faults.append(
        fails("dynamodb:ListTables", "AccessDeniedException", region=PRIMARY, first=4, last=4)
    )
    progress = Progress()
    read(stand_in, progress)
    stream = StringIO()
    progress.write(stream)
    seen = read(stand_in, Progress.read(StringIO(stream.getvalue())))

    assert [
        one.arguments.get("ExclusiveStartTableName")
        for one in stand_in.calls
        if (one.region, one.operation) == (PRIMARY, "ListTables")
    ] == [None, "table-0", "table-1", "table-2", "table-2", "table-3"]
    assert seen.unseen == ()
    assert sum(store.type == "DynamoDB" for store in seen.stores) == 5


def test_reading_goes_on_where_it_stopped() -> None:
    """Ten calls at a time, written and read back each time: the same is seen in the end."""
    stand_in = sound_account()
    stand_in.page = 1
    progress, rounds = Progress(), 0
    while True:
        seen = read(stand_in, progress, calls=10)
        rounds += 1
        if not seen.unseen:
            break
        stream = StringIO()
        progress.write(stream)
        progress = Progress.read(StringIO(stream.getvalue()))

    assert rounds > 3
    assert seen == read(sound_account())
    asked = Counter((one.region, one.what, repr(one.arguments)) for one in stand_in.calls)
    assert max(asked.values()) == 1, "a page that was read is not asked for again"
