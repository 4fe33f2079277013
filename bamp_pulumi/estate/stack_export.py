"""From `pulumi stack export` to an estate: what is deployed, as the stack's state has it."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.estate import Estate
from bamp_pulumi.estate.pulumi_json import Deployment, StackExport, State, program_of_urn
from bamp_pulumi.estate.special_values import plain_mapping
from bamp_pulumi.estate.states import Whereabouts, estate_from_states
from bamp_pulumi.places import PROVIDER_TYPES, is_default_provider

__all__ = ["estate_from_stack_export"]


def estate_from_stack_export(
    export: Mapping[str, Any],
    *,
    account_id: str = "",
    assumed_account_id: str = "",
    region: str = "",
) -> Estate:
    """Read an exported stack. Encrypted secrets are unknown; `--show-secrets` makes them known.

    Args:
        export: The parsed JSON. Any: whatever a file held; it is checked here.
        account_id: Account of the stack's default provider. Default: what its settings and the
            ARNs of what is deployed show.
        assumed_account_id: Account to assume where neither names one.
        region: Region of the default provider, where the state does not name it.

    Raises:
        RefusedError: `BAMP-P02`, when it is not such an export; `BAMP-P16`, when an operation in it
            has not ended; `BAMP-P09`, when the stack is deployed to another account.
    """
    try:
        deployment = StackExport.model_validate(export).deployment
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise RefusedError(
            "BAMP-P02",
            given=f"a JSON document with the keys {sorted(export)}",
            allowed="the output of `pulumi stack export`",
            why=f"Pulumi: {'.'.join(map(str, first['loc']))}: {first['msg']}",
            write="pulumi stack export > stack.json",
        ) from None
    managed = [s for s in deployment.resources if not s.delete and not s.pending_replacement]
    stack = next((s for s in managed if s.type == "pulumi:pulumi:Stack"), None)
    name = program_of_urn((stack or managed[0]).urn) if managed else "/"
    _require_ended(deployment, stack=name.partition("/")[2])
    return estate_from_states(
        managed,
        name=name,
        whereabouts=Whereabouts(
            config=_config(managed),
            account_id=account_id,
            assumed_account_id=assumed_account_id,
            region=region,
        ),
        outputs=plain_mapping(stack.outputs) if stack is not None else {},
    )


def _require_ended(deployment: Deployment, *, stack: str) -> None:
    """Refuse a state that was interrupted: it may have less than there is, or more.

    Raises:
        RefusedError: `BAMP-P16`.
    """
    if not deployment.pending_operations:
        return
    first = deployment.pending_operations[0].resource
    name = stack or "STACK"
    raise RefusedError(
        "BAMP-P16",
        given="an export with an operation that has not ended: "
        + (first.urn if first is not None else "a resource"),
        allowed="an export without `pending_operations`",
        why="Pulumi: it was interrupted, and nobody knows what is deployed of that resource",
        write=f"pulumi refresh --stack {name}; pulumi stack export --stack {name} > state.json",
    )


def _config(states: Iterable[State]) -> dict[str, object]:
    """Read the default providers' settings: an export has no configuration of the stack's."""
    return {
        f"{state.type.rpartition(':')[2]}:{name}": value
        for state in states
        if state.type in PROVIDER_TYPES and is_default_provider(state.urn)
        for name, value in plain_mapping(state.inputs).items()
    }
