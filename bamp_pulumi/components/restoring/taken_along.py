"""What the validator takes along that is not in this library: database drivers, certificates."""

from pathlib import Path

from bamp_pulumi.baseline import RestoreTestsSettings, render_validations
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.lambdas.restore import archive_files

__all__ = ["packed_validator"]


def packed_validator(settings: RestoreTestsSettings) -> dict[str, str]:
    """Return the files of the function by their paths.

    Raises:
        RefusedError: `BAMP-B62`, when the database drivers are not installed, or the file of
            certificates is not there.
    """
    path = settings.tests.rds_certificates
    try:
        certificates = Path(path).read_text(encoding="utf-8") if path else ""
    except (OSError, ValueError) as error:
        raise RefusedError(
            "BAMP-B62",
            given=f"rds_certificates={path!r}",
            allowed="a text file in PEM, by its path from the folder of the program",
            why="AWS publishes the certificates by which databases of Amazon RDS prove themselves; "
            "the validator connects to no other",
            write="rds_certificates='global-bundle.pem'",
            path="tests.rds_certificates",
        ) from error
    try:
        return dict(archive_files(render_validations(settings), certificates))
    except ModuleNotFoundError as error:
        raise RefusedError(
            "BAMP-B62",
            given=f"restore tests, and {error.args[0].split(',')[0]}",
            allowed="the extra `restore` of this library, in the environment of the program",
            why="house rule: the validator takes along what it connects to databases with",
            write="pip install 'bamp-pulumi[restore]'",
        ) from error
