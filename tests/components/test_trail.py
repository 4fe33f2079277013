"""The trail of an account, as it is declared. Its policies are judged in `tests/baseline`."""

from typing import Any, cast

import pulumi
import pytest
from refusals import refused

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.components import AccountTrail, Baseline
from bamp_pulumi.declared import is_recorded, why_no_trail
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

TRAIL = "aws:cloudtrail/trail:Trail"
BUCKET = "aws:s3/bucket:Bucket"
KEY = "aws:kms/key:Key"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
ACCOUNT = "111122223333"
WHY: dict[str, Any] = {  # Any: a document
    "reason": "that of the organization",
    "owner": "audit",
    "until": "2027-06-30",
}


def make(**args: Any) -> None:  # noqa: ANN401 - wrong arguments too
    """Declare the component under test."""
    AccountTrail("audit", args)  # pyright: ignore[reportArgumentType] - wrong ones too


def account(**args: Any) -> Estate:  # noqa: ANN401 - as above
    """Declare an account, and return what it declares."""
    return declare(lambda: _account(args))


def _account(args: Any) -> None:  # noqa: ANN401 - as above
    Baseline("bamp", args)


def test_fx_11_it_records_every_management_event_of_every_region() -> None:
    """Reads too: who looked at backups is asked in an audit."""
    estate = declare(make)
    trail = estate.one(TRAIL)

    assert dict(trail.inputs) == {
        "name": "audit-trail",
        "s3BucketName": f"audit-trail-{ACCOUNT}",
        "kmsKeyId": UNKNOWN,
        "enableLogging": True,
        "enableLogFileValidation": True,
        "isMultiRegionTrail": True,
        "includeGlobalServiceEvents": True,
        "eventSelectors": [{"readWriteType": "All", "includeManagementEvents": True}],
        "tags": {"backup-owner": "platform"},
    }
    assert trail.references("kmsKeyId") == (estate.one(KEY).urn,)
    assert why_no_trail(estate, trail) == ""
    assert is_recorded(estate, ACCOUNT, "us-east-1") is True
    assert is_recorded(estate, ACCOUNT, "us-west-2") is True


def test_na_7_what_it_records_is_kept_for_a_year_at_least() -> None:
    """Seven by default, as EM-2 asks of logs at most; what somebody deletes for 90 days more."""
    (rule,) = _listed(declare(make).one(LIFECYCLE).inputs["rules"])
    short = refused(lambda: make(keep_log_days=365))

    assert rule == {
        "id": "log-files",
        "status": "Enabled",
        "filter": {"prefix": ""},
        "expiration": {"days": 2557},
        "noncurrentVersionExpiration": {"noncurrentDays": 90},
    }
    assert [one.code for one in short.refusals] == ["BAMP-N01"]


def test_bucket_and_key_stay_when_the_stack_goes() -> None:
    """Evidence outlives the program that made it; the trail itself goes."""
    kept = {one.type: one.retain_on_delete for one in declare(make).resources if one.custom}

    assert kept.pop(TRAIL) is False
    assert all(kept.values())


def test_the_bucket_is_private_versioned_and_encrypted_with_the_key() -> None:
    """And a tier's plan backs it up, so that a copy lies under the lock of a vault."""
    estate = declare(lambda: make(tier_name="regulated", owner="audit"))
    (encrypted,) = _listed(estate.named("audit-encryption").inputs["rules"])
    private = estate.named("audit-public-access-block").inputs

    assert estate.one(BUCKET).inputs["tags"] == {
        "backup-owner": "audit",
        "backup-tier": "regulated",
    }
    assert encrypted["applyServerSideEncryptionByDefault"] == {
        "sseAlgorithm": "aws:kms",
        "kmsMasterKeyId": UNKNOWN,
    }
    versioned = estate.named("audit-versioning").inputs["versioningConfiguration"]
    assert versioned == {"status": "Enabled"}
    assert [value for name, value in private.items() if name.startswith(("block", "ig", "re"))] == [
        True
    ] * 4


