"""What programs of one estate learn from one another: stack outputs and SSM parameters.

A parameter belongs to an account and a Region. A stack's name is unique in an organization of
Pulumi's; where two given programs have the same, a reference means the one of its own account.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bamp_pulumi.estate.estate import Estate
from bamp_pulumi.estate.program_places import ProgramPlace

__all__ = ["PublishedValues"]

_SSM_PARAMETER: Final = "aws:ssm/parameter:Parameter"
_GET_PARAMETER: Final = "aws:ssm/getParameter:getParameter"

# Any, from here on: JSON documents of offline runs.


@dataclass(slots=True)
class PublishedValues:
    """What has been published so far."""

    _stacks: dict[tuple[str, str], Mapping[str, Any]] = field(
        default_factory=dict[tuple[str, str], Mapping[str, Any]]
    )
    """Outputs by account and name of the stack."""
    _parameters: dict[tuple[str, str, str], str] = field(
        default_factory=dict[tuple[str, str, str], str]
    )
    """Values by account, Region and name."""

    def publish(self, home: ProgramPlace, document: Mapping[str, Any], declared: Estate) -> bool:
        """Take in what a program published; returns whether anything is new."""
        place = (home.account_id, home.name)
        outputs: Mapping[str, Any] = document.get("stackOutputs") or {}
        is_new = bool(outputs) and self._stacks.get(place) != outputs
        self._stacks[place] = outputs
        for parameter in declared.of_type(_SSM_PARAMETER):
            key = (parameter.account_id, parameter.region, parameter.text("name"))
            value = parameter.text("value") or parameter.text("insecureValue")
            if all(key) and value and self._parameters.get(key) != value:
                self._parameters[key] = value
                is_new = True
        return is_new

    def stacks(self, account_id: str) -> dict[str, Mapping[str, Any]]:
        """Return the stacks that a program of this account can refer to, by name."""
        named: dict[str, dict[str, Mapping[str, Any]]] = {}
        for (account, name), outputs in self._stacks.items():
            named.setdefault(name, {})[account] = outputs
        return {
            name: outputs
            for name, by_account in named.items()
            for account, outputs in by_account.items()
            if len(by_account) == 1 or account == account_id
        }

    def parameters(self) -> list[tuple[str, str, str, str]]:
        """Return account, Region, name and value of each parameter."""
        return [(*place, value) for place, value in self._parameters.items()]

    def can_teach(self, home: ProgramPlace, document: Mapping[str, Any]) -> bool:
        """Return True if a program asked for something that has been published since."""
        stacks = self.stacks(home.account_id)
        asked = document.get("missingStacks") or ()
        if any(name.partition("/")[2] in stacks or name in stacks for name in asked):
            return True
        return _GET_PARAMETER in (document.get("unanswered") or ()) and bool(self._parameters)
