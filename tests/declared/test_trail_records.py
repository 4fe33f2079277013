"""Each input of a trail, event data store and their selectors, known, left out and known later.

Cannot prove what CloudTrail writes: the selectors are those of its user guide.
"""

from dataclasses import replace
from typing import Any, Final

import pytest
from plain_resources import ACCOUNT, HERE, OTHER, THERE, declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import is_recorded, records_calls, why_no_trail
from bamp_pulumi.estate import Resource, TakenText
from bamp_pulumi.truth import Truth

Json = Any  # Any: inputs of a trail, and elements of a policy

TRAIL = "aws:cloudtrail/trail:Trail"
STORE = "aws:cloudtrail/eventDataStore:EventDataStore"
BUCKET, POLICY = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"

PLACES: Final[list[tuple[str, Json, tuple[str, str], Truth]]] = [
    (TRAIL, {}, (ACCOUNT, HERE), True),
    (TRAIL, {}, (ACCOUNT, THERE), False),
    (TRAIL, {"isMultiRegionTrail": True}, (ACCOUNT, THERE), True),
    (TRAIL, {"isMultiRegionTrail": "true"}, (ACCOUNT, THERE), True),
    (TRAIL, {"isMultiRegionTrail": UNKNOWN}, (ACCOUNT, THERE), None),
    (TRAIL, {"isMultiRegionTrail": UNKNOWN}, (ACCOUNT, HERE), True),
    (TRAIL, {"enableLogging": True}, (ACCOUNT, HERE), True),
    (TRAIL, {"enableLogging": False}, (ACCOUNT, HERE), False),
    (TRAIL, {"enableLogging": UNKNOWN}, (ACCOUNT, HERE), None),
    (TRAIL, {"suspend": True}, (ACCOUNT, HERE), True),
    (TRAIL, {}, (OTHER, HERE), False),
    (TRAIL, {"isOrganizationTrail": False}, (OTHER, HERE), False),
    (TRAIL, {"isOrganizationTrail": True}, (OTHER, HERE), None),
    (TRAIL, {"isOrganizationTrail": UNKNOWN}, (OTHER, HERE), None),
    (TRAIL, {"isOrganizationTrail": True}, (OTHER, THERE), False),
    (TRAIL, {"organizationEnabled": True}, (OTHER, HERE), False),
]


@pytest.mark.parametrize(("token", "inputs", "place", "expected"), PLACES)
def test_a_trail_takes_the_calls_of_its_places_while_it_is_on(
    token: str, inputs: Json, place: tuple[str, str], expected: Truth
) -> None:
    """A trail of one Region unless it says otherwise."""
    assert records_calls(declared(token, "t", inputs=inputs), *place) is expected


def test_what_a_looked_up_trail_records_is_not_known() -> None:
    """Its inputs are not there."""
    assert records_calls(declared(TRAIL, "t", external=True), ACCOUNT, HERE) is None


BASIC: Final[list[tuple[Json, Truth]]] = [
    ([], True),
    ([{"readWriteType": "All"}], True),
    ([{"readWriteType": "WriteOnly"}], True),
    ([{"readWriteType": "ReadOnly"}], False),
    ([{"readWriteType": UNKNOWN}], None),
    ([{"readWriteType": "All", "includeManagementEvents": True}], True),
    ([{"readWriteType": "All", "includeManagementEvents": False}], False),
    ([{"readWriteType": "All", "includeManagementEvents": UNKNOWN}], None),
    ([{"excludeManagementEventSources": ["kms.amazonaws.com"]}], True),
    ([{"excludeManagementEventSources": ["kms.amazonaws.com", "backup.amazonaws.com"]}], False),
    ([{"excludeManagementEventSources": UNKNOWN}], None),
    ([{"excludeManagementEventSources": ["kms.amazonaws.com", UNKNOWN]}], None),
    ([{"readWriteType": "ReadOnly"}, {"readWriteType": "WriteOnly"}], True),
    ([{"readWriteType": "ReadOnly"}, {"includeManagementEvents": False}], False),
    ([{"readWriteType": "ReadOnly"}, {"readWriteType": UNKNOWN}], None),
    (UNKNOWN, None),
    ([UNKNOWN, {"readWriteType": "ReadOnly"}], None),
    ([UNKNOWN, {"readWriteType": "All"}], True),
]


