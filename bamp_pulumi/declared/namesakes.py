"""Resources with the same name, where AWS requires unique names.

Only names that are certain count, in an account and a Region that are certain. Of two programs that
name no account nobody knows that it is one and the same; a program and its own preview declare each
resource once, though both are given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bamp_pulumi.catalog import UNIQUE_NAMES, UNKNOWN, UniqueName, name_scope
from bamp_pulumi.estate import Estate, Resource

__all__ = ["Namesake", "namesakes_of"]

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """Another resource with the name of one."""

    other: Resource
    path: str
    """Wire name of the input that holds the name."""
    name: str
    fact: UniqueName

    @property
    def scope(self) -> str:
        """Among what the name is unique, in words."""
        match name_scope(self.other.type):
            case "world":
                return "all of AWS"
            case "account":
                return f"account {self.other.account_id}"
            case _:
                return f"{self.other.region} of account {self.other.account_id}"


def namesakes_of(estate: Estate) -> Mapping[Resource, Namesake]:
    """Find for each resource another one with its name; the first, in declared order."""
    assumed = {program.name for program in estate.programs if program.account_assumed}
    found: dict[Resource, Namesake] = {}
    for fact in UNIQUE_NAMES:
        for key, alike in _by_name(estate, fact).items():
            for one in alike:
                others = (each for each in alike if _is_another(one, each, assumed))
                other = next(others, None)
                if other is not None:
                    path = fact.types[one.type][-1]
                    found[one] = Namesake(other=other, path=path, name=str(key[-1]), fact=fact)
    return found


def _by_name(estate: Estate, fact: UniqueName) -> Mapping[_Key, list[Resource]]:
    grouped: dict[_Key, list[Resource]] = {}
    for resource in estate.of_type(*fact.types):
        for key in _keys(fact, resource):
            grouped.setdefault(key, []).append(resource)
    return grouped


def _keys(fact: UniqueName, resource: Resource) -> Iterator[_Key]:
    """Give the name of a resource with the place in which it is unique; none while not known."""
    if resource.external or not resource.custom:
        return
    names: list[str] = []
    for path in fact.types[resource.type]:
        value = UNKNOWN if path in resource.secret_inputs else resource.inputs.get(path)
        if not isinstance(value, str) or not value:
            return
        names.append(value.lower() if fact.ignores_case else value)
    place: tuple[str, ...] = {
        "world": (),
        "account": (resource.account_id,),
        "region": (resource.account_id, resource.region),
    }[name_scope(resource.type)]
    if all(place):
        yield (*place, *names)


def _is_another(one: Resource, other: Resource, assumed: set[str]) -> bool:
    if one is other or one.urn == other.urn:
        return False
    return one.program == other.program or not {one.program, other.program} & assumed
