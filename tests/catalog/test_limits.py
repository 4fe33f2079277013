"""AWS's limits as constants: equal to what the SDK's own model of AWS Backup states.

The SDK says most numbers in prose, so the prose is searched; a limit that it does not state (of
another service, or only in a guide) is stated here as a literal.
"""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import botocore
import pytest

from bamp_pulumi.catalog import limits

MODEL = next((Path(botocore.__file__).parent / "data" / "backup").glob("*/service-2.json.gz"))
# The model of a service is free-form JSON.
SHAPES: dict[str, Any] = json.loads(gzip.decompress(MODEL.read_bytes()))["shapes"]


def prose(shape: str, member: str) -> str:
    """Return what the SDK says of a member, without its tags."""
    return re.sub(r"<[^>]+>", "", SHAPES[shape]["members"][member]["documentation"])


@pytest.mark.parametrize(
    ("constant", "shape"),
    [
        (limits.VAULT_NAME_PATTERN, "BackupVaultName"),
        (limits.RULE_NAME_PATTERN, "BackupRuleName"),
        (limits.ACCOUNT_ID_PATTERN, "AccountId"),
    ],
)
def test_a_pattern_matches_what_the_pattern_of_the_sdk_matches(constant: str, shape: str) -> None:
    """Character by character, and in length."""
    theirs = SHAPES[shape]["pattern"]
    tried = [chr(code) * length for code in range(128) for length in (1, 2, 12, 50, 51)]

    assert [text for text in tried if re.fullmatch(constant, text)] == [
        text for text in tried if re.fullmatch(theirs, text) and not text.endswith("\n")
    ]


@pytest.mark.parametrize(
    ("constant", "shape", "member", "words"),
    [
        (
            limits.RETENTION_MAX_DAYS,
            "PutBackupVaultLockConfigurationInput",
            "MaxRetentionDays",
            "longest maximum retention period you can specify is {} days",
        ),
        (
            limits.RETENTION_MIN_DAYS,
            "PutBackupVaultLockConfigurationInput",
            "MinRetentionDays",
            "shortest minimum retention period you can specify is {} day",
        ),
        (
            limits.COLD_STORAGE_MIN_DAYS,
            "BackupRuleInput",
            "Lifecycle",
            "must be stored in cold storage for a minimum of {} days",
        ),
        (
            limits.START_WINDOW_MIN_MINUTES,
            "BackupRuleInput",
            "StartWindowMinutes",
            "must be at least {} minutes",
        ),
        (
            limits.WINDOW_MAX_MINUTES,
            "StartBackupJobInput",
            "StartWindowMinutes",
            "maximum value of 100 years ({:,} minutes)",
        ),
        (
            limits.LOCK_CHANGEABLE_MIN_DAYS,
            "PutBackupVaultLockConfigurationInput",
            "ChangeableForDays",
            "set ChangeableForDays to {} or greater",
        ),
        (
            limits.LOCK_CHANGEABLE_MAX_DAYS,
            "PutBackupVaultLockConfigurationInput",
            "ChangeableForDays",
            "maximum value you can specify is {:,} days",
        ),
    ],
)
def test_a_number_is_the_one_that_the_sdk_states(
    constant: int, shape: str, member: str, words: str
) -> None:
    """A new SDK that states another one is noticed here."""
    assert words.format(constant) in prose(shape, member)


@pytest.mark.parametrize(
    ("constant", "value"),
    [
        (limits.CONTINUOUS_MIN_DAYS, 1),
        (limits.CONTINUOUS_MAX_DAYS, 35),
        (limits.CONTINUOUS_RPO_MINUTES, 5),
        (limits.SCHEDULE_MIN_INTERVAL_MINUTES, 60),
        (limits.RULES_PER_PLAN, 10),
        (limits.COPY_ACTIONS_PER_RULE, 5),
        (limits.KEY_ROTATION_MIN_DAYS, 90),
        (limits.KEY_ROTATION_MAX_DAYS, 2560),
        (limits.NATIVE_RETENTION_MIN_DAYS, 1),
        (limits.NATIVE_RETENTION_MAX_DAYS, 35),
        (limits.AUDIT_FREQUENCY_MAX_DAYS, 31),
        (limits.AUDIT_AGE_MAX_HOURS, 744),
        (limits.TAG_VALUE_MAX_LENGTH, 256),
    ],
)
def test_a_number_that_only_guides_state(constant: int, value: int) -> None:
    """Sources stand with the constants; the numbers stand here a second time on purpose."""
    assert constant == value


def test_the_marks_of_a_tag_value_are_those_of_the_sdk() -> None:
    """Letters, spaces and digits of any script, and eight marks."""
    assert r"Maximum length of 256" in prose("KeyValue", "Value")
    pattern = r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$"
    assert pattern in prose("KeyValue", "Value")
    marks = pattern.removeprefix(r"^([\p{L}\p{Z}\p{N}").removesuffix("]*)$").replace("\\", "")
    assert set(limits.TAG_VALUE_PUNCTUATION) == set(marks)


def test_every_constant_is_exported_with_its_source() -> None:
    """A limit without a source is an opinion."""
    source = Path(limits.__file__).read_text()
    documented = re.findall(
        r'^([A-Z_]+): Final = .+\n"""(?:(?!""").|\n)+?Source:', source, re.MULTILINE
    )

    assert sorted(documented) == sorted(limits.__all__)
