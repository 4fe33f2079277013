"""What a reader is given to look at one resource with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from ssl import SSLContext
from typing import Any

from bamp_pulumi.lambdas.restore.validations import Validation

__all__ = ["Look", "Waiting"]


class Waiting(Exception):  # noqa: N818 - no error: AWS is not done
    """What is looked at is not ready, and may be in some minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One resource that is read, and what it is read with."""

    resource: str
    """Its ARN."""
    type: str
    """AWS Backup's name of its type."""
    validation: Validation
    connect: Callable[[str], Any]
    """Make boto3's client of a service, in the Region of the resource."""
    tls: SSLContext | None
    """What a database must prove itself by; None for no encryption, as a server in a test."""
    now: Callable[[], datetime]
    remaining: Callable[[], float]
    """Seconds that are left for reading."""
    sleep: Callable[[float], None]
    sampled: frozenset[str] = frozenset()
    """Parts that were recorded, and are to be read whatever the sample is: items, objects."""

    @property
    def name(self) -> str:
        """Name of the resource: the last part of its ARN."""
        return self.resource.rpartition(":")[2].rpartition("/")[2]

    @property
    def region(self) -> str:
        """Region in its ARN; empty for a bucket."""
        return (self.resource.split(":") + [""] * 4)[3]
