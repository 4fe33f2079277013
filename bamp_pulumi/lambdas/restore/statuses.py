"""What the API of a service says of a restored resource that nothing here can look into.

A status is no proof of the data: it validates only where `depth` is `status` for it.

Source: Amazon EC2 API, Volume (state `available`, `in-use`); Amazon EFS API, FileSystemDescription
(LifeCycleState `available`, SizeInBytes is metered and may be up to some hours behind); Amazon FSx
API, FileSystem and Volume (Lifecycle `AVAILABLE`, `CREATED`); Amazon RDS API, DBCluster (Status
`available`) (botocore 1.43, read 2026-11-29).
"""

from bamp_pulumi.lambdas.restore.facts import Compared, Depth, Fact, Facts, Key, Value
from bamp_pulumi.lambdas.restore.look import Look

__all__ = ["read_cluster_status", "read_efs", "read_fsx", "read_volume", "size", "status"]


def read_volume(look: Look) -> Facts:
    """Read an EBS volume: its state, its size, whether it is encrypted."""
    answer = look.connect("ec2").describe_volumes(VolumeIds=[look.name])["Volumes"][0]
    return _facts(
        look,
        status("state", answer["State"], "available", "in-use"),
        size("gigabytes", answer["Size"]),
        _same("encrypted", str(answer["Encrypted"])),
    )


def read_efs(look: Look) -> Facts:
    """Read an EFS file system: its life-cycle state, and the size that AWS has metered."""
    client = look.connect("efs")
    answer = client.describe_file_systems(FileSystemId=look.name)["FileSystems"][0]
    metered: int = answer["SizeInBytes"]["Value"]
    return _facts(
        look,
        status("state", answer["LifeCycleState"], "available"),
        _about("bytes, metered", metered),
        _same("encrypted", str(answer["Encrypted"])),
    )


def read_fsx(look: Look) -> Facts:
    """Read an FSx file system, or a volume of one: its state and capacity."""
    client = look.connect("fsx")
    if look.name.startswith("fsvol-"):
        volume = client.describe_volumes(VolumeIds=[look.name])["Volumes"][0]
        return _facts(look, status("state", volume["Lifecycle"], "AVAILABLE", "CREATED"))
    answer = client.describe_file_systems(FileSystemIds=[look.name])["FileSystems"][0]
    return _facts(
        look,
        status("state", answer["Lifecycle"], "AVAILABLE"),
        size("gigabytes", answer["StorageCapacity"]),
    )


def read_cluster_status(look: Look) -> Facts:
    """Read a DocumentDB or Neptune cluster: its status, engine and encryption."""
    client = look.connect("rds")
    answer = client.describe_db_clusters(DBClusterIdentifier=look.resource)["DBClusters"][0]
    return _facts(
        look,
        status("status", answer["Status"], "available"),
        _same("engine", answer["Engine"]),
        _same("encrypted", str(answer["StorageEncrypted"])),
    )


def status(aspect: str, value: Value, *wanted: Value, depth: Depth = Depth.STATUS) -> Fact:
    """Make a fact of which is known what it must be."""
    key = Key("it", aspect)
    return Fact(key=key, value=value, compared=Compared.NEVER, wanted=wanted, depth=depth)


def size(aspect: str, value: float) -> Fact:
    """Make a fact that is a size of the whole, and says nothing of what is in it."""
    return _of(aspect, value, Compared.COUNT)


def _same(aspect: str, value: Value) -> Fact:
    return _of(aspect, value, Compared.SAME)


def _about(aspect: str, value: float) -> Fact:
    return _of(aspect, value, Compared.ABOUT)


def _of(aspect: str, value: Value, compared: Compared) -> Fact:
    return Fact(key=Key("it", aspect), value=value, compared=compared, depth=Depth.STATUS)


def _facts(look: Look, *facts: Fact) -> Facts:
    return Facts(resource=look.resource, at=look.now(), facts=facts)
