"""Tags by which one resource differs from its program's default: another tier, or none at all."""

from datetime import date

from pydantic import Field

from bamp_pulumi.inheritance.known_owner import known_owner
from bamp_pulumi.policy import (
    Exemption,
    Promise,
    TagText,
    TierName,
    parse,
    render_exemption,
    render_tier,
)
from bamp_pulumi.program_error import refused_in_program

__all__ = ["exempt", "tier"]


class _TierTags(Promise, frozen=True):
    name: TierName = Field(examples=["standard"])
    owner: TagText | None = Field(examples=["orders"])


def tier(name: str, owner: str | None = None) -> dict[str, str]:
    """Return the tags that assign one resource to a tier.

        aws.dynamodb.Table("carts", ..., tags=bamp.tier("critical"))

    Merge them with other tags: `{**bamp.tier("critical"), "Name": "carts"}`.

    Args:
        name: A tier of the policy. That the policy has it is checked when the program has run, for
            `inherit` may be given another policy.
        owner: Team that owns this resource. Default: the owner that `inherit` was given.

    Raises:
        ProgramError: `BAMP-N02` for what cannot name a tier, `BAMP-E01` for an owner that does not
            fit a tag.
    """
    with refused_in_program("tier()"):
        asked = parse(_TierTags, {"name": name, "owner": owner}, owner=known_owner())
    return render_tier(asked.name, asked.owner)


def exempt(*, reason: str, owner: str, until: str | date) -> dict[str, str]:
    """Return the tags that record a decision to leave one resource without backups.

        aws.s3.Bucket("thumbnails", tags=bamp.exempt(
            reason="rebuilt from originals in an hour", owner="orders", until="2027-06-30"))

    Args:
        reason: Why no backup is needed. 1 to 256 characters that a tag takes: no comma, no bracket.
        owner: Team or person that decided it. 1 to 256 characters that a tag takes.
        until: Last day it holds, included: a date or `YYYY-MM-DD`. From the next day on previews
            and health checks report the resource again.

    Raises:
        ProgramError: `BAMP-E01` for a text that does not fit a tag, `BAMP-E02` for no day.
    """
    with refused_in_program("exempt()"):
        given = {"reason": reason, "owner": owner, "until": until}
        asked = parse(Exemption, given, owner=known_owner())
    return render_exemption(asked)
