"""A value that the provider cannot read is refused, and one that it reads in another way is not.

Cannot prove what a release of the provider coerces besides.
"""

import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from bamp_pulumi.catalog import COMPANION_TYPES, UNKNOWN, refusals_of, rows_of
from bamp_pulumi.catalog.input_rules import types_with_input_rules
from bamp_pulumi.catalog.input_types import INPUT_KINDS, input_kinds_of
from tests.catalog.installed_types import input_kinds, type_tokens

FILE = Path(__file__).parents[2] / "bamp_pulumi" / "catalog" / "input_types.txt"
HEADER = """\
# What kind of value each input takes, of the types that a judgement depends on: data stores, what
# belongs to them, and what has rules for its inputs. Made by tests/catalog/test_input_types.py.
#
# Source: pulumi_aws 7.51.1.

"""
PLAIN = {"str": "text", "bool": "switch", "int": "number", "float": "number"}
INSTANCE = "aws:rds/instance:Instance"
TABLE = "aws:dynamodb/table:Table"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
PLAN = "aws:backup/plan:Plan"


def kind_of(annotation: str) -> list[tuple[str, str]]:
    """Return the kinds of an input and of what it holds, by end of path; none for several."""
    inner = annotation
    for wrapper in ("pulumi.Input", "Optional"):
        inner = re.sub(rf"^{re.escape(wrapper)}\[(.*)\]$", r"\1", inner)
    if inner.startswith("Union[") or "Any" in inner:
        return []
    if inner.startswith("Sequence["):
        held = kind_of(inner.removeprefix("Sequence[").removesuffix("]"))
        return [("", "list"), *((f"[]{end}", kind) for end, kind in held)]
    if inner.startswith("Mapping[str, "):
        held = kind_of(inner.removeprefix("Mapping[str, ").removesuffix("]"))
        return [("", "map"), *((f"{{v}}{end}", kind) for end, kind in held)]
    if re.fullmatch(r"'\w+Args'", inner):
        return [("", "object")]
    plain = PLAIN.get(inner.removeprefix("_builtins."))
    return [("", plain)] if plain else []


def written() -> str:
    """Write the file from the installed pulumi_aws."""
    tokens = {token for token in type_tokens() if rows_of(token)}
    tokens |= {
        *types_with_input_rules(),
        *(one for each in COMPANION_TYPES.values() for one in each.tokens),
    }
    lines: list[str] = []
    for token in sorted(tokens & type_tokens()):
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for path, annotation in input_kinds(token).items():
            for end, kind in kind_of(annotation):
                # Most texts may be held as documents; of these it is plain that they are none.
                if kind == "text" and not (path.endswith(".status") or end.endswith("{v}")):
                    continue
                by_kind[kind].append(path.replace(".*", "[]") + end)
        lines.append(token)
        lines += [f"  {kind} {' '.join(sorted(paths))}" for kind, paths in sorted(by_kind.items())]
    return HEADER + "\n".join(lines) + "\n"


def refused(token: str, **inputs: object) -> list[tuple[str, str, str]]:
    """Return what is refused of a resource's kinds of values: path, given and allowed."""
    return [
        (one.path, one.given, one.allowed)
        for one in refusals_of(token, inputs)
        if "the provider cannot read it" in one.why
    ]


def test_the_file_says_what_the_installed_provider_has() -> None:
    """A new release of pulumi_aws changes it; recorded anew, it is read in the diff."""
    if "BAMP_WRITE_SNAPSHOTS" in os.environ:
        FILE.write_text(written())
    assert FILE.read_text() == written()


