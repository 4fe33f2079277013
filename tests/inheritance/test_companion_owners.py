"""Which data store a companion belongs to, where only a deployment can know names.

With outputs as a deployment resolves them: a name that AWS or Pulumi made up.
"""

import asyncio
from collections.abc import Sequence

import pulumi
import pytest

from bamp_pulumi.inheritance.companion_owners import find_owners
from bamp_pulumi.inheritance.watch import Store

ARN = "arn:aws:rds:us-east-1:111122223333:db:orders-1a2b3c"


class Deployed(pulumi.Resource):
    """A resource with outputs that are known."""

    def __init__(self, **outputs: str) -> None:
        """Register nothing."""
        super().__init__("", "", custom=True, dependency=True)
        vars(self).update({k: pulumi.Output.from_input(v) for k, v in outputs.items()})


@pytest.mark.parametrize(
    ("links", "owners"),
    [
        (["logs-1a2b3c"], {"logs"}),
        (["arn:aws:s3:::logs-1a2b3c"], set[str]()),
        ([ARN], {"orders"}),
        (["media-1a2b3c"], {"media"}),
        (["theirs"], set[str]()),
        ([None, 7], set[str]()),
        (["logs-1a2b3c", ARN], {"logs", "orders"}),
    ],
)
def test_a_link_in_plain_text_is_found_by_id_arn_or_own_name(
    links: Sequence[object], owners: set[str]
) -> None:
    """A program that writes `bucket.id.apply(lambda name: BucketVersioning(bucket=name))`."""

    async def found() -> set[str]:
        resources: dict[str, pulumi.Resource] = {
            "logs": Deployed(id="logs-1a2b3c"),
            "orders": Deployed(id="db-ABC", arn=ARN),
            "media": Deployed(),
        }
        stores = [
            Store(resource=resource, name=name, region=None) for name, resource in resources.items()
        ]
        own_names = {resources["media"]: ("media-1a2b3c",)}
        meant = await find_owners(links, stores, own_names)
        return {name for name, resource in resources.items() if resource in meant.sure}

    assert asyncio.run(found()) == owners
