"""Programs run from their folders, alone and together, and every way in which one can fail."""

import time
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from processes import is_alive

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage import cover
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import Estate, RunOptions, load_estate
from bamp_pulumi.policy import default_policy

BUCKET = "aws:s3/bucket:Bucket"


def write(folder: Path, body: str, *, name: str = "shop", **files: str) -> Path:
    """Write a Pulumi program; further files by name, `Pulumi_prod` for Pulumi.prod.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Pulumi.yaml").write_text(files.pop("project", f"name: {name}\nruntime: python\n"))
    (folder / "__main__.py").write_text(dedent(body))
    for file, text in files.items():
        (folder / f"{file.replace('_', '.')}.yaml").write_text(text)
    return folder


def refusal(*sources: Path, options: RunOptions | None = None) -> str:
    """Load, expect a refusal, and return its text."""
    with pytest.raises(RefusedError) as caught:
        load_estate(sources, options)
    return str(caught.value)


def one_bucket(estate: Estate) -> object:
    """Return the name that the only bucket asks for."""
    return estate.one(BUCKET).inputs.get("bucket")


def test_a_folder_is_run_and_its_resources_know_their_line(tmp_path: Path) -> None:
    """A finding that names file and line is mended in a minute."""
    write(tmp_path, "import pulumi_aws as aws\n\naws.s3.Bucket('photos')\n")

    bucket = load_estate([tmp_path]).one(BUCKET)

    assert bucket.program == "shop/dev"
    assert bucket.source == "__main__.py:3"


def test_configuration_is_read_from_stack_and_project(tmp_path: Path) -> None:
    """The stack's file wins over the project's; objects arrive as the program expects them."""
    project = """\
        name: shop
        runtime: python
        config:
          shop:suffix: {default: dev}
          aws:region: {value: eu-west-1}
        """
    body = """\
        import pulumi, pulumi_aws as aws
        names = pulumi.Config().require_object("names")
        aws.s3.Bucket("b", bucket=names[0] + pulumi.Config().require("suffix"))
        """
    stack = "config:\n  shop:names: [photos-]\n  suffix: prod\n"
    write(tmp_path, body, project=dedent(project), Pulumi_prod=stack)

    estate = load_estate([tmp_path])

    assert one_bucket(estate) == "photos-prod"
    assert estate.one(BUCKET).region == "eu-west-1"
    assert estate.programs[0].name == "shop/prod"


@pytest.mark.parametrize(
    ("stacks", "asked", "chosen"),
    [
        (["dev", "prod"], None, "prod"),
        (["dev", "qa"], None, "dev"),
        (["qa"], None, "qa"),
        ([], None, "dev"),
        (["dev", "prod"], "dev", "dev"),
        ([], "elsewhere", "elsewhere"),
    ],
)
def test_the_stack_is_the_one_asked_for_else_production(
    tmp_path: Path, stacks: list[str], asked: str | None, chosen: str
) -> None:
    """A preview is about what will run in production unless somebody says otherwise."""
    write(tmp_path, "", **{f"Pulumi_{stack}": "config: {}\n" for stack in stacks})

    estate = load_estate([tmp_path], RunOptions(stack=asked))

    assert estate.programs[0].name == f"shop/{chosen}"


def test_missing_configuration_is_unknown_and_said_so(tmp_path: Path) -> None:
    """A fork has no stack file, and its preview must still say what it can."""
    body = """\
        import pulumi, pulumi_aws as aws
        config = pulumi.Config()
        count = config.require_int("count")
        key = config.require_secret("key")
        aws.s3.Bucket("b", bucket=config.require("name"), tags={"key": key})
        """
    write(tmp_path, body)

    estate = load_estate([tmp_path])

    assert one_bucket(estate) is UNKNOWN
    assert estate.one(BUCKET).value("tags.key") is UNKNOWN
    missing = [n.message for n in estate.programs[0].notes if n.code == "config-missing"]
    assert [message.split()[1] for message in missing] == ["shop:count", "shop:key", "shop:name"]


def test_a_missing_object_and_a_missing_path_do_not_stop_a_program(tmp_path: Path) -> None:
    """What is read from them is as unknown as they are."""
    body = """\
        import json, pulumi, pulumi_aws as aws
        config = pulumi.Config()
        owner = config.require_object("team")["owner"]
        key = open(config.require("keyFile")).read()
        secret = config.require_secret("account").apply(json.loads)
        aws.s3.Bucket("b", bucket=owner, tags={"key": key, "id": secret["id"].apply(str)})
        """
    write(tmp_path, body)

    bucket = load_estate([tmp_path]).one(BUCKET)

    assert bucket.inputs == {"bucket": UNKNOWN, "tags": {"key": UNKNOWN, "id": UNKNOWN}}


def test_a_callback_that_fails_on_what_is_unknown_is_said_with_its_line(tmp_path: Path) -> None:
    """What it would declare is missing from the preview, and somebody must know."""
    body = """\
        import pulumi_aws as aws
        zones = aws.ec2.get_subnets_output().ids
        zones.apply(lambda ids: aws.s3.Bucket(ids[40]))
        aws.s3.Bucket("b", bucket="b")
        """
    write(tmp_path, body)

    estate = load_estate([tmp_path])

    assert one_bucket(estate) == "b"
    [note] = [n for n in estate.programs[0].notes if n.code == "callback-unknown"]
    assert note.message.startswith("__main__.py:3 computes with values unknown offline")


def test_encrypted_configuration_is_unknown_and_said_so(tmp_path: Path) -> None:
    """Offline nobody holds the key."""
    body = """\
        import pulumi, pulumi_aws as aws
        aws.s3.Bucket("b", bucket=pulumi.Config().require_secret("name"))
        """
    stack = "config:\n  shop:name:\n    secure: v1:abc\n"
    write(tmp_path, body, Pulumi_prod=stack)

    estate = load_estate([tmp_path])

    assert one_bucket(estate) is UNKNOWN
    assert "config-sealed" in [note.code for note in estate.programs[0].notes]


def test_stack_references_between_given_programs_are_resolved_in_any_order(tmp_path: Path) -> None:
    """The service is named first and refers to the account, which runs second."""
    service = """\
        import pulumi, pulumi_aws as aws
        account = pulumi.StackReference("acme/account/prod")
        aws.s3.Bucket("b", bucket=account.require_output("bucket"))
        """
    account = "import pulumi\npulumi.export('bucket', 'shared')\n"
    prod = {"Pulumi_prod": "config: {}\n"}
    first = write(tmp_path / "service", service, **prod)
    second = write(tmp_path / "account", account, name="account", **prod)

    assert one_bucket(load_estate([first, second])) == "shared"
    assert one_bucket(load_estate([first])) is UNKNOWN


def test_a_parameter_that_another_program_declares_is_answered(tmp_path: Path) -> None:
    """This is how a service stack learns what the account holds."""
    service = """\
        import pulumi_aws as aws
        aws.s3.Bucket("b", bucket=aws.ssm.get_parameter_output(name="/bamp/name").value)
        """
    account = """\
        import pulumi_aws as aws
        aws.ssm.Parameter("p", name="/bamp/name", type="String", value="shared")
        """
    first = write(tmp_path / "service", service)
    second = write(tmp_path / "account", account, name="account")

    assert one_bucket(load_estate([first, second])) == "shared"


def test_what_a_program_prints_does_not_disturb_the_result(tmp_path: Path) -> None:
    """Standard output is the channel on which the result comes back."""
    body = """\
        import subprocess, sys, pulumi_aws as aws
        print("{ not json")
        subprocess.run([sys.executable, "-c", "print('nor this')"])
        aws.s3.Bucket("b", bucket="b")
        """
    write(tmp_path, body)

    assert one_bucket(load_estate([tmp_path])) == "b"


def test_a_client_of_boto3_finds_the_region_of_the_stack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Programs make such clients in their first lines; what the caller has set wins."""
    body = """\
        import boto3, pulumi_aws as aws
        aws.s3.Bucket("b", bucket=boto3.client("sts").meta.region_name)
        """
    write(tmp_path, body, Pulumi_prod="config: {aws:region: eu-west-1}\n")
    for variable in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(variable, raising=False)

    assert one_bucket(load_estate([tmp_path])) == "eu-west-1"
    assert one_bucket(load_estate([tmp_path], RunOptions(region="eu-west-3"))) == "eu-west-3"

    file = tmp_path / "aws-config"
    file.write_text("[profile audit]\nregion = eu-south-1\n[default]\noutput = json\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    assert one_bucket(load_estate([tmp_path])) == "eu-west-1"

    monkeypatch.setenv("AWS_PROFILE", "audit")
    assert one_bucket(load_estate([tmp_path])) == "eu-south-1"

    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-north-1")
    assert one_bucket(load_estate([tmp_path])) == "eu-north-1"


def test_modules_beside_the_program_are_found(tmp_path: Path) -> None:
    """A program is a folder; its own modules come first."""
    write(tmp_path, "import names, pulumi_aws as aws\naws.s3.Bucket('b', bucket=names.BUCKET)\n")
    (tmp_path / "names.py").write_text("BUCKET = 'from-a-module'\n")

    assert one_bucket(load_estate([tmp_path])) == "from-a-module"


def test_the_program_may_be_a_folder_that_a_project_above_names(tmp_path: Path) -> None:
    """`stacks/account` is the program of the Pulumi.yaml at the root."""
    project = "name: root\nruntime: python\nmain: stacks/account\n"
    write(tmp_path, "", project=project)
    folder = tmp_path / "stacks" / "account"
    folder.mkdir(parents=True)
    (folder / "__main__.py").write_text("import pulumi_aws as aws\naws.s3.Bucket('b', bucket='b')")

    assert one_bucket(load_estate([folder])) == "b"


FAILURES = {
    "raises": ("raise ValueError('boom')", "__main__.py:1: ValueError: boom"),
    "in a function": ("def f():\n    1 / 0\nf()", "__main__.py:2: ZeroDivisionError"),
    "says so itself": ("import pulumi\nraise pulumi.RunError('no region')", ":2: no region"),
    "does not parse": ("def f(:\n", "__main__.py:1: SyntaxError"),
    "lacks a package": ("import pulumi_snowflake", "install pulumi-snowflake"),
    "leaves early": ("import sys\nsys.exit(3)", "SystemExit"),
    "dies": ("import os\nos._exit(4)", "exit status 4"),
    "wrong argument": (
        "import pulumi_aws as aws\naws.s3.Bucket('b', buckett='x')",
        "__main__.py:2: TypeError",
    ),
    "in an apply": (
        "import pulumi\npulumi.Output.from_input(1).apply(lambda n: n / 0)",
        "__main__.py:2: ZeroDivisionError",
    ),
    "configuration of the wrong kind": (
        "import pulumi\npulumi.Config('aws').require_int('region')",
        "correct the value in Pulumi.*.yaml\n",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_program_that_fails_ends_in_one_message_with_program_line_and_remedy(
    tmp_path: Path, failure: str
) -> None:
    """Never a traceback, and never a result from half a program."""
    body, expected = FAILURES[failure]
    write(tmp_path, body)

    text = refusal(tmp_path)

    assert expected in text
    assert "[BAMP-P06]" in text
    assert str(tmp_path) in text
    assert "Traceback" not in text


def test_a_program_that_hangs_is_stopped(tmp_path: Path) -> None:
    """Somebody waits for the preview."""
    write(tmp_path, "import time\ntime.sleep(60)\n")

    assert "still running after 2 seconds" in refusal(
        tmp_path, options=RunOptions(timeout_seconds=2)
    )


def test_a_process_that_outlives_its_program_is_not_waited_for(tmp_path: Path) -> None:
    """It inherits the program's output, and may run for ever."""
    body = """\
        import subprocess, sys
        import pulumi_aws as aws
        aws.s3.Bucket("b", bucket="photos")
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        """
    write(tmp_path, body)
    began = time.monotonic()

    assert one_bucket(load_estate([tmp_path])) == "photos"
    assert time.monotonic() - began < 60


def test_what_a_program_started_ends_with_it(tmp_path: Path) -> None:
    """Nothing of a preview is left running."""
    body = """\
        import pathlib, subprocess, sys
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        pathlib.Path("pid").write_text(str(child.pid))
        """
    write(tmp_path, body)

    load_estate([tmp_path])

    pid = (tmp_path / "pid").read_text()
    # It has been killed by now; a busy machine takes a moment to take it away.
    end = time.monotonic() + 30
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_alive(pid)


GUESSED = {
    "a branch on what only AWS knows": (
        "if aws.ec2.get_vpc(default=True).enable_dns_support: pass",
        "enable_dns_support of GetVpc, which is not known offline; false was taken",
    ),
    "in a callback too": (
        "aws.ec2.get_vpc_output().apply(lambda vpc: vpc.enable_dns_support)",
        "enable_dns_support of GetVpc",
    ),
    "a sealed truth value": (
        "if pulumi.Config().get_bool('replica'): pass",
        "configuration shop:replica, which is not known offline; false was taken",
    ),
    "a sealed number": (
        "pulumi.Config().get_int('replica')",
        "configuration shop:replica, which is not known offline; 1 was taken",
    ),
    "a required number that nobody set": (
        "range(pulumi.Config().require_int('count'))",
        "configuration shop:count, which is not known offline; 1 was taken",
    ),
}


@pytest.mark.parametrize("name", GUESSED)
def test_what_a_program_goes_by_that_had_to_be_guessed_is_a_finding(
    tmp_path: Path, name: str
) -> None:
    """What it declares for another value is not in the preview."""
    line, said = GUESSED[name]
    write(
        tmp_path,
        f"import pulumi, pulumi_aws as aws\n{line}\n",
        Pulumi_prod="config: {shop:replica: {secure: v1:xyz}}\n",
    )

    coverage = cover(load_estate([tmp_path]), default_policy(), today=date(2026, 11, 26))

    (finding,) = [f for f in coverage.findings if f.id == "BAMP-V39"]
    assert finding.message.startswith("__main__.py:2 reads ")
    assert said in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "aws.ec2.get_vpc(default=True).id",
        "aws.get_region().region",
        "[zone for zone in aws.get_availability_zones().names]",
        "pulumi.Config().get('replica')",
        "pulumi.Config().get_bool('other')",
    ],
)
def test_what_need_not_be_guessed_is_no_finding(tmp_path: Path, line: str) -> None:
    """Text carries the mark of the unknown; a finding with every run is not read."""
    write(
        tmp_path,
        f"import pulumi, pulumi_aws as aws\n{line}\n",
        Pulumi_prod="config: {shop:replica: {secure: v1:xyz}}\n",
    )

    coverage = cover(load_estate([tmp_path]), default_policy(), today=date(2026, 11, 26))

    assert [f for f in coverage.findings if f.id == "BAMP-V39"] == []


def test_a_sealed_text_is_unknown_and_not_absent(tmp_path: Path) -> None:
    """It is there: a program that branches by it takes the way of a deployment."""
    body = """\
        import pulumi, pulumi_aws as aws
        aws.s3.Bucket("b", bucket=pulumi.Config().get("name") or "none")
        """
    write(tmp_path, body, Pulumi_prod="config: {shop:name: {secure: v1:xyz}}\n")

    assert one_bucket(load_estate([tmp_path])) is UNKNOWN


def test_programs_that_refer_to_one_another_come_to_an_end(tmp_path: Path) -> None:
    """Each learns what the other publishes; what hangs on itself stays unknown."""
    prod = {"Pulumi_prod": "config: {}\n"}
    body = """\
        import pulumi, pulumi_aws as aws
        other = pulumi.StackReference("acme/{other}/prod")
        aws.s3.Bucket("{name}", bucket=other.get_output("name"))
        pulumi.export("name", "{name}")
        """
    one = write(tmp_path / "one", body.format(name="one", other="two"), name="one", **prod)
    two = write(tmp_path / "two", body.format(name="two", other="one"), name="two", **prod)

    estate = load_estate([one, two])

    assert {b.name: b.inputs["bucket"] for b in estate.of_type(BUCKET)} == {
        "one": "two",
        "two": "one",
    }


def test_a_program_in_another_language_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """The engine can preview it, and its result can be read here."""
    write(tmp_path, "", project="name: shop\nruntime: nodejs\n")

    text = refusal(tmp_path)

    assert "runtime nodejs [BAMP-P05]" in text
    assert "pulumi preview --json --show-sames" in text


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        ("name: [", "Pulumi.yaml:1: "),
        ("- a\n- b\n", "Pulumi.yaml"),
        ("name: shop\nruntime: python\nconfig: []\n", "Pulumi.yaml:3: config"),
    ],
)
def test_a_broken_project_file_is_named(tmp_path: Path, project: str, expected: str) -> None:
    """The reader must find the file, and where there is one, the line."""
    write(tmp_path, "", project=project)

    assert expected in refusal(tmp_path)


