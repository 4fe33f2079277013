"""Streams that can be read again: Kinesis, Kafka, Flink's state.

A queue is not here: a message that was read is gone, and one restored would be handled twice. A
stream keeps its records for readers to come, up to a year or for ever, so somebody has to say
that what must last is stored elsewhere.
"""

from bamp_pulumi.catalog.absence import KEPT
from bamp_pulumi.catalog.data_store import Condition, DataStore, Protection, Setting
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, unprotected
from bamp_pulumi.catalog.stores.reading import PROVIDER, READ_ON
from bamp_pulumi.catalog.withheld import Withheld

__all__ = ["ROWS"]

_NOT_CONFIGURED = (
    Withheld(
        when=(Condition(path="applicationConfiguration", test="absent"),),
        why="the provider requires the code of the application beside it, and there is none here",
        write="write `applicationConfiguration` with the code and with snapshots enabled",
        source=f"{PROVIDER}, ApplicationApplicationConfigurationArgs",
    ),
    Withheld(
        when=(Condition(path="applicationMode", test="one_of", values=("INTERACTIVE",)),),
        why="the guide describes snapshots of streaming applications, and none of notebooks",
        write="deploy the notebook as an application, or exempt it",
        source="Managed Service for Apache Flink guide, how-snapshots, how-notebook",
    ),
)

_DELIVER = "Deliver its records to a bucket that is backed up, then exempt it."

ROWS: tuple[DataStore, ...] = (
    rebuildable("aws:kinesis/stream:Stream", "Kinesis data stream", instead=_DELIVER),
    unprotected(
        "aws:kinesis/videoStream:VideoStream",
        "Kinesis video stream that keeps video",
        when=(
            Condition(path="dataRetentionInHours", test="present"),
            Condition(path="dataRetentionInHours", test="none_of", values=(0,)),
        ),
        instead="Export the clips that must last to a bucket, then exempt it.",
        source=f"{PROVIDER} (a retention of 0, the default, keeps nothing)",
    ),
    rebuildable("aws:msk/cluster:Cluster", "MSK cluster", instead=_DELIVER),
    rebuildable("aws:msk/serverlessCluster:ServerlessCluster", "MSK Serverless", instead=_DELIVER),
    DataStore(
        type="aws:kinesisanalyticsv2/application:Application",
        label="Flink application",
        protection=Protection.NATIVE,
        when=(Condition(path="runtimeEnvironment", test="starts_with_none", values=("SQL-",)),),
        settings=(
            Setting(
                path="applicationConfiguration.applicationSnapshotConfiguration.snapshotsEnabled",
                equals=True,
                protects=True,
                absent=KEPT,
                why="its state is kept when it is updated or stopped",
                withheld=_NOT_CONFIGURED,
            ),
        ),
        instead="Keep snapshots on, and take some on a schedule.",
        source=f"{PROVIDER}; Managed Service for Apache Flink guide, how-snapshots",
        read_on=READ_ON,
    ),
)
