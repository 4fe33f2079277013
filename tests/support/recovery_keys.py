"""Key look-ups answered as AWS would: only keys that an account declares, each in its Region."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest

from bamp_pulumi.estate import Estate
from bamp_pulumi.offline.invokes import Invokes
from bamp_pulumi.places import Place

__all__ = ["key_arn", "only_keys_of"]

_GET_KEY = "aws:kms/getKey:getKey"
_ALIAS = "aws:kms/alias:Alias"


def key_arn(region: str, alias: str) -> str:
    """Return the ARN that the key behind an alias is looked up as."""
    return f"arn:aws:kms:{region}:111122223333:key/{alias.removeprefix('alias/')}"


@contextmanager
def only_keys_of(account: Estate) -> Generator[None]:
    """Answer look-ups of keys by the aliases that an account declares; others are not found."""
    declared = {(alias.region, alias.text("name")) for alias in account.of_type(_ALIAS)}
    answer_others = Invokes.answer

    # Any: arguments and answers of a provider.
    def answer(self: Invokes, token: str, arguments: dict[str, Any], place: Place) -> Any:  # noqa: ANN401
        if token != _GET_KEY:
            return answer_others(self, token, arguments, place)
        asked = (str(arguments.get("region") or place.region), str(arguments["keyId"]))
        if asked not in declared:
            raise LookupError(f"{asked[1]} is not found in {asked[0]}")
        return {"arn": key_arn(*asked)}

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Invokes, "answer", answer)
        yield
