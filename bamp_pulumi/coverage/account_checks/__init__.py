"""Does the account meet what the policy in force requires, in addition to backups?

Locks, access policies and keys of vaults; trails; alerts; and of each backed-up resource its
noncurrent versions and its replicated automated backups.

An account has adopted a policy of this library when one of its plans is declared by a component of
the library (its URN names a type `bamp:index:...`), or is read from a manifest. What is broken of
what such a plan depends on is an error. Any other account never promised it: it is judged by the
same policy, and warned. What is read from a manifest alone shows no baseline, so none is judged.
"""

from bamp_pulumi.coverage.account_checks.of_account import judge_account
from bamp_pulumi.coverage.account_checks.of_resource import judge_beside_backup
from bamp_pulumi.coverage.account_checks.records import REMEDY_NOT_NOTIFIED, recorded_places
from bamp_pulumi.coverage.account_checks.vault_keys import rotation_in_words

__all__ = [
    "REMEDY_NOT_NOTIFIED",
    "judge_account",
    "judge_beside_backup",
    "recorded_places",
    "rotation_in_words",
]
