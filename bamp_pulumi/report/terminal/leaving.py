"""What leaving means, for a person at a terminal."""

from collections.abc import Iterator
from typing import Final

from rich.console import Console, RenderableType

from bamp_pulumi.leaving import Fate, KeptPoints, Leaving, LeftCompanion, LeftResource
from bamp_pulumi.report.terminal.console import hanging, indented, line
from bamp_pulumi.report.words import exit_in_words

__all__ = ["print_leaving"]

_STYLES: Final = {
    Fate.FALLS: "bold red",
    Fate.UNKNOWN: "yellow",
    Fate.SAME: "dim",
    Fate.KEPT: "dim",
}


def print_leaving(leaving: Leaving, console: Console) -> None:
    """Print what would change, the code that keeps it, and how to keep a recovery point."""
    if not leaving.resources and not leaving.unseen:
        nothing = "inherit() wrote nothing in these programs: there is nothing to keep."
        console.print(line(f"{nothing} {exit_in_words(is_well=leaving.is_harmless)}"))
        return
    console.print(line("Without inherit(), at the next pulumi up", style="bold"))
    for resource in leaving.resources:
        for each in _resource(resource):
            console.print(each)
    for name in leaving.unseen:
        console.print(line(f"{name}: a packaged component; its children are not known.", "yellow"))
    _print_points(leaving, console)
    if leaving.snippets:
        _print_code(leaving, console)
    _print_keeping(leaving, console)
    console.print(_verdict(leaving))


def _resource(resource: LeftResource) -> Iterator[RenderableType]:
    place = f", {resource.source}" if resource.source else ""
    yield line(f"{resource.name} ({resource.label}){place}")
    if not resource.is_recorded:
        yield hanging("from a document: what stands there may be the program's own", first=2)
    for each in resource.inputs:
        yield hanging(f"{each.path}: {each.in_words}", _STYLES[each.fate], first=2)
    for companion in resource.companions:
        yield hanging(_companion(companion), first=2)
    if resource.tags:
        tags = ", ".join(f"{key}={value}" for key, value in resource.tags.items())
        stays = "" if resource.is_untiered else "; the tier that the program itself writes stays"
        yield hanging(f"tags {tags}: removed{stays}", first=2)
    if resource.is_untiered and resource.points:
        yield hanging(_points(resource), first=2)


def _companion(companion: LeftCompanion) -> str:
    verb = "stays in AWS" if companion.is_retained else "is deleted"
    return f"{companion.name} {verb}. {companion.effect} {companion.data}"


def _points(resource: LeftResource) -> str:
    """Return what AWS Backup still keeps, and until when."""
    endless = any(points.until is None for points in resource.points)
    end = "some never" if endless else f"at the latest on {resource.last_day}"
    return (
        "selections that match by these tags no longer do: no new recovery points; those that "
        f"exist stay until their lifecycle ends, {end}"
    )


def _print_points(leaving: Leaving, console: Console) -> None:
    """Print until when recovery points stay, once for all that are kept alike."""
    alike: dict[tuple[KeptPoints, ...], list[str]] = {}
    for resource in leaving.resources:
        if resource.points:
            alike.setdefault(resource.points, []).append(resource.name)
    if alike:
        console.print()
        console.print(
            line(
                "Recovery points that stay, also when the resource is deleted; the last day of one "
                f"that is made on {leaving.today}",
                style="bold",
            )
        )
    for points, names in alike.items():
        console.print(line(", ".join(names)))
        for each in points:
            end = "for ever" if each.until is None else str(each.until)
            console.print(hanging(f"{end}  {each.vault}, {each.region} ({each.rule})", first=2))


def _print_code(leaving: Leaving, console: Console) -> None:
    console.print()
    console.print(line("To keep all of it, paste this and remove inherit()", style="bold"))
    for snippet in leaving.snippets:
        console.print()
        console.print(line(f"{snippet.where} ({', '.join(snippet.names)}):", style="dim"))
        for each in snippet.text.split("\n"):
            # To be copied: never wrapped.
            console.print(indented(each, 0), soft_wrap=True)


def _print_keeping(leaving: Leaving, console: Console) -> None:
    """Print how a recovery point is kept on purpose when the resource itself goes."""
    kept = [points for one in leaving.resources for points in one.points]
    if not kept:
        return
    first = kept[0]
    console.print()
    console.print(line("To keep the last state of a resource before it is deleted", style="bold"))
    console.print(
        indented(
            f"aws backup start-backup-job --backup-vault-name {first.vault} --region "
            f"{first.region} --resource-arn RESOURCE_ARN --iam-role-arn ROLE_ARN "
            "--lifecycle DeleteAfterDays=365",
            2,
        ),
        soft_wrap=True,
    )
    console.print(
        indented(
            f"aws backup create-legal-hold --region {first.region} --title TITLE --description WHY "
            f"--recovery-point-selection VaultNames={first.vault},"
            "ResourceIdentifiers=RESOURCE_ARN",
            2,
        ),
        soft_wrap=True,
    )
    limits = sorted({(p.vault, p.most_days) for p in kept if p.most_days is not None})
    for vault, days in limits:
        console.print(line(f"The lock of {vault} takes a retention of {days} days at most.", "dim"))


def _verdict(leaving: Leaving) -> RenderableType:
    falling = sum(len(each.falling) for each in leaving.resources)
    deleted = sum(not c.is_retained for each in leaving.resources for c in each.companions)
    unselected = sum(each.is_untiered for each in leaving.resources)
    status = exit_in_words(is_well=leaving.is_harmless)
    if leaving.is_harmless:
        return line(f"Nothing becomes shorter or weaker. {status}")
    said = [
        f"{count} {one if count == 1 else many}"
        for count, one, many in (
            (falling, "input becomes weaker or is unknown", "inputs become weaker or are unknown"),
            (deleted, "companion is deleted", "companions are deleted"),
            (
                unselected,
                "data store loses its tier",
                "data stores lose their tiers",
            ),
        )
        if count
    ]
    return line(f"Without the code above: {', '.join(said)}. {status}", style="bold yellow")
