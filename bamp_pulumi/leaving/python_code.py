"""Python that keeps what `inherit()` wrote."""

import re
from collections.abc import Mapping, Sequence
from textwrap import indent
from typing import Final, cast

from bamp_pulumi.baseline import DEFAULT_PREFIX, Names
from bamp_pulumi.catalog import COMPANION_TYPES, UNKNOWN, class_in_python, snake_case
from bamp_pulumi.estate import Resource
from bamp_pulumi.leaving.program_source import Declaring
from bamp_pulumi.leaving.wire_tree import Tree

__all__ = ["arguments_in_python", "companion_in_python", "transform_in_python"]

_STEP: Final = "    "
_KEY: Final = "kmsKeyId"
_ALIAS: Final = Names.of((), DEFAULT_PREFIX).key_alias
"""The key of the account's baseline, which `inherit()` looks up; with a prefix of its own, the
program names another."""
_TRANSFORM: Final = '''\
import pulumi


def added(known: object, more: object) -> object:
    """Add to what the program writes; a value that is written anew counts."""
    if isinstance(known, pulumi.Output):
        return known.apply(lambda value: added(value, more))
    if isinstance(known, dict) and isinstance(more, dict):
        return {{**known, **{{name: added(known.get(name), each) for name, each in more.items()}}}}
    if isinstance(known, list) and isinstance(more, list):
        return [*known, *more]
    return more


KEPT = {kept}
IGNORED: dict[tuple[str, str], list[str]] = {ignored}


def keep(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    """Write what bamp.inherit() wrote."""
    place = args.type_, args.name
    if place not in KEPT and place not in IGNORED:
        return None
    kept = KEPT.get(place, {{}})
    more = {{name: added(args.props.get(name), each) for name, each in kept.items()}}
    ignore = pulumi.ResourceOptions(ignore_changes=IGNORED.get(place))
    opts = pulumi.ResourceOptions.merge(args.opts, ignore)
    return pulumi.ResourceTransformResult({{**args.props, **more}}, opts)


pulumi.runtime.register_resource_transform(keep)
'''


def arguments_in_python(tree: Tree, ignored: Sequence[str]) -> str:
    """Write arguments of the call that declares a resource, one a line."""
    lines = [f"{snake_case(name)}={_literal(value)}," for name, value in tree.inputs.items()]
    if ignored:
        names = _texts([*map(snake_case, ignored)])
        lines.append(f"opts=pulumi.ResourceOptions(ignore_changes={names}),")
    return indent("\n".join(lines), _STEP)


def transform_in_python(
    kept: Sequence[tuple[Resource, Tree, Sequence[str]]],
) -> str:
    """Write a transform for resources that no line in a call reaches."""
    inputs = {(r.type, r.name): dict(tree.inputs) for r, tree, _ in kept if tree}
    ignored = {(r.type, r.name): list(names) for r, _, names in kept if names}
    return _TRANSFORM.format(
        kept=_table({place: _wire(each) for place, each in inputs.items()}),
        ignored=_table({place: _texts(each) for place, each in ignored.items()}),
    ).rstrip("\n")


def companion_in_python(companion: Resource, parent: Resource, call: Declaring | None) -> str:
    """Write the call that declares a companion, as `inherit()` made it.

    Args:
        companion: The companion.
        parent: Its data store.
        call: What declares the data store; None where that is not one call of the program.
    """
    variable = call.variable if call is not None else ""
    lines: list[str] = []
    if not variable:
        variable = re.sub(r"\W+", "_", parent.name).strip("_").lower() or "resource"
        variable = f"_{variable}" if variable[0].isdecimal() else variable
        lines.append(
            f"# {variable} is what {class_in_python(parent.type)}({parent.name!r}, ...) returns."
        )
    if companion.inherited is not None and companion.inherited.transformed:
        lines += [
            f"# Pulumi runs the transforms of {variable} for its children, too: let them return",
            f"# None where args.type_ is {_text(companion.type)}.",
        ]
    row = next(row for row in COMPANION_TYPES.values() if companion.type in row.tokens)
    lines.append(f"{class_in_python(companion.type)}(")
    lines.append(f"{_STEP}{_name_of(companion, parent, call)},")
    output = "arn" if row.link.lower().endswith("arn") else "id"
    for name, value in companion.inputs.items():
        written = f"{variable}.{output}" if name == row.link else _literal(value)
        if value is UNKNOWN and name == _KEY:
            region = _text(companion.inputs.get("region", companion.region))
            written = f'aws.kms.get_key_output(key_id="{_ALIAS}", region={region}).arn'
        lines.append(f"{_STEP}{snake_case(name)}={written},")
    options = [f"parent={variable}", "protect=False"]
    if row.removal.retained is not None:
        options.append(f"retain_on_delete={row.removal.retained}")
    if companion.delete_before_replace:
        options.append("delete_before_replace=True")
    lines += [f"{_STEP}opts=pulumi.ResourceOptions({', '.join(options)}),", ")"]
    return indent("\n".join(lines), " " * (0 if call is None else call.column))


def _name_of(companion: Resource, parent: Resource, call: Declaring | None) -> str:
    if call is None or call.is_plain_name:
        return _literal(companion.name)
    return f"{call.name} + {_literal(companion.name.removeprefix(parent.name))}"


def _table(entries: Mapping[tuple[str, str], str]) -> str:
    lines = [f"{_STEP}({_text(t)}, {_text(n)}): {each}," for (t, n), each in entries.items()]
    return "{\n" + "\n".join(lines) + "\n}" if lines else "{}"


def _texts(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _literal(value: object) -> str:
    """Write a value of the wire as Python that Pulumi's SDK takes: names in snake case."""
    if value is UNKNOWN:
        return "..."
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)  # of inputs: keys are text
        # Keys of tags are the user's own, and hold hyphens; those of blocks are names.
        named = (
            f"{_text(key if '-' in key else snake_case(key))}: {_literal(each)}"
            for key, each in fields.items()
        )
        return f"{{{', '.join(named)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, cast('Sequence[object]', value)))}]"
    return _text(value) if isinstance(value, str) else repr(value)


def _wire(value: object) -> str:
    """Write a value as transforms get it: names as on the wire."""
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)  # as above
        return f"{{{', '.join(f'{_text(key)}: {_wire(each)}' for key, each in fields.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_wire, cast('Sequence[object]', value)))}]"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(text: object) -> str:
    """Write a text in double quotes, as formatters do."""
    written = repr(str(text))
    return f'"{written[1:-1]}"' if written[0] == "'" and '"' not in written else written
