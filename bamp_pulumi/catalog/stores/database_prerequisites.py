"""What relational databases must be for AWS Backup to back them up, whatever the provider."""

from bamp_pulumi.catalog.conditions import Condition
from bamp_pulumi.catalog.prerequisites import InheritedInput, Prerequisite

__all__ = ["LIMITLESS", "OPTION_GROUP", "engine_of_replica", "instance_prerequisites"]

_RDS_BACKUPS = "AWS Backup developer guide, rds-backup"
_REPLICAS = "Amazon RDS user guide, USER_ReadRepl.Overview.Differences"
_ORACLE_REPLICAS = "Amazon RDS user guide, oracle-read-replicas.limitations"
_RETENTION = "backupRetentionPeriod"

LIMITLESS = Prerequisite(
    condition=Condition(path="clusterScalabilityType", test="none_of", values=("limitless",)),
    default="standard",
    why="Aurora Limitless Databases do not support AWS Backup",
    write='leave `clusterScalabilityType` out, or write "standard"',
    source="Amazon Aurora user guide, limitless-reqs-limits (features not supported)",
)
"""Asked of an Aurora cluster."""


OPTION_GROUP = Prerequisite(
    condition=Condition(path="optionGroupName", test="starts_with", values=("default:",)),
    when=(
        Condition(path="optionGroupName", test="present"),
        Condition(path="engine", test="starts_with", values=("oracle", "sqlserver")),
    ),
    unsure=True,
    why="AWS Backup copies no option group, and without the same one there the copy fails where an "
    "option of it is persistent, as TDE is",
    write="no option group of its own, or the same one in the other Region",
    source=(
        "AWS Backup developer guide, cross-region-backup; Amazon RDS user guide, "
        "USER_WorkingWithOptionGroups (persistent and permanent options)"
    ),
)
"""Asked of an RDS instance that is copied to another Region."""


def engine_of_replica(link: str) -> InheritedInput:
    """Return the input that gives a read replica its source's engine.

    Args:
        link: Wire name of the input that names the source.
    """
    return InheritedInput(
        path="engine",
        link=link,
        types=("aws:rds/cluster:Cluster", "aws:rds/instance:Instance"),
        source="Amazon RDS API, CreateDBInstanceReadReplica",
    )


def instance_prerequisites(link: str) -> tuple[Prerequisite, ...]:
    """List what an RDS instance must be.

    Args:
        link: Wire name of the input that names the source of a read replica.
    """
    replica = Condition(path=link, test="present")
    oracle = Condition(path="engine", test="starts_with", values=("oracle",))
    unkept = (
        Condition(path=_RETENTION, test="present"),
        Condition(path=_RETENTION, test="none_of", values=(0,)),
    )
    return (
        Prerequisite(
            condition=Condition(
                path="backupTarget", test="matches_none", values=(r"(?!region$).+",)
            ),
            default="region",
            why="AWS Backup does not back up RDS on Outposts or in Dedicated Local Zones",
            write='leave `backupTarget` out, or write "region"',
            source=f"{_RDS_BACKUPS}; Amazon RDS API, CreateDBInstance.BackupTarget",
        ),
        Prerequisite(
            condition=Condition(
                path="availabilityZone",
                test="matches_none",
                # `us-west-2-lax-1a`, where a zone of the Region is `us-west-2a`.
                values=(r"[a-z]+(-[a-z]+)+-\d+-.+",),
            ),
            known_only=True,
            why="AWS Backup does not back up RDS in Local Zones",
            write="an Availability Zone of the Region, such as us-west-2a",
            source=f"{_RDS_BACKUPS}; Amazon EC2 user guide, using-regions-availability-zones",
        ),
        Prerequisite(
            condition=Condition(path="engine", test="starts_with_none", values=("sqlserver",)),
            when=(replica,),
            why="RDS takes no snapshots of read replicas of SQL Server",
            write="back up the instance that it is a replica of, and exempt this one",
            source=_REPLICAS,
        ),
        *(
            Prerequisite(
                condition=kept,
                when=(replica, oracle),
                default=0,
                unsure=True,
                why="RDS requires a retention before it takes snapshots of an Oracle replica",
                write="1 or more for `backupRetentionPeriod`",
                source=_ORACLE_REPLICAS,
            )
            for kept in unkept
        ),
    )
