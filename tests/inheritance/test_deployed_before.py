"""When a companion waits: the deployed data store has off what AWS asks for.

Values in and out, without an engine; tests/e2e/test_adoption.py runs the whole of it on one.
"""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pulumi
import pytest
from pulumi.runtime import settings

from bamp_pulumi.catalog import CompanionKind, find_data_store
from bamp_pulumi.inheritance.companion import has_what_it_needs
from bamp_pulumi.inheritance.deployed_before import DeployedBefore
from bamp_pulumi.inheritance.findings import backups_off
from bamp_pulumi.inheritance.inherited import PlannedCompanion
from bamp_pulumi.inheritance.watch import Store

DATABASE = "aws:rds/instance:Instance"
URN = f"urn:pulumi:dev::orders::{DATABASE}::orders"
REPLICATION = CompanionKind.RDS_BACKUP_REPLICATION
UNKNOWN = object()


def retention() -> Any:  # noqa: ANN401 - the setting of the catalog
    """Return the catalog's setting of a database's own backups."""
    row = find_data_store(DATABASE, {"engine": "postgres"})
    assert row is not None
    return next(s for s in row.settings if s.path == "backupRetentionPeriod")


def planned(*, asked_at_once: bool = False) -> PlannedCompanion:
    """Plan a replication."""
    return PlannedCompanion(
        kind=REPLICATION, why="w", needs_on=retention(), asked_at_once=asked_at_once
    )


def is_ready(
    now: object, before: object, monkeypatch: pytest.MonkeyPatch, *, dry: bool, at_once: bool
) -> bool:
    """Ask of a database whose output says one thing, and whose earlier output another."""
    monkeypatch.setattr(pulumi.runtime, "is_dry_run", lambda: dry)

    async def ask() -> bool:
        if now is UNKNOWN:
            known: asyncio.Future[bool] = asyncio.Future()
            known.set_result(False)
            value: asyncio.Future[Any] = asyncio.Future()
            value.set_result(None)
            said = pulumi.Output(set(), value, known)
        else:
            said = pulumi.Output.from_input(now)
        resource = SimpleNamespace(backup_retention_period=said)
        store = Store(resource=cast("pulumi.Resource", resource), name="orders", region=None)
        return await has_what_it_needs(store, planned(asked_at_once=at_once), before)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    "case",
    [
        # Output, output before, preview, at once, ready.
        # A deployment: what was read from AWS after the change.
        (0, 0, False, False, False),
        (0.0, 0.0, False, True, False),
        (35, 0, False, False, True),
        (35, 3, False, False, True),
        (UNKNOWN, None, False, False, True),
        # A preview: what is planned, and what there was.
        (35, 0, True, False, False),
        (35, 0.0, True, False, False),
        (35, 0, True, True, True),
        (35, 3, True, False, True),
        (35, None, True, False, True),
        (0, None, True, False, False),
        (UNKNOWN, None, True, False, True),
    ],
)
def test_a_replication_waits_for_backups_that_are_on(
    case: tuple[object, object, bool, bool, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a new database nothing is read, and it is created with its backups on."""
    now, before, dry, at_once, ready = case

    assert is_ready(now, before, monkeypatch, dry=dry, at_once=at_once) is ready


def test_what_needs_nothing_never_waits() -> None:
    """The versioning of a bucket."""
    store = Store(resource=cast("pulumi.Resource", None), name="logs", region=None)
    plain = PlannedCompanion(kind=CompanionKind.BUCKET_VERSIONING, why="w")

    assert asyncio.run(has_what_it_needs(store, plain, None))


@pytest.mark.parametrize(
    ("at_once", "when"),
    [
        (False, "in its next maintenance window, unless applyImmediately is true"),
        (True, "with this deployment"),
    ],
)
def test_the_warning_says_what_happens_and_what_to_run(at_once: bool, when: str) -> None:  # noqa: FBT001 - a column
    """An outage is announced, and no deployment fails for want of the second one."""
    finding = backups_off(REPLICATION, retention(), "it restores there", asked_at_once=at_once)

    assert finding.code == "BAMP-I23"
    assert finding.message == (
        f"backupRetentionPeriod is 0 in the deployed resource, and AWS turns it on {when}; storage "
        "I/O stops for a few seconds to minutes then. The rds backup replication is not created "
        "before it is on: run `pulumi up --refresh` again after that, which creates it: it "
        "restores there"
    )


def args(type_token: str, opts: pulumi.ResourceOptions) -> pulumi.ResourceTransformationArgs:
    """Return what the SDK hands to a transformation."""
    resource = cast("pulumi.Resource", None)
    return pulumi.ResourceTransformationArgs(resource, type_token, "orders", {}, opts)


def answering(value: object) -> Callable[[object], object]:
    """Return a function that always answers the same."""
    return lambda _: value


def test_an_engine_without_hooks_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would refuse the program."""
    monkeypatch.setattr(settings, "monitor_supports_feature", answering(value=False))

    assert DeployedBefore().hooked(args(DATABASE, pulumi.ResourceOptions())) is None


def test_only_types_whose_companions_wait_are_hooked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked of a bucket."""
    monkeypatch.setattr(settings, "monitor_supports_feature", answering(value=True))

    bucket = args("aws:s3/bucket:Bucket", pulumi.ResourceOptions())
    assert DeployedBefore().hooked(bucket) is None


def test_a_hook_is_added_and_the_programs_options_stay_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One object may stand for several resources, and a program may have hooks of its own."""
    monkeypatch.setattr(settings, "monitor_supports_feature", answering(value=True))
    monkeypatch.setattr("pulumi.resource_hooks.register_resource_hook", answering(value=None))
    own = pulumi.ResourceHookBinding(before_update=[print])
    opts = pulumi.ResourceOptions(protect=True, hooks=own)
    before = DeployedBefore()

    found = before.hooked(args(DATABASE, opts))

    assert found is not None
    assert found.opts.protect is True
    assert found.opts.hooks is not None
    first, second = found.opts.hooks.before_update or (None, None)
    assert first is print
    assert isinstance(second, pulumi.ResourceHook)
    assert second.opts is not None
    assert second.opts.on_dry_run
    assert (opts.hooks, own.before_update) == (own, [print])
    second(
        pulumi.ResourceHookArgs(
            urn=URN, id="orders", name="orders", type=DATABASE,
            old_outputs={"backupRetentionPeriod": 3.0},
        )
    )  # fmt: skip
    assert before.values == {(URN, "backupRetentionPeriod"): 3.0}
