"""What is certain of a resource that does not exist yet, in the place where it is made."""

from collections.abc import Mapping

from bamp_pulumi.catalog import UNKNOWN, outputs_by_id, outputs_of, partition_of
from bamp_pulumi.places.place import Place
from bamp_pulumi.places.providers import Places

__all__ = ["identity_of", "stated_outputs"]


def stated_outputs(
    places: Places, type_token: str, provider: str, inputs: Mapping[str, object]
) -> dict[str, str]:
    """State the outputs of a resource that are certain before it is deployed; see `outputs_of`.

    Args:
        places: Where the providers of its program work.
        type_token: Pulumi type token.
        provider: Reference to its provider; empty for the default one.
        inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown.

    Returns:
        Output name to value. An output that needs an unknown input, account or Region is left out.
    """
    place = places.of(type_token, provider, inputs)
    return outputs_of(
        type_token,
        {name: value for name, value in inputs.items() if value is not UNKNOWN},
        account_id=place.account_id,
        region=place.region,
        **_partition(places, type_token, place),
    )


def identity_of(
    places: Places, type_token: str, resource_id: str, provider: str, inputs: Mapping[str, object]
) -> dict[str, str]:
    """State which resource is looked up by an id; the rest is known to AWS only.

    Args:
        places: Where the providers of its program work.
        type_token: Pulumi type token.
        resource_id: The id that it is looked up by; known.
        provider: Reference to its provider; empty for the default one.
        inputs: What the program states of it, plain values, `UNKNOWN` where unknown.

    Returns:
        Output name to value; see `outputs_by_id`.
    """
    place = places.of(type_token, provider, inputs)
    return outputs_by_id(
        type_token,
        resource_id,
        account_id=place.account_id,
        region=place.region,
        **_partition(places, type_token, place),
    )


def _partition(places: Places, type_token: str, place: Place) -> dict[str, str]:
    """Return the partition as an argument, where the Region of the place or stack decides it."""
    partition = partition_of(place.region or places.of_provider(type_token, "").region)
    return {} if partition is None else {"partition": partition.name}
