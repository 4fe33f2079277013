"""Data stores inside components, and the options that reach them there."""

import pulumi
import pulumi_aws as aws


class Shop(pulumi.ComponentResource):
    """A bucket, a table that names it, and a component inside the component."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        """Declare the parts."""
        super().__init__("shop:index:Shop", name, {"plan": "gold"}, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.bucket = aws.s3.Bucket(f"{name}-pictures", tags={"shop": name}, opts=child)
        aws.dynamodb.Table(
            f"{name}-carts",
            attributes=[{"name": "id", "type": "S"}],
            hash_key="id",
            billing_mode="PAY_PER_REQUEST",
            tags={"pictures": self.bucket.arn},
            opts=pulumi.ResourceOptions(parent=self, protect=False, ignore_changes=["tags"]),
        )
        Archive(f"{name}-archive", self.bucket, child)
        self.register_outputs({"bucket": self.bucket.bucket})


class Archive(pulumi.ComponentResource):
    """A second bucket, and versioning of both."""

    def __init__(self, name: str, source: aws.s3.Bucket, opts: pulumi.ResourceOptions) -> None:
        """Declare the parts."""
        super().__init__("shop:index:Archive", name, {"source": source.id}, opts)
        kept = aws.s3.Bucket(name, opts=pulumi.ResourceOptions(parent=self, retain_on_delete=True))
        for label, bucket in (("source", source), ("kept", kept)):
            aws.s3.BucketVersioning(
                f"{name}-{label}",
                bucket=bucket.id,
                versioning_configuration={"status": "Enabled"},
                opts=pulumi.ResourceOptions(parent=bucket),
            )
        self.register_outputs({})


first = Shop("first")
Shop("second", pulumi.ResourceOptions(depends_on=[first]))
