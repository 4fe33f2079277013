"""Every type that points at what a judgement stands on is in a row, and every link exists.

What these tests cannot prove: that a row judges rightly. What is called read must be read by a
judgement; the tests of coverage and of the rehearsal prove that.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from bamp_pulumi.catalog import (
    DATA_STORES,
    Protection,
    Stance,
    classify,
    influence_of,
    influences,
    other_types,
    service_group,
)
from tests.catalog.installed_types import input_exists, input_paths, inputs_of, type_tokens

# What judgements stand on, beside the data stores.
_PARTS = (
    "aws:backup/globalSettings:GlobalSettings",
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
    "aws:backup/plan:Plan",
    "aws:backup/regionSettings:RegionSettings",
    "aws:backup/restoreTestingPlan:RestoreTestingPlan",
    "aws:backup/restoreTestingSelection:RestoreTestingSelection",
    "aws:backup/selection:Selection",
    "aws:backup/vault:Vault",
    "aws:cloudtrail/trail:Trail",
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    "aws:cloudwatch/eventApiDestination:EventApiDestination",
    "aws:cloudwatch/eventBus:EventBus",
    "aws:cloudwatch/eventConnection:EventConnection",
    "aws:cloudwatch/eventRule:EventRule",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:iam/policy:Policy",
    "aws:iam/role:Role",
    "aws:kms/alias:Alias",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:lambda/function:Function",
    "aws:sns/topic:Topic",
    "aws:sns/topicSubscription:TopicSubscription",
    "aws:sqs/queue:Queue",
)
_MEMBERS = (
    *_PARTS,
    *(r.type for r in DATA_STORES if r.protection in {Protection.BACKUP, Protection.NATIVE}),
)
_GROUPS = frozenset(service_group(token) for token in _MEMBERS)

# Inputs that name a member of the same service, by the last step of their path.
_NAMES_A_MEMBER = {
    "backup": r"(backup|target)VaultName|planId|PlanName|VaultArn|VaultName",
    "cloudtrail": r"trail(Arn|Name)?",
    "cloudwatch": r"alarmNames?|alarmRule|alarm",
    "dsql": r"identifier|clusters",
    "dynamodb": r"tableName|tableArn|globalTableArn|resourceArn",
    "ec2": r"(source)?(instance|volume)Ids?|sourceVolumeId|resourceId|instance",
    "efs": r"(source)?[fF]ileSystemId",
    "eks": r"clusterName",
    "elasticache": r"clusterId|(primary)?[rR]eplicationGroupId",
    "events": r"rule|eventBusName|eventBusArn|eventSourceArn|connectionArn",
    "fsx": r"fileSystemId|(parent)?[vV]olumeId",
    "iam": r"roles?|roleName|policyArns?|managedPolicyArns|permissionsBoundary",
    "kinesisanalyticsv2": r"applicationName",
    "kms": r"(target)?[kK]eyId|primaryKeyArn",
    "lambda": r"function|functionName|resourceArn",
    "lightsail": r"(instance|disk|bucket|database)Name|resourceName",
    "logs": r"logGroup(Name|Names|Arn|ArnLists)?",
    "memorydb": r"clusterName",
    "odb": r"resourceArn",
    "rds": r"(source)?[dD]?[bB]?(Cluster|cluster|Instance|instance)Identifier|sourceIds"
    r"|(source|resource|sourceDbInstance)Arn",
    "redshift": r"(provisioned)?[cC]lusterIdentifier|(source|resource)Arn",
    "redshiftserverless": r"namespaceName|resourceArn",
    "s3": r"bucket|buckets|bucketName|bucketArn|targetBucket",
    "secretsmanager": r"secretId|secretArn",
    "sns": r"topic|topicArn",
    "sqs": r"queueUrl|redrivePolicy|redriveAllowPolicy",
}
# Inputs that are called so and name the type itself, a part of it, or a block.
_NAMES_ITSELF = {
    ("aws:cloudwatch/compositeAlarm:CompositeAlarm", "alarmName"),
    ("aws:docdb/cluster:Cluster", "clusterIdentifier"),
    ("aws:ec2/fleet:Fleet", "fleetInstanceSets.*.instanceIds"),
    ("aws:ec2/instance:Instance", "ebsBlockDevices.*.volumeId"),
    ("aws:ec2/instance:Instance", "rootBlockDevice.volumeId"),
    ("aws:ec2/spotInstanceRequest:SpotInstanceRequest", "ebsBlockDevices.*.volumeId"),
    ("aws:ec2/spotInstanceRequest:SpotInstanceRequest", "rootBlockDevice.volumeId"),
    ("aws:elasticache/cluster:Cluster", "clusterId"),
    ("aws:elasticache/replicationGroup:ReplicationGroup", "replicationGroupId"),
    ("aws:fsx/fileCache:FileCache", "dataRepositoryAssociations.*.fileSystemId"),
    ("aws:neptune/cluster:Cluster", "clusterIdentifier"),
    ("aws:rds/cluster:Cluster", "clusterIdentifier"),
    ("aws:redshift/cluster:Cluster", "clusterIdentifier"),
    ("aws:redshiftserverless/namespace:Namespace", "namespaceName"),
    ("aws:s3/bucket:Bucket", "bucket"),
    ("aws:s3/bucketV2:BucketV2", "bucket"),
    ("aws:s3/directoryBucket:DirectoryBucket", "bucket"),
    ("aws:s3/inventory:Inventory", "destination.bucket"),
    ("aws:s3control/bucket:Bucket", "bucket"),
    ("aws:sqs/queue:Queue", "redriveAllowPolicy"),
}
_NAMES_ANYTHING = re.compile(r"(resource|target)(Arn|Id|Identifier|Name)?s?|instance(Id)?s?")
# Modules whose inputs of such names take what is their own, or what has an address.
_NAMES_ITS_OWN = set(
    """
    acmpca apigateway apigatewayv2 appconfig arczonalshift bedrock codebuild connect
    directoryservice dms ecs globalaccelerator inspector iot kinesis networkfirewall
    networkflowmonitor opensearchingest pinpoint pricingplanmanager route53
    route53recoveryreadiness securityhub servicecatalog servicediscovery sesv2 shield ssoadmin
    transfer vpclattice wafregional wafv2 xray
    """.split()  # noqa: SIM905 - a list of forty strings is forty lines
)


def _undecided(tokens: Iterable[str]) -> list[str]:
    """List the types of a service with members that no row, and no rule but one, decides."""
    member_of = {service_group(member): member for member in _MEMBERS}
    return sorted(
        token
        for token in tokens
        if token not in _TYPES_WITH_ROWS
        if (member := member_of.get(service_group(token))) is not None
        and not token.startswith(("aws:cloudformation/", "aws:serverlessrepository/"))
        and influence_of(token, member).stance is Stance.UNREAD
    )


def _unlinked(token: str, links: set[str]) -> Iterator[str]:
    """List the inputs by which a type names a member of its service, and that are no links."""
    pattern = _NAMES_A_MEMBER.get(service_group(token))
    if pattern is None:
        return
    for path in input_paths(token):
        named = re.fullmatch(pattern, path.rpartition(".")[2]) is not None
        linked = any(f"{path}.".startswith(f"{link}.") for link in links)
        if named and not linked and (token, path) not in _NAMES_ITSELF:
            yield path


def _unfit(links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """List the links that are no input of their type, level by level."""
    return [(token, link) for token, link in links if link not in input_paths(token)]


_TYPES_WITH_ROWS = frozenset(row.type for row in influences())


def test_every_type_of_a_service_with_members_is_in_a_row() -> None:
    """A release that brings a type must bring a decision: the message names what is missing."""
    undecided = _undecided(type_tokens())

    assert not undecided, f"give a row in influence_rows/ to: {', '.join(undecided)}"


def test_a_type_that_nobody_looked_at_is_reported() -> None:
    """The test above can fail."""
    tokens = ("aws:s3/bucketTeleport:BucketTeleport", "aws:attic/box:Box", "aws:s3/bucket:Bucket")

    assert _undecided(tokens) == ["aws:s3/bucketTeleport:BucketTeleport"]


def test_every_input_that_names_a_member_of_its_service_is_a_link() -> None:
    """A link that a row lacks would be taken for mere use."""
    links: dict[str, set[str]] = {
        token: set() for token in type_tokens() if service_group(token) in _GROUPS
    }
    for row in influences():
        links.setdefault(row.type, set()).update(row.links)

    assert not {
        (token, path)
        for token in links.keys() & type_tokens()
        for path in _unlinked(token, links[token])
    }


def test_a_link_that_a_row_lacks_is_reported() -> None:
    """The test above can fail."""
    inventory = "aws:s3/inventory:Inventory"

    assert list(_unlinked("aws:s3/bucketPolicy:BucketPolicy", set())) == ["bucket"]
    assert list(_unlinked(inventory, {"bucket"})) == ["destination.bucket.bucketArn"]
    assert not list(_unlinked(inventory, {"bucket", "destination"}))


def test_a_type_of_another_service_that_names_anything_is_in_a_row() -> None:
    """Tags, shares, attachments and scalers take whatever has an ARN or an id."""
    forgotten = sorted(
        token
        for token in type_tokens() - _TYPES_WITH_ROWS
        if service_group(token) not in _GROUPS | _NAMES_ITS_OWN
        and any(_NAMES_ANYTHING.fullmatch(name) for name in inputs_of(token))
    )

    assert not forgotten


def test_every_row_is_of_a_type_that_exists() -> None:
    """Of aws-native, which is not installed, the catalog has its own list."""
    native = {token for token in _TYPES_WITH_ROWS if token.startswith("aws-native:")}

    assert not _TYPES_WITH_ROWS - native - type_tokens()
    assert {classify(token) for token in native} == {"other", "data_store"}


def test_every_link_is_an_input_of_its_type() -> None:
    """A misspelt link would be pointed at by nothing."""
    links = [
        (row.type, link)
        for row in influences()
        if row.type.startswith("aws:")
        for link in row.links
    ]

    assert not _unfit(links)


def test_a_misspelt_link_is_noticed() -> None:
    """The test above can fail: on the first level, below it, and for a list that is none."""
    plan = "aws:backup/plan:Plan"
    wrong = [(plan, "rule"), (plan, "rules.targetVaultName"), (plan, "rules.*.targetVault")]

    assert _unfit([*wrong, (plan, "rules.*.targetVaultName")]) == wrong
    assert input_exists(plan, "rules.*.targetVaultName")


def test_every_row_says_why_in_one_clause() -> None:
    """The clause goes into a finding after the resource's name."""
    assert not [row.type for row in influences() if not row.why or row.why.endswith(".")]


