"""Every door says the same of a stack that is adopted, by the documents of a real engine.

tests/e2e/doors.json is what the engine wrote while tests/e2e/programs/doors was adopted: the export
before, the preview, the export after the first deployment, and the one after the maintenance
windows and the second. Here the program is run offline beside these exports. Cannot prove that the
stand-in's provider plans as the real one does.
"""

import importlib.util
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from bamp_pulumi.adoption import AdoptedStore, plan_adoption
from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import (
    Coverage,
    assume_account,
    cover,
    judge_first_deployment,
)
from bamp_pulumi.estate import Estate, estate_from_document, estate_from_stack_export
from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.policy import default_policy
from tests.e2e.doors_record import PROGRAM, read_doors

TODAY: Final = date(2026, 11, 29)
ACCOUNT: Final = "123456789012"
DECLARED: Final = (
    "silent", "three", "two", "full", "at-once", "keyed", "sealed", "guarded", "ignoring",
    "untagged", "replicated", "new", "new-in-the-west", "western", "of-the-west", "renamed",
    "boxed", "rekeyed", "relocated", "versioned", "plain", "recovered", "unrecovered", "aurora",
    "secret",
)  # fmt: skip
GONE: Final = ("removed", "let-go")
WAITS: Final = frozenset({"silent", "keyed", "sealed", "guarded", "untagged", "renamed", "boxed"})
NOT_JUDGED: Final = frozenset({"keyed", "untagged"})
"""Of these another fault is said first: a key that nobody declares, tags that never arrive."""
"""Databases whose replication waits for the second deployment."""
LOSSES: Final = frozenset({"BAMP-V97", "BAMP-V98", "BAMP-V99"})
# Any, in this file: JSON documents.
Verdict = tuple[str, str, frozenset[str]]
"""Status, tier and codes of a data store, with those of what is lost of it."""


@cache
def recorded() -> dict[str, Any]:
    """Read the record once."""
    return read_doors()


