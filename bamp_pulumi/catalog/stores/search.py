"""Search engines and indexes of documents."""

from bamp_pulumi.catalog.data_store import DataStore, TagShape
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, self_backed

__all__ = ["ROWS"]

_SNAPSHOTS = "Amazon OpenSearch Service developer guide, managedomains-snapshots"
_OTHER_REGION = "Its snapshots stay in its Region: take manual ones to a bucket elsewhere."

ROWS: tuple[DataStore, ...] = (
    self_backed(
        "aws:opensearch/domain:Domain",
        "OpenSearch domain",
        rpo_minutes=60,
        instead=_OTHER_REGION,
        source=_SNAPSHOTS,
    ),
    # Elasticsearch 5.1 and older take them daily, and who still runs one cannot tell which.
    self_backed(
        "aws:elasticsearch/domain:Domain",
        "Elasticsearch domain",
        rpo_minutes=1440,
        instead=_OTHER_REGION,
        source=_SNAPSHOTS,
    ),
    self_backed(
        "aws:opensearch/serverlessCollection:ServerlessCollection",
        "OpenSearch Serverless collection",
        rpo_minutes=60,
        instead="It restores only into itself: keep the documents elsewhere too.",
        source="Amazon OpenSearch Service developer guide, serverless-snapshots",
    ),
    rebuildable(
        "aws:cloudsearch/domain:Domain",
        "CloudSearch domain",
        instead="Exempt it when its documents are kept elsewhere and can be sent again.",
        tags=TagShape.NONE,
    ),
    rebuildable(
        "aws:kendra/index:Index",
        "Kendra index",
        instead="Exempt it when its data sources can fill it again.",
    ),
    rebuildable(
        "aws:qbusiness/application:Application",
        "Q Business application",
        instead="Exempt it when its data sources can fill it again; conversations are lost.",
    ),
)
