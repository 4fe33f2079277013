"""The one line: what it takes, where it may stand, and how it says what is wrong."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.errors import BampError, PolicyError
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.testing import declare

BUCKET = "aws:s3/bucket:Bucket"
DATABASE = "aws:rds/instance:Instance"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"


def refused(program: Callable[[], object], config: dict[str, str] | None = None) -> ProgramError:
    """Run a program that must end in one error of ours."""

    def run() -> None:
        program()

    with pytest.raises(ProgramError) as caught:
        declare(run, config=config)
    return caught.value


def code(program: Callable[[], object], config: dict[str, str] | None = None) -> str:
    """Return the only code that a program is refused with."""
    (refusal,) = refused(program, config).refusals
    return refusal.code


def tags(config: dict[str, str] | None = None, **arguments: Any) -> object:  # noqa: ANN401 - arguments of `inherit`
    """Return what an untagged bucket inherits."""

    def program() -> None:
        bamp.inherit(**arguments)
        aws.s3.Bucket("logs")

    return declare(program, config=config).one(BUCKET).inputs["tags"]


def test_owner_and_tier_are_taken_from_the_call() -> None:
    """The line says it all."""
    assert tags(owner="orders", tier="critical") == {
        "backup-owner": "orders",
        "backup-tier": "critical",
    }


def test_owner_and_tier_may_come_from_configuration() -> None:
    """One program, a stack for each environment."""
    config = {"bamp:owner": "orders", "bamp:tier": "development"}

    assert tags(config) == {"backup-owner": "orders", "backup-tier": "development"}


def test_an_argument_goes_before_configuration() -> None:
    """What the program says is nearer than what its stack says."""
    config = {"bamp:owner": "theirs", "bamp:tier": "development"}

    assert tags(config, owner="orders", tier="critical") == {
        "backup-owner": "orders",
        "backup-tier": "critical",
    }


def test_the_default_tier_is_that_of_the_policy() -> None:
    """A policy of the team's own has its own default."""
    policy = bamp.load_policy({"extends": "default", "default_tier": "regulated"})

    assert tags(owner="orders", policy=policy) == {
        "backup-owner": "orders",
        "backup-tier": "regulated",
    }


def test_a_policy_may_come_from_configuration_as_an_object() -> None:
    """As changes to a preset, or whole."""
    changes = {"extends": "default", "tiers": {"standard": {"native_retention_days": 14}}}

    def program() -> None:
        bamp.inherit(owner="orders")
        aws.rds.Instance(
            "orders",
            engine="postgres",
            instance_class="db.t4g.micro",
            backup_retention_period=7,
        )

    estate = declare(program, config={"bamp:policy": json.dumps(changes)})

    assert estate.one(DATABASE).inputs["backupRetentionPeriod"] == 14


def test_a_wrong_policy_in_configuration_is_refused_with_its_path() -> None:
    """One clear error that names the key of the stack file."""
    changes = {"extends": "default", "tiers": {"standard": {"native_retention_days": 36}}}

    error = refused(lambda: bamp.inherit(owner="orders"), {"bamp:policy": json.dumps(changes)})

    assert str(error).startswith("bamp:policy.tiers.standard.native_retention_days")


def test_that_versions_may_expire_may_come_from_configuration() -> None:
    """The argument wins over it, both ways."""

    def lifecycles(*, argument: bool | None, configured: str) -> int:
        def program() -> None:
            bamp.inherit(owner="orders", expire_noncurrent_versions=argument)
            aws.s3.Bucket("logs")

        key = "bamp:expire_noncurrent_versions"
        return len(declare(program, config={key: configured}).of_type(LIFECYCLE))

    assert lifecycles(argument=None, configured="true") == 1
    assert lifecycles(argument=None, configured="false") == 0
    assert lifecycles(argument=False, configured="true") == 0
    assert lifecycles(argument=True, configured="false") == 1


def test_a_key_of_configuration_that_nothing_reads_is_refused() -> None:
    """Pulumi would ignore it, and so would everybody else."""
    error = refused(lambda: bamp.inherit(owner="orders"), {"bamp:teir": "critical"})

    (refusal,) = error.refusals
    assert (refusal.code, refusal.path) == ("BAMP-I07", "bamp:teir")
    assert refusal.write == "bamp:tier: critical"


def test_keys_of_other_namespaces_are_nobodys_business() -> None:
    """Each program has its own."""

    def program() -> None:
        bamp.inherit(owner="orders")
        aws.s3.Bucket("logs")

    assert declare(program, config={"orders:teir": "x", "aws:region": "us-east-1"}).one(BUCKET)


def test_a_second_call_is_refused() -> None:
    """Two policies on one resource would contradict each other."""

    def program() -> None:
        bamp.inherit(owner="orders")
        bamp.inherit(owner="orders")

    assert code(program) == "BAMP-I02"


def test_a_call_after_a_resource_is_refused_and_names_it() -> None:
    """That resource would be missed in silence."""

    def program() -> None:
        aws.s3.Bucket("logs")
        aws.s3.Bucket("more")
        bamp.inherit(owner="orders")

    (refusal,) = refused(program).refusals

    assert refusal.code == "BAMP-I03"
    assert refusal.given == "inherit() after aws:s3/bucket:Bucket logs and 1 more was declared"
    assert refusal.write == "bamp.inherit(owner='orders')  # below the imports"


