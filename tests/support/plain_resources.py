"""Resources and estates written as plain values: for readings that no program has to run for."""

from collections.abc import Mapping, Sequence

from bamp_pulumi.estate import Estate, Resource

__all__ = ["ACCOUNT", "HERE", "OTHER", "THERE", "declared", "estate_of"]

ACCOUNT, OTHER = "111122223333", "444455556666"
HERE, THERE = "us-east-1", "us-west-2"


def declared(  # noqa: PLR0913 - fields of a resource
    token: str,
    name: str,
    *,
    inputs: Mapping[str, object] | None = None,
    outputs: Mapping[str, object] | None = None,
    links: Mapping[str, Sequence[Resource]] | None = None,
    account_id: str = ACCOUNT,
    region: str = HERE,
    program: str = "shop/dev",
    external: bool = False,
    id_: str = "",
    secret: frozenset[str] = frozenset(),
) -> Resource:
    """Declare a resource of the account, in the Region of its program unless another is given.

    Args:
        token: Its type token.
        name: Its logical name.
        inputs: As the program writes them, in wire names.
        outputs: What is known of them.
        links: The resources that each input takes a value from.
        account_id: Where it is.
        region: As above.
        program: Which program declares it.
        external: Whether that only looks it up.
        id_: Its physical id.
        secret: Its inputs that hold a secret.
    """
    taken = {of: tuple(each.urn for each in sources) for of, sources in (links or {}).items()}
    return Resource(
        urn=f"urn:pulumi:dev::shop::{token}::{name}",
        type=token,
        name=name,
        program=program,
        inputs=inputs or {},
        outputs=outputs or {},
        account_id=account_id,
        region=region,
        external=external,
        id=id_,
        dependencies=taken,
        secret_inputs=secret,
    )


def estate_of(*resources: Resource) -> Estate:
    """Put resources together."""
    return Estate(programs=(), resources=resources)
