"""The policy that programs are judged by."""

from pathlib import Path
from typing import Final

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import BackupPolicy, default_policy, load_policy

__all__ = ["policy_of", "read_policy_file"]

_PARAMETER: Final = "aws:ssm/parameter:Parameter"
_MANIFEST_NAME: Final = "/baseline"
_MANIFEST_MARK: Final = '"bamp.manifest/'


def read_policy_file(file: Path) -> BackupPolicy:
    """Read the policy of a file.

    Raises:
        PolicyError: What the file says is refused.
    """
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


def policy_of(estate: Estate) -> BackupPolicy:
    """Find the policy of an estate: of the account's manifest, where there is one, else ours.

    Raises:
        PolicyError: What the manifest says is refused; `BAMP-P08`, when Pulumi hides it.
    """
    values = [parameter.text("value") for parameter in estate.of_type(_PARAMETER)]
    # A real preview masks the parameter; the account stack's own output is in clear.
    values += [str(program.outputs.get("manifest", "")) for program in estate.programs]
    for value in values:
        if _MANIFEST_MARK in value:
            return Manifest.parse(value).policy
    _require_manifest(estate)
    return default_policy()


def _require_manifest(estate: Estate) -> None:
    """Refuse to judge by the built-in policy where the account's own is there, and hidden."""
    for parameter in estate.of_type(_PARAMETER):
        hidden = "value" in parameter.secret_inputs or parameter.inputs.get("value") is UNKNOWN
        if hidden and parameter.text("name").endswith(_MANIFEST_NAME):
            raise RefusedError(
                "BAMP-P08",
                given=f"the account's manifest {parameter.text('name')}, hidden by Pulumi",
                allowed="the manifest in clear, or a policy file",
                why="house rule: programs are judged by the account's policy, never by a guess",
                write="the account's program or manifest in its place, or --policy FILE",
            )
