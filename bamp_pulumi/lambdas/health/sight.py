"""What of an account was not read, and which resources that concerns.

A call that was not answered concerns everything it may have told of. That it says nothing about a
resource has to be certain: it asked for another resource, another vault, or of a service that the
resource does not belong to.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bamp_pulumi.lambdas.health.records import Seen, Store, Unseen

__all__ = ["Sight", "spelled", "where"]

_SERVICES = {
    "docdb": "rds",
    "dsql": "dsql",
    "dynamodb": "dynamodb",
    "ec2": "ec2",
    "efs": "elasticfilesystem",
    "eks": "eks",
    "elasticache": "elasticache",
    "elasticfilesystem": "elasticfilesystem",
    "fsx": "fsx",
    "neptune": "rds",
    "rds": "rds",
    "redshift": "redshift",
    "s3": "s3",
    "storagegateway": "storagegateway",
    "timestream": "timestream",
}
"""Services that tell of their own resources alone: what a call begins with, and an ARN."""

_OF_JOBS = frozenset({f"backup:List{of}Jobs" for of in ("Backup", "Copy", "Restore")})
_OF_VAULTS = frozenset({"backup:ListBackupVaults", "backup:ListRecoveryPointsByBackupVault"})


def where(vault: str, region: str) -> str:
    """Name a vault with its Region: `bamp-primary/us-east-1`."""
    return f"{vault}/{region}"


@dataclass(frozen=True, slots=True)
class Sight:
    """What was not read of an account."""

    seen: Seen

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
        for unseen in self.seen.unseen:
            if unseen.region in regions and self._concerns(unseen, store, vaults):
                yield spelled(unseen)

    def hides_points(self, store: Store, vault: str, region: str, *, by_jobs: bool = False) -> bool:
        """Return True if there may be recovery points of a store that nobody saw.

        Args:
            store: The store.
            vault: Name of the vault that they are in.
            region: Region of the vault.
            by_jobs: Whether they are known by their jobs alone.
        """
        asks_else = _OF_VAULTS if by_jobs else _OF_JOBS
        return region not in self.seen.regions or any(
            each.region in ({region, store.region} if by_jobs else {region})
            and _service(each) in ("", "backup")
            and each.what not in asks_else
            and self._concerns(each, store, frozenset({(vault, region)}))
            for each in self.seen.unseen
        )

    def hides_stores(self, type_name: str, region: str) -> bool:
        """Return True if there may be stores of a type in a Region that nobody saw."""
        if region not in self.seen.regions:
            return True
        listed = self.seen.listed_types
        if listed is not None and type_name not in listed:
            return True
        return any(
            each.region == region and _service(each) != "backup" for each in self.seen.unseen
        )

    def _concerns(self, unseen: Unseen, store: Store, vaults: frozenset[tuple[str, str]]) -> bool:
        service = _SERVICES.get(_service(unseen))
        if service is not None and service != _service_of(store.arn):
            return False
        if not unseen.of or unseen.of in (store.arn, store.name, store.type):
            return True
        asked = unseen.of.rpartition(":")[2]
        if asked in {vault for vault, _ in vaults}:
            return (asked, unseen.region) in vaults
        return not self._is_other(unseen, store)

    def _is_other(self, unseen: Unseen, store: Store) -> bool:
        """Return True if a call asked for another store, vault or type that is known."""
        others = {
            *(name for each in self.seen.stores for name in (each.arn, each.name, each.type)),
            *(name for each in self.seen.vaults for name in (each.arn, each.name)),
            *(point.vault for point in self.seen.points),
        }
        return unseen.of in others - {store.arn, store.name, store.type}


def spelled(unseen: Unseen) -> str:
    """Write what was not read: `backup:ListBackupJobs in us-east-1: ThrottlingException`."""
    of = f" of {unseen.of}" if unseen.of else ""
    why = f": {unseen.why}" if unseen.why else ""
    return f"{unseen.what}{of} in {unseen.region} was not answered{why}"


def _service(unseen: Unseen) -> str:
    return unseen.what.partition(":")[0].casefold()


def _service_of(arn: str) -> str:
    return "".join(arn.split(":")[2:3])
