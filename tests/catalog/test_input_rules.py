"""What AWS's models say of an input is what the catalog says, and the input exists.

What these tests cannot prove: that AWS enforces its models, and that they are the newest.
"""

import re
import runpy
import time
from pathlib import Path

import pytest
from pulumi_inputs import input_paths

from bamp_pulumi.catalog import UNKNOWN, refusals_of
from bamp_pulumi.catalog.deployment_rules import DEPLOYMENT_RULES, JSON_INPUTS
from bamp_pulumi.catalog.input_rules import input_rules_of, types_with_input_rules
from bamp_pulumi.catalog.input_rules_by_hand import INPUT_RULES_BY_HAND

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "input_rules.py"))
MAPPING = (ROOT / "tools" / "input_rules.txt").read_text()

VAULT = "aws:backup/vault:Vault"
QUEUE = "aws:sqs/queue:Queue"
LOGS = "aws:cloudwatch/logGroup:LogGroup"


def refused(token: str, **inputs: object) -> list[str]:
    """Return the paths that are refused."""
    return [refusal.path for refusal in refusals_of(token, inputs)]


def test_the_rules_are_what_the_installed_models_say() -> None:
    """Run `tools/input_rules.py` when botocore has learned something."""
    derived = TOOL["derive"](TOOL["mapped"](MAPPING))

    assert TOOL["rendered"](derived) == TOOL["RULES"].read_text()


def test_what_the_machine_could_not_take_over_is_known() -> None:
    """Classes of Unicode letters, which Python's patterns do not have. Nothing else is dropped."""
    derived = TOOL["derive"](TOOL["mapped"](MAPPING))

    assert derived.untranslated == [
        ("aws:cloudwatch/eventTarget:EventTarget", "runCommandTargets[].key"),
        ("aws:lambda/function:Function", "tags{k}"),
        ("aws:lambda/function:Function", "tags{v}"),
    ]
    assert derived.empty == []


def test_what_a_person_left_out_of_a_model_is_known() -> None:
    """Each with its reason in the mapping: too strict, or too slow for Python."""
    left_out = [(x.token.split(":")[-1], x.path) for x in TOOL["mapped"](MAPPING) if x.left_out]

    assert left_out == [
        ("Framework", "description"),
        ("ReportPlan", "description"),
        ("EventTarget", "httpTarget.headerParameters{v}"),
        ("EventConnection", "description"),
        ("EventConnection", "authParameters.apiKey.key"),
        ("EventConnection", "authParameters.apiKey.value"),
        ("EventConnection", "authParameters.basic.username"),
        ("EventConnection", "authParameters.basic.password"),
        ("EventConnection", "authParameters.oauth.clientParameters.clientId"),
        ("EventApiDestination", "description"),
    ]


@pytest.mark.parametrize("token", types_with_input_rules())
def test_every_input_with_a_rule_exists(token: str) -> None:
    """A path that no version of the provider has would never refuse anything."""
    asked = {path for path, _ in input_rules_of(token)}

    assert asked - input_paths(token) == set()


@pytest.mark.parametrize("token", [*DEPLOYMENT_RULES, *JSON_INPUTS])
def test_every_type_with_a_rule_over_several_inputs_exists(token: str) -> None:
    """And the documents that are read are inputs of it."""
    assert set(JSON_INPUTS.get(token, ())) <= input_paths(token)


def test_how_much_there_is() -> None:
    """Counts, so that a mapping that reads half of its lines is seen."""
    rules = [rule for token in types_with_input_rules() for _, rule in input_rules_of(token)]

    assert len(types_with_input_rules()) >= 55
    assert sum(1 for rule in rules if rule.enum) >= 60
    assert sum(1 for rule in rules if rule.pattern) >= 125
    assert sum(len(rows) for rows in INPUT_RULES_BY_HAND.values()) >= 60


@pytest.mark.parametrize("token", INPUT_RULES_BY_HAND)
def test_a_row_by_hand_says_where_it_was_read(token: str) -> None:
    """And its pattern is one."""
    for _, rule in INPUT_RULES_BY_HAND[token]:
        assert rule.source
        assert rule.pattern is None or re.compile(rule.pattern)


@pytest.mark.parametrize("token", types_with_input_rules())
def test_no_pattern_takes_long_over_a_text_that_does_not_fit(token: str) -> None:
    """A preview does not hang on a long description."""
    texts = ["a" * 400 + "\n", "a b" * 200 + "\x00", "-" * 400 + "\x00", "a.b-" * 100 + "\x00"]
    start = time.process_time()
    for path, rule in input_rules_of(token):
        for text in texts:
            list(rule.refusals(path, text))

    assert time.process_time() - start < 1


@pytest.mark.parametrize("token", types_with_input_rules())
def test_what_is_absent_unknown_or_empty_is_never_refused(token: str) -> None:
    """A name that the provider makes up, a value that only a deployment tells."""
    empty: list[object] = [None, UNKNOWN, "", [], {}, 0, True]
    rules = input_rules_of(token)

    assert [r for path, rule in rules for value in empty for r in rule.refusals(path, value)] == []


