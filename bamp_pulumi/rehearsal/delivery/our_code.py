"""Does a function run code of this library, and can it?

What a function does is known of this library's own: a rehearsal runs the same code that runs in
AWS. Of any other nothing is assumed.

Source: Lambda developer guide, lambda-intro-execution-role, configuration-timeout,
configuration-concurrency (read 2026-11-28).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN, is_empty, is_same_scalar, whole_number
from bamp_pulumi.declared import mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.path import Routing

__all__ = ["OurCode", "file_of", "packed_in", "runs_ours", "settings_of"]

_PYTHON: Final = "python3."
_OLDEST: Final = 11
_DEFAULT_SECONDS: Final = 3
"""Without a timeout Lambda gives it 3 seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OurCode:
    """Code of this library that runs in AWS."""

    package: str
    settings: tuple[str, ...]
    """Variables that the function does not start without."""
    numbers: tuple[str, ...] = ()
    """Those that are read as whole numbers."""
    seconds: int
    """As long as it takes at most."""
    component: str
    """Type of the component that declares it: a real preview says only the hash of an archive."""
    in_network: bool = False
    """Whether who follows it reads what its network leads to. Default: it has none."""

    @property
    def handler(self) -> str:
        """What Lambda calls."""
        return f"{self.package}.handler.handle"

    def is_named_by(self, function: Resource) -> bool:
        """Return True if a function has its handler."""
        return function.value("handler") == self.handler

    def path(self, name: str) -> str:
        """Return the path of one of its files in the archive."""
        return f"{self.package.replace('.', '/')}/{name}"


def runs_ours(routing: Routing, function: Resource, code: OurCode) -> Answer:
    """Answer whether a function runs this code of this library, and can."""
    stands = routing.stands(function)
    if stands.is_refused:
        return stands
    if not code.is_named_by(function):
        return in_doubt(f"what function {function.name} does is not known")
    return worst([stands, *_runs(function, code)])


def settings_of(function: Resource) -> Mapping[str, object]:
    """Return the variables of a function; of an unknown environment none."""
    return mapping(function.value("environment.variables"))


def packed_in(function: Resource) -> Mapping[str, object]:
    """Return the files of a function's archive by their paths; none where it does not show them."""
    return mapping(mapping(function.value("code")).get("assets"))


def file_of(function: Resource, path: str) -> object:
    """Return the text of a file in the archive of a function; None where it does not show it."""
    return mapping(packed_in(function).get(path)).get("text")


def _runs(function: Resource, code: OurCode) -> Iterator[Answer]:
    name = function.name
    if is_same_scalar(function.value("reservedConcurrentExecutions"), 0):
        yield refused("its reserved concurrency is 0: it never runs")
    settings = settings_of(function)
    missing = [one for one in code.settings if one not in settings]
    if function.value("environment.variables") is UNKNOWN:
        yield in_doubt(f"the environment of {name} is known after deployment")
    elif missing:
        yield refused(f"it does not start without {missing[0]} in its environment")
    for one in code.numbers:
        value = settings.get(one)
        if isinstance(value, str) and not value.isdecimal():
            yield refused(f"it does not start: {one} is no number")
    timeout = whole_number(function.value("timeout"))
    if timeout is None or timeout < code.seconds:
        given = timeout or _DEFAULT_SECONDS
        yield in_doubt(f"whether {name} is done within its timeout of {given} seconds")
    runtime = function.text("runtime")
    minor = runtime.removeprefix(_PYTHON)
    if not (runtime.startswith(_PYTHON) and minor.isdecimal() and int(minor) >= _OLDEST):
        yield in_doubt(f"whether {name} runs with {runtime or 'an unknown runtime'}")
    if function.value("packageType") not in (None, "Zip"):
        yield in_doubt(f"what the image of {name} does is not known")
    if not code.in_network and not is_empty(function.value("vpcConfig")):
        yield in_doubt(f"what vpcConfig of {name} changes is not read")
    yield _is_ours(function, code)


def _is_ours(function: Resource, code: OurCode) -> Answer:
    """Answer whether the archive of a function holds this library's code, as far as it shows it."""
    doubt = in_doubt(f"what the code of {function.name} does is not known")
    given = function.value("code")
    if given is UNKNOWN or given is None or isinstance(given, str):
        return doubt
    if not packed_in(function):
        # A real preview says only the hash of an archive.
        return ALLOWED if f"{code.component}$" in function.urn else doubt
    # All of it: the handler alone says nothing of what it calls.
    ours = _our_sources(code)
    texts = {name: file_of(function, name) for name in ours}
    return ALLOWED if texts == ours else doubt


@cache
def _our_sources(code: OurCode) -> Mapping[str, str]:
    """Return the code of a function as it is packed, by its paths."""
    ours = (file for file in files(code.package).iterdir() if file.name.endswith(".py"))
    return {code.path(file.name): file.read_text(encoding="utf-8") for file in ours}
