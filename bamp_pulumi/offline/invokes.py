"""What provider functions answer offline.

A few can be stated: who and where the program runs as, a policy document computed from its
arguments, a parameter that another given program publishes. For the rest every field is a
placeholder that is read back as unknown wherever it ends up, so a made-up value never looks real.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, get_args, get_origin

from pulumi._types import output_type_types

from bamp_pulumi.offline.policy_document import render_policy_document
from bamp_pulumi.offline.wire import Plain, placeholder

__all__ = ["Invokes", "Place"]

_PLACEHOLDERS_IN_A_LIST: Final = 3
"""Enough for the subnets and zones that programs take by index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the programs are said to run."""

    account_id: str
    region: str
    partition: str = "aws"


@dataclass(slots=True)
class Invokes:
    """Answers provider functions, and remembers which it could not answer."""

    place: Place
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    """Values of SSM parameters by name, as the other given programs declare them."""
    unanswered: list[str] = field(default_factory=list[str])

    def answer(self, token: str, arguments: dict[str, Plain]) -> dict[str, Plain]:
        """Answer one call; the token is such as `aws:ec2/getAmi:getAmi`."""
        stated = self._stated(token, arguments)
        if stated is not None:
            return stated
        self.unanswered.append(token)
        answered = {**_unknowns(token), **arguments}
        if token.endswith(":getAvailabilityZones"):
            region = self._region(arguments)
            answered["names"] = [f"{region}{letter}" for letter in "abc"]
        return answered

    def _stated(self, token: str, arguments: dict[str, Plain]) -> dict[str, Plain] | None:
        account, partition = self.place.account_id, self.place.partition
        match token:
            case "aws:index/getCallerIdentity:getCallerIdentity":
                arn = f"arn:{partition}:iam::{account}:root"
                return {"accountId": account, "arn": arn, "id": account, "userId": account}
            case "aws:index/getRegion:getRegion":
                name = str(arguments.get("name") or self._region(arguments))
                endpoint = f"ec2.{name}.amazonaws.com"
                same = dict.fromkeys(("id", "name", "region", "description"), name)
                return {**same, "endpoint": endpoint}
            case "aws:index/getPartition:getPartition":
                dns = {"dnsSuffix": "amazonaws.com", "reverseDnsPrefix": "com.amazonaws"}
                return {"id": partition, "partition": partition, **dns}
            case "aws:iam/getPolicyDocument:getPolicyDocument":
                document = render_policy_document(arguments)
                return {**arguments, "id": "0", "json": document, "minifiedJson": document}
            case "aws:ssm/getParameter:getParameter":
                return self._parameter(str(arguments.get("name")))
            case _:
                return None

    def _parameter(self, name: str) -> dict[str, Plain] | None:
        value = self.parameters.get(name)
        if value is None:
            return None
        stated = {"name": name, "id": name, "value": value, "insecureValue": value}
        return {**_unknowns("aws:ssm/getParameter:getParameter"), **stated, "type": "String"}

    def _region(self, arguments: dict[str, Plain]) -> str:
        return str(arguments.get("region") or self.place.region)


def _unknowns(token: str) -> dict[str, Plain]:
    """Fill the result type of a function with placeholders, one for each field."""
    package, _, rest = token.partition(":")
    module_path, _, name = rest.partition(":")
    module = module_path.split("/")[0]
    result = f"{name[:1].upper()}{name[1:]}Result"
    path = f"pulumi_{package.replace('-', '_')}"
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
    for candidate in (f"{path}.{module}.{snake}", f"{path}.{snake}"):
        try:
            found: object = getattr(importlib.import_module(candidate), result, None)
        except ImportError:
            continue
        if isinstance(found, type):
            fields: dict[str, Any] = output_type_types(found)  # Any: live annotations
            return {wire: _unknown(wire, annotation) for wire, annotation in fields.items()}
    return {"id": placeholder(name)}


def _unknown(name: str, annotation: object) -> Plain:
    arguments = get_args(annotation)
    origin = get_origin(annotation)
    if annotation is str:
        return placeholder(name)
    if annotation is bool:
        return False
    if annotation is int or annotation is float:
        return 0
    if origin is not None and str in arguments and len(arguments) == 1:
        return [placeholder(f"{name}-{n}") for n in range(_PLACEHOLDERS_IN_A_LIST)]
    if origin is not None and len(arguments) == 1:
        return []
    return {}