@pytest.mark.parametrize("token", types_with_input_rules())
def test_every_rule_refuses_something(token: str) -> None:
    """A rule that takes everything is none."""
    texts = ["\x00\u2603 ", " ", "\n", "x" * 2_000_000]
    long: list[object] = [[0] * 2_000, {str(n): n for n in range(2_000)}]
    values: list[object] = [*texts, 10**9, -5, *long]

    for path, rule in input_rules_of(token):
        assert [r for value in values for r in rule.refusals(path, value)], path


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        (VAULT, {"name": "primary-1_x"}),
        (
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            {"name": "Sicherung fehlgeschlagen \u2013 失敗 ✗"},
        ),
        (
            "aws:cloudwatch/eventRule:EventRule",
            {"name": "a.b-c_D", "eventPattern": '{"source":["x"]}'},
        ),
        ("aws:s3/bucket:Bucket", {"bucket": "logs.eu.bamp-ops.io"}),
        ("aws:s3/bucket:Bucket", {"bucket": "123-bucket"}),
        ("aws:iam/role:Role", {"name": "a+b=c,d.e@f-g_h", "path": "/service-role/x/"}),
        (
            "aws:lambda/function:Function",
            {"name": "f", "role": "arn:aws-us-gov:iam::111122223333:role/r"},
        ),
        ("aws:lambda/function:Function", {"runtime": "python3.99"}),
        (
            "aws:sns/topicSubscription:TopicSubscription",
            {"topic": "arn:aws-cn:sns:cn-north-1:111122223333:t"},
        ),
        ("aws:kms/key:Key", {"deletionWindowInDays": "7", "rotationPeriodInDays": 90}),
        (LOGS, {"name": "/aws/lambda/x#1", "retentionInDays": 0}),
        (LOGS, {"retentionInDays": 731.0}),
        (QUEUE, {"name": "q" * 80, "visibilityTimeoutSeconds": 43_200}),
        ("aws:backup/framework:Framework", {"name": "F_1", "description": "two\nlines"}),
        (
            "aws:backup/regionSettings:RegionSettings",
            {"resourceTypeOptInPreference": {"Storage Gateway": True}},
        ),
        ("aws:rds/instance:Instance", {"identifier": "orders-1", "backupWindow": "23:30-00:30"}),
        ("aws:rds/instance:Instance", {"maintenanceWindow": "Mon:00:00-Mon:03:00"}),
        ("aws:cloudtrail/trail:Trail", {"name": "org.trail_1-a"}),
        ("aws:dynamodb/table:Table", {"name": "a.b", "billingMode": "PAY_PER_REQUEST"}),
        ("aws:secretsmanager/secret:Secret", {"name": "prod/db+x@y=z_.-"}),
        ("aws:cloudwatch/eventTarget:EventTarget", {"eventBusName": "aws.partner/bamp-ops.io/x/y"}),
    ],
    ids=str,
)
def test_unusual_but_valid_values_are_accepted(token: str, inputs: dict[str, object]) -> None:
    """AWS takes them, so nobody is stopped."""
    alarm = {"metricName": "m", "namespace": "n", "statistic": "Sum", "period": 60, "threshold": 1}
    alarm |= {"comparisonOperator": "GreaterThanThreshold", "evaluationPeriods": 1}
    given = {**alarm, **inputs} if token.endswith("MetricAlarm") else inputs

    assert list(refusals_of(token, given)) == []


