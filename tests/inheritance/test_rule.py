"""The rule, one truth at a time: what is added, raised, kept, left alone and said.

Pure: no program runs here. Cannot prove that AWS takes the values; the catalog says where its rows
were read.
"""

from collections.abc import Mapping, Sequence

import pytest

from bamp_pulumi.catalog import (
    UNKNOWN,
    CompanionKind,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.inheritance import Defaults, Inherited, apply_edits, inherit_resource
from bamp_pulumi.inheritance.hardening import harden
from bamp_pulumi.policy import BackupPolicy, default_policy, load_policy

BUCKET = "aws:s3/bucket:Bucket"
DATABASE = "aws:rds/instance:Instance"
AURORA = "aws:rds/cluster:Cluster"
TABLE = "aws:dynamodb/table:Table"
SECRET = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type token
ORDERS = Defaults(tier="standard", owner="orders")
EXPIRING = Defaults(tier="standard", owner="orders", expire_noncurrent_versions=True)
POSTGRES = {"engine": "postgres", "storageEncrypted": True}
TAGGED = {"backup-tier": "standard", "backup-owner": "orders"}
EXEMPT = {
    "backup-exempt-reason": "rebuilt from originals",
    "backup-owner": "media",
    "backup-exempt-until": "2027-06-30",
}


def inherited(  # noqa: PLR0913 - what the rule takes
    type_token: str,
    inputs: Mapping[str, object],
    *,
    policy: BackupPolicy | None = None,
    defaults: Defaults = ORDERS,
    region: str = "us-east-1",
    default_tags: Mapping[str, str] | None = None,
    takes_companions: bool = True,
    ignored: Sequence[str] = (),
) -> Inherited:
    """Ask the rule, with the default policy unless told otherwise."""
    return inherit_resource(
        type_token,
        inputs,
        policy=policy or default_policy(),
        defaults=defaults,
        region=region,
        default_tags=default_tags or {},
        takes_companions=takes_companions,
        ignored=ignored,
    )


def after(
    type_token: str, inputs: Mapping[str, object], tier: str = "standard"
) -> dict[str, object]:
    """Return the inputs as they are after the rule has been applied, without the tags."""
    done = inherited(type_token, inputs, defaults=Defaults(tier=tier, owner="orders"))
    edited = apply_edits(inputs, done.edits)
    return {name: value for name, value in edited.items() if name != "tags"}


def codes(result: Inherited) -> list[str]:
    """Name what was found."""
    return [finding.code for finding in result.findings]


def test_what_holds_no_data_inherits_nothing() -> None:
    """A role or a queue is not the business of a backup."""
    assert inherited("aws:iam/role:Role", {"tags": {}}) == Inherited()


def test_a_data_store_without_tags_gets_tier_and_owner() -> None:
    """The two tags that selections and alerts read."""
    result = inherited(BUCKET, {})

    assert result.tags == {"backup-tier": "standard", "backup-owner": "orders"}
    assert apply_edits({}, result.edits)["tags"] == result.tags


def test_tags_that_the_program_wrote_win_and_stay() -> None:
    """A resource's own tier and owner are decisions, the defaults are not."""
    tags = {"Name": "carts", "backup-tier": "critical", "backup-owner": "shop"}

    result = inherited(TABLE, {"tags": tags})

    assert result.tags == {}
    assert apply_edits({"tags": tags}, result.edits)["tags"] == tags


def test_default_tags_of_the_provider_count_as_written() -> None:
    """A tag on the resource would override the provider's, so none is added beside it."""
    result = inherited(TABLE, {}, default_tags={"backup-tier": "critical"})

    assert result.tags == {"backup-owner": "orders"}


def test_a_tag_of_the_resource_goes_before_a_default_tag_of_the_provider() -> None:
    """As in AWS's own provider."""
    own, defaulted = {"tags": {"backup-tier": "development"}}, {"backup-tier": "critical"}

    inputs = {**POSTGRES, **own, "backupRetentionPeriod": 3}
    result = inherited(DATABASE, inputs, default_tags=defaulted)

    assert result.findings == ()


def test_a_tier_that_the_policy_lacks_is_refused_with_the_valid_names() -> None:
    """Nothing is inherited then: a guess would be a promise that nobody made."""
    result = inherited(BUCKET, {"tags": {"backup-tier": "critcal"}})

    (refusal,) = result.refusals
    assert (result.edits, result.companions) == ((), ())
    assert (refusal.code, refusal.write) == ("BAMP-T01", "critical")
    assert refusal.allowed == "critical, standard, regulated, development"


@pytest.mark.parametrize("tier", ["critical", "standard", "regulated", "development"])
def test_an_absent_retention_is_the_longest_that_the_service_takes(tier: str) -> None:
    """What is deployed may keep that much, raised by hand or by the tier before this one."""
    assert after(DATABASE, POSTGRES, tier)["backupRetentionPeriod"] == 35


@pytest.mark.parametrize(("tier", "days"), [("critical", 35), ("standard", 7), ("development", 3)])
def test_a_window_of_point_in_time_recovery_is_raised_to_the_number_of_the_tier(
    tier: str, days: int
) -> None:
    """A table that says two days would restore to no second before."""
    inputs = {"pointInTimeRecovery": {"enabled": True, "recoveryPeriodInDays": 2}}

    table = after(TABLE, inputs, tier)

    assert table["pointInTimeRecovery"] == {"enabled": True, "recoveryPeriodInDays": days}
    (finding,) = inherited(TABLE, inputs, defaults=Defaults(tier=tier, owner="o")).findings
    assert finding.code == "BAMP-I10"


@pytest.mark.parametrize("given", [0, 1, 6, "6", 6.0])
def test_a_weaker_literal_is_raised_and_said(given: object) -> None:
    """From what to what, and why: the program's own text keeps the weaker number."""
    inputs = {**POSTGRES, "backupRetentionPeriod": given}

    result = inherited(DATABASE, inputs)

    assert after(DATABASE, inputs)["backupRetentionPeriod"] == 7
    (finding,) = result.findings
    assert finding.code == "BAMP-I10"
    assert finding.message == (
        f"backupRetentionPeriod is raised from {given} to 7 (tier standard): "
        "automated backups restore to any second up to five minutes ago"
    )


@pytest.mark.parametrize("given", [7, 8, 35, "14", 7.0])
def test_what_is_strict_enough_is_kept_as_it_is_written(given: object) -> None:
    """The tier's number is the least, never the most."""
    inputs = {**POSTGRES, "backupRetentionPeriod": given}

    assert after(DATABASE, inputs)["backupRetentionPeriod"] == given
    assert codes(inherited(DATABASE, inputs)) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [(UNKNOWN, "BAMP-I11"), (True, "BAMP-I17"), ("often", "BAMP-I17"), ([7], "BAMP-I17")],
)
def test_what_cannot_be_compared_is_left_alone_and_said(given: object, code: str) -> None:
    """Unknown is never taken for weak, nor for strong."""
    inputs = {**POSTGRES, "backupRetentionPeriod": given}

    assert after(DATABASE, inputs)["backupRetentionPeriod"] is given
    assert codes(inherited(DATABASE, inputs)) == [code]


