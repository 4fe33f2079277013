"""What a snapshot holds of an estate, and what it must not hold."""

import pulumi
import pulumi_aws as aws
import pytest
from baselines import make
from edited_estates import changed, moved
from hand_made_account import TAGS, judge
from watched_estate import judged, watched

from bamp_pulumi.catalog import DELETION_GUARDS, UNKNOWN
from bamp_pulumi.changes import Snapshot, changes, snapshot_of
from bamp_pulumi.coverage import without_secrets
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

SECRET = "correct-horse-battery"  # noqa: S105 - of the test


def test_a_secret_leaves_neither_its_text_nor_a_hash() -> None:
    """A hash of a short secret would give it away."""

    def program() -> None:
        aws.rds.Instance(
            "orders",
            engine="postgres",
            instance_class="db.m7g.large",
            allocated_storage=20,
            username="orders",
            password=pulumi.Output.secret(SECRET),
            tags=TAGS,
        )
        name = pulumi.Output.secret("hidden-vault-name")
        key = aws.kms.Key("key")
        aws.backup.Vault("hidden", name=name, kms_key_arn=key.arn)

    taken = snapshot_of(without_secrets(judge(program)))

    (store,) = taken.stores
    assert "password" not in store.settings
    assert "username" in store.settings
    assert SECRET not in taken.model_dump_json()
    assert "hidden-vault-name" not in taken.model_dump_json()


def test_the_same_program_makes_the_same_snapshot() -> None:
    """Registrations overtake each other; a base at the same commit shows no change."""
    one, other = (snapshot_of(judged(watched())) for _ in range(2))

    assert one == other
    assert changes(one, other).changes == ()
    read = Snapshot.model_validate_json(one.model_dump_json(by_alias=True))
    # All but what is secret: of that, nothing is written.
    assert changes(one, read).changes == ()
    assert read.model_dump() == one.model_dump()


def test_an_unknown_input_that_is_made_from_something_else_has_changed() -> None:
    """Its value is unknown on both sides; what it is computed from is not."""
    estate = watched()
    target = estate.named("bamp-job-failed-target")
    elsewhere = estate.named("bamp-jobs-log").urn
    other = moved(
        estate,
        "bamp-job-failed-target",
        inputs={**target.inputs, "arn": UNKNOWN},
        dependencies={**target.dependencies, "arn": (elsewhere,)},
    )
    same = moved(estate, "bamp-job-failed-target", inputs={**target.inputs, "arn": UNKNOWN})

    found = changes(snapshot_of(judged(same)), snapshot_of(judged(other))).changes

    assert ("bamp-job-failed-target", "arn") in {(c.name, c.of) for c in found}


def test_a_data_store_that_is_renamed_with_an_alias_is_the_same() -> None:
    """Its findings and what is kept of it stay its own: nothing is lost."""
    estate = watched()
    old = estate.named("files")
    urn = old.urn.replace("::files", "::documents")
    renamed = moved(estate, "files", urn=urn, name="documents", aliases=(old.urn,))

    found = changes(snapshot_of(judged(estate)), snapshot_of(judged(renamed))).changes

    assert found == ()


def test_without_an_alias_a_new_name_is_another_data_store() -> None:
    """Pulumi deletes the one and creates the other."""
    estate = watched()
    old = estate.named("files")
    renamed = moved(
        estate, "files", urn=old.urn.replace("::files", "::documents"), name="documents"
    )

    found = changes(snapshot_of(judged(estate)), snapshot_of(judged(renamed))).changes

    assert {(c.direction, c.aspect, c.name) for c in found} == {
        ("lost", "declared", "files"),
        ("gained", "declared", "documents"),
    }


def test_of_a_service_only_what_is_at_its_data_is_compared() -> None:
    """Its queues and functions are its own; of the account's program everything is compared."""

    def service() -> None:
        bucket = aws.s3.Bucket("photos", tags=TAGS)
        aws.s3.BucketPublicAccessBlock("closed", bucket=bucket.id)
        aws.sqs.Queue("jobs")

    def account() -> None:
        make({})
        aws.sqs.Queue("undelivered")

    estate = Estate.joined([declare(service, project="shop"), declare(account)])

    names = {part.name for part in snapshot_of(judged(estate)).parts}

    assert {"closed", "undelivered"} <= names
    assert "jobs" not in names


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, guard in DELETION_GUARDS.items()
        if name not in ("protect", "retainOnDelete") and not guard.is_given
    ],
)
def test_a_guard_is_lost_by_its_opposite_and_by_nothing_else(name: str) -> None:
    """By the value that guards; one that is not known is unsure."""
    guard = DELETION_GUARDS[name]
    safe = changed(watched(), "orders", **{name: guard.guarding})
    bare = changed(watched(), "orders", **{name: not guard.guarding})
    open_ = changed(watched(), "orders", **{name: UNKNOWN})

    before = snapshot_of(judged(safe))

    def directions(now: Estate) -> set[str]:
        found = changes(before, snapshot_of(judged(now))).changes
        return {c.direction for c in found if c.of == name}

    assert directions(safe) == set()
    assert directions(bare) == {"lost"}
    assert directions(open_) == {"unsure"}


@pytest.mark.parametrize("option", ["protect", "retain_on_delete"])
def test_an_option_of_pulumi_that_is_taken_away_is_a_loss(option: str) -> None:
    """Whoever deletes the resource next is not stopped."""
    kept = moved(watched(), "orders", **{option: True})

    found = changes(snapshot_of(judged(kept)), snapshot_of(judged(watched()))).changes

    assert [(c.direction, c.before, c.after) for c in found] == [("lost", "true", "false")]


def test_a_secret_that_changes_is_shown_within_one_process() -> None:
    """By a key that ends with it: nothing of the secret is written, and a file shows no change."""

    def taken(secret: str) -> Snapshot:
        def program() -> None:
            make({})
            aws.cloudwatch.EventConnection(
                "chat",
                authorization_type="API_KEY",
                auth_parameters={
                    "api_key": {"key": "Authorization", "value": pulumi.Output.secret(secret)}
                },
            )

        return snapshot_of(judged(declare(program)))

    one, other = taken(SECRET), taken("another-horse")
    written = Snapshot.model_validate_json(one.model_dump_json(by_alias=True))

    assert [(c.direction, c.of) for c in changes(one, other).changes] == [
        ("unsure", "authParameters")
    ]
    assert changes(written, other).changes == ()
    assert not any(part.secrets for part in written.parts)


def test_of_a_web_address_only_the_host_is_written() -> None:
    """Its path may be a password, as in an address of Slack."""
    estate = changed(
        watched(), "bamp-email-1", protocol="https", endpoint=f"https://hooks.example.com/{SECRET}"
    )

    taken = snapshot_of(judged(estate))

    (read,) = (part.read or {} for part in taken.parts if part.name == "bamp-email-1")
    assert str(read["endpoint"]).startswith("('https://hooks.example.com/... (")
    assert SECRET not in str(read["endpoint"])


def test_what_an_older_bamp_has_not_recorded_is_not_compared() -> None:
    """It would seem to come now, and be a gain or a loss."""
    taken = snapshot_of(judged(watched()))
    parts = tuple(part.model_copy(update={"read": None}) for part in taken.parts)

    assert changes(taken.model_copy(update={"parts": parts}), taken).changes == ()
