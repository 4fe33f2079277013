"""The backup baseline of one AWS account, from the stack's configuration."""

import pulumi

from bamp_pulumi.components import Baseline
from bamp_pulumi.stack_config import read_stack_config

config = read_stack_config()
baseline = Baseline(
    "bamp",
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