def test_a_secret_value_is_raised_without_being_shown() -> None:
    """A finding ends in a pull-request comment."""
    result = inherit_resource(
        DATABASE,
        {**POSTGRES, "backupRetentionPeriod": 1},
        policy=default_policy(),
        defaults=ORDERS,
        secrets={"backupRetentionPeriod"},
    )

    assert "raised from a secret value to 7" in result.findings[0].message


def test_a_number_of_the_tier_is_cut_to_what_aws_takes() -> None:
    """A tier may ask for more than one service keeps, or for less than another takes."""
    days = PolicyNumber.NATIVE_RETENTION_DAYS
    row = DataStore(
        type="test:index:Store",
        label="store",
        protection=Protection.NATIVE,
        settings=(
            Setting(path="most", at_least=days, maximum=10, why="kept so long"),
            Setting(path="least", at_least=days, minimum=20, why="kept so long"),
        ),
        source="nowhere",
        read_on="2026-11-22",
    )
    tier = default_policy().tier("regulated").model_copy(update={"native_retention_days": 15})

    result = harden(row, {}, tier=tier, tier_name="x", replica_region="", secrets=())

    assert apply_edits({}, result.edits) == {"most": 10, "least": 20}


def test_a_nested_setting_leaves_what_stands_beside_it() -> None:
    """The recovery period of the program's own stays when recovery is switched on."""
    recovery = {"pointInTimeRecovery": {"enabled": False, "recoveryPeriodInDays": 20}}

    assert after(TABLE, recovery) == {
        "pointInTimeRecovery": {"enabled": True, "recoveryPeriodInDays": 20}
    }


