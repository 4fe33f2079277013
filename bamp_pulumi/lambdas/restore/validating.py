"""One restore job, from AWS's report that it is completed to the verdict.

The verdict is put on the bus before AWS Backup is given it: if either fails, Lambda calls again,
and a validation that is given is not repeated. AWS Backup keeps the first that it is given.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ssl import SSLContext
from typing import Any

from bamp_pulumi.lambdas.restore.facts import Facts, Key
from bamp_pulumi.lambdas.restore.look import Look, Waiting
from bamp_pulumi.lambdas.restore.reading import read
from bamp_pulumi.lambdas.restore.records import Records
from bamp_pulumi.lambdas.restore.reporting import event_of
from bamp_pulumi.lambdas.restore.restore import Answers, Restore, restore_of
from bamp_pulumi.lambdas.restore.validations import Validation, Validations
from bamp_pulumi.lambdas.restore.verdict import Outcome, Verdict, judge

__all__ = ["Validator"]

_DECIDED = frozenset({"FAILED", "SUCCESSFUL", "TIMED_OUT"})
_LONGEST_WAIT = timedelta(hours=6)
"""From the creation of the job on: what AWS has not made by then does not count as restored."""
_RECORDED_PARTS = frozenset({"content"})
"""Aspects of parts that were chosen as a sample: what was recorded is read by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """Validates what restore tests have restored, and records what is backed up."""

    validations: Validations
    records: Records
    connect: Callable[[str], Any]
    """Make boto3's client of a service."""
    tls: SSLContext | None
    now: Callable[[], datetime]
    remaining: Callable[[], float]
    """Seconds that are left for reading."""
    sleep: Callable[[float], None]

    def validate(self, job_id: str) -> Verdict | None:
        """Validate what a job has restored; None where there is nothing more to decide.

        Raises:
            Waiting: When AWS is not done with what it restored.
        """
        backup = self.connect("backup")
        job = backup.describe_restore_job(RestoreJobId=job_id)
        if job.get("ValidationStatus") in _DECIDED or job["Status"] != "COMPLETED":
            state = job.get("ValidationStatus", job["Status"])
            print(f"restore job {job_id} is {state}: nothing to validate")  # noqa: T201 - its log
            return None
        problems: dict[str, str] = {}
        restore = restore_of(self._answers(backup, job, problems), self.validations)
        validation = self.validations.of(restore.tier, restore.type, restore.source)
        verdict = self._judged(restore, validation, problems)
        self._report(verdict, restore)
        self._give(backup, verdict, restore)
        return verdict

    def record(self, detail: Mapping[str, Any]) -> Facts | None:
        """Record what was backed up, from the event of its job; None where nothing reads it."""
        arn, kind = detail["resourceArn"], detail["resourceType"]
        tags = self._tags([arn])
        tier = tags.get("backup-tier") or self.validations.default_tier
        facts = read(self._look(arn, kind, self.validations.of(tier, kind, arn)))
        self.records.keep(facts)
        return facts

    def _judged(
        self, restore: Restore, validation: Validation, problems: dict[str, str]
    ) -> Verdict:
        margin = timedelta(hours=validation.record_hours)
        records: list[Facts] = []
        with _noting("records of its source", problems):
            records = self.records.around(
                restore.source, restore.state_from, restore.state_until, margin
            )
        look = self._look(restore.created, restore.type, validation)
        try:
            seen = read(replace(look, sampled=frozenset(_sampled(records))))
        except Waiting as waiting:
            if self.now() - restore.began_at < _LONGEST_WAIT:
                raise
            problems["it"] = f"{waiting}, for {_LONGEST_WAIT}"
            seen = Facts(resource=restore.created, at=self.now())
        seen = replace(seen, unread={**seen.unread, **problems})
        return judge(seen, records, validation, restore, self.now())

    def _look(self, arn: str, kind: str, validation: Validation) -> Look:
        return Look(
            resource=arn,
            type=kind,
            validation=validation,
            connect=self.connect,
            tls=self.tls,
            now=self.now,
            remaining=self.remaining,
            sleep=self.sleep,
        )

    def _answers(
        self,
        backup: Any,  # noqa: ANN401 - of boto3
        job: Mapping[str, Any],
        problems: dict[str, str],
    ) -> Answers:
        vault = job.get("BackupVaultArn", "").rpartition(":")[2]
        arn = job.get("RecoveryPointArn", "")
        point: Mapping[str, Any] = {}
        metadata: Mapping[str, str] = {}
        with _noting("recovery point", problems):
            point = backup.describe_recovery_point(BackupVaultName=vault, RecoveryPointArn=arn)
        with _noting("restore job", problems):
            # It says which time a continuous backup was restored to.
            answer = backup.get_restore_job_metadata(RestoreJobId=job["RestoreJobId"])
            metadata = answer.get("Metadata", {})
        arns = [each for each in (job.get("SourceResourceArn"), arn) if each]
        return Answers(job=job, point=point, metadata=metadata, tags=self._tags(arns))

    def _tags(self, arns: list[str]) -> Mapping[str, str]:
        """Read tags of the first of several resources that has some; none is no reason to stop."""
        try:
            client = self.connect("resourcegroupstaggingapi")
            answer = client.get_resources(ResourceARNList=arns)
        except Exception as error:  # noqa: BLE001 - an owner that is not known keeps no verdict
            print(f"tags cannot be read: {error}")  # noqa: T201 - its log
            return {}
        found = {each["ResourceARN"]: each["Tags"] for each in answer["ResourceTagMappingList"]}
        tagged = next((found[arn] for arn in arns if found.get(arn)), ())
        return {tag["Key"]: tag["Value"] for tag in tagged}

    def _report(self, verdict: Verdict, restore: Restore) -> None:
        entry = event_of(verdict, restore, self.now())
        answer = self.connect("events").put_events(Entries=[entry])
        if answer["FailedEntryCount"]:
            raise RuntimeError(f"the event was not taken: {answer['Entries'][0]}")

    def _give(self, backup: Any, verdict: Verdict, restore: Restore) -> None:  # noqa: ANN401
        try:
            backup.put_restore_validation_result(
                RestoreJobId=restore.job_id,
                ValidationStatus=verdict.validation_status,
                ValidationStatusMessage=verdict.message,
            )
        except backup.exceptions.InvalidRequestException as error:
            # It was too late, or another validator was first: what it says now is not ours.
            said = f"AWS Backup did not take the result: {error}. {verdict.message}"
            refused = replace(verdict, outcome=Outcome.FAILED, message=said)
            self._report(refused, restore)


@contextmanager
def _noting(what: str, problems: dict[str, str]) -> Generator[None, None, None]:
    """Note why something was not read: then nothing is known of it, and the verdict says so."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - any failure is a reason
        problems[what] = f"{type(error).__name__}: {error}"


def _sampled(records: list[Facts]) -> Iterator[str]:
    for record in records:
        for fact in record.facts:
            key: Key = fact.key
            if key.aspect in _RECORDED_PARTS:
                yield key.of
