"""The page `docs/reference/regions.md`, made from the catalog's tables of Regions."""

from collections.abc import Iterator

from bamp_pulumi.catalog import (
    COPY_EXCEPTIONS,
    RegionFeature,
    feature_in_region,
    is_opt_in_region,
    judged_regions,
    partition_of,
    replicated_between,
    types_in_region,
)
from bamp_pulumi.truth import Truth

__all__ = ["render_regions_page"]

_GUIDES = "https://docs.aws.amazon.com"
_HEAD = """\
# Regions

Made from `bamp_pulumi.catalog` by `make docs`; do not edit. What AWS Backup can do differs by
Region. A policy names two: `primary_region` and `recovery_region`, us-east-1 and us-west-2 unless
it says otherwise. These two have everything on this page.

What a preview makes of it:

| What the Regions lack | What is said |
| --- | --- |
| any copy from the primary to the recovery Region | the policy is refused, `BAMP-C07` |
| a type, in the Region of a data store | unprotected, `BAMP-V100` |
| a type, or its copies, in the recovery Region | the promised copy is not made, `BAMP-V102` |
| replication of RDS backups between the two | none is added or asked for, `BAMP-I31`, `BAMP-V104` |
| restore testing, Audit Manager, air-gapped vaults | what is declared is refused, `BAMP-V55` |
| a page of AWS that says whether it has it | unverified, `BAMP-V101`, `BAMP-V103` |

Read on 2026-11-29 in the AWS Backup developer guide
([Feature availability by AWS Region][features], a copy of 2026-09-24) and the Amazon RDS user guide
([USER_ReplicateBackups][pairs], a copy of 2026-09). *?* means that these pages say two things, or
nothing. A Region that is not listed is unknown, and nothing in it is called protected.

[features]: {guides}/aws-backup/latest/devguide/backup-feature-availability.html
[pairs]: {guides}/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
"""
_TYPES = """
## Types

AWS Backup supports Aurora, CloudFormation, DynamoDB, EBS, EC2, EFS, RDS and Redshift in every
Region below. Of the others it supports all but these. SAP HANA databases and virtual machines are
listed too; no resource of Pulumi declares them.

| Region | Not supported | Not known |
| --- | --- | --- |
"""
_COPIES = """
## Copies of some types

Copies stay in a partition: within the commercial Regions, AWS GovCloud (US), or China. Both Regions
must have the feature, and the recovery Region the type. In addition:

| Type | Copies | Where | Made |
| --- | --- | --- | --- |
"""
_REPLICATION = """
## Automated backups of Amazon RDS

Replicated by RDS itself, to the second. A pair holds in one direction.

| From | To |
| --- | --- |
"""


def render_regions_page() -> str:
    """Render the page."""
    return "".join(
        (
            _HEAD.format(guides=_GUIDES),
            "\n".join(_features()),
            "\n",
            _TYPES,
            "\n".join(_types()),
            "\n",
            _COPIES,
            "\n".join(_exceptions()),
            "\n",
            _REPLICATION,
            "\n".join(_replications()),
            "\n",
        )
    )


def _mark(can: Truth) -> str:
    return {True: "yes", False: "-", None: "?"}[can]


def _features() -> Iterator[str]:
    yield "\n## Features\n"
    yield "*Opt-in*: an account has to enable the Region first. Vault Lock is in every Region.\n"
    labels = " | ".join(feature.label for feature in RegionFeature)
    yield f"| Region | partition | opt-in | {labels} |"
    yield "| --- " * (3 + len(RegionFeature)) + "|"
    for region in judged_regions():
        partition = partition_of(region)
        marks = " | ".join(_mark(feature_in_region(each, region).can) for each in RegionFeature)
        named = partition.name if partition else "?"
        opt_in = "yes" if is_opt_in_region(region) else "-"
        yield f"| {region} | {named} | {opt_in} | {marks} |"


def _types() -> Iterator[str]:
    for region in judged_regions():
        answers = types_in_region(region)
        lacking = [label for label, answer in answers.items() if answer.can is False]
        unknown = [label for label, answer in answers.items() if answer.can is None]
        yield f"| {region} | {', '.join(lacking) or '-'} | {', '.join(unknown) or '-'} |"


def _exceptions() -> Iterator[str]:
    to = {
        "region": "to another Region",
        "account": "to another account",
        "air_gap": "to an air-gapped vault",
    }
    for row in COPY_EXCEPTIONS:
        named = f"{row.backup_type} ({row.variant})" if row.variant else row.backup_type
        copies = " or ".join(to[crossing] for crossing in row.crossings)
        where = ", ".join(row.regions) or "every opt-in Region"
        if row.apart_from:
            where += f" apart from {', '.join(sorted(row.apart_from))}"
        yield f"| {named} | {copies} | {where} | {'no' if row.can is False else '?'} |"


def _replications() -> Iterator[str]:
    for source in judged_regions():
        to = [each for each in judged_regions() if replicated_between(source, each).can]
        yield f"| {source} | {', '.join(to) or '-'} |"
