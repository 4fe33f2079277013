"""Those who call the reusable workflows: our account, and the examples that service teams copy."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import yaml
from pydantic import BaseModel, Field

ROOT: Final = Path(__file__).parents[2]
WORKFLOWS: Final = ROOT / ".github" / "workflows"
PAGE: Final = (ROOT / "docs" / "how-to" / "pipelines.md").read_text("utf-8")
CALL: Final = re.compile(r"(?:\.|OWNER/bamp_pulumi)/\.github/workflows/([\w-]+\.yml)(?:@COMMIT)?")


class Input(BaseModel):
    """What a caller may or must give."""

    description: str = Field(min_length=10)
    type: str
    required: bool = False


class Called(BaseModel):
    """The door of a reusable workflow."""

    inputs: dict[str, Input]


class Job(BaseModel):
    """A job that calls, or is called."""

    uses: str = ""
    permissions: dict[str, str] = {}
    with_: dict[str, object] = Field(default={}, alias="with")


class Workflow(BaseModel):
    """A caller, or a called file."""

    on: dict[str, object]
    jobs: dict[str, Job]


def parse(text: str) -> Workflow:
    """Read a workflow; the key `on` is quoted, for YAML 1.1 takes it for a boolean."""
    loaded: object = yaml.safe_load(re.sub(r"^on:", '"on":', text, flags=re.MULTILINE))
    return Workflow.model_validate(loaded)


def callers() -> Iterator[tuple[str, Workflow]]:
    """Give the account's workflow and each YAML block of the page."""
    yield "account.yml", parse((WORKFLOWS / "account.yml").read_text("utf-8"))
    for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)):
        yield f"block {number}", parse(str(block))


CALLS: Final = [
    pytest.param(job, id=f"{name}: {job_id}")
    for name, workflow in callers()
    for job_id, job in workflow.jobs.items()
]


def called(job: Job) -> Workflow:
    """Read the workflow that a job calls."""
    match = CALL.fullmatch(job.uses)
    assert match is not None, job.uses
    return parse((WORKFLOWS / match[1]).read_text("utf-8"))


def test_the_account_and_both_examples_are_looked_at() -> None:
    """Three jobs, one job, three jobs."""
    assert len(CALLS) == 7


@pytest.mark.parametrize("job", CALLS)
def test_a_caller_grants_exactly_what_is_asked_for(job: Job) -> None:
    """Less, and GitHub does not start the run; more, and it is more than needed."""
    asked: dict[str, str] = {}
    for inner in called(job).jobs.values():
        asked |= inner.permissions

    assert job.permissions == asked


@pytest.mark.parametrize("job", CALLS)
def test_a_caller_gives_inputs_that_exist_and_all_that_are_required(job: Job) -> None:
    """GitHub refuses both mistakes when the run starts, which is late."""
    inputs = Called.model_validate(called(job).on["workflow_call"]).inputs

    assert set(job.with_) <= set(inputs)
    assert {name for name, given in inputs.items() if given.required} <= set(job.with_)


def test_the_example_for_a_service_team_is_short() -> None:
    """A few lines: what comes after the trigger fits on a hand or two."""
    block = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]

    assert len(str(block).partition("jobs:\n")[2].splitlines()) <= 10


def test_the_page_names_every_input() -> None:
    """An input nobody reads of is an input nobody has."""
    for file in ("offline-preview.yml", "pulumi-preview.yml", "pulumi-up.yml"):
        door = parse((WORKFLOWS / file).read_text("utf-8")).on["workflow_call"]
        shown = {name for name in Called.model_validate(door).inputs if name in PAGE}
        assert shown >= set(Called.model_validate(door).inputs) - {"aws-region", "pulumi-version"}


class Condition(BaseModel):
    """The conditions of a trust policy, of the one operator that the page teaches."""

    equals: dict[str, str] = Field(alias="StringEquals")


class Statement(BaseModel):
    """One statement of a trust policy."""

    condition: Condition = Field(alias="Condition")


class TrustPolicy(BaseModel):
    """A role's trust policy."""

    statements: list[Statement] = Field(alias="Statement", min_length=1)


def test_the_trust_policy_names_one_audience_and_one_subject_without_a_wildcard() -> None:
    """`repo:acme/*` would let every repository of the organisation deploy."""
    block = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0]

    for statement in TrustPolicy.model_validate(json.loads(str(block))).statements:
        issuer = "token.actions.githubusercontent.com"
        equals = statement.condition.equals
        assert equals[f"{issuer}:aud"] == "sts.amazonaws.com"
        assert re.fullmatch(
            r"repo:acme@\d+/orders@\d+:environment:production", equals[f"{issuer}:sub"]
        )
    assert "*" not in str(block)
