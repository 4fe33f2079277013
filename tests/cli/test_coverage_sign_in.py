"""Whose account `bamp coverage` looks at: what does not succeed is refused with a remedy."""

import builtins
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from api_shapes import operations_of
from aws_backup_stand_in import Fault, Request, fails
from botocore.exceptions import (
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    PartialCredentialsError,
    UnauthorizedSSOTokenError,
)
from coverage_command import ask, run
from covered_account import FakeBoto3, covered_account

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.policy import default_policy

ROLE = "arn:aws:iam::123456789012:role/auditor"
STS = "sts:GetCallerIdentity"


@pytest.fixture
def boto3(monkeypatch: pytest.MonkeyPatch) -> FakeBoto3:
    """Return a module boto3 that asks a stand-in in which all is well."""
    return ask(covered_account(), monkeypatch)


def refused(*arguments: str | Path) -> str:
    """Return the refusal, as one line, of a command that could not look."""
    done = run(*arguments)

    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert "Traceback" not in done.stderr
    return " ".join(done.stderr.split())


def raises(error: Exception) -> Fault:
    """Let the question who asks fail with what boto3 raises."""

    def fault(request: Request) -> Exception | None:
        return error if request.what == STS else None

    return fault


@pytest.mark.parametrize(
    ("error", "said", "write"),
    [
        (NoCredentialsError(), "no AWS credentials were found", "aws configure sso"),
        (
            PartialCredentialsError(provider="env", cred_var="AWS_SECRET_ACCESS_KEY"),
            "only a part of the AWS credentials was found",
            "aws configure sso",
        ),
        (UnauthorizedSSOTokenError(), "IAM Identity Center is missing or has", "aws sso login"),
        (
            EndpointConnectionError(endpoint_url="https://sts.us-east-1.amazonaws.com"),
            "AWS cannot be reached from here",
            "aws sts get-caller-identity",
        ),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_boto3_cannot_do(boto3: FakeBoto3, error: Exception, said: str, write: str) -> None:
    """One message that says what is missing, and the command that helps."""
    boto3.stand_in.faults.append(raises(error))
    message = refused()

    assert said in message
    assert f"write: {write}" in message
    assert "[BAMP-P23]" in message


@pytest.mark.parametrize(
    ("code", "said", "write"),
    [
        ("ExpiredToken", "the credentials have expired", "aws sso login --profile prod"),
        ("InvalidClientTokenId", "AWS does not accept the credentials", "aws configure sso"),
        ("SignatureDoesNotMatch", "AWS does not accept the credentials", "aws configure sso"),
        ("RequestTimeTooSkewed", "refuses the time of this machine's clock", "timedatectl"),
        ("Unheard", "the account cannot be looked at", "aws configure sso"),
    ],
)
def test_what_aws_refuses(boto3: FakeBoto3, code: str, said: str, write: str) -> None:
    """In AWS's word, with the remedy; the profile stands in it."""
    boto3.stand_in.faults.append(fails(STS, code, status=403))
    message = refused("--profile", "prod")

    assert said in message
    assert code in message
    assert f"write: {write}" in message
    assert "bamp coverage --profile prod" in message


def test_a_profile_that_does_not_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that do are named. Here boto3 itself looks for them."""
    file = tmp_path / "config"
    file.write_text("[profile production]\nregion = us-east-1\n[profile audit]\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    message = refused("--profile", "prod")

    assert "--profile prod: there is no such profile" in message
    assert "one of production, audit" in message


def test_a_role_that_may_not_be_assumed(boto3: FakeBoto3, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asked and what is missing, in AWS's words, and both sides of the permission."""
    denied: Any = {"Error": {"Code": "AccessDenied", "Message": "User: x is not authorized"}}

    def assume(**_: str) -> Any:  # noqa: ANN401 - as boto3 gives it
        raise ClientError(denied, "AssumeRole")

    _assuming(boto3, assume, monkeypatch)
    message = refused("--role-arn", ROLE)

    assert f"role {ROLE} may not be assumed (AccessDenied: User: x is not authorized)" in message
    assert "sts:AssumeRole" in message


def test_a_role_is_assumed_with_its_external_id(
    boto3: FakeBoto3, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every AWS tool does; then the account is read with it."""
    asked: dict[str, str] = {}

    def assume(**arguments: str) -> Any:  # noqa: ANN401 - as boto3 gives it
        asked.update(arguments)
        keys = ("AccessKeyId", "SecretAccessKey", "SessionToken")
        return {"Credentials": dict.fromkeys(keys, "x")}

    _assuming(boto3, assume, monkeypatch)
    done = run("--role-arn", ROLE, "--external-id", "ticket-1")

    assert done.exit_code == 0, done.output
    assert asked == {
        "RoleArn": ROLE,
        "RoleSessionName": "bamp-coverage",
        "ExternalId": "ticket-1",
    }


def _assuming(
    boto3: FakeBoto3, assume: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = boto3.client

    def client(service: str, **arguments: Any) -> Any:  # noqa: ANN401 - of boto3
        made = whole(service, **arguments)
        if service != "sts":
            return made
        return SimpleNamespace(assume_role=assume, get_caller_identity=made.get_caller_identity)

    monkeypatch.setattr(boto3, "client", client)


def test_without_boto3_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is where only the command line is installed."""
    known = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as Python's
        if name.split(".", maxsplit=1)[0] == "boto3":
            raise ImportError(name)
        return known(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    message = refused()

    assert "boto3 is not installed [BAMP-P22]" in message
    assert "the extra `live`" in message
    assert "write: pip install '" in message


def test_help_and_the_policy_need_no_boto3() -> None:
    """It is imported where an account is looked at."""
    code = "import sys; from bamp_pulumi.cli import coverage; print('boto3' in sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own text
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )

    assert done.stdout.strip() == "False"


def test_another_account_is_refused(boto3: FakeBoto3, tmp_path: Path) -> None:
    """By its policy all would be judged wrongly: nothing is read."""
    other = Manifest.of(default_policy(), Account("999999999999", "aws"))
    file = tmp_path / "account-manifest.json"
    file.write_text(other.to_json())
    message = refused("--account-manifest", file)

    assert "credentials of account 123456789012" in message
    assert "manifest of account 999999999999 [BAMP-P24]" in message
    assert set(boto3.stand_in.counted()) == {STS}


@pytest.mark.parametrize(
    ("code", "said"),
    [(None, "which is not there"), ("AccessDeniedException", "which was not read (AccessDenied")],
)
def test_an_account_without_a_manifest(boto3: FakeBoto3, code: str | None, said: str) -> None:
    """There is no policy to judge by; a file will do."""
    boto3.stand_in.parameters = {}
    if code:
        boto3.stand_in.faults.append(fails("ssm:GetParameter", code))
    message = refused()

    assert f"parameter /bamp/baseline of account 123456789012 in us-east-1, {said}" in message
    assert "bamp coverage --account-manifest account-manifest.json" in message


def test_a_file_that_is_no_manifest(boto3: FakeBoto3, tmp_path: Path) -> None:
    """It is refused before anybody is asked."""
    file = tmp_path / "notes.json"
    file.write_text("[]")

    assert "[BAMP-B08]" in refused("--account-manifest", file)
    assert boto3.stand_in.calls == []


def test_an_external_id_without_a_role_is_refused(boto3: FakeBoto3) -> None:
    """It would not be used."""
    assert "--external-id without --role-arn [BAMP-P10]" in refused("--external-id", "x")
    assert boto3.profiles == []


def test_the_policy_allows_what_is_called_and_nothing_else(boto3: FakeBoto3) -> None:
    """Each action is that of a call that was made, by the names that IAM has for them."""
    printed = json.loads(run("--print-policy").stdout)
    allowed = {action for one in printed["Statement"] for action in one["Action"]}
    assert run().exit_code == 0

    prefixes = {"tagging": "tag"}
    called: set[str] = set()
    for request in boto3.stand_in.calls:
        signed = operations_of(request.service).signing_name
        called.add(f"{prefixes.get(signed, signed)}:{request.operation}")
    renamed = {each.replace("s3:ListBuckets", "s3:ListAllMyBuckets") for each in called}
    unpromised = {
        "backup-gateway:ListVirtualMachines",
        "secretsmanager:ListSecrets",
        # A client of Timestream asks by itself.
        "timestream:DescribeEndpoints",
        # Each is asked with an option.
        "backup:GetBackupPlan",
        "backup:ListBackupPlans",
        "ec2:DescribeRegions",
        "s3:GetBucketNotification",
        "s3:GetBucketVersioning",
    }

    assert renamed - {STS} == allowed - unpromised
    assert {one["Effect"] for one in printed["Statement"]} == {"Allow"}
    assert not [each for each in allowed if "*" in each]
