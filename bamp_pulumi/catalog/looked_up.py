"""What can be said of a resource that a program only looks up: who it is, and nothing more.

`Bucket.get(name, id)` and functions such as `aws.s3.get_bucket` give an id or a name. Names and
ARNs that follow from it are certain; whatever else the resource is, only AWS knows. A path of IAM
is part of an ARN and not of a name, so a role that is looked up by name has an ARN nobody knows.

Source: Service Authorization Reference (resource types of each service); SQS developer guide,
sqs-queue-message-identifiers; pulumi_aws 7.51.1: "Import" of each type (read 2026-11-28).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.conditions import holds
from bamp_pulumi.catalog.data_store import Condition
from bamp_pulumi.catalog.identities import IDENTITIES, Identity
from bamp_pulumi.catalog.outputs import fill

__all__ = ["LOOKUP_FUNCTIONS", "LookupFunction", "answer_of", "outputs_by_id"]

_PATTERNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "partition": r"aws[\w-]*",
        "region": r"[\w-]*",
        "account": r"\d{12}",
        "path": r"/(?:.+/)?",
        "dns": r"[\w.-]+",
    }
)
_OF_THE_CONTENTS: Final = frozenset({"bucketRegion"})
"""What follows for a new resource and not for one that is looked up: a bucket may lie elsewhere."""
_ID_IS_NO_ARN: Final = Condition(path="id", test="starts_with_none", values=("arn:",))


def _by_id(token: str, service: str, resource: str, **more: str) -> Identity:
    """Write the row of a type whose id AWS invents, and whose ARN ends in it."""
    arn = f"arn:{{partition}}:{service}:{{region}}:{{account}}:{resource}{{id}}"
    return Identity(type=token, outputs={"arn": arn, **more}, when=(_ID_IS_NO_ARN,))


_BY_ID: Final[tuple[Identity, ...]] = (
    _by_id("aws:kms/key:Key", "kms", "key/", keyId="{id}"),
    _by_id("aws:backup/plan:Plan", "backup", "backup-plan:"),
    _by_id("aws:efs/fileSystem:FileSystem", "elasticfilesystem", "file-system/"),
    _by_id("aws:ebs/volume:Volume", "ec2", "volume/"),
    _by_id("aws:ec2/instance:Instance", "ec2", "instance/"),
    _by_id("aws:ec2/vpc:Vpc", "ec2", "vpc/"),
    _by_id("aws:ec2/securityGroup:SecurityGroup", "ec2", "security-group/"),
    Identity(
        type="aws:sqs/queue:Queue",
        outputs={
            "id": "https://sqs.{region}.{dns}/{account}/{name}",
            "url": "https://sqs.{region}.{dns}/{account}/{name}",
            "arn": "arn:{partition}:sqs:{region}:{account}:{name}",
        },
    ),
    Identity(type="aws:secretsmanager/secret:Secret", outputs={"id": "{arn}", "arn": "{arn}"}),
)
"""What follows from an id that AWS invents, or that holds more than a name.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupFunction:
    """A provider function that finds one resource by what names it."""

    token: str
    type: str
    """Type of what it finds."""
    inputs: Mapping[str, str]
    """Its argument to the input of that type which names the resource."""
    fields: Mapping[str, str]
    """Field of the answer to the output of the type that it has; what is left out is AWS's."""
    when: tuple[Condition, ...] = ()
    """The arguments that make this row true, all of them. The first row of a token wins."""


def _function(
    service: str, name: str, argument: str = "name", *, arn: str = "arn", id_is: str = ""
) -> LookupFunction:
    """Write the commonest row: `getBucket` finds a `bucket:Bucket`, by its name."""
    resource = name[:1].lower() + name[1:]
    fields = {arn: "arn", **({"id": id_is} if id_is else {})}
    return LookupFunction(
        token=f"aws:{service}/get{name}:get{name}",
        type=f"aws:{service}/{resource}:{name}",
        inputs={argument: argument},
        fields=fields,
    )


_KEY_ID: Final = Condition(path="keyId", test="starts_with_none", values=("alias/", "arn:"))
_KEY_ARN: Final = Condition(path="keyId", test="starts_with", values=("arn:",))
_GET_KEY: Final = "aws:kms/getKey:getKey"

