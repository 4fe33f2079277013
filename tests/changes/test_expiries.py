"""What a bucket's lifecycle deletes is compared for the bucket, whoever writes its rules, and how.

All buckets are changed in one deployment. Cannot prove what Amazon S3 deletes: its guide says it.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

import pytest
from hand_made_account import policy_with
from preview_documents import Declared, Stack, deployed, document

from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import estate_from_document

# Any, in this file: rules of a lifecycle.
Rules = list[dict[str, Any]]
LOST, PERHAPS = "BAMP-V98", "BAMP-V99"
CONFIGURATION: Final = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
IMAGES: Final = "aws:ecr/lifecyclePolicy:LifecyclePolicy"


def rule(id_: str = "r", **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of any shape
    """Return a rule that is on."""
    return {"id": id_, "status": "Enabled", **parts}


def current(days: int, id_: str = "r", **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return a rule that deletes current objects."""
    return rule(id_, expiration={"days": days}, **parts)


def noncurrent(days: int, id_: str = "r", **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return a rule that deletes noncurrent versions."""
    return rule(id_, noncurrentVersionExpiration={"noncurrentDays": days}, **parts)


def newer(count: int, id_: str = "r", **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return a rule that deletes noncurrent versions but for so many newer ones."""
    expiry = {"noncurrentDays": 90, **({"newerNoncurrentVersions": count} if count else {})}
    return rule(id_, noncurrentVersionExpiration=expiry, **parts)


def on(day: str) -> dict[str, Any]:
    """Return a rule that deletes current objects on a day."""
    return rule(expiration={"date": f"{day}T00:00:00Z"})


def larger(than: int) -> dict[str, Any]:
    """Return the filter of a rule."""
    return {"filter": {"objectSizeGreaterThan": than}}


def of(prefix: str) -> dict[str, Any]:
    """Return the filter of a rule."""
    return {"filter": {"prefix": prefix}}


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """A bucket and its rules, in a resource of their own or in the bucket."""

    before: Rules | None = None
    after: Rules | None = None
    inline_before: Rules | None = None
    inline_after: Rules | None = None


ABORT: Final = rule("abort", abortIncompleteMultipartUpload={"daysAfterInitiation": 7})
OLDER: Final = "Amazon S3 deletes objects that are older, existing ones too"
LOSSES: Final[dict[str, tuple[Bucket, str]]] = {
    "the first rule of a bucket": (
        Bucket(after=[current(30)]),
        f"current objects is 30 days, and was for ever: {OLDER}",
    ),
    "one more rule": (
        Bucket(before=[ABORT], after=[ABORT, current(30, **of("logs/"))]),
        f"current objects of prefix logs/ is 30 days, and was for ever: {OLDER}",
    ),
    "a rule beside one that deletes sooner elsewhere": (
        Bucket(
            before=[current(1, **of("tmp/"))],
            after=[current(1, **of("tmp/")), current(365, "all", **of(""))],
        ),
        "current objects is 365 days, and was for ever",
    ),
    "a rule that is switched on": (
        Bucket(before=[{**current(30), "status": "Disabled"}], after=[current(30)]),
        "current objects is 30 days, and was for ever",
    ),
    "a wider rule": (
        Bucket(before=[current(30, **of("tmp/"))], after=[current(30)]),
        "current objects is 30 days, and was for ever",
    ),
    "a date": (
        Bucket(after=[rule(expiration={"date": "2027-01-01T00:00:00Z"})]),
        "current objects is on 2027-01-01, and was for ever",
    ),
    "noncurrent versions, beside those that go sooner": (
        Bucket(
            before=[noncurrent(1, **of("tmp/"))],
            after=[noncurrent(1, **of("tmp/")), noncurrent(60, "all")],
        ),
        "noncurrent versions is 60 days, and was for ever",
    ),
    "objects of a tag": (
        Bucket(after=[current(30, filter={"tag": {"key": "kind", "value": "log"}})]),
        "current objects of tag kind=log is 30 days, and was for ever",
    ),
    "a rule in the bucket": (
        Bucket(inline_after=[{"enabled": True, "expiration": {"days": 30}}]),
        "current objects is 30 days, and was for ever",
    ),
    "fewer versions, by a rule of another name": (
        Bucket(before=[newer(50)], after=[newer(5, "other")]),
        "noncurrent versions of newer ones that stay is 5, and was 50: Amazon S3 deletes",
    ),
    "fewer versions, by a rule of the same name": (
        Bucket(before=[newer(50)], after=[newer(5)]),
        "noncurrent versions of newer ones that stay is 5, and was 50: Amazon S3 deletes",
    ),
    "no versions that stay": (
        Bucket(before=[newer(50)], after=[newer(0)]),
        "noncurrent versions of newer ones that stay is 0, and was 50",
    ),
    "fewer versions, by one more rule": (
        Bucket(before=[newer(50)], after=[newer(50), newer(0, "b", **of("a/"))]),
        "noncurrent versions of prefix a/, newer ones that stay is 0, and was 50",
    ),
    "a day that is nearer": (
        Bucket(before=[on("2050-01-01")], after=[on("2026-12-01")]),
        "current objects is on 2026-12-01, and was on 2050-01-01",
    ),
    "smaller objects too": (
        Bucket(before=[current(3, **larger(1000))], after=[current(3, **larger(10))]),
        "current objects of objectSizeGreaterThan 10 is 3 days, and was for ever",
    ),
}
FINE: Final[dict[str, Bucket]] = {
    "more versions": Bucket(before=[newer(5)], after=[newer(50, "other")]),
    "some versions that stay": Bucket(before=[newer(0)], after=[newer(10)]),
    "a rule that lets more stay beside one that lets fewer": Bucket(
        before=[newer(5)], after=[newer(5), newer(50, "b", **of("a/"))]
    ),
    "a day that is further": Bucket(before=[on("2026-12-01")], after=[on("2050-01-01")]),
    "larger objects alone": Bucket(
        before=[current(3, **larger(10))], after=[current(3, **larger(1000))]
    ),
    "unfinished uploads alone": Bucket(after=[ABORT]),
    "another storage class alone": Bucket(
        after=[rule(transitions=[{"days": 30, "storageClass": "STANDARD_IA"}])]
    ),
    "a rule that is off": Bucket(after=[{**current(30), "status": "Disabled"}]),
    "a rule of another name": Bucket(before=[current(30)], after=[current(30, "other")]),
    "rules in another order": Bucket(
        before=[current(30, "", **of("a/")), current(60, "", **of("b/"))],
        after=[current(60, "", **of("b/")), current(30, "", **of("a/"))],
    ),
    "a rule in a resource of its own": Bucket(
        inline_before=[{"enabled": True, "expiration": {"days": 30}, "prefix": "a/"}],
        after=[current(30, **of("a/"))],
    ),
    "a narrower rule that deletes later than all": Bucket(
        before=[current(30)], after=[current(30), current(60, "more", **of("a/"))]
    ),
    "a tag written in another way": Bucket(
        before=[current(30, filter={"tag": {"key": "kind", "value": "log"}})],
        after=[current(30, filter={"and": {"tags": {"kind": "log"}}})],
    ),
    "a narrower rule": Bucket(before=[current(30)], after=[current(30, **of("tmp/"))]),
    "no rule any more": Bucket(before=[current(30)]),
}


def _found(cases: dict[str, Bucket]) -> dict[str, list[tuple[str, str]]]:
    """Judge all buckets, and a registry and a lifecycle beside them, in one deployment."""
    was, now = deployed(), deployed()
    names: dict[str, str] = {}
    for place, (case, bucket) in enumerate(cases.items()):
        names |= {f"bucket-{place}": case, f"rules-{place}": case}
        for stack, inline, rules in (
            (was, bucket.inline_before, bucket.before),
            (now, bucket.inline_after, bucket.after),
        ):
            _declare(stack, place, inline, rules)
    now["images"] = Declared(type=IMAGES, inputs={"repository": "shop", "policy": "{}"})
    now["elsewhere"] = Declared(
        type=CONFIGURATION, inputs={"bucket": "elsewhere", "rules": [current(1)]}
    )
    coverage = cover(estate_from_document(document(was, now)), policy_with(), today=TODAY)
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in ("images", "elsewhere", *cases)}
    for one in judge_transition(coverage, today=TODAY).findings:
        if one.id in (LOST, PERHAPS):
            name = one.urn.rpartition("::")[2]
            found[names.get(name, name)].append((one.id, one.message))
    return found


