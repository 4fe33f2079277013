"""What must hold of every workflow, each rule shown to see its own breach.

actionlint and zizmor say more (`make workflows`); docs/how-to/pipelines.md promises these.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

ROOT: Final = Path(__file__).parents[2]
FILES: Final = sorted((ROOT / ".github" / "workflows").iterdir())
PINNED: Final = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


class Step(BaseModel):
    """One step of a job."""

    uses: str = ""
    run: str = ""
    with_: dict[str, str] = Field(default={}, alias="with")


class Job(BaseModel):
    """One job; `uses` is set where it calls another workflow."""

    uses: str = ""
    environment: str = ""
    permissions: dict[str, str] | None = None
    steps: list[Step] = []
    timeout_minutes: int | None = Field(default=None, alias="timeout-minutes")
    model_config = ConfigDict(extra="allow")

    def runs(self, command: str) -> bool:
        """Tell whether a step's script calls the command."""
        return any(
            re.search(rf"^\s*{command}\b", step.run, re.MULTILINE) is not None
            for step in self.steps
        )


class Workflow(BaseModel):
    """One file, with its text, for what comments say."""

    text: str
    on: dict[str, object]
    permissions: dict[str, str] | str = "not said"
    concurrency: dict[str, str] = {}
    jobs: dict[str, Job]


def parse(text: str) -> Workflow:
    """Read a workflow; every scalar stays text, so `on` is not taken for a boolean."""
    loaded: object = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes only text
    assert isinstance(loaded, dict)
    return Workflow.model_validate({**loaded, "text": text})


def actions_are_pinned(workflow: Workflow) -> bool:
    """A full commit, with the release it is of; a workflow of this commit needs neither."""
    used = [line.strip().removeprefix("- ") for line in workflow.text.splitlines()]
    return all(
        PINNED.match(line) or line.startswith("uses: ./")
        for line in used
        if line.startswith("uses:")
    )


def nothing_is_permitted_at_the_top(workflow: Workflow) -> bool:
    """What a job may do is said at the job."""
    return workflow.permissions == {} and all(
        job.permissions is not None for job in workflow.jobs.values()
    )


def no_trigger_hands_secrets_to_strangers(workflow: Workflow) -> bool:
    """Both run with the base repository's rights on what a stranger wrote."""
    return {"pull_request_target", "workflow_run", "issue_comment"}.isdisjoint(workflow.on)


def every_job_has_a_time_limit(workflow: Workflow) -> bool:
    """GitHub's own is six hours. A call takes the limits of the workflow it calls."""
    return all(
        job.uses or (job.timeout_minutes is not None and job.timeout_minutes <= 60)
        for job in workflow.jobs.values()
    )


def no_expression_stands_in_a_script(workflow: Workflow) -> bool:
    """Values come by the environment: pasted into a script they would be code."""
    return not any("${{" in step.run for job in workflow.jobs.values() for step in job.steps)


def a_checkout_leaves_no_token_behind(workflow: Workflow) -> bool:
    """The program under preview could read it."""
    return all(
        step.with_.get("persist-credentials") == "false"
        for job in workflow.jobs.values()
        for step in job.steps
        if step.uses.startswith("actions/checkout@")
    )


def an_update_waits_for_a_person_and_for_its_turn(workflow: Workflow) -> bool:
    """Behind an environment; one at a time; never cut short."""
    updates = [job for job in workflow.jobs.values() if job.runs("pulumi up")]
    return not updates or (
        all(job.environment for job in updates)
        and bool(workflow.concurrency.get("group"))
        and workflow.concurrency.get("cancel-in-progress") == "false"
    )


def the_offline_preview_needs_no_secret(workflow: Workflow) -> bool:
    """The job that runs a stranger's program can read the repository, and no more."""
    previews = [job for job in workflow.jobs.values() if job.runs("bamp preview")]
    return all(job.permissions == {"contents": "read"} for job in previews) and not (
        previews and re.search(r"\bsecrets\b\s*[.:\[]", workflow.text)
    )


