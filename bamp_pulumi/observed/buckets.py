"""Whether continuous backups of buckets go on: no list says it, so each bucket is asked.

Two calls a bucket, and only of buckets that a tier with a continuous backup is promised of.

Sources: AWS Backup developer guide, s3-backups; API models of S3 as botocore 1.44.5 has them (read
2026-11-29).
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Final

from bamp_pulumi.lambdas.health import TIER_TAG, Expected, Seen, Store, Unseen
from bamp_pulumi.lambdas.health.reading import WORKERS, Asker, NotAnsweredError
from bamp_pulumi.observed.session import Account

__all__ = ["BUCKET_ACTIONS", "with_buckets"]

BUCKET_ACTIONS: Final = ("s3:GetBucketNotification", "s3:GetBucketVersioning")
"""What asking them needs."""


def with_buckets(seen: Seen, expected: Expected, account: Account) -> Seen:
    """Return what was seen, with what each bucket of a continuous backup says."""
    asker = account.asker()
    asked = {store.arn for store in seen.stores if _is_continuous(store, expected)}
    stores = [store for store in seen.stores if store.arn in asked]
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        try:
            answers = [*pool.map(partial(_ask, asker), stores)]
        except BaseException:
            asker.stop()
            raise
    known = {store.arn: answer for store, answer in zip(stores, answers, strict=True)}
    return replace(
        seen,
        stores=tuple(_with(store, known.get(store.arn)) for store in seen.stores),
        unseen=(*seen.unseen, *_unseen(answers)),
    )


def _is_continuous(store: Store, expected: Expected) -> bool:
    tier = (store.tags or {}).get(TIER_TAG) or expected.default_tier
    rules = expected.rules_of(tier, store.type, store.variant)
    return any(rule.continuous and rule.restorable_lag is None for rule in rules)


def _ask(asker: Asker, store: Store) -> "bool | Unseen":
    """Return True if all is on that a continuous backup needs."""
    operation = ""
    try:
        operation = "GetBucketVersioning"
        versioning = asker.ask(store.region, "s3", operation, {"Bucket": store.name})
        operation = "GetBucketNotificationConfiguration"
        events = asker.ask(store.region, "s3", operation, {"Bucket": store.name})
    except NotAnsweredError as error:
        return Unseen(
            region=store.region,
            what=f"s3:{operation}",
            of=store.arn,
            why=error.why,
            message=error.message,
        )
    return versioning.get("Status") == "Enabled" and "EventBridgeConfiguration" in events


def _with(store: Store, answer: "bool | Unseen | None") -> Store:
    return replace(store, keeps_continuous=answer) if isinstance(answer, bool) else store


def _unseen(answers: Iterable["bool | Unseen"]) -> Iterator[Unseen]:
    return (each for each in answers if isinstance(each, Unseen))
