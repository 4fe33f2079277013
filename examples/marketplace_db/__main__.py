"""A new database, set up from the template: `pulumi new` on this folder, then `pulumi up`.

Daily backups, a point-in-time window, a replica of the automated backups in the recovery Region
under a key of its own, encryption, tags: nothing of it is written here, so nothing can be left out.
"""

import pulumi
import pulumi_aws as aws

import bamp_pulumi as bamp

config = pulumi.Config()

bamp.inherit(owner=config.require("owner"), tier=config.require("tier"))

database = aws.rds.Instance(
    "marketplace",
    engine="postgres",
    engine_version="17",
    instance_class=config.get("instanceClass") or "db.m7g.large",
    allocated_storage=config.get_int("allocatedStorageGib") or 100,
    max_allocated_storage=1000,
    db_name="marketplace",
    username="marketplace",
    manage_master_user_password=True,
    multi_az=True,
    storage_encrypted=True,
    deletion_protection=True,
    skip_final_snapshot=False,
    final_snapshot_identifier="marketplace-final",
)

pulumi.export("endpoint", database.endpoint)
pulumi.export("arn", database.arn)
