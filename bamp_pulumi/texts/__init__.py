"""Texts that anybody may have written: files, JSON and YAML, read within limits; wildcards.

Everything the tool reads goes through here. What exceeds a limit is refused in the form of the
house, before anything is made of it; a document inside another one that cannot be read is no value.
"""

from bamp_pulumi.texts.files import is_folder, read_text_file
from bamp_pulumi.texts.json_text import UnreadableError, parse_json, read_json_document
from bamp_pulumi.texts.leaves import leaves_of
from bamp_pulumi.texts.limits import LIMITS, Limit, too_much
from bamp_pulumi.texts.paths import path_of, steps_in
from bamp_pulumi.texts.values import require_readable
from bamp_pulumi.texts.wildcards import wildcard_fits
from bamp_pulumi.texts.yaml_places import YamlPlaces
from bamp_pulumi.texts.yaml_repair import MeantLine, meant_line, with_colon
from bamp_pulumi.texts.yaml_scalars import QuotingDumper, WrittenInt
from bamp_pulumi.texts.yaml_text import YamlError, parse_yaml

__all__ = [
    "LIMITS",
    "Limit",
    "MeantLine",
    "QuotingDumper",
    "UnreadableError",
    "WrittenInt",
    "YamlError",
    "YamlPlaces",
    "is_folder",
    "leaves_of",
    "meant_line",
    "parse_json",
    "parse_yaml",
    "path_of",
    "read_json_document",
    "read_text_file",
    "require_readable",
    "steps_in",
    "too_much",
    "wildcard_fits",
    "with_colon",
]
