"""The policy that programs are judged by."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.cli.manifests import built_manifests, published_manifests
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import BackupPolicy, default_policy, load_policy
from bamp_pulumi.texts import read_text_file

__all__ = ["policy_of", "read_policy_file", "require_built"]

_PARAMETER: Final = "aws:ssm/parameter:Parameter"
_BASELINE: Final = "bamp:index:Baseline$"
_MANIFEST_NAME: Final = "/baseline"


def read_policy_file(file: Path) -> BackupPolicy:
    """Read the policy of a file.

    Raises:
        PolicyError: What the file says is refused.
        RefusedError: `BAMP-P07`, when it cannot be read; `BAMP-P14`, when it is more than is read.
    """

    def refused(what: str) -> RefusedError:
        return RefusedError(
            "BAMP-P07",
            given=f"{file}, which {what}",
            allowed="a policy document, YAML in UTF-8",
            why="house rule: programs are judged by a policy that can be read",
            write=f"save {file.name} as UTF-8",
        )

    text = read_text_file(file, "yaml-bytes", refused)
    return load_policy(text, file=str(file))


def policy_of(estate: Estate) -> BackupPolicy:
    """Find the policy of an estate: of its accounts' manifests, where there are any, else ours.

    Raises:
        PolicyError: What a manifest says is refused.
        RefusedError: `BAMP-P08`, when Pulumi hides one; `BAMP-P12`, when they differ.
    """
    found = {account: manifest.policy for account, manifest in published_manifests(estate)}
    hidden = {
        parameter.account_id: parameter.text("name") or parameter.name
        for parameter in estate.of_type(_PARAMETER)
        if _is_hidden_manifest(parameter)
    }
    _require_clear({account: name for account, name in hidden.items() if account not in found})
    _require_one(found)
    return next(iter(found.values()), default_policy())


def require_built(estate: Estate, policy: BackupPolicy) -> None:
    """Refuse an account's program that builds another policy than the one that is given.

    Raises:
        RefusedError: `BAMP-P12`.
    """
    for name, manifest in built_manifests(estate):
        if manifest.policy != policy:
            raise RefusedError(
                "BAMP-P12",
                given=f"--policy, and {name}, which builds the policy that its own code names",
                allowed="--policy beside an account's program that takes bamp:policy from its "
                "configuration",
                why="house rule: services are judged by the policy that their account keeps",
                write="bamp.declare_account(), which takes it from the configuration; or no "
                "--policy",
            )


def _is_hidden_manifest(parameter: Resource) -> bool:
    is_hidden = any(
        name in parameter.secret_inputs or parameter.inputs.get(name) is UNKNOWN
        for name in ("value", "insecureValue")
    )
    is_ours = _BASELINE in parameter.urn or parameter.text("name").endswith(_MANIFEST_NAME)
    return is_hidden and is_ours


def _require_clear(hidden: Mapping[str, str]) -> None:
    """Refuse to judge by another policy where the account's own is there, and hidden."""
    for account, name in hidden.items():
        whose = f"the manifest of account {account}" if account else "the account's manifest"
        raise RefusedError(
            "BAMP-P08",
            given=f"{whose}, {name}, hidden by Pulumi",
            allowed="the manifest in plaintext, or a policy file",
            why="house rule: programs are judged by the account's policy, never by a guess",
            write="the account's program or manifest in its place, or --policy FILE",
        )


def _require_one(found: Mapping[str, BackupPolicy]) -> None:
    """Refuse accounts of several policies: one table would judge some by another's."""
    if all(policy == next(iter(found.values())) for policy in found.values()):
        return
    raise RefusedError(
        "BAMP-P12",
        given=f"accounts of different policies: {', '.join(sorted(found))}",
        allowed="accounts of one policy",
        why="house rule: a program is judged by the policy of the account it is deployed to",
        write="one preview for each account, or --policy FILE",
    )
