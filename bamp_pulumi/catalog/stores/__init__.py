"""Every type that holds data: one row for each variant, one file for each family."""

from bamp_pulumi.catalog.data_store import DataStore
from bamp_pulumi.catalog.stores import (
    applications,
    aws_native,
    aws_native_databases,
    caches,
    compute,
    documents_and_graphs,
    file_systems,
    machine_learning,
    object_storage,
    registries,
    relational,
    search,
    security,
    stacks,
    streams,
    tables,
    warehouses,
)

__all__ = ["DATA_STORES"]

DATA_STORES: tuple[DataStore, ...] = (
    *relational.ROWS,
    *documents_and_graphs.ROWS,
    *tables.ROWS,
    *warehouses.ROWS,
    *object_storage.ROWS,
    *file_systems.ROWS,
    *compute.ROWS,
    *stacks.ROWS,
    *caches.ROWS,
    *search.ROWS,
    *streams.ROWS,
    *security.ROWS,
    *registries.ROWS,
    *machine_learning.ROWS,
    *applications.ROWS,
    *aws_native_databases.ROWS,
    *aws_native.ROWS,
)
"""All rows. Rows of one type stand together, the most promising first."""
