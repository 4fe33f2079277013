"""What provider functions answer offline.

A few can be stated: who and where the program runs as, a policy document computed from its
arguments, a parameter that another given program publishes. For the rest every field is a
placeholder that is read back as unknown wherever it ends up, so a made-up value never looks real.
"""

import base64
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeGuard, get_args, get_origin

from pulumi._types import is_output_type, output_type_types

from bamp_pulumi.catalog import UNKNOWN, answer_of, partition_of
from bamp_pulumi.offline.policy_document import render_policy_document
from bamp_pulumi.offline.sdk_modules import module_of
from bamp_pulumi.offline.wire import (
    AWS_MANAGED,
    UNKNOWN_STRING,
    Plain,
    placeholder,
    placeholder_of_alias,
)
from bamp_pulumi.places import Place

__all__ = ["Invokes", "ParameterPlace", "unknown_answer"]

_PLACEHOLDERS_IN_A_LIST: Final = 3
"""Enough for the subnets and zones that programs take by index."""
_DEEPEST: Final = 6
"""Levels of objects within objects; some types of rules hold rules without end."""
_REGISTRY_LOGINS: Final = (
    "aws:ecr/getAuthorizationToken:getAuthorizationToken",
    "aws:ecr/getCredentials:getCredentials",
)


_KEY_LOOK_UPS: Final = {"aws:kms/getAlias:getAlias": "name", "aws:kms/getKey:getKey": "keyId"}
"""Functions that look a key up, and the argument that may be its alias."""
_KEY_NAMES: Final = ("targetKeyArn", "targetKeyId", "arn", "id")

ParameterPlace = tuple[str, str, str]
"""Account, Region and name of an SSM parameter: names repeat from account to account."""


@dataclass(slots=True)
class Invokes:
    """Answers provider functions, and remembers which it could not answer."""

    parameters: Mapping[ParameterPlace, str] = field(default_factory=dict[ParameterPlace, str])
    """Values of SSM parameters, as the other given programs declare them."""
    unanswered: list[str] = field(default_factory=list[str])
    has_aws_managed_keys: bool = False
    """Whether a key has been looked up that a service of AWS has for itself."""

    def answer(self, token: str, arguments: dict[str, Plain], place: Place) -> dict[str, Plain]:
        """Answer one call.

        Args:
            token: The function, such as `aws:ec2/getAmi:getAmi`.
            arguments: By wire name.
            place: Where its provider works; what is empty in it is not known.
        """
        own = arguments.get("region")
        region = place.region if own is None else str(own)
        stated = self._stated(token, arguments, place.account_id, region)
        if stated is not None:
            return stated
        self.unanswered.append(token)
        answered = _repeating(unknown_answer(token), arguments)
        if token.endswith(":getAvailabilityZones"):
            zones = region or placeholder("region")
            answered["names"] = [f"{zones}{letter}" for letter in "abc"]
        if token in _REGISTRY_LOGINS:
            answered.update(_registry_login())
        partition = partition_of(region)
        identity = answer_of(
            token,
            {name: UNKNOWN if _is_unknown(v) else v for name, v in arguments.items()},
            account_id=place.account_id,
            region=region,
            **({} if partition is None else {"partition": partition.name}),
        )
        answered.update(identity)
        asked = arguments.get(_KEY_LOOK_UPS.get(token, ""))
        if isinstance(asked, str) and asked.startswith(AWS_MANAGED):
            unknown = placeholder_of_alias(asked)
            answered.update({n: unknown for n in _KEY_NAMES if n in answered and n not in identity})
            self.has_aws_managed_keys = True
        return answered

    def _stated(
        self, token: str, arguments: dict[str, Plain], account: str, region: str
    ) -> dict[str, Plain] | None:
        found = partition_of(region)
        partition = found.name if found is not None else "aws"
        match token:
            case "aws:index/getCallerIdentity:getCallerIdentity" if account:
                arn = f"arn:{partition}:iam::{account}:root"
                return {"accountId": account, "arn": arn, "id": account, "userId": account}
            case "aws:index/getRegion:getRegion" if arguments.get("name") or region:
                name = str(arguments.get("name") or region)
                endpoint = f"ec2.{name}.amazonaws.com"
                same = dict.fromkeys(("id", "name", "region", "description"), name)
                return {**same, "endpoint": endpoint}
            case "aws:index/getPartition:getPartition":
                suffix = found.dns_suffix if found is not None else "amazonaws.com"
                reverse = ".".join(reversed(suffix.split(".")))
                dns = {"dnsSuffix": suffix, "reverseDnsPrefix": reverse}
                return {"id": partition, "partition": partition, **dns}
            case "aws:iam/getPolicyDocument:getPolicyDocument":
                document = render_policy_document(arguments)
                answered = _repeating(unknown_answer(token), arguments)
                return {**answered, "id": "0", "json": document, "minifiedJson": document}
            case "aws:ssm/getParameter:getParameter":
                return self._parameter((account, region, str(arguments.get("name"))))
            case _:
                return None

    def _parameter(self, place: ParameterPlace) -> dict[str, Plain] | None:
        value = self.parameters.get(place)
        if value is None or not all(place):
            return None
        name = place[-1]
        stated = {"name": name, "id": name, "value": value, "insecureValue": value}
        return {**unknown_answer("aws:ssm/getParameter:getParameter"), **stated, "type": "String"}


