"""`bamp preview` as a user calls it: a process, its output, its exit status."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.policy import default_policy

ACCOUNT = "111122223333"


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """Return the manifest of an account with the default policy."""
    file = tmp_path / "account-manifest.json"
    file.write_text(Manifest.of(default_policy(), Account(ACCOUNT)).to_json())
    return file


def program(folder: Path, body: str) -> Path:
    """Write a program."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text("import pulumi_aws as aws\n" + dedent(body))
    return folder


PROTECTED = """\
    aws.efs.FileSystem(
        "files", encrypted=True, tags={"backup-tier": "standard", "backup-owner": "shop"}
    )
    """
UNPROTECTED = 'aws.efs.FileSystem("files", encrypted=True)\n'
UNVERIFIED = 'aws.ecr.Repository("images")\n'


def bamp(*arguments: str | Path, columns: int = 80) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bamp_pulumi.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": str(columns), "NO_COLOR": "1"},
    )


@pytest.mark.parametrize(
    ("body", "options", "status"),
    [
        (PROTECTED, [], 0),
        (UNPROTECTED, [], 1),
        (UNPROTECTED, ["--inherit"], 0),
        (UNVERIFIED, [], 1),
        (UNVERIFIED, ["--allow-unverified"], 0),
        ("", [], 0),
        ("raise ValueError('boom')", [], 2),
    ],
)
def test_the_exit_status_says_how_it_went(
    tmp_path: Path, manifest: Path, body: str, options: list[str], status: int
) -> None:
    """0 all is well, 1 something is not protected, 2 the input is wrong."""
    done = bamp("preview", program(tmp_path / "p", body), manifest, *options)

    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_json_is_one_object_of_the_documented_schema(tmp_path: Path, manifest: Path) -> None:
    """Machines read it; nothing else may be on standard output."""
    shop = program(tmp_path / "p", f"print('hello')\n{dedent(PROTECTED)}")

    document: dict[str, Any] = json.loads(bamp("preview", shop, manifest, "--json").stdout)

    assert document["schema"] == "bamp.preview/1"
    assert document["summary"] == {
        "protected": 1,
        "native": 0,
        "exempt": 0,
        "unprotected": 0,
        "unverified": 0,
        "verdict": "accepted",
        "why": "Accepted.",
        "exit_status": 0,
    }
    (resource,) = document["resources"]
    assert resource["urn"] == "urn:pulumi:dev::shop::aws:efs/fileSystem:FileSystem::files"
    assert resource["status"] == "protected"
    assert [rule["rule"] for rule in resource["rules"]] == ["daily", "weekly", "monthly"]
    assert {copy["region"] for copy in resource["copies"]} == {"us-west-2"}
    assert (resource["tier"], resource["owner"], resource["region"]) == (
        "standard",
        "shop",
        "us-east-1",
    )


def test_findings_stand_in_the_json_by_resource_and_together(
    tmp_path: Path, manifest: Path
) -> None:
    """One list to count, one to show beside the resource."""
    shop = program(tmp_path / "p", UNPROTECTED)

    done = bamp("preview", shop, manifest, "--json", "--account", ACCOUNT)
    document: dict[str, Any] = json.loads(done.stdout)

    (resource,) = document["resources"]
    assert document["findings"] == resource["findings"]
    assert document["findings"][0]["id"] == "BAMP-V01"
    assert document["findings"][0]["severity"] == "error"
    assert document["findings"][0]["urn"] == resource["urn"]


@pytest.mark.parametrize("columns", [80, 120])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, manifest: Path, columns: int) -> None:
    """A table that wraps in the wrong place is not read."""
    name = "a-file-system-with-quite-a-long-name-as-people-have-them"
    shop = program(tmp_path / "p", PROTECTED.replace('"files"', f'"{name}"'))

    done = bamp("preview", shop, manifest, columns=columns)

    assert max(map(len, done.stdout.splitlines())) <= columns
    assert "daily 30d" in done.stdout


def test_the_markdown_is_written_even_when_the_preview_is_refused(
    tmp_path: Path, manifest: Path
) -> None:
    """That is when a reviewer needs it."""
    comment = tmp_path / "comment.md"
    shop = program(tmp_path / "p", UNPROTECTED)

    done = bamp("preview", shop, manifest, "--markdown", comment)

    assert done.returncode == 1
    text = comment.read_text()
    assert "**Refused: 1 unprotected, 1 error (BAMP-V01).**" in text
    assert "- ❌ unprotected: **files** EFS file system, " in text


