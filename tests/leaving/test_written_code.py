"""Whatever a program calls its resources, the code that is printed says the same and no more."""

import ast

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.estate import Inheritance, Resource, WrittenInput
from bamp_pulumi.leaving.python_code import arguments_in_python, transform_in_python
from bamp_pulumi.leaving.wire_tree import tree_of
from bamp_pulumi.leaving.yaml_code import resources_in_yaml

TOKEN = "aws:neptune/cluster:Cluster"  # noqa: S105 - a type
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


def resource(name: str) -> Resource:
    """Return a data store of a name."""
    urn = f"urn:pulumi:prod::orders::{TOKEN}::{name}"
    return Resource(urn=urn, type=TOKEN, name=name, program="orders/prod", inputs={}, outputs={})


def inheritance(owner: str) -> Inheritance:
    """Return what was written for an owner of any name."""
    tags = {"backup-tier": "standard", "backup-owner": owner}
    return Inheritance(tags=tags, inputs=(WrittenInput(path="backupRetentionPeriod", value=35),))


@given(name=TEXTS, owner=TEXTS)
def test_python_holds_the_very_texts(name: str, owner: str) -> None:
    """In a call and in a transform: nothing ends the text that it stands in."""
    one = resource(name)
    tree = tree_of(one, inheritance(owner))

    call = ast.parse(f"f(\n{arguments_in_python(tree, [])}\n)", mode="eval").body
    assert isinstance(call, ast.Call)
    written = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
    assert written == {
        "backup_retention_period": 35,
        "tags": {"backup-tier": "standard", "backup-owner": owner},
    }
    module = ast.parse(transform_in_python([(one, tree, ["a"])]))
    tables = [ast.literal_eval(n.value) for n in module.body if isinstance(n, ast.Assign)]
    assert tables == [{(TOKEN, name): dict(tree.inputs)}]


@given(name=TEXTS, owner=TEXTS)
def test_yaml_holds_the_very_texts(name: str, owner: str) -> None:
    """Words that mean something to YAML, numbers and signs among them."""
    one = resource(name)
    tree = tree_of(one, inheritance(owner))

    read = yaml.safe_load(resources_in_yaml([(one, tree, [], [])]))

    assert read == {"resources": {name: {"properties": dict(tree.inputs)}}}