def test_versioning_is_mended_inline_only_where_it_stands_inline() -> None:
    """An inline block beside a versioning resource would clash with it."""
    inline = {"versioning": {"enabled": False, "mfaDelete": False}}

    assert after(BUCKET, {}) == {}
    assert after(BUCKET, inline) == {"versioning": {"enabled": True, "mfaDelete": False}}
    assert inherited(BUCKET, inline).companions == ()


def test_a_secret_is_replicated_to_the_recovery_region_beside_other_replicas() -> None:
    """One more in the list; what is there stays."""
    assert after(SECRET, {}) == {"replicas": [{"region": "us-west-2"}]}
    assert after(SECRET, {"replicas": [{"region": "eu-west-1"}]}) == {
        "replicas": [{"region": "eu-west-1"}, {"region": "us-west-2"}]
    }


@pytest.mark.parametrize(
    "replicas", [[{"region": "us-west-2", "kmsKeyId": "alias/mine"}], [{"region": "us-west-2"}]]
)
def test_a_secret_that_is_replicated_already_is_left_alone(replicas: object) -> None:
    """A second replica in one Region would be refused."""
    assert after(SECRET, {"replicas": replicas}) == {"replicas": replicas}


def test_a_replica_whose_region_is_unknown_may_be_the_one() -> None:
    """Adding another could be refused at deployment, so it is said instead."""
    inputs = {"replicas": [{"region": UNKNOWN}]}

    assert after(SECRET, inputs) == inputs
    assert "BAMP-I11" in codes(inherited(SECRET, inputs))


def test_nothing_is_replicated_from_the_recovery_region_to_itself() -> None:
    """AWS refuses a replica in a resource's own Region."""
    secret = inherited(SECRET, {}, region="us-west-2")
    database = inherited(DATABASE, POSTGRES, region="us-west-2")

    assert [edit.path.split(".")[0] for edit in secret.edits] == ["tags", "tags"]
    assert database.companions == ()


def test_a_region_that_nobody_says_is_taken_for_another_than_the_recovery_region() -> None:
    """A stack without `aws:region` runs where the machine's own settings say."""
    companions = inherited(DATABASE, POSTGRES, region="").companions

    assert [companion.region for companion in companions] == ["us-west-2"]


@pytest.mark.parametrize("token", [DATABASE, "aws-native:rds:DbInstance"])
def test_a_read_replica_keeps_its_retention_and_is_not_replicated(token: str) -> None:
    """AWS takes a replica's automated backups from nobody."""
    source = {"replicateSourceDb": "orders", "sourceDbInstanceIdentifier": "orders"}

    result = inherited(token, {**POSTGRES, **source}, defaults=Defaults(tier="critical", owner="o"))

    assert "backupRetentionPeriod" not in apply_edits({}, result.edits)
    assert (result.companions, result.ignore_changes) == ((), ())


def test_a_bucket_gets_versioning_and_keeps_its_old_versions_for_ever() -> None:
    """A bucket versioned by somebody else holds old versions: no one said that they may go."""
    planned = inherited(BUCKET, {}).companions

    assert [(c.kind, c.days, c.beside) for c in planned] == [
        (CompanionKind.BUCKET_VERSIONING, None, None)
    ]


def test_a_bucket_gets_versioning_and_a_lifecycle_beside_it_once_versions_may_expire() -> None:
    """IT-5's two parts; the lifecycle is bound to the versioning that is made with it."""
    planned = inherited(BUCKET, {}, defaults=EXPIRING).companions

    assert [(c.kind, c.days, c.beside) for c in planned] == [
        (CompanionKind.BUCKET_VERSIONING, None, None),
        (CompanionKind.BUCKET_LIFECYCLE, 30, CompanionKind.BUCKET_VERSIONING),
    ]


def test_a_bucket_with_inline_lifecycle_rules_gets_no_second_lifecycle() -> None:
    """S3 keeps one lifecycle configuration: ours would delete the program's."""
    inputs = {"lifecycleRules": [{"enabled": True}]}
    planned = inherited(BUCKET, inputs, defaults=EXPIRING).companions

    assert [c.kind for c in planned] == [CompanionKind.BUCKET_VERSIONING]


def test_an_unknown_inline_block_leaves_both_companions_out() -> None:
    """It may hold versioning, and old versions that a lifecycle would delete."""
    result = inherited(BUCKET, {"versioning": UNKNOWN}, defaults=EXPIRING)

    assert result.companions == ()
    assert "BAMP-I11" in codes(result)


