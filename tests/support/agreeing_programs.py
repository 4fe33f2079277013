"""Every program there is in examples, stacks and tests, declared once in this process.

The cases are those of the tests of coverage and of alerts: programs beside a hand-made account.
"""

import runpy
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import pulumi_aws as aws
from alerted import whole as alerted
from alerted import with_trail
from hand_made_account import TAGS, Account, policy_with
from sound_alerts import SOUND
from sound_stores import STORES, with_store

from bamp_pulumi.estate import Estate, find_project
from bamp_pulumi.policy import BackupPolicy, default_policy
from bamp_pulumi.testing import declare
from tests.coverage import (
    test_account_checks,
    test_double_backups,
    test_findings,
    test_restore_tests,
    test_source,
)
from tests.rehearsal import test_alert_cases

__all__ = ["ALWAYS", "GROUPS"]

_ROOT: Final = Path(__file__).parents[2]
_ACCOUNT: Final = "111122223333"
_PARAMETER: Final = "aws:ssm/parameter:Parameter"
Program = Callable[[], object]
Found = Iterator[tuple[str, Callable[[], Estate], BackupPolicy]]
"""Names, how each estate is declared, and the policy that it is judged by."""


def _store() -> None:
    """Declare a database that every hand-made account backs up."""
    aws.rds.Instance(
        "store",
        identifier="store",
        engine="postgres",
        instance_class="db.t4g.micro",
        storage_encrypted=True,
        backup_retention_period=7,
        copy_tags_to_snapshot=True,
        tags=TAGS,
    )


def _beside(*programs: Program) -> Estate:
    """Declare programs as one."""

    def all_of_them() -> None:
        for program in programs:
            program()

    return declare(all_of_them, account_id=_ACCOUNT)


def _as_it_is(estate: Estate) -> Estate:
    return estate


@contextmanager
def _importable(folder: Path) -> Generator[None]:
    """Let a program import what lies beside it, and forget it afterwards."""
    before = {*sys.modules}
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in {*sys.modules} - before:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if file.startswith(str(folder)):
                del sys.modules[name]


def _of_folder(folder: Path, *before: Estate) -> Estate:
    """Declare a program of a folder as a preview does, with what was declared before it."""
    outputs: dict[str, dict[str, Any]] = {  # Any: outputs
        program.name: dict(program.outputs) for one in before for program in one.programs
    }
    parameters = {
        parameter.text("name"): value
        for one in before
        for parameter in one.of_type(_PARAMETER)
        if (value := parameter.text("insecureValue") or parameter.text("value"))
    }
    project = find_project(folder)
    config = project.config(None)

    def program() -> None:
        runpy.run_path(str(folder / "__main__.py"), run_name="__main__")

    with _importable(folder):
        return declare(
            program,
            project=project.name,
            stack=config.stack,
            config=dict(config.values),
            account_id=_ACCOUNT,
            parameters=parameters,
            stack_outputs=outputs,
        )


@cache
def _account() -> Estate:
    return _of_folder(_ROOT / "stacks" / "account")


def folders() -> list[Path]:
    """List the programs of the project, but for the account's own."""
    found = [*_ROOT.glob("examples/*/__main__.py"), *_ROOT.glob("stacks/*/__main__.py")]
    found += _ROOT.glob("tests/**/programs/*/__main__.py")
    return sorted(file.parent for file in found if file.parent != _ROOT / "stacks" / "account")


def _programs() -> Found:
    yield "stacks/account", _account, default_policy()
    account, before = _account(), list[Estate]()
    for folder in folders():
        own = _of_folder(folder, account, *before)
        before.append(own)
        name = str(folder.relative_to(_ROOT))
        yield f"{name} alone", partial(_as_it_is, own), default_policy()
        both = Estate(
            programs=(*own.programs, *account.programs),
            resources=(*own.resources, *account.resources),
        )
        yield name, partial(_as_it_is, both), default_policy()


def _sound_stores() -> Found:
    return ((kind, partial(with_store, kind), policy_with()) for kind in STORES)


