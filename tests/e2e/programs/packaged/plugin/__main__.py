"""A component that its author packaged and never heard of backups."""

from typing import TypedDict

import pulumi
import pulumi_aws as aws
from pulumi.provider.experimental import component_provider_host


class ShopArgs(TypedDict):
    """Inputs of `Shop`: none."""


class Shop(pulumi.ComponentResource):
    """A bucket, a table and a database."""

    def __init__(
        self, name: str, args: ShopArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare the parts."""
        del args
        super().__init__("shop:index:Shop", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        aws.s3.Bucket("logs", bucket="theirs", opts=child)
        aws.dynamodb.Table(
            "carts",
            attributes=[{"name": "id", "type": "S"}],
            hash_key="id",
            billing_mode="PAY_PER_REQUEST",
            tags={"team": "shop"},
            opts=child,
        )
        aws.rds.Instance(
            "orders",
            identifier="orders",
            engine="postgres",
            instance_class="db.t4g.micro",
            backup_retention_period=1,
            opts=child,
        )
        self.register_outputs({})


if __name__ == "__main__":
    component_provider_host(name="shop", components=[Shop])
