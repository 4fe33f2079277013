"""What a page was made from."""

from collections.abc import Iterable, Iterator

from bamp_pulumi.estate import Program
from bamp_pulumi.rehearsal import Rehearsal
from bamp_pulumi.report.provenance import Provenance, Revision
from bamp_pulumi.report.shown import shown_in_html
from bamp_pulumi.report.words import place_in_words, plural

__all__ = ["facts"]


def facts(rehearsal: Rehearsal, made: Provenance) -> str:
    """Write the list of programs, commits, version and days."""
    start, end = f"{rehearsal.start:%Y-%m-%d}", f"{rehearsal.end:%Y-%m-%d}"
    days = (rehearsal.end - rehearsal.start).days
    listed = (
        ("Programs and stacks", _lines(map(_program, rehearsal.coverage.estate.programs))),
        ("Git commit", _lines(_revisions(made.revisions))),
        ("Command", f"<code>{shown_in_html(made.command)}</code>"),
        ("Made", f"on {made.made_on} by bamp_pulumi {shown_in_html(made.version)}"),
        ("Exemptions judged on", f"{made.judged_on}"),
        ("Rehearsed", f"{start} to {end}, {plural(days, 'day')}, simulated"),
        ("Faults occur", f"{rehearsal.at:%Y-%m-%d %H:%M} UTC"),
    )
    return "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in listed)


def _lines(lines: Iterator[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines) or "<p>not known</p>"


def _program(program: Program) -> str:
    name = f"<strong>{shown_in_html(program.name)}</strong>"
    return f"{name} <span>{shown_in_html(place_in_words(program))}</span>"


def _revisions(revisions: Iterable[Revision]) -> Iterator[str]:
    """Write each commit once, after the programs that were read from it."""
    alike: dict[str, list[str]] = {}
    for one in revisions:
        alike.setdefault(_revision(one), []).append(shown_in_html(one.program))
    for said, names in alike.items():
        yield f"{', '.join(names)}: {said}"


def _revision(one: Revision) -> str:
    if not one.commit:
        return "no Git commit is known"
    return f"<code>{shown_in_html(one.commit)}</code>, {_tree(one)}"


def _tree(one: Revision) -> str:
    if not one.is_tracked:
        return '<span class="open">which does not hold it: not tracked by Git</span>'
    if one.changed_files is None:
        return '<span class="open">not known whether the working tree was clean</span>'
    if one.changed_files:
        files = plural(one.changed_files, "file")
        return f'<span class="open">working tree not clean: {files} changed or not tracked</span>'
    return "working tree clean"