def test_inherit_leaves_the_program_as_it_is(tmp_path: Path, manifest: Path) -> None:
    """It previews an adoption; it is none."""
    shop = program(tmp_path / "p", UNPROTECTED)
    before = sorted((f.name, f.read_bytes()) for f in shop.iterdir())

    bamp("preview", shop, manifest, "--inherit")

    assert sorted((f.name, f.read_bytes()) for f in shop.iterdir()) == before


def test_inherit_on_a_program_that_has_adopted_the_line_is_no_error(
    tmp_path: Path, manifest: Path
) -> None:
    """CI passes the same options to every program."""
    body = "import bamp_pulumi\nbamp_pulumi.inherit(owner='crew')\n" + UNPROTECTED
    shop = program(tmp_path / "p", body)

    document: dict[str, Any] = json.loads(
        bamp("preview", shop, manifest, "--inherit", "--json").stdout
    )

    assert [r["owner"] for r in document["resources"]] == ["crew"]


def test_the_account_of_the_manifest_holds_for_programs_that_name_none(
    tmp_path: Path, manifest: Path
) -> None:
    """Plans select only in their own account, and a fork's program does not say which it is."""
    shop = program(tmp_path / "p", PROTECTED)
    done = bamp("preview", shop, manifest, "--json")

    document = json.loads(done.stdout)
    service, account = document["programs"]
    assert service == {
        "name": "shop/dev",
        "account_id": ACCOUNT,
        "account_assumed": True,
        "account_from": "baseline/manifest",
        "region": "us-east-1",
        "region_assumed": True,
        "deployed_known": False,
    }
    assert (account["account_id"], account["account_assumed"]) == (ACCOUNT, False)
    assert [f["id"] for f in document["findings"]] == ["BAMP-V88"]
    assert f"--account {ACCOUNT}" in document["findings"][0]["message"]
    assert done.returncode == 0


def test_the_remedy_for_an_assumed_account_is_accepted_as_it_stands(
    tmp_path: Path, manifest: Path
) -> None:
    """Pasted, it leaves nothing to warn of, and the heading says no more that it is assumed."""
    shop = program(tmp_path / "p", PROTECTED)

    assumed = bamp("preview", shop, manifest, columns=120)
    said = bamp("preview", shop, manifest, "--account", ACCOUNT, columns=120)

    assert f"us-east-1 (assumed), {ACCOUNT} (assumed from baseline/manifest)" in assumed.stdout
    assert f"us-east-1 (assumed), {ACCOUNT}, as of a first deployment\n" in said.stdout
    assert "BAMP-V88" not in said.stdout


def test_the_account_of_a_profile_is_not_taken_from_the_manifest(
    tmp_path: Path, manifest: Path
) -> None:
    """Whose profile that is nobody knows here, so what it declares is not verified."""
    shop = program(tmp_path / "p", PROTECTED)
    (shop / "Pulumi.dev.yaml").write_text("config: {aws:profile: sandbox}\n")

    done = bamp("preview", shop, manifest)

    assert "account not known" in done.stdout
    assert "BAMP-V31" in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "config", "given"),
    [
        (["--region", "us-esat-1"], "", "--region us-esat-1"),
        ([], "config: {aws:region: us-esat-1}", "aws:region: us-esat-1 of stack dev of shop"),
    ],
)
def test_a_region_that_aws_does_not_have_is_refused(
    tmp_path: Path, arguments: list[str], config: str, given: str
) -> None:
    """BAMP-P13, with the nearest ones; nothing is run for a place that is none."""
    shop = program(tmp_path / "p", "raise ValueError('was run')")
    (shop / "Pulumi.dev.yaml").write_text(f"{config}\n")

    done = bamp("preview", shop, *arguments)

    assert f"{given} [BAMP-P13]" in done.stderr
    assert "us-west-2" in done.stderr
    assert done.returncode == 2


def test_a_region_of_a_policy_that_aws_does_not_have_is_refused_at_its_line(tmp_path: Path) -> None:
    """BAMP-N03: a policy is refused before any program runs."""
    shop = program(tmp_path / "p", "raise ValueError('was run')")
    policy = tmp_path / "policy.yaml"
    policy.write_text("extends: default\nrecovery_region: us-wset-2\n")

    done = bamp("preview", shop, "--policy", str(policy))

    assert f"{policy}:2:" in done.stderr
    assert "[BAMP-N03]" in done.stderr
    assert "write:   recovery_region: us-west-2" in done.stderr
    assert done.returncode == 2


