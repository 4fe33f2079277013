"""What a small stack has deployed, as `pulumi stack export` writes it, and programs beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

__all__ = [
    "ACCOUNT",
    "DATABASE",
    "Deployed",
    "database_inputs",
    "export_of",
    "program_in",
    "states_of",
]

# Any, in this file: inputs of resources and JSON documents.

ACCOUNT: Final = "111122223333"
DATABASE: Final = "aws:rds/instance:Instance"
_HEAD: Final = "urn:pulumi:{stack}::{project}::"
_PROVIDER: Final = "pulumi:providers:aws::default_7_51_1"


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """A resource as it is deployed."""

    type: str
    """With the types of its parents before it, `parent$type`, where it has any."""
    inputs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    outputs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Those beside the inputs."""
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """More keys of the state."""
    region: str = "us-east-1"


def database_inputs(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return the inputs of a database that sets no retention."""
    return {
        "identifier": "orders",
        "engine": "postgres",
        "instanceClass": "db.t4g.micro",
        "allocatedStorage": 20,
        "username": "orders",
        "manageMasterUserPassword": True,
        "storageEncrypted": True,
        **more,
    }


def states_of(
    resources: Mapping[str, Deployed], *, project: str = "orders", stack: str = "prod"
) -> list[dict[str, Any]]:
    """Write the states of a stack: itself, its default provider, and its resources by name."""
    head = _HEAD.format(stack=stack, project=project)
    root = f"{head}pulumi:pulumi:Stack::{project}-{stack}"
    return [
        {"urn": root, "type": "pulumi:pulumi:Stack", "custom": False},
        {
            "urn": f"{head}{_PROVIDER}",
            "type": "pulumi:providers:aws",
            "custom": True,
            "id": "p-1",
            "inputs": {"region": "us-east-1"},
            "outputs": {"region": "us-east-1"},
        },
        *(
            {
                "urn": f"{head}{one.type}::{name}",
                "type": one.type.rpartition("$")[2],
                "custom": True,
                "id": f"{name}-id",
                "parent": root,
                "provider": f"{head}{_PROVIDER}::p-1",
                "inputs": {**one.inputs, "__defaults": []},
                "outputs": {
                    **one.inputs,
                    "arn": f"arn:aws:rds:{one.region}:{ACCOUNT}:db:{name}",
                    "region": one.region,
                    **one.outputs,
                },
                **one.options,
            }
            for name, one in resources.items()
        ),
    ]


def export_of(
    resources: Mapping[str, Deployed], *, project: str = "orders", stack: str = "prod"
) -> dict[str, Any]:
    """Write the export of a stack."""
    states = states_of(resources, project=project, stack=stack)
    return {"version": 3, "deployment": {"manifest": {}, "resources": states}}


def program_in(folder: Path, body: str) -> Path:
    """Write a program that inherits tier `critical`, of project `orders` and stack `prod`."""
    program = folder / "orders"
    program.mkdir(exist_ok=True)
    (program / "Pulumi.yaml").write_text("name: orders\nruntime: python\n")
    (program / "Pulumi.prod.yaml").write_text("config:\n  aws:region: us-east-1\n")
    text = f"""\
import pulumi
import pulumi_aws as aws

import bamp_pulumi as bamp

bamp.inherit(owner="orders", tier="critical")
{body}"""
    (program / "__main__.py").write_text(text)
    return program
