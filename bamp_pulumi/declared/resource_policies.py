"""The policy of a key, vault, topic, queue, bucket, table or file system: read in one place."""

from bamp_pulumi.access import Policy, read_policy
from bamp_pulumi.catalog import RESOURCE_POLICIES, UNKNOWN
from bamp_pulumi.declared.writers import from_nothing, written
from bamp_pulumi.estate import Estate, Resource

__all__ = ["policy_of"]


def policy_of(estate: Estate, resource: Resource) -> Policy | None:
    """Read the policy of a resource.

    Args:
        estate: Where it may be declared.
        resource: A resource of one of the types in `RESOURCE_POLICIES`.

    Returns:
        The policy, open where its contents are unknown; None where AWS has none. One that a
        resource with an unknown link may replace is disputed: it certainly allows nothing, and
        denies perhaps what either of the two denies.
    """
    row = RESOURCE_POLICIES[resource.type]
    name = f"the {row.called} of {row.label} {resource.text('name') or resource.name}"
    rivals = [
        (reference, writer.document)
        for writer in row.writers
        for reference in estate.naming(resource, writer.link, writer.type)
        if reference.is_from_nothing
    ]
    found = written(
        estate,
        resource,
        inline=row.inline,
        writers=[(w.type, w.link, w.document) for w in row.writers],
        leave=[reference for reference, _ in rivals],
    )
    own: Policy | None = None
    if found.doubt:
        own = read_policy(None, name=f"{name}: {found.doubt}")
    elif found.value is not None:
        own = read_policy(found.value, name=name)
    elif row.account_by_default:
        own = read_policy(_account(resource), name=name)
    if own is not None and row.takes_incomplete:
        own = own.without_incomplete()
    if not rivals:
        return own
    others = [read_policy(r.source.inputs.get(content), name=name) for r, content in rivals]
    each = [*others, *([own] if own is not None else [])]
    return Policy(
        name=f"{name}: {from_nothing(rivals[0][0], resource)}",
        statements=tuple(statement for policy in each for statement in policy.statements),
        is_open=any(policy.is_open for policy in each),
        is_disputed=True,
    )


def _account(resource: Resource) -> object:
    principal = {"AWS": resource.account_id or UNKNOWN}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": statement}
