"""Keys of AWS KMS that recovery points and vaults are under: can they be used?

A recovery point under a key that is disabled is there, complete, and cannot be restored. AWS Backup
does not say so. One call a key: an account has few, and no list gives their states.

Source: AWS KMS API, DescribeKey, ListKeys (read 2026-11-29).
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from bamp_pulumi.lambdas.health.backup_lists import utc
from bamp_pulumi.lambdas.health.listing import Listing
from bamp_pulumi.lambdas.health.progress import Progress
from bamp_pulumi.lambdas.health.records import Key, Point, Unseen, Vault

__all__ = ["DESCRIBE_KEY", "key_of", "keys_named"]

DESCRIBE_KEY = "kms:DescribeKey"
"""The call."""


def key_of(arn: str) -> Listing:
    """Return the question what state a key is in: one page."""
    region = _region_of(arn)

    def read(page: Mapping[str, Any]) -> Iterator[Key | Unseen]:
        found = page.get("KeyMetadata") or {}
        if "KeyState" not in found:
            yield Unseen(region=region, what=DESCRIBE_KEY, of=arn, why="no KeyState in the answer")
        else:
            yield Key(
                arn=arn,
                region=region,
                state=found["KeyState"],
                deletes_at=utc(found.get("DeletionDate")),
            )

    return Listing(
        region=region,
        service="kms",
        operation="DescribeKey",
        read=read,
        of=(arn,),
        arguments={"KeyId": arn},
        asks_with="",
    )


def keys_named(progress: Progress, regions: Collection[str]) -> tuple[str, ...]:
    """Return the ARNs of the keys that recovery points and vaults name, of the Regions read."""
    named = {
        record.key_arn
        for stand in progress.stands.values()
        for record in stand.records
        if isinstance(record, Point | Vault)
    }
    return tuple(sorted(arn for arn in named if _region_of(arn) in regions))


def _region_of(arn: str) -> str:
    return "".join(arn.split(":")[3:4])