def test_the_trail_waits_for_what_lets_it_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """AWS creates no trail before CloudTrail may write into its bucket."""
    waits: dict[str, set[str]] = {}
    usual = pulumi.Resource.__init__

    def note(self: pulumi.Resource, kind: str, name: str, *rest: Any, **more: Any) -> None:  # noqa: ANN401 - the signature of the SDK
        given = [one for one in (*rest, *more.values()) if isinstance(one, pulumi.ResourceOptions)]
        on = [one for opts in given for one in _listed(opts.depends_on)]
        waits[kind] = {type(one).__name__ for one in on}
        usual(self, kind, name, *rest, **more)

    monkeypatch.setattr(pulumi.Resource, "__init__", note)
    declare(make)

    assert {"BucketPolicy", "BucketServerSideEncryptionConfiguration"} <= waits[TRAIL]


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - one resource, several or none
    many = cast("list[Any]", value) if isinstance(value, list | tuple) else [value]
    return [] if value is None else list(many)


def test_an_account_declares_one_where_its_configuration_asks_for_it() -> None:
    """By default it declares none: a second copy of the same events is paid for."""
    estate = account(trail={"keep_log_days": 400}, policy={"extends": "default"})
    trail, bucket = estate.one(TRAIL), estate.one(BUCKET)

    assert trail.inputs["name"] == "bamp-trail"
    assert bucket.inputs["bucket"] == f"bamp-trail-{ACCOUNT}"
    assert bucket.inputs["tags"] == {"backup-owner": "platform", "backup-tier": "standard"}
    assert account().of_type(TRAIL) == ()


def test_what_is_deleted_is_kept_as_long_as_the_tier_of_the_bucket_asks() -> None:
    """Or the account's own preview would find fault with it."""
    tiers = {"standard": {"noncurrent_version_days": 200}}
    estate = account(trail={}, policy={"extends": "default", "tiers": tiers})
    (rule,) = _listed(estate.one(LIFECYCLE).inputs["rules"])

    assert rule["noncurrentVersionExpiration"] == {"noncurrentDays": 200}


def test_an_adopted_account_does_not_look_for_a_trail_that_it_never_had() -> None:
    """`adopt` of the account stays set for years; that of the trail is another."""
    assert not {name for name in _imported(adopt=True, trail={}) if "trail" in name}
    assert _imported(trail={"adopt": True})["bamp-trail-bucket"] == (
        f"bamp-trail-{ACCOUNT}@us-east-1"
    )
    assert {*_imported(trail={"adopt": True})} == {
        "bamp-trail-alias",
        "bamp-trail-bucket",
        "bamp-trail-key",
    }


def _imported(**args: Any) -> dict[str, object]:  # noqa: ANN401 - as above
    found: dict[str, object] = {}

    def note(given: pulumi.ResourceTransformationArgs) -> None:
        # Read where Pulumi keeps it: an estate does not record imports.
        if given.opts.import_:
            found[given.name] = given.opts.import_

    def program() -> None:
        pulumi.runtime.register_stack_transformation(note)
        _account(args)

    declare(program)
    return found


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ({"trail": "elsewhere"}, "trail_elsewhere"),
        ({"trail": {}, "policy": {"extends": "default", "trail_elsewhere": WHY}}, "one of the two"),
    ],
)
def test_a_trail_elsewhere_is_stated_once_and_in_the_policy(
    args: dict[str, Any], says: str
) -> None:
    """With a reason, an owner and an end; never beside a trail that is declared."""
    error = refused(lambda: _account(args))

    assert [one.code for one in error.refusals] == ["BAMP-B63"]
    assert says in str(error)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"keep_log_days": 36_501}, "BAMP-N01"),
        ({"trail_name": "Audit"}, "BAMP-B11"),
        ({"trail_name": "au"}, "BAMP-B11"),
        ({"trail_name": "au--dit"}, "BAMP-B11"),
        ({"trail_name": "a" * 41}, "BAMP-B11"),
        ({"tier_name": "Standard tier"}, "BAMP-N02"),
        ({"region": "US West"}, "BAMP-N03"),
        ({"owner": ""}, "BAMP-E01"),
        ({"rotation": 90}, "BAMP-D01"),
        ({"keep_log_days": pulumi.Output.from_input(400)}, "BAMP-B13"),
    ],
)
def test_a_wrong_input_is_refused_before_anything_is_declared(
    args: dict[str, object], code: str
) -> None:
    """In the house's form, with its code."""
    error = refused(lambda: make(**args))

    assert [one.code for one in error.refusals] == [code]
    assert str(error).startswith("AccountTrail audit")
