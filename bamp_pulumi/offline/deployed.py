"""What a stack has deployed before the run, as its state says, and what the run makes of it.

An engine compares what a program declares with the state of its stack. So does this: a resource
that is there already keeps what the program leaves to it or ignores, its id and its outputs are
known, and what the program no longer declares is deleted.

What is not known here is the provider's answer: an input that changes, and that the catalog says
replaces the resource, replaces it; all other changes are made in place.

Source: Pulumi docs, iac/concepts/resources/options/ignorechanges; Pulumi,
pkg/resource/deploy/step_generator.go (processIgnoreChanges: what the state lacks is taken out),
read 2026-11-29.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from bamp_pulumi.catalog import REPLACING_INPUTS
from bamp_pulumi.offline.wire import UNKNOWN_STRING, Plain, holds_mark, is_hidden_or_sealed

__all__ = ["DeployedResource", "DeployedResources"]

_DEFAULTS: Final = "__defaults"
"""Names of the inputs that the provider has filled in, in the inputs of a state."""
_REGION: Final = "region"
"""Filled in from the provider each time: it follows the provider's, and not the state."""
_SEGMENT: Final = re.compile(r'\[(?:"((?:[^"\\]|\\.)*)"|(\d+|\*))\]|([^.\[\]]+)')
"""A part of a property path. Source: Pulumi docs, concepts, options, ignoreChanges."""
_NOT_MANAGED: Final = ("pulumi:pulumi:Stack", "pulumi:pulumi:StackReference")

# Any, in this file: states of an export, as JSON.


