"""The names of a policy: refused here when AWS would refuse them later."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from bamp_pulumi.catalog import is_region, limits, nearest_regions
from bamp_pulumi.errors import RefusedError, Renamed, ToFillIn
from bamp_pulumi.policy.blank import AN_ACCOUNT, given_in_words, is_left_blank

__all__ = ["AccountId", "PolicyName", "Region", "RuleName", "Spelling", "TierKey", "TierName"]


def _cleaned(value: str) -> str:
    """Return the nearest name of letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9]+", "-", value).strip("-")[:30] or "nightly"


def _cleaned_tier(value: str) -> str:
    """Return the nearest name a tier may have."""
    return re.sub(r"^[^a-z]+", "", _cleaned(value).lower()) or "standard"


def _always(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A pattern that a whole text must match, who says so, and what would have matched."""

    code: str
    pattern: str
    allowed: str
    why: str
    nearest: Callable[[str], str]
    """What was probably meant: a text; or a blank, where nobody but the reader knows."""
    exists: Callable[[str], bool] = _always
    """Whether what is spelt so exists. Default: it does."""
    thing: str = ""
    """What a name that is a key in a document names; empty where a field holds the name."""

    def matches(self, value: str, info: ValidationInfo) -> str:
        """Return the value, or raise `code`."""
        if re.fullmatch(self.pattern, value) and self.exists(value):
            return value
        nearest = self.nearest(value)
        of_field = given_in_words(info.field_name, value, nearest)
        is_blank = is_left_blank(value, nearest)
        raise RefusedError(
            self.code,
            given=f"{self.thing} {value!r}" if self.thing else of_field,
            allowed=f"{self.allowed}; in place of {value}" if is_blank else self.allowed,
            why=self.why,
            write=nearest if self.thing else f"{info.field_name}={nearest!r}",
            edits=(("", Renamed(nearest) if self.thing else nearest),),
        )

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check after pydantic has made sure of a text."""
        return core_schema.with_info_after_validator_function(self.matches, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Include the pattern in the JSON Schema, for editors and other languages."""
        return {**handler(schema), "pattern": f"^{self.pattern}$"}


RuleName = Annotated[
    str,
    Spelling(
        code="BAMP-N02",
        pattern=limits.RULE_NAME_PATTERN,
        allowed="1 to 50 letters, digits and . _ -",
        why="AWS Backup refuses other names of rules",
        nearest=_cleaned,
    ),
]
"""Name of a rule, as AWS Backup accepts it."""

_TIER: Final = Spelling(
    code="BAMP-N02",
    pattern=r"[a-z][a-z0-9_-]{0,29}",
    allowed="1 to 30 lower-case letters, digits and _ -, a letter first",
    why="house rule: a tier is a tag value and part of the names of AWS Backup plans",
    nearest=_cleaned_tier,
)

TierName = Annotated[str, _TIER]
"""Name of a tier: the value of the tag `backup-tier`."""

TierKey = Annotated[str, replace(_TIER, thing="tier")]
"""Name of a tier as the key under which a document describes it."""

PolicyName = Annotated[
    str,
    Spelling(
        code="BAMP-N02",
        pattern=r"[A-Za-z0-9][A-Za-z0-9_-]{0,29}",
        allowed="1 to 30 letters, digits and _ -, no mark first",
        why="house rule: it is part of the names of vaults and plans, which AWS limits to 50",
        nearest=_cleaned,
    ),
]
"""Name of a policy."""

Region = Annotated[
    str,
    Spelling(
        code="BAMP-N03",
        pattern=limits.REGION_PATTERN,
        allowed="the code of a Region that AWS has, such as us-west-2",
        why="AWS identifies a Region by its code; botocore's list of Regions has no other",
        nearest=lambda value: nearest_regions(value.strip().casefold())[0],
        exists=is_region,
    ),
]
"""Code of an AWS Region."""


_ACCOUNT_DIGITS: Final = 12


def _meant_account(value: str) -> str:
    """Return the digits of an account, as in `1111-2222-3333`.

    Of what has more or fewer digits nobody knows the account: a zero may be lost, or a digit
    forgotten, and whatever is made up would let a stranger's in.
    """
    digits = re.sub(r"\D", "", value)
    is_whole = len(digits) == _ACCOUNT_DIGITS
    return digits if is_whole else ToFillIn("111122223333", AN_ACCOUNT)


AccountId = Annotated[
    str,
    Spelling(
        code="BAMP-N04",
        pattern=limits.ACCOUNT_ID_PATTERN,
        allowed="12 digits, in quotes",
        why="AWS writes an account as 12 digits; as a number it would lose its leading zeros",
        nearest=_meant_account,
    ),
]
"""Id of an AWS account."""
