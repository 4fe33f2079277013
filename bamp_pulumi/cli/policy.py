"""The policy that programs are judged by."""

from pathlib import Path
from typing import Final

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.errors import RefusedError
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
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RefusedError(
                "BAMP-P07",
                given=f"{file}: {error}",
                allowed="a policy document, YAML in UTF-8",
                why="house rule: programs are judged by a policy that can be read",
                write=f"save {file.name} as UTF-8",
            ) from None
        return load_policy(text)
    values = [parameter.text("value") for parameter in estate.of_type(_PARAMETER)]
    # A real preview masks the parameter; the account stack's own output is in clear.
    values += [str(program.outputs.get("manifest", "")) for program in estate.programs]
    for value in values:
        if _MANIFEST_MARK in value:
            return Manifest.parse(value).policy
    return default_policy()
