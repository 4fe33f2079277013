"""Every reader of the tool, each with the sound input that mutations start from.

A reader takes what a file or a field holds, and either answers or refuses in the form of the house.
"""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, cast

from hostile_inputs import ACCOUNT, alerting_preview, document_of, export, manifest, preview
from mutations import mutated, mutated_text
from sound_alerts import SOUND, estate_of

from bamp_pulumi.access import Principal, Request, decide, read_policy
from bamp_pulumi.catalog import UNKNOWN, refusals_of
from bamp_pulumi.coverage import cover
from bamp_pulumi.declared import alarms_named, read_vaults, rule_holds
from bamp_pulumi.declared.arn_patterns import fits
from bamp_pulumi.declared.ignored_changes import as_deployed
from bamp_pulumi.estate import Estate, Resource, load_estate
from bamp_pulumi.estate.document import estate_from_document
from bamp_pulumi.estate.looked_up import place_in_arn
from bamp_pulumi.estate.project import find_project
from bamp_pulumi.places import Place, Places, account_of_stack
from bamp_pulumi.policy import (
    Schedule,
    default_policy,
    load_policy,
    parse,
    read_exemption,
    read_tier,
)
from bamp_pulumi.rehearsal import rehearse
from bamp_pulumi.rehearsal.delivery import Router
from bamp_pulumi.rehearsal.delivery.metric_math import evaluate
from bamp_pulumi.rehearsal.delivery.target_input import input_of
from bamp_pulumi.report import preview_document, render_markdown
from bamp_pulumi.signals import match_event, match_log_event, match_message, problems_of_pattern

__all__ = ["READERS", "Reader", "judged"]

TODAY: Final = date(2026, 11, 28)
Json = Any  # Any: JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One reader."""

    sound: Callable[[], Json]
    """Makes the input that mutations start from."""
    read: Callable[[Json, Path], object]
    """Reads an input; the folder is an empty one, for files."""
    pieces: tuple[str, ...] = ()
    """What means something in texts of this kind."""
    is_text: bool = False
    """Whether characters are mutated, and not values."""
    share: float = 1.0
    """Share of the number of inputs, where one takes long."""

    def input(self, chance: random.Random) -> Json:
        """Return a mutated input."""
        sound = self.sound()
        if not self.is_text:
            return mutated(sound, chance)
        return mutated_text(cast("str", sound), chance, self.pieces)


def judged(estate: Estate) -> tuple[bool, bool]:
    """Return whether an estate is accepted, and the same where what is unverified is."""
    coverage = cover(estate, default_policy(), today=TODAY)
    preview_document(coverage).model_dump_json(by_alias=True)
    render_markdown(coverage)
    return coverage.is_well(), coverage.is_well(allow_unverified=True)


def _file(value: Json, folder: Path) -> Path:
    file = folder / "input.json"
    file.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return file


def _document(value: Json, folder: Path) -> object:
    return judged(load_estate([_file(value, folder)]))


def _engine_preview() -> Json:
    document = dict(preview())
    del document["schema"]
    steps = [
        {"op": "same", "urn": s["newState"]["urn"], "oldState": s["newState"], **s}
        for s in document["steps"]
    ]
    steps = [{**step, "op": "same"} for step in steps]
    steps[-1] = {**steps[-1], "op": "replace", "detailedDiff": {"name": {"kind": "update"}}}
    steps.append({"op": "delete", "urn": steps[0]["urn"], "oldState": steps[0]["oldState"]})
    return {
        **document,
        "steps": steps,
        "changeSummary": {"same": len(steps) - 2, "replace": 1, "delete": 1},
        "diagnostics": [{"severity": "warning", "message": "slow", "urn": steps[0]["urn"]}],
        "duration": 1,
    }


def _stack_file(value: Json, folder: Path) -> object:
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\nconfig: {a: 1}\n")
    (folder / "Pulumi.prod.yaml").write_text(value, encoding="utf-8")
    return find_project(folder).config("prod")


def _project_file(value: Json, folder: Path) -> object:
    (folder / "Pulumi.yaml").write_text(value, encoding="utf-8")
    project = find_project(folder)
    return project.stacks(), project.config(None)


