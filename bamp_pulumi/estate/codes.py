"""Every code with which a program or a document is refused, and what it refuses, in one clause."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ESTATE_CODES"]

ESTATE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BAMP-P01": "a JSON document that is not a preview",
        "BAMP-P02": "a JSON document that is not a stack export",
        "BAMP-P03": "a folder without a Pulumi project",
        "BAMP-P04": "a project or stack file that Pulumi would not accept",
        "BAMP-P05": "a program that is not Python, and cannot be run offline",
        "BAMP-P06": "a program that does not run to its end",
        "BAMP-P07": "a file that is missing or not a JSON document",
        "BAMP-P08": "a preview that lists only some resources, or masks values that decide",
        "BAMP-P09": "an account that the stack does not allow",
        "BAMP-P10": "an option of the command line that cannot be used",
        "BAMP-P11": "a stack that is given twice",
        "BAMP-P12": "accounts that are judged by different policies",
        "BAMP-P13": "a Region that AWS does not have",
        "BAMP-P14": "an input, or a part of it, that is larger than what is read",
        "BAMP-P15": "a base that a preview cannot be compared with",
        "BAMP-P16": "a state that is not of the program, or does not say what is deployed",
        "BAMP-P20": "a program of no account, or of several, where one account is asked for",
        "BAMP-P21": "a new project where there is one already",
        "BAMP-P22": "a command that looks at a running account, without boto3",
        "BAMP-P23": "a running account that cannot be looked at",
        "BAMP-P24": "a running account that is not the one of the manifest",
    }
)
"""What each code refuses. `docs/reference/errors.md` lists them; a test holds the two equal."""
