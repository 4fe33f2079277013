"""The account stack, run offline as a service team's preview runs it."""

from pathlib import Path

import pytest

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.errors import PolicyError
from bamp_pulumi.estate import Estate, RunOptions, find_project, run_programs

STACK = Path(__file__).parents[2] / "stacks" / "account"
PLAN = "aws:backup/plan:Plan"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"


def run(stack: str) -> Estate:
    """Run the stack with the configuration of one of its stacks."""
    return run_programs([find_project(STACK)], RunOptions(stack=stack))


def test_production_has_every_tier_and_governance_locks() -> None:
    """From the default policy."""
    estate = run("prod")
    locks = estate.of_type(LOCK)

    assert sorted(p.text("name") for p in estate.of_type(PLAN)) == [
        "bamp-critical",
        "bamp-development",
        "bamp-regulated",
        "bamp-standard",
    ]
    assert len(locks) == 2
    assert not any("changeableForDays" in lock.inputs for lock in locks)


def test_development_has_one_tier_and_copies_nothing() -> None:
    """What it holds can be made again."""
    estate = run("dev")

    assert sorted(p.text("name") for p in estate.of_type(PLAN)) == ["bamp-development"]
    assert [lock.region for lock in estate.of_type(LOCK)] == ["us-east-1"]


@pytest.mark.parametrize("stack", ["prod", "dev"])
def test_it_exports_the_manifest(stack: str) -> None:
    """For programs that refer to the stack rather than read the parameter."""
    (program,) = run(stack).programs
    manifest = Manifest.parse(str(program.outputs["manifest"]))

    assert manifest.primary_region == program.region == "us-east-1"
    assert program.outputs["manifest_parameter"] == "/bamp/baseline"


IN_THE_NETWORK = {
    ("aws:ec2/routeTable:RouteTable", "vpcId"),
    ("aws:ec2/routeTableAssociation:RouteTableAssociation", "routeTableId"),
    ("aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId"),
    ("aws:ec2/securityGroup:SecurityGroup", "vpcId"),
    ("aws:ec2/subnet:Subnet", "vpcId"),
    ("aws:ec2/vpcEndpoint:VpcEndpoint", "vpcId"),
    ("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "prefixListId"),
    ("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "referencedSecurityGroupId"),
    ("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "securityGroupId"),
    ("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "referencedSecurityGroupId"),
    ("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupId"),
}
"""Ids of the network of restore tests."""


def test_nothing_in_it_is_unknown_to_a_preview() -> None:
    """But what AWS invents, ids of keys, plans and queues, and the address in Slack's secret."""
    unknown = {
        (r.type, name)
        for r in run("prod").resources
        for name, value in r.inputs.items()
        if repr(value) == "UNKNOWN"
    }

    assert unknown == {
        ("aws:kms/alias:Alias", "targetKeyId"),
        ("aws:backup/vault:Vault", "kmsKeyArn"),
        ("aws:cloudtrail/trail:Trail", "kmsKeyId"),
        ("aws:sns/topic:Topic", "kmsMasterKeyId"),
        ("aws:backup/selection:Selection", "planId"),
        ("aws:sqs/queuePolicy:QueuePolicy", "queueUrl"),
        ("aws:cloudwatch/eventApiDestination:EventApiDestination", "invocationEndpoint"),
        ("aws:cloudwatch/eventApiDestination:EventApiDestination", "connectionArn"),
        ("aws:cloudwatch/eventTarget:EventTarget", "arn"),
        # The network of the restore tests.
        *IN_THE_NETWORK,
    }


def test_a_wrong_policy_in_the_configuration_ends_in_one_message(tmp_path: Path) -> None:
    """Naming the stack, the field and what to write; no traceback."""
    (tmp_path / "__main__.py").write_text((STACK / "__main__.py").read_text(encoding="utf-8"))
    (tmp_path / "Pulumi.yaml").write_text("name: account\nruntime: python\n")
    (tmp_path / "Pulumi.dev.yaml").write_text(
        "config:\n  bamp:policy: {extends: default, key_rotation_days: 30}\n"
    )

    with pytest.raises(PolicyError) as refused:
        run_programs([find_project(tmp_path)], RunOptions(stack="dev"))

    place = f"{tmp_path.as_posix()}/Pulumi.dev.yaml:2: bamp:policy.key_rotation_days"
    assert f"{place}: key_rotation_days=30" in str(refused.value)
    assert "Traceback" not in str(refused.value)
