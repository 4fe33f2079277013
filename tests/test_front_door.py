"""What `import bamp_pulumi` offers, and what it does not load.

Names and rooms are checked here; how long the import takes is measured in tests/perf.
"""

import json
import subprocess
import sys

import bamp_pulumi
from bamp_pulumi import account, components, inheritance, policy

SLOW = ("pulumi", "pulumi_aws", "boto3", "botocore", "pydantic", "click", "rich", "yaml")
ROOMS = (account, components, inheritance, policy)


def modules_after(statement: str) -> set[str]:
    """Return the top-level modules that a fresh process has loaded after a statement."""
    return {name.partition(".")[0] for name in every_module_after(statement)}


def every_module_after(statement: str) -> list[str]:
    """Return all modules that a fresh process has loaded after a statement."""
    program = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own text
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded: list[str] = json.loads(done.stdout)
    return loaded


def test_importing_the_package_loads_nothing_slow() -> None:
    """A program that only tags one bucket must not wait for terminals and AWS clients."""
    assert modules_after("import bamp_pulumi").isdisjoint(SLOW)


def test_inherit_loads_neither_pulumi_aws_nor_an_aws_client() -> None:
    """The provider's types are loaded when a companion is made, and boto3 never."""
    loaded = modules_after("import bamp_pulumi; bamp_pulumi.inherit; bamp_pulumi.exempt")

    assert "pulumi" in loaded
    assert loaded.isdisjoint({"pulumi_aws", "boto3", "botocore", "click", "rich"})


def test_a_component_does_not_load_the_host_of_the_plugin() -> None:
    """Only the plugin serves other languages; an account's program pays 20 ms less."""
    statement = "import bamp_pulumi; bamp_pulumi.Baseline"

    assert not [name for name in every_module_after(statement) if "pulumi.provider" in name]
    assert "pulumi.provider.server" in every_module_after(
        "from bamp_pulumi.components import host_plugin"
    )


def test_every_public_name_is_there_and_comes_from_its_room() -> None:
    """A name that the door promises and no room has would fail at its first use."""
    for name in bamp_pulumi.__all__:
        found = getattr(bamp_pulumi, name)
        homes = [room for room in ROOMS if name in room.__all__]
        assert name == "__version__" or [getattr(room, name) for room in homes] == [found]


def test_the_public_names_are_sorted_and_say_themselves_to_dir() -> None:
    """Completion in an editor shows them before any is loaded."""
    names = bamp_pulumi.__all__

    assert len(names) == len(set(names))
    assert set(names) <= set(dir(bamp_pulumi))
    assert names == sorted(names)


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    """As for any module, so that `hasattr` and `from ... import` behave."""
    assert not hasattr(bamp_pulumi, "inherits")
