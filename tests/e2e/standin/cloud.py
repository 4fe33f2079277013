"""Everything that has been created, kept from one engine command to the next.

Moto keeps the types of `kinds.table`, and its word on their ids and ARNs counts. Of the other
types the catalog's word is taken where it states an id or ARN; the rest is made up.
"""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bamp_pulumi.catalog import outputs_of
from tests.e2e.standin.aws_calls import ACCOUNT_ID, PARTITION, Aws, AwsRegion
from tests.e2e.standin.aws_types import computed_outputs
from tests.e2e.standin.in_force import InForce, in_force
from tests.e2e.standin.kept import Holding, holding
from tests.e2e.standin.kinds.table import KINDS
from tests.e2e.standin.naming import DEFAULTS
from tests.e2e.standin.schema import SCHEMA, schema_of
from tests.e2e.standin.wire import Plain, mapping, opened

__all__ = ["Cloud", "RefusedByAwsError", "Resource"]

_INSTANCE: Final = "aws:rds/instance:Instance"
_REPLICATION: Final = (
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
)
_VERSIONED: Final = {
    "aws:s3/bucket:Bucket": "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketV2:BucketV2": "aws:s3/bucketVersioning:BucketVersioning",
}
"""Types whose versioning is a resource of its own, which names them by `bucket`."""


class RefusedByAwsError(Exception):
    """AWS refuses a call."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource that exists."""

    id: str
    inputs: Mapping[str, Plain]
    """As checked; secrets wrapped."""
    outputs: Mapping[str, Plain]
    """As in force."""
    name: str = ""
    """Its logical name in the program that created it."""
    born: int = 0
    """How many were created before it: one that replaces another of the same name has its own."""
    pending: Mapping[str, Plain] = field(default_factory=dict[str, Plain])
    """In force after the next maintenance window."""