def test_another_account_is_not_covered(tmp_path: Path, manifest: Path) -> None:
    """A plan of one account backs up nothing in another."""
    shop = program(tmp_path / "p", PROTECTED)

    done = bamp("preview", shop, manifest, "--account", "444455556666")

    assert done.returncode == 1
    assert "444455556666" in done.stdout


def test_a_policy_file_is_what_programs_are_judged_by(tmp_path: Path, manifest: Path) -> None:
    """A platform team tries a stricter policy before it deploys it."""
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        "extends: default\ntiers:\n  standard:\n    rules:\n"
        "      monthly: {lifecycle: {delete_after_days: 730}}\n"
    )
    shop = program(tmp_path / "p", PROTECTED)

    done = bamp("preview", shop, manifest, "--policy", policy)

    assert done.returncode == 1
    assert "keeps monthly 730 days" in " ".join(done.stdout.split())


ACCOUNT_PROGRAM = "import bamp_pulumi as bamp\nbamp.declare_account()\n"
ACCOUNT_IN_PYTHON = """\
import bamp_pulumi as bamp
bamp.Baseline("bamp", {"policy": bamp.default_policy(), "owner": "platform"})
"""
LONG_KEPT = """\
extends: default
tiers:
  standard:
    rules:
      monthly: {lifecycle: {delete_after_days: 730}}
"""


def account_program(folder: Path, body: str) -> Path:
    """Write the program of an account, without alerts for the while of a test."""
    made = program(folder, body)
    (made / "Pulumi.yaml").write_text("name: bamp-account\nruntime: python\n")
    return made


def test_a_policy_file_is_built_by_the_accounts_program(tmp_path: Path) -> None:
    """Plans and manifest are those of the new policy, so what the service inherits is kept."""
    policy = tmp_path / "policy.yaml"
    policy.write_text(LONG_KEPT)
    shop, platform = (
        program(tmp_path / "p", PROTECTED),
        account_program(tmp_path / "a", ACCOUNT_PROGRAM),
    )

    plain = bamp("preview", shop, platform, "--json")
    done = bamp("preview", shop, platform, "--policy", policy, "--json")

    (files,) = json.loads(plain.stdout)["resources"]
    assert [one["retention_days"] for one in files["rules"]] == [30, 90, 365]
    (files,) = json.loads(done.stdout)["resources"]
    assert files["status"] == "protected"
    assert [one["retention_days"] for one in files["rules"]] == [30, 90, 730]


def test_a_policy_of_its_own_code_is_refused_beside_a_policy_file(tmp_path: Path) -> None:
    """The account would keep one and the services be judged by the other."""
    policy = tmp_path / "policy.yaml"
    policy.write_text(LONG_KEPT)
    shop, platform = (
        program(tmp_path / "p", PROTECTED),
        account_program(tmp_path / "a", ACCOUNT_IN_PYTHON),
    )

    done = bamp("preview", shop, platform, "--policy", policy)

    assert done.returncode == 2
    assert "--policy, and bamp-account/dev, which builds" in " ".join(done.stderr.split())
    assert done.stderr.count("[BAMP-") == 1
    assert "[BAMP-P12]" in done.stderr


def test_a_policy_of_its_own_code_that_is_the_one_of_the_file_is_accepted(tmp_path: Path) -> None:
    """Both say the same: nothing is to be decided."""
    policy = tmp_path / "policy.yaml"
    policy.write_text("extends: default\n")
    shop, platform = (
        program(tmp_path / "p", PROTECTED),
        account_program(tmp_path / "a", ACCOUNT_IN_PYTHON),
    )

    assert bamp("preview", shop, platform, "--policy", policy).returncode in (0, 1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["preview", "nowhere"], "BAMP-P03"),
        (["preview", "nowhere.json"], "BAMP-P07"),
        (["preview", "--stak", "dev", "x"], "--stack"),
        (["preview"], "Usage"),
        (["previw"], "previw [BAMP-P10]"),
    ],
)
def test_wrong_input_ends_in_one_message(arguments: list[str], says: str) -> None:
    """Exit status 2, on standard error or as usage, never a traceback."""
    done = bamp(*arguments)

    assert done.returncode == 2
    assert says in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_region_of_a_policy_file_that_aws_does_not_have_is_refused(tmp_path: Path) -> None:
    """At its line, before anything is run."""
    shop = program(tmp_path / "p", "raise ValueError('was run')")
    policy = tmp_path / "policy.yaml"
    policy.write_text("extends: default\nrecovery_region: us-wset-2\n")

    done = bamp("preview", shop, "--policy", policy)

    assert done.returncode == 2
    assert f"{policy}:2: recovery_region: " in " ".join(done.stderr.split())
    assert "[BAMP-N03]" in done.stderr
    assert "recovery_region: us-west-2" in done.stderr


