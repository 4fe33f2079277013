"""The sections of the page of a rehearsal. Each takes plain values and returns HTML.

Nothing here depends on whether a text is empty or how it reads: a name decides about no element.
"""

from bamp_pulumi.report.page.day import day_data, day_table
from bamp_pulumi.report.page.exempt import exempt_table
from bamp_pulumi.report.page.facts import facts
from bamp_pulumi.report.page.faults import faults_table
from bamp_pulumi.report.page.findings import findings_table, notes_list, to_confirm_list
from bamp_pulumi.report.page.markup import dates_unbroken
from bamp_pulumi.report.page.resources import resources_tables
from bamp_pulumi.report.page.verdict import counts, verdict, wrong_tables

__all__ = [
    "counts",
    "dates_unbroken",
    "day_data",
    "day_table",
    "exempt_table",
    "facts",
    "faults_table",
    "findings_table",
    "notes_list",
    "resources_tables",
    "to_confirm_list",
    "verdict",
    "wrong_tables",
]