def test_a_folder_without_a_project_is_refused(tmp_path: Path) -> None:
    """A typo in a path must not look like an empty, healthy program."""
    assert "which has no Pulumi.yaml [BAMP-P03]" in refusal(tmp_path)
    for missing in ("nowhere", "a" * 300):
        assert "which does not exist [BAMP-P03]" in refusal(tmp_path / missing)


def test_nothing_is_run_when_one_source_cannot_be_read(tmp_path: Path) -> None:
    """Bad input gets one clear error, before anything happens."""
    marker = tmp_path / "ran"
    sound = write(tmp_path / "sound", f"open({str(marker)!r}, 'w')")

    refusal(sound, tmp_path / "missing.json")

    assert not marker.exists()


def test_a_stack_that_no_program_has_is_refused(tmp_path: Path) -> None:
    """A typo would preview a program without its configuration, and look healthy."""
    write(tmp_path, "", Pulumi_prod="config: {}\n")

    text = refusal(tmp_path, options=RunOptions(stack="prdo"))

    assert "--stack prdo [BAMP-P04]" in text
    assert "--stack prod" in text


def test_a_date_in_a_stack_file_is_text(tmp_path: Path) -> None:
    """YAML reads a bare day as a date; Pulumi makes this text of it; quotes keep it."""
    body = """\
        import pulumi, pulumi_aws as aws
        config = pulumi.Config()
        aws.s3.Bucket("b", bucket=config.require("until") + "/" + config.require("day"))
        """
    stack = "config:\n  shop:until: 2027-06-30\n  shop:day: '2027-06-30'\n"
    write(tmp_path, body, Pulumi_prod=stack)

    assert one_bucket(load_estate([tmp_path])) == "2027-06-30 00:00:00 +0000 UTC/2027-06-30"


def test_bytes_that_are_no_text_do_not_disturb_the_result(tmp_path: Path) -> None:
    """What a program writes to standard error is its own affair."""
    body = """\
        import os, pulumi_aws as aws
        os.write(2, b"\\xff\\xfe")
        aws.s3.Bucket("b", bucket="b")
        """
    write(tmp_path, body)

    assert one_bucket(load_estate([tmp_path])) == "b"