@dataclass(frozen=True, slots=True)
class DeployedResource:
    """A resource as the state has it."""

    state: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Physical id; empty for a component."""
        return str(self.state.get("id") or "")

    @property
    def inputs(self) -> dict[str, Plain]:
        """Inputs as the last deployment gave them, those that the provider filled in among them."""
        return {n: v for n, v in _opened(self.state.get("inputs")).items() if n != _DEFAULTS}

    @property
    def outputs(self) -> dict[str, Plain]:
        """What the last deployment or refresh read from AWS."""
        return _opened(self.state.get("outputs"))

    @property
    def is_tainted(self) -> bool:
        """Whether somebody asked for it to be replaced by the next deployment (`state taint`)."""
        return bool(self.state.get("taint"))

    @property
    def region(self) -> str:
        """Region that it is in, as the provider read it; empty where it says none."""
        found = self.outputs.get(_REGION)
        return found if isinstance(found, str) and UNKNOWN_STRING not in found else ""

    def kept_inputs(self, given: Mapping[str, Plain], ignored: Iterable[str]) -> dict[str, Plain]:
        """Return the inputs that stay as they are, whatever the program gives.

        Args:
            given: What the program gives.
            ignored: Paths of the option `ignore_changes`.

        Returns:
            Whole inputs by wire name; an input that only the program gives is None.
        """
        was = self.inputs
        kept: dict[str, Plain] = {}
        for path in ignored:
            parts = _parts(path)
            if not parts:
                continue
            if parts == ["*"]:
                kept = {name: was.get(name) for name in (*given, *was)}
                break
            name = parts[0]
            now = kept.get(name, given.get(name))
            kept[name] = _with_part(now, was.get(name), parts[1:])
        raw: Mapping[str, Any] = self.state.get("inputs") or {}
        for name in cast("Sequence[str]", raw.get(_DEFAULTS) or ()):
            if name in was and name not in given and name not in kept and name != _REGION:
                kept[name] = was[name]
        # Of a file the state has the hash, and not the contents.
        return {name: value for name, value in kept.items() if not holds_mark(value)}

    def known_outputs(
        self, given: Mapping[str, Plain], default_tags: Mapping[str, str]
    ) -> dict[str, Plain]:
        """Return the id and the outputs that stay: those of no input that changes.

        Args:
            given: The inputs as they will be.
            default_tags: What the provider adds to the tags.
        """
        changed = {*self._changed(given, default_tags), _DEFAULTS}
        changed |= {"tagsAll"} if "tags" in changed else set()
        outputs = self.outputs.items()
        known = {
            name: value
            for name, value in outputs
            if name not in changed and value != UNKNOWN_STRING and not holds_mark(value)
        }
        return {**known, "id": self.id}

    def replaced_by(self, given: Mapping[str, Plain]) -> list[str]:
        """List the inputs whose change surely makes the provider replace the resource."""
        was = self.inputs
        names = REPLACING_INPUTS.get(str(self.state.get("type")), frozenset())
        return sorted(
            name
            for name in names
            if name in was
            and name in given
            and not _has_unknown(was[name])
            and not _has_unknown(given[name])
            and was[name] != given[name]
        )

    def replaced_on(
        self, paths: Iterable[str], given: Mapping[str, Plain], default_tags: Mapping[str, str]
    ) -> set[str]:
        """Return the inputs whose change replaces it because the program says so.

        Args:
            paths: Those of the option `replace_on_changes`.
            given: The inputs as they will be.
            default_tags: What the provider adds to the tags.
        """
        roots = {parts[0] for path in paths if (parts := _parts(path))}
        was = self.inputs
        return {
            name
            for name in self._changed(given, default_tags)
            if (name in roots or "*" in roots)
            and not _has_unknown(was.get(name))
            and not _has_unknown(given.get(name))
        }

    def _changed(self, given: Mapping[str, Plain], default_tags: Mapping[str, str]) -> set[str]:
        was, now = self.inputs, dict(given)
        tags = now.get("tags")
        if default_tags and (tags is None or isinstance(tags, dict)):
            # The provider keeps its default tags among the inputs.
            now["tags"] = {**default_tags, **(tags or {})}
        return {n for n in {*was, *now} if n != _REGION and was.get(n) != now.get(n)}


@dataclass(slots=True)
class DeployedResources:
    """What a stack has deployed; empty where nothing is known of that."""

    states: Sequence[Mapping[str, Any]] = ()
    """Resources of `pulumi stack export`."""
    _by_urn: dict[str, Mapping[str, Any]] = field(init=False)
    _taken: set[str] = field(default_factory=set[str])
    _remote: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        """List them by URN: what an earlier update left to be deleted shares its URN."""
        # What was deleted to be replaced, and whose replacement was never made, is not there.
        self.states = [one for one in self.states if not one.get("pendingReplacement")]
        self._by_urn = {str(s["urn"]): s for s in self.states if not s.get("delete")}

    def take(
        self, urn: str, aliases: Iterable[str], *, is_remote: bool = False
    ) -> DeployedResource | None:
        """Find what the program declares now, by its URN or one that it had before."""
        if is_remote:
            self._remote.add(urn)
        for one in (urn, *aliases):
            state = self._by_urn.get(one)
            if state is not None and one not in self._taken and not state.get("external"):
                self._taken.add(one)
                return DeployedResource(state)
        return None

    def left(self) -> Iterator[dict[str, Any]]:
        """List what the program no longer declares, as an engine deletes it: dependants first.

        The children of a packaged component are declared elsewhere, and are left out; so are views,
        which the provider of another resource makes of it.
        """
        for state in reversed(self.states):
            urn = str(state["urn"])
            is_there = urn in self._taken and not state.get("delete")
            if is_there or state.get("external") or state.get("type") in _NOT_MANAGED:
                continue
            if not self._is_in_remote(state) and state.get("viewOf") not in self._taken:
                yield {**state}

    def _is_in_remote(self, state: Mapping[str, Any]) -> bool:
        seen: set[str] = set()
        parent = str(state.get("parent") or "")
        while parent and parent not in seen:
            if parent in self._remote:
                return True
            seen.add(parent)
            parent = str(self._by_urn.get(parent, {}).get("parent") or "")
        return False


def _opened(values: object) -> dict[str, Plain]:
    """Read properties of a state: what is or holds a secret is unknown to the program."""
    fields = cast("Mapping[str, Plain]", values or {})
    return {name: _without_secrets(value) for name, value in fields.items()}


def _without_secrets(value: Plain) -> Plain:
    if isinstance(value, dict):
        if is_hidden_or_sealed(value):
            return UNKNOWN_STRING
        return {name: _without_secrets(each) for name, each in value.items() if name != _DEFAULTS}
    if isinstance(value, list):
        return [_without_secrets(each) for each in value]
    return value


def _has_unknown(value: Plain) -> bool:
    if isinstance(value, dict):
        return any(map(_has_unknown, value.values()))
    if isinstance(value, list):
        return any(map(_has_unknown, value))
    return isinstance(value, str) and UNKNOWN_STRING in value


def _parts(path: str) -> list[str]:
    return [quoted or index or name for quoted, index, name in _SEGMENT.findall(path)]


def _with_part(now: Plain, was: Plain, path: Sequence[str]) -> Plain:
    """Put what was at a path into what is; what the path does not tell apart is unknown."""
    if not path or now == was:
        return was
    head, rest = path[0], path[1:]
    if isinstance(now, list) and isinstance(was, list):
        return _with_member(now, was, head, rest)
    if head == "*" or not isinstance(now, dict | None) or not isinstance(was, dict | None):
        return UNKNOWN_STRING
    fields, before = {**(now or {})}, was or {}
    inner = _with_part(fields.get(head), before.get(head), rest)
    if inner is None:
        fields.pop(head, None)
    else:
        fields[head] = inner
    return fields or (None if now is None else {})


def _with_member(
    now: Sequence[Plain], was: Sequence[Plain], head: str, rest: Sequence[str]
) -> Plain:
    if not head.isdecimal() or int(head) >= min(len(now), len(was)):
        return UNKNOWN_STRING
    members = [*now]
    members[int(head)] = _with_part(now[int(head)], was[int(head)], rest)
    return members
