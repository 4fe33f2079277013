"""Every code of inheritance, in one clause each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["INHERITANCE_CODES"]

INHERITANCE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BAMP-I02": "a second `inherit()` in one program",
        "BAMP-I03": "an `inherit()` after resources were declared",
        "BAMP-I04": "an `inherit()` where no Pulumi program runs",
        "BAMP-I05": "a replica whose Region has no key for it",
        "BAMP-I06": "an `inherit()` that names no owner",
        "BAMP-I07": "a key of `bamp:` configuration that nothing reads",
        "BAMP-I10": "a setting of the program was weaker than its tier requires, and was raised",
        "BAMP-I11": "an input is known only after deployment, so it was not changed",
        "BAMP-I12": "a resource is exempt and has a tier",
        "BAMP-I13": "AWS Backup does not support the type; the message names what to do instead",
        "BAMP-I14": "the type takes no tags, so no selection by tag matches it",
        "BAMP-I15": "a child of a packaged component lacks a companion that cannot be added here",
        "BAMP-I16": "AWS Backup sets these inputs from now on",
        "BAMP-I17": "an input cannot be compared with the required value, so it was not changed",
        "BAMP-I18": "more replicated databases than the quota of one Region allows",
        "BAMP-I19": "a companion of the program may belong to it or to another: none is added",
        "BAMP-I23": "a companion waits: the deployed resource has its own backups off",
        "BAMP-I24": "a continuous backup is kept for fewer days than the resource may have now",
        "BAMP-I25": "the program ignores changes of an input that is written for it",
        "BAMP-I27": "what the days cost that a service keeps its own backups from now on",
        "BAMP-I28": "a setting is required and not written: AWS or the provider would refuse it",
        "BAMP-I29": "a replica is not written: another resource of its name is in that Region",
        "BAMP-I30": "AWS Backup cannot protect the resource as the program declares it",
        "BAMP-I31": "a companion is not added: it cannot be in the recovery Region, or may not be",
    }
)
"""Up to I09 a program is refused; from I10 on it is warned. `docs/reference/errors.md` lists them;
a test holds the two equal."""
