"""Where the alerts of one Region stand, and the ARNs that follow from it."""

from dataclasses import dataclass

from bamp_pulumi.baseline.account import Account

__all__ = ["AlertPlace"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPlace:
    """The alerts of one Region: enough to write every ARN of them before anything exists."""

    account: Account
    region: str
    name: str
    """What the names of all parts begin with."""

    def arn(self, service: str, rest: str) -> str:
        """Return the ARN of something in this account and Region."""
        account = self.account
        return f"arn:{account.partition}:{service}:{self.region}:{account.account_id}:{rest}"

    @property
    def function_role_arn(self) -> str:
        """Role of the function."""
        return self.account.principal_arn(f"role/{self.name}-function")

    @property
    def jobs_log(self) -> str:
        """Log group of all jobs; EventBridge writes only where names begin so."""
        return f"/aws/events/{self.name}-jobs"

    @property
    def function_log(self) -> str:
        """Log group of the function, as Lambda names it."""
        return f"/aws/lambda/{self.name}"

    @property
    def health_log(self) -> str:
        """Log group of the function of the health check, as Lambda names it."""
        return f"/aws/lambda/{self.name}-health"

    @property
    def bus_arn(self) -> str:
        """The default bus."""
        return self.arn("events", "event-bus/default")

    @property
    def rules_arn(self) -> str:
        """Every rule of the alerts."""
        return self.arn("events", f"rule/{self.name}-*")

    @property
    def alarms_arn(self) -> str:
        """Every alarm of the alerts."""
        return self.arn("cloudwatch", f"alarm:{self.name}-*")

    @property
    def vaults_arn(self) -> str:
        """Every vault of this account and Region."""
        return self.account.vault_arn(self.region, "*")

    @property
    def schedules_arn(self) -> str:
        """The group of the schedules of what is open."""
        return self.arn("scheduler", f"schedule-group/{self.name}")
