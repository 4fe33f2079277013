"""Secrets of the environment and of programs never reach what `bamp` prints or writes."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]
BAMP = ("-m", "bamp_pulumi.cli")
TOKEN = "tok-7f3a9c21e5"  # noqa: S105 - of nothing
ENVIRONMENT = {"DEPLOY_TOKEN": TOKEN, "PULUMI_CONFIG_PASSPHRASE": "correct horse battery"}

DECLARES = """\
    import base64, os
    import pulumi, pulumi_aws as aws
    token = os.environ["DEPLOY_TOKEN"]
    assert "PULUMI_CONFIG_PASSPHRASE" not in os.environ
    tags = {"backup-tier": token, "backup-owner": f"me-{token}"}
    aws.efs.FileSystem(f"files-{token}", encrypted=True, tags=tags)
    until = {"backup-exempt-until": "2999-01-01", "backup-owner": "shop"}
    aws.s3.Bucket("b", bucket=token, tags={"backup-exempt-reason": f"of {token}", **until})
    pulumi.log.warn(f"careful with {token}, " + base64.b64encode(f"u:{token}".encode()).decode())
    pulumi.Config().require(f"missing-{token}")
    pulumi.export("token", token)
    """
RAISES = """\
    import os
    raise ValueError(f"401 for {os.environ['DEPLOY_TOKEN']}")
    """
ENDS = """\
    import os, sys
    print("x" * 290 + " " + os.environ["DEPLOY_TOKEN"], flush=True)
    os._exit(3)
    """

MARKS = """\
    import pulumi, pulumi_aws as aws
    def secret(text):
        return pulumi.Output.secret(text)
    name, arn = secret("tok-name"), secret("arn:aws:kms:us-east-1:111122223333:key/tok-key")
    vault = aws.backup.Vault("vault", name=name, kms_key_arn=arn)
    rule = {"rule_name": secret("tok-rule"), "target_vault_name": name, "schedule": secret("tok-s")}
    plan = aws.backup.Plan("plan", name=secret("tok-plan"), rules=[rule])
    role = secret("arn:aws:iam::111122223333:role/tok-role")
    tag = {"type": "STRINGEQUALS", "key": "backup-tier", "value": secret("tok-tier")}
    aws.backup.Selection("all", plan_id=plan.id, iam_role_arn=role, selection_tags=[tag])
    tags = {"backup-tier": secret("tok-tier"), "backup-owner": secret("tok-owner")}
    aws.efs.FileSystem("files", encrypted=True, kms_key_id=arn, tags=tags)
    role.apply(lambda text: pulumi.log.warn(f"careful with {text}"))
    """


@pytest.mark.parametrize(("body", "status"), [(DECLARES, 1), (MARKS, 1), (RAISES, 2), (ENDS, 2)])
def test_a_secret_is_masked_wherever_a_program_puts_it(
    tmp_path: Path, body: str, status: int
) -> None:
    """One of the environment, or one that the program marks: printed, in JSON, in a file."""
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(dedent(body))
    comment = tmp_path / "comment.md"
    written = ""
    for options in ([], ["--json"]) if status == 1 else ([],):
        done = subprocess.run(  # noqa: S603 - our own command
            [
                sys.executable,
                *BAMP,
                "preview",
                str(tmp_path),
                "-v",
                "--markdown",
                str(comment),
                *options,
            ],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **ENVIRONMENT, "COLUMNS": "300"},
        )
        assert done.returncode == status, done.stderr
        written += done.stdout + done.stderr
    if status == 1:
        written += comment.read_text()

    assert "[secret]" in written
    # Nor a part of it, in base64 or at the end of a line.
    assert "tok-" not in written
    assert "7f3a" not in written
    assert base64.b64encode(f"u:{TOKEN}".encode()).decode()[4:-4] not in written


NOTIFIES = """\
    import pulumi, pulumi_aws as aws
    def secret(text):
        return pulumi.Output.secret(text)
    allows = '{"Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},'
    allows += '"Action": "sns:Publish", "Resource": "*"}]}'
    topic = aws.sns.Topic("topic", name="topic", policy=allows)
    for name, protocol, endpoint in (
        ("mail", "email", "tok-mail@bamp-ops.io"),
        ("call", "https", "https://tok-hook.internal/hook"),
    ):
        aws.sns.TopicSubscription(
            name, topic=topic.arn, protocol=protocol, endpoint=secret(endpoint)
        )
    pattern = '{"source":["aws.backup"]}'
    rule = aws.cloudwatch.EventRule("rule", event_pattern=pattern)
    aws.cloudwatch.EventTarget("target", rule=rule.name, arn=topic.arn)
    """


def _program(folder: Path, body: str) -> Path:
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(body)
    return folder


def _bamp(*words: str, environment: dict[str, str] | None = None) -> tuple[int, str]:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *BAMP, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(environment or {}), "COLUMNS": "300"},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("options", [[], ["--storm", "3", "--json"]], ids=" ".join)
def test_a_rehearsal_masks_what_a_program_marks_as_secret(
    tmp_path: Path, options: list[str]
) -> None:
    """Addresses that messages go to, in the page too."""
    page = tmp_path / "page.html"
    written_to = [] if "--storm" in options else ["--html", str(page)]
    program = _program(tmp_path / "app", dedent(NOTIFIES))
    programs = (ROOT / "examples/orders", ROOT / "stacks/account", program)

    status, written = _bamp("rehearse", *map(str, programs), *written_to, *options)
    written += page.read_text() if written_to else ""

    assert status != 2, written
    assert "tok-" not in written
    assert "[secret]" in written


@pytest.mark.parametrize("command", ["preview", "rehearse"])
def test_a_secret_of_the_environment_is_masked_in_what_pulumi_wrote(
    tmp_path: Path, command: str
) -> None:
    """Pulumi masks what a program marks, and not what it read from the environment."""
    inputs = {"tags": {"backup-owner": f"me-{TOKEN}"}, "encrypted": True}
    kind, name = "aws:efs/fileSystem:FileSystem", f"files-{TOKEN}"
    urn = f"urn:pulumi:dev::shop::{kind}::{name}"
    step = {"op": "create", "urn": urn, "newState": {"urn": urn, "type": kind, "inputs": inputs}}
    document = tmp_path / "preview.json"
    document.write_text(
        json.dumps({"config": {"aws:region": "us-east-1"}, "steps": [step]}).replace(
            "7f", "\\u0037f"
        )
    )

    status, written = _bamp(command, str(document), "--json", environment=ENVIRONMENT)

    assert status == 1, written
    assert "[secret]" in written
    assert "7f3a" not in written