def a_job_that_writes_runs_no_code_of_the_repository(workflow: Workflow) -> bool:
    """`id-token: write` writes nothing here: it asks the cloud, whose trust policy decides."""
    return not any(
        {k for k, v in (job.permissions or {}).items() if v == "write"} - {"id-token"}
        and any(step.uses.startswith("actions/checkout@") for step in job.steps)
        for job in workflow.jobs.values()
    )


Rule = Callable[[Workflow], bool]

GOOD: Final = """\
on:
  workflow_call:
permissions: {}
concurrency:
  group: one
  cancel-in-progress: false
jobs:
  offline:
    timeout-minutes: 20
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@0123456789012345678901234567890123456789 # v1.2.3
        with:
          persist-credentials: false
      - run: |
          bamp preview "$PROGRAM"
  up:
    timeout-minutes: 60
    environment: production
    permissions:
      id-token: write
    steps:
      - run: |
          pulumi up --yes
  call:
    uses: ./.github/workflows/other.yml
    permissions:
      contents: read
"""

BREACHES: Final[list[tuple[Rule, str, str]]] = [
    (actions_are_pinned, "@0123456789012345678901234567890123456789", "@v1"),
    (actions_are_pinned, "@0123456789012345678901234567890123456789", "@0123456"),
    (actions_are_pinned, " # v1.2.3", ""),
    (actions_are_pinned, "uses: ./", "uses: acme/"),
    (nothing_is_permitted_at_the_top, "permissions: {}\n", ""),
    (nothing_is_permitted_at_the_top, "permissions: {}", "permissions: write-all"),
    (nothing_is_permitted_at_the_top, "permissions: {}", "permissions: {contents: write}"),
    (nothing_is_permitted_at_the_top, "    permissions:\n      id-token: write\n", ""),
    (no_trigger_hands_secrets_to_strangers, "workflow_call", "pull_request_target"),
    (no_trigger_hands_secrets_to_strangers, "workflow_call", "workflow_run"),
    (every_job_has_a_time_limit, "    timeout-minutes: 20\n", ""),
    (every_job_has_a_time_limit, "timeout-minutes: 60", "timeout-minutes: 360"),
    (no_expression_stands_in_a_script, "$PROGRAM", "${{ inputs.program }}"),
    (a_checkout_leaves_no_token_behind, "persist-credentials: false", "clean: true"),
    (an_update_waits_for_a_person_and_for_its_turn, "    environment: production\n", ""),
    (an_update_waits_for_a_person_and_for_its_turn, "progress: false", "progress: true"),
    (an_update_waits_for_a_person_and_for_its_turn, "  group: one\n", ""),
    (the_offline_preview_needs_no_secret, '"$PROGRAM"', '"${{ secrets.KEY }}"'),
    (the_offline_preview_needs_no_secret, "contents: read", "id-token: write"),
    (a_job_that_writes_runs_no_code_of_the_repository, "contents: read", "contents: write"),
]
RULES: Final = list(dict.fromkeys(rule for rule, _, _ in BREACHES))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("rule", RULES)
def test_every_workflow_keeps_every_rule(rule: Rule, file: Path) -> None:
    """Files are found, not listed: a new one is held to the same."""
    assert rule(parse(file.read_text("utf-8"))), rule.__doc__


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_content_with_a_good_workflow(rule: Rule) -> None:
    """Else the breaches below would prove nothing."""
    assert rule(parse(GOOD))


@pytest.mark.parametrize(("rule", "good", "bad"), BREACHES)
def test_each_rule_sees_its_breach(rule: Rule, good: str, bad: str) -> None:
    """One change to the good workflow, and the rule says no."""
    assert good in GOOD
    assert not rule(parse(GOOD.replace(good, bad, 1)))


def test_the_rules_that_speak_of_a_command_find_it() -> None:
    """A rule that looks for `pulumi up` in vain would hold of everything."""
    jobs = [job for file in FILES for job in parse(file.read_text("utf-8")).jobs.values()]

    assert [job.runs("pulumi up") for job in jobs].count(True) == 1
    assert [job.runs("bamp preview") for job in jobs].count(True) == 1
