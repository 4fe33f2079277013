"""What every code and fault means, why it is so, by which source, and how to fix it.

The titles stand where the codes do (`coverage`, `rehearsal`, `policy`, `baseline`, `estate`,
`inheritance`); `texts/` has one TOML file a family with the rest. A family is read when one of its
names is first asked for: a preview needs no explanation of a fault.

Each entry of a file is named for its code or fault and holds `means` (two to four sentences),
`why` where no table of code says it, `fix` (a sentence or two), one snippet to paste under the name
of its language (`python`, `yaml`, `json` or `console`; `in_language` writes Python anew for
programs of other languages), and `sources` where no table names them:
a guide of the register of pages, `catalog/pages.toml`, with its pages, `house rule`, or
`our inference: ` and what from. The register has each page once, with its address, its title and
the day on which it was read.
"""

from bamp_pulumi.explained.explain import (
    all_explanations,
    explain,
    explained_names,
    names_like,
    require_explanation,
)
from bamp_pulumi.explained.explanation import Explanation, Snippet
from bamp_pulumi.explained.family import Family, family_of
from bamp_pulumi.explained.languages import Language, in_language
from bamp_pulumi.explained.source import HOUSE_RULE, INFERENCE, Source, sources_of

__all__ = [
    "HOUSE_RULE",
    "INFERENCE",
    "Explanation",
    "Family",
    "Language",
    "Snippet",
    "Source",
    "all_explanations",
    "explain",
    "explained_names",
    "family_of",
    "in_language",
    "names_like",
    "require_explanation",
    "sources_of",
]
