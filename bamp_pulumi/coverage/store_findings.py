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
            "AWS Backup makes recovery points only of resources that a selection of a plan "
            "matches.",
        ),
        "BAMP-V02": kind(
            WARNING,
            "No backup plan is known",
            "House rule: without the account's plans no resource is reported as protected.",
        ),
        "BAMP-V03": kind(
            WARNING,
            "Whether a selection matches is not known",
            "House rule: a selection that cannot be evaluated, or that no given program declares, "
            "does not count as a match.",
        ),
        "BAMP-V04": kind(
            ERROR,
            "The Region is not opted in for the resource type",
            "AWS Backup applies the opt-in to selections by tags alone or by whole services, and "
            "to types that share a form of ARN. It starts no job for what is not opted in.",
        ),
        "BAMP-V05": kind(
            WARNING,
            "The Region's opt-in is not known",
            "AWS Backup applies the opt-in to selections by tags alone or by whole services, and "
            "to types that share a form of ARN. It starts no job for what is not opted in.",
        ),
        "BAMP-V06": kind(
            ERROR,
            "The vault of a rule is not declared",
            "A job fails without its vault, and AWS documents no check when the plan is created.",
        ),
        "BAMP-V07": kind(
            ERROR,
            "A retention is outside the bounds of a vault's lock",
            "Backup and copy jobs fail if the vault's lock refuses their retention.",
        ),
        "BAMP-V08": kind(
            ERROR,
            "The backup role lacks a permission",
            "AWS Backup assumes this role. Jobs fail if the role lacks a permission or is denied "
            "one.",
        ),
        "BAMP-V09": kind(
            ERROR,
            "The key of a vault cannot be used",
            "AWS Backup cannot write or copy a recovery point without its key.",
        ),
        "BAMP-V10": kind(
            ERROR,
            "The resource lacks a setting that AWS Backup requires",
            "AWS Backup makes no recovery point of the resource without it.",
        ),
        "BAMP-V11": kind(
            ERROR,
            "A copy that the policy promises is not made",
            "The policy's tier promises copies to this Region.",
        ),
        "BAMP-V12": kind(
            ERROR,
            "AWS Backup cannot copy this type of resource",
            "The recovery points stay in the Region of the resource, and a promise of copies is "
            "not kept. A warning where the tier promises none there.",
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
            "The policy does not define the tier",
            "Nothing is promised for a tier that is not defined.",
        ),
        "BAMP-V16": kind(
            ERROR,
            "The exemption has expired",
            "House rule: an exemption has an end and must be decided again after it.",
        ),
        "BAMP-V17": kind(
            ERROR,
            "The exemption is incomplete",
            "House rule: an exemption has a reason, an owner and an end.",
        ),
        "BAMP-V18": kind(
            WARNING,
            "The resource is exempt and has a tier",
            "Selections match the tier, so the resource is backed up although it is exempt.",
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
            "The tier promises more than the service is configured to keep.",
        ),
        "BAMP-V21": kind(
            ERROR,
            "Nothing can back up this type of resource",
            "No AWS service makes backups of it, so it needs an exemption.",
        ),
        "BAMP-V22": kind(
            WARNING,
            "The resource has no backup and probably needs none",
            "It usually holds copies of data that is kept elsewhere; a person has to confirm it.",
        ),
        "BAMP-V23": kind(
            WARNING,
            "The resource is not encrypted",
            "Its data is not encrypted at rest. Where AWS Backup uses the encryption of the "
            "source, its recovery points are not encrypted either.",
        ),
        "BAMP-V24": kind(
            WARNING,
            "A packaged component hides its resources",
            "Its resources are created in another process, which an offline preview does not run.",
        ),
        "BAMP-V25": kind(
            WARNING,
            "The resource type is not in the catalog",
            "It is not known whether the type holds data.",
        ),
        "BAMP-V26": kind(
            WARNING,
            "The backup role is not declared in the given programs",
            "Whether it may back up this resource is not verified.",
        ),
        "BAMP-V27": kind(
            ERROR,
            "A copy cannot be made",
            "The copy job fails, and the recovery points stay in one Region.",
        ),
        "BAMP-V28": kind(
            ERROR,
            "Continuous and periodic backups go to different vaults",
            "AWS Backup requires all backups of a bucket in one vault if one of them is "
            "continuous.",
        ),
        "BAMP-V30": kind(
            INFO,
            "The resource has no owner",
            "An alert about a failed backup does not show who owns the resource.",
        ),
        "BAMP-V31": kind(
            WARNING,
            "The Region or account of the resource is not known",
            "Plans back up only resources in their own Region and account.",
        ),
        "BAMP-V32": kind(
            WARNING,
            "A part of a plan is not known before deployment",
            "House rule: a rule with unknown parts does not count as protection.",
        ),
        "BAMP-V33": kind(
            ERROR,
            "AWS Backup refuses the plan",
            "A plan is created as a whole or not at all, so none of its rules would run.",
        ),
        "BAMP-V34": kind(
            INFO,
            "Start windows of rules overlap",
            "If rules of one plan overlap, AWS Backup runs only the one with the longest "
            "retention.",
        ),
        "BAMP-V35": kind(
            WARNING,
            "The kind of data store is not known",
            "House rule: protection that differs between kinds is not assumed before the kind is "
            "known.",
        ),
        "BAMP-V36": kind(
            ERROR,
            "Two versioning resources of one bucket contradict each other",
            "A bucket has one versioning state: the resource that is deployed last sets it.",
        ),
        "BAMP-V37": kind(
            WARNING,
            "Whether the resource has a setting that AWS Backup requires is not known",
            "House rule: a companion resource that may belong to another, or may be off, does not "
            "count.",
        ),
        "BAMP-V38": kind(
            ERROR,
            "The program's backup tags are refused",
            "`pulumi up` would fail with this error, and the resource inherits nothing.",
        ),
        "BAMP-V39": kind(
            WARNING,
            "The program depends on a value that is not known offline",
            "House rule: what it declares for another value is not in this preview; give the "
            "engine's preview, made with `pulumi preview --json --show-sames`.",
        ),
        "BAMP-V40": kind(
            ERROR,
            "The access policy of a vault denies AWS Backup",
            "Jobs fail if the policy denies them, or does not allow them from another account.",
        ),
        "BAMP-V41": kind(
            WARNING,
            "Whether AWS Backup has the permissions it needs is not known",
            "House rule: a role, key or policy that is not known may deny it.",
        ),
        "BAMP-V42": kind(
            WARNING,
            "A declared resource that may change the result is not understood",
            "House rule: a resource that refers to this one, or to its key, role, vault or plan, "
            "is not assumed to be harmless.",
        ),
        "BAMP-V43": kind(
            ERROR,
            "The policy of the resource denies AWS Backup",
            "AWS Backup reads the data with its role, and the resource's own policy applies to it.",
        ),
        "BAMP-V44": kind(
            ERROR,
            "The key of the data cannot be used",
            "A job without access to the key of the data fails or omits data.",
        ),
        "BAMP-V45": kind(
            WARNING,
            "Whether jobs complete in time is not known",
            "AWS Backup cancels a job that has not completed within the completion window.",
        ),
        "BAMP-V47": kind(
            WARNING,
            "A setting interrupts a continuous backup",
            "AWS Backup restores to a point in time only while it receives each change.",
        ),
        "BAMP-V48": kind(
            WARNING,
            "The program and a continuous backup both set the retention",
            "AWS Backup sets it to that of its rule, and it is then changed in AWS Backup only.",
        ),
        "BAMP-V50": kind(
            ERROR,
            "AWS Backup makes no recovery point of the resource as it is declared",
            "AWS documents what each type must have; without it every job fails, or none is "
            "started.",
        ),
        "BAMP-V51": kind(
            WARNING,
            "A backup omits data",
            "The job completes although some data is not in the backup.",
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
            "House rule: AWS Backup accepts a schedule whose years are past or far ahead, and a "
            "rule that makes no recovery point for two years protects nothing.",
        ),
        "BAMP-V57": kind(
            WARNING,
            "Jobs may not start within their window",
            "AWS Backup runs one job of a resource at a time; a job that cannot start in time "
            "expires.",
        ),
        "BAMP-V60": kind(
            ERROR,
            "A recovery point cannot be copied because of its key",
            "A recovery point has the key of its source unless AWS Backup fully manages its type.",
        ),
        "BAMP-V61": kind(
            ERROR,
            "Cross-account backup is switched off",
            "AWS Backup copies to another account only if the management account has enabled it.",
        ),
        "BAMP-V62": kind(
            WARNING,
            "Whether cross-account backup is enabled is not known",
            "House rule: a copy to another account counts only if a given program enables it.",
        ),
        "BAMP-V63": kind(
            WARNING,
            "A recovery point may not reach its air-gapped vault",
            "The vault accepts types that AWS Backup fully manages, and of some others the "
            "recovery points that are unencrypted or encrypted with a customer managed key.",
        ),
        "BAMP-V80": kind(
            WARNING,
            "The resource is backed up twice",
            "Each backup is charged for; no data is at risk.",
        ),
        "BAMP-V81": kind(
            INFO,
            "The resource has no tier, and a plan backs it up",
            "House rule: without a tier nothing is promised; the backups are listed and not "
            "judged.",
        ),
        "BAMP-V82": kind(
            WARNING,
            "The resource has a replica and no backup",
            "A deletion or change of the original reaches the replica too, so an earlier state "
            "cannot be restored from it.",
        ),
        "BAMP-V83": kind(
            WARNING,
            "A deletion of the resource cannot be undone",
            "The service can keep a deleted resource for some days.",
        ),
        "BAMP-V100": kind(
            ERROR,
            "AWS Backup does not support the resource type in its Region",
            "A selection matches it and no job starts. Which types a Region has differs.",
        ),
        "BAMP-V101": kind(
            WARNING,
            "Whether AWS Backup supports the resource type in its Region is not known",
            "House rule: a Region or type that AWS's guide does not name, or of which it says two "
            "things, does not count as supported.",
        ),
        "BAMP-V102": kind(
            ERROR,
            "AWS Backup does not copy the resource type between these Regions",
            "The copy job fails, and the recovery points stay in one Region.",
        ),
        "BAMP-V103": kind(
            WARNING,
            "Whether AWS Backup copies the resource type between these Regions is not known",
            "House rule: a Region or pair of Regions that AWS's guide does not name, or of which "
            "it says two things, does not count as having copies.",
        ),
        "BAMP-V104": kind(
            WARNING,
            "Amazon RDS may not replicate automated backups between these Regions",
            "Only the copied recovery points can be restored in the recovery Region, and no point "
            "in time between them.",
        ),
        "BAMP-V106": kind(
            ERROR,
            "A tag of the policy is misspelt",
            "House rule: what a tag was to say does not hold, and another tier, owner or exemption "
            "applies than the one that was meant.",
        ),
    }
)
"""A code keeps its meaning forever; a new kind gets a new one."""
