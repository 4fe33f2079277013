"""One call of AWS KMS on a declared key, as the key's policy and those of a role decide it."""

from collections.abc import Mapping, Sequence

from bamp_pulumi.access import ALLOW_ALL, Answer, ContextValue, Policy, Request, decide
from bamp_pulumi.catalog import KEY_GRANT_CONDITION, UNKNOWN, partition_of
from bamp_pulumi.coverage.role import called_in
from bamp_pulumi.declared import DeclaredRole, arn_of, policy_of
from bamp_pulumi.estate import Estate, Resource

__all__ = ["ask_from_abroad", "ask_key", "ask_through_service", "service_that_calls"]


def ask_key(  # noqa: PLR0913 - a call has as many parts
    estate: Estate,
    key: Resource,
    role: DeclaredRole,
    action: str,
    context: Mapping[str, ContextValue],
    *,
    identity: Sequence[Policy],
    boundary: Policy | None = None,
) -> Answer:
    """Answer whether a role may call one action on a key.

    Args:
        estate: Where the policy of the key is declared.
        key: The key.
        role: Who calls.
        action: Such as `kms:Decrypt`.
        context: Condition keys of the call.
        identity: Policies of the role that count for this call.
        boundary: Its permissions boundary. Default: it has none, or none that counts.
    """
    return decide(
        Request(
            principal=role.principal,
            action=action,
            resource=key.text("arn"),
            about=arn_of(key),
            resource_account_id=key.account_id,
            context=context,
        ),
        resource=policy_of(estate, key),
        identity=identity,
        boundary=boundary,
        resource_governs=True,
    )


def service_that_calls(key: Resource, prefix: str) -> ContextValue:
    """Return `kms:ViaService` of calls that a service makes in the Region of a key.

    Args:
        key: The key.
        prefix: What the name of the service begins with, as in `rds.us-east-1.amazonaws.com`;
            empty while it is not known.
    """
    partition = partition_of(key.region)
    return f"{prefix}.{key.region}.{partition.dns_suffix}" if partition and prefix else UNKNOWN


def ask_through_service(  # noqa: PLR0913 - a call has as many parts
    estate: Estate,
    key: Resource,
    role: DeclaredRole,
    action: str,
    prefix: str,
    *,
    network: Mapping[str, ContextValue] | None = None,
) -> Answer:
    """Answer whether a service may call one action on a key as a role.

    AWS's own policies give the role what it needs, so those of the role count where they deny.

    Args:
        estate: Where the policy of the key is declared.
        key: The key.
        role: As which role.
        action: Such as `kms:Decrypt`.
        prefix: The service; see `service_that_calls`.
        network: What is known of the network that it calls from. Default: nothing.
    """
    context: dict[str, ContextValue] = {
        **called_in(key.region),
        **(network or {}),
        "kms:CallerAccount": key.account_id or UNKNOWN,
        "kms:ViaService": service_that_calls(key, prefix),
    }
    if action == "kms:CreateGrant":
        context[KEY_GRANT_CONDITION] = "true"
    denials = (policy for policy in role.policies if _denies(policy))
    return ask_key(
        estate,
        key,
        role,
        action,
        context,
        identity=[ALLOW_ALL, *denials],
        boundary=role.boundary,
    )


def _denies(policy: Policy) -> bool:
    """Return True if a policy may deny something."""
    return policy.is_open or any(statement.may_be("Deny") for statement in policy.statements)


def ask_from_abroad(
    estate: Estate,
    key: Resource,
    reader: DeclaredRole,
    actions: Sequence[str],
    account: ContextValue,
) -> dict[str, Answer]:
    """Answer for each action whether AWS Backup of another account may use a key for it.

    Args:
        estate: Where the policy of the key is declared.
        key: The key.
        reader: The role that AWS Backup has of its own in the other account.
        actions: What it calls.
        account: That account.
    """
    context: dict[str, ContextValue] = {
        **called_in(key.region),
        "kms:CallerAccount": account,
        KEY_GRANT_CONDITION: "true",
    }
    return {
        action: ask_key(estate, key, reader, action, context, identity=reader.policies)
        for action in actions
    }
