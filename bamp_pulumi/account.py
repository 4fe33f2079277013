"""The whole backup account from the configuration of its stack: the program of a platform team.

import bamp_pulumi as bamp

bamp.declare_account()
"""

import pulumi

from bamp_pulumi.components import Baseline, baseline_from_config

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
        The baseline, for programs that declare more than it.

    Raises:
        ProgramError: Everything that is refused in the configuration, each with file and line:
            keys that nothing reads (`BAMP-I07`), and what `Baseline` refuses. Nothing is registered
            then.
    """
    baseline = Baseline(name, baseline_from_config())
    pulumi.export("manifest", baseline.manifest)
    pulumi.export("manifest_parameter", baseline.manifest_parameter)
    pulumi.export("primary_vault_arn", baseline.primary_vault_arn)
    pulumi.export("recovery_vault_arn", baseline.recovery_vault_arn)
    return baseline
