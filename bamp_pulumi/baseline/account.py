"""The account a baseline stands in, and the ARNs that follow from it."""

from dataclasses import dataclass

__all__ = ["Account"]


@dataclass(frozen=True, slots=True)
class Account:
    """One AWS account: enough to write every ARN of a baseline before anything exists."""

    account_id: str
    """12 digits."""

    partition: str = "aws"
    """`aws`, `aws-us-gov` or `aws-cn`. Default: `aws`."""

    @property
    def dns(self) -> str:
        """What names of services end with in its partition."""
        return "amazonaws.com.cn" if self.partition == "aws-cn" else "amazonaws.com"

    @property
    def root_arn(self) -> str:
        """The account itself, as a principal: whatever its IAM policies allow."""
        return self.principal_arn("root")

    def principal_arn(self, principal: str) -> str:
        """Return the ARN of `role/...`, `user/...` or `root` of this account."""
        return f"arn:{self.partition}:iam::{self.account_id}:{principal}"

    def vault_arn(self, region: str, name: str) -> str:
        """Return the ARN of a vault; `*` stands for any Region or name."""
        return f"arn:{self.partition}:backup:{region}:{self.account_id}:backup-vault:{name}"