@pytest.mark.parametrize(
    ("token", "inputs", "path"),
    [
        (VAULT, {"name": "a"}, "name"),
        (VAULT, {"name": "prim\u00e4r"}, "name"),
        (VAULT, {"name": "x" * 51}, "name"),
        (
            "aws:backup/vaultNotifications:VaultNotifications",
            {"backupVaultEvents": ["BACKUP_JOB_FAILLED"]},
            "backupVaultEvents.0",
        ),
        (
            "aws:backup/vaultNotifications:VaultNotifications",
            {"snsTopicArn": "arn:aws:sns:us-east-1:111122223333:t.fifo"},
            "snsTopicArn",
        ),
        ("aws:backup/plan:Plan", {"rules": [{}, {"ruleName": "daily backup"}]}, "rules.1.ruleName"),
        (
            "aws:backup/plan:Plan",
            {"rules": [{"copyActions": [{"destinationVaultArn": "dr"}]}]},
            "rules.0.copyActions.0.destinationVaultArn",
        ),
        (
            "aws:backup/selection:Selection",
            {"selectionTags": [{"type": "STRINGLIKE"}]},
            "selectionTags.0.type",
        ),
        ("aws:backup/selection:Selection", {"name": "x" * 51}, "name"),
        ("aws:backup/reportPlan:ReportPlan", {"name": "my-report"}, "name"),
        ("aws:backup/restoreTestingPlan:RestoreTestingPlan", {"name": "my-plan"}, "name"),
        (
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
            {"changeableForDays": 2},
            "changeableForDays",
        ),
        (
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
            {"maxRetentionDays": 36_501},
            "maxRetentionDays",
        ),
        (
            "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
            {"minRetentionDays": 6},
            "minRetentionDays",
        ),
        ("aws:sns/topic:Topic", {"name": "backup alerts"}, "name"),
        ("aws:sns/topicSubscription:TopicSubscription", {"protocol": "mail"}, "protocol"),
        (
            "aws:cloudwatch/eventRule:EventRule",
            {"name": "a b", "eventPattern": '{"source":["x"]}'},
            "name",
        ),
        ("aws:cloudwatch/eventTarget:EventTarget", {"targetId": "x" * 65}, "targetId"),
        (
            "aws:cloudwatch/eventTarget:EventTarget",
            {"retryPolicy": {"maximumEventAgeInSeconds": 59}},
            "retryPolicy.maximumEventAgeInSeconds",
        ),
        (
            "aws:cloudwatch/eventApiDestination:EventApiDestination",
            {"httpMethod": "post"},
            "httpMethod",
        ),
        (
            "aws:cloudwatch/compositeAlarm:CompositeAlarm",
            {"alarmActions": [f"arn:aws:sns:us-east-1:111122223333:t{n}" for n in range(6)]},
            "alarmActions",
        ),
        (LOGS, {"retentionInDays": 100}, "retentionInDays"),
        (QUEUE, {"name": "dead.letters"}, "name"),
        (QUEUE, {"messageRetentionSeconds": 1_209_601}, "messageRetentionSeconds"),
        ("aws:kms/key:Key", {"deletionWindowInDays": 6}, "deletionWindowInDays"),
        ("aws:kms/key:Key", {"deletionWindowInDays": 31}, "deletionWindowInDays"),
        ("aws:kms/key:Key", {"rotationPeriodInDays": 89}, "rotationPeriodInDays"),
        ("aws:kms/key:Key", {"rotationPeriodInDays": 2_561}, "rotationPeriodInDays"),
        ("aws:kms/alias:Alias", {"name": "backup"}, "name"),
        ("aws:kms/alias:Alias", {"name": "alias/aws/backup"}, "name"),
        (
            "aws:lambda/function:Function",
            {"environment": {"variables": {"1X": "y"}}},
            "environment.variables.1X",
        ),
        ("aws:lambda/permission:Permission", {"action": "InvokeFunction"}, "action"),
        ("aws:iam/role:Role", {"description": "backup \u2013 role"}, "description"),
        ("aws:iam/role:Role", {"maxSessionDuration": 3_599}, "maxSessionDuration"),
        ("aws:cloudtrail/trail:Trail", {"name": "my--trail"}, "name"),
        ("aws:cloudtrail/trail:Trail", {"name": "192.168.5.4"}, "name"),
        ("aws:s3/bucket:Bucket", {"bucket": "My-Bucket"}, "bucket"),
        ("aws:s3/bucket:Bucket", {"bucket": "a..b"}, "bucket"),
        ("aws:s3/bucket:Bucket", {"bucket": "logs-s3alias"}, "bucket"),
        ("aws:s3/bucket:Bucket", {"bucket": "10.0.0.1"}, "bucket"),
        ("aws:rds/instance:Instance", {"identifier": "1orders"}, "identifier"),
        ("aws:rds/instance:Instance", {"identifier": "orders--db"}, "identifier"),
        ("aws:rds/instance:Instance", {"backupRetentionPeriod": 36}, "backupRetentionPeriod"),
        ("aws:rds/instance:Instance", {"backupWindow": "3:00-4:00"}, "backupWindow"),
        ("aws:dynamodb/table:Table", {"name": "ab"}, "name"),
        (
            "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
            {"dailyAutomaticBackupStartTime": "24:00"},
            "dailyAutomaticBackupStartTime",
        ),
        (
            "aws:eks/cluster:Cluster",
            {"accessConfig": {"authenticationMode": "api"}},
            "accessConfig.authenticationMode",
        ),
    ],
    ids=str,
)
def test_a_value_that_aws_refuses_is_refused(
    token: str, inputs: dict[str, object], path: str
) -> None:
    """Once, at its place."""
    assert refused(token, **inputs) == [path]


def test_a_refusal_says_what_was_given_what_is_allowed_and_who_says_so() -> None:
    """A misspelt event is told from the one that was meant."""
    inputs = {"backupVaultEvents": ["BACKUP_JOB_FAILLED"]}
    (found,) = refusals_of("aws:backup/vaultNotifications:VaultNotifications", inputs)

    assert found.given == "BACKUP_JOB_FAILLED"
    assert found.allowed.endswith("; probably BACKUP_JOB_FAILED")
    assert "backup PutBackupVaultNotifications, BackupVaultEvent" in found.why


def test_a_pattern_is_said_in_words_or_as_it_stands() -> None:
    """Bounds, too, with what was counted."""
    (named,) = refusals_of(VAULT, {"name": "a"})
    (counted,) = refusals_of(LOGS, {"name": "x" * 513})
    (numbered,) = refusals_of("aws:kms/key:Key", {"deletionWindowInDays": 6})

    assert named.allowed == r"what matches ^[a-zA-Z0-9\-\_]{2,50}$"
    assert counted.allowed == "1 to 512 characters; it has 513"
    assert len(counted.given) == 120
    assert numbered.allowed == "7 to 30"