_STACK = """\
config:
  aws:region: us-east-1
  aws:allowedAccountIds: ["111122223333"]
  shop:size: 4
  shop:day: 2027-06-30
  shop:base: &base {a: 1, b: [x, y]}
  shop:other: {<<: *base, c: 2.5}
  shop:key: {secure: AAABBB}
environment: [prod]
"""
_PROJECT = """\
name: shop
runtime:
  name: python
  options: {virtualenv: venv, toolchain: pip}
description: a shop
main: .
config:
  aws:region: {value: us-east-1}
  size: {type: integer, default: 3}
stackConfigDir: .
"""
_POLICY = """\
extends: default
primary_region: us-east-1
tiers:
  standard: &tier
    rules:
      daily: {lifecycle: {delete_after_days: 45}, schedule: {expression: "cron(0 2 ? * * *)"}}
      monthly: null
  development:
    rules:
      daily: {lifecycle: {delete_after_days: 8}}
"""
_YAML = (
    ": ",
    "- ",
    "&a ",
    "*a",
    "<<: ",
    "{",
    "}",
    "[",
    "]",
    "? ",
    "!!binary ",
    "!!set ",
    "|\n",
    "\n",
)
_IAM: Final = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Use",
            "Effect": "Allow",
            "Principal": {"AWS": [f"arn:aws:iam::{ACCOUNT}:role/*"], "Service": "x.amazonaws.com"},
            "Action": ["kms:*", "backup:Start?opyJob"],
            "Resource": "*",
            "Condition": {
                "StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/${aws:PrincipalTag/a}"},
                "DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"},
                "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"},
                "ForAnyValue:StringEquals": {"aws:TagKeys": ["a"]},
                "ArnLike": {"aws:SourceArn": f"arn:aws:backup:*:{ACCOUNT}:backup-vault:*"},
                "BoolIfExists": {"aws:SecureTransport": "true"},
            },
        },
        {"Effect": "Deny", "NotPrincipal": "*", "NotAction": "s3:*", "NotResource": "arn:*"},
    ],
}
_REQUESTS: Final = tuple(
    Request(
        principal=Principal.role(f"arn:aws:iam::{ACCOUNT}:role/backup", ACCOUNT),
        action=action,
        resource=f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1",
        resource_account_id=ACCOUNT,
        context={
            "aws:CurrentTime": "2026-11-28T00:00:00Z",
            "aws:TagKeys": ["a", "b"],
            "aws:MultiFactorAuthAge": UNKNOWN,
            "aws:SourceArn": f"arn:aws:backup:us-east-1:{ACCOUNT}:backup-vault:" + "a" * 300,
        },
    )
    for action in ("kms:Decrypt", "backup:StartCopyJob")
)


def _policy_document(value: Json, _folder: Path) -> object:
    policy = read_policy(value if isinstance(value, str) else json.dumps(value), name="p")
    for request in _REQUESTS:
        decide(request, resource=policy, resource_governs=True)
        decide(request, identity=[policy], boundary=policy)
        policy.which("Allow", request, of_resource=True, answer=None)
    for action in ("kms:PutKeyPolicy", "a"):
        policy.may_allow(action)
        policy.may_let_change(action)
    return policy.without_incomplete()


_EVENT: Final = {
    "source": "aws.backup",
    "detail-type": "Backup Job State Change",
    "region": UNKNOWN,
    "detail": {
        "state": "FAILED",
        "bytes": 12,
        "list": [{"a": "x" * 300}, {"a": 1}],
        "ip": "10.0.0.1",
        "name": "a" * 2_000,
    },
}
_PATTERN: Final = {
    "source": ["aws.backup", {"prefix": "aws."}],
    "detail-type": [{"wildcard": "Backup*Change"}],
    "detail": {
        "state": [{"anything-but": ["COMPLETED"]}, {"equals-ignore-case": "failed"}],
        "bytes": [{"numeric": [">", 10, "<=", 20]}],
        "list": {"a": [{"exists": True}, {"suffix": "x"}]},
        "ip": [{"cidr": "10.0.0.0/24"}],
        "name": [{"wildcard": "*a*a*a*a*b"}],
    },
    "$or": [{"region": ["us-east-1"]}, {"account": [ACCOUNT]}],
}


def _event_pattern(value: Json, _folder: Path) -> object:
    return [*problems_of_pattern(value)], match_event(value, _EVENT)


def _filter(value: Json, _folder: Path) -> object:
    attributes = {"State": "FAILED", "Name": "a" * 2_000, "Types": ["A", 1], "Later": UNKNOWN}
    in_body = match_message(
        value, attributes=attributes, body=json.dumps({"State": "x"}), scope="MessageBody"
    )
    return match_message(value, attributes=attributes, body="", scope="MessageAttributes"), in_body


def _log_pattern(value: Json, _folder: Path) -> object:
    return match_log_event(value, _EVENT)


