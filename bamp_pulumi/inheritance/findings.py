"""The sentences of inheritance: one function for each thing that can be said of a resource."""

from typing import Final

from bamp_pulumi.catalog import DataStore, Setting, SnapshotCost
from bamp_pulumi.inheritance.inherited import InheritanceFinding

__all__ = [
    "COSTS",
    "backups_off",
    "costs",
    "exempt_and_tiered",
    "has_a_namesake",
    "ignored_by_program",
    "kept_for_ever",
    "no_backup",
    "no_companion",
    "no_tags",
    "not_there",
    "not_written",
    "obstructed",
    "owned_by_aws_backup",
    "perhaps_its_own",
    "raised",
    "set_by_aws_backup",
    "too_many",
    "unreadable",
    "unverified",
]

COSTS: Final = "BAMP-I27"
"""The code of `costs`."""


def raised(setting: Setting, given: object, wanted: object, because: str) -> InheritanceFinding:
    """`BAMP-I10`: a value of the program's was weaker than the policy and has been raised."""
    message = f"{setting.path} is raised from {given} to {wanted} ({because}): {setting.why}"
    return InheritanceFinding(code="BAMP-I10", message=message)


def unverified(what: str, why: str) -> InheritanceFinding:
    """`BAMP-I11`: an input is known only to the deployment, so it was left alone."""
    message = f"{what} is known only after deployment, so it is not verified: {why}"
    return InheritanceFinding(code="BAMP-I11", message=message)


def unreadable(setting: Setting, shown: object) -> InheritanceFinding:
    """`BAMP-I17`: an input that cannot be compared with what is asked, so it was left alone."""
    message = f"{setting.path} is {shown!r}, which cannot be judged: {setting.why}"
    return InheritanceFinding(code="BAMP-I17", message=message)


def exempt_and_tiered(tier: str) -> InheritanceFinding:
    """`BAMP-I12`: two decisions that contradict each other; the selections see the tier."""
    message = f"it is exempt and has tier {tier}: remove one; AWS Backup selects by the tier"
    return InheritanceFinding(code="BAMP-I12", message=message)


def no_backup(row: DataStore, *, worth_a_warning: bool) -> InheritanceFinding:
    """`BAMP-I13`: AWS Backup does not support the type; names what protects it instead."""
    message = f"AWS Backup does not back up this {row.label}. {row.instead}"
    return InheritanceFinding(code="BAMP-I13", message=message, worth_a_warning=worth_a_warning)


def no_tags(row: DataStore) -> InheritanceFinding:
    """`BAMP-I14`: the type takes no tags, so no selection by tag can see it."""
    message = f"{row.label} takes no tags: no backup selection by tag can match it"
    return InheritanceFinding(code="BAMP-I14", message=message)


def no_companion(kind: str, why: str) -> InheritanceFinding:
    """`BAMP-I15`: a child of a packaged component, to which no companion can be added."""
    message = (
        f"no {kind.replace('_', ' ')} is added to a child of a packaged component; "
        f"the component has to declare it: {why}"
    )
    return InheritanceFinding(code="BAMP-I15", message=message)


def perhaps_its_own(kind: str, why: str) -> InheritanceFinding:
    """`BAMP-I19`: a companion of the program's that may belong to it, or to another."""
    what = kind.replace("_", " ")
    message = (
        f"a {what} of this program may belong to it, or to another that it takes values from; none "
        f"is added, so name the one it belongs to by its id alone: {why}"
    )
    return InheritanceFinding(code="BAMP-I19", message=message)


def owned_by_aws_backup(names: tuple[str, ...], tier: str) -> InheritanceFinding:
    """`BAMP-I16`: from now on AWS Backup sets these inputs, and the program's changes are not."""
    message = (
        f"AWS Backup sets {' and '.join(names)} while tier {tier} is continuous, and changes of "
        f"{'it' if len(names) == 1 else 'them'} in the program are ignored"
    )
    return InheritanceFinding(code="BAMP-I16", message=message, worth_a_warning=False)


def set_by_aws_backup(setting: Setting, given: object, days: int, tier: str) -> InheritanceFinding:
    """`BAMP-I24`: the continuous rule keeps less than the program asks for, or a database may."""
    now = "not set by the program" if given is None else f"{given} in the program"
    message = (
        f"{setting.path} is {now}, and AWS Backup sets it to {days} while tier {tier} is "
        f"continuous: what the resource keeps beyond {days} days is deleted then; let the "
        "continuous rule of the tier keep as long"
    )
    return InheritanceFinding(code="BAMP-I24", message=message)