@pytest.mark.parametrize(("selectors", "expected"), BASIC)
def test_a_basic_selector_takes_writing_calls_unless_it_leaves_them_out(
    selectors: Json, expected: Truth
) -> None:
    """By kind of call, by service; of several selectors one is enough."""
    trail = declared(TRAIL, "t", inputs={"eventSelectors": selectors})

    assert records_calls(trail, ACCOUNT, HERE) is expected


def asks(field: object, **conditions: object) -> Json:
    """Write a condition on a field."""
    return {"field": field, **conditions}


MANAGEMENT: Final = asks("eventCategory", equals=["Management"])


def of_source(**conditions: object) -> Json:
    """Write a selector of management events, with conditions on the service that is called."""
    return [{"fieldSelectors": [MANAGEMENT, asks("eventSource", **conditions)]}]


BACKUP, KMS = "backup.amazonaws.com", "kms.amazonaws.com"
ADVANCED: Final[list[tuple[Json, Truth]]] = [
    ([], True),
    (UNKNOWN, None),
    ([{"fieldSelectors": [MANAGEMENT]}], True),
    ([{"fieldSelectors": [asks("eventCategory", equals=["Data"])]}], False),
    ([{"fieldSelectors": [asks("eventCategory", equals=["Data", "Management"])]}], True),
    ([{"fieldSelectors": [MANAGEMENT, asks("readOnly", equals=["false"])]}], True),
    ([{"fieldSelectors": [MANAGEMENT, asks("readOnly", equals=["true"])]}], False),
    ([{"fieldSelectors": UNKNOWN}], None),
    ([{"fieldSelectors": [MANAGEMENT, UNKNOWN]}], None),
    ([{"fieldSelectors": [asks("eventCategory", equals=["Data"])]}, UNKNOWN], None),
    ([{"fieldSelectors": [MANAGEMENT]}, UNKNOWN], True),
    ([{"fieldSelectors": [MANAGEMENT, asks("eventName", equals=["PutObject"])]}], None),
    ([{"fieldSelectors": [MANAGEMENT, asks(UNKNOWN, equals=["PutObject"])]}], None),
    (
        [
            {"fieldSelectors": [asks("eventCategory", equals=["Data"])]},
            {"fieldSelectors": [MANAGEMENT]},
        ],
        True,
    ),
    (of_source(equals=[BACKUP]), True),
    (of_source(equals=[KMS]), False),
    (of_source(equals=[KMS, BACKUP]), True),
    (of_source(equals=UNKNOWN), None),
    (of_source(equals=[KMS, UNKNOWN]), None),
    (of_source(notEquals=[BACKUP]), False),
    (of_source(notEquals=[KMS]), True),
    (of_source(notEquals=[KMS, BACKUP]), False),
    (of_source(startsWiths=["backup."]), True),
    (of_source(startsWiths=["kms.", "amazonaws"]), False),
    (of_source(notStartsWiths=["backup."]), False),
    (of_source(notStartsWiths=["kms."]), True),
    (of_source(endsWiths=[".amazonaws.com"]), True),
    (of_source(endsWiths=["backup"]), False),
    (of_source(notEndsWiths=[".amazonaws.com"]), False),
    (of_source(notEndsWiths=["backup"]), True),
    (of_source(startsWiths=["backup."], notEquals=[BACKUP]), False),
    (of_source(equals=[BACKUP], notStartsWiths=UNKNOWN), None),
]


@pytest.mark.parametrize(("selectors", "expected"), ADVANCED)
def test_an_advanced_selector_takes_what_all_its_conditions_take(
    selectors: Json, expected: Truth
) -> None:
    """A trail with advanced selectors has no others; fields of single calls narrow it down."""
    trail = declared(TRAIL, "t", inputs={"advancedEventSelectors": selectors})

    assert records_calls(trail, ACCOUNT, HERE) is expected


def test_another_service_is_asked_for_by_its_name() -> None:
    """`eventSource` is the host of its API."""
    trail = declared(TRAIL, "t", inputs={"advancedEventSelectors": of_source(equals=[KMS])})

    assert records_calls(trail, ACCOUNT, HERE, KMS) is True
    assert records_calls(trail, ACCOUNT, HERE, "s3.amazonaws.com") is False


