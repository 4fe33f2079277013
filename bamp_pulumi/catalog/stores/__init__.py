"""Every type of pulumi_aws that holds data: one row for each variant, one file for each family."""

from bamp_pulumi.catalog.data_store import DataStore
from bamp_pulumi.catalog.stores import (
    caches,
    compute,
    databases,
    file_systems,
    identity,
    object_storage,
    registries,
    tables,
)

__all__ = ["DATA_STORES"]

DATA_STORES: tuple[DataStore, ...] = (
    *databases.ROWS,
    *tables.ROWS,
    *object_storage.ROWS,
    *file_systems.ROWS,
    *compute.ROWS,
    *caches.ROWS,
    *identity.ROWS,
    *registries.ROWS,
)
"""All rows. Rows of one type stand together, the most promising first."""