def _alarm_rule(value: Json, _folder: Path) -> object:
    return alarms_named(value), rule_holds(value, lambda _name, _state: None)


def _math(value: Json, _folder: Path) -> object:
    return evaluate(value, {"m1": [1.0, None], "m2": 3.0})  # pyright: ignore[reportArgumentType] - any value


@cache
def _table() -> Resource:
    return estate_from_document(preview()).of_type("aws:dynamodb/table:Table")[0]


def _arn(value: Json, _folder: Path) -> object:
    text = str(value)
    document = preview()
    urn = text if text.startswith("urn:") else f"urn:pulumi:a::b::aws:x/y:Y::{text}"
    steps: list[Json] = [
        {"newState": {"urn": urn, "type": "aws:x/y:Y", "id": text, "external": True}}
    ]
    steps.append({"newState": {**document["steps"][0]["newState"], "outputs": {"arn": text}}})
    return (
        fits(text, _table()),
        place_in_arn(text, Place(account_id="", region="")),
        Principal.role(text),
        estate_from_document({**document, "steps": steps}),
    )


def _schedule(value: Json, _folder: Path) -> object:
    day = timedelta(days=1)
    for kind, name in (
        ("aws:cloudwatch/eventRule:EventRule", "scheduleExpression"),
        ("aws:scheduler/schedule:Schedule", "scheduleExpression"),
    ):
        list(refusals_of(kind, {name: value}))
    schedule = parse(Schedule, {"expression": value})
    start = datetime(2026, 11, 28, tzinfo=UTC)
    return (
        [*islice(schedule.between(start, start + 400 * day), 50)],
        schedule.longest_interval,
        schedule.previous_before(start),
    )


_TAGS: Final = {
    "backup-tier": "standard",
    "backup-owner": "shop",
    "backup-exempt-reason": "rebuilt in an hour",
    "backup-exempt-until": "2027-06-30",
}


def _exemption(value: Json, _folder: Path) -> object:
    document = json.loads(json.dumps(preview()))
    for step in document["steps"]:
        if step["newState"]["type"] == "aws:dynamodb/table:Table":
            step["newState"]["inputs"]["tags"] = value
    if isinstance(value, dict):
        known = {k: v for k, v in cast("dict[str, Json]", value).items() if isinstance(v, str)}
        read_tier(known)
        found = read_exemption(known)
        if found is not None:
            found.is_expired(TODAY)
    return judged(estate_from_document(document))


_TARGET: Final = {
    "arn": "arn:aws:sns:us-east-1:111122223333:t",
    "inputTransformer": {
        "inputPaths": {"state": "$.detail.state", "name": "$.detail.list[0].a"},
        "inputTemplate": '{"text": "<state> of <name>", "event": <aws.events.event.json>}',
    },
}


def _target(value: Json, _folder: Path) -> object:
    if not isinstance(value, dict):
        return None
    return input_of(replace(_table(), inputs=cast("dict[str, Json]", value)), _EVENT)


def _provider(value: Json, _folder: Path) -> object:
    if not isinstance(value, dict):
        return None
    config = cast("Mapping[str, object]", value)
    places = Places(config, account_id=account_of_stack(config, given="", assumed=""), region="")
    document: dict[str, Json] = {**preview(), "config": config}
    return places.of_provider("aws", ""), judged(estate_from_document(document))


_CONFIG: Final = {
    "aws:region": "us-east-1",
    "aws:allowedAccountIds": '["111122223333"]',
    "aws:defaultTags": '{"tags": {"backup-tier": "standard"}}',
    "aws:ignoreTags": '{"keys": ["a"], "keyPrefixes": ["b"]}',
    "aws:assumeRoles": '[{"roleArn": "arn:aws:iam::111122223333:role/deploy"}]',
}


def _ignored(value: Json, _folder: Path) -> object:
    estate = estate_from_document(preview())
    changed = [replace(r, may_differ=(str(value),)) for r in estate.resources]
    return as_deployed(replace(estate, resources=tuple(changed)))


def _inputs(value: Json, _folder: Path) -> object:
    """Ask of the inputs of every resource what AWS refuses of them."""
    found: list[object] = []
    for kind, inputs in cast("dict[str, Json]", value).items() if isinstance(value, dict) else ():
        if isinstance(inputs, dict):
            found += refusals_of(kind.partition("#")[0], cast("dict[str, object]", inputs))
    return found


@cache
def _all_inputs() -> Json:
    steps = alerting_preview()["steps"]
    return {f"{s['newState']['type']}#{at}": s["newState"]["inputs"] for at, s in enumerate(steps)}


