"""What is declared or deployed: one graph, read from programs, previews, exports.

Knows the catalog (what types are) and nothing of policy: what an estate *is* and what it *should
be* are kept apart.
"""

from bamp_pulumi.estate.codes import ESTATE_CODES
from bamp_pulumi.estate.document import estate_from_document
from bamp_pulumi.estate.estate import Estate, Note, Program
from bamp_pulumi.estate.inheritance import Inheritance, WrittenInput
from bamp_pulumi.estate.known_regions import require_known_region
from bamp_pulumi.estate.load import load_estate
from bamp_pulumi.estate.manifest import estate_from_manifest, is_of_manifest
from bamp_pulumi.estate.operation import Operation, OperationKind
from bamp_pulumi.estate.options import RunOptions
from bamp_pulumi.estate.origins import may_share_place
from bamp_pulumi.estate.programs import run_programs
from bamp_pulumi.estate.project import Project, StackConfig, find_project, shown_path
from bamp_pulumi.estate.reference import Reference, Resolved
from bamp_pulumi.estate.resource import Resource, declared_in_python
from bamp_pulumi.estate.run_limits import RUN_LIMITS, RUN_SECONDS, RunLimit
from bamp_pulumi.estate.special_values import MASKED
from bamp_pulumi.estate.stack_export import estate_from_stack_export
from bamp_pulumi.estate.taken_text import TakenText

__all__ = [
    "ESTATE_CODES",
    "MASKED",
    "RUN_LIMITS",
    "RUN_SECONDS",
    "Estate",
    "Inheritance",
    "Note",
    "Operation",
    "OperationKind",
    "Program",
    "Project",
    "Reference",
    "Resolved",
    "Resource",
    "RunLimit",
    "RunOptions",
    "StackConfig",
    "TakenText",
    "WrittenInput",
    "declared_in_python",
    "estate_from_document",
    "estate_from_manifest",
    "estate_from_stack_export",
    "find_project",
    "is_of_manifest",
    "load_estate",
    "may_share_place",
    "require_known_region",
    "run_programs",
    "shown_path",
]
