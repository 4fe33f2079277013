"""What the docstrings below the fields of a model say.

They are read out of its source when somebody asks: for a schema, or for the remedy of a refusal.
pydantic's `use_attribute_docstrings` reads them whenever a class is made, which was a fifth of the
time in which a command starts.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

__all__ = ["describe_fields", "field_docstrings"]


@cache
def field_docstrings(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the docstrings of the fields of a model and of those it inherits, by their names.

    Where the source is not at hand, as in an archive of compiled code, there are none.
    """
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, BaseModel) and each is not BaseModel:
            found.update(_own(each))
    return MappingProxyType({name: found[name] for name in model.model_fields if name in found})


def describe_fields(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Add the docstrings of a model's fields to its JSON Schema; pydantic's `json_schema_extra`.

    Args:
        schema: The schema of the model; changed. Any: a JSON Schema has no narrower type.
        model: The model.
    """
    properties = schema.get("properties", {})
    for name, text in field_docstrings(model).items():
        field = model.model_fields[name]
        written = {name, field.alias, field.serialization_alias} & properties.keys()
        for each in written:
            properties[each].setdefault("description", text)


def _own(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    try:
        source = textwrap.dedent(inspect.getsource(model))
    except (OSError, TypeError):
        return
    (definition,) = ast.parse(source).body
    statements = definition.body if isinstance(definition, ast.ClassDef) else ()
    for field, text in pairwise(statements):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(said))),
            ):
                yield name, inspect.cleandoc(said)
            case _:
                pass