TODAY: Final = date(2026, 11, 22)


def _declare(stack: Stack, place: int, inline: Rules | None, rules: Rules | None) -> None:
    own = {"bucket": f"bucket-{place}", "forceDestroy": False}
    stack[f"bucket-{place}"] = Declared(
        type="aws:s3/bucket:Bucket",
        inputs={**own, **({} if inline is None else {"lifecycleRules": inline})},
        outputs={"id": f"bucket-{place}"},
    )
    if rules is not None:
        stack[f"rules-{place}"] = Declared(
            type=CONFIGURATION, inputs={"bucket": f"bucket-{place}", "rules": rules}
        )


MIXED: Final = {
    "a day for a number of days": Bucket(before=[current(30)], after=[on("2050-01-01")]),
    "a number of days for a day": Bucket(before=[on("2050-01-01")], after=[current(30)]),
}


@cache
def found() -> dict[str, list[tuple[str, str]]]:
    """Judge them all, once one of them is asked for."""
    return _found({name: case[0] for name, case in LOSSES.items()} | FINE | MIXED)


@pytest.mark.parametrize("name", LOSSES)
def test_a_bucket_that_loses_objects_sooner_is_told(name: str) -> None:
    """Once, and of the bucket."""
    ((code, message),) = found()[name]

    assert LOSSES[name][1] in message
    assert code == LOST


@pytest.mark.parametrize("name", FINE)
def test_a_bucket_that_loses_nothing_more_is_none(name: str) -> None:
    """However its rules are written."""
    assert found()[name] == []


@pytest.mark.parametrize("name", MIXED)
def test_which_of_a_day_and_a_number_of_days_comes_first_is_not_known(name: str) -> None:
    """It depends on the age of the objects."""
    assert [code for code, _ in found()[name]] == [PERHAPS]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("images", "LifecyclePolicy images comes: images that its rules select expire"),
        ("elsewhere", "BucketLifecycleConfiguration elsewhere comes: what its rules expire is"),
    ],
)
def test_what_deletes_by_coming_is_not_known(name: str, says: str) -> None:
    """Of a bucket that no given program declares, nobody knows what it held for how long."""
    ((code, message),) = found()[name]

    assert says in message
    assert code == PERHAPS