LOOKUP_FUNCTIONS: Final[tuple[LookupFunction, ...]] = (
    _function("s3", "Bucket", "bucket", id_is="id"),
    _function("backup", "Vault", id_is="id"),
    LookupFunction(
        token="aws:backup/getPlan:getPlan",  # noqa: S106 - a type token
        type="aws:backup/plan:Plan",
        inputs={"planId": "id"},
        fields={"arn": "arn", "id": "id"},
    ),
    _function("sns", "Topic", id_is="arn"),
    _function("sqs", "Queue"),
    _function("dynamodb", "Table", id_is="id"),
    _function("rds", "Cluster", "clusterIdentifier", id_is="id"),
    LookupFunction(
        token="aws:rds/getInstance:getInstance",  # noqa: S106 - a type token
        type="aws:rds/instance:Instance",
        inputs={"dbInstanceIdentifier": "identifier"},
        fields={"dbInstanceArn": "arn"},
    ),
    _function("kms", "Alias", id_is="arn"),
    LookupFunction(
        token=_GET_KEY,
        type="aws:kms/key:Key",
        inputs={"keyId": "id"},
        fields={"arn": "arn", "id": "keyId"},
        when=(_KEY_ID,),
    ),
    # Nothing but an alias of another key's ARN begins so, and an ARN names itself.
    LookupFunction(
        token=_GET_KEY,
        type="aws:kms/key:Key",
        inputs={"keyId": "arn"},
        fields={"arn": "arn"},
        when=(_KEY_ARN,),
    ),
    _function("iam", "Role", id_is="id"),
    LookupFunction(
        token="aws:efs/getFileSystem:getFileSystem",  # noqa: S106 - a type token
        type="aws:efs/fileSystem:FileSystem",
        inputs={"fileSystemId": "id"},
        fields={"arn": "arn", "id": "id"},
    ),
    _function("cloudwatch", "EventBus", id_is="id"),
    _function("cloudwatch", "LogGroup", id_is="id"),
    _function("ecr", "Repository", id_is="id"),
)
"""The functions whose answer says who a resource is.

Source: pulumi_aws 7.51.1 (arguments and fields of each function); terraform-provider-aws 6.58.0,
s3/bucket_data_source.go, backup/vault_data_source.go, backup/plan_data_source.go,
sns/topic_data_source.go, sqs/queue_data_source.go, dynamodb/table_data_source.go,
rds/cluster_data_source.go, rds/instance_data_source.go, kms/alias_data_source.go,
kms/key_data_source.go, iam/role_data_source.go, efs/file_system_data_source.go,
events/bus_data_source.go, logs/group_data_source.go, ecr/repository_data_source.go: ids as they
set them (read 2026-11-29).
"""


def outputs_by_id(
    type_token: str, resource_id: str, *, account_id: str, region: str, partition: str = "aws"
) -> dict[str, str]:
    """State who a resource is that a program reads by its id.

    Args:
        type_token: Pulumi type token.
        resource_id: The id that is asked for.
        account_id: Account of its provider, 12 digits; empty while unknown. Where the id is an
            ARN, the account and Region in it count.
        region: Region of its provider; empty while unknown.
        partition: Partition of the account. Default: `aws`.

    Returns:
        Outputs by wire name that follow from the id alone: names and ARNs. Empty for a type that
        no row tells of, and for an id that does not look like one of the type.
    """
    place = {"account": account_id, "region": region, "partition": partition}
    for row in (*_BY_ID, *IDENTITIES):
        if row.type != type_token:
            continue
        read = _read_id(row, resource_id)
        if read is None:
            continue
        known = {**place, **read, "id": resource_id}
        if not all(holds(condition, known) for condition in row.when):
            continue
        named = {name: text for name, text in read.items() if name not in _PATTERNS}
        stated = {**named, **fill(row, known), "id": resource_id}
        return {name: text for name, text in stated.items() if name not in _OF_THE_CONTENTS}
    return {}


def answer_of(
    token: str,
    arguments: Mapping[str, object],
    *,
    account_id: str,
    region: str,
    partition: str = "aws",
) -> dict[str, str]:
    """State the fields of a function's answer that say who a resource is.

    Args:
        token: The function, such as `aws:s3/getBucket:getBucket`.
        arguments: By wire name, plain values, `UNKNOWN` where unknown.
        account_id: As of `outputs_by_id`; so are `region` and `partition`.
        region: As above.
        partition: As above.

    Returns:
        Fields by wire name; empty for a function that no row tells of.
    """
    place = {"account": account_id, "region": region, "partition": partition}
    for row in LOOKUP_FUNCTIONS:
        if row.token != token or not all(holds(asked, arguments) for asked in row.when):
            continue
        named = {own: arguments.get(argument) for argument, own in row.inputs.items()}
        known = {name: text for name, text in named.items() if isinstance(text, str)}
        if not known:
            return {}
        stated = {**known, **_filled(row.type, {**place, **known})}
        return {field: stated[name] for field, name in row.fields.items() if name in stated}
    return {}


def _filled(type_token: str, known: Mapping[str, str]) -> dict[str, str]:
    for row in (*_BY_ID, *IDENTITIES):
        if row.type == type_token and all(holds(condition, known) for condition in row.when):
            return fill(row, known)
    return {}


def _read_id(row: Identity, resource_id: str) -> dict[str, str] | None:
    """Read the inputs out of an id; None where it does not look like one of the row."""
    template = row.outputs.get("id")
    if template is None:
        return {}
    parts = list(Formatter().parse(template))
    names = [name for _, name, _, _ in parts if name]
    pattern = ""
    for literal, name, _, _ in parts:
        pattern += re.escape(literal)
        if name:
            # The last of several names a resource; what comes before it may have slashes.
            own = "[^/]+" if len(names) > 1 and name == names[-1] else ".+"
            pattern += f"(?P<{name}>{_PATTERNS.get(name, own)})"
    found = re.fullmatch(pattern, resource_id)
    return None if found is None else found.groupdict()
