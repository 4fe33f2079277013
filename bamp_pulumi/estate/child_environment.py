"""The environment that a program finds when it is run offline.

Programs that also use boto3 make its clients in their first lines, and those need a Region. It
must not come from the variables of AWS: pulumi_aws copies those into explicit providers that set
no Region, and a Region that nobody said would look like one that somebody did. boto3 alone reads
AWS's configuration file, so it stands there.
Source: botocore 1.44.5, configprovider.py; pulumi_aws 7.51.1, provider.py (read 2026-11-26).
"""

import os
from collections.abc import Generator, Mapping
from configparser import Error, RawConfigParser
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

__all__ = ["environment_of"]

_FILE: Final = "AWS_CONFIG_FILE"
_REGION: Final = "AWS_REGION"
_BOTO_REGION: Final = "AWS_DEFAULT_REGION"


@contextmanager
def environment_of(
    inherited: Mapping[str, str], *, region: str, deployer_region: str
) -> Generator[dict[str, str], None, None]:
    """Make the environment of one program.

    Args:
        inherited: Our own; what Pulumi set in it belongs to another program, and is left out.
        region: What boto3 finds where nothing else says a Region.
        deployer_region: What everybody finds; empty for what is inherited.
    """
    variables = {k: v for k, v in inherited.items() if not k.startswith("PULUMI_")}
    if deployer_region:
        variables.update({_REGION: deployer_region, _BOTO_REGION: deployer_region})
    if _REGION in variables:
        variables.setdefault(_BOTO_REGION, variables[_REGION])
    if _BOTO_REGION in variables:
        yield variables
        return
    with TemporaryDirectory() as folder:
        file = _configuration(variables, region, Path(folder))
        yield variables if file is None else {**variables, _FILE: str(file)}


def _configuration(variables: Mapping[str, str], region: str, folder: Path) -> Path | None:
    """Write AWS's configuration anew with a Region in it; None where there is nothing to add."""
    profile = variables.get("AWS_PROFILE") or variables.get("AWS_DEFAULT_PROFILE") or "default"
    section = profile if profile == "default" else f"profile {profile}"
    known = RawConfigParser(strict=False)
    try:
        known.read(Path(variables.get(_FILE, "~/.aws/config")).expanduser(), encoding="utf-8")
    except (Error, OSError, UnicodeDecodeError):
        return None
    if known.has_option(section, "region"):
        return None
    if not known.has_section(section):
        known.add_section(section)
    known.set(section, "region", region)
    file = folder / "config"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as out:
        known.write(out)
    return file
