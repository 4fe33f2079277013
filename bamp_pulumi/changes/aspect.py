"""What of a thing is compared."""

from enum import StrEnum

__all__ = ["Aspect", "Unit"]


class Aspect(StrEnum):
    """What of it changes."""

    DECLARED = "declared"
    REPLACED = "replaced"
    STATUS = "status"
    TIER = "tier"
    OWNER = "owner"
    EXEMPTION = "exemption"
    ACKNOWLEDGED = "acknowledged"
    DECISION_DAYS = "most days of a decision"
    RPO = "RPO"
    RTO = "RTO"
    ACHIEVED_RPO = "interval between recovery points"
    LOSS = "lost at most"
    RETENTION = "retention"
    ANY_SECOND = "restore to any second"
    SCHEDULE = "schedule"
    VAULT = "vault"
    VAULT_LOCK = "lock of the vault"
    AIR_GAP = "logically air-gapped vault"
    COPY = "retention of copies"
    COPY_VAULT = "vault of copies"
    COLD = "cold storage after"
    START_WINDOW = "start window"
    COMPLETION_WINDOW = "completion window"
    NATIVE = "service's own backups"
    PROTECTION = "protecting input"
    VERSIONS = "noncurrent versions"
    OBJECTS = "current objects"
    LOCK = "lock"
    LEAST = "least retention of the lock"
    MOST = "greatest retention of the lock"
    GRACE = "days in which the lock can be lifted"
    KEY = "KMS key"
    KEY_OWNER = "whose KMS key"
    GUARD = "guard against deletion"
    INPUT = "input"
    SETTINGS = "settings"
    LABELS = "labels"
    FOUND = "found"
    NOTIFIED = "somebody is notified"
    RECIPIENT = "faults that a recipient is notified of"
    NOTIFIED_WITHIN = "notified within"


class Unit(StrEnum):
    """What the numbers of a change count."""

    NONE = ""
    DAYS = "days"
    MINUTES = "minutes"
