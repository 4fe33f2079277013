"""The graph of what is declared or deployed, whatever it was read from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bamp_pulumi.errors import Refusal
from bamp_pulumi.estate.operation import Operation
from bamp_pulumi.estate.origins import may_share_place
from bamp_pulumi.estate.reference import Reference, Resolved
from bamp_pulumi.estate.references import References
from bamp_pulumi.estate.resource import Resource, declared_in_python
from bamp_pulumi.policy import OWNER_TAG

__all__ = ["Estate", "Note", "Program"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that reading a program brought up and that a reader of the result must know."""

    code: str
    message: str
    program: str
    urn: str = ""
    refusal: Refusal | None = None
    """What the library refused in a resource of the program, of a note that says so."""

    @property
    def was_logged(self) -> bool:
        """Return True if the program itself warned of it: a person wrote it for people."""
        return self.code in ("program-warning", "program-error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program (or exported stack) of an estate."""

    name: str
    """Project and stack, `orders/prod`; with more behind it where several programs have both."""
    account_id: str
    region: str
    """Region of its default provider."""
    account_assumed: bool = False
    """Nothing of the program's own names its account."""
    account_from: str = ""
    """The program, manifest or export whose account was assumed to be its own; may be empty."""
    region_assumed: bool = False
    """Nobody named its Region."""
    deployed_known: bool = True
    """What its stack has deployed is known. Where not, it is read as of a first deployment."""
    folder: str = ""
    """Folder that the files of its resources are relative to, on this machine; empty for what was
    read from a document."""
    calls_ours: frozenset[str] | None = None
    """Its files in which `bamp` is this library. Default: nothing says so."""
    outputs: Mapping[str, object] = field(default_factory=dict[str, object])
    """Stack outputs, where they are known."""
    owner: str = ""
    """Owner that the configuration of its stack names, `bamp:owner`; empty for none."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Estate:
    """Resources of one or several programs."""

    programs: tuple[Program, ...]
    resources: tuple[Resource, ...]
    operations: tuple[Operation, ...] = ()
    """What deployments do to resources, of the programs whose preview says so. Default: none."""

    @property
    def deployed(self) -> "Estate | None":
        """The estate before its deployments; None where nothing says what there was.

        Programs whose preview shows no operations are the same before and after.
        """
        if not any(one.before is not None for one in self.operations):
            return None
        previewed = {one.program for one in self.operations}
        was: dict[tuple[str, str], Resource] = {}
        for one in self.operations:
            if one.before is not None:
                _ = was.setdefault((one.program, one.before.urn), one.before)
        same = (resource for resource in self.resources if resource.program not in previewed)
        return Estate(self.programs, (*same, *was.values()))

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str], Resource]:
        """Resources by program and URN: two programs of one name in two accounts share URNs."""
        return {(resource.program, resource.urn): resource for resource in self.resources}

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Resource, ...]]:
        grouped: dict[str, list[Resource]] = {}
        for resource in self.resources:
            grouped.setdefault(resource.type, []).append(resource)
        return {token: tuple(found) for token, found in grouped.items()}

    @cached_property
    def inherited_owners(self) -> Mapping[str, str]:
        """Owner of each program: that of a tag that `inherit()` adds, else the stack's own."""
        return {one.name: one.owner for one in self.programs if one.owner} | {
            one.program: owner
            for one in self.resources
            if one.inherited is not None
            and (owner := one.inherited.tags.get(OWNER_TAG)) is not None
        }

    def of_type(self, *tokens: str) -> tuple[Resource, ...]:
        """Resources of any of these type tokens, program by program.

        Those of a program come in the order of their URNs, those of a manifest as it lists them.
        """
        if len(tokens) == 1:
            return self._by_type.get(tokens[0], ())
        return tuple(r for token in tokens for r in self._by_type.get(token, ()))

    def one(self, token: str) -> Resource:
        """Return the only resource of a type.

        Raises:
            LookupError: None, or more than one; the message names what there is.
        """
        found = self.of_type(token)
        if len(found) != 1:
            raise LookupError(
                f"{len(found)} resources of type {token}: {[r.name for r in found]}"
                if found
                else f"no resource of type {token}; there are: {sorted(self._by_type)}"
            )
        return found[0]

    def named(self, name: str) -> Resource:
        """Return the only resource of a logical name.

        Raises:
            LookupError: None, or more than one.
        """
        found = [r for r in self.resources if r.name == name]
        if len(found) != 1:
            names = sorted({r.name for r in self.resources})
            raise LookupError(f"{len(found)} resources are named {name!r}; there are: {names}")
        return found[0]

    def at(self, urn: str) -> Resource:
        """Return the only resource of a URN.

        Raises:
            LookupError: None, or one in each of several programs.
        """
        found = [resource for resource in self.resources if resource.urn == urn]
        if len(found) != 1:
            programs = sorted(resource.program for resource in found)
            raise LookupError(f"{len(found)} resources have the URN {urn}, in {programs}")
        return found[0]

    def within(self, program: str, urn: str) -> Resource | None:
        """Return the resource of a URN in one program; None where there is none."""
        return self._by_place.get((program, urn))

    def follow(self, resource: Resource, name: str, *tokens: str) -> tuple[Resource, ...]:
        """Resources of the given types that an input takes a value from.

        All are of the same program: between programs Pulumi carries values, not references.
        """
        found = (self.within(resource.program, urn) for urn in resource.references(name))
        return tuple(r for r in found if r is not None and (not tokens or r.type in tokens))

    @cached_property
    def _references(self) -> References:
        return References(self.resources)

    def resolve(
        self, resource: Resource, path: str, *tokens: str, written: object = None
    ) -> Resolved:
        """Return the declared resources that an input names, by text or by computation.

        Args:
            resource: Whose input it is.
            path: Wire name of the input, dots between levels.
            tokens: Types that it may name. Default: any.
            written: The value to read. Default: that of the input.
        """
        value = resource.value(path) if written is None else written
        return self._references.resolve(resource, path, tokens, value)

    def pointing_at(self, target: Resource, *tokens: str) -> tuple[Reference, ...]:
        """List the resources of given types that name another one. Default: of any type."""
        found = self._references.pointing_at(target)
        return tuple(r for r in found if not tokens or r.source.type in tokens)

    def naming(self, target: Resource, path: str, *tokens: str) -> tuple[Reference, ...]:
        """List the resources of given types one of whose inputs names another resource.

        Args:
            target: What is named.
            path: Wire name of the input, dots between levels.
            tokens: Types of the resources that name it.

        Returns:
            The references, those too of which it is not certain that they mean the target.
        """
        return tuple(
            reference
            for token in tokens
            if (sources := self._by_type.get(token))
            for reference in self._references.naming(target, path, token, sources)
        )

    def perhaps_naming(self, target: Resource, path: str, *tokens: str) -> tuple[Reference, ...]:
        """List the resources of given types that may name another one, for all that is known.

        Their input is unknown, and nothing says what it names. To be asked where `naming` finds
        too little: of what adds something to a resource of another program there are many.

        Args:
            target: What may be named.
            path: Wire name of the input, dots between levels.
            tokens: Types of the resources that may name it.
        """
        known = {reference.source for reference in self.naming(target, path, *tokens)}
        return tuple(
            Reference(source=source, input=path, is_certain=False)
            for token in tokens
            for source in self._references.open_sources(
                target.type, path, token, self.of_type(token)
            )
            if source not in known and may_share_place(source, target)
        )

    def same_as(self, resource: Resource) -> tuple[Resource, ...]:
        """List the resources that stand for the same thing in AWS, this one first."""
        return self._references.same_as(resource)

    def children(self, parent: Resource) -> Iterator[Resource]:
        """Resources whose parent is this one."""
        return (r for r in self.resources if (r.program, r.parent) == (parent.program, parent.urn))

    def program_of(self, resource: Resource) -> Program | None:
        """The program that declares a resource."""
        return next((p for p in self.programs if p.name == resource.program), None)

    def is_python(self, resource: Resource) -> bool:
        """Return True if a resource is certainly declared in Python.

        By the file that declares it; what is declared by a library has none, and then by its
        program: of other languages none is run here.
        """
        if resource.source:
            return declared_in_python(resource.source)
        program = self.program_of(resource)
        return program is not None and bool(program.folder)

    def lacks_import(self, resource: Resource) -> bool:
        """Return True if the file of a resource is known not to import this library as `bamp`."""
        program = self.program_of(resource)
        calls = program.calls_ours if program is not None else None
        file = resource.source.rpartition(":")[0]
        return calls is not None and (file not in calls if file else not calls)

    @classmethod
    def joined(cls, estates: Iterable["Estate"]) -> "Estate":
        """Combine several estates.

        Programs of one project and stack name are told apart in their names, by account where that
        tells them apart.
        """
        listed = _told_apart(list(estates))
        return cls(
            programs=tuple(p for e in listed for p in e.programs),
            resources=tuple(r for e in listed for r in e.resources),
            operations=tuple(o for e in listed for o in e.operations),
        )


def _renamed(estate: Estate, names: Mapping[str, str]) -> Estate:
    """Give programs other names."""
    if all(names[program.name] == program.name for program in estate.programs):
        return estate
    return Estate(
        programs=tuple(
            replace(
                program,
                name=names[program.name],
                notes=tuple(replace(n, program=names[n.program]) for n in program.notes),
            )
            for program in estate.programs
        ),
        resources=tuple(replace(r, program=names[r.program]) for r in estate.resources),
        operations=tuple(
            replace(
                one,
                program=names[one.program],
                before=one.before and replace(one.before, program=names[one.program]),
            )
            for one in estate.operations
        ),
    )


def _told_apart(estates: Sequence[Estate]) -> list[Estate]:
    """Give each program a name of its own."""
    namesakes: dict[str, list[Program]] = {}
    for estate in estates:
        for program in estate.programs:
            namesakes.setdefault(program.name, []).append(program)
    told: dict[str, Iterator[str]] = {}
    for name, programs in namesakes.items():
        accounts = [program.account_id for program in programs]
        if len(programs) == 1:
            told[name] = iter([name])
        elif all(accounts) and len({*accounts}) == len(accounts):
            told[name] = iter([f"{name} in {account}" for account in accounts])
        else:
            told[name] = iter([name, *(f"{name} #{n}" for n in range(2, len(programs) + 1))])
    return [
        _renamed(estate, {program.name: next(told[program.name]) for program in estate.programs})
        for estate in estates
    ]
