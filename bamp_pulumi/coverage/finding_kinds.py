"""Everything that coverage can find, by code.

A code keeps its meaning for ever; a new kind gets a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

__all__ = ["FINDING_KINDS", "FindingKind", "Severity"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """A promise is broken; `bamp preview` exits with 1."""
    WARNING = "warning"
    """A person should look; the promise holds as far as AWS can keep it."""
    INFO = "info"
    """Worth knowing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """One thing that coverage can find."""

    severity: Severity
    title: str
    """What is wrong, without the particulars."""
    why: str
    """Why it matters, and by whose rule."""


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


def _kind(severity: Severity, title: str, why: str) -> FindingKind:
    return FindingKind(severity=severity, title=title, why=why)


FINDING_KINDS: Final[Mapping[str, FindingKind]] = MappingProxyType(
    {
        "BAMP-V01": _kind(
            _E,
            "No backup selection matches the resource",
            "AWS Backup makes recovery points only of what a selection of a plan matches.",
        ),
        "BAMP-V02": _kind(
            _W,
            "No backup plan is known",
            "House rule: without the account's plans nothing can be called protected.",
        ),
        "BAMP-V03": _kind(
            _W,
            "The tags are not known before deployment",
            "House rule: a selection by tag that cannot be evaluated is not evaluated as a match.",
        ),
        "BAMP-V04": _kind(
            _E,
            "The Region is not opted in for the resource type",
            "AWS Backup skips types that are not opted in, without a job or an event.",
        ),
        "BAMP-V05": _kind(
            _W,
            "The Region's opt-in is not known",
            "AWS Backup skips types that are not opted in, without a job or an event.",
        ),
        "BAMP-V06": _kind(
            _E,
            "The vault of a rule is not declared",
            "AWS accepts a plan that names a missing vault; its jobs then fail.",
        ),
        "BAMP-V07": _kind(
            _E,
            "A retention lies outside the lock of a vault",
            "AWS Backup fails backup and copy jobs whose retention the vault's lock refuses.",
        ),
        "BAMP-V08": _kind(
            _E,
            "The backup role lacks a permission",
            "AWS Backup acts as this role; what it lacks, or is denied, fails its jobs.",
        ),
        "BAMP-V09": _kind(
            _E,
            "The key of a vault cannot be used",
            "AWS Backup cannot write a recovery point, nor copy one, without its key.",
        ),
        "BAMP-V10": _kind(
            _E,
            "The resource lacks what AWS Backup requires of it",
            "AWS Backup makes no recovery point of such a resource.",
        ),
        "BAMP-V11": _kind(
            _E,
            "A copy that the policy promises is not made",
            "The policy's tier promises copies to this Region.",
        ),
        "BAMP-V12": _kind(
            _W,
            "AWS Backup cannot copy this type of resource",
            "The recovery points stay in the Region of the resource.",
        ),
        "BAMP-V13": _kind(
            _W,
            "The recovery point objective is not reached",
            "The tier promises to lose less than the backups of this resource allow.",
        ),
        "BAMP-V14": _kind(
            _E,
            "Recovery points are kept shorter than the policy promises",
            "The tier promises this retention.",
        ),
        "BAMP-V15": _kind(
            _E,
            "The tier is not one of the policy",
            "Nobody defined what is promised for it.",
        ),
        "BAMP-V16": _kind(
            _E,
            "The exemption has expired",
            "House rule: an exemption is a decision with an end.",
        ),
        "BAMP-V17": _kind(
            _E,
            "The exemption is incomplete",
            "House rule: an exemption is a decision with a reason, an owner and an end.",
        ),
        "BAMP-V18": _kind(
            _W,
            "The resource is exempt and has a tier",
            "The selections go by the tier, so it is backed up all the same.",
        ),
        "BAMP-V19": _kind(
            _E,
            "The service's own protection is off",
            "AWS Backup does not know this type; this setting is all that protects it.",
        ),
        "BAMP-V20": _kind(
            _W,
            "A setting of the service is weaker than the policy",
            "The tier promises more than the service is told to keep.",
        ),
        "BAMP-V21": _kind(
            _E,
            "Nothing can back up this type of resource",
            "No AWS service makes backups of it: only an exemption will do.",
        ),
        "BAMP-V22": _kind(
            _W,
            "The resource has no backup, and should not need one",
            "It holds copies of something kept elsewhere; only a person can say that this is so.",
        ),
        "BAMP-V23": _kind(
            _W,
            "The resource is not encrypted, and so are its recovery points",
            "For this type AWS Backup takes the encryption of the source.",
        ),
        "BAMP-V24": _kind(
            _W,
            "A packaged component hides its resources",
            "What it creates is built in another process and cannot be seen offline.",
        ),
        "BAMP-V25": _kind(
            _W,
            "The resource type is not in the catalog",
            "Nobody has said whether it holds data.",
        ),
        "BAMP-V26": _kind(
            _W,
            "The backup role is not declared here",
            "Whether it may back up this resource cannot be verified.",
        ),
        "BAMP-V27": _kind(
            _E,
            "A copy cannot be made",
            "AWS Backup fails the copy job; the recovery points stay in one Region.",
        ),
        "BAMP-V28": _kind(
            _E,
            "Continuous and periodic backups go to different vaults",
            "AWS Backup wants all backups of a bucket in one vault once one of them is continuous.",
        ),
        "BAMP-V29": _kind(
            _W,
            "More automated-backup replications than an account may have",
            "Amazon RDS allows 20 replicated automated backups in a destination Region.",
        ),
        "BAMP-V30": _kind(
            _I,
            "The resource names no owner",
            "Nobody hears when its backup fails.",
        ),
        "BAMP-V31": _kind(
            _W,
            "The Region or account of the resource is not known",
            "Plans back up only what lives in their own Region and account.",
        ),
        "BAMP-V32": _kind(
            _W,
            "A part of a plan is not known before deployment",
            "House rule: what a rule does that nobody has seen is not called protection.",
        ),
        "BAMP-V33": _kind(
            _E,
            "AWS Backup refuses the plan",
            "A plan is created whole or not at all: none of its rules would run.",
        ),
        "BAMP-V34": _kind(
            _I,
            "Start windows of rules overlap",
            "Of rules of one plan that overlap, AWS Backup runs only the one kept longest.",
        ),
        "BAMP-V35": _kind(
            _W,
            "Which kind of data store it is is not known",
            "House rule: what differs from kind to kind is not promised before the kind is known.",
        ),
        "BAMP-V36": _kind(
            _E,
            "Two versioning resources of one bucket contradict each other",
            "A bucket has one versioning state: the one deployed last holds.",
        ),
        "BAMP-V37": _kind(
            _W,
            "Whether the resource has what AWS Backup requires cannot be told",
            "House rule: a companion that may not belong to it, or may be off, is not counted.",
        ),
        "BAMP-V38": _kind(
            _E,
            "The program's backup tags are refused",
            "`pulumi up` would end in this error; nothing is inherited by the resource.",
        ),
        "BAMP-V39": _kind(
            _W,
            "The program goes by a value that is not known offline",
            "House rule: what it declares for another value is not in this preview; the engine's "
            "is read with `pulumi preview --json --show-sames`.",
        ),
        "BAMP-V40": _kind(
            _E,
            "The access policy of a vault keeps AWS Backup out",
            "AWS Backup obeys it: jobs that it denies, or does not allow from abroad, fail.",
        ),
        "BAMP-V41": _kind(
            _W,
            "Whether AWS Backup may do its work cannot be told",
            "House rule: a role, key or policy that nobody has seen may refuse it.",
        ),
        "BAMP-V42": _kind(
            _W,
            "A declared resource that may change the outcome is not understood",
            "House rule: what points at the resource, its key, role, vault or plan and is not read "
            "is not taken to be harmless.",
        ),
        "BAMP-V43": _kind(
            _E,
            "The policy of the resource keeps AWS Backup out",
            "AWS Backup reads the data as its role, and the policy of what holds it decides too.",
        ),
        "BAMP-V44": _kind(
            _E,
            "The key of the data cannot be used",
            "A job that may not use the key of the data fails, or leaves data out.",
        ),
        "BAMP-V45": _kind(
            _W,
            "Whether jobs complete in time is not known",
            "AWS Backup cancels a job that has not completed within the completion window.",
        ),
        "BAMP-V47": _kind(
            _W,
            "A setting keeps a continuous backup from going on",
            "AWS Backup restores to any second only as far as it learns of each change.",
        ),
        "BAMP-V48": _kind(
            _W,
            "The program and a continuous backup both set the retention",
            "AWS Backup sets it to that of its rule, and each deployment sets it back.",
        ),
        "BAMP-V50": _kind(
            _E,
            "AWS Backup makes no recovery point of the resource as it is declared",
            "The guide names what each type must be; every job fails, or none is started.",
        ),
        "BAMP-V51": _kind(
            _W,
            "A backup leaves data out",
            "The job completes all the same.",
        ),
        "BAMP-V52": _kind(
            _W,
            "Jobs start while the resource is busy with itself",
            "A job that starts in a backup or maintenance window, or too close before it, fails.",
        ),
        "BAMP-V53": _kind(
            _E,
            "Every job of a rule starts while the resource is busy with itself",
            "A job that starts in a backup or maintenance window, or too close before it, fails.",
        ),
        "BAMP-V55": _kind(
            _E,
            "AWS refuses a declared resource",
            "The deployment fails at it: what stands on it is not there.",
        ),
        "BAMP-V46": _kind(
            _E,
            "A selection is not made where its plan is",
            "A selection lives in the Region and account of its plan; AWS Backup does not find the "
            "plan elsewhere.",
        ),
        "BAMP-V56": _kind(
            _E,
            "There are more of a resource than AWS takes",
            "The deployment fails at one of them, and nobody knows which.",
        ),
        "BAMP-V60": _kind(
            _E,
            "The key of a recovery point keeps it from being copied",
            "Unless AWS Backup manages its type fully, it is under the key of its source.",
        ),
        "BAMP-V61": _kind(
            _E,
            "Cross-account backup is switched off",
            "AWS Backup copies to another account only once the management account has enabled it.",
        ),
        "BAMP-V62": _kind(
            _W,
            "Whether cross-account backup is enabled is not known",
            "House rule: a copy to another account counts once a given program enables them.",
        ),
        "BAMP-V63": _kind(
            _W,
            "The key of a recovery point may keep it out of an air-gapped vault",
            "Unless it manages the type fully, AWS Backup puts only what is unencrypted or under a "
            "customer managed key there.",
        ),
        "BAMP-V65": _kind(
            _E,
            "A restore test cannot restore",
            "AWS Backup accepts a selection whose restores all fail: of its role, its type, what "
            "it must be given, or where its plan lies.",
        ),
        "BAMP-V66": _kind(
            _W,
            "Whether a restore test can restore is not known",
            "House rule: a role, plan or value that nobody has seen is not taken to be sound.",
        ),
        "BAMP-V67": _kind(
            _W,
            "A restore test tests less than it seems to",
            "AWS Backup starts no restore where no recovery point is eligible, and reports "
            "nothing.",
        ),
        "BAMP-V85": _kind(
            _W,
            "A part of the program is declared only after deployment",
            "Pulumi runs a callback of `apply` once its value is known; what it declares before "
            "that is in no preview.",
        ),
        "BAMP-V86": _kind(
            _W,
            "The program asks whether it is a preview",
            "House rule: what it declares only when it is deployed is in no preview.",
        ),
        "BAMP-V87": _kind(
            _W,
            "What a resource creates is not in the program",
            "It is made by a template, a product, a command or code that runs at deployment; "
            "data stores among it carry no tier that is seen here.",
        ),
        "BAMP-V88": _kind(
            _W,
            "The account of a program is assumed to be another source's",
            "Plans back up only what lives in their own account.",
        ),
        "BAMP-V89": _kind(
            _E,
            "AWS does not have the Region",
            "A deployment would end in an error: there is no such endpoint.",
        ),
    }
)
"""Every finding of coverage by code. `docs/reference/findings.md` is made from it."""
