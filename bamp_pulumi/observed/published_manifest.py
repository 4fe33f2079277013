"""The manifest of a running account: the SSM parameter in which its baseline publishes it."""

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.lambdas.health.reading import NotAnsweredError
from bamp_pulumi.observed.session import Account

__all__ = ["MANIFEST_ACTION", "manifest_in", "require_account_of"]

MANIFEST_ACTION = "ssm:GetParameter"
"""What reading it needs."""
_ABSENT = "ParameterNotFound"


def manifest_in(account: Account, region: str, parameter: str) -> Manifest:
    """Return the manifest that an account publishes in a Region.

    Raises:
        RefusedError: `BAMP-P23`, when it cannot be read.
        PolicyError: What it says is refused.
    """
    try:
        answer = account.asker().ask(region, "ssm", "GetParameter", {"Name": parameter})
    except NotAnsweredError as error:
        is_absent = error.why == _ABSENT
        said = f" ({error.why}: {error.message})" if error.message else f" ({error.why})"
        what = "is not there" if is_absent else "was not read"
        raise RefusedError(
            "BAMP-P23",
            given=f"parameter {parameter} of account {account.account_id} in {region}, which "
            f"{what}{'' if is_absent else said}",
            allowed="a parameter in which a baseline publishes its manifest, in a Region of it "
            f"(--parameter, --region), with {MANIFEST_ACTION} on it; or its manifest in a file",
            why="house rule: an account is judged by its own policy",
            write="bamp manifest account > account-manifest.json && "
            "bamp coverage --account-manifest account-manifest.json",
        ) from error
    return Manifest.parse(str(answer["Parameter"]["Value"]))


def require_account_of(manifest: Manifest, account: Account) -> None:
    """Refuse another account than that of a manifest (`BAMP-P24`); one of no account is of any."""
    if manifest.account_id in (None, account.account_id):
        return
    raise RefusedError(
        "BAMP-P24",
        given=f"credentials of account {account.account_id} ({account.arn}), and the manifest of "
        f"account {manifest.account_id}",
        allowed=f"credentials of account {manifest.account_id}",
        why="house rule: an account is judged by its own policy; by another one all would be wrong",
        write=f"bamp coverage --role-arn arn:{account.partition}:iam::{manifest.account_id}"
        ":role/NAME",
    )