@pytest.mark.parametrize(
    ("encrypted", "expected"), [(True, True), (False, False), (None, None), (UNKNOWN, None)]
)
def test_whether_a_replica_needs_a_key_follows_its_source(
    *, encrypted: object, expected: bool | None
) -> None:
    """Absent is not false: a snapshot brings its own encryption."""
    inputs = {"engine": "postgres", "storageEncrypted": encrypted}

    (replication,) = inherited(DATABASE, inputs).companions

    assert replication.encrypted is expected
    assert (replication.region, replication.days) == ("us-west-2", 35)


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        (DATABASE, {"engine": "custom-oracle-ee"}),
        (AURORA, {"engine": "aurora-postgresql"}),
        (AURORA, {"engine": "mysql"}),
        (DATABASE, {**POSTGRES, "backupTarget": "outposts"}),
    ],
)
def test_what_rds_cannot_replicate_is_not_replicated(token: str, inputs: dict[str, object]) -> None:
    """RDS Custom, clusters and Outposts are not taken by automated-backup replication."""
    assert inherited(token, inputs).companions == ()


def test_a_tier_without_copies_replicates_no_database() -> None:
    """Development stays in one Region, as it says."""
    development = Defaults(tier="development", owner="orders")

    assert inherited(DATABASE, POSTGRES, defaults=development).companions == ()


def test_changes_of_the_window_are_ignored_in_a_continuous_tier_only() -> None:
    """AWS Backup chooses the window; its retention is written, so nothing of it is ignored."""
    owned = {
        tier: inherited(DATABASE, POSTGRES, defaults=Defaults(tier=tier, owner="o")).ignore_changes
        for tier in ("critical", "standard", "regulated", "development")
    }

    assert owned == {
        "critical": ("backupWindow",),
        "standard": (),
        "regulated": ("backupWindow",),
        "development": (),
    }
    critical = Defaults(tier="critical", owner="o")
    noted = inherited(DATABASE, POSTGRES, defaults=critical).findings
    assert [(f.code, f.worth_a_warning) for f in noted] == [("BAMP-I16", False)]
    assert inherited(AURORA, {"engine": "aurora-mysql"}, defaults=critical).ignore_changes == (
        "preferredBackupWindow",
    )
    assert inherited(TABLE, {}, defaults=critical).ignore_changes == ()


def continuous(days: int) -> BackupPolicy:
    """Return a policy whose continuous rule keeps so many days."""
    rule = {"continuous": {"lifecycle": {"delete_after_days": days}}}
    return load_policy({"extends": "default", "tiers": {"critical": {"rules": rule}}})


CRITICAL = Defaults(tier="critical", owner="orders")


@pytest.mark.parametrize(
    ("token", "base"), [(DATABASE, POSTGRES), (AURORA, {"engine": "aurora-postgresql"})]
)
@pytest.mark.parametrize(
    ("given", "days", "written"),
    [
        (None, 35, 35), (0, 35, 35), (3, 35, 35), (35, 35, 35),
        (None, 20, 20), (3, 20, 20), (20, 20, 20), ("3", 20, 20),
    ],
)  # fmt: skip
def test_the_retention_of_a_continuous_tier_is_that_of_its_rule(
    token: str, base: dict[str, object], given: object, days: int, written: int
) -> None:
    """RDS takes no other once AWS Backup makes continuous backups, and this one at any time."""
    inputs = base if given is None else {**base, "backupRetentionPeriod": given}

    result = inherited(token, inputs, policy=continuous(days), defaults=CRITICAL)

    assert apply_edits(inputs, result.edits)["backupRetentionPeriod"] == written
    assert "backupRetentionPeriod" not in result.ignore_changes


@pytest.mark.parametrize(
    ("given", "shown"), [(None, "not set by the program"), (30, "30 in the program")]
)
def test_a_continuous_rule_that_keeps_less_is_said_before_it_does(
    given: int | None, shown: str
) -> None:
    """AWS Backup sets 20 days: what a database keeps beyond them is deleted then."""
    inputs = POSTGRES if given is None else {**POSTGRES, "backupRetentionPeriod": given}

    result = inherited(DATABASE, inputs, policy=continuous(20), defaults=CRITICAL)

    (finding,) = (f for f in result.findings if f.code == "BAMP-I24")
    assert finding.worth_a_warning
    assert finding.message == (
        f"backupRetentionPeriod is {shown}, and AWS Backup sets it to 20 while tier critical is "
        "continuous: what the resource keeps beyond 20 days is deleted then; let the continuous "
        "rule of the tier keep as long"
    )


