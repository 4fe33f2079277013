"""Where a component is declared: read from its provider, and known in every preview."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import Account, VaultAccess, require_deployer
from bamp_pulumi.program_error import refused_in_program

__all__ = ["ComponentPlace", "find_place"]


@dataclass(frozen=True, slots=True)
class ComponentPlace:
    """Account and Region of a component's children."""

    account: Account
    region: str
    caller_arn: str
    """Who runs the program."""

    def require_deployer(self, access: VaultAccess, at: str) -> None:
        """Refuse a deployment that would lock itself out; a preview may be run by anybody.

        Raises:
            ProgramError: `BAMP-B14`.
        """
        if not pulumi.runtime.is_dry_run():
            with refused_in_program(at):
                require_deployer(access, self.caller_arn)


def find_place(component: pulumi.ComponentResource, region: str | None) -> ComponentPlace:
    """Return the account of the component's own provider, and its Region unless one is given."""
    options = pulumi.InvokeOptions(parent=component)
    caller = aws.get_caller_identity(opts=options)
    partition = aws.get_partition(opts=options).partition
    return ComponentPlace(
        account=Account(caller.account_id, partition),
        region=region or aws.get_region(opts=options).region,
        caller_arn=caller.arn,
    )
