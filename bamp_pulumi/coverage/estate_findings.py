"""What coverage can find of an account, a program or an estate as a whole, by code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.coverage.finding_kind import ERROR, INFO, WARNING, FindingKind, kind

__all__ = ["ESTATE_FINDINGS"]

ESTATE_FINDINGS: Final[Mapping[str, FindingKind]] = MappingProxyType(
    {
        "BAMP-V29": kind(
            WARNING,
            "More replications of automated backups than an account may have",
            "Amazon RDS allows an account 20 cross-Region automated backups by default.",
        ),
        "BAMP-V46": kind(
            ERROR,
            "A selection is in another Region or account than its plan",
            "A plan exists in one Region and account; a selection elsewhere does not find it.",
        ),
        "BAMP-V49": kind(
            WARNING,
            "Whether anybody is notified of a failed backup is not known",
            "House rule: an alerting path that depends on an unknown value is not assumed to work.",
        ),
        "BAMP-V55": kind(
            ERROR,
            "AWS refuses a declared resource",
            "The deployment fails at it, and what depends on it is not created.",
        ),
        "BAMP-V56": kind(
            ERROR,
            "There are more resources of a type than AWS allows",
            "The deployment fails at one of them, and it is not known at which.",
        ),
        "BAMP-V58": kind(
            WARNING,
            "The account is assumed to be the built-in one",
            "No plan was given. Whether a resource is protected depends on what its own account "
            "declares.",
        ),
        "BAMP-V59": kind(
            ERROR,
            "A failed backup notifies nobody",
            "House rule: an account declares who is notified, or its policy states in `no_alerts` "
            "why nobody is, who decided it, and until when.",
        ),
        "BAMP-V64": kind(
            ERROR,
            "An exemption or acknowledgement ends later than the policy allows",
            "A decision that is never reviewed is forgotten: `exemption_max_days` of the policy "
            "limits how far ahead it may end.",
        ),
        "BAMP-V65": kind(
            ERROR,
            "A restore test cannot restore",
            "AWS Backup accepts a selection whose restores all fail because of its role, its type, "
            "its metadata, or the Region of its plan.",
        ),
        "BAMP-V66": kind(
            WARNING,
            "Whether a restore test can restore is not known",
            "House rule: a role, plan or value that is not known is not assumed to work.",
        ),
        "BAMP-V67": kind(
            WARNING,
            "A restore test covers less than it selects",
            "AWS Backup starts no restore where no recovery point is eligible, and reports "
            "nothing.",
        ),
        "BAMP-V68": kind(
            ERROR,
            "The access policy of a vault denies every restore",
            "Recovery points exist, and none of them can be restored.",
        ),
        "BAMP-V70": kind(
            ERROR,
            "A vault has no lock",
            "The policy in force requires one; without it, IAM alone decides who deletes backups.",
        ),
        "BAMP-V71": kind(
            ERROR,
            "The lock of a vault is weaker than the policy's",
            "The policy in force sets the minimum and maximum retention and the mode of the lock.",
        ),
        "BAMP-V72": kind(
            ERROR,
            "The access policy of a vault does not deny deletion",
            "House rule: IAM permissions alone must not be enough to delete recovery points or to "
            "shorten their retention.",
        ),
        "BAMP-V73": kind(
            ERROR,
            "The access policy of a vault is too permissive",
            "It allows everybody what only a few should do, or does not restrict restores.",
        ),
        "BAMP-V74": kind(
            ERROR,
            "The key of a vault is not rotated as often as the policy requires",
            "The policy in force sets the days between two rotations.",
        ),
        "BAMP-V75": kind(
            WARNING,
            "No trail records who changes backups",
            "Amazon EventBridge gets the calls that delete recovery points only if a trail logs "
            "them.",
        ),
        "BAMP-V76": kind(
            WARNING,
            "Nobody is notified of failed backups",
            "AWS Backup publishes events, notifications and metrics; nothing here receives them.",
        ),
        "BAMP-V77": kind(
            WARNING,
            "Noncurrent versions are kept shorter than the policy requires",
            "Objects overwritten or deleted between two backups exist only as these versions.",
        ),
        "BAMP-V78": kind(
            ERROR,
            "The replication of automated backups differs from the policy",
            "They must be replicated to the recovery Region, encrypted with a key of that Region, "
            "and kept for at least seven days.",
        ),
        "BAMP-V79": kind(
            WARNING,
            "Automated backups are not replicated to the recovery Region",
            "Only the copied recovery points can be restored there, and no point in time between "
            "them.",
        ),
        "BAMP-V84": kind(
            WARNING,
            "An acknowledgement of the policy has expired",
            "What it acknowledged counts again from the day after its end.",
        ),
        "BAMP-V85": kind(
            WARNING,
            "A part of the program is declared only after deployment",
            "Pulumi runs a callback of `apply` when its value is known; until then no preview "
            "lists what it declares.",
        ),
        "BAMP-V86": kind(
            WARNING,
            "The program checks whether it runs in a preview",
            "House rule: what it declares only in a deployment is not in any preview.",
        ),
        "BAMP-V87": kind(
            WARNING,
            "A resource creates others that are not in the program",
            "They are created at deployment by a template, a product, a command or code; the tiers "
            "of data stores among them are not known.",
        ),
        "BAMP-V88": kind(
            WARNING,
            "The account of a program is assumed to be another source's",
            "Plans back up only resources in their own account.",
        ),
        "BAMP-V89": kind(
            ERROR,
            "AWS does not have the Region",
            "A deployment would fail: the Region has no endpoint.",
        ),
        "BAMP-V90": kind(
            ERROR,
            "Whether the lock of a vault meets the policy is not known",
            "House rule: an unknown bound or mode is not assumed to meet the policy. "
            "`--allow-unverified` accepts it.",
        ),
        "BAMP-V91": kind(
            ERROR,
            "A destination has an address that no message reaches",
            "SNS accepts a subscription to any address; at a reserved domain, or with a number for "
            "fiction, nobody reads what is sent to it.",
        ),
        "BAMP-V92": kind(
            WARNING,
            "AWS may refuse a declared resource",
            "It is taken only of an account with a higher quota, or only of what is deployed "
            "already, which no preview of the program alone knows.",
        ),
        "BAMP-V93": kind(
            INFO,
            "What a resource is made with ends",
            "AWS maintains the runtime for a year at most, or no more; later it takes no change of "
            "the function.",
        ),
        "BAMP-V105": kind(
            WARNING,
            "What is deployed is not known, and of some data stores it decides",
            "House rule: what is not read is not assumed. A program alone is judged as of a first "
            "deployment.",
        ),
        "BAMP-V110": kind(
            ERROR,
            "Restore tests are promised, and not declared",
            "House rule: what the policy promises of restore tests, the program of the account "
            "declares.",
        ),
        "BAMP-V97": kind(
            ERROR,
            "The deployment deletes or replaces what holds or protects data",
            "House rule: what is deleted with it must be decided twice. The message says what AWS "
            "deletes, and what it keeps.",
        ),
        "BAMP-V98": kind(
            ERROR,
            "The deployment weakens a protection",
            "House rule: less is kept, or for less long; that must be decided twice.",
        ),
        "BAMP-V99": kind(
            WARNING,
            "The deployment may lose a protection",
            "A guard against deletion goes, something that watches backups does, or a value is "
            "known only after deployment.",
        ),
    }
)
"""A code keeps its meaning forever; a new kind gets a new one."""
