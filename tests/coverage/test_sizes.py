"""Documents that are larger than AWS takes: refused, or in doubt where AWS raises the quota.

What these tests cannot prove: which quota an account has.
"""

import json

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

from bamp_pulumi.coverage import Coverage, Status


def table() -> None:
    """Declare a table that is backed up."""
    aws.dynamodb.Table(
        "data",
        name="data",
        hash_key="k",
        attributes=[{"name": "k", "type": "S"}],
        billing_mode="PAY_PER_REQUEST",
        point_in_time_recovery={"enabled": True},
        tags=TAGS,
    )


def found(coverage: Coverage) -> list[tuple[str, str]]:
    """List what is found of sizes."""
    return [(f.id, f.message) for f in coverage.findings if f.id in ("BAMP-V55", "BAMP-V92")]


def policy(size: int) -> str:
    """Write a policy of a role with a Sid of so many characters."""
    one = {"Sid": "x" * size, "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [one]})


def test_a_managed_policy_that_is_too_large_is_refused() -> None:
    """BAMP-V55, with what it has and what AWS takes."""

    def program() -> None:
        table()
        aws.iam.Policy("large", name="large", policy=policy(6_100))

    ((code, message),) = found(judge(program, Account()))

    assert code == "BAMP-V55"
    assert "policy is 6,205 characters without white space" in message
    assert "at most 6,144 characters without white space for a managed policy" in message


def test_a_trust_policy_that_needs_a_higher_quota_is_a_doubt() -> None:
    """BAMP-V92: the account may have it."""
    accounts = [f"arn:aws:iam::11112222{n:04}:root" for n in range(70)]
    trust = {"Effect": "Allow", "Principal": {"AWS": accounts}, "Action": "sts:AssumeRole"}

    def program() -> None:
        table()
        document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
        aws.iam.Role("many", name="many", assume_role_policy=document)

    ((code, message),) = found(judge(program, Account()))

    assert code == "BAMP-V92"
    assert "many (Role): assumeRolePolicy is 2," in message
    assert "IAM takes 2,048" in message


@pytest.mark.parametrize(
    ("size", "codes", "status"),
    [(31_900, [], Status.PROTECTED), (33_000, ["BAMP-V92"], Status.UNVERIFIED)],
)
def test_on_a_key_whose_policy_may_be_too_large_nothing_depends(
    size: int, codes: list[str], status: Status
) -> None:
    """A table under it is not certainly backed up."""
    root = "arn:aws:iam::111122223333:root"
    all_of_it = {"Effect": "Allow", "Principal": {"AWS": root}, "Action": "kms:*", "Resource": "*"}

    def program() -> None:
        document = {"Version": "2012-10-17", "Statement": [{"Sid": "x" * size, **all_of_it}]}
        key = aws.kms.Key("large", policy=json.dumps(document))
        aws.dynamodb.Table(
            "data",
            name="data",
            hash_key="k",
            attributes=[{"name": "k", "type": "S"}],
            billing_mode="PAY_PER_REQUEST",
            point_in_time_recovery={"enabled": True},
            server_side_encryption={"enabled": True, "kms_key_arn": key.arn},
            tags=TAGS,
        )

    coverage = judge(program, Account())

    assert [code for code, _ in found(coverage)] == codes
    assert coverage.resources[0].status is status


def test_a_policy_that_is_known_in_part_is_measured_by_that_part() -> None:
    """The ARN of a queue that does not exist yet is unknown; the rest is too large already."""

    def program() -> None:
        table()
        queue = aws.sqs.Queue("q")
        aws.sqs.QueuePolicy(
            "large",
            queue_url=queue.url,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "x" * 8_200,
                            "Effect": "Allow",
                            "Principal": {"AWS": "111122223333"},
                            "Action": "sqs:SendMessage",
                            "Resource": queue.arn,
                        }
                    ],
                }
            ),
        )

    ((code, message),) = found(judge(program, Account()))

    assert code == "BAMP-V55"
    assert "at most 8,192 bytes of JSON for the policy of a queue" in message


def test_a_secret_is_not_measured() -> None:
    """What it holds is in no message."""

    def program() -> None:
        table()
        aws.iam.Policy("large", name="large", policy=pulumi.Output.secret(policy(7_000)))

    assert found(judge(program, Account())) == []


@pytest.mark.parametrize(
    ("runtime", "codes"),
    [
        ("python3.13", []),
        ("nodejs22.x", ["BAMP-V93"]),
        ("python3.7", ["BAMP-V92", "BAMP-V93"]),
        ("python2.7", ["BAMP-V55", "BAMP-V93"]),
    ],
)
def test_the_runtime_of_a_function_is_judged_by_the_day(runtime: str, codes: list[str]) -> None:
    """On the day of these tests, in November 2026."""

    def program() -> None:
        table()
        aws.lambda_.Function(
            "f",
            name="f",
            runtime=runtime,
            handler="a.b",
            role="arn:aws:iam::111122223333:role/f",
            s3_bucket="code",
            s3_key="f.zip",
        )

    coverage = judge(program, Account())

    assert [f.id for f in coverage.findings if "f (Function)" in f.message] == codes


@pytest.mark.parametrize(("own", "codes"), [(40, []), (41, ["BAMP-V55"])])
def test_the_tags_of_the_provider_count_too(own: int, codes: list[str]) -> None:
    """50 of a resource, with the ten that the provider adds."""

    def program() -> None:
        table()
        added = {f"p{number}": "x" for number in range(10)}
        provider = aws.Provider("p", region="us-east-1", default_tags={"tags": added})
        aws.sns.Topic(
            "t",
            name="t",
            tags={f"t{number}": "x" for number in range(own)},
            opts=pulumi.ResourceOptions(provider=provider),
        )

    coverage = judge(program, Account())

    assert [f.id for f in coverage.findings if "t (Topic)" in f.message] == codes


@pytest.mark.parametrize(("added", "is_protected"), [(48, True), (49, False)])
def test_the_tags_of_the_provider_count_alone(added: int, *, is_protected: bool) -> None:
    """The two that protect it are the provider's as well: AWS takes 50, and no data store of 51."""

    def program() -> None:
        tags = {**TAGS, **{f"p{number}": "x" for number in range(added)}}
        provider = aws.Provider("p", region="us-east-1", default_tags={"tags": tags})
        aws.ebs.Volume(
            "data",
            availability_zone="us-east-1a",
            size=8,
            encrypted=True,
            opts=pulumi.ResourceOptions(provider=provider),
        )

    (found,) = judge(program, Account()).resources

    assert (found.status is Status.PROTECTED) is is_protected
    assert ("BAMP-V55" in [one.id for one in found.findings]) is not is_protected


@pytest.mark.parametrize(
    ("of_the_account", "of_groups", "codes"), [(10, 3, []), (11, 0, ["BAMP-V56"] * 11)]
)
def test_an_account_has_ten_policies_of_logs_in_a_region(
    of_the_account: int, of_groups: int, codes: list[str]
) -> None:
    """Those of one log group have a place of their own."""

    def program() -> None:
        table()
        for number in range(of_the_account + of_groups):
            group = f"arn:aws:logs:us-east-1:111122223333:log-group:g{number}"
            aws.cloudwatch.LogResourcePolicy(
                f"l{number}",
                policy_name=f"l{number}" if number < of_the_account else None,
                resource_arn=None if number < of_the_account else group,
                policy_document='{"Version": "2012-10-17", "Statement": []}',
            )

    coverage = judge(program, Account())

    assert [f.id for f in coverage.findings if "(LogResourcePolicy)" in f.message] == codes
