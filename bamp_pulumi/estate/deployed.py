"""The account of deployed resources, from their ARNs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bamp_pulumi.catalog import ACCOUNT_ID_PATTERN
from bamp_pulumi.estate.pulumi_json import State

__all__ = ["account_in_arn", "accounts_by_provider", "accounts_in"]

_ACCOUNT: Final = re.compile(ACCOUNT_ID_PATTERN)
_ACCOUNT_IN_ARN: Final = 4
"""`arn:aws:rds:us-east-1:111122223333:db:orders`: the fifth part."""


def account_in_arn(state: State) -> str:
    """Read the account in a managed resource's own ARN; empty where there is none.

    What a program only reads may be another account's.
    """
    arn = state.outputs.get("arn")
    if state.external or not isinstance(arn, str):
        return ""
    parts = arn.split(":")
    account = parts[_ACCOUNT_IN_ARN] if len(parts) > _ACCOUNT_IN_ARN else ""
    return account if _ACCOUNT.fullmatch(account) else ""


def accounts_in(states: Iterable[State]) -> frozenset[str]:
    """List the accounts of resources."""
    return frozenset(map(account_in_arn, states)) - {""}


def accounts_by_provider(states: Sequence[State]) -> Iterator[tuple[str, str]]:
    """List the account of each provider whose deployed resources are all in one, by URN."""
    by_provider: dict[str, list[State]] = {}
    for state in states:
        by_provider.setdefault(state.provider.rpartition("::")[0], []).append(state)
    for urn, of_provider in by_provider.items():
        accounts = accounts_in(of_provider)
        if len(accounts) == 1:
            yield urn, next(iter(accounts))