def ignored_by_program(path: str, why: str, *, follows: bool = False) -> InheritanceFinding:
    """`BAMP-I25`: what is written reaches a new resource only, for the program ignores changes.

    Where AWS Backup sets the same itself, a little later, that is no warning.
    """
    until = " until the first continuous backup, with which AWS Backup sets it" if follows else ""
    message = (
        f"the program ignores changes of {path}: a resource that is deployed already keeps what it "
        f"has{until}; remove {path} from ignore_changes: {why}"
    )
    return InheritanceFinding(code="BAMP-I25", message=message, worth_a_warning=not follows)


def backups_off(
    kind: str, setting: Setting, why: str, *, asked_at_once: bool
) -> InheritanceFinding:
    """`BAMP-I23`: a companion waits until the deployed data store has what it needs."""
    what = kind.replace("_", " ")
    turned_on = setting.turned_on
    when = "later" if turned_on is None else f"{turned_on.when}; {turned_on.effect} then"
    if asked_at_once and turned_on is not None:
        when = f"with this deployment; {turned_on.effect} then"
    message = (
        f"{setting.path} is 0 in the deployed resource, and AWS turns it on {when}. The {what} is "
        "not created before it is on: run `pulumi up --refresh` again after that, which creates "
        f"it: {why}"
    )
    return InheritanceFinding(code="BAMP-I23", message=message)


def too_many(kind: str, count: int, most: int, region: str) -> InheritanceFinding:
    """`BAMP-I18`: one program makes more of a kind than AWS takes in a Region unless asked."""
    message = (
        f"this program has {count} of {kind.replace('_', ' ')} in {region}, and AWS takes {most} "
        "in an account unless its quota is raised: ask for more, or give some databases a tier "
        "without copies"
    )
    return InheritanceFinding(code="BAMP-I18", message=message)


def costs(setting: Setting, cost: SnapshotCost, written: int, asked: int) -> InheritanceFinding:
    """`BAMP-I27`: a number of days is written whose backups cost a great deal."""
    dollars = cost.cents_per_gb_month / 100
    if cost.whole:
        priced = (
            f"{written} whole copies of its data, about {written * dollars:.2f} US dollars a month "
            "for each GB"
        )
    else:
        priced = (
            f"{written} days of changes, about {dollars:.2f} US dollars a month for each GB of "
            "them, and the data once"
        )
    if written > asked:
        choice = f"its tier requires {asked}: write it where nothing more is kept today"
    else:
        choice = "where more is kept today, write that number: what is older is deleted"
    message = f"{setting.path} is set to {written}: {priced}; {choice}"
    # Warned of once for all of a program, until the program writes the number itself.
    return InheritanceFinding(code=COSTS, message=message, worth_a_warning=False)


def not_written(setting: Setting, why: str, write: str) -> InheritanceFinding:
    """`BAMP-I28`: a setting that is required, and that would fail or be less than is wanted."""
    message = f"{setting.path} is not written: {why}; {write}. It is for this: {setting.why}"
    return InheritanceFinding(code="BAMP-I28", message=message)


def has_a_namesake(setting: Setting, region: str) -> InheritanceFinding:
    """`BAMP-I29`: a replica would have the name of another resource of the program."""
    message = (
        f"{setting.path} is not written: the program declares another of this name that is in "
        f"{region}, or may be, and a replica of the same name would be refused there"
    )
    return InheritanceFinding(code="BAMP-I29", message=message)


def obstructed(why: str, write: str = "") -> InheritanceFinding:
    """`BAMP-I30`: AWS Backup cannot back a resource up as the program declares it."""
    message = f"AWS Backup cannot protect it as declared: {why}"
    return InheritanceFinding(code="BAMP-I30", message=f"{message}; {write}" if write else message)


def not_there(kind: str, why: str, purpose: str) -> InheritanceFinding:
    """`BAMP-I31`: a companion that cannot be in the recovery Region, or may not be."""
    message = f"no {kind.replace('_', ' ')} is added: {why}. It is for this: {purpose}"
    return InheritanceFinding(code="BAMP-I31", message=message)


def kept_for_ever(buckets: int) -> str:
    """Return the message that old versions of buckets are kept, and how to delete them."""
    of = "a bucket" if buckets == 1 else f"{buckets} buckets"
    return (
        f"old versions of {of} are kept indefinitely and billed; to delete them after the tier's "
        "noncurrent_version_days: bamp.inherit(..., expire_noncurrent_versions=True)"
    )
