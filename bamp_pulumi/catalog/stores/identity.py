"""Secrets, and directories of people."""

from bamp_pulumi.catalog.data_store import DataStore, Protection, Setting
from bamp_pulumi.catalog.stores.reading import PROVIDER, READ_ON

__all__ = ["ROWS"]

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:secretsmanager/secret:Secret",
        label="Secrets Manager secret",
        protection=Protection.NATIVE,
        settings=(
            Setting(
                path="replicas",
                recovery_region=True,
                protects=True,
                why="the secret is readable in the recovery Region when its own is gone",
            ),
        ),
        instead="Replicate it to the recovery Region; a replica follows deletes and bad values.",
        source=f"{PROVIDER}; AWS Secrets Manager user guide, Replicate secrets across Regions",
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:cognito/userPool:UserPool",
        label="Cognito user pool",
        protection=Protection.NONE,
        instead="Export the users on a schedule (passwords cannot be exported), then exempt it.",
        source="Amazon Cognito developer guide, Exporting and importing users",
        read_on=READ_ON,
    ),
)
