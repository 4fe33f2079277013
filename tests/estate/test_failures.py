"""What somebody reads whose program, or whose neighbour's, cannot be run to its end."""

from pathlib import Path
from textwrap import dedent

import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import load_estate


def write(folder: Path, body: str, **files: str) -> Path:
    """Write a project; further files by name, `requirements_txt` for requirements.txt."""
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(dedent(body))
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def refusal(program: Path) -> str:
    """Run, expect a refusal, and return its text."""
    with pytest.raises(RefusedError) as caught:
        load_estate([program])
    return str(caught.value)


@pytest.mark.parametrize(
    ("list_of_packages", "remedy"),
    [
        ({}, "python -m pip install ..."),
        ({"requirements_txt": "pulumi-snowflake\n"}, "-m pip install -r {root}/requirements.txt"),
        ({"pyproject_toml": "[project]\n"}, "-m pip install {root}"),
    ],
)
def test_a_missing_package_is_named_and_the_projects_own_list_of_them(
    tmp_path: Path, list_of_packages: dict[str, str], remedy: str
) -> None:
    """A module is often named otherwise than its package: the project knows."""
    text = refusal(write(tmp_path, "import pulumi_snowflake.database", **list_of_packages))

    assert "install pulumi-snowflake in the environment of bamp-pulumi" in text
    assert remedy.format(root=tmp_path) in text


def test_configuration_that_is_unset_is_named_beside_a_failure(tmp_path: Path) -> None:
    """A program that goes on without a key may stumble later, where no key is in sight."""
    body = """\
        import pulumi, pulumi_aws
        config, network, package = map(pulumi.Config, ("shop", "network", "aws"))
        domain, vpcs, token = config.require("domain"), network.get("vpcs"), package.get("token")
        domain.split(".")[1]
        """

    text = refusal(write(tmp_path, body))

    assert "__main__.py:4: IndexError" in text
    assert "its stack lacks (shop:domain, network:vpcs)\n" in text
    assert "write:   pulumi config set shop:domain ..." in text
    assert "aws:token" not in text


def test_an_environment_variable_that_is_not_set_is_named(tmp_path: Path) -> None:
    """Pipelines set them; whoever previews at a desk has to."""
    text = refusal(write(tmp_path, "import os\n\nos.environ['IMAGE_TAG_OF_SHOP']\n"))

    assert "__main__.py:3: KeyError" in text
    assert f"write:   IMAGE_TAG_OF_SHOP=... bamp preview {tmp_path}" in text


def test_a_program_that_python_cannot_read_is_previewed_again(tmp_path: Path) -> None:
    """What cannot be corrected for its author is no text below `write`, which is pasted."""
    text = refusal(write(tmp_path, "import pulumi\nx = = 1\n"))

    assert "__main__.py:2: SyntaxError" in text
    assert "correct the line that is named" in text.partition("  why:")[0]
    assert text.endswith(f"write:   bamp preview {tmp_path}")


def test_a_program_that_asks_a_service_itself_is_previewed_where_that_answers(
    tmp_path: Path,
) -> None:
    """Nothing can stand in for it: what it asks is known to nobody here."""
    body = "import urllib.request\nurllib.request.urlopen('http://localhost:9/zones')\n"

    text = refusal(write(tmp_path, body))

    assert "__main__.py:2: URLError" in text
    assert "preview it where the service answers\n" in text
    assert "write:   pulumi preview --json" in text


def test_a_name_given_twice_is_told_with_both_places(tmp_path: Path) -> None:
    """Whatever waits for the second is not to blame, and not part of the message."""
    body = """\
        import pulumi_aws as aws
        first = aws.s3.Bucket("photos")
        second = aws.s3.Bucket("photos")
        policy = aws.s3.BucketPolicy("open", bucket=second.id, policy="{}")
        aws.sns.Topic("t", display_name=policy.bucket)
        """

    text = refusal(write(tmp_path, body))

    assert "::photos', declared in __main__.py:2 and __main__.py:3; try giving it" in text
    assert "While processing" not in text


def test_a_program_for_other_releases_of_its_packages_is_told_which_it_met(tmp_path: Path) -> None:
    """Arguments were renamed since: a real preview with these packages fails as well."""
    body = "import pulumi_aws as aws\naws.rds.Instance('db', name='orders')\n"

    text = refusal(write(tmp_path, body))

    assert "unexpected keyword argument 'name'" in text
    assert ", in pulumi 3." in text
    assert "write:   aws.rds.Instance('db', db_name='orders')" in text
    assert ", pulumi-aws 7." in text


def test_a_project_without_a_program_says_where_it_was_looked_for(tmp_path: Path) -> None:
    """Programs of the Automation API have a Pulumi.yaml, and no `__main__.py` beside it."""
    write(tmp_path, "")
    (tmp_path / "__main__.py").unlink()

    text = refusal(tmp_path)

    assert f"no __main__.py in {tmp_path}" in text
    assert "Automation API" in text


def test_a_virtual_environment_that_cannot_load_this_library_is_told_to(tmp_path: Path) -> None:
    """Its Python may be another one, for which none of our packages are built."""
    write(tmp_path, "")
    (tmp_path / "Pulumi.yaml").write_text(
        "name: shop\nruntime:\n  name: python\n  options: {virtualenv: venv}\n"
    )
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho \"ModuleNotFoundError: No module named 'pydantic'\" >&2\n")
    python.chmod(0o755)

    text = refusal(tmp_path)

    assert "No module named 'pydantic'" in text
    assert f"{python} -m pip install" in text


def test_a_misspelt_name_is_shown_at_its_line_from_here_with_the_line_to_paste(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file as a terminal opens it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "svc").mkdir()
    body = """\
        import bamp_pulumi as bamp
        bamp.inherrit(owner="orders")
        """

    text = refusal(write(tmp_path / "svc", body))

    assert text.startswith("svc/__main__.py:2: AttributeError: ")
    assert "allowed: inherit or " in text
    assert text.endswith('write:   bamp.inherit(owner="orders")')


def test_two_resources_of_one_name_are_shown_with_another_name(tmp_path: Path) -> None:
    """At the line of the second, which is the one that Pulumi refuses."""
    body = """\
        import pulumi_aws as aws
        aws.s3.Bucket("photos")
        aws.s3.Bucket("photos")
        """

    text = refusal(write(tmp_path, body))

    assert "another name for the one in " in text
    assert "write:   'photos-2'" in text
