"""KMS keys and their aliases, in moto."""

from tests.e2e.standin.aws_calls import AwsRegion
from tests.e2e.standin.kinds.kind import Properties, key_value_tags
from tests.e2e.standin.wire import Plain, text

__all__ = ["Alias", "Key"]


class Key:
    """`aws:kms/key:Key`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Create a key, or update policy and rotation."""
        key = id_ if id_ is not None else _create(aws, inputs)
        if id_ is not None and "policy" in inputs:
            policy = text(inputs, "policy")
            aws.call("kms", "put_key_policy", KeyId=key, PolicyName="default", Policy=policy)
        if inputs.get("enableKeyRotation") is True:
            days = inputs.get("rotationPeriodInDays")
            aws.call("kms", "enable_key_rotation", KeyId=key, RotationPeriodInDays=days)
        is_enabled = inputs.get("isEnabled", True)
        arn = aws.arn("kms", f"key/{key}")
        return {"id": key, "keyId": key, "arn": arn, "isEnabled": is_enabled}

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Schedule the deletion, as AWS does."""
        days = inputs.get("deletionWindowInDays")
        aws.call("kms", "schedule_key_deletion", KeyId=id_, PendingWindowInDays=days)


class Alias:
    """`aws:kms/alias:Alias`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Name a key, or give the name to another key."""
        name = text(inputs, "name")
        operation = "create_alias" if id_ is None else "update_alias"
        aws.call("kms", operation, AliasName=name, TargetKeyId=inputs["targetKeyId"])
        return {"id": name, "arn": aws.arn("kms", name)}

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Take the name away."""
        del inputs
        aws.call("kms", "delete_alias", AliasName=id_)


def _create(aws: AwsRegion, inputs: Properties) -> str:
    made = aws.call(
        "kms",
        "create_key",
        Policy=inputs.get("policy"),
        Description=inputs.get("description"),
        MultiRegion=inputs.get("multiRegion"),
        Tags=key_value_tags(inputs, "TagKey", "TagValue"),
    )
    return str(made["KeyMetadata"]["KeyId"])
