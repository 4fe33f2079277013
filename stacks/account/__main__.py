"""The backup baseline of one AWS account, from the stack's configuration."""

import pulumi

from bamp_pulumi.components import Baseline, baseline_from_config

baseline = Baseline("bamp", baseline_from_config())
pulumi.export("manifest", baseline.manifest)
pulumi.export("manifest_parameter", baseline.manifest_parameter)
pulumi.export("primary_vault_arn", baseline.primary_vault_arn)
pulumi.export("recovery_vault_arn", baseline.recovery_vault_arn)
