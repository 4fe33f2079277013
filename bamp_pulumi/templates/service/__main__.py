"""A service whose data stores are backed up under the account's policy."""

import bamp_pulumi as bamp
import pulumi_aws as aws

# Before any resource: every data store that the program declares after this line is backed up.
# Owner and default tier are in Pulumi.<stack>.yaml.
bamp.inherit()

# The data of the service; replace it with yours. Nothing is said of backups here: the bucket gets
# versioning and the tags by which the account's plans select it.
aws.s3.Bucket("data")

# What matters more names another tier of the policy, with the argument
#   tags=bamp.tier("critical")
#
# What needs no backup has a reason, an owner and an end, with the argument
#   tags=bamp.exempt(reason="rebuilt every night", owner="search", until="2027-06-30")
