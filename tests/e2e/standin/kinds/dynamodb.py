"""DynamoDB tables, in moto."""

from tests.e2e.standin.aws_calls import AwsRegion
from tests.e2e.standin.kinds.kind import Properties, key_value_tags, listed
from tests.e2e.standin.wire import Plain, mapping, text

__all__ = ["Table"]


class Table:
    """`aws:dynamodb/table:Table`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Create a table, or update its tags and point-in-time recovery."""
        name = text(inputs, "name")
        if id_ is None:
            _create(aws, name, inputs)
        arn = aws.arn("dynamodb", f"table/{name}")
        tags = key_value_tags(inputs)
        if tags:
            aws.call("dynamodb", "tag_resource", ResourceArn=arn, Tags=tags)
        recovery = mapping(inputs.get("pointInTimeRecovery"))
        if "enabled" in recovery:
            aws.call(
                "dynamodb",
                "update_continuous_backups",
                TableName=name,
                PointInTimeRecoverySpecification={
                    "PointInTimeRecoveryEnabled": recovery["enabled"]
                },
            )
        return {"id": name, "arn": arn}

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Delete a table."""
        del inputs
        aws.call("dynamodb", "delete_table", TableName=id_)


def _create(aws: AwsRegion, name: str, inputs: Properties) -> None:
    keys = [{"AttributeName": text(inputs, "hashKey"), "KeyType": "HASH"}]
    if "rangeKey" in inputs:
        keys.append({"AttributeName": text(inputs, "rangeKey"), "KeyType": "RANGE"})
    billing = text(inputs, "billingMode") or "PROVISIONED"
    throughput = {
        "ReadCapacityUnits": inputs.get("readCapacity") or 1,
        "WriteCapacityUnits": inputs.get("writeCapacity") or 1,
    }
    aws.call(
        "dynamodb",
        "create_table",
        TableName=name,
        KeySchema=keys,
        AttributeDefinitions=[
            {"AttributeName": text(attribute, "name"), "AttributeType": text(attribute, "type")}
            for attribute in listed(inputs.get("attributes"))
        ],
        BillingMode=billing,
        ProvisionedThroughput=throughput if billing == "PROVISIONED" else None,
        # The API refuses to delete a protected table; a stack that sets it says so.
        DeletionProtectionEnabled=inputs.get("deletionProtectionEnabled"),
    )
