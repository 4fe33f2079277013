"""Registries of images and packages."""

from bamp_pulumi.catalog.data_store import DataStore, Protection
from bamp_pulumi.catalog.stores.reading import PROVIDER, READ_ON

__all__ = ["ROWS"]

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:ecr/repository:Repository",
        label="ECR repository",
        protection=Protection.REBUILDABLE,
        instead="Exempt it when its images can be built again; else replicate the registry.",
        source=f"{PROVIDER}; Amazon ECR user guide, Private image replication",
        read_on=READ_ON,
    ),
)
