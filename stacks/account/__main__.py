"""The backup baseline of one AWS account, from the stack's configuration."""

import bamp_pulumi as bamp

bamp.declare_account()
