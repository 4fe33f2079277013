"""SNS topics and SSM parameters, in moto."""

from tests.e2e.standin.aws_calls import AwsRegion
from tests.e2e.standin.kinds.kind import Properties, key_value_tags
from tests.e2e.standin.wire import Plain, text

__all__ = ["Parameter", "Topic"]


class Topic:
    """`aws:sns/topic:Topic`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Create a topic; of an update only the stand-in knows."""
        if id_ is not None:
            return {"id": id_}
        name = text(inputs, "name")
        attributes = {"KmsMasterKeyId": text(inputs, "kmsMasterKeyId")}
        made = aws.call(
            "sns",
            "create_topic",
            Name=name,
            Attributes=attributes if "kmsMasterKeyId" in inputs else None,
            Tags=key_value_tags(inputs),
        )
        arn = str(made["TopicArn"])
        return {"id": arn, "arn": arn}

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Delete a topic."""
        del inputs
        aws.call("sns", "delete_topic", TopicArn=id_)


class Parameter:
    """`aws:ssm/parameter:Parameter`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Write a parameter."""
        name = text(inputs, "name")
        value = text(inputs, "value") or text(inputs, "insecureValue")
        aws.call(
            "ssm",
            "put_parameter",
            Name=name,
            Value=value,
            Type=text(inputs, "type") or "String",
            Description=inputs.get("description"),
            Tier=inputs.get("tier"),
            Overwrite=id_ is not None,
        )
        found = aws.call("ssm", "get_parameter", Name=name)["Parameter"]
        return {"id": name, "arn": str(found["ARN"]), "version": int(found["Version"])}

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Delete a parameter."""
        del inputs
        aws.call("ssm", "delete_parameter", Name=id_)
