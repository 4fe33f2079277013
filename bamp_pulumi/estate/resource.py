"""One resource, declared or deployed, in plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bamp_pulumi.catalog import UNKNOWN, is_address_output, value_at
from bamp_pulumi.estate.inheritance import Inheritance
from bamp_pulumi.estate.taken_text import TakenText, filled
from bamp_pulumi.truth import Truth

__all__ = ["Resource", "declared_in_python"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Resource:
    """A resource of one program. Property names are the wire's (camelCase).

    Two resources are equal only when they are one object. A URN is unique in one program only.
    """

    urn: str
    """Pulumi's own name of it."""
    type: str
    """Pulumi type token."""
    name: str
    """Logical name in the program."""
    program: str
    """Name of the program that declares it, such as `orders/prod`; see `Program.name`."""
    inputs: Mapping[str, object]
    """What the program asks for, secrets in plaintext, `UNKNOWN` before deployment."""
    outputs: Mapping[str, object]
    """What can be said of the outputs: everything in a deployed stack, little in a preview."""
    custom: bool = True
    """False for components, which exist only in Pulumi."""
    external: bool = False
    """Read by the program, not managed by it."""
    remote: bool = False
    """A packaged component whose children this estate does not hold."""
    id: str = ""
    """Physical id; empty while unknown."""
    parent: str = ""
    """URN of the parent; empty for the stack's own children."""
    region: str = ""
    """AWS Region it lives in; empty when nobody said."""
    account_id: str = ""
    """AWS account, 12 digits; empty when nobody said."""
    dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """URNs that each input takes a value from."""
    partly_known: Mapping[str, object] = field(default_factory=dict[str, object])
    """Policies among the unknown inputs of which something is known offline: the parsed documents
    by wire name, `UNKNOWN` in the place of the rest, or what is known of whose it is."""
    outputs_taken: Mapping[str, Sequence[tuple[str, str]]] = field(
        default_factory=dict[str, Sequence[tuple[str, str]]]
    )
    """URN and wire name of each output that an input is made from; only of types whose inputs are
    code, commands or templates, and only of those inputs of which an offline run can tell. An
    empty name stands for an output that is not known."""
    key_aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    """Unknown inputs that hold a key which a service of AWS has for itself, by wire path: the
    alias that it was looked up by, such as `alias/aws/rds`."""
    secret_inputs: frozenset[str] = frozenset()
    """Wire names of the inputs that hold a secret: never print their values."""
    secret_texts: frozenset[str] = frozenset()
    """Texts of 3 characters or more inside those secrets, those of tags left out: tags are hidden
    where they are shown, for their values are words that others use as well."""
    default_tags: Mapping[str, str] = field(default_factory=dict[str, str])
    """Tags that its provider adds to every resource."""
    protect: bool = False
    retain_on_delete: bool = False
    ignore_changes: tuple[str, ...] = ()
    may_differ: tuple[str, ...] = ()
    """Paths of inputs of which a resource that is deployed already may have others: changes of
    them are ignored, and the program alone does not tell what there is. A real preview tells what
    `ignore_changes` leaves, and not what the provider ignores (`ignoreTags`)."""
    delete_before_replace: bool = False
    aliases: tuple[str, ...] = ()
    """URNs that it had before, as its program says: a resource of one of them is this one."""
    inherited: Inheritance | None = None
    """What `inherit()` has made of it; None for nothing, and where a document does not say it."""
    source: str = ""
    """File and line that declare it, relative to its program: `__main__.py:21`; may be empty."""

    def value(self, path: str) -> object:
        """Read an input by wire path, dots between levels; falls back to the outputs.

        Returns:
            The value, `UNKNOWN` when it or a part of the way to it is unknown, None when absent.
        """
        asked = value_at(self.inputs, path)
        if asked is not None and asked is not UNKNOWN:
            return asked
        stated = value_at(self.outputs, path)
        return asked if stated is None else stated

    def document(
        self, name: str, taken: Callable[[TakenText], object] = lambda _: UNKNOWN
    ) -> object:
        """Read an input that holds a policy document.

        Args:
            name: Wire name of the input.
            taken: What stands for an unknown text of which is known whose ARN or name it holds.
                Default: it is as unknown as any other.

        Returns:
            Its text or its object; the parsed document with `UNKNOWN` in it where that much is
            known; `UNKNOWN` where nothing is, None when absent.
        """
        value = self.value(name)
        if value is not UNKNOWN:
            return value
        return filled(self.partly_known.get(name, UNKNOWN), taken)

    def text(self, path: str) -> str:
        """Read an input or output that is a known string; empty otherwise."""
        found = self.value(path)
        return found if isinstance(found, str) else ""

    def shares_account(self, other: "Resource") -> bool:
        """Return True if another resource certainly lies in the same account.

        An unknown account is the same only within one program.
        """
        if self.account_id != other.account_id:
            return False
        return bool(self.account_id) or self.program == other.program

    def shares_place(self, other: "Resource") -> bool:
        """Return True if another resource certainly lies in the same account and Region.

        Two unknown Regions may differ.
        """
        return self.shares_account(other) and bool(self.region) and self.region == other.region

    def lies_in(self, account_id: str, region: str) -> Truth:
        """Answer whether it lies in an account and Region; either may be unknown, and is empty."""
        places = ((self.account_id, account_id), (self.region, region))
        if any(here != there and here and there for here, there in places):
            return False
        return True if region and all(here == there for here, there in places) else None

    def references(self, name: str) -> tuple[str, ...]:
        """URNs that the input `name` takes a value from."""
        return self.dependencies.get(name, ())

    def takes_only_addresses(self, name: str, urn: str) -> bool:
        """Return True if an input certainly takes of a resource only where it is reached."""
        taken = [output for of, output in self.outputs_taken.get(name, ()) if of == urn]
        return bool(taken) and all(map(is_address_output, taken))


def declared_in_python(source: str) -> bool:
    """Return True if the file of `file:line` is one of Python."""
    return source.rpartition(":")[0].endswith(".py")
