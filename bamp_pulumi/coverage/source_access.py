"""May AWS Backup, as the role of a selection, read the data of a resource?

The policy of a bucket, table or file system may deny the role what a backup takes; within an
account it need not allow it. AWS Backup calls from its own network: through no VPC endpoint of the
account. And the key of the data must let the role use it, as the catalog lists it by type.

Source: AWS Backup developer guide, s3-backups, encryption; IAM user guide,
reference_policies_condition-keys (read 2026-11-28).
"""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.access import (
    ALLOW_ALL,
    ALLOWED,
    Answer,
    ContextValue,
    Request,
    decide,
    in_doubt,
    refused,
    worst,
)
from bamp_pulumi.catalog import (
    BACKUP_ACTIONS,
    BACKUP_KEY_NEEDS,
    RESOURCE_POLICIES,
    DataStore,
    KeyNeed,
    identity_inputs,
    outputs_of,
)
from bamp_pulumi.coverage.key_calls import ask_through_service
from bamp_pulumi.coverage.obstacle import Obstacle, obstacle
from bamp_pulumi.coverage.role import called_in
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import (
    DeclaredRole,
    NamedKey,
    arn_of,
    can_encrypt,
    grant_of,
    policy_of,
    source_keys,
)
from bamp_pulumi.estate import Resource

__all__ = ["judge_source_access"]

_FROM_AWS: Final[dict[str, ContextValue]] = {
    "aws:SourceVpce": None,
    "aws:SourceVpc": None,
    "aws:VpcSourceIp": None,
    "s3:TlsVersion": ("1.2", "1.3"),
}
"""What is known of the network. AWS requires TLS 1.2 or later; which one its own calls use is open.

Source: the page data-protection of AWS's guides, as in that of Application Recovery Controller
(read 2026-11-28)."""


def judge_source_access(subject: Subject, role: DeclaredRole) -> Iterator[Obstacle]:
    """List what denies a role the data of a resource, or may."""
    if not role.is_declared:
        return  # everything is open, which is said of the role
    denied = obstacle("BAMP-V43", _policy(subject, role))
    if denied is not None:
        yield denied
    yield from _keys(subject, role)


def _policy(subject: Subject, role: DeclaredRole) -> Answer:
    """Answer whether the resource's own policy allows what a backup reads."""
    resource = subject.resource
    row = RESOURCE_POLICIES.get(resource.type)
    policy = policy_of(subject.account.estate, resource) if row is not None else None
    if row is None or policy is None:
        return ALLOWED
    arn = resource.text("arn")
    answer = worst(
        decide(
            Request(
                principal=role.principal,
                action=action,
                resource=f"{arn}{row.below.get(action, '')}" if arn else "",
                about=arn_of(resource, row.below.get(action, "")),
                resource_account_id=resource.account_id,
                context={**called_in(resource.region), **_FROM_AWS},
            ),
            resource=policy,
            identity=[ALLOW_ALL],
        )
        for action in BACKUP_ACTIONS.get(subject.store.backup_type or "", ())
        if action.startswith(f"{row.service}:")
    )
    if policy.is_hidden and not arn and not answer.is_allowed:
        why = f"{answer.why}, which is known only after deployment"
        return in_doubt(f"{why}; {_remedy(resource)}, and an offline preview reads it")
    return answer


def _remedy(resource: Resource) -> str:
    """Return how a policy that mostly names its own resource becomes known."""
    names = identity_inputs(resource.type)
    given = dict.fromkeys(names, "a-name")
    if "arn" in outputs_of(resource.type, given, account_id="1" * 12, region="us-east-1"):
        return f"set {' or '.join(names)} on {resource.name}"
    return f"write * in place of the ARN of {resource.name}, which AWS makes up"


def _keys(subject: Subject, role: DeclaredRole) -> Iterator[Obstacle]:
    """List the keys that the program names for the data and the role cannot use, or may not."""
    need = BACKUP_KEY_NEEDS.get(subject.store.backup_type or "")
    keys = source_keys(subject.account.estate, subject.store, subject.resource)
    # What the data was made from is judged for itself: its key is no doubt of this resource.
    if keys.doubt and not keys.is_inherited and need is not None:
        why = f"{keys.doubt}: whether the role can use its key is not known"
        yield Obstacle(code="BAMP-V41", why=why, is_open=True)
    for named in keys.named:
        unread = subject.account.permissions.stands(*([named.resource] if named.resource else []))
        if unread is not None:
            yield unread
            if not unread.is_open:
                continue  # what AWS refuses is not there
        answer = _may_use(subject, named, need, role)
        found = obstacle("BAMP-V44", answer)
        if found is not None:
            yield found


def _in_its_region(subject: Subject, key: Resource) -> Answer:
    """Return whether a key is in the Region of the data, which is that of the plan."""
    home = subject.resource.region
    if key.region == home:
        return ALLOWED
    if not key.region:
        return in_doubt(f"the Region of key {key.name} is known only after deployment")
    return refused(f"key {key.name} is in {key.region}, and the data that it encrypts in {home}")


def _may_use(subject: Subject, named: NamedKey, need: KeyNeed | None, role: DeclaredRole) -> Answer:
    if named.aws_managed:
        return _of_its_service(subject.store, named)
    key = named.resource
    if key is None:
        which = named.written or "whose ARN is known only after deployment"
        comma = "" if named.written else ","
        why = f"no given program declares its key{comma} {which}: whether the key is enabled"
        return in_doubt(f"{why} and lets the role use it is not known")
    usable = worst((_in_its_region(subject, key), can_encrypt(key)))
    if usable.is_refused or need is None:
        return usable
    return worst((usable, _lets_in(subject, key, need, role)))


def _of_its_service(store: DataStore, named: NamedKey) -> Answer:
    """Return whether a key that AWS manages is the one of the service that encrypts the data.

    Source: AWS KMS developer guide, concepts, AWS managed keys: each is for the service that it is
    named for, as aws/ebs for volumes of Amazon EBS and nothing else (read 2026-11-28).
    """
    own = store.aws_managed_keys
    if named.aws_managed in own:
        return ALLOWED
    if not own:
        key = f"its key alias/{named.aws_managed} is one that AWS manages"
        return in_doubt(f"{key}: whether its service takes it is not known")
    theirs = " or ".join(f"alias/{name}" for name in sorted(own))
    return refused(
        f"its key alias/{named.aws_managed} is for another service of AWS alone; write {theirs}, "
        "or a customer managed key"
    )


def _lets_in(subject: Subject, key: Resource, need: KeyNeed, role: DeclaredRole) -> Answer:
    """Answer whether a declared key allows a role what a backup needs."""
    estate = subject.account.estate
    answers = {
        action: ask_through_service(estate, key, role, action, need.via, network=_FROM_AWS)
        for action in need.actions
    }
    asked = worst(answers.values())
    if not asked.is_refused:
        return asked.about(f"key {key.name}")
    why = f"key {key.name} does not allow role {role.name}: {asked.why}; {need.why}"
    denied = [action for action, answer in answers.items() if answer.is_refused]
    grant = grant_of(estate, key, role.resource, role.principal.arn, denied)
    if grant is not None:
        return in_doubt(f"{why}; grant {grant.name} may allow it")
    return in_doubt(why) if need.without == "unsure" else refused(why)
