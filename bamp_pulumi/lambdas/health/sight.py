"""What of an account was not read, and which resources that concerns.

A call that was not answered concerns everything it may have told of. That it says nothing about a
resource has to be certain: it asked for another resource, another vault, or of a service that the
resource does not belong to.
"""

from collections import defaultdict
from collections.abc import Iterator

from bamp_pulumi.lambdas.health.records import Seen, Store, Unseen

__all__ = ["Sight", "spelled", "where"]

_SERVICES = {
    "docdb": "rds",
    "docdb-elastic": "docdb-elastic",
    "dsql": "dsql",
    "dynamodb": "dynamodb",
    "ec2": "ec2",
    "efs": "elasticfilesystem",
    "eks": "eks",
    "elasticache": "elasticache",
    "elasticfilesystem": "elasticfilesystem",
    "fsx": "fsx",
    "memorydb": "memorydb",
    "neptune": "rds",
    "rds": "rds",
    "redshift": "redshift",
    "redshift-serverless": "redshift-serverless",
    "s3": "s3",
    "secretsmanager": "secretsmanager",
    "storagegateway": "storagegateway",
    "timestream": "timestream",
    "timestream-write": "timestream",
}
"""Services that tell of their own resources alone: what a call begins with, and an ARN."""

_OF_NO_STORES = frozenset({"backup", "kms"})
"""Services that tell of no store whether it is there."""
_OF_JOBS = frozenset({f"backup:List{of}Jobs" for of in ("Backup", "Copy", "Restore")})
_OF_VAULTS = frozenset({"backup:ListBackupVaults", "backup:ListRecoveryPointsByBackupVault"})
_OF_NO_POINTS = frozenset({"backup:DescribeRegionSettings", "backup:ListBackupAccessPoints"})
"""Calls of AWS Backup that tell of no recovery point, and of no job."""


def where(vault: str, region: str) -> str:
    """Name a vault with its Region: `bamp-primary/us-east-1`."""
    return f"{vault}/{region}"


class Sight:
    """What was not read of an account."""

    def __init__(self, seen: Seen) -> None:
        """Look through what was read once, for all that is asked of it."""
        self.seen = seen
        known = {
            *(name for each in seen.stores for name in (each.arn, each.name, each.type)),
            *(name for each in seen.vaults for name in (each.arn, each.name)),
            *(point.vault for point in seen.points),
            # What a key that was not answered concerns is under it: who judges that looks for it.
            *(each.key_arn for each in (*seen.points, *seen.vaults)),
        }
        self.keys = {key.arn: key for key in seen.keys}
        self._broad: list[Unseen] = []
        """Calls that may have told of anything: of which nobody knows what they asked for."""
        self._named: defaultdict[str, list[Unseen]] = defaultdict(list)
        """Calls that asked for one store, vault or type that is known; a vault by its name."""
        for unseen in seen.unseen:
            if unseen.of and unseen.of in known:
                self._named[_short(unseen.of)].append(unseen)
            else:
                self._broad.append(unseen)

    def of_store(
        self, store: Store, vaults: frozenset[tuple[str, str]] = frozenset()
    ) -> Iterator[str]:
        """List what was not read that concerns a store, in words.

        Args:
            store: The store.
            vaults: Name and Region of the vaults that its recovery points lie in.
        """
        regions = {store.region, *(region for _, region in vaults)}
        for region in sorted(regions - {*self.seen.regions}):
            yield f"{region} was not asked"
        for unseen in self._about(store, vaults):
            if unseen.region in regions:
                yield spelled(unseen)

    def hides_points(self, store: Store, vault: str, region: str, *, by_jobs: bool = False) -> bool:
        """Return True if there may be recovery points of a store that nobody saw.

        Args:
            store: The store.
            vault: Name of the vault that they are in.
            region: Region of the vault.
            by_jobs: Whether they are known by their jobs alone.
        """
        asks_else = _OF_NO_POINTS | (_OF_VAULTS if by_jobs else _OF_JOBS)
        return region not in self.seen.regions or any(
            each.region in ({region, store.region} if by_jobs else {region})
            and _service(each) in ("", "backup")
            and each.what not in asks_else
            for each in self._about(store, frozenset({(vault, region)}))
        )

    def hides_stores(self, type_name: str, region: str) -> bool:
        """Return True if there may be stores of a type in a Region that nobody saw."""
        if region not in self.seen.regions:
            return True
        listed = self.seen.listed_types
        if listed is not None and type_name not in listed:
            return True
        return any(
            each.region == region
            and _service(each) not in _OF_NO_STORES
            # One that asked for a store, or for another type, tells of no other.
            and not each.of.startswith("arn:")
            and (listed is None or each.of == type_name or each.of not in listed)
            for each in self.seen.unseen
        )

    def _about(self, store: Store, vaults: frozenset[tuple[str, str]]) -> Iterator[Unseen]:
        """List the calls that may have told of a store, or of vaults that its points lie in."""
        asked = dict.fromkeys(
            each
            for name in (store.arn, store.name, store.type, *(vault for vault, _ in vaults))
            for each in self._named.get(_short(name), ())
        )
        for unseen in (*self._broad, *asked):
            service = _SERVICES.get(_service(unseen))
            if service is not None and service != _service_of(store.arn):
                continue
            of = _short(unseen.of)
            own = {_short(store.arn), store.name, store.type}
            is_of_vault = of in {vault for vault, _ in vaults} and of not in own
            if not is_of_vault or (of, unseen.region) in vaults:
                yield unseen


def spelled(unseen: Unseen) -> str:
    """Write what was not read: `backup:ListBackupJobs in us-east-1: ThrottlingException`."""
    of = f" of {unseen.of}" if unseen.of else ""
    why = f": {unseen.why}" if unseen.why else ""
    return f"{unseen.what}{of} in {unseen.region} was not answered{why}"


def _service(unseen: Unseen) -> str:
    return unseen.what.partition(":")[0].casefold()


def _service_of(arn: str) -> str:
    return "".join(arn.split(":")[2:3])


def _short(name: str) -> str:
    """Return a vault by its name, however a call named it; all else as it is."""
    _, found, vault = name.partition(":backup-vault:")
    return vault if found else name
