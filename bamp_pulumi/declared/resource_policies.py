"""The policy of a key, vault, topic, queue, bucket, table or file system: read in one place."""

from bamp_pulumi.access import Policy, read_policy
from bamp_pulumi.catalog import RESOURCE_POLICIES, UNKNOWN
from bamp_pulumi.declared.writers import written
from bamp_pulumi.estate import Estate, Resource

__all__ = ["policy_of"]


def policy_of(estate: Estate, resource: Resource) -> Policy | None:
    """Read the policy of a resource.

    Args:
        estate: Where it may be declared.
        resource: A resource of one of the types in `RESOURCE_POLICIES`.

    Returns:
        The policy, open where its contents cannot be told; None where AWS has none.
    """
    row = RESOURCE_POLICIES[resource.type]
    name = f"the {row.called} of {row.label} {resource.text('name') or resource.name}"
    found = written(
        estate,
        resource,
        inline=row.inline,
        writers=[(w.type, w.link, w.document) for w in row.writers],
    )
    if found.doubt:
        return read_policy(UNKNOWN, name=f"{name}: {found.doubt}")
    if found.value is not None:
        return read_policy(found.value, name=name)
    return read_policy(_account(resource), name=name) if row.account_by_default else None


def _account(resource: Resource) -> object:
    principal = {"AWS": resource.account_id or UNKNOWN}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": statement}
