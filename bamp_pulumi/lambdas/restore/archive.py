"""The archive of the function: the package as it stands, what is wanted, and database drivers.

Text only: so the same code is the same archive on every machine. The drivers are written in Python
alone, so they run on every processor; what they need beside each other, the runtime has for boto3
(python-dateutil, six). Each comes with its licence.
"""

from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from typing import Final

from bamp_pulumi.lambdas.restore.validations import VALIDATIONS_FILE, unpack_validations

__all__ = ["CERTIFICATES_FILE", "DRIVERS", "archive_files"]

DRIVERS: Final = ("asn1crypto", "pg8000", "pymysql", "scramp")
"""Distributions of the extra `restore`."""
CERTIFICATES_FILE: Final = "rds-ca.pem"
"""Name of the file of certificates in the archive of the function."""

_PACKAGE: Final = "bamp_pulumi.lambdas.restore"


def archive_files(validations: str, certificates: str = "") -> Mapping[str, str]:
    """Return the files of the function by their paths.

    Args:
        validations: Text of `validations.json`: what has to hold of what is restored.
        certificates: The certificates of Amazon RDS, in PEM. Default: those of the system, by
            which no database of RDS can prove itself.

    Raises:
        ValueError: When the validations cannot be read.
        ModuleNotFoundError: When a driver is not installed.
    """
    unpack_validations(validations)
    inside = _PACKAGE.replace(".", "/")
    folder = files(_PACKAGE)
    sources = sorted(one.name for one in folder.iterdir() if one.name.endswith(".py"))
    packed = {
        f"{inside}/{name}": folder.joinpath(name).read_text(encoding="utf-8") for name in sources
    }
    packed[f"{inside}/{VALIDATIONS_FILE}"] = validations
    if certificates:
        packed[f"{inside}/{CERTIFICATES_FILE}"] = certificates
    for name in DRIVERS:
        packed |= dict(_files_of(_installed(name)))
    return packed


def _installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError as error:
        raise ModuleNotFoundError(
            f"{name} is not installed, and the function that validates restored databases takes it "
            "along; write: pip install 'bamp-pulumi[restore]'"
        ) from error


def _files_of(driver: Distribution) -> Iterator[tuple[str, str]]:
    for path in sorted(driver.files or (), key=str):
        name = path.as_posix()
        is_licence = ".dist-info/" in name and "LICENSE" in path.name.upper()
        if path.suffix == ".py" or is_licence:
            yield name, path.read_text(encoding="utf-8")
