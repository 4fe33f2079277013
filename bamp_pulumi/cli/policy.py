"""The policy that programs are judged by."""

from pathlib import Path
from typing import Final

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import BackupPolicy, default_policy, load_policy

__all__ = ["policy_for"]

_PARAMETER: Final = "aws:ssm/parameter:Parameter"
_MANIFEST_MARK: Final = '"bamp.manifest/'


def policy_for(estate: Estate, file: Path | None) -> BackupPolicy:
    """Find the policy: the given file, else the account's manifest in the estate, else ours.

    Raises:
        PolicyError: What the file or the manifest says is refused.
    """
    if file is not None:
        return load_policy(file.read_text(encoding="utf-8"))
    for parameter in estate.of_type(_PARAMETER):
        value = parameter.text("value")
        if _MANIFEST_MARK in value:
            return Manifest.parse(value).policy
    return default_policy()
