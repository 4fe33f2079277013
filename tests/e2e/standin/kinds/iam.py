"""IAM roles, in moto."""

from tests.e2e.standin.aws_calls import AwsRegion
from tests.e2e.standin.kinds.kind import Properties, key_value_tags
from tests.e2e.standin.wire import Plain, text

__all__ = ["Role"]


class Role:
    """`aws:iam/role:Role`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Create a role, or update who may assume it."""
        name, trust = text(inputs, "name"), text(inputs, "assumeRolePolicy")
        if id_ is None:
            aws.call(
                "iam",
                "create_role",
                RoleName=name,
                AssumeRolePolicyDocument=trust,
                Path=inputs.get("path"),
                Tags=key_value_tags(inputs),
                PermissionsBoundary=inputs.get("permissionsBoundary"),
            )
        else:
            aws.call("iam", "update_assume_role_policy", RoleName=name, PolicyDocument=trust)
        role = aws.call("iam", "get_role", RoleName=name)["Role"]
        return {"id": name, "arn": str(role["Arn"]), "uniqueId": str(role["RoleId"])}

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Delete a role."""
        del inputs
        aws.call("iam", "delete_role", RoleName=id_)
