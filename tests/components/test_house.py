"""What holds for every component: discovered in the package, none listed to be forgotten."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import pulumi
import pulumi_aws
import pytest
from pulumi.provider.experimental.component import ComponentProvider

import bamp_pulumi.components
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import default_policy, standard_tier
from bamp_pulumi.testing import declare

# Any: arguments of components are as different as the components.
Args = dict[str, Any]

KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd"
RECOVERY = "arn:aws:backup:us-west-2:111122223333:backup-vault:dr"
TESTED = {"quarterly": True}
ARGS: dict[str, Args] = {
    "AccountTrail": {},
    "BackupAlerts": {"vault_name": "backups", "alerts": {"to": [{"email": "oncall@bamp-ops.io"}]}},
    "BackupHealthCheck": {
        "signals_topic_arn": "arn:aws:sns:us-east-1:111122223333:alerts-signals",
        "dead_letter_queue_arn": "arn:aws:sqs:us-east-1:111122223333:alerts-undelivered",
    },
    "BackupKey": {},
    "BackupPlan": {
        "tier_name": "standard",
        "tier": standard_tier(),
        "vault_name": "backups",
        "copy_vault_arns": {"us-west-2": RECOVERY},
    },
    "BackupRole": {},
    "BackupVault": {
        "kms_key_arn": KEY,
        "lock": {"mode": "governance", "min_retention_days": 7, "max_retention_days": 365},
    },
    "Baseline": {},
    "RestoreTests": {
        "tiers": {
            "standard": {**standard_tier().model_dump(), "restore_tests": {"quarterly": True}}
        },
        "vault_arn": "arn:aws:backup:us-east-1:111122223333:backup-vault:backups",
    },
}
"""The least each component is declared with, locks included."""


def discovered() -> Iterator[type[pulumi.ComponentResource]]:
    """Every component class that a module of the package defines."""
    for module in pkgutil.iter_modules(bamp_pulumi.components.__path__):
        imported = importlib.import_module(f"bamp_pulumi.components.{module.name}")
        for _, found in inspect.getmembers(imported, inspect.isclass):
            if (
                issubclass(found, pulumi.ComponentResource)
                and found.__module__ == imported.__name__
            ):
                yield found


COMPONENTS = {component.__name__: component for component in discovered()}
ALL = pytest.mark.parametrize("name", sorted(COMPONENTS))


def declared(name: str, **more: object) -> Estate:
    """Declare a component as `it`."""
    # Any: a class whose own parameters no base class states.
    component: Any = COMPONENTS[name]
    return declare(lambda: _make(component, {**ARGS[name], **more}))


def _make(component: Any, args: Args) -> None:  # noqa: ANN401 - see above
    component("it", args)


def class_of(resource: Resource) -> Any:  # noqa: ANN401 - a class of pulumi_aws, made by code
    """The class of pulumi_aws behind a type token: `aws:kms/key:Key`."""
    _, module, name = resource.type.split(":")
    module = module.split("/")[0].replace("lambda", "lambda_")
    return getattr(getattr(pulumi_aws, module), name)


def takes(resource: Resource, property_: str) -> bool:
    """Say whether a resource has a property, as the provider's package declares it."""
    return property_ in dir(class_of(resource))


def children(estate: Estate) -> list[Resource]:
    """What the component declares in AWS."""
    return [r for r in estate.resources if r.custom]


def test_every_component_is_looked_at_here() -> None:
    """A new one fails until it is declared below."""
    assert set(COMPONENTS) == set(ARGS)
    assert set(COMPONENTS) <= set(bamp_pulumi.components.__all__)


@ALL
def test_the_token_is_the_name_of_the_class(name: str) -> None:
    """Frozen once released."""
    (top,) = [r for r in declared(name).resources if not r.parent]

    assert (top.type, top.name) == (f"bamp:index:{name}", "it")


@ALL
def test_every_child_has_the_component_above_it(name: str) -> None:
    """So that a preview shows it there, and provider and options are handed down."""
    estate = declared(name)
    top = next(r for r in estate.resources if r.type == f"bamp:index:{name}")

    for child in estate.resources:
        above = child
        while above.parent:
            above = estate.at(above.parent)
        assert above is top


@ALL
def test_every_child_is_named_after_the_component(name: str) -> None:
    """Two of a kind in one program must not collide."""
    for child in declared(name).resources:
        assert child.name == "it" or child.name.startswith("it-")


@ALL
def test_the_region_reaches_every_child_that_has_one(name: str) -> None:
    """A child left in the provider's Region would miss its vault or key."""
    here, there = "us-west-2", "us-east-1"
    more: Args = {"region": here}
    if name in {"BackupHealthCheck", "Baseline"}:
        more = {"policy": default_policy(primary_region=here, recovery_region=there)}
    if name == "BackupRole":
        more = {}  # IAM has no Region

    for child in children(declared(name, **more)):
        if takes(child, "region"):
            assert child.inputs.get("region") in ({here, there} if name == "Baseline" else {here})


@ALL
def test_everything_that_takes_tags_says_who_answers_for_it(name: str) -> None:
    """And of a tier only the bucket of log files, which holds data: a selection would match it."""
    tagged = [c for c in children(declared(name, owner="dba")) if takes(c, "tags")]
    of_tier = {"aws:s3/bucket:Bucket": {"backup-tier": "standard"}}

    assert tagged
    for child in tagged:
        assert child.inputs["tags"] == {"backup-owner": "dba", **of_tier.get(child.type, {})}


@ALL
def test_what_is_registered_is_what_the_schema_promises(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other languages read outputs by these names."""
    registered: dict[str, set[str]] = {}

    def note(self: pulumi.ComponentResource, outputs: dict[str, object]) -> None:
        registered[type(self).__name__] = set(outputs)

    monkeypatch.setattr(pulumi.ComponentResource, "register_outputs", note)
    declared(name)
    schema = ComponentProvider([COMPONENTS[name]], "bamp")._component_defs[name]  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - the schema before it is text

    assert registered[name] == set(schema.outputs)


@ALL
def test_the_caller_is_asked_for_name_args_and_options(name: str) -> None:
    """One shape for all."""
    # Any: an inspected class.
    component: Any = COMPONENTS[name]

    assert list(inspect.signature(component.__init__).parameters) == [
        "self",
        "name",
        "args",
        "opts",
    ]


@ALL
def test_two_of_them_stand_side_by_side(name: str) -> None:
    """Logical names differ with the component's; and names in AWS do, but for the baseline's."""
    # Any: as above.
    component: Any = COMPONENTS[name]

    def program() -> None:
        component("one", {**ARGS[name]})
        component("two", {**ARGS[name]})

    made = children(declare(program))
    of_plan = "restoreTestingPlanName"  # within which a selection has its name
    named = [(r.type, r.region, r.text(of_plan), r.text("name")) for r in made if r.text("name")]

    assert len({r.urn for r in made}) == len(made)
    assert name == "Baseline" or len(set(named)) == len(named)
