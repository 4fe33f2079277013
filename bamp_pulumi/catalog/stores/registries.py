"""Registries of images and packages, and repositories of code."""

from bamp_pulumi.catalog.data_store import DataStore, TagShape
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, unprotected

__all__ = ["ROWS"]

_MIRROR = "Mirror it to a bucket every day, then exempt it."

ROWS: tuple[DataStore, ...] = (
    rebuildable(
        "aws:ecr/repository:Repository",
        "ECR repository",
        instead="Exempt it when its images can be built again; else replicate the registry.",
    ),
    rebuildable(
        "aws:ecrpublic/repository:Repository",
        "ECR public repository",
        instead="Exempt it when its images can be built again.",
    ),
    rebuildable(
        "aws:codeartifact/repository:Repository",
        "CodeArtifact repository",
        instead="Exempt it when its packages can be built again or fetched from upstream.",
    ),
    unprotected("aws:codecommit/repository:Repository", "CodeCommit repository", instead=_MIRROR),
    unprotected(
        "aws:codecatalyst/sourceRepository:SourceRepository",
        "CodeCatalyst repository",
        instead=_MIRROR,
        tags=TagShape.NONE,
    ),
    rebuildable(
        "aws:cloudfront/keyValueStore:KeyValueStore",
        "CloudFront key value store",
        instead="Keep its pairs in the program or in a bucket, then exempt it.",
    ),
)
