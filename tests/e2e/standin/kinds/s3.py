"""S3 buckets and their versioning, in moto."""

from typing import Final

from tests.e2e.standin.aws_calls import AwsRegion
from tests.e2e.standin.kinds.kind import Properties, key_value_tags
from tests.e2e.standin.wire import Plain, mapping, text

__all__ = ["Bucket", "Versioning"]

_HOME: Final = "us-east-1"
"""The one Region that a bucket's location may not name."""


class Bucket:
    """`aws:s3/bucket:Bucket`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Create or update a bucket."""
        name = text(inputs, "bucket")
        if id_ is None:
            asked = None if aws.name == _HOME else {"LocationConstraint": aws.name}
            aws.call("s3", "create_bucket", Bucket=name, CreateBucketConfiguration=asked)
        tags = key_value_tags(inputs)
        if tags:
            aws.call("s3", "put_bucket_tagging", Bucket=name, Tagging={"TagSet": tags})
        elif id_ is not None:
            aws.call("s3", "delete_bucket_tagging", Bucket=name)
        if mapping(inputs.get("versioning")).get("enabled") is True:
            _set_versioning(aws, name, "Enabled")
        place = aws.call("s3", "get_bucket_location", Bucket=name)["LocationConstraint"]
        return {
            "id": name,
            "arn": f"arn:aws:s3:::{name}",
            "bucketDomainName": f"{name}.s3.amazonaws.com",
            "bucketRegion": _HOME if place is None else str(place),
        }

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Delete a bucket; its data must be gone."""
        del inputs
        aws.call("s3", "delete_bucket", Bucket=id_)


class Versioning:
    """`aws:s3/bucketVersioning:BucketVersioning`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Switch versioning on or off."""
        del id_
        bucket = text(inputs, "bucket")
        status = mapping(inputs.get("versioningConfiguration"))
        _set_versioning(aws, bucket, text(status, "status"))
        return {"id": bucket}

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Suspend versioning: AWS knows no way back to never."""
        del inputs
        _set_versioning(aws, id_, "Suspended")


def _set_versioning(aws: AwsRegion, bucket: str, status: str) -> None:
    configuration = {"Status": status}
    aws.call("s3", "put_bucket_versioning", Bucket=bucket, VersioningConfiguration=configuration)
