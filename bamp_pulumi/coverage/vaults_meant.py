"""Is a declared vault the one that a rule or a copy action names, where that is not known?"""

from bamp_pulumi.coverage.obstacle import Obstacle
from bamp_pulumi.coverage.subject import Subject

__all__ = ["why_perhaps_another"]


def why_perhaps_another(
    subject: Subject, account_id: str, region: str, name: str
) -> Obstacle | None:
    """Return which declared vault may have a place and name; None where none may.

    Args:
        subject: The resource that is backed up.
        account_id: Account of the vault that is named.
        region: Its Region.
        name: Its name.
    """
    if not (account_id and region and name):
        return None
    for vault in subject.account.vaults:
        if vault.may_be(account_id, region, name):
            hidden = "name" if vault.region and vault.account_id else "Region or account"
            why = (
                f"whether vault {vault.resource.name} is that vault is known only after "
                f"deployment: its {hidden}"
            )
            return Obstacle(code="BAMP-V41", why=why, is_open=True)
    return None