@cache
def situations() -> Callable[..., None]:
    """Load the function that declares the program of the record."""
    spec = importlib.util.spec_from_file_location("situations", PROGRAM / "situations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.declare


@cache
def program(beside: str) -> Coverage:
    """Judge the program: alone, or beside an export of the record by its name."""
    setting = Setting(
        project="orders",
        stack="prod",
        root=Path.cwd(),
        place=Place(account_id=ACCOUNT, region="us-east-1"),
        config={"aws:region": "us-east-1"},
        deployed=recorded()[beside]["deployment"]["resources"] if beside else None,
    )
    document = {**run(lambda: situations()(adopted=True), setting)}
    return judged(estate_from_document(document, account_id=ACCOUNT))


@cache
def preview() -> Coverage:
    """Judge the engine's preview."""
    return judged(estate_from_document(recorded()["preview"], account_id=ACCOUNT))


@cache
def export(name: str) -> Coverage:
    """Judge an export."""
    return judged(estate_from_stack_export(recorded()[name]))


def judged(estate: Estate) -> Coverage:
    """Judge an estate by the built-in account."""
    assumed = assume_account(estate, None, today=TODAY)
    whole = assumed or cover(estate, default_policy(), today=TODAY)
    return judge_transition(whole, today=TODAY)


def verdict(coverage: Coverage, name: str) -> Verdict:
    """Return what is said of a data store, and of what is lost of it."""
    (found,) = [one for one in coverage.resources if one.resource.name == name]
    # The key of a replication is the account's, which is not given: an engine asks AWS which it is.
    codes = {finding.id for finding in found.findings} - {"BAMP-V78"} | lost(coverage, name)
    return str(found.status), found.tier, frozenset(codes)


def lost(coverage: Coverage, name: str) -> set[str]:
    """Return the codes of what is lost of a resource."""
    return {
        one.id
        for one in coverage.findings
        if one.id in LOSSES and one.urn.rpartition("::")[2] == name
    }


def stores(coverage: Coverage) -> Mapping[str, AdoptedStore]:
    """Return what `bamp adopt` plans, by name."""
    return {store.name: store for store in plan_adoption(coverage).stores}


def test_the_record_says_nothing_of_a_machine() -> None:
    """Neither a path nor a time, and no secret."""
    text = repr(recorded())

    assert not [part for part in ("/tmp", "file://", "/home", "2026-") if part in text]  # noqa: S108
    assert "not-a-password" not in text


def test_the_first_deployment_writes_an_export_of_the_newer_version() -> None:
    """A stack with hooks is exported in version 4: it is read as one of version 3 is."""
    assert recorded()["before"]["version"] == 3
    assert (recorded()["after"]["version"], recorded()["after"]["features"]) == (4, ["hooks"])


@pytest.mark.parametrize("name", DECLARED)
def test_program_beside_state_and_preview_of_the_engine_agree(name: str) -> None:
    """The same status, tier and codes."""
    assert verdict(program("before"), name) == verdict(preview(), name)


@pytest.mark.parametrize("name", GONE)
def test_what_is_deleted_is_said_of_both(name: str) -> None:
    """With the same words: what AWS deletes with it, and what it keeps."""
    said = [
        {f.message for f in one.findings if f.id in LOSSES and f.urn.endswith(f"::{name}")}
        for one in (program("before"), preview())
    ]

    assert said[0] == said[1]


@pytest.mark.parametrize("name", DECLARED)
def test_what_the_program_alone_does_not_know_is_named(name: str) -> None:
    """What waits or is ignored is named in BAMP-V105; what is replaced is known of no program."""
    alone, beside = verdict(program(""), name), verdict(program("before"), name)

    if alone[2] | LOSSES != beside[2] | LOSSES or alone[:2] != beside[:2]:
        assert name in named()
    assert not alone[2] - beside[2] - {"BAMP-V03"}


def named() -> set[str]:
    """Return the names that BAMP-V105 has of the program alone."""
    whole = judge_first_deployment(program(""))
    (finding,) = [f for f in whole.findings if f.id == "BAMP-V105"]
    return {part.strip(",") for part in finding.message.replace(" and ", " ").split()}


@pytest.mark.parametrize("name", DECLARED)
def test_after_the_first_deployment_program_and_export_agree(name: str) -> None:
    """The export says what still waits: a retention that AWS turns on later, and a replication."""
    assert verdict(export("after"), name) == verdict(program("after"), name)
    is_said = name in WAITS - NOT_JUDGED or name == "ignoring"
    assert ("BAMP-V79" in verdict(export("after"), name)[2]) is is_said


@pytest.mark.parametrize("name", DECLARED)
def test_after_the_second_deployment_all_doors_agree(name: str) -> None:
    """The promised retention is there, and the program beside this state changes nothing."""
    assert verdict(export("settled"), name) == verdict(program("settled"), name)
    assert ("BAMP-V79" in verdict(export("settled"), name)[2]) is (name == "ignoring")


@pytest.mark.parametrize("name", DECLARED)
def test_adopt_plans_what_the_preview_of_the_engine_plans(name: str) -> None:
    """By the program beside its state and by the engine's document: it is one reading."""
    ours, theirs = stores(program("before"))[name], stores(preview())[name]

    assert (ours.is_deployed, ours.status) == (theirs.is_deployed, theirs.status)
    assert ours.changes == theirs.changes
    assert (ours.companions, ours.late_companions) == (theirs.companions, theirs.late_companions)
    assert bool(ours.late_companions) is (name in WAITS)
    assert ours.waits_for == theirs.waits_for
    assert ours.warnings == theirs.warnings


def test_once_settled_adopt_changes_nothing() -> None:
    """No deployment is left to make."""
    plan = plan_adoption(program("settled"))

    assert [s.name for s in plan.stores if s.changes or s.companions or s.late_companions] == []
    assert (plan.deployments, plan.lost) == (0, ())