def test_every_source_has_the_date_it_was_read_on() -> None:
    """A page of AWS changes; without the date nobody knows which one was meant."""
    sources = {row.source for row in influences() if row.source}

    assert not [text for text in sources if not re.search(r", .+ \(\d{4}-\d\d-\d\d\)$", text)]


def test_a_row_is_about_types_or_services_that_exist() -> None:
    """A misspelt name would leave the type to the rules."""
    services = {service_group(token) for token in (*type_tokens(), *other_types())}
    named = {name for row in influences() for name in row.of}

    assert not named - services - type_tokens()


def test_no_two_rows_of_a_type_are_about_the_same() -> None:
    """The second would never be asked."""
    said = Counter((row.type, name) for row in influences() for name in row.of or ("any",))

    assert not [one for one, times in said.items() if times > 1]


def test_a_row_about_anything_is_the_last_of_its_type() -> None:
    """Those behind it would never be asked."""
    rows = influences()

    assert not [
        row.type
        for place, row in enumerate(rows)
        if not row.of and any(later.type == row.type for later in rows[place + 1 :])
    ]


@pytest.mark.parametrize("stance", list(Stance))
def test_each_stance_is_taken_often_enough_to_matter(stance: Stance) -> None:
    """The counts are printed: how much is read, harmless and not understood."""
    types = {row.type for row in influences() if row.stance is stance}
    print(f"{stance}: {len(types)} types")  # noqa: T201 - the issue asks for the counts

    assert len(types) >= 40
