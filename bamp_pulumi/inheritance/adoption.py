"""The one line that a service team adds to its Pulumi program."""

from dataclasses import replace

import pulumi
from pulumi.runtime import get_root_resource, register_stack_transformation
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor
from pydantic import Field

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.inheritance.configured import ServiceConfig, read_service_config
from bamp_pulumi.inheritance.inherited import Defaults
from bamp_pulumi.inheritance.known_owner import INHERITED_OWNER, known_owner
from bamp_pulumi.inheritance.ledger import Ledger
from bamp_pulumi.inheritance.program_body import declared_so_far, when_body_ends
from bamp_pulumi.inheritance.program_completion import ProgramCompletion
from bamp_pulumi.inheritance.recovery_key import RecoveryKeys
from bamp_pulumi.inheritance.transform import InheritanceTransform
from bamp_pulumi.inheritance.watch import ProgramWatch
from bamp_pulumi.policy import BackupPolicy, Promise, TagText, TierName, parse
from bamp_pulumi.program_error import refused_in_program
from bamp_pulumi.stack_config import INHERITING

__all__ = ["inherit"]


def inherit(
    owner: str | None = None,
    *,
    tier: str | None = None,
    policy: BackupPolicy | None = None,
    expire_noncurrent_versions: bool | None = None,
) -> None:
    """Let every data store of this program inherit the backup policy.

    Call it once, before any resource. From then on each database, bucket, volume and file system,
    in components and packaged components too, gets its tags, the settings of its service that make
    it safer, and the companion resources that it needs; stricter settings of the program stay.

    Adoption deletes and shortens no existing backup: where the program is silent on how long a
    service keeps its own backups, the longest that the service takes is written. Where each day
    costs a great deal, ElastiCache nodes and FSx, the tier's number is written instead, never less
    than the provider sends by itself, and its price is reported (`BAMP-I27`): there a lower tier
    keeps fewer days.

    Each argument may come from stack configuration instead, under its own name (`bamp:owner`); the
    argument wins. `bamp:prefix` is the prefix of the names of the account's baseline, where
    that is not its default.

    Args:
        owner: Team that owns the data and is notified when its backup fails. 1 to 256 characters
            that a tag takes. Required, here or in configuration.
        tier: Tier of what names none; one of the policy. Default: the policy's `default_tier`.
        policy: What is promised; in configuration an object as `load_policy` takes it. Default:
            `default_policy()`.
        expire_noncurrent_versions: Whether buckets that get versioning here also get a lifecycle
            that deletes versions which were overwritten or deleted, after the tier's
            `noncurrent_version_days` (30 unless the tier says otherwise). On a bucket that already
            is versioned outside this program, it deletes the older ones there are and replaces the
            lifecycle configuration set elsewhere. Default: no; old versions are kept indefinitely
            and billed.

    Raises:
        ProgramError: `BAMP-I02` when called a second time, `BAMP-I03` when resources were declared
            before it, `BAMP-I04` outside a Pulumi program, `BAMP-I06` without an owner, `BAMP-I07`
            for a key of `bamp:` configuration that nothing reads (those of an account too, once the
            body has run without declaring one), `BAMP-T01` for a tier that the policy lacks,
            `BAMP-D03` for a `policy` that is no `BackupPolicy`; else as `load_policy`. Wrong tags
            of a resource end the run in one such error too, after the program's body.
    """
    if isinstance(get_monitor(), MockMonitor):
        pulumi.log.info("inherit(): Pulumi's mocks run no transforms, so nothing is inherited here")
        return
    with refused_in_program():
        stack = _stack(owner)
        _require_policy(policy)
        config = read_service_config(policy)
        promised = config.policy
        named = tier or config.tier or promised.default_tier
        _require_tier(promised, named)
        answering = owner or config.owner or _refuse_no_owner()
        with refused_in_program("inherit()"):
            parse(_Arguments, {"tier": named, "owner": answering}, owner=known_owner())
        expire = expire_noncurrent_versions
        if expire is None:
            expire = config.expire_noncurrent_versions
        defaults = Defaults(tier=named, owner=answering, expire_noncurrent_versions=expire)
        _start(stack, promised, defaults, config)


def _stack(owner: str | None) -> pulumi.ComponentResource:
    """Return the running stack, when this is the moment to inherit."""
    stack = get_root_resource()
    if not isinstance(stack, pulumi.ComponentResource):
        raise RefusedError(
            "BAMP-I04",
            given="inherit() outside a Pulumi program",
            allowed="inherit() in a program that `pulumi` or `bamp preview` runs",
            why="Pulumi has no stack here whose resources could inherit",
            write="bamp_pulumi.testing.declare(program), in a test",
        )
    if INHERITING.get() is stack:
        raise RefusedError(
            "BAMP-I02",
            given="inherit() a second time",
            allowed="one call in a program",
            why="house rule: two policies on one resource would contradict each other",
            write="nothing: leave this call out",
        )
    declared = declared_so_far()
    if declared:
        others = f" and {len(declared) - 1} more" if len(declared) > 1 else ""
        raise RefusedError(
            "BAMP-I03",
            given=f"inherit() after {declared[0]}{others} was declared",
            allowed="inherit() before the first resource",
            why="Pulumi transforms only what is declared afterwards; the rest would get no backup",
            write=f"bamp.inherit(owner={owner or known_owner()!r})  # below the imports",
        )
    return stack


class _Arguments(Promise, frozen=True):
    tier: TierName
    owner: TagText = Field(examples=["orders"])


def _require_tier(policy: BackupPolicy, name: str) -> None:
    """Refuse a tier that the policy lacks, with the argument to write."""
    try:
        policy.tier(name)
    except RefusedError as error:
        (refusal,) = error.refusals
        raise RefusedError.of(replace(refusal, write=f"tier={refusal.write!r}")) from None


def _require_policy(policy: object) -> None:
    """Refuse what is no policy where Python hands over anything."""
    if policy is None or isinstance(policy, BackupPolicy):
        return
    is_document = isinstance(policy, dict)
    raise RefusedError(
        "BAMP-D03",
        given=f"policy={'{...}' if is_document else repr(policy)}",
        allowed="a BackupPolicy, as default_policy() and load_policy(...) return it",
        why="house rule: a value is taken as it is written, never converted",
        write="policy=bamp.load_policy({...})" if is_document else "policy=bamp.default_policy()",
        path="inherit().policy",
    )


def _refuse_no_owner() -> str:
    raise RefusedError(
        "BAMP-I06",
        given="inherit() without an owner",
        allowed="the team that owns the data of this program",
        why="house rule: a failed backup must notify somebody",
        write=f"bamp.inherit(owner={known_owner()!r})",
    )


def _start(
    stack: pulumi.ComponentResource,
    policy: BackupPolicy,
    defaults: Defaults,
    config: ServiceConfig,
) -> None:
    ledger = Ledger(policy=policy, defaults=defaults)
    completion = ProgramCompletion(
        ledger=ledger,
        watch=ProgramWatch(local=ledger.local, namesakes=ledger.namesakes),
        keys=RecoveryKeys(prefix=config.prefix, region=policy.recovery_region),
        body_ended=when_body_ends(stack),
    )
    completion.begin()
    INHERITING.set(stack)
    INHERITED_OWNER.set(defaults.owner)
    register_stack_transformation(completion.see)
    pulumi.runtime.register_resource_transform(InheritanceTransform(ledger))
