"""The handler: what Lambda calls, with the clients of AWS."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

from bamp_pulumi.lambdas.health.checking import Check, run
from bamp_pulumi.lambdas.health.packing import EXPECTED_FILE, unpack
from bamp_pulumi.lambdas.health.store_rows import ROWS

__all__ = ["handle"]

_SECONDS = 10
"""For one request: a page of a thousand recovery points takes a few."""
_TRIES = 6
"""Of a request that reports: half a minute of waiting in all."""
_RESERVE_SECONDS = 120
"""Kept of the time of the function for what is reported once all was read."""
_MOST_SECONDS = 720


def handle(payload: Mapping[str, Any], context: Any) -> None:  # noqa: ANN401, ARG001 - Lambda's own
    """Check the account. An error makes Lambda call again, and then keep it."""
    left = context.get_remaining_time_in_millis() / 1_000
    most = float(os.environ.get("BUDGET_SECONDS", _MOST_SECONDS))
    check = _check(context.invoked_function_arn.split(":")[1])
    run(check, min(most, max(left - _RESERVE_SECONDS, left / 2)))


@cache  # a process of Lambda may take several calls: clients are made for the first
def _check(partition: str) -> Check:
    vaults: list[str] = json.loads(os.environ["VAULTS"])
    packed = Path(__file__).with_name(EXPECTED_FILE).read_text(encoding="utf-8")
    expected = unpack(packed)
    keys: Mapping[str, str] = json.loads(os.environ.get("KEYS", "{}"))
    return Check(
        # The reader tries again itself; a client that does as well would hide it from its budget.
        connect=_clients(total_tries=1),
        report=_clients(total_tries=_TRIES),
        expected=replace(expected, keys=keys),
        regions=os.environ["REGIONS"].split(","),
        vaults=sorted({vault.rpartition("/")[0] for vault in vaults}),
        name=os.environ["ALERTS_NAME"],
        partition=partition,
        lacking={
            region: [of for of in types if not _has_endpoint(of, region, partition)]
            for region, types in json.loads(os.environ.get("LACKING", "{}")).items()
        },
        role_arn=os.environ.get("BACKUP_ROLE_ARN", ""),
        now=lambda: datetime.now(UTC),  # noqa: TID251 - its clock
    )


def _has_endpoint(of: str, region: str, partition: str) -> bool:
    """Return True if the service of a type has an endpoint in a Region, as far as boto3 knows."""
    import boto3  # noqa: PLC0415 - as below

    services = {row.call.service for row in ROWS if row.type == of}
    # Any: of the session only a few methods are typed here.
    session = cast("Any", boto3.session.Session())
    return any(
        region in session.get_available_regions(service, partition_name=partition)
        for service in services
    )


def _clients(total_tries: int) -> Callable[[str, str], Any]:
    import boto3  # noqa: PLC0415 - its clients take the time that only a call needs
    from botocore.config import Config  # noqa: PLC0415 - as above

    # Of the many clients that it makes only a few are typed here.
    make = cast("Callable[..., Any]", boto3.client)
    config = Config(
        retries={"mode": "standard", "total_max_attempts": total_tries},
        connect_timeout=_SECONDS,
        read_timeout=_SECONDS,
    )
    made: dict[tuple[str, str], Any] = {}
    lock = Lock()

    def connect(service: str, region: str) -> Any:  # noqa: ANN401 - of boto3
        with lock:
            if (service, region) not in made:
                made[service, region] = make(service, region_name=region, config=config)
            return made[service, region]

    return connect
