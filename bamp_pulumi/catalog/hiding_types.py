"""Resources that make others, which no program declares: templates, products, commands, code."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from bamp_pulumi.catalog.classification import native_types_without_data
from bamp_pulumi.catalog.stores import DATA_STORES

__all__ = ["HidingType", "hiding_type", "may_hold_data", "types_in_template"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HidingType:
    """A type whose resources make others."""

    token: str
    """Pulumi type token, or the beginning of one where it ends in `:` or `/`."""
    by: str
    """What makes them, in words."""
    template: str = ""
    """Input that holds the template's text; empty where no input says what is made."""


_HIDING: Final = (
    HidingType(token="pulumi-python:dynamic:", by="a dynamic provider"),  # noqa: S106 - a type token
    HidingType(token="pulumi-python:dynamic/", by="a dynamic provider"),  # noqa: S106 - as above
    HidingType(token="command:local:Command", by="a command"),  # noqa: S106 - as above
    HidingType(token="command:remote:Command", by="a command"),  # noqa: S106 - as above
    HidingType(
        token="aws:cloudformation/stack:Stack",  # noqa: S106 - as above
        by="a CloudFormation template",
        template="templateBody",
    ),
    HidingType(
        token="aws-native:cloudformation:Stack",  # noqa: S106 - as above
        by="a CloudFormation template",
        template="templateBody",
    ),
    HidingType(
        token="aws:serverlessrepository/cloudFormationStack:CloudFormationStack",  # noqa: S106 - as above
        by="an application of the AWS Serverless Application Repository",
    ),
    HidingType(
        token="aws:servicecatalog/provisionedProduct:ProvisionedProduct",  # noqa: S106 - as above
        by="a product of AWS Service Catalog",
    ),
)
""" Source: Pulumi source, docs/architecture/providers/dynamic.md; pulumi-command;
pulumi_aws 7.51.1; pulumi-aws-native 1.84.0: inputs of each type (read 2026-11-28).
"""

_DECLARED: Final = re.compile(
    r"""["']?\bType["']?\s*:\s*["']?((?:AWS::\w+::\w+|Custom::[\w@-]+))(?![\w:@-])"""
)
"""The type of a resource in a template, in JSON or YAML. Types of parameters have a part more."""


def hiding_type(type_token: str) -> HidingType | None:
    """Find the row of a type; None for a type that makes nothing but itself."""
    for row in _HIDING:
        if type_token == row.token or (row.token[-1] in ":/" and type_token.startswith(row.token)):
            return row
    return None


def types_in_template(template: str) -> tuple[str, ...]:
    """List the CloudFormation types that a template declares, each once, in its order."""
    return tuple(dict.fromkeys(_DECLARED.findall(template)))


def may_hold_data(cloudformation_type: str) -> bool:
    """Return True if a resource of a CloudFormation type may hold data.

    It is judged by the type of Pulumi's aws-native provider, which is made from CloudFormation's;
    what nobody has looked at may hold any.
    """
    if not cloudformation_type.startswith("AWS::"):
        return True
    _, service, name = cloudformation_type.lower().split("::")
    token = f"aws-native:{service}:{name}"
    return token in _native_stores() or token not in _native_others()


@cache
def _native_stores() -> frozenset[str]:
    return frozenset(row.type.lower() for row in DATA_STORES if row.type.startswith("aws-native:"))


@cache
def _native_others() -> frozenset[str]:
    return frozenset(map(str.lower, native_types_without_data()))
