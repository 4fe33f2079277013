"""Write the rows of types that AWS Backup does not know and no setting protects."""

from bamp_pulumi.catalog.data_store import Condition, DataStore, Protection, TagShape
from bamp_pulumi.catalog.stores.reading import FEATURES_READ_ON, NOT_LISTED, READ_ON

__all__ = ["rebuildable", "self_backed", "unprotected"]


def self_backed(  # noqa: PLR0913 - the cells of a row, all of them named
    token: str,
    label: str,
    *,
    rpo_minutes: int,
    instead: str,
    source: str,
    tags: TagShape = TagShape.MAP,
    when: tuple[Condition, ...] = (),
) -> DataStore:
    """Write the row of a type whose service takes its own backups, always on."""
    return DataStore(
        type=token,
        label=label,
        protection=Protection.SERVICE,
        service_rpo_minutes=rpo_minutes,
        instead=instead,
        tags=tags,
        when=when,
        source=source,
        read_on=READ_ON,
    )


def rebuildable(  # noqa: PLR0913 - the cells of a row, all of them named
    token: str,
    label: str,
    *,
    instead: str,
    source: str = NOT_LISTED,
    tags: TagShape = TagShape.MAP,
    when: tuple[Condition, ...] = (),
) -> DataStore:
    """Write the row of a type that holds copies, or hands its data on."""
    return DataStore(
        type=token,
        label=label,
        protection=Protection.REBUILDABLE,
        instead=instead,
        tags=tags,
        when=when,
        source=source,
        read_on=FEATURES_READ_ON if source == NOT_LISTED else READ_ON,
    )


def unprotected(  # noqa: PLR0913 - the cells of a row, all of them named
    token: str,
    label: str,
    *,
    instead: str,
    source: str = NOT_LISTED,
    tags: TagShape = TagShape.MAP,
    when: tuple[Condition, ...] = (),
) -> DataStore:
    """Write the row of a type whose data is its own and has no backup."""
    return DataStore(
        type=token,
        label=label,
        protection=Protection.NONE,
        instead=instead,
        tags=tags,
        when=when,
        source=source,
        read_on=FEATURES_READ_ON if source == NOT_LISTED else READ_ON,
    )