@pytest.mark.parametrize(
    ("token", "name", "value", "given", "allowed"),
    [
        (INSTANCE, "backupRetentionPeriod", "seven", "'seven'", "a number"),
        (INSTANCE, "backupRetentionPeriod", "7 days", "'7 days'", "a number; probably 7"),
        (INSTANCE, "backupRetentionPeriod", [7], "[7]", "a number"),
        (INSTANCE, "copyTagsToSnapshot", "yes", "'yes'", "true or false; probably true"),
        (INSTANCE, "deletionProtection", "Off", "'Off'", "true or false; probably false"),
        (INSTANCE, "storageEncrypted", "AES256", "'AES256'", "true or false"),
        (INSTANCE, "vpcSecurityGroupIds", "sg-1", "'sg-1'", "a list; probably ['sg-1']"),
        (INSTANCE, "tags", "backup-tier", "'backup-tier'", "a mapping of names to values"),
        (TABLE, "pointInTimeRecovery", True, "True", "a mapping; probably {enabled: true}"),
        (
            VERSIONING,
            "versioningConfiguration",
            "Enabled",
            "'Enabled'",
            "a mapping; probably {status: 'Enabled'}",
        ),
        (VERSIONING, "versioningConfiguration", 1.0, "1.0", "a mapping; probably {status: 1.0}"),
        (
            PLAN,
            "advancedBackupSettings",
            {"resourceType": "EC2"},
            "{'resourceType': 'EC2'}",
            "a list",
        ),
    ],
)
def test_what_no_resource_of_the_provider_takes_is_refused(
    token: str, name: str, value: object, given: str, allowed: str
) -> None:
    """With what the input takes, and what was probably meant where that is plain."""
    assert refused(token, **{name: value}) == [(name, given, allowed)]


def test_what_stands_inside_is_refused_at_its_place() -> None:
    """In lists, mappings and what a mapping names."""
    rules = [{"ruleName": "daily", "lifecycle": {"deleteAfter": "a month"}, "startWindow": "60"}]

    assert refused(PLAN, rules=rules) == [
        ("rules.0.lifecycle.deleteAfter", "'a month'", "a number")
    ]
    assert refused(TABLE, tags={"backup-tier": ["gold"]}) == [
        ("tags.backup-tier", "['gold']", "a text")
    ]
    assert refused(TABLE, pointInTimeRecovery={"enabled": "ja"}) == [
        ("pointInTimeRecovery.enabled", "'ja'", "true or false")
    ]


@pytest.mark.parametrize(
    ("token", "name", "value"),
    [
        *(
            (INSTANCE, "backupRetentionPeriod", value)
            for value in (7, 7.0, "7", "7.0", "0x7", "", True)
        ),
        *(
            (INSTANCE, "copyTagsToSnapshot", value)
            for value in (True, "true", "True", "1", "f", "", 1)
        ),
        *((INSTANCE, "identifier", value) for value in ("orders", 7, True, "")),
        *((INSTANCE, "tags", value) for value in ({"a": "b", "n": 7, "is": True}, {"a": None})),
        *(
            (TABLE, "pointInTimeRecovery", value)
            for value in ({"enabled": "true"}, [{"enabled": True}])
        ),
        *((INSTANCE, name, UNKNOWN) for name in ("backupRetentionPeriod", "tags", "identifier")),
        *((INSTANCE, name, None) for name in ("backupRetentionPeriod", "tags", "identifier")),
        (INSTANCE, "vpcSecurityGroupIds", ["sg-1", UNKNOWN]),
        (INSTANCE, "ofAnotherRelease", {"a": []}),
        (VERSIONING, "versioningConfiguration", {"status": UNKNOWN}),
        (INSTANCE, "characterSetName", ["of a document"]),
        ("aws:kms/key:Key", "policy", {"Version": "2012-10-17"}),
        ("aws:iam/role:Role", "assumeRolePolicy", {"Version": "2012-10-17"}),
        ("aws:sqs/queue:Queue", "ofNoType", "x"),
        ("random:index/randomId:RandomId", "byteLength", "x"),
    ],
)
def test_what_the_provider_coerces_is_accepted(token: str, name: str, value: object) -> None:
    """Digits for a number, words for a switch, a list of one for a mapping; and the unknown."""
    assert refused(token, **{name: value}) == []


def test_the_kinds_of_what_protects_are_known() -> None:
    """A row of the file names a kind that has words."""
    kinds = input_kinds_of(INSTANCE)

    assert kinds["backupRetentionPeriod"] == "number"
    assert kinds["tags"] == "map"
    assert kinds["tags{v}"] == "text"
    assert input_kinds_of(PLAN)["rules[].copyActions[].lifecycle"] == "object"
    assert set(kinds.values()) <= set(INPUT_KINDS)