@pytest.mark.parametrize("given", [30, UNKNOWN, "many"])
def test_what_the_program_keeps_longer_or_nobody_knows_is_ignored_as_before(given: object) -> None:
    """It is not lowered, and RDS would refuse it later."""
    inputs = {**POSTGRES, "backupRetentionPeriod": given}

    result = inherited(DATABASE, inputs, policy=continuous(20), defaults=CRITICAL)

    assert result.ignore_changes == ("backupRetentionPeriod", "backupWindow")
    assert "backupRetentionPeriod" not in {edit.path for edit in result.edits}


@pytest.mark.parametrize("ignored", ["backupRetentionPeriod", "*"])
@pytest.mark.parametrize("given", [None, 3])
def test_a_setting_whose_changes_the_program_ignores_is_not_called_raised(
    ignored: str, given: int | None
) -> None:
    """A deployed database keeps what it has; only a new one gets what is written."""
    inputs = {**POSTGRES, "tags": TAGGED, "copyTagsToSnapshot": True}
    inputs |= {} if given is None else {"backupRetentionPeriod": given}

    result = inherited(DATABASE, inputs, ignored=[ignored])

    (finding,) = result.findings
    assert (finding.code, finding.worth_a_warning) == ("BAMP-I25", True)
    assert finding.message == (
        "the program ignores changes of backupRetentionPeriod: a resource that is deployed already "
        "keeps what it has; remove backupRetentionPeriod from ignore_changes: automated backups "
        "restore to any second up to five minutes ago"
    )
    assert [edit.path for edit in result.edits] == ["backupRetentionPeriod"]


def test_under_a_continuous_rule_an_ignored_retention_only_comes_later() -> None:
    """AWS Backup sets it with the first continuous backup, whatever the program ignores."""
    result = inherited(DATABASE, POSTGRES, defaults=CRITICAL, ignored=["backupRetentionPeriod"])

    (finding,) = (f for f in result.findings if f.code == "BAMP-I25")
    assert not finding.worth_a_warning
    assert "until the first continuous backup" in finding.message


def test_tags_whose_changes_the_program_ignores_reach_no_deployed_resource() -> None:
    """AWS Backup would not select it, and nothing else would say so."""
    (finding,) = (f for f in inherited(BUCKET, {}, ignored=["tags"]).findings)

    assert finding.code == "BAMP-I25"
    assert "changes of tags" in finding.message


def test_an_exempt_resource_keeps_its_tags_and_gets_nothing() -> None:
    """No tier, no settings, no companions: the decision is the program's."""
    assert inherited(BUCKET, {"tags": EXEMPT}) == Inherited()
    assert inherited(TABLE, {}, default_tags=EXEMPT) == Inherited()


def test_a_resource_that_is_exempt_and_has_a_tier_is_told_so() -> None:
    """The selections see the tier, so AWS backs it up all the same."""
    result = inherited(BUCKET, {"tags": {**EXEMPT, "backup-tier": "critical"}})

    assert (result.edits, result.companions) == ((), ())
    assert codes(result) == ["BAMP-I12"]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"backup-exempt-reason": "rebuilt"}, "BAMP-E03"),
        ({**EXEMPT, "backup-exempt-until": "soon"}, "BAMP-E02"),
    ],
)
def test_half_an_exemption_is_refused(broken: dict[str, str], code: str) -> None:
    """It exempts nobody, and a default tier would hide the mistake."""
    result = inherited(BUCKET, {"tags": broken})

    assert ([r.code for r in result.refusals], result.edits) == ([code], ())


@pytest.mark.parametrize("part", ["backup-exempt-until", "backup-exempt-reason", "backup-owner"])
def test_an_exemption_that_is_known_only_later_is_said_and_exempts(part: str) -> None:
    """Its parts are checked by the deployment, which knows them."""
    result = inherited(BUCKET, {"tags": {**EXEMPT, part: UNKNOWN}})

    assert (result.edits, codes(result)) == ((), ["BAMP-I11"])


