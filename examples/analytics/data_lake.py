"""Stands for a component of somebody else's package: it knows nothing of backups."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

__all__ = ["DataLake"]


class DataLake(pulumi.ComponentResource):
    """Buckets for raw and curated data, a table of what has arrived, a database to ask."""

    def __init__(
        self,
        name: str,
        *,
        labels: Mapping[str, str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare the lake.

        Args:
            name: Logical name, before each child's.
            labels: Tags of all children.
            opts: Options of the component.
        """
        super().__init__("lake:index:DataLake", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.raw = aws.s3.Bucket(f"{name}-raw", tags=labels, opts=child)
        self.curated = aws.s3.Bucket(f"{name}-curated", tags=labels, opts=child)
        aws.s3.BucketVersioning(
            f"{name}-curated-versions",
            bucket=self.curated.id,
            versioning_configuration={"status": "Enabled"},
            opts=child,
        )
        self.arrivals = aws.dynamodb.Table(
            f"{name}-arrivals",
            billing_mode="PAY_PER_REQUEST",
            hash_key="object",
            attributes=[{"name": "object", "type": "S"}],
            tags=labels,
            opts=child,
        )
        self.warehouse = aws.rds.Cluster(
            f"{name}-warehouse",
            engine="aurora-postgresql",
            engine_mode="provisioned",
            master_username="lake",
            manage_master_user_password=True,
            storage_encrypted=True,
            skip_final_snapshot=True,
            tags=labels,
            opts=child,
        )
        self.register_outputs({"raw": self.raw.id, "curated": self.curated.id})
