"""From `pulumi stack export` to an estate: what is deployed, as the stack's state has it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.document import estate_from_states
from bamp_pulumi.estate.estate import Estate, Program
from bamp_pulumi.estate.places import Place, Places
from bamp_pulumi.estate.pulumi_json import StackExport, State

__all__ = ["estate_from_stack_export"]

_ACCOUNT_IN_ARN = 4
"""`arn:aws:rds:us-east-1:111122223333:db:orders`: the fifth part."""


def estate_from_stack_export(
    export: Mapping[str, Any], *, account_id: str = "", region: str = ""
) -> Estate:
    """Read an exported stack. Encrypted secrets are unknown; `--show-secrets` makes them known.

    Args:
        export: The parsed JSON. Any: whatever a file held; it is checked here.
        account_id: Account of the resources. Default: read from the first ARN in the state.
        region: Region of the default provider. Default: as the state has it.

    Raises:
        RefusedError: `BAMP-P02`, when it is not such an export.
    """
    try:
        states = StackExport.model_validate(export).deployment.resources
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise RefusedError(
            "BAMP-P02",
            given=f"a JSON document with the keys {sorted(export)}",
            allowed="the output of `pulumi stack export`",
            why=f"Pulumi: {'.'.join(map(str, first['loc']))}: {first['msg']}",
            write="pulumi stack export > stack.json",
        ) from None
    managed = [state for state in states if not state.delete]
    stack = next((s for s in managed if s.type == "pulumi:pulumi:Stack"), None)
    head = (
        (stack or managed[0]).urn.removeprefix("urn:pulumi:").split("::") if managed else ["", ""]
    )
    place = Place(
        account_id=account_id or _account_of(managed),
        region=region or _default_region(managed, "aws"),
    )
    program = Program(
        name=f"{head[1]}/{head[0]}",
        account_id=place.account_id,
        region=place.region,
        outputs=stack.outputs if stack is not None else {},
    )
    config = {"aws-native:region": _default_region(managed, "aws-native")}
    return estate_from_states(managed, program, Places(managed, config, place))


def _account_of(states: Sequence[State]) -> str:
    """Read the account of the default provider; of a stack that has none of its own, of any."""
    by_default = [state for state in states if "::default" in state.provider]
    for state in (*by_default, *states):
        arn = state.outputs.get("arn")
        parts = arn.split(":") if isinstance(arn, str) else []
        if len(parts) > _ACCOUNT_IN_ARN and parts[_ACCOUNT_IN_ARN].isdigit():
            return parts[_ACCOUNT_IN_ARN]
    return ""


def _default_region(states: Sequence[State], package: str) -> str:
    for state in states:
        if state.type == f"pulumi:providers:{package}" and "::default" in state.urn:
            return str(state.inputs.get("region") or "")
    return ""
