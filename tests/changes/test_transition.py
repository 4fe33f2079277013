"""A preview with operations is judged by them: what is lost is refused, what is harmless is not.

Cannot prove that a provider replaces what a test says it does, nor what AWS then deletes: that is
the catalog's word.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import pytest
from hand_made_account import policy_with
from preview_documents import Declared, Stack, deployed, document, urn_of

from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import Coverage, Finding, Severity, cover
from bamp_pulumi.estate import estate_from_document
from bamp_pulumi.policy import AcknowledgedLoss, BackupPolicy, LossKind

TODAY: Final = date(2026, 11, 22)
OF_OPERATIONS: Final = ("BAMP-V97", "BAMP-V98", "BAMP-V99")
Edit = Callable[[Stack], object]


def judged(preview: Mapping[str, Any], policy: BackupPolicy | None = None) -> Coverage:
    """Judge a preview. Any: JSON."""
    coverage = cover(estate_from_document(preview), policy or policy_with(), today=TODAY)
    return judge_transition(coverage, today=TODAY)


def lost(coverage: Coverage) -> list[Finding]:
    """List what is found of operations."""
    return [one for one in coverage.findings if one.id in OF_OPERATIONS]


def drop(*names: str) -> Edit:
    """Take resources out of the program."""
    return lambda stack: [stack.pop(name) for name in names]


def write(of: str, /, **inputs: object) -> Edit:
    """Change inputs of a resource; None takes one out."""

    def edit(stack: Stack) -> None:
        given = {**stack[of].inputs, **inputs}
        stack[of] = replace(
            stack[of], inputs={key: value for key, value in given.items() if value is not None}
        )

    return edit


def rule(number: int, **fields: object) -> Edit:
    """Change fields of a rule of the plan; None takes one out."""

    def edit(stack: Stack) -> None:
        rules = deepcopy(stack["plan"].inputs["rules"])
        given = {**rules[number], **fields}
        rules[number] = {key: value for key, value in given.items() if value is not None}
        write("plan", rules=rules)(stack)

    return edit


@dataclass(frozen=True, kw_only=True)
class Case:
    """A change of the program, and what is said of it."""

    id: str
    edit: Edit
    code: str = "BAMP-V97"
    says: str
    """A part of the message."""
    replaces: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])


WEAKENED: Final = "BAMP-V98"
COPY: Final = {"destinationVaultArn": "arn:aws:backup:us-west-2:111122223333:backup-vault:dr"}
LOSSES: Final = (
    Case(
        id="vault deleted",
        edit=drop("dr"),
        says="vault dr is deleted: jobs that keep recovery points or copies in it fail; AWS "
        "refuses that while it is not empty",
    ),
    Case(
        id="vault replaced",
        edit=write("main", name="other"),
        replaces={"main": ["name"]},
        says="vault main is replaced (name): the new one is empty",
    ),
    Case(
        id="lock deleted",
        edit=drop("lock"),
        says="VaultLockConfiguration lock is deleted: the vault has no lock any more",
    ),
    Case(
        id="lock replaced",
        edit=write("lock", minRetentionDays=31),
        replaces={"lock": ["minRetentionDays"]},
        says="VaultLockConfiguration lock is replaced (minRetentionDays): between the two the "
        "vault has none",
    ),
    Case(
        id="least retention of the lock lowered",
        edit=write("lock", minRetentionDays=1),
        replaces={"lock": ["minRetentionDays"]},
        code=WEAKENED,
        says="vault main: least retention of the lock is 1 day, and was 30 days",
    ),
    Case(
        id="access policy deleted",
        edit=drop("guard"),
        says="VaultPolicy guard is deleted: what it denies is allowed again",
    ),
    Case(
        id="access policy denies less",
        edit=write("guard", policy='{"Statement": []}'),
        code=WEAKENED,
        says="VaultPolicy guard: policy is none, and was Deny backup:DeleteRecoveryPoint",
    ),
    Case(
        id="notifications deleted",
        edit=drop("notices"),
        says="VaultNotifications notices is deleted: the vault notifies nobody any more",
    ),
    Case(
        id="notifications of fewer events",
        edit=write("notices", backupVaultEvents=["COPY_JOB_FAILED"]),
        replaces={"notices": ["backupVaultEvents"]},
        code=WEAKENED,
        says="VaultNotifications notices: backupVaultEvents is none, and was BACKUP_JOB_COMPLETED",
    ),
    Case(
        id="plan deleted",
        edit=drop("selection", "plan"),
        says="backup plan plan is deleted: it makes no more recovery points; those that exist stay",
    ),
    Case(
        id="selection deleted",
        edit=drop("selection"),
        says="Selection selection is deleted: no more recovery points are made of what it selects",
    ),
    Case(
        id="selection narrowed",
        edit=write("selection", notResources=["arn:aws:rds:*:*:db:*"]),
        replaces={"selection": ["notResources"]},
        code=WEAKENED,
        says="Selection selection: notResources is arn:aws:rds:*:*:db:*, and was none",
    ),
    Case(
        id="retention of a rule shortened",
        edit=rule(0, lifecycle={"deleteAfter": 7}),
        code=WEAKENED,
        says="backup plan plan: retention of daily is 7 days, and was 35 days: recovery points "
        "that exist keep their retention",
    ),
    Case(
        id="retention of copies shortened",
        edit=rule(0, copyActions=[{**COPY, "lifecycle": {"deleteAfter": 8}}]),
        code=WEAKENED,
        says="retention of copies of daily to us-west-2 of 111122223333 is 8 days, and was 35",
    ),
    Case(
        id="copies given up",
        edit=rule(0, copyActions=None),
        code=WEAKENED,
        says="retention of copies of daily to us-west-2 of 111122223333 is none, and was 35 days",
    ),
    Case(
        id="continuous backup given up",
        edit=rule(1, enableContinuousBackup=None),
        code=WEAKENED,
        says="restore to any second of any-second is none, and was yes",
    ),
    Case(
        id="fewer backups",
        edit=rule(0, schedule="cron(0 5 ? * SUN *)"),
        code=WEAKENED,
        says="schedule of daily is cron(0 5 ? * SUN *) Etc/UTC, and was cron(0 5 * * ? *) Etc/UTC",
    ),
    Case(
        id="type no longer opted in",
        edit=write("opt-in", resourceTypeOptInPreference={"RDS": False, "DynamoDB": True}),
        code=WEAKENED,
        says="RegionSettings opt-in: resourceTypeOptInPreference is none, and was RDS",
    ),
    Case(
        id="key deleted",
        edit=drop("dr-key"),
        says="Key dr-key is deleted: from then on nothing that it encrypts can be read, recovery "
        "points included; CancelKeyDeletion takes that back until its deletion window is over",
    ),
    Case(
        id="key replaced",
        edit=write("key", multiRegion=True),
        replaces={"key": ["multiRegion"]},
        says="Key key is replaced (multiRegion): the old key is deleted",
    ),
    Case(
        id="key disabled",
        edit=write("key", isEnabled=False),
        code=WEAKENED,
        says="Key key: isEnabled is false, and was true",
    ),
    Case(
        id="alias deleted",
        edit=drop("alias"),
        says="Alias alias is deleted: what names the key by this alias finds none",
    ),
    Case(
        id="role deleted",
        edit=drop("role"),
        says="Role role is deleted: nobody can assume it any more",
    ),
    Case(
        id="trail deleted",
        edit=drop("trail"),
        says="Trail trail is deleted: calls that change backups are not recorded any more",
    ),
    Case(
        id="trail stopped",
        edit=write("trail", enableLogging=False),
        code=WEAKENED,
        says="Trail trail: enableLogging is false",
    ),
    Case(
        id="database deleted",
        edit=drop("replica", "orders"),
        says="RDS instance orders is deleted: its data is deleted; once AWS Backup has made a "
        "continuous recovery point of it, AWS refuses that, and the deployment fails (with "
        "deleteAutomatedBackups off it is accepted, and keeps that recovery point); before, its "
        "automated backups are deleted with it; no final snapshot is made; recovery points that "
        "AWS Backup has made stay",
    ),
    Case(
        id="database replaced",
        edit=write("orders", storageEncrypted=False),
        replaces={"orders": ["storageEncrypted"]},
        says="RDS instance orders is replaced (storageEncrypted): the new one is empty; the data "
        "of the old one is deleted; once AWS Backup has made a continuous recovery point of it, "
        "AWS refuses that",
    ),
    Case(
        id="automated backups shortened",
        edit=write("orders", backupRetentionPeriod=1),
        code=WEAKENED,
        says="RDS instance orders: service's own backups is 1 day, and was 14 days: the service "
        "deletes its own backups that are older",
    ),
    Case(
        id="replication of automated backups deleted",
        edit=drop("replica"),
        says="replica is deleted: no more automated backups are replicated to the other Region",
    ),
    Case(
        id="replicated backups shortened",
        edit=write("replica", retentionPeriod=7),
        code=WEAKENED,
        says="replica: retentionPeriod is 7, and was 14",
    ),
    Case(
        id="table deleted",
        edit=drop("carts"),
        says="DynamoDB table carts is deleted: its data is deleted; with point-in-time recovery "
        "on, DynamoDB makes a system backup of its last state and keeps it for 35 days",
    ),
    Case(
        id="point-in-time recovery given up",
        edit=write("carts", pointInTimeRecovery={"enabled": False}),
        code=WEAKENED,
        says="DynamoDB table carts: pointInTimeRecovery.enabled is false, and was true: the table "
        "restores to no second before it is turned on again",
    ),
    Case(
        id="bucket deleted",
        edit=drop("versions", "expiry", "photos"),
        says="S3 bucket photos is deleted: its data is deleted; AWS refuses that while it is not "
        "empty",
    ),
    Case(
        id="versioning deleted",
        edit=drop("versions"),
        says="BucketVersioning versions is deleted: versioning is suspended",
    ),
    Case(
        id="versioning suspended",
        edit=write("versions", versioningConfiguration={"status": "Suspended"}),
        code=WEAKENED,
        says="versions: versioningConfiguration.status is Suspended, and was Enabled",
    ),
    Case(
        id="noncurrent versions deleted sooner",
        edit=write(
            "expiry",
            rules=[
                {
                    "id": "old",
                    "status": "Enabled",
                    "noncurrentVersionExpiration": {"noncurrentDays": 1},
                }
            ],
        ),
        code=WEAKENED,
        says="S3 bucket photos: noncurrent versions is 1 day, and was 90 days: Amazon S3 deletes "
        "noncurrent versions that are older, existing ones too",
    ),
    Case(
        id="volume replaced",
        edit=write("disk", availabilityZone="us-east-1b"),
        replaces={"disk": ["availabilityZone"]},
        says="EBS volume disk is replaced (availabilityZone): the new one is empty; the data of "
        "the old one is deleted; no final snapshot is made",
    ),
)


@pytest.mark.parametrize(
    ("case", "all_steps"),
    [
        *(pytest.param(case, False, id=case.id) for case in LOSSES),
        *(pytest.param(case, True, id=f"{case.id}, all") for case in LOSSES if case.replaces),
    ],
)
def test_what_deletes_replaces_or_shortens_is_refused_with_what_is_lost(
    case: Case, *, all_steps: bool
) -> None:
    """A replacement counts once, with `--show-replacement-steps` as without."""
    after = deployed()
    case.edit(after)
    preview = document(deployed(), after, replaces=case.replaces, all_steps=all_steps)

    coverage = judged(preview)

    said = [one for one in lost(coverage) if case.says in one.message]
    assert [(one.id, one.severity) for one in said] == [(case.code, Severity.ERROR)], [
        f"{one.id} {one.message}" for one in lost(coverage)
    ]
    assert not coverage.is_well(allow_unverified=True)
    urns = [resource.urn for resource in coverage.estate.resources]
    assert len(urns) == len({*urns})


def _moved(stack: Stack) -> None:
    """Move the database into a component."""
    parent = Declared(type="shop:index:Data", custom=False)
    stack["data"] = parent
    stack["orders"] = replace(stack["orders"], parent=urn_of("data", parent))


def _renamed(stack: Stack) -> None:
    stack["sales"] = stack.pop("orders")


def _added(stack: Stack) -> None:
    stack["more"] = Declared(
        type="aws:dynamodb/table:Table",
        inputs={**stack["carts"].inputs, "name": "more"},
    )


HARMLESS: Final[Mapping[str, tuple[Edit, Mapping[str, str]]]] = {
    "nothing": (lambda _: None, {}),
    "a tag": (
        write(
            "orders", tags={"backup-tier": "standard", "backup-owner": "shop", "team": "checkout"}
        ),
        {},
    ),
    "another owner": (
        write("carts", tags={"backup-tier": "standard", "backup-owner": "checkout"}),
        {},
    ),
    "a description": (write("key", description="of all backups"), {}),
    "a rename with an alias": (_renamed, {"sales": "orders"}),
    "a move into a component with an alias": (_moved, {}),
    "a new table": (_added, {}),
    "an instance class": (write("orders", instanceClass="db.r6g.large"), {}),
    "more storage": (write("orders", allocatedStorage=100), {}),
    "a password's key": (write("orders", masterUserSecretKmsKeyId="alias/secrets"), {}),
    "a topic's name for people": (write("topic", displayName="Backups"), {}),
    "a longer retention": (rule(0, lifecycle={"deleteAfter": 60}), {}),
    "a longer retention of the service": (write("orders", backupRetentionPeriod=35), {}),
    "noncurrent versions kept longer": (
        write(
            "expiry",
            rules=[
                {
                    "id": "old",
                    "status": "Enabled",
                    "noncurrentVersionExpiration": {"noncurrentDays": 365},
                }
            ],
        ),
        {},
    ),
    "another event": (
        write(
            "notices",
            backupVaultEvents=["BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED"],
        ),
        {},
    ),
    "deletion protection": (write("orders", deletionProtection=True), {}),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_is_accepted(name: str) -> None:
    """Nothing that was kept goes, so nothing is said of the operation."""
    edit, aliases = HARMLESS[name]
    after = deployed()
    edit(after)

    coverage = judged(document(deployed(), after, aliases=aliases))

    assert [one.message for one in lost(coverage)] == []
    assert coverage.is_well()


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(write("orders", backupRetentionPeriod=None), id="retention of an instance"),
        pytest.param(write("carts", pointInTimeRecovery=None), id="point-in-time recovery"),
        pytest.param(write("carts", pointInTimeRecovery={"enabled": True}), id="its days"),
    ],
)
def test_an_input_that_is_left_out_and_that_aws_keeps_is_no_loss(edit: Edit) -> None:
    """The provider sends nothing of it, whatever AWS takes for a new resource."""
    after = deployed()
    edit(after)

    assert [one.message for one in lost(judged(document(deployed(), after)))] == []


def test_a_first_deployment_is_accepted() -> None:
    """There was nothing before that could be lost."""
    coverage = judged(document({}, deployed()))

    assert lost(coverage) == []
    assert coverage.estate.deployed is None


def test_a_plan_that_selects_more_by_another_selection_is_accepted() -> None:
    """The provider replaces a selection whatever changes of it; that alone loses nothing."""
    after = deployed()
    tags = [
        *after["selection"].inputs["selectionTags"],
        {"type": "STRINGEQUALS", "key": "backup-tier", "value": "critical"},
    ]
    write("selection", selectionTags=tags)(after)

    coverage = judged(document(deployed(), after, replaces={"selection": ["selectionTags"]}))

    assert [one.message for one in lost(coverage)] == []


def test_what_the_deployed_resource_keeps_of_itself_is_said() -> None:
    """The provider deletes with the settings that are deployed, not with those of the program."""
    before = deployed()
    write(
        "orders",
        skipFinalSnapshot=False,
        finalSnapshotIdentifier="orders-last",
        deleteAutomatedBackups=False,
        deletionProtection=True,
    )(before)
    after = deepcopy(before)
    drop("replica", "orders")(after)

    (found,) = [f for f in lost(judged(document(before, after))) if "orders" in f.message]

    assert "its automated backups stay until their retention ends" in found.message
    assert "a final snapshot is kept" in found.message
    assert "AWS refuses that while deletion protection is on" in found.message


def test_a_vault_that_is_emptied_first_says_so() -> None:
    """`forceDestroy` deletes every recovery point in it."""
    before = deployed()
    write("dr", forceDestroy=True)(before)
    after = deepcopy(before)
    drop("dr")(after)

    said = [
        one.message for one in lost(judged(document(before, after))) if "vault dr" in one.message
    ]

    assert "everything in it is deleted first (forceDestroy)" in said[0]


def test_what_is_only_forgotten_is_warned_of() -> None:
    """With `retain_on_delete`, Pulumi leaves it in AWS."""
    before = deployed()
    before["dr"] = replace(before["dr"], options={"retainOnDelete": True})
    after = deepcopy(before)
    drop("dr")(after)

    (found,) = [one for one in lost(judged(document(before, after))) if "vault dr" in one.message]

    assert (found.id, found.severity) == ("BAMP-V99", Severity.WARNING)
    assert "it stays in AWS, outside of Pulumi" in found.message


def test_a_guard_that_goes_is_warned_of() -> None:
    """It is the step before a deletion, and deletes nothing itself."""
    after = deployed()
    write("main", forceDestroy=True)(after)

    (found,) = lost(judged(document(deployed(), after)))

    assert (found.id, found.severity) == ("BAMP-V99", Severity.WARNING)
    assert "forceDestroy is true, and was false" in found.message


def test_what_was_exempt_before_may_be_deleted() -> None:
    """The decision was taken in a deployment before this one: it is told twice."""
    before = deployed()
    exempt = {
        "backup-owner": "shop",
        "backup-exempt-reason": "moved to the new cluster",
        "backup-exempt-until": "2027-06-30",
    }
    write("carts", tags=exempt)(before)
    after = deepcopy(before)
    drop("carts")(after)

    (found,) = lost(judged(document(before, after)))

    assert (found.id, found.severity) == ("BAMP-V97", Severity.INFO)


def test_what_becomes_exempt_and_loses_its_own_backups_is_no_loss_of_its_plan() -> None:
    """An exemption is a decision of its own, recorded with a reason and an end."""
    after = deployed()
    exempt = {
        "backup-owner": "shop",
        "backup-exempt-reason": "rebuilt from the orders",
        "backup-exempt-until": "2027-06-30",
    }
    write("carts", tags=exempt)(after)

    assert lost(judged(document(deployed(), after))) == []


def acknowledging(name: str, loss: LossKind, until: date = TODAY) -> BackupPolicy:
    """Make a policy that acknowledges one loss."""
    one = AcknowledgedLoss(
        urn=urn_of(name, deployed()[name]),
        loss=loss,
        reason="moved to the new Region",
        owner="shop",
        until=until,
    )
    return policy_with().model_copy(update={"losses": (one,)})


def test_a_loss_that_the_policy_acknowledges_is_told_and_accepted() -> None:
    """With who decided, why, and until when."""
    after = deployed()
    drop("carts")(after)
    preview = document(deployed(), after)

    (found,) = lost(judged(preview, acknowledging("carts", LossKind.DELETED)))

    assert found.severity is Severity.INFO
    assert found.message.endswith("acknowledged until 2026-11-22 by shop: moved to the new Region")


@pytest.mark.parametrize(
    "policy",
    [
        acknowledging("carts", LossKind.REPLACED),
        acknowledging("orders", LossKind.DELETED),
        acknowledging("carts", LossKind.DELETED, until=date(2026, 11, 21)),
    ],
    ids=["another loss", "another resource", "expired"],
)
def test_an_acknowledgement_counts_for_its_loss_and_resource_and_time_only(
    policy: BackupPolicy,
) -> None:
    """Else one decision would cover what nobody has decided."""
    after = deployed()
    drop("carts")(after)

    (found,) = lost(judged(document(deployed(), after), policy))

    assert found.severity is Severity.ERROR


def test_a_tier_that_keeps_less_is_a_loss_of_the_data_store() -> None:
    """Its plan stays as it is, and no longer selects it."""
    after = deployed()
    write("carts", tags={"backup-tier": "other", "backup-owner": "shop"})(after)

    said = [one for one in lost(judged(document(deployed(), after))) if "carts" in one.message]

    assert {one.id for one in said} == {"BAMP-V98"}
    assert any("retention of daily" in one.message for one in said)


def test_what_is_known_only_after_deployment_may_be_a_loss() -> None:
    """An unknown retention is not taken for the one before."""
    unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
    after = deployed()
    rule(0, lifecycle={"deleteAfter": unknown})(after)

    found = [one for one in lost(judged(document(deployed(), after))) if "plan" in one.message]

    assert [one.id for one in found] == ["BAMP-V99"]
    assert "retention of daily is not known, and was 35 days" in found[0].message


def test_secrets_of_what_is_deleted_are_not_shown() -> None:
    """What a state holds in plaintext, a message does not."""
    before = deployed()
    signed = {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        "plaintext": '"hunter-secret-vault"',
    }
    rules = deepcopy(before["plan"].inputs["rules"])
    rules[0]["targetVaultName"] = signed
    write("plan", rules=rules)(before)
    after = deployed()
    rule(0, lifecycle={"deleteAfter": 7})(after)

    coverage = judged(document(before, after))

    assert "hunter-secret-vault" not in "".join(f.message for f in coverage.all_findings)


def test_of_a_service_only_what_protects_by_its_type_counts() -> None:
    """Its key encrypts its data; its roles, topics and alarms are its own."""
    own = ("carts", "key", "alias", "role", "topic")
    before = {name: one for name, one in deployed().items() if name in own}
    after = {name: one for name, one in before.items() if name == "carts"}

    found = lost(judged(document(before, after)))

    assert [(one.id, one.message.partition(":")[0]) for one in found] == [
        ("BAMP-V97", "Key key is deleted")
    ]