def _repeating(answer: dict[str, Plain], arguments: dict[str, Plain]) -> dict[str, Plain]:
    """Repeat the arguments in an answer, as providers do, where the SDK takes them.

    It takes no unknowns, and no value of another kind than the field's: `"true"` for true.
    """
    return {
        **answer,
        **{
            name: value
            for name, value in arguments.items()
            if not _is_unknown(value) and isinstance(value, type(answer.get(name, value)))
        },
    }


def _is_unknown(value: Plain) -> bool:
    if isinstance(value, dict):
        return any(_is_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(_is_unknown(item) for item in value)
    return isinstance(value, str) and UNKNOWN_STRING in value


def unknown_answer(token: str) -> dict[str, Plain]:
    """Fill the result type of a function with placeholders, one for each field."""
    path, name = module_of(token), token.rpartition(":")[2]
    result = f"{name[:1].upper()}{name[1:]}Result"
    # Of the package, and not of the module in it: a package of Pulumi's is loaded with the first
    # name that is asked of it, and lacks for good what was imported by itself before.
    for package in (path, path.partition(".")[0]):
        try:
            found: object = getattr(importlib.import_module(package), result, None)
        except ImportError:
            continue
        if isinstance(found, type):
            return _unknown_fields(found)
    return {"id": placeholder(name)}


def _unknown(name: str, annotation: object, depth: int) -> Plain:
    arguments = get_args(annotation)
    origin = get_origin(annotation)
    if annotation is str:
        return placeholder(name)
    if annotation is bool:
        return False
    if annotation is int or annotation is float:
        return 0
    if origin is not None and len(arguments) == 1:
        if arguments[0] is str:
            return [placeholder(f"{name}-{n}") for n in range(_PLACEHOLDERS_IN_A_LIST)]
        # Programs take the first of a list of objects: a cluster's issuer, its certificate.
        first = arguments[0]
        return [_unknown_fields(first, depth)] if _has_fields(first) and depth else []
    return _unknown_fields(annotation, depth) if _has_fields(annotation) and depth else {}


def _has_fields(annotation: object) -> TypeGuard[type]:
    return isinstance(annotation, type) and is_output_type(annotation)


def _unknown_fields(result: type, depth: int = _DEEPEST) -> dict[str, Plain]:
    fields: dict[str, Any] = output_type_types(result)  # Any: live annotations
    return {wire: _unknown(wire, annotation, depth - 1) for wire, annotation in fields.items()}


def _registry_login() -> dict[str, Plain]:
    """Make a login to a registry that can be taken apart as AWS documents it.

    Source: pulumi_aws docstring of `aws.ecr.get_authorization_token` (7.51.1, read 2026-11-22).
    """
    password = placeholder("password")
    token = base64.b64encode(f"AWS:{password}".encode()).decode()
    return {"authorizationToken": token, "userName": "AWS", "password": password}
