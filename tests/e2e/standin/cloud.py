"""Everything that has been created, kept from one engine command to the next.

Moto keeps the types of `kinds.table`, and its word on their ids and ARNs counts. Of the other
types the catalog's word is taken where it states an id or ARN; the rest is made up.
"""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from bamp_pulumi.catalog import outputs_of
from tests.e2e.standin.aws_calls import ACCOUNT_ID, PARTITION, Aws, AwsRegion
from tests.e2e.standin.aws_types import computed_outputs
from tests.e2e.standin.deferred import (
    as_after_the_window,
    as_deployed,
    refuse_without_backups,
)
from tests.e2e.standin.kinds.table import KINDS
from tests.e2e.standin.naming import DEFAULTS
from tests.e2e.standin.wire import Plain, mapping, opened

__all__ = ["Cloud", "Resource"]


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource that exists."""

    id: str
    inputs: Mapping[str, Plain]
    """As checked; secrets wrapped."""
    outputs: Mapping[str, Plain]


class Cloud:
    """One account: resources by type, Region and id."""

    def __init__(self) -> None:
        """Start empty."""
        self.aws = Aws()
        self._lock = threading.Lock()
        self._resources: dict[tuple[str, str, str], Resource] = {}
        self._made = 0

    def create(self, token: str, name: str, inputs: Mapping[str, Plain], region: str) -> Resource:
        """Create a resource; `name` is its logical name."""
        plain = mapping(opened(dict(inputs)))
        place = AwsRegion(self.aws, region)
        with self._lock:
            stated = [kept.outputs for kept in self._resources.values()]
        refuse_without_backups(token, plain, stated)
        kind = KINDS.get(token)
        told = kind.put(place, None, plain) if kind else self._told(token, name, plain, region)
        return self._keep(token, str(told["id"]), inputs, told, region)

    def update(self, token: str, id_: str, inputs: Mapping[str, Plain], region: str) -> Resource:
        """Change a resource in place; what AWS computed when it was created stays."""
        plain = mapping(opened(dict(inputs)))
        kind = KINDS.get(token)
        told = kind.put(AwsRegion(self.aws, region), id_, plain) if kind else {}
        found = self.find(token, id_, region)
        if found is not None:
            asked = found.inputs.keys() | inputs.keys()
            earlier = {k: v for k, v in found.outputs.items() if k not in asked}
            told = {**earlier, **told}
        before = None if found is None else found.outputs
        return self._keep(token, id_, inputs, told, region, before=before)

    def delete(self, token: str, id_: str, inputs: Mapping[str, Plain], region: str) -> None:
        """Delete a resource."""
        kind = KINDS.get(token)
        if kind:
            kind.delete(AwsRegion(self.aws, region), id_, mapping(opened(dict(inputs))))
        with self._lock:
            self._resources.pop((token, region, id_), None)

    def find(self, token: str, id_: str, region: str) -> Resource | None:
        """Find a resource by its id."""
        with self._lock:
            return self._resources.get((token, region, id_))

    def read(self, token: str, id_: str, region: str) -> Resource | None:
        """Read a resource as it is after what AWS does later: its maintenance window has passed."""
        found = self.find(token, id_, region)
        if found is None:
            return None
        outputs = as_after_the_window(token, found.outputs, found.inputs)
        kept = Resource(id_, found.inputs, outputs)
        with self._lock:
            self._resources[token, region, id_] = kept
        return kept

    def _told(
        self, token: str, name: str, inputs: Mapping[str, Plain], region: str
    ) -> dict[str, Plain]:
        with self._lock:
            self._made += 1
            invented = hashlib.sha256(f"{token} {name} {self._made}".encode()).hexdigest()[:12]
        stated = outputs_of(
            token, inputs, account_id=ACCOUNT_ID, region=region, partition=PARTITION
        )
        return {"id": f"{name}-{invented}", **stated}

    def _keep(  # noqa: PLR0913 - what is known of it
        self,
        token: str,
        id_: str,
        inputs: Mapping[str, Plain],
        told: Mapping[str, Plain],
        region: str,
        *,
        before: Mapping[str, Plain] | None = None,
    ) -> Resource:
        given = {name: value for name, value in inputs.items() if name != DEFAULTS}
        tags_all: dict[str, Plain] = {"tagsAll": given["tags"]} if "tags" in given else {}
        certain = {"region": region, **given, **tags_all, **told}
        outputs = {**computed_outputs(token, id_, certain), **certain}
        service = token.split(":")[1].partition("/")[0]
        if "arn" in outputs and "arn" not in certain:
            outputs["arn"] = AwsRegion(self.aws, region).arn(service, id_)
        kept = Resource(id_, dict(inputs), as_deployed(token, outputs, inputs=given, before=before))
        with self._lock:
            self._resources[token, region, id_] = kept
        return kept
