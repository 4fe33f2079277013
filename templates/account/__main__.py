"""The backups of one AWS account: keys, vaults, plans, selections, role and alerts."""

import bamp_pulumi as bamp

bamp.declare_account()  # as Pulumi.<stack>.yaml says