def test_a_broken_policy_file_is_named(tmp_path: Path, manifest: Path) -> None:
    """Every refusal of the policy, each with its path."""
    policy = tmp_path / "policy.yaml"
    policy.write_text("extends: default\ntiers:\n  standard:\n    rpo_minutes: 0\n    rto: 3\n")

    done = bamp("preview", program(tmp_path / "p", ""), manifest, "--policy", policy)

    assert done.returncode == 2
    assert "tiers.standard.rpo_minutes" in done.stderr
    assert "tiers.standard.rto" in done.stderr


def test_what_could_not_be_known_is_counted_and_listed_on_request(
    tmp_path: Path, manifest: Path
) -> None:
    """Nobody reads a list of twenty notes unasked."""
    shop = program(tmp_path / "p", PROTECTED)

    short, long = bamp("preview", shop, manifest), bamp("preview", shop, manifest, "-v")

    assert re.search(r"1 thing could not be known", short.stdout)
    assert "sets no aws:region" in long.stdout


def test_the_version_is_told() -> None:
    """The first question of every report."""
    assert re.fullmatch(r"bamp, version \d+\.\d+\.\d+\n", bamp("--version").stdout)


@pytest.mark.parametrize("value", ["[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"])
def test_a_manifest_that_pulumi_hides_is_never_replaced_by_a_guess(
    tmp_path: Path, value: str
) -> None:
    """A real preview masks the parameter; the built-in policy may promise something else."""
    urn = "urn:pulumi:prod::account::aws:ssm/parameter:Parameter::manifest"
    inputs = {"name": "/bamp/baseline", "value": value}
    step = {"op": "create", "newState": {"urn": urn, "type": urn.split("::")[2], "inputs": inputs}}
    file = tmp_path / "account.json"
    file.write_text(json.dumps({"steps": [step]}))

    done = bamp("preview", program(tmp_path / "p", PROTECTED), file)

    assert done.returncode == 2
    assert "/bamp/baseline, hidden by Pulumi [BAMP-P08]" in " ".join(done.stderr.split())


def account_preview(file: Path, account: str, value: str, *, name: str = "/bamp/baseline") -> Path:
    """Write a preview of an account's stack, of which its manifest alone is listed."""
    urn = "urn:pulumi:prod::account::bamp:index:Baseline$aws:ssm/parameter:Parameter::manifest"
    token = "aws:ssm/parameter:Parameter"  # noqa: S105 - the token of a type
    inputs = {"name": name, "value": value}
    step = {"op": "create", "newState": {"urn": urn, "type": token, "inputs": inputs}}
    config = {"aws:allowedAccountIds": f'["{account}"]', "aws:region": "us-east-1"}
    file.write_text(json.dumps({"steps": [step], "config": config, "changeSummary": {"create": 2}}))
    return file


def test_a_manifest_in_clear_does_not_stand_in_for_one_of_another_account(
    tmp_path: Path, manifest: Path
) -> None:
    """What it hides may promise something else; by whatever name it goes."""
    hidden = account_preview(tmp_path / "other.json", "444455556666", "[secret]", name="/x/y")
    shop = program(tmp_path / "p", PROTECTED)

    done = bamp("preview", shop, manifest, hidden, "--account", ACCOUNT)
    assert (done.returncode, "BAMP-P09" in done.stderr) == (2, True)

    done = bamp("preview", shop, manifest, hidden)
    assert done.returncode == 2
    assert "the manifest of account 444455556666, /x/y, hidden by Pulumi [BAMP-P08]" in done.stderr


