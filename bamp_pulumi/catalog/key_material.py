"""How long imported key material is kept, and from when on AWS KMS refuses or deletes it.

Source: AWS KMS API, ImportKeyMaterial.ValidTo: "must be a future date and time. The maximum value
is 365 days from the request date", and a key without its material is unusable;
pulumi_aws 7.51.1, ExternalKeyArgs, ReplicaExternalKeyArgs: `validTo` is a time of RFC 3339 (read
2026-11-29).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bamp_pulumi.catalog.input_refusal import InputRefusal, shown

__all__ = ["EXTERNAL_KEYS", "material_refusals"]

EXTERNAL_KEYS: Final = (
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
)
"""Types of keys whose material is imported."""
_RFC_3339: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE
)
_LONGEST: Final = timedelta(days=365)


def material_refusals(
    token: str, inputs: Mapping[str, object], *, today: date
) -> Iterator[InputRefusal]:
    """Yield why the material of a key is not there, or is not taken.

    Args:
        token: Type token; a type without imported material yields nothing.
        inputs: Its inputs by wire name.
        today: The day, in UTC, on which the key is deployed, or was deployed already.
    """
    given = inputs.get("validTo")
    if token not in EXTERNAL_KEYS or not isinstance(given, str) or not given:
        return
    until = _time(given)
    if until is None:
        allowed, why = "a time of RFC 3339, as 2027-01-31T00:00:00Z,", "the provider refuses it"
    elif until.date() < today:
        allowed = f"a time after {today}"
        why = "AWS KMS imports no material that has expired, and deletes what it has then"
    elif until.date() > today + _LONGEST:
        allowed = f"a time up to {today + _LONGEST}"
        why = "AWS KMS imports no material that expires later than in 365 days"
    else:
        return
    source = f"{why} (AWS KMS API, ImportKeyMaterial.ValidTo)"
    yield InputRefusal(path="validTo", given=shown(given), allowed=allowed, why=source)


def _time(text: str) -> datetime | None:
    """Read a time of RFC 3339, in UTC; None where it is none."""
    if not _RFC_3339.fullmatch(text):
        return None  # ISO 8601 has more forms, which the provider refuses
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if found.tzinfo is None else found.astimezone(UTC)
