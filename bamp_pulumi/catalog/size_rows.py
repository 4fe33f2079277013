"""The rows of `size_limits`: how large documents and lists may be.

A number that the model of an API states for a plain text stands in `input_rules.json`. Here stands
what is measured otherwise: without white space, in bytes, in statements, or up to a quota that AWS
raises. A `KB` of AWS's pages is read as 1,024 bytes.

Read in stored copies of AWS's pages and in the API models of botocore. The copies of IAM's quotas
and of EventBridge's lack some numbers: they are as pulumi_aws describes the inputs, and as IAM's
own error messages have them (`Cannot exceed quota for ACLSizePerRole: 2048`, `PolicySize: 6144`).
"""

from typing import Final

from bamp_pulumi.catalog.size_limit import SizeLimit
from bamp_pulumi.catalog.sizes import Measure

__all__ = ["SIZE_LIMITS"]

_READ: Final = "2026-11-29"
_IAM: Final = "IAM user guide, reference_iam-quotas"
_SNS: Final = "SNS developer guide, sns-access-policy-language-api-permissions-reference"
_FILTER: Final = "SNS developer guide, subscription-filter-policy-constraints"
_SQS: Final = "SQS developer guide, quotas-policies"
_KMS: Final = "AWS KMS developer guide, key-policy-overview"
_LAMBDA: Final = "Lambda developer guide, gettingstarted-limits"
_DASHBOARD: Final = "CloudWatch user guide, cloudwatch_limits"
_PARAMETER: Final = "AWS Systems Manager API, PutParameter.Value"

_QUEUES: Final = ("aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy")
_TOPICS: Final = ("aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy")
_BUCKETS: Final = (
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:s3/bucketPolicy:BucketPolicy",
)
_LIFECYCLES: Final = (
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
)
_KEYS: Final = (
    "aws:kms/key:Key",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
)
_SECRETS: Final = (
    "aws:secretsmanager/secret:Secret",
    "aws:secretsmanager/secretPolicy:SecretPolicy",
)
_SUBSCRIPTION: Final = ("aws:sns/topicSubscription:TopicSubscription",)
_DASHBOARDS: Final = ("aws:cloudwatch/dashboard:Dashboard",)
_FUNCTION: Final = ("aws:lambda/function:Function",)
_SELECTION: Final = ("aws:backup/selection:Selection",)
_PARAMETERS: Final = ("aws:ssm/parameter:Parameter",)


def _limit(  # noqa: PLR0913, PLR0917 - the columns of a row
    types: tuple[str, ...],
    path: str,
    of: str,
    measure: Measure,
    most: int,
    service: str,
    source: str,
    *,
    at_most: int | None = -1,
    larger: str = "once its quota is raised",
    when: tuple[str, tuple[str, ...]] | None = None,
) -> SizeLimit:
    """Write a row; without `at_most`, of a limit that AWS does not raise."""
    return SizeLimit(
        types=types,
        path=path,
        of=of,
        measure=measure,
        most=most,
        at_most=most if at_most == -1 else at_most,
        service=service,
        source=source,
        read_on=_READ,
        larger=larger,
        when=when,
    )


