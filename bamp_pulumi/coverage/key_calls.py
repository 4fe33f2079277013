"""One call of AWS KMS on a declared key, as the key's policy and those of a role decide it."""

from collections.abc import Mapping, Sequence

from bamp_pulumi.access import Answer, ContextValue, Policy, Request, decide
from bamp_pulumi.catalog import KEY_GRANT_CONDITION
from bamp_pulumi.coverage.role import called_in
from bamp_pulumi.declared import DeclaredRole, arn_of, policy_of
from bamp_pulumi.estate import Estate, Resource

__all__ = ["ask_from_abroad", "ask_key"]


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
    """Ask whether a role may call one action on a key.

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


def ask_from_abroad(
    estate: Estate,
    key: Resource,
    reader: DeclaredRole,
    actions: Sequence[str],
    account: ContextValue,
) -> dict[str, Answer]:
    """Ask whether AWS Backup of another account may use a key; returns an answer an action.

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