@pytest.mark.parametrize("tags", [UNKNOWN, {"backup-tier": UNKNOWN}])
def test_an_unknown_tier_is_taken_for_the_default_and_said(tags: object) -> None:
    """A preview shows what is most likely; the deployment decides again."""
    result = inherited(TABLE, {"tags": tags})

    assert codes(result) == ["BAMP-I11"]
    edited = apply_edits({"tags": tags}, result.edits)
    assert edited["pointInTimeRecovery"] == {"enabled": True, "recoveryPeriodInDays": 35}
    assert edited["tags"] is UNKNOWN or edited["tags"] == {
        "backup-tier": UNKNOWN,
        "backup-owner": "orders",
    }


def test_a_tag_that_shows_up_later_is_not_overwritten() -> None:
    """What is unknown while the rule looks may hold the program's own tier."""
    edits = inherited(TABLE, {"tags": UNKNOWN}).edits

    later = apply_edits({"tags": {"backup-tier": "critical"}}, edits)["tags"]

    assert later == {"backup-tier": "critical", "backup-owner": "orders"}


@pytest.mark.parametrize(
    ("token", "inputs"),
    [("aws:cognito/userPool:UserPool", {}), ("aws:ecr/repository:Repository", {})],
)
def test_what_nothing_backs_up_gets_no_tags_and_a_way_out(
    token: str, inputs: dict[str, object]
) -> None:
    """A tier on it would promise what nobody keeps."""
    result = inherited(token, inputs)

    (finding,) = result.findings
    assert (result.tags, result.edits) == ({}, ())
    assert finding.code == "BAMP-I13"
    assert finding.worth_a_warning
    assert "xempt it" in finding.message


def test_what_its_service_protects_is_hardened_and_noted_without_a_warning() -> None:
    """AWS Backup does not know ElastiCache; its own snapshots do the work."""
    result = inherited("aws:elasticache/cluster:Cluster", {"engine": "redis"})

    assert [(finding.code, finding.worth_a_warning) for finding in result.findings] == [
        ("BAMP-I13", False),
        ("BAMP-I27", False),
    ]
    assert result.tags == {"backup-tier": "standard", "backup-owner": "orders"}


def test_tags_of_aws_native_are_appended_to_its_list_of_pairs() -> None:
    """What the program wrote stays first."""
    inputs = {"tags": [{"key": "backup-tier", "value": "critical"}]}

    edited = apply_edits(inputs, inherited("aws-native:dynamodb:Table", inputs).edits)

    assert edited["tags"] == [
        {"key": "backup-tier", "value": "critical"},
        {"key": "backup-owner", "value": "orders"},
    ]
    assert edited["pointInTimeRecoverySpecification"] == {"pointInTimeRecoveryEnabled": True}


def test_an_unknown_list_of_pairs_is_left_alone() -> None:
    """Appending could write a tag a second time."""
    result = inherited("aws-native:ec2:Volume", {"tags": UNKNOWN})

    assert (result.edits, codes(result)) == ((), ["BAMP-I11"])


def test_a_type_without_tags_is_hardened_and_its_gap_is_said() -> None:
    """No selection by tag can see it, whatever its settings are."""
    result = inherited("aws-native:dynamodb:GlobalTable", {})

    assert (result.tags, codes(result)) == ({}, ["BAMP-I14"])


def test_a_child_of_a_packaged_component_takes_versioning_inline() -> None:
    """Beside it no resource can be made from this process."""
    result = inherited(BUCKET, {}, takes_companions=False)

    assert result.companions == ()
    assert apply_edits({}, result.edits)["versioning"] == {"enabled": True}


def test_a_database_of_a_packaged_component_is_hardened_and_its_gap_is_said() -> None:
    """There is no inline form of replication."""
    result = inherited(DATABASE, POSTGRES, takes_companions=False)

    assert apply_edits({}, result.edits)["backupRetentionPeriod"] == 35
    assert codes(result) == ["BAMP-I15"]


def test_an_engine_that_is_unknown_promises_least() -> None:
    """It may be RDS Custom, which cannot be replicated."""
    result = inherited(DATABASE, {"engine": UNKNOWN})

    assert result.companions == ()
    assert apply_edits({}, result.edits)["backupRetentionPeriod"] == 35


def test_a_tier_of_the_teams_own_works_as_the_ready_ones_do() -> None:
    """Numbers come from the policy alone."""
    own = {"extends": "default", "tiers": {"standard": {"native_retention_days": 21}}}

    inputs = {**POSTGRES, "backupRetentionPeriod": 7}
    result = inherited(DATABASE, inputs, policy=load_policy(own))

    assert apply_edits(inputs, result.edits)["backupRetentionPeriod"] == 21
