"""Applications run by AWS, with data that people or programs put into them."""

from bamp_pulumi.catalog.data_store import DataStore, TagShape
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, unprotected

__all__ = ["ROWS"]

ROWS: tuple[DataStore, ...] = (
    unprotected(
        "aws:connect/instance:Instance",
        "Connect instance",
        instead="Stream contact records to a bucket, keep recordings there, then exempt it.",
    ),
    unprotected(
        "aws:customerprofiles/domain:Domain",
        "Customer Profiles domain",
        instead="Stream its profiles to a bucket that is backed up, then exempt it.",
    ),
    unprotected(
        "aws:pinpoint/app:App",
        "Pinpoint project",
        instead="Keep its endpoints and segments elsewhere too; AWS is ending the service.",
    ),
    unprotected(
        "aws:pinpoint/smsvoicev2OptOutList:Smsvoicev2OptOutList",
        "SMS opt-out list",
        instead="Export the opted-out numbers on a schedule, then exempt it.",
    ),
    unprotected(
        "aws:sesv2/contactList:ContactList",
        "SES contact list",
        instead="Export its contacts on a schedule, then exempt it.",
    ),
    unprotected(
        "aws:mailmanager/archive:Archive",
        "SES mail archive",
        instead="Deliver the mail to a bucket too, then exempt it.",
    ),
    unprotected(
        "aws:workmail/organization:Organization",
        "WorkMail organization",
        instead="Export mailboxes to a bucket on a schedule, then exempt it.",
    ),
    unprotected(
        "aws:grafana/workspace:Workspace",
        "Managed Grafana workspace",
        instead="Keep dashboards as code, or export them on a schedule, then exempt it.",
    ),
    unprotected(
        "aws:opensearch/application:Application",
        "OpenSearch UI application",
        instead="Keep its dashboards as code, or export them on a schedule, then exempt it.",
    ),
    unprotected(
        "aws:quicksight/accountSubscription:AccountSubscription",
        "QuickSight account",
        instead="Export its analyses as asset bundles on a schedule, then exempt it.",
        tags=TagShape.NONE,
    ),
    rebuildable(
        "aws:verifiedpermissions/policyStore:PolicyStore",
        "Verified Permissions policy store",
        instead="Exempt it when all its policies are declared in a program.",
    ),
    unprotected(
        "aws:mwaa/environment:Environment",
        "Managed Airflow environment",
        instead="Export its metadata to a bucket on a schedule, then exempt it.",
    ),
    unprotected(
        "aws:datazone/domain:Domain",
        "DataZone domain",
        instead="Keep its glossaries and asset metadata as code, then exempt it.",
    ),
    unprotected(
        "aws:location/geofenceCollection:GeofenceCollection",
        "Location geofence collection",
        instead="Keep its geofences in a store that is backed up, then exempt it.",
    ),
)
