"""What coverage can find of an account, a program or an estate as a whole, by code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.coverage.finding_kind import ERROR, WARNING, FindingKind, kind

__all__ = ["ESTATE_FINDINGS"]

ESTATE_FINDINGS: Final[Mapping[str, FindingKind]] = MappingProxyType(
    {
        "BAMP-V29": kind(
            WARNING,
            "More automated-backup replications than an account may have",
            "Amazon RDS allows 20 replicated automated backups in a destination Region.",
        ),
        "BAMP-V46": kind(
            ERROR,
            "A selection is not made where its plan is",
            "A selection lives in the Region and account of its plan; AWS Backup does not find the "
            "plan elsewhere.",
        ),
        "BAMP-V49": kind(
            WARNING,
            "Whether anybody is notified of a failed backup is not known",
            "House rule: an alerting path that depends on what nobody has seen is not taken to be "
            "sound.",
        ),
        "BAMP-V55": kind(
            ERROR,
            "AWS refuses a declared resource",
            "The deployment fails at it: what stands on it is not there.",
        ),
        "BAMP-V56": kind(
            ERROR,
            "There are more of a resource than AWS takes",
            "The deployment fails at one of them, and nobody knows which.",
        ),
        "BAMP-V58": kind(
            WARNING,
            "The account is assumed to be the built-in one",
            "No plan was given. What the account of the program really declares decides whether a "
            "resource is protected.",
        ),
        "BAMP-V59": kind(
            ERROR,
            "A failed backup notifies nobody",
            "House rule: an account declares who is notified, or its policy states in `no_alerts` "
            "why nobody is, who decided, and until when.",
        ),
        "BAMP-V64": kind(
            ERROR,
            "An exemption or acknowledgement ends later than the policy allows",
            "A decision that nobody takes again is forgotten: `exemption_max_days` of the policy "
            "says how far ahead it may end.",
        ),
        "BAMP-V65": kind(
            ERROR,
            "A restore test cannot restore",
            "AWS Backup accepts a selection whose restores all fail: of its role, its type, what "
            "it must be given, or where its plan lies.",
        ),
        "BAMP-V66": kind(
            WARNING,
            "Whether a restore test can restore is not known",
            "House rule: a role, plan or value that nobody has seen is not taken to be sound.",
        ),
        "BAMP-V67": kind(
            WARNING,
            "A restore test tests less than it seems to",
            "AWS Backup starts no restore where no recovery point is eligible, and reports "
            "nothing.",
        ),
        "BAMP-V68": kind(
            ERROR,
            "The access policy of a vault lets nobody restore",
            "AWS Backup obeys it: recovery points are there, and none can be used.",
        ),
        "BAMP-V70": kind(
            ERROR,
            "A vault has no lock",
            "The policy in force asks for one; without it whoever may delete recovery points can.",
        ),
        "BAMP-V71": kind(
            ERROR,
            "The lock of a vault is weaker than the policy's",
            "The policy in force says how long recovery points are kept at least and at most, and "
            "in which mode.",
        ),
        "BAMP-V72": kind(
            ERROR,
            "The access policy of a vault does not deny deletion",
            "House rule: nobody deletes recovery points, or lets them end earlier, by IAM alone.",
        ),
        "BAMP-V73": kind(
            ERROR,
            "The access policy of a vault leaves it open",
            "It allows everybody what only a few should do, or leaves restores to IAM.",
        ),
        "BAMP-V74": kind(
            ERROR,
            "The key of a vault is not rotated as often as the policy asks",
            "The policy in force says how many days lie between two rotations.",
        ),
        "BAMP-V75": kind(
            WARNING,
            "No trail records who changes backups",
            "AWS CloudTrail records the calls that delete recovery points, once a trail is there.",
        ),
        "BAMP-V76": kind(
            WARNING,
            "Nobody is notified of failed backups",
            "AWS Backup publishes events, notifications and metrics; something must take them.",
        ),
        "BAMP-V77": kind(
            WARNING,
            "Noncurrent versions are kept shorter than the policy asks",
            "What is overwritten or deleted between two backups is found in these versions only.",
        ),
        "BAMP-V78": kind(
            ERROR,
            "The replication of automated backups is not as the policy asks",
            "They are replicated to the recovery Region under a key of that Region, and kept at "
            "least seven days.",
        ),
        "BAMP-V79": kind(
            WARNING,
            "Automated backups are not replicated to the recovery Region",
            "Copies of recovery points are there; any second between them is not.",
        ),
        "BAMP-V84": kind(
            WARNING,
            "An acknowledgement of the policy has expired",
            "What it acknowledged counts again from the day after its end.",
        ),
        "BAMP-V85": kind(
            WARNING,
            "A part of the program is declared only after deployment",
            "Pulumi runs a callback of `apply` once its value is known; what it declares before "
            "that is in no preview.",
        ),
        "BAMP-V86": kind(
            WARNING,
            "The program asks whether it is a preview",
            "House rule: what it declares only when it is deployed is in no preview.",
        ),
        "BAMP-V87": kind(
            WARNING,
            "What a resource creates is not in the program",
            "It is made by a template, a product, a command or code that runs at deployment; "
            "data stores among it carry no tier that is seen here.",
        ),
        "BAMP-V88": kind(
            WARNING,
            "The account of a program is assumed to be another source's",
            "Plans back up only what lives in their own account.",
        ),
        "BAMP-V89": kind(
            ERROR,
            "AWS does not have the Region",
            "A deployment would end in an error: there is no such endpoint.",
        ),
        "BAMP-V90": kind(
            ERROR,
            "Whether the lock of a vault is as the policy asks is not known",
            "House rule: a bound or a mode that nobody has seen is not taken to be what the policy "
            "asks. `--allow-unverified` accepts it.",
        ),
    }
)
"""A code keeps its meaning for ever; a new kind gets a new one."""
