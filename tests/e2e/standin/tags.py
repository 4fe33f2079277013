"""Default tags of a provider, merged into `tags` where a type takes them.

The real provider does so in Check (pulumi/pulumi-aws#2655); tags of the program win.
"""

from collections.abc import Mapping

from tests.e2e.standin.aws_types import input_names
from tests.e2e.standin.wire import UNKNOWN, Plain, mapping, opened

__all__ = ["with_default_tags"]


def with_default_tags(
    token: str, news: Mapping[str, Plain], default_tags: Mapping[str, Plain]
) -> dict[str, Plain]:
    """Merge default tags into the inputs of a resource."""
    inputs = dict(news)
    if not default_tags or "tags" not in input_names(token):
        return inputs
    given = inputs.get("tags")
    if given == UNKNOWN:
        return inputs
    if opened(given) != given:
        # A secret map stays a secret.
        wrapped = mapping(given)
        inputs["tags"] = {**wrapped, "value": {**default_tags, **mapping(wrapped.get("value"))}}
    else:
        inputs["tags"] = {**default_tags, **mapping(given)}
    return inputs
