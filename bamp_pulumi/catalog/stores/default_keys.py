"""Write the default keys of rows: by the input that encrypts, or by what it was made from."""

from bamp_pulumi.catalog.conditions import Condition
from bamp_pulumi.catalog.source_keys import INHERITED_KEY, DefaultKey

__all__ = ["inherited_from", "while_true"]


def inherited_from(*paths: str) -> tuple[DefaultKey, ...]:
    """Give the key of another resource while any of these inputs names one."""
    return tuple(
        DefaultKey(key=INHERITED_KEY, when=(Condition(path=path, test="present"),))
        for path in paths
    )


def while_true(path: str, key: str) -> DefaultKey:
    """Give a key that is taken while an input is true."""
    return DefaultKey(key=key, when=(Condition(path=path, test="one_of", values=(True,)),))
