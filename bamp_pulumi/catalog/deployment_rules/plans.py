"""What AWS Backup refuses of the advanced settings of a plan.

Source: AWS Backup API, AdvancedBackupSetting: an invalid option is answered with
InvalidParameterValueException (read 2026-11-28).
"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from bamp_pulumi.catalog.deployment_rules.reading import Inputs, items, known_text, refusal
from bamp_pulumi.catalog.input_refusal import InputRefusal, listed

__all__ = ["plan_refusals"]

_OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "EC2": ("WindowsVSS",),
    "S3": ("BackupACLs", "BackupObjectTags"),
}
_VALUES: Final = ("enabled", "disabled")
_WHY: Final = "AWS Backup refuses the plan (AWS Backup API, AdvancedBackupSetting)"


def plan_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """Windows VSS is for EC2, two options are for S3, and each is enabled or disabled."""
    for number, setting in enumerate(items(inputs, "advancedBackupSettings")):
        if isinstance(setting, Mapping):
            # On the wire, an item is anything; its names are texts.
            yield from _setting_refusals(number, cast("Inputs", setting))


def _setting_refusals(number: int, setting: Inputs) -> Iterator[InputRefusal]:
    at = f"advancedBackupSettings.{number}"
    kind, options = known_text(setting, "resourceType"), setting.get("backupOptions")
    if kind and kind not in _OPTIONS:
        yield refusal(f"{at}.resourceType", kind, listed(tuple(_OPTIONS)), _WHY)
    if kind not in _OPTIONS or not isinstance(options, Mapping):
        return
    for name, value in cast("Inputs", options).items():
        path = f"{at}.backupOptions"
        if name not in _OPTIONS[kind]:
            yield refusal(path, name, f"{listed(_OPTIONS[kind])}, for {kind}", _WHY)
        elif isinstance(value, str) and value not in _VALUES:
            yield refusal(f"{path}.{name}", value, listed(_VALUES), _WHY)
