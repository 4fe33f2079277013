"""What coverage can find of one data store, by code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.coverage.finding_kind import ERROR, INFO, WARNING, FindingKind, kind

__all__ = ["STORE_FINDINGS"]

STORE_FINDINGS: Final[Mapping[str, FindingKind]] = MappingProxyType(
    {
        "BAMP-V01": kind(
            ERROR,
            "No backup selection matches the resource",
            "AWS Backup makes recovery points only of what a selection of a plan matches.",
        ),
        "BAMP-V02": kind(
            WARNING,
            "No backup plan is known",
            "House rule: without the account's plans nothing can be called protected.",
        ),
        "BAMP-V03": kind(
            WARNING,
            "Whether a selection matches is not known",
            "House rule: a selection by tag that cannot be evaluated, or that no given program "
            "declares, is not evaluated as a match.",
        ),
        "BAMP-V04": kind(
            ERROR,
            "The Region is not opted in for the resource type",
            "AWS Backup skips types that are not opted in, without a job or an event.",
        ),
        "BAMP-V05": kind(
            WARNING,
            "The Region's opt-in is not known",
            "AWS Backup skips types that are not opted in, without a job or an event.",
        ),
        "BAMP-V06": kind(
            ERROR,
            "The vault of a rule is not declared",
            "AWS accepts a plan that names a missing vault; its jobs then fail.",
        ),
        "BAMP-V07": kind(
            ERROR,
            "A retention lies outside the lock of a vault",
            "AWS Backup fails backup and copy jobs whose retention the vault's lock refuses.",
        ),
        "BAMP-V08": kind(
            ERROR,
            "The backup role lacks a permission",
            "AWS Backup acts as this role; what it lacks, or is denied, fails its jobs.",
        ),
        "BAMP-V09": kind(
            ERROR,
            "The key of a vault cannot be used",
            "AWS Backup cannot write a recovery point, nor copy one, without its key.",
        ),
        "BAMP-V10": kind(
            ERROR,
            "The resource lacks what AWS Backup requires of it",
            "AWS Backup makes no recovery point of such a resource.",
        ),
        "BAMP-V11": kind(
            ERROR,
            "A copy that the policy promises is not made",
            "The policy's tier promises copies to this Region.",
        ),
        "BAMP-V12": kind(
            WARNING,
            "AWS Backup cannot copy this type of resource",
            "The recovery points stay in the Region of the resource.",
        ),
        "BAMP-V13": kind(
            WARNING,
            "The recovery point objective is not reached",
            "`rpo_minutes` of the tier is shorter than the longest interval between two recovery "
            "points in the resource's own Region, or than a continuous backup lags behind. Delays "
            "and durations of jobs and copies are not part of it: the report shows what is lost at "
            "most, with them, from each Region.",
        ),
        "BAMP-V14": kind(
            ERROR,
            "Recovery points are kept shorter than the policy promises",
            "The tier promises this retention.",
        ),
        "BAMP-V15": kind(
            ERROR,
            "The tier is not one of the policy",
            "Nobody defined what is promised for it.",
        ),
        "BAMP-V16": kind(
            ERROR,
            "The exemption has expired",
            "House rule: an exemption is a decision with an end.",
        ),
        "BAMP-V17": kind(
            ERROR,
            "The exemption is incomplete",
            "House rule: an exemption is a decision with a reason, an owner and an end.",
        ),
        "BAMP-V18": kind(
            WARNING,
            "The resource is exempt and has a tier",
            "The selections go by the tier, so it is backed up all the same.",
        ),
        "BAMP-V19": kind(
            ERROR,
            "The service's own protection is off",
            "AWS Backup does not know this type; this setting is all that protects it.",
        ),
        "BAMP-V69": kind(
            WARNING,
            "Whether the service's own protection is on is not known",
            "AWS Backup does not know this type; this setting is all that protects it.",
        ),
        "BAMP-V20": kind(
            WARNING,
            "A setting of the service is weaker than the policy",
            "The tier promises more than the service is told to keep.",
        ),
        "BAMP-V21": kind(
            ERROR,
            "Nothing can back up this type of resource",
            "No AWS service makes backups of it: only an exemption will do.",
        ),
        "BAMP-V22": kind(
            WARNING,
            "The resource has no backup, and should not need one",
            "It holds copies of something kept elsewhere; only a person can say that this is so.",
        ),
        "BAMP-V23": kind(
            WARNING,
            "The resource is not encrypted",
            "Its data lies in clear; so do its recovery points, where AWS Backup takes the "
            "encryption of the source.",
        ),
        "BAMP-V24": kind(
            WARNING,
            "A packaged component hides its resources",
            "What it creates is built in another process and cannot be seen offline.",
        ),
        "BAMP-V25": kind(
            WARNING,
            "The resource type is not in the catalog",
            "Nobody has said whether it holds data.",
        ),
        "BAMP-V26": kind(
            WARNING,
            "The backup role is not declared here",
            "Whether it may back up this resource cannot be verified.",
        ),
        "BAMP-V27": kind(
            ERROR,
            "A copy cannot be made",
            "AWS Backup fails the copy job; the recovery points stay in one Region.",
        ),
        "BAMP-V28": kind(
            ERROR,
            "Continuous and periodic backups go to different vaults",
            "AWS Backup wants all backups of a bucket in one vault once one of them is continuous.",
        ),
        "BAMP-V30": kind(
            INFO,
            "The resource names no owner",
            "Whoever is notified that its backup failed does not learn whose it is.",
        ),
        "BAMP-V31": kind(
            WARNING,
            "The Region or account of the resource is not known",
            "Plans back up only what lives in their own Region and account.",
        ),
        "BAMP-V32": kind(
            WARNING,
            "A part of a plan is not known before deployment",
            "House rule: what a rule does that nobody has seen is not called protection.",
        ),
        "BAMP-V33": kind(
            ERROR,
            "AWS Backup refuses the plan",
            "A plan is created whole or not at all: none of its rules would run.",
        ),
        "BAMP-V34": kind(
            INFO,
            "Start windows of rules overlap",
            "Of rules of one plan that overlap, AWS Backup runs only the one kept longest.",
        ),
        "BAMP-V35": kind(
            WARNING,
            "Which kind of data store it is is not known",
            "House rule: what differs from kind to kind is not promised before the kind is known.",
        ),
        "BAMP-V36": kind(
            ERROR,
            "Two versioning resources of one bucket contradict each other",
            "A bucket has one versioning state: the one deployed last holds.",
        ),
        "BAMP-V37": kind(
            WARNING,
            "Whether the resource has what AWS Backup requires cannot be told",
            "House rule: a companion that may not belong to it, or may be off, is not counted.",
        ),
        "BAMP-V38": kind(
            ERROR,
            "The program's backup tags are refused",
            "`pulumi up` would end in this error; nothing is inherited by the resource.",
        ),
        "BAMP-V39": kind(
            WARNING,
            "The program goes by a value that is not known offline",
            "House rule: what it declares for another value is not in this preview; the engine's "
            "is read with `pulumi preview --json --show-sames`.",
        ),
        "BAMP-V40": kind(
            ERROR,
            "The access policy of a vault keeps AWS Backup out",
            "AWS Backup obeys it: jobs that it denies, or does not allow from abroad, fail.",
        ),
        "BAMP-V41": kind(
            WARNING,
            "Whether AWS Backup may do its work cannot be told",
            "House rule: a role, key or policy that nobody has seen may refuse it.",
        ),
        "BAMP-V42": kind(
            WARNING,
            "A declared resource that may change the outcome is not understood",
            "House rule: what points at the resource, its key, role, vault or plan and is not read "
            "is not taken to be harmless.",
        ),
        "BAMP-V43": kind(
            ERROR,
            "The policy of the resource keeps AWS Backup out",
            "AWS Backup reads the data as its role, and the policy of what holds it decides too.",
        ),
        "BAMP-V44": kind(
            ERROR,
            "The key of the data cannot be used",
            "A job that may not use the key of the data fails, or leaves data out.",
        ),
        "BAMP-V45": kind(
            WARNING,
            "Whether jobs complete in time is not known",
            "AWS Backup cancels a job that has not completed within the completion window.",
        ),
        "BAMP-V47": kind(
            WARNING,
            "A setting keeps a continuous backup from going on",
            "AWS Backup restores to any second only as far as it learns of each change.",
        ),
        "BAMP-V48": kind(
            WARNING,
            "The program and a continuous backup both set the retention",
            "AWS Backup sets it to that of its rule, and each deployment sets it back.",
        ),
        "BAMP-V50": kind(
            ERROR,
            "AWS Backup makes no recovery point of the resource as it is declared",
            "The guide names what each type must be; every job fails, or none is started.",
        ),
        "BAMP-V51": kind(
            WARNING,
            "A backup leaves data out",
            "The job completes all the same.",
        ),
        "BAMP-V52": kind(
            WARNING,
            "Jobs start in the resource's own backup or maintenance window",
            "A job that starts in a backup or maintenance window, or too close before it, fails.",
        ),
        "BAMP-V53": kind(
            ERROR,
            "Every job of a rule starts in the resource's own backup or maintenance window",
            "A job that starts in a backup or maintenance window, or too close before it, fails.",
        ),
        "BAMP-V54": kind(
            ERROR,
            "A rule never runs",
            "House rule: AWS Backup takes a schedule of years that are over or far off, and a rule "
            "that makes nothing for two years protects nothing.",
        ),
        "BAMP-V57": kind(
            WARNING,
            "Jobs may not start within their window",
            "AWS Backup does one thing to a resource at a time; what cannot start in time expires.",
        ),
        "BAMP-V60": kind(
            ERROR,
            "The key of a recovery point keeps it from being copied",
            "Unless AWS Backup manages its type fully, it is under the key of its source.",
        ),
        "BAMP-V61": kind(
            ERROR,
            "Cross-account backup is switched off",
            "AWS Backup copies to another account only once the management account has enabled it.",
        ),
        "BAMP-V62": kind(
            WARNING,
            "Whether cross-account backup is enabled is not known",
            "House rule: a copy to another account counts once a given program enables them.",
        ),
        "BAMP-V63": kind(
            WARNING,
            "A recovery point may stay out of an air-gapped vault",
            "AWS Backup puts there what it manages fully, and of other types that it takes what is "
            "unencrypted or under a customer managed key.",
        ),
        "BAMP-V80": kind(
            WARNING,
            "The resource is backed up twice",
            "Each backup is charged for; nothing is lost by it.",
        ),
        "BAMP-V81": kind(
            INFO,
            "The resource names no tier, and gets what its plan makes",
            "House rule: where nothing is promised, what is made is said and not judged.",
        ),
        "BAMP-V82": kind(
            WARNING,
            "What protects the resource is no backup",
            "A replica follows what happens to its original; an earlier state is somewhere else, "
            "or nowhere.",
        ),
        "BAMP-V83": kind(
            WARNING,
            "A deletion of the resource cannot be taken back",
            "The service would keep what was deleted for some days.",
        ),
    }
)
"""A code keeps its meaning for ever; a new kind gets a new one."""
