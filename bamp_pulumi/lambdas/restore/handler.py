"""The handler: what Lambda calls, with the clients of AWS.

Called by EventBridge with `Restore Job State Change` (status COMPLETED): validates what the job of
`detail.restoreJobId` has restored; or with `Backup Job State Change` (state COMPLETED): records
the facts of `detail.resourceArn` in `RECORDS_BUCKET`. Anything else is refused with an error.

Environment: `RESTORE_NAME` (name of the tests, for the log), `RECORDS_BUCKET` and `RECORDS_PREFIX`
(empty without records). Files beside this one: `validations.json`; `rds-ca.pem`, the certificates
of Amazon RDS, without which those of the system must do.
"""

import json
import os
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

from bamp_pulumi.lambdas.restore.archive import CERTIFICATES_FILE
from bamp_pulumi.lambdas.restore.look import Waiting
from bamp_pulumi.lambdas.restore.records import Records
from bamp_pulumi.lambdas.restore.validating import Validator
from bamp_pulumi.lambdas.restore.validations import VALIDATIONS_FILE, unpack_validations

__all__ = ["handle"]

_SECONDS = 20
_TRIES = 6
_SPARE_SECONDS = 30
"""What giving the verdict may take: reading stops before."""
_RESTORED = "Restore Job State Change"
_BACKED_UP = "Backup Job State Change"


def handle(payload: Mapping[str, Any], context: Any) -> None:  # noqa: ANN401 - Lambda's own
    """Take what Lambda hands over. An error makes Lambda call again."""

    def remaining() -> float:
        return context.get_remaining_time_in_millis() / 1000 - _SPARE_SECONDS

    validator = _validator(remaining)
    kind, detail = payload.get("detail-type"), payload["detail"]
    print(json.dumps({"tests": os.environ["RESTORE_NAME"], "event": detail}))  # noqa: T201 - log
    if kind == _BACKED_UP:
        validator.record(detail)
    elif kind == _RESTORED:
        try:
            verdict = validator.validate(detail["restoreJobId"])
        except Waiting as waiting:
            _again(payload, context, str(waiting))
            return
        if verdict is not None:
            print(f"{verdict.outcome}: {verdict.message}")  # noqa: T201 - its log
    else:
        raise ValueError(f"{kind!r} is no event of this function; {_RESTORED}, {_BACKED_UP} are")


def _again(payload: Mapping[str, Any], context: Any, why: str) -> None:  # noqa: ANN401 - Lambda's
    """Go on in a call of its own: what AWS makes takes longer than this one may."""
    print(f"goes on in another call: {why}")  # noqa: T201 - its log
    _client("lambda").invoke(
        FunctionName=context.invoked_function_arn,
        InvocationType="Event",
        Payload=json.dumps(payload).encode(),
    )


def _validator(remaining: Callable[[], float]) -> Validator:
    folder = Path(__file__).parent
    text = folder.joinpath(VALIDATIONS_FILE).read_text(encoding="utf-8")
    certificates = folder.joinpath(CERTIFICATES_FILE)
    bundle = str(certificates) if certificates.exists() else None
    return Validator(
        validations=unpack_validations(text),
        records=Records(
            client=_client("s3"),
            bucket=os.environ.get("RECORDS_BUCKET", ""),
            prefix=os.environ.get("RECORDS_PREFIX", ""),
        ),
        connect=_client,
        tls=ssl.create_default_context(cafile=bundle),
        now=lambda: datetime.now(UTC),  # noqa: TID251 - its clock
        remaining=remaining,
        sleep=time.sleep,
    )


@cache  # a process of Lambda takes many calls: clients are made for the first
def _client(service: str) -> Any:  # noqa: ANN401 - of boto3
    import boto3  # noqa: PLC0415 - its clients take the time that only a call needs
    from botocore.config import Config  # noqa: PLC0415 - as above

    # Of the many clients that it makes only a few are typed here.
    client = cast("Callable[..., Any]", boto3.client)
    config = Config(
        retries={"mode": "standard", "max_attempts": _TRIES},
        connect_timeout=_SECONDS,
        read_timeout=_SECONDS,
    )
    return client(service, config=config)
