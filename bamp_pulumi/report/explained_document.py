"""The machine's form of explanations: `bamp explain --json`, schema `bamp.explanations/1`.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from bamp_pulumi.explained import Explanation, Family, Language, Snippet, in_language
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.part import Part

__all__ = ["ExplanationsDocument", "explanations_document", "explanations_json_schema"]


class ExplainedSource(Part):
    """Where it was read."""

    name: str
    """Guide and page, `house rule`, or `our inference` and what from."""
    title: str
    """Heading of the page; empty where there is no page."""
    url: str
    """Address of the page; empty where there is no page."""
    read_on: str
    """Day on which the page was compared with what rests on it, ISO 8601; empty where it was not
    read again since it was cited, and where there is no page."""
    edition: str
    """Which text of the page was read; empty as `read_on`."""


class ExplainedSnippet(Part):
    """Something to paste."""

    language: str
    """`python`, `yaml`, `json` or `console`; `typescript` or `yaml` of what is Python in the
    first place."""
    text: str
    """What to paste, with names of an example."""


class ExplanationPart(Part):
    """What a code or fault means."""

    name: str
    """The code, or the id of the fault."""
    family: Family
    """Who says it."""
    title: str
    """What it is."""
    severity: str
    """`error`, `warning` or `info` for a finding of `bamp preview`; empty for all others."""
    means: str
    """What it means, in two to four sentences."""
    why: str
    """Why it is so: what AWS does, or a house rule."""
    fix: str
    """What to do."""
    snippet: ExplainedSnippet
    """The fix to paste."""
    translations: list[ExplainedSnippet]
    """The same fix for programs of other languages, where it is Python and has a form in them."""
    sources: list[ExplainedSource]
    """Where it was read; at least one."""
    link: str
    """Its address in the documentation of this version; empty where nobody has recorded the
    repository."""


class ExplanationsDocument(Part):
    """What `bamp explain --json` prints."""

    schema_: Literal["bamp.explanations/1"] = Field(default="bamp.explanations/1", alias="schema")
    """Name and version of this format."""
    explanations: list[ExplanationPart]
    """What was asked for, in that order; everything, where nothing was named."""


def explanations_document(explanations: Iterable[Explanation]) -> ExplanationsDocument:
    """Put explanations into the machine's form."""
    return ExplanationsDocument(explanations=[_part(one) for one in explanations])


def explanations_json_schema() -> dict[str, object]:
    """Return the JSON Schema of `bamp.explanations/1`."""
    return ExplanationsDocument.model_json_schema(mode="serialization")


def _part(one: Explanation) -> ExplanationPart:
    return ExplanationPart(
        name=one.name,
        family=one.family,
        title=one.title,
        severity=one.severity,
        means=one.means,
        why=one.why,
        fix=one.fix,
        snippet=_snippet(one.snippet),
        translations=[
            _snippet(written)
            for language in Language
            if (written := in_language(one.snippet, language)) is not None
            and written.language != one.snippet.language
        ],
        sources=[
            ExplainedSource(
                name=s.name, title=s.title, url=s.url, read_on=s.read_on, edition=s.edition
            )
            for s in one.sources
        ],
        link=docs_url(one.name),
    )


def _snippet(one: Snippet) -> ExplainedSnippet:
    return ExplainedSnippet(language=one.language, text=one.text)
