"""An FSx for ONTAP file system stands as its volumes do."""

from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

import bamp_pulumi as bamp
from bamp_pulumi.coverage import Status

EXEMPT = bamp.exempt(reason="scratch", owner="a", until="2027-06-30")
NO_TAGS: dict[str, str] = {}
Volume = Callable[[str, Any], None]  # Any: id of a storage virtual machine


def volume(tags: dict[str, str]) -> Volume:
    """Give what declares a volume with tags."""

    def declare(name: str, machine: Any) -> None:  # noqa: ANN401 - an output or text
        aws.fsx.OntapVolume(
            name,
            name=name,
            size_in_megabytes=1024,
            storage_efficiency_enabled=True,
            storage_virtual_machine_id=machine,
            tags=tags,
        )

    return declare


def elsewhere(tags: dict[str, str]) -> Volume:
    """Give what declares a volume of a machine that another program has."""
    return lambda name, _: volume(tags)(name, "svm-0123456789abcdef0")


def later(tags: dict[str, str]) -> Volume:
    """Give what declares a volume of a machine that only a deployment tells."""
    return lambda name, _: volume(tags)(name, aws.ssm.Parameter("p", type="String", value="x").arn)


def standing(*volumes: Volume) -> Status:
    """Judge a file system with volumes, and without backups of its own."""

    def program() -> None:
        system = aws.fsx.OntapFileSystem(
            "system",
            deployment_type="MULTI_AZ_1",
            preferred_subnet_id="subnet-1",
            subnet_ids=["subnet-1", "subnet-2"],
            storage_capacity=1024,
            throughput_capacity=128,
        )
        machine = aws.fsx.OntapStorageVirtualMachine("m", file_system_id=system.id, name="m")
        for number, declare in enumerate(volumes):
            declare(f"v{number}", machine.id)

    account = Account(opt_in={"FSx": True})
    covered = judge(program, account).resources
    return next(each.status for each in covered if each.resource.name == "system")


@pytest.mark.parametrize(
    ("volumes", "status"),
    [
        ([volume(TAGS)], Status.NATIVE),
        ([volume(TAGS), volume(TAGS)], Status.NATIVE),
        ([volume(TAGS), volume(EXEMPT)], Status.NATIVE),
        ([volume(TAGS), elsewhere(NO_TAGS)], Status.NATIVE),
        ([volume(TAGS), volume(NO_TAGS)], Status.UNPROTECTED),
        ([volume(TAGS), later(NO_TAGS)], Status.UNPROTECTED),
        ([later(TAGS)], Status.UNPROTECTED),
        ([elsewhere(TAGS)], Status.UNPROTECTED),
        ([volume(EXEMPT)], Status.UNPROTECTED),
        ([], Status.UNPROTECTED),
    ],
    ids=[
        "one kept", "all kept", "one exempt", "one of another file system", "one not kept",
        "one that may be of it", "kept, and may be of it", "kept, of another", "all exempt", "none",
    ],
)  # fmt: skip
def test_a_file_system_is_kept_where_all_its_volumes_are(
    volumes: list[Volume], status: Status
) -> None:
    """AWS Backup protects volumes; the file system holds nothing beside them."""
    assert standing(*volumes) is status