ARN: Final = "arn:aws:s3:::trails"
BOTH: Final = ("s3:GetBucketAcl", "s3:PutObject")
WRITES: Final = f"/AWSLogs/{ACCOUNT}/*"


def lets(*arns: object, actions: tuple[str, ...] = BOTH, **condition: Json) -> Json:
    """Let CloudTrail do something with a bucket and with what lies in it."""
    return {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": [*actions],
        "Resource": [*arns] or [ARN, f"{ARN}{WRITES}"],
        **({"Condition": condition} if condition else {}),
    }


def why(
    *statements: Json,
    trail: Json = None,
    account_id: str = ACCOUNT,
    region: str = HERE,
    arn: str = ARN,
    stated: str = "",
) -> str:
    """Say why AWS refuses the trail of a bucket with a policy."""
    bucket = declared(BUCKET, "logs", inputs={"bucket": "trails"}, outputs={"arn": arn})
    document = {"Version": "2012-10-17", "Statement": [*statements]}
    policy = declared(POLICY, "p", inputs={"bucket": "trails", "policy": document})
    one = declared(
        TRAIL,
        "t",
        inputs={"s3BucketName": "trails", **(trail or {})},
        outputs={"arn": stated} if stated else {},
        account_id=account_id,
        region=region,
    )
    return why_no_trail(estate_of(bucket, policy, one), one)


def refuses(action: str) -> str:
    """Begin to say that a bucket does not let CloudTrail do something."""
    return f"its bucket logs does not let CloudTrail do {action}: "


MINE: Final = f"arn:aws:cloudtrail:{HERE}:{ACCOUNT}:trail/mine"
OF_MINE: Final = lets(ArnEquals={"aws:SourceArn": MINE})
OF_ACCOUNT: Final = lets(StringEquals={"aws:SourceAccount": ACCOUNT})
WITHOUT_TLS: Final = lets(Bool={"aws:SecureTransport": "false"})
PRIVATE: Final = lets(actions=BOTH[1:], StringEquals={"s3:x-amz-acl": "private"})
READS: Final = lets(actions=BOTH[:1])
BUCKETS: Final[dict[str, tuple[tuple[Json, ...], dict[str, Json], str]]] = {
    "both calls": ((lets(),), {}, ""),
    "the first of two": ((lets(actions=BOTH[1:]),), {}, "s3:GetBucketAcl"),
    "the second": ((READS,), {}, "s3:PutObject"),
    "no prefix": ((lets(),), {"trail": {"s3KeyPrefix": ""}}, ""),
    "another folder": ((lets(),), {"trail": {"s3KeyPrefix": "calls"}}, "s3:PutObject"),
    "its folder": (
        (lets(ARN, f"{ARN}/calls{WRITES}"),),
        {"trail": {"s3KeyPrefix": "calls"}},
        "",
    ),
    "a folder that is known later": ((lets(),), {"trail": {"s3KeyPrefix": UNKNOWN}}, ""),
    "another account": ((lets(),), {"account_id": OTHER}, "s3:PutObject"),
    "an account that nobody tells": ((lets(),), {"account_id": ""}, ""),
    "a bucket whose ARN is not known": ((lets(),), {"arn": ""}, ""),
    "for the account": ((OF_ACCOUNT,), {}, ""),
    "for its account, which nobody tells": ((OF_ACCOUNT,), {"account_id": ""}, ""),
    "for another account": (
        (lets(StringEquals={"aws:SourceAccount": OTHER}),),
        {},
        "s3:GetBucketAcl",
    ),
    "over TLS, left to the owner": (
        (
            lets(actions=BOTH[:1], Bool={"aws:SecureTransport": "true"}),
            lets(actions=BOTH[1:], StringEquals={"s3:x-amz-acl": "bucket-owner-full-control"}),
        ),
        {},
        "",
    ),
    "without TLS only": ((WITHOUT_TLS,), {}, "s3:GetBucketAcl"),
    "with another ACL only": ((READS, PRIVATE), {}, "s3:PutObject"),
    "for the trail": ((OF_MINE,), {"trail": {"name": "mine"}}, ""),
    "for another trail": ((OF_MINE,), {"trail": {"name": "other"}}, "s3:GetBucketAcl"),
    "for a trail of another Region": (
        (OF_MINE,),
        {"trail": {"name": "mine"}, "region": THERE},
        "s3:GetBucketAcl",
    ),
    "for a trail of another partition": (
        (OF_MINE,),
        {"trail": {"name": "mine"}, "region": "us-gov-west-1"},
        "s3:GetBucketAcl",
    ),
    "for a trail that AWS is to name": ((OF_MINE,), {}, ""),
    "for a trail of no known Region": ((OF_MINE,), {"trail": {"name": "mine"}, "region": ""}, ""),
    "for a trail that is there already": ((OF_MINE,), {"stated": MINE}, ""),
    "for another one that is there already": (
        (OF_MINE,),
        {"stated": MINE.replace("mine", "other")},
        "s3:GetBucketAcl",
    ),
}


