"""The frames that are sent are those that the SDK takes itself."""

from typing import Any

import pulumi
import pulumi.runtime.resource
import pulumi_aws as aws
import pytest

from bamp_pulumi.offline import stack_frames
from bamp_pulumi.testing import declare

SDK: Any = pulumi.runtime.resource
TAKES = "_get_stack_trace"


def taker() -> Any:  # noqa: ANN401 - of the SDK
    """Return what takes the frames now."""
    return getattr(SDK, TAKES)


AS_IT_DOES = taker()


class Buckets(pulumi.ComponentResource):
    """A component with a child."""

    def __init__(self, name: str) -> None:
        """Declare it."""
        super().__init__("test:index:Buckets", name)
        aws.s3.Bucket(f"{name}-one", opts=pulumi.ResourceOptions(parent=self))


def _beside(name: str) -> None:
    aws.s3.Bucket(name)


def program() -> None:
    """Declare resources on a line, in a component, from a loop and from code of no file."""
    aws.s3.Bucket("plain")
    Buckets("component")
    for name in ("a", "b"):
        _beside(name)
    exec("aws.s3.Bucket('text')", {"aws": aws})  # noqa: S102 - code of no file
    aws.s3.get_bucket(bucket="there")
    aws.s3.Bucket.get("read", "there")


def test_they_are_those_of_the_sdk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each resource all of them: file, line, order, and none that a text would have."""
    pairs: list[tuple[Any, Any]] = []

    def compared() -> None:
        ours = taker()
        assert ours is not AS_IT_DOES

        def both() -> Any:  # noqa: ANN401 - of the SDK
            pairs.append((AS_IT_DOES(), ours()))
            return pairs[-1][1]

        with monkeypatch.context() as patched:
            patched.setattr(SDK, TAKES, both)
            program()

    declare(compared)

    assert len(pairs) >= 7
    for theirs, ours in pairs:
        assert len(theirs.frames) > 3
        assert ours == theirs


def test_afterwards_the_sdk_takes_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it has no such place, and in a run that fails."""
    taken: list[Any] = []

    def fails() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        declare(fails)
    assert taker() is AS_IT_DOES

    # A version of the SDK that names it otherwise.
    monkeypatch.setattr(stack_frames, "_TAKES", "_no_such_place")
    declare(lambda: taken.append(taker()))
    assert taken == [AS_IT_DOES]
