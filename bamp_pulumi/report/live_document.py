"""The machine's form of a running account's coverage: `bamp coverage --json`, `bamp.coverage/1`.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from bamp_pulumi.lambdas.health import Reason, Standing
from bamp_pulumi.measured import Deviation
from bamp_pulumi.report.live_account import LiveAccount, NotAnswered
from bamp_pulumi.report.live_words import headline
from bamp_pulumi.report.part import Part

__all__ = ["CoverageDocument", "coverage_document", "coverage_json_schema"]


class CoverageReason(Part):
    """Why something stands as it does."""

    kind: str
    """What is said, such as `copy-missing`."""
    weight: str
    """`broken`, `unseen`, `warning` or `note`."""
    why: str
    """One clause."""
    rule: str
    """The rule that it is about; empty for none."""
    region: str
    """Region of its vault; empty for none."""
    late_minutes: int | None
    """By how much; null where nothing is late, or nobody knows since when."""


class CoverageStanding(Part):
    """How one thing stands."""

    subject: str
    """`data store`, `vault`, `resource that is gone`, or `call` for what was not answered."""
    arn: str
    """Its ARN; empty where it has none."""
    type: str
    """AWS Backup's name of its type; of one that it does not know, the CloudFormation one."""
    region: str
    """Its Region."""
    name: str
    """What it is called; empty where no list says that."""
    tier: str
    """From its tags; empty for none."""
    owner: str
    """From its tags; empty for nobody."""
    state: str
    """`Protected`, `Stale`, `SelectedNotProtected`, `Unprotected`, `OptInBlocked`,
    `OrphanedRecoveryPoint`, `Exempt`, `ExemptionExpired`, `Native` or `CouldNotBeSeen`."""
    is_well: bool
    """Whether that lets the exit status be 0."""
    newest: datetime | None
    """Time that the newest recovery point is of which counts; null for none."""
    late_minutes: int | None
    """By how much the latest of its rules is late; null where none is."""
    size_bytes: int | None
    """Of all recovery points of what is gone; null where it is not known, and for all else."""
    reasons: list[CoverageReason]
    """Why."""


class CoverageCall(Part):
    """A call that was not answered: there may be more than was seen."""

    region: str
    """Region that was asked."""
    what: str
    """The call, such as `rds:DescribeDBInstances`."""
    of: str
    """The vault or type that it was asked of; empty for all of the Region."""
    why: str
    """In AWS's words, such as `AccessDeniedException`."""
    message: str
    """What AWS says beside it."""
    actions: list[str]
    """IAM actions that are missing; empty where no permission is."""


class CoverageDeviation(Part):
    """Something that happened otherwise than it was rehearsed."""

    kind: str
    """`schedule`, `missed`, `start`, `backup`, `copy-start`, `copy`, `loss` or `not-deleted`."""
    why: str
    """One clause, with both numbers."""
    type: str
    """AWS Backup's name of the type; empty where it is about all."""
    tier: str
    """Empty where it is about all."""
    rule: str
    """Empty where it is about all."""
    region: str
    """Empty where it is about all."""
    measured_minutes: int | None
    """What was measured; of a schedule, by how much it is shifted. Null where nothing is."""
    rehearsed_minutes: int | None
    """What was rehearsed; null where that is no time."""


class CoverageRegion(Part):
    """A Region that was read."""

    region: str
    """Its code."""
    types: list[str]
    """Types that were looked for."""


class CoverageSummary(Part):
    """The verdict."""

    says: str
    """The headline."""
    data_stores: int
    """How many there are."""
    states: dict[str, int]
    """How many of them stand how."""
    is_well: bool
    """Whether everything was seen, and all is protected, native or exempt."""
    exit_status: Literal[0, 1]
    """Exit status of the command."""


class CoverageDocument(Part):
    """What `bamp coverage --json` prints."""

    schema_: Literal["bamp.coverage/1"] = Field(default="bamp.coverage/1", alias="schema")
    """Name and version of this format."""
    account_id: str
    """The account that was read."""
    account_in_manifest: bool
    """Whether the manifest names it; else it is the one of whoever asked."""
    at: datetime
    """By AWS's clock, when the reading began."""
    regions: list[CoverageRegion]
    """What was read."""
    left_out: list[str]
    """Types that were not looked for: nothing is promised of them, or no list call is known."""
    summary: CoverageSummary
    """The verdict."""
    standings: list[CoverageStanding]
    """Every data store, then what is gone, the vaults, and what was not answered."""
    not_answered: list[CoverageCall]
    """Calls that were not answered."""
    deviations: list[CoverageDeviation] | None
    """With `--compare`, what happened otherwise than it was rehearsed; else null."""


def coverage_document(live: LiveAccount) -> CoverageDocument:
    """Return the coverage of an account for machines."""
    return CoverageDocument(
        account_id=live.account_id,
        account_in_manifest=live.is_known,
        at=live.at,
        regions=[
            CoverageRegion(region=region, types=[*types]) for region, types in live.types.items()
        ],
        left_out=[*live.left_out],
        summary=CoverageSummary(
            says=headline(live),
            data_stores=len(live.stores),
            states={state.value: number for state, number in live.counts.items()},
            is_well=live.is_well,
            exit_status=0 if live.is_well else 1,
        ),
        standings=[_standing(each) for each in live.standings],
        not_answered=[_call(each) for each in live.not_answered],
        deviations=None
        if live.deviations is None
        else [_deviation(each) for each in live.deviations],
    )


def coverage_json_schema() -> dict[str, object]:
    """Return the JSON Schema of the document."""
    return CoverageDocument.model_json_schema(mode="serialization")


def _standing(standing: Standing) -> CoverageStanding:
    return CoverageStanding(
        subject=standing.subject.value,
        arn=standing.arn,
        type=standing.type,
        region=standing.region,
        name=standing.name,
        tier=standing.tier,
        owner=standing.owner,
        state=standing.state.value,
        is_well=standing.state.is_well,
        newest=standing.newest,
        late_minutes=_minutes(standing.late),
        size_bytes=standing.size_bytes,
        reasons=[_reason(each) for each in standing.reasons],
    )


def _reason(reason: Reason) -> CoverageReason:
    return CoverageReason(
        kind=reason.kind.value,
        weight=reason.weight.value,
        why=reason.why,
        rule=reason.rule,
        region=reason.region,
        late_minutes=_minutes(reason.late),
    )


def _deviation(deviation: Deviation) -> CoverageDeviation:
    return CoverageDeviation(
        kind=deviation.kind.value,
        why=deviation.why,
        type=deviation.type,
        tier=deviation.tier,
        rule=deviation.rule,
        region=deviation.region,
        measured_minutes=_minutes(deviation.measured),
        rehearsed_minutes=_minutes(deviation.rehearsed),
    )


def _call(call: NotAnswered) -> CoverageCall:
    return CoverageCall(
        region=call.region,
        what=call.what,
        of=call.of,
        why=call.why,
        message=call.message,
        actions=[*call.actions],
    )


def _minutes(span: timedelta | None) -> int | None:
    return None if span is None else span // timedelta(minutes=1)
