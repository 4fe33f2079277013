"""The input that a warning says to write: pasted, the warning is gone, and the rest stays.

Cannot prove that AWS takes it: that is asked of the rules of inputs.
"""

import re
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
import yaml
from hand_made_account import TAGS, Account, judge

import bamp_pulumi as bamp
from bamp_pulumi.coverage import Coverage
from bamp_pulumi.policy import load_policy

Inputs = Any  # Any: inputs given by name in each case
Declare = Callable[..., object]


def database(**inputs: Inputs) -> aws.rds.Instance:
    """Declare a database that is as the tier asks, but for what is given."""
    given: Inputs = {
        "identifier": "data",
        "engine": "postgres",
        "instance_class": "db.t3.micro",
        "storage_encrypted": True,
        "backup_retention_period": 7,
        "copy_tags_to_snapshot": True,
        "tags": TAGS,
        **inputs,
    }
    return aws.rds.Instance("data", **given)


def table(**inputs: Inputs) -> object:
    """Declare a table that is as the tier asks, but for what is given."""
    given: Inputs = {
        "hash_key": "id",
        "attributes": [{"name": "id", "type": "S"}],
        "billing_mode": "PAY_PER_REQUEST",
        "point_in_time_recovery": {"enabled": True},
        "server_side_encryption": {"enabled": True},
        "tags": TAGS,
        **inputs,
    }
    return aws.dynamodb.Table("data", **given)


def volume(**inputs: Inputs) -> aws.ebs.Volume:
    """Declare a volume."""
    return aws.ebs.Volume("data", availability_zone="us-east-1a", size=8, encrypted=True, **inputs)


def message_of(coverage: Coverage, code: str) -> str:
    """Return what the finding of a code says of the data store."""
    (message,) = [f.message for f in coverage.all_findings if f.id == code and "::data" in f.urn]
    return message


@pytest.mark.parametrize(
    ("declare", "inputs", "code", "write"),
    [
        (database, {"backup_retention_period": 3}, "BAMP-V20", "backup_retention_period=7"),
        (database, {"storage_encrypted": False}, "BAMP-V23", "storage_encrypted=True"),
        (
            table,
            {"point_in_time_recovery": {"enabled": False, "recovery_period_in_days": 20}},
            "BAMP-V20",
            "point_in_time_recovery={'enabled': True, 'recovery_period_in_days': 20}",
        ),
        (
            table,
            {"tags": {"backup-tier": "standard", "Name": "a"}},
            "BAMP-V30",
            "tags={'Name': 'a', **bamp.tier('standard', 'test')}",
        ),
        (
            table,
            {"tags": {"backup-tier": "standard", "backup-owner": "TODO"}},
            "BAMP-V30",
            "tags=bamp.tier('standard', 'test')",
        ),
    ],
    ids=["a number", "encryption", "a part of an input", "an owner", "an owner not written yet"],
)
def test_pasted_it_is_found_no_more(
    declare: Declare, inputs: Inputs, code: str, write: str
) -> None:
    """And nothing is in its place that was not there before."""
    message = message_of(judge(lambda: declare(**inputs)), code)
    pasted = eval(f"dict({write})", {"bamp": bamp})  # noqa: S307 - our own text

    assert f"set {write}" in message
    found = judge(lambda: declare(**{**inputs, **pasted})).all_findings
    assert {f.id for f in found if f.urn.endswith("::data")} <= {"BAMP-V79"}


def test_a_part_of_what_is_known_later_is_written_into_it() -> None:
    """Replaced as a whole it would lose what nobody can show."""

    def program() -> object:
        days = aws.ssm.Parameter("days", type="String", value="x").arn.apply(len)
        return table(point_in_time_recovery={"enabled": False, "recovery_period_in_days": days})

    message = message_of(judge(program), "BAMP-V20")

    assert message.endswith("set enabled=True in point_in_time_recovery")


def replicated(region: str = "us-west-2", **inputs: Inputs) -> Callable[[], None]:
    """Declare a database later, and the replication of its automated backups."""

    def program() -> None:
        key = aws.kms.Key("replica-key", region=region)
        aws.rds.InstanceAutomatedBackupsReplication(
            "replica",
            source_db_instance_arn=database().arn,
            region=region,
            kms_key_id=key.arn,
            **inputs,
        )

    return program


@pytest.mark.parametrize(
    ("inputs", "write"),
    [
        ({"region": "eu-west-1"}, "region='us-west-2'"),
        ({"retention_period": 3}, "retention_period=7"),
    ],
)
def test_a_replication_of_ones_own_is_corrected(inputs: Inputs, write: str) -> None:
    """In its own inputs, with its key beside it."""
    message = message_of(judge(replicated(**inputs)), "BAMP-V78")
    pasted = eval(f"dict({write})")  # noqa: S307 - our own text

    assert message.endswith(f"; write {write}")
    found = judge(replicated(**{**inputs, **pasted})).all_findings
    assert "BAMP-V78" not in {f.id for f in found}


def test_a_replication_that_is_inherited_follows_the_policy_of_its_program() -> None:
    """Given the Regions of the account's, as it is printed, it is where the account expects it."""
    document = {"extends": "default", "recovery_region": "us-east-2", "exemption_max_days": 30}

    def found(policy: Inputs) -> Coverage:
        def program() -> None:
            bamp.inherit(owner="orders", policy=load_policy(policy))
            database(tags={})

        return judge(program)

    message = message_of(found(document), "BAMP-V78")
    written = re.search(r"in its stack (bamp:policy: .*)$", message)
    assert written is not None

    pasted = yaml.safe_load(written[1])["bamp:policy"]

    assert "BAMP-V78" not in {f.id for f in found(pasted).all_findings}
    assert "BAMP-V78" not in {f.id for f in found({**document, **pasted}).all_findings}


def test_a_replication_that_is_missing_is_inherited_or_declared() -> None:
    """In the recovery Region of the policy, whichever that is."""
    message = message_of(judge(database), "BAMP-V79")

    assert message.endswith(
        "; call bamp.inherit(owner='test') before any resource, which declares it, or declare "
        "aws.rds.InstanceAutomatedBackupsReplication of it in "
        "us-west-2"
    )


@pytest.mark.parametrize(
    ("declare", "begins"),
    [
        (database, "let a rule of the tier have enable_continuous_backup: true, or write "),
        (
            volume,
            "set tags=bamp.tier('standard', 'orders'), which requires 1440, or write ",
        ),
    ],
    ids=["a type with continuous backup", "a type without"],
)
def test_an_objective_that_is_not_reached_has_two_remedies(declare: Declare, begins: str) -> None:
    """A promise that is kept by more backups, or one that those keep which there are."""
    account, policy = Account(tier="critical"), load_policy({"extends": "default"})
    tags = {**TAGS, "backup-tier": "critical"}
    off = {"backup_retention_period": 0} if declare is database else {}
    message = message_of(
        judge(lambda: declare(tags=tags, **off), account, policy=policy), "BAMP-V13"
    )
    write = re.search(r"rpo_minutes: (\d+) for tier critical", message)
    assert write is not None
    tier = policy.tiers["critical"].model_copy(update={"rpo_minutes": int(write[1])})
    pasted = policy.model_copy(update={"tiers": {**policy.tiers, "critical": tier}})

    assert f"; {begins}" in message
    found = judge(lambda: declare(tags=tags, **off), account, policy=pasted).all_findings
    assert "BAMP-V13" not in {f.id for f in found}
