"""The whole backup account from the configuration of its stack: the program of a platform team.

import bamp_pulumi as bamp

bamp.declare_account()
"""

import pulumi

from bamp_pulumi.components import Baseline
from bamp_pulumi.stack_config import read_stack_config

__all__ = ["declare_account"]


def declare_account(name: str = "bamp") -> Baseline:
    """Declare the backup baseline of one AWS account, as `Pulumi.<stack>.yaml` configures it.

    Keys of the namespace `bamp:` are the arguments of `Baseline`: `policy`, `access`, `alerts` and
    the others of its `BaselineArgs`. Exports `manifest`, `manifest_parameter`, `primary_vault_arn`
    and `recovery_vault_arn` as outputs of the stack.

    Args:
        name: What the logical names of its resources begin with. Another one replaces all of
            them, so it is chosen once. Default: `bamp`.

    Returns:
        The baseline, for programs that declare more beside it.

    Raises:
        ProgramError: `BAMP-I07`, when a `bamp:` key is one that nothing reads; else what `Baseline`
            refuses, before anything is registered.
    """
    config = read_stack_config()
    baseline = Baseline(
        name,
        {
            "policy": config.get_object("policy"),
            "access": config.get_object("access"),
            "copy_source_account_ids": config.get_object("copy_source_account_ids"),
            "copy_source_organization_id": config.get("copy_source_organization_id"),
            "irreversible_lock_accepted_on": config.get("irreversible_lock_accepted_on"),
            "resource_types_not_offered": config.get_object("resource_types_not_offered"),
            "alerts": config.get_object("alerts"),
            "owner": config.get("owner"),
            "adopt": config.get_bool("adopt"),
        },
    )
    pulumi.export("manifest", baseline.manifest)
    pulumi.export("manifest_parameter", baseline.manifest_parameter)
    pulumi.export("primary_vault_arn", baseline.primary_vault_arn)
    pulumi.export("recovery_vault_arn", baseline.recovery_vault_arn)
    return baseline