@pytest.mark.parametrize("name", BUCKETS)
def test_cloudtrail_writes_as_itself_into_its_folder_of_the_bucket(name: str) -> None:
    """For its trail and account, over TLS, and leaves the object to the owner of the bucket."""
    statements, given, action = BUCKETS[name]
    found = why(*statements, **given)

    assert found.startswith(refuses(action)) if action else found == ""


@pytest.mark.parametrize(
    ("after", "trail", "account_id", "is_refused"),
    [
        (WRITES, {}, ACCOUNT, False),
        ("/elsewhere/*", {}, ACCOUNT, True),
        ("/elsewhere/*", {"s3KeyPrefix": "elsewhere"}, ACCOUNT, False),
        ("/elsewhere/*", {"s3KeyPrefix": UNKNOWN}, ACCOUNT, False),
        ("/elsewhere/*", {}, "", False),
    ],
)
def test_a_policy_that_names_a_bucket_whose_name_aws_makes_up_is_read(
    after: str, trail: Json, account_id: str, *, is_refused: bool
) -> None:
    """Whatever the ARN, what follows it is known."""
    bucket = declared(BUCKET, "logs", inputs={"bucket": UNKNOWN})
    arns = [TakenText(bucket.urn, "arn", "", end) for end in ("", after)]
    policy = replace(
        declared(
            POLICY, "p", inputs={"bucket": UNKNOWN, "policy": UNKNOWN}, links={"bucket": [bucket]}
        ),
        partly_known={"policy": {"Version": "2012-10-17", "Statement": [lets(*arns)]}},
    )
    one = declared(
        TRAIL,
        "t",
        inputs={"s3BucketName": UNKNOWN, **trail},
        links={"s3BucketName": [bucket]},
        account_id=account_id,
    )
    found = why_no_trail(estate_of(bucket, policy, one), one)

    assert found.startswith(refuses("s3:PutObject")) if is_refused else found == ""


def logged(**fields: Json) -> tuple[Resource, Resource]:
    """Declare a trail and its bucket, which has no policy."""
    bucket = declared(
        BUCKET, "logs", inputs={"bucket": "trails"}, external=fields.get("bucket", False)
    )
    inputs = {"s3BucketName": fields.get("name", "trails")}
    return bucket, declared(TRAIL, "t", inputs=inputs, external=fields.get("trail", False))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "its bucket logs has no policy that lets CloudTrail write"),
        ({"bucket": True}, ""),
        ({"trail": True}, ""),
        ({"name": "somebody's"}, ""),
    ],
)
def test_a_bucket_without_a_policy_takes_no_trail(fields: Json, says: str) -> None:
    """Of a bucket or trail that is only looked up, AWS has answered already."""
    bucket, trail = logged(**fields)

    assert why_no_trail(estate_of(bucket, trail), trail) == says


def test_a_trail_that_aws_refuses_records_nothing_and_another_one_does() -> None:
    """Any trail is enough; an event data store keeps calls, and sends no event of them."""
    bucket, trail = logged()
    store = declared(STORE, "s")

    assert is_recorded(estate_of(bucket, trail), ACCOUNT, HERE) is False
    assert is_recorded(estate_of(bucket, trail, store), ACCOUNT, HERE) is False
    assert is_recorded(estate_of(declared(TRAIL, "t")), ACCOUNT, HERE) is True