def _cases() -> Found:
    """List the cases of what keeps a data store from being backed up, and their sound twins."""
    for name, (program, account, *_) in {**test_source.CASES, **test_source.SOUND}.items():
        yield name, partial(_beside, program, account.declare), policy_with()
    for name, case in test_findings.CASES.items():
        account = case.account or Account()
        declared = partial(_beside, case.program, account.declare)
        yield name, declared, case.policy or policy_with()
    twice = {name: program for name, (program, _) in test_double_backups.TWICE.items()}
    for name, program in {**twice, **test_double_backups.ONCE}.items():
        yield name, partial(_beside, program, Account().declare), policy_with()
    yield from _restore_tests()


ALWAYS: Final = (
    "a restore test",
    "a role that trusts another service",
    "a role that may restore nothing",
    "a type that nobody tests",
    "a file system without its subnet",
)
"""Estates that a sample holds: nothing else in their group is restored to test it."""


def _restore_tests() -> Found:
    """List restore tests: a sound one, and such as restore nothing, or not everything."""
    role, tested = test_restore_tests.role, test_restore_tests.with_test
    files: dict[str, Any] = {"protected_resource_type": "FSx"}  # Any: inputs
    opted_in = Account(opt_in={"FSx": True, "RDS": True})
    coverages = (
        tested(),
        tested(lambda: {"iam_role_arn": role(trust="ec2")}),
        tested(lambda: {"iam_role_arn": role(policies=())}),
        tested(lambda: {"protected_resource_type": "Nonsense"}),
        tested(lambda: files, store=test_restore_tests.lustre, account=opted_in),
    )
    for name, coverage in zip(ALWAYS, coverages, strict=True):
        yield name, partial(_as_it_is, coverage.estate), policy_with()


def _broken_accounts() -> Found:
    broken = {name: account for name, (account, *_) in test_account_checks.BROKEN.items()}
    for name, account in {**broken, **test_account_checks.SOUND}.items():
        yield name, partial(_beside, _store, account.declare), policy_with()
    governed, policy = test_account_checks.Broken(), test_account_checks.compliance()
    declared = partial(_beside, _store, governed.declare)
    yield "a lock in governance mode", declared, policy


def _alerts() -> Found:
    """List the cases of alerting paths, each beside a database and what backs it up."""
    yield "a baseline whose alerts tell everybody", alerted, default_policy()
    paths: dict[str, Program] = {name: path.declare for name, path in SOUND.items()}
    for cases in (test_alert_cases.UNHEARD, test_alert_cases.HEARD):
        paths |= {name: program for name, (program, *_) in cases.items()}
    for name, program in paths.items():
        yield name, partial(_beside, program, Account().declare, _store), policy_with()


def _trail_of_a_closed_bucket() -> None:
    """Declare a trail that AWS refuses: its bucket has no policy that lets CloudTrail write."""
    logs = aws.s3.Bucket("logs", bucket="logs")
    aws.cloudtrail.Trail("trail", s3_bucket_name=logs.bucket, is_multi_region_trail=True)


def _trail(**inputs: Any) -> Program:  # noqa: ANN401 - inputs, typed by pulumi_aws
    """Return what declares a trail with some inputs of its own."""
    given: dict[str, Any] = {"s3_bucket_name": "logs", "is_multi_region_trail": True, **inputs}
    return lambda: aws.cloudtrail.Trail("trail", **given)


def _refused_elsewhere() -> None:
    """Declare a queue that AWS refuses, which nothing depends on, beside a trail."""
    _trail()()
    aws.sqs.Queue("queue", name="no name")


def _alerted_accounts() -> Found:
    """List the alerts of the library beside trails that record something, little or nothing."""
    no_keys = [{"exclude_management_event_sources": ["kms.amazonaws.com"]}]
    for name, program in {
        "a trail of what is read": _trail(event_selectors=[{"read_write_type": "ReadOnly"}]),
        "a trail that leaves AWS KMS out": _trail(event_selectors=no_keys),
        "a trail of another Region": _trail(region="eu-west-1", is_multi_region_trail=False),
        "a trail that is off": _trail(enable_logging=False),
        "a trail of a closed bucket": _trail_of_a_closed_bucket,
        "a queue that is refused": _refused_elsewhere,
    }.items():
        yield name, partial(with_trail, program), default_policy()


GROUPS: Final[Mapping[str, Callable[[], Found]]] = {
    "programs": _programs,
    "sound stores": _sound_stores,
    "cases": _cases,
    "broken accounts": _broken_accounts,
    "alerts": _alerts,
    "alerted accounts": _alerted_accounts,
}
"""Estates by group."""