def test_configuration_and_functions_before_the_call_are_fine() -> None:
    """Nothing is declared by reading."""

    def program() -> None:
        pulumi.Config("bamp").get("tier")
        aws.get_caller_identity()
        aws.get_region_output()
        pulumi.StackReference("organization/network/prod")
        bamp.inherit(owner="orders")
        aws.s3.Bucket("logs")

    assert "backup-tier" in str(declare(program).one(BUCKET).inputs["tags"])


def test_a_call_outside_a_program_is_refused() -> None:
    """There is nothing that could inherit."""
    with pytest.raises(ProgramError, match="BAMP-I04"):
        bamp.inherit(owner="orders")


def test_a_call_without_an_owner_is_refused() -> None:
    """Somebody must hear when a backup fails."""
    assert code(bamp.inherit) == "BAMP-I06"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"owner": "orders", "tier": "gold"}, "BAMP-T01"),
        ({"owner": "orders (eu)"}, "BAMP-E01"),
        ({"owner": " "}, "BAMP-E01"),
    ],
)
def test_wrong_arguments_are_refused_before_anything_is_declared(
    arguments: dict[str, Any],  # Any: arguments of `inherit`
    expected: str,
) -> None:
    """With the valid tiers, or what a tag takes."""
    assert code(lambda: bamp.inherit(**arguments)) == expected


def test_a_refusal_in_a_program_is_one_of_ours_and_of_pulumis() -> None:
    """Pulumi prints only the text of a `RunError`; ours are caught as `BampError`."""
    error = refused(bamp.inherit)

    assert isinstance(error, pulumi.RunError)
    assert isinstance(error, PolicyError)
    assert isinstance(error, BampError)


def test_wrong_tags_of_all_resources_come_in_one_error_after_the_body() -> None:
    """A person mends them in one go; each stands under its resource."""

    def program() -> None:
        bamp.inherit(owner="orders")
        aws.s3.Bucket("logs", tags={"backup-tier": "gold"})
        aws.dynamodb.Table(
            "carts",
            attributes=[{"name": "id", "type": "S"}],
            hash_key="id",
            tags={"backup-exempt-reason": "rebuilt"},
        )

    error = refused(program)

    assert [(r.code, r.path) for r in error.refusals] == [
        ("BAMP-E03", "Table carts"),
        ("BAMP-T01", "Bucket logs"),
    ]
    assert "critical, standard, regulated, development" in str(error)


def test_a_run_leaves_nothing_behind_for_the_next_one() -> None:
    """Many programs run in one process, some of which do not inherit."""

    def without() -> None:
        aws.s3.Bucket("logs")

    assert tags(owner="orders", tier="critical") != tags(owner="shop")
    estate = declare(without)
    assert [(r.type, r.inputs) for r in estate.resources] == [(BUCKET, {})]


def test_a_program_that_failed_does_not_spoil_the_next_one() -> None:
    """Its call does not count as a first one."""

    def failing() -> None:
        bamp.inherit(owner="orders")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        declare(failing)

    assert tags(owner="orders") == {"backup-owner": "orders", "backup-tier": "standard"}


MOCKED = """
import pulumi
import pulumi_aws as aws
from pulumi.runtime.mocks import Mocks

import bamp_pulumi as bamp


class Plain(Mocks):
    def new_resource(self, args):
        return f"{args.name}-id", args.inputs

    def call(self, args):
        return {}


@pulumi.runtime.test
def mocked():
    pulumi.runtime.set_mocks(Plain())
    bamp.inherit(owner="orders")
    bamp.inherit(owner="orders")
    return aws.s3.Bucket("logs", tags={"Name": "logs"}).tags.apply(print)


mocked()
"""


def test_under_pulumis_mocks_nothing_is_inherited_and_nothing_breaks() -> None:
    """A team's tests with mocks go on working; mocks run no transforms.

    In a process of its own, for mocks leave event loops open behind them.
    """
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own text
        [sys.executable, "-W", "ignore", "-c", MOCKED], capture_output=True, text=True, check=True
    )

    assert done.stdout == "{'Name': 'logs'}\n"


ALERTS = {"bamp:owner": "orders", "bamp:alerts": '{"to": [{"email": "oncall@acme.io"}]}'}


@pytest.mark.parametrize("declares", [False, True])
def test_keys_of_an_account_are_refused_where_no_account_is_declared(*, declares: bool) -> None:
    """Nothing would read them: who is named there would never be notified."""

    def program() -> None:
        bamp.inherit()
        if declares:
            aws.s3.Bucket("logs")

    (refusal,) = refused(program, ALERTS).refusals

    assert (refusal.code, refusal.path) == ("BAMP-I07", "bamp:alerts")
    assert "belongs to the stack of the program that calls declare_account()" in refusal.why


def test_a_program_may_inherit_and_declare_the_account() -> None:
    """Then the keys of both kinds are read, and all of them are legal."""

    def program() -> None:
        bamp.inherit()
        aws.s3.Bucket("logs")
        bamp.declare_account()

    estate = declare(program, config={**ALERTS, "bamp:tier": "critical"})

    assert estate.one(BUCKET).inputs["tags"] == {
        "backup-owner": "orders",
        "backup-tier": "critical",
    }


def test_keys_of_an_account_do_not_hide_what_the_program_itself_raises() -> None:
    """A body that failed may have been about to declare the account."""

    def program() -> None:
        bamp.inherit()
        raise LookupError

    with pytest.raises(LookupError):
        declare(program, config=ALERTS)