class Cloud:
    """One account: resources by type, Region and id."""

    def __init__(self) -> None:
        """Start empty."""
        self.aws = Aws()
        self._lock = threading.Lock()
        self._resources: dict[tuple[str, str, str], Resource] = {}
        self._born = 0
        self._deleted: list[dict[str, Plain]] = []
        self._made = 0

    def create(self, token: str, name: str, inputs: Mapping[str, Plain], region: str) -> Resource:
        """Create a resource; `name` is its logical name."""
        plain = mapping(opened(dict(inputs)))
        if token == _REPLICATION:
            self._require_backups(plain)
        place = AwsRegion(self.aws, region)
        kind = KINDS.get(token)
        told = kind.put(place, None, plain) if kind else self._told(token, name, plain, region)
        now = in_force(schema_of(token), None, inputs)
        kept = self._kept(str(told["id"]), inputs, {**told, **now.values}, (token, region))
        with self._lock:
            self._born += 1
            born = self._born
        return self._store(token, region, replace(kept, name=name, born=born))

    def update(self, token: str, id_: str, inputs: Mapping[str, Plain], region: str) -> Resource:
        """Change a resource in place; what AWS computed when it was created stays."""
        plain = mapping(opened(dict(inputs)))
        kind = KINDS.get(token)
        told = kind.put(AwsRegion(self.aws, region), id_, plain) if kind else {}
        found = self.find(token, id_, region)
        now = InForce({}, {})
        if found is not None:
            earlier = {k: v for k, v in found.outputs.items() if k not in found.inputs}
            now = in_force(schema_of(token), found.outputs, inputs)
            told = {**earlier, **told, **now.values}
        kept = self._kept(id_, inputs, told, (token, region))
        if found is not None:
            kept = replace(kept, name=found.name, born=found.born, pending=now.pending)
        return self._store(token, region, kept)

    def delete(self, token: str, id_: str, inputs: Mapping[str, Plain], region: str) -> None:
        """Delete a resource."""
        kind = KINDS.get(token)
        if kind:
            kind.delete(AwsRegion(self.aws, region), id_, mapping(opened(dict(inputs))))
        with self._lock:
            gone = self._resources.pop((token, region, id_), None)
            if gone is not None and token in SCHEMA:
                told = _told_of(token, region, gone)
                self._deleted.append({**told, "text": schema_of(token).deleted})

    def maintain(self) -> None:
        """Let the maintenance window of every resource pass."""
        with self._lock:
            for place, found in self._resources.items():
                outputs = {**found.outputs, **found.pending}
                self._resources[place] = replace(found, outputs=outputs, pending={})

    def holdings(self) -> dict[str, list[dict[str, Plain]]]:
        """Say what AWS keeps of every resource of a type in the schema, and of those deleted."""
        with self._lock:
            found = {p: r for p, r in self._resources.items() if p[0] in SCHEMA}
            deleted = [*self._deleted]
        kept: list[dict[str, Plain]] = []
        for (token, region, _), resource in found.items():
            held = self._held(token, resource)
            waiting = holding(token, {**resource.outputs, **resource.pending})
            told = _told_of(token, region, resource)
            pending = waiting.text if resource.pending else None
            kept.append({**told, "amount": held.amount, "text": held.text, "pending": pending})
        return {"kept": kept, "deleted": deleted}

    def _held(self, token: str, resource: Resource) -> Holding:
        """Say what AWS keeps of one; a bucket may have a versioning resource of its own."""
        own = holding(token, resource.outputs)
        companion = _VERSIONED.get(token)
        if companion is None:
            return own
        with self._lock:
            beside = [
                holding(companion, other.outputs)
                for (type_, _, _), other in self._resources.items()
                if type_ == companion and opened(other.inputs.get("bucket")) == resource.id
            ]
        return max([own, *beside], key=lambda held: held.amount)

    def _require_backups(self, inputs: Mapping[str, Plain]) -> None:
        """Refuse the replication of backups that are switched off.

        A cautious reading, not seen: the operation lists `InvalidDBInstanceState` among its errors,
        and what it replicates are automated backups, which a retention of 0 switches off (Amazon
        RDS API Reference, StartDBInstanceAutomatedBackupsReplication, read 2026-11-28).
        """
        arn = inputs.get("sourceDbInstanceArn")
        with self._lock:
            sources = [
                resource
                for (token, _, _), resource in self._resources.items()
                if token == _INSTANCE and opened(resource.outputs.get("arn")) == arn
            ]
        if any(not holding(_INSTANCE, source.outputs).amount for source in sources):
            raise RefusedByAwsError(
                f"InvalidDBInstanceState: automated backups of {arn} are not enabled"
            )

    def find(self, token: str, id_: str, region: str) -> Resource | None:
        """Find a resource by its id."""
        with self._lock:
            return self._resources.get((token, region, id_))

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

    def _store(self, token: str, region: str, resource: Resource) -> Resource:
        with self._lock:
            self._resources[token, region, resource.id] = resource
        return resource

    def _kept(
        self,
        id_: str,
        inputs: Mapping[str, Plain],
        told: Mapping[str, Plain],
        place: tuple[str, str],
    ) -> Resource:
        token, region = place
        given = {name: value for name, value in inputs.items() if name != DEFAULTS}
        tags_all: dict[str, Plain] = {"tagsAll": given["tags"]} if "tags" in given else {}
        certain = {"region": region, **given, **tags_all, **told}
        outputs = {**computed_outputs(token, id_, certain), **certain}
        service = token.split(":")[1].partition("/")[0]
        if "arn" in outputs and "arn" not in certain:
            outputs["arn"] = AwsRegion(self.aws, region).arn(service, id_)
        return Resource(id_, dict(inputs), outputs)


def _told_of(token: str, region: str, resource: Resource) -> dict[str, Plain]:
    name, born = resource.name, resource.born
    return {"token": token, "region": region, "name": name, "id": resource.id, "born": born}