def test_accounts_of_different_policies_are_not_judged_by_one_of_them(
    tmp_path: Path, manifest: Path
) -> None:
    """The first manifest would decide for both."""
    policy = default_policy()
    lax = policy.model_copy(update={"tiers": {"standard": policy.tiers["standard"]}})
    away = Account("444455556666")
    for each, status in ((policy, 0), (lax, 2)):
        value = Manifest.of(each, away).to_json()
        other = account_preview(tmp_path / "other.json", away.account_id, value)

        done = bamp("preview", program(tmp_path / "p", ""), manifest, other)

        assert done.returncode == status, done.stderr
    assert "accounts of different policies: 111122223333, 444455556666 [BAMP-P12]" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--markdown", "no/such/folder/x.md"], "folder no/such/folder does not exist"),
        (["--account", "12"], "--account 12 [BAMP-P10]"),
        (["--region", "Ohio"], "--region Ohio [BAMP-P10]"),
        (["--timeout", "0"], "0 is not in the range"),
        (["--policy", "."], "is a directory"),
        (["--stack", "no such stack"], "--stack no such stack"),
        (["--today", "tomorrow"], "'tomorrow' does not match the format"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused_before_anything_is_run(
    tmp_path: Path, options: list[str], said: str
) -> None:
    """One clear message, and exit status 2."""
    folder = program(tmp_path / "p", "open('ran', 'w')\n")
    (folder / "Pulumi.prod.yaml").write_text("config: {}\n")

    done = bamp("preview", folder, *options)

    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not (folder / "ran").exists()


def test_a_preview_that_is_stopped_takes_along_what_it_started(tmp_path: Path) -> None:
    """Ctrl-C: no traceback, no status that means something else, nothing left running."""
    body = """\
        import os, pathlib, subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        pathlib.Path("pids.new").write_text(f"{os.getpid()} {child.pid}")
        pathlib.Path("pids.new").rename("pids")
        time.sleep(600)
        """
    folder = program(tmp_path / "p", body)
    # A shell that runs the tests in the background has it ignored, and children inherit that.
    listen = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{listen}; from bamp_pulumi.cli import main; main()"
    command = [sys.executable, "-c", code, "preview", str(folder)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as preview:  # noqa: S603 - our own command
        while not (folder / "pids").exists():
            assert preview.poll() is None
            time.sleep(0.05)
        preview.send_signal(signal.SIGINT)
        _, said = preview.communicate(timeout=60)

    assert (preview.returncode, said) == (130, "bamp: stopped\n")
    for pid in (folder / "pids").read_text().split():
        status = Path("/proc") / pid / "stat"
        assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_output_that_nobody_reads_any_more_is_no_traceback(tmp_path: Path, manifest: Path) -> None:
    """`bamp preview ... | head -1`."""
    shop = program(tmp_path / "p", PROTECTED)
    command = f"{sys.executable} -m bamp_pulumi.cli preview {shop} {manifest} --json | head -c 1"

    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)  # noqa: S603, S607 - our own command

    assert (done.stdout, "Traceback" in done.stderr) == ("{", False)


def test_the_given_policy_is_what_is_inherited(tmp_path: Path, manifest: Path) -> None:
    """A platform team tries a policy on a service that has not adopted the line."""
    policy = tmp_path / "policy.yaml"
    policy.write_text("extends: default\ndefault_tier: critical\n")
    shop = program(tmp_path / "p", UNPROTECTED)

    done = bamp("preview", shop, manifest, "--inherit", "--policy", policy, "--json")

    (files,) = json.loads(done.stdout)["resources"]
    assert files["tier"] == "critical"


INHERITING = """    import bamp_pulumi as bamp
    bamp.inherit(owner="shop")
    aws.efs.FileSystem("files", encrypted=True)
    aws.efs.FileSystem("odd", encrypted=True, tags={"backup-tier": "gold"})
    aws.efs.FileSystem("let-off", encrypted=True, tags={"backup-exempt-reason": "old"})
    """


def test_wrong_tags_are_findings_beside_all_the_others(tmp_path: Path, manifest: Path) -> None:
    """A deployment ends in them; a preview shows the whole program."""
    shop = program(tmp_path / "p", INHERITING)

    done = bamp("preview", shop, manifest, "--json")

    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert {r["name"]: r["status"] for r in document["resources"]} == {
        "files": "protected",
        "odd": "unprotected",
        "let-off": "unprotected",
    }
    refused = [f for f in document["findings"] if f["id"] == "BAMP-V38"]
    assert sorted(finding["urn"].rpartition("::")[2] for finding in refused) == ["let-off", "odd"]
    messages = [finding["message"] for finding in refused]
    assert any("BAMP-T01" in message for message in messages)
    assert not any("\n" in message for message in messages)


def test_the_json_has_what_was_assumed(tmp_path: Path, manifest: Path) -> None:
    """A machine should know, too, that nobody said which Region this is."""
    shop = program(tmp_path / "p", PROTECTED)

    notes = json.loads(bamp("preview", shop, manifest, "--json").stdout)["notes"]

    assert {(note["code"], note["program"]) for note in notes} >= {("region-assumed", "shop/dev")}


WARNING = """    import pulumi
    pulumi.log.warn("the lock of vault main cannot be taken back from 2026-12-01 on")
    """


def test_what_a_program_warns_of_is_shown_unasked(tmp_path: Path, manifest: Path) -> None:
    """Somebody wrote it for somebody to read."""
    shop = program(tmp_path / "p", WARNING)
    comment = tmp_path / "comment.md"

    done = bamp("preview", shop, manifest, "--markdown", comment)

    said = "the lock of vault main cannot be taken back"
    assert said in " ".join(done.stdout.split())
    assert said in comment.read_text()


def test_a_program_that_warns_of_much_does_not_fill_the_screen(
    tmp_path: Path, manifest: Path
) -> None:
    """All of it is there for who asks."""
    body = "import pulumi\nfor n in range(30):\n    pulumi.log.warn(f'careful {n}')\n"
    shop = program(tmp_path / "p", body)

    few, all_of_it = (bamp("preview", shop, manifest, *o).stdout for o in ([], ["-v"]))

    assert (few.count("careful"), all_of_it.count("careful")) == (10, 30)
    assert "20 more warnings" in few


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        (
            """\
            vpc = aws.ec2.Vpc("v", cidr_block="10.0.0.0/16")
            vpc.main_route_table_id.apply(lambda table: aws.s3.Bucket(table))
            """,
            "BAMP-V85: __main__.py:3 declares s3.Bucket in an apply",
        ),
        (
            """\
            import pulumi
            if not pulumi.runtime.is_dry_run():
                aws.s3.Bucket("hidden")
            """,
            "BAMP-V86: __main__.py:3 checks whether it runs in a preview",
        ),
    ],
)
def test_what_a_program_hides_from_a_preview_is_found(
    tmp_path: Path, manifest: Path, body: str, finding: str
) -> None:
    """Nobody may take the preview for the whole program."""
    shop = program(tmp_path / "p", dedent(body))
    done = bamp("preview", shop, manifest, "--json", "--account", ACCOUNT)

    (found,) = json.loads(done.stdout)["findings"]
    assert f"{found['id']}: {found['message']}".startswith(finding)
    assert found["severity"] == "warning"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("body", "options", "status", "last"),
    [
        (PROTECTED, [], 0, "Would be accepted by the built-in account"),
        (UNPROTECTED, [], 1, "Refused: 1 unprotected, 1 error (BAMP-V01). Exit status 1."),
        (PROTECTED, ["--require-account"], 1, "Refused: 1 unverified. Exit status 1."),
    ],
)
def test_a_program_alone_gets_an_answer_that_is_no_proof(
    tmp_path: Path, body: str, options: list[str], status: int, last: str
) -> None:
    """The verdict is the last line, with the exit status; a pipeline asks for an account."""
    done = bamp("preview", program(tmp_path / "p", body), *options, columns=200)

    assert done.returncode == status
    assert done.stdout.splitlines()[-1].startswith(last)
    assert f"Exit status {status}." in done.stdout.splitlines()[-1]


def test_the_account_alone_is_summed_up(tmp_path: Path) -> None:
    """Tiers, vaults, who is notified, what is left to do: in terminal, Markdown and JSON."""
    stack, comment = Path(__file__).parents[2] / "stacks" / "account", tmp_path / "comment.md"

    done = bamp("preview", stack, "--markdown", comment, columns=160)
    summary: Any = json.loads(bamp("preview", stack, "--json").stdout)["account_summary"]

    for text in (done.stdout, comment.read_text()):
        for title in ("Tiers", "Vaults", "Who is notified", "What is left to do by hand"):
            assert title in text
    assert "us-west-2 2557d" in done.stdout
    assert "governance, 7 to 2557 days" in done.stdout
    assert [plan["tier"] for plan in summary["plans"]] == [
        "critical",
        "development",
        "regulated",
        "standard",
    ]
    assert [one["kind"] for one in summary["destinations"]] == [
        "email",
        "pagerduty",
        "slack",
        "ticket",
    ]
    assert any("confirm email" in one for one in summary["by_hand"])
