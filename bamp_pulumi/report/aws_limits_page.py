"""The reference page of what AWS takes: sizes, sums, counts and runtimes, by the tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bamp_pulumi.catalog import COUNT_LIMITS, RUNTIMES, SIZE_LIMITS, SUM_LIMITS

__all__ = ["render_aws_limits_page"]

_HEAD: Final = """\
# Limits of AWS

<!-- Generated from bamp_pulumi/catalog; a test compares them. Do not edit by hand. -->

What `bamp preview` compares every declared resource with, and the account's own program too.

- More than the largest number is refused: `BAMP-V55`.
- More than the number of every account, and no more than the largest one, is in doubt:
  `BAMP-V92`. AWS raises the quota when it is asked; whether it has is not known.
- What several resources take together, or too many resources of a kind, is `BAMP-V56`: the
  deployment fails at one of them.
- An account whose configuration makes a document larger than AWS takes of every account is refused
  before anything is declared: `BAMP-B49`, `BAMP-B07`.

Values that are unknown before deployment are counted at their smallest possible size, so a size is
never more than what AWS measures. Secrets are not measured. Lengths and patterns of single texts
come from AWS's own API models and are not repeated here.
"""
_SIZES: Final = """
## Documents and lists

*KB* of AWS's pages is read as 1,024 bytes. *Bytes of JSON* and *characters of JSON* are those of
the document as the provider sends it, without white space between its parts.

"""
_SUMS: Final = """
## Together

"""
_COUNTS: Final = """
## Resources that are counted together

Counted in one account and Region.

"""
_RUNTIMES: Final = """
## Runtimes of Lambda

A function that is new is refused from the second day on, one that changes from the third day on
(`BAMP-V55`); what is left as it is runs on. Where a program alone does not tell which it is, it is
refused from the later of both days on, and in doubt between them (`BAMP-V92`). From a year before
the first day on it is mentioned (`BAMP-V93`).

"""


def render_aws_limits_page() -> str:
    """Render `docs/reference/aws-limits.md` as Markdown."""
    return "".join(
        (
            _HEAD,
            _SIZES,
            _table(("What", "Input", "Counted", "Every account", "At most", "Source"), _sizes()),
            _SUMS,
            _table(("What", "Counted", "Every account", "At most", "Source"), _sums()),
            _COUNTS,
            _table(("What", "Of one", "At most", "Source"), _counts()),
            _RUNTIMES,
            _table(("Runtime", "Deprecated", "None created", "None changed", "Instead"), _ends()),
        )
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _sizes() -> Iterator[Sequence[str]]:
    for limit in SIZE_LIMITS:
        kinds = ", ".join(dict.fromkeys(_kind(token) for token in limit.types))
        yield (
            limit.of,
            f"`{limit.path}` of {kinds}",
            limit.measure,
            f"{limit.most:,}",
            "not known" if limit.at_most is None else f"{limit.at_most:,}",
            f"{limit.source} (read {limit.read_on})",
        )


def _sums() -> Iterator[Sequence[str]]:
    for limit in SUM_LIMITS:
        yield (
            limit.of,
            limit.summed,
            f"{limit.most:,}",
            f"{limit.at_most:,}",
            f"{limit.source} (read {limit.read_on})",
        )


def _counts() -> Iterator[Sequence[str]]:
    for limit in COUNT_LIMITS:
        kinds = ", ".join(dict.fromkeys(_kind(token) for token in limit.types))
        only = " or ".join(f"`{name}`" for name in limit.only_with)
        without = " or ".join(f"`{name}`" for name in limit.only_without)
        most = f"{limit.most:,}" + (", raised when asked" if limit.adjustable else "")
        elsewhere = [f"{number:,} in {region}" for region, number in limit.most_in]
        yield (
            kinds + (f" with {only}" if only else "") + (f" without {without}" if without else ""),
            ", ".join(f"`{name}`" for name in limit.link) or "Region",
            "; ".join([most, *elsewhere]),
            limit.source,
        )


def _ends() -> Iterator[Sequence[str]]:
    for name, runtime in sorted(RUNTIMES.items(), key=lambda row: (row[1].deprecated, row[0])):
        yield (
            f"`{name}`",
            str(runtime.deprecated),
            str(runtime.create_blocked or "-"),
            str(runtime.update_blocked or "-"),
            f"`{runtime.successor}`" if runtime.successor else "-",
        )


def _kind(token: str) -> str:
    return token.rpartition(":")[2]