def _rehearsed(value: Json, folder: Path) -> object:
    coverage = cover(load_estate([_file(value, folder)]), default_policy(), today=TODAY)
    start = datetime(2026, 11, 28, tzinfo=UTC)
    return rehearse(
        coverage,
        start=start,
        days=20,
        at=start + timedelta(days=18),
        faults=("backup-job-failed", "vault-lock-removed"),
    )


def _followed(name: str) -> Reader:
    signal = SOUND[name].signal

    def read(value: Json, folder: Path) -> object:
        estate = load_estate([_file(value, folder)])
        read_vaults(estate)
        return [*Router(estate).follow(signal)]

    return Reader(sound=lambda: document_of(estate_of(name)), read=read, share=0.5)


READERS: Final[dict[str, Reader]] = {
    "preview document": Reader(sound=preview, read=_document),
    "engine preview": Reader(sound=_engine_preview, read=_document),
    "stack export": Reader(sound=export, read=_document),
    "manifest": Reader(sound=lambda: json.loads(manifest()), read=_document),
    "bytes of a preview": Reader(
        sound=lambda: json.dumps(preview()),
        read=_document,
        is_text=True,
        pieces=('{"', "[", "}", ","),
    ),
    "stack configuration": Reader(
        sound=lambda: _STACK, read=_stack_file, is_text=True, pieces=_YAML
    ),
    "project file": Reader(sound=lambda: _PROJECT, read=_project_file, is_text=True, pieces=_YAML),
    "policy": Reader(
        sound=lambda: _POLICY,
        read=lambda value, _folder: load_policy(value),
        is_text=True,
        pieces=_YAML,
    ),
    "policy as data": Reader(
        sound=lambda: default_policy().model_dump(mode="json"),
        read=lambda value, _folder: load_policy(value),
    ),
    "access policy": Reader(sound=lambda: _IAM, read=_policy_document),
    "event pattern": Reader(sound=lambda: _PATTERN, read=_event_pattern),
    "filter policy": Reader(
        sound=lambda: {"State": ["FAILED", {"prefix": "EXP"}], "Name": [{"wildcard": "a*a*b"}]},
        read=_filter,
    ),
    "log pattern": Reader(
        sound=lambda: '{ ($.detail.state = "FAILED") && ($.detail.name = "a*b*c") || $.x IS NULL }',
        read=_log_pattern,
        is_text=True,
        pieces=("$.", "&&", "||", "(", ")", "[", "*", '"', "NOT EXISTS", "IS TRUE", "!="),
    ),
    "alarm rule": Reader(
        sound=lambda: (
            'ALARM("a") AND NOT (OK(b) OR INSUFFICIENT_DATA("arn:aws:cloudwatch:x:1:alarm:c"))'
        ),
        read=_alarm_rule,
        is_text=True,
        pieces=("ALARM(", "NOT ", "(", ")", '"', " AND ", " OR ", "TRUE", "AT_LEAST("),
    ),
    "metric math": Reader(
        sound=lambda: "IF(FILL(m1, 0) + SUM(METRICS()) > 3 AND m2 <= 5, 1, 0)",
        read=_math,
        is_text=True,
        pieces=("(", ")", "IF(", "-", "/", "^", "m1", "[", "]", "FILL("),
    ),
    "ARN": Reader(
        sound=lambda: f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/*a*b",
        read=_arn,
        is_text=True,
        pieces=("urn:pulumi:a::b::c::d", ":", "::", "*", "/"),
    ),
    "schedule": Reader(
        sound=lambda: "cron(0 5/4 ? * MON-FRI 2026-2030)",
        read=_schedule,
        is_text=True,
        pieces=("L", "W", "#", "*/", "-", ",", "rate(", "at(", "?"),
    ),
    "tags": Reader(sound=lambda: _TAGS, read=_exemption),
    "template": Reader(sound=lambda: _TARGET, read=_target),
    "provider settings": Reader(sound=lambda: _CONFIG, read=_provider),
    "property path": Reader(
        sound=lambda: 'tags["a"].b[0].c[*]',
        read=_ignored,
        is_text=True,
        pieces=("[", '["', "]", "\\"),
    ),
    "inputs": Reader(sound=_all_inputs, read=_inputs, share=0.5),
    "rehearsal": Reader(sound=preview, read=_rehearsed, share=0.3),
    **{f"path of {name}": _followed(name) for name in SOUND},
}
"""Every reader by its name."""