_OF_IAM: Final = tuple(
    _limit((token,), path, of, Measure.VISIBLE_CHARACTERS, most, "IAM", _IAM, at_most=at_most)
    for token, path, of, most, at_most in (
        ("aws:iam/policy:Policy", "policy", "a managed policy", 6_144, 6_144),
        *(
            (token, path, "the inline policies of a role", 10_240, 10_240)
            for token, path in (
                ("aws:iam/rolePolicy:RolePolicy", "policy"),
                ("aws:iam/role:Role", "inlinePolicies[].policy"),
            )
        ),
        (
            "aws:iam/groupPolicy:GroupPolicy",
            "policy",
            "the inline policies of a group",
            5_120,
            5_120,
        ),
        ("aws:iam/userPolicy:UserPolicy", "policy", "the inline policies of a user", 2_048, 2_048),
        ("aws:iam/role:Role", "assumeRolePolicy", "the trust policy of a role", 2_048, 8_192),
    )
)
_OF_RESOURCE_POLICIES: Final = (
    # Newer pages of KMS list no such quota, older ones call it adjustable: what is larger is in
    # doubt, up to what the model of the API takes at all.
    _limit(
        _KEYS,
        "policy",
        "the policy of a key",
        Measure.DOCUMENT_BYTES,
        32_768,
        "KMS",
        _KMS,
        at_most=131_072,
        larger="by the model of its API",
    ),
    _limit(_TOPICS, "policy", "the policy of a topic", Measure.DOCUMENT_BYTES, 30_720, "SNS", _SNS),
    _limit(_TOPICS, "policy", "the policy of a topic", Measure.STATEMENTS, 100, "SNS", _SNS),
    _limit(_QUEUES, "policy", "the policy of a queue", Measure.DOCUMENT_BYTES, 8_192, "SQS", _SQS),
    # A quota of the page's; what SQS answers to one more was not found.
    _limit(
        _QUEUES,
        "policy",
        "the policy of a queue",
        Measure.STATEMENTS,
        20,
        "SQS",
        _SQS,
        at_most=None,
    ),
    _limit(
        _BUCKETS,
        "policy",
        "the policy of a bucket",
        Measure.DOCUMENT_BYTES,
        20_480,
        "S3",
        "Amazon S3 user guide, add-bucket-policy",
    ),
    # AWS Backup names no number. What S3, Lambda, DynamoDB and Secrets Manager take of a policy is
    # certain enough; beyond it nobody knows.
    _limit(
        ("aws:backup/vaultPolicy:VaultPolicy",),
        "policy",
        "the access policy of a vault",
        Measure.DOCUMENT_BYTES,
        20_480,
        "AWS Backup",
        (
            "our inference: no page of AWS Backup has a number; Amazon S3 user guide, "
            "add-bucket-policy (a bucket's)"
        ),
        at_most=None,
    ),
    # The pages say 5,120 characters, the model of the API 51,200.
    _limit(
        ("aws:cloudwatch/logResourcePolicy:LogResourcePolicy",),
        "policyDocument",
        "a resource policy of CloudWatch Logs",
        Measure.DOCUMENT_CHARACTERS,
        5_120,
        "CloudWatch Logs",
        "CloudFormation template reference, AWS::Logs::ResourcePolicy",
        at_most=51_200,
        larger="by the model of its API",
    ),
    _limit(
        _SECRETS,
        "policy",
        "the policy of a secret",
        Measure.DOCUMENT_CHARACTERS,
        20_480,
        "Secrets Manager",
        "AWS Secrets Manager API, PutResourcePolicy.ResourcePolicy",
    ),
    _limit(
        ("aws:dynamodb/resourcePolicy:ResourcePolicy",),
        "policy",
        "the policy of a table",
        Measure.DOCUMENT_BYTES,
        20_480,
        "DynamoDB",
        "Amazon DynamoDB API, PutResourcePolicy.Policy",
    ),
    _limit(
        ("aws:efs/fileSystemPolicy:FileSystemPolicy",),
        "policy",
        "the policy of a file system",
        Measure.DOCUMENT_CHARACTERS,
        20_000,
        "EFS",
        "Amazon EFS API, PutFileSystemPolicy.Policy",
    ),
    _limit(
        ("aws:ecr/repositoryPolicy:RepositoryPolicy",),
        "policy",
        "the policy of a repository",
        Measure.DOCUMENT_CHARACTERS,
        10_240,
        "ECR",
        "Amazon ECR API, SetRepositoryPolicy.policyText",
    ),
)
_OF_SIGNALS: Final = (
    _limit(
        ("aws:cloudwatch/eventRule:EventRule",),
        "eventPattern",
        "the pattern of a rule",
        Measure.DOCUMENT_CHARACTERS,
        2_048,
        "EventBridge",
        "EventBridge user guide, eb-quota; EventBridge API, PutRule.EventPattern",
        at_most=4_096,
    ),
    _limit(
        _SUBSCRIPTION, "filterPolicy", "a filter policy", Measure.FILTER_KEYS, 5, "SNS", _FILTER
    ),
    _limit(
        _SUBSCRIPTION,
        "filterPolicy",
        "a filter policy",
        Measure.FILTER_COMBINATIONS,
        150,
        "SNS",
        _FILTER,
    ),
    _limit(
        _SUBSCRIPTION,
        "filterPolicy",
        "a filter policy",
        Measure.DOCUMENT_BYTES,
        262_144,
        "SNS",
        _FILTER,
    ),
    _limit(
        ("aws:cloudwatch/metricAlarm:MetricAlarm",),
        "metricQueries",
        "the metrics of an alarm",
        Measure.ENTRIES,
        20,
        "CloudWatch",
        "CloudWatch API, PutMetricAlarm.Metrics",
    ),
    _limit(
        _DASHBOARDS,
        "dashboardName",
        "the name of a dashboard",
        Measure.CHARACTERS,
        255,
        "CloudWatch",
        "CloudWatch API, PutDashboard.DashboardName",
    ),
    _limit(
        _DASHBOARDS, "dashboardBody", "a dashboard", Measure.WIDGETS, 500, "CloudWatch", _DASHBOARD
    ),
    _limit(
        _DASHBOARDS,
        "dashboardBody",
        "a dashboard",
        Measure.METRICS,
        2_500,
        "CloudWatch",
        _DASHBOARD,
    ),
)
_OTHERS: Final = (
    _limit(
        ("aws:cfg/rule:Rule",),
        "inputParameters",
        "the parameters of a rule of AWS Config",
        Measure.DOCUMENT_CHARACTERS,
        1_024,
        "AWS Config",
        "AWS Config API, PutConfigRule.InputParameters",
    ),
    _limit(
        _FUNCTION,
        "environment.variables",
        "the environment of a function",
        Measure.DOCUMENT_BYTES,
        4_096,
        "Lambda",
        _LAMBDA,
    ),
    _limit(_FUNCTION, "layers", "the layers of a function", Measure.ENTRIES, 5, "Lambda", _LAMBDA),
    *(
        row
        for path in ("value", "insecureValue")
        for row in (
            _limit(
                _PARAMETERS,
                path,
                "a parameter",
                Measure.CHARACTERS,
                8_192,
                "Systems Manager",
                _PARAMETER,
                when=("tier", ("Advanced", "Intelligent-Tiering")),
            ),
            _limit(
                _PARAMETERS,
                path,
                "a parameter of the standard tier",
                Measure.CHARACTERS,
                4_096,
                "Systems Manager",
                _PARAMETER,
                when=("tier", ("Standard",)),
            ),
            # An account may have another default than the standard tier.
            _limit(
                _PARAMETERS,
                path,
                "a parameter that names no tier",
                Measure.CHARACTERS,
                4_096,
                "Systems Manager",
                _PARAMETER,
                at_most=8_192,
                larger="where the account's default tier is another one",
                when=("tier", ("",)),
            ),
        )
    ),
    _limit(
        ("aws:ssm/document:Document",),
        "content",
        "a document of Systems Manager",
        Measure.BYTES,
        65_536,
        "Systems Manager",
        "AWS Systems Manager API, CreateDocument.Content",
    ),
    *(
        row
        for path in ("resources", "notResources")
        for row in (
            _limit(
                _SELECTION,
                path,
                "a selection",
                Measure.ENTRIES,
                500,
                "AWS Backup",
                "AWS Backup API, BackupSelection",
            ),
            _limit(
                _SELECTION,
                path,
                "a selection",
                Measure.WILDCARDS,
                30,
                "AWS Backup",
                "AWS Backup API, BackupSelection",
            ),
        )
    ),
    _limit(
        _LIFECYCLES,
        "rules",
        "the lifecycle of a bucket",
        Measure.ENTRIES,
        1_000,
        "S3",
        "Amazon S3 API, PutBucketLifecycleConfiguration",
    ),
    _limit(
        ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"),
        "lifecycleRules",
        "the lifecycle of a bucket",
        Measure.ENTRIES,
        1_000,
        "S3",
        "Amazon S3 API, PutBucketLifecycleConfiguration",
    ),
)

SIZE_LIMITS: Final = (*_OF_IAM, *_OF_RESOURCE_POLICIES, *_OF_SIGNALS, *_OTHERS)
"""Every limit on the size of one input."""
