"""Secret inputs: they are judged like any other and are never shown."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.result import Coverage, ResourceCoverage
from bamp_pulumi.coverage.secret_tags import otherwise_said
from bamp_pulumi.estate import MASKED, Estate

__all__ = ["secret_words", "without_secrets"]

_WORD: Final = r"(?<!\w){}(?!\w)"
"""A secret may be a part of a word that has nothing to do with it."""


def without_secrets(coverage: Coverage) -> Coverage:
    """Take the secret inputs of all resources out of everything that is reported of an estate.

    For people to read: names that differ may be the same afterwards. Secret tags are taken out of
    what is reported of their own resource; see `secret_tags`.
    """
    in_order = _secrets(coverage.estate)
    if not in_order:
        return coverage
    programs = (
        replace(
            program,
            notes=tuple(replace(n, message=_without(n.message, in_order)) for n in program.notes),
        )
        for program in coverage.estate.programs
    )
    return replace(
        coverage,
        estate=replace(coverage.estate, programs=tuple(programs)),
        resources=tuple(_covered(each, in_order) for each in coverage.resources),
        findings=_findings(coverage.findings, in_order),
    )


def secret_words(estate: Estate) -> Callable[[str], str] | None:
    """Return what takes the secret inputs of all resources out of a text; None without any."""
    in_order = _secrets(estate)
    return (lambda text: _without(text, in_order)) if in_order else None


def _secrets(estate: Estate) -> list[str]:
    """List the secret texts, the longer first: one may be a part of another."""
    texts = {text for each in estate.resources for text in each.secret_texts}
    return sorted(texts, key=lambda text: (-len(text), text))


def _covered(covered: ResourceCoverage, texts: Collection[str]) -> ResourceCoverage:
    said = otherwise_said(covered, lambda text: _without(text, texts))
    return replace(
        said,
        rules=tuple(replace(rule, vault=_without(rule.vault, texts)) for rule in said.rules),
        copies=tuple(replace(copy, vault=_without(copy.vault, texts)) for copy in said.copies),
    )


def _findings(findings: Collection[Finding], texts: Collection[str]) -> tuple[Finding, ...]:
    return tuple(replace(each, message=_without(each.message, texts)) for each in findings)


def _without(text: str, secrets: Collection[str]) -> str:
    for secret in secrets:
        # Most are in no message: a search for the text costs a hundredth of one for a pattern.
        if secret in text:
            text = re.sub(_WORD.format(re.escape(secret)), MASKED, text)
    return text
