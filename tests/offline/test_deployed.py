"""What an offline run makes of the states of a stack: kept, ignored, replaced, deleted.

Cannot prove what a provider answers: which inputs replace a resource is the catalog's word.
"""

from typing import Any, Final, cast

import pytest
from deployed_stacks import DATABASE, Deployed, database_inputs, states_of

from bamp_pulumi.offline.deployed import DeployedResource, DeployedResources

HEAD: Final = f"urn:pulumi:prod::orders::{DATABASE}::"
FILE: Final = {"4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", "hash": "a"}
# Any, in this file: states, as JSON.


def state(**options: Any) -> dict[str, Any]:  # noqa: ANN401 - keys of a state
    """Return the state of a database."""
    one = Deployed(type=DATABASE, inputs=database_inputs(), options=options)
    return states_of({"orders": one})[-1]


@pytest.mark.parametrize(
    ("path", "was", "given", "kept"),
    [
        ("tags", {"a": "1"}, {"b": "2"}, {"a": "1"}),
        ('tags["a"]', {"a": "1"}, {"a": "2", "b": "2"}, {"a": "1", "b": "2"}),
        ("tags.a", {}, {"a": "2", "b": "2"}, {"b": "2"}),
        ("tags.a", {"a": "1"}, None, {"a": "1"}),
        ("tags[0].x", [{"x": 1}, {"x": 2}], [{"x": 3}, {"x": 4}], [{"x": 1}, {"x": 4}]),
        ("*", {"a": "1"}, {"b": "2"}, {"a": "1"}),
    ],
)
def test_what_is_ignored_is_as_the_state_has_it(
    path: str,
    was: object,
    given: Any,  # noqa: ANN401 - as above
    kept: object,
) -> None:
    """By every form of a path; what the state lacks is taken out."""
    there = DeployedResource(state(inputs={"tags": was}))
    inputs = {} if given is None else {"tags": given}

    assert there.kept_inputs(inputs, [path])["tags"] == kept


def test_a_file_is_never_taken_from_the_state() -> None:
    """The state has its hash, and not its contents: a program could not read it."""
    there = DeployedResource(state(inputs={"code": FILE}, outputs={"code": FILE}))

    assert there.kept_inputs({"code": "new"}, ["code"]) == {}
    assert "code" not in there.known_outputs(cast("Any", {"code": FILE}), {})


def test_what_the_provider_filled_in_stays_but_for_the_region() -> None:
    """A name that it made up stays; the Region follows the provider's."""
    inputs = {"bucket": "a-1", "region": "us-east-1", "__defaults": ["bucket", "region"]}

    assert DeployedResource(state(inputs=inputs)).kept_inputs({}, []) == {"bucket": "a-1"}


def test_what_is_deleted_already_is_not_there() -> None:
    """A replacement was interrupted between the deletion and the creation: it is created."""
    deployed = DeployedResources([state(pendingReplacement=True)])

    assert deployed.take(f"{HEAD}orders", []) is None
    assert list(deployed.left()) == []


def test_what_an_update_left_over_is_deleted_and_not_kept() -> None:
    """It shares its URN with what has replaced it, in either order."""
    left, live = state(delete=True, id="old"), state(id="new")

    for states in ([left, live], [live, left]):
        deployed = DeployedResources(states)
        found = deployed.take(f"{HEAD}orders", [])
        assert found is not None
        assert found.id == "new"
        assert [one["id"] for one in deployed.left()] == ["old"]


def test_what_is_only_read_is_neither_kept_nor_deleted() -> None:
    """A resource that was looked up was never managed by the stack."""
    deployed = DeployedResources([state(external=True)])

    assert deployed.take(f"{HEAD}orders", []) is None
    assert list(deployed.left()) == []


def test_children_of_a_packaged_component_are_not_deleted() -> None:
    """They are declared in another process, which nobody ran."""
    component = "urn:pulumi:prod::orders::my:index:C::c"
    deployed = DeployedResources([{"urn": component}, state(parent=component)])

    _ = deployed.take(component, [], is_remote=True)

    assert list(deployed.left()) == []
