"""What AWS Backup can do in a Region, by its guide.

The marks are the guide's, as literals. Cannot prove that AWS does what its guide says, nor that a
Region opened since has them.
"""

import json
from pathlib import Path

import botocore
import pytest

from bamp_pulumi.catalog import (
    ABILITIES,
    RegionFeature,
    abilities_in_region,
    feature_in_region,
    is_region,
    judged_regions,
    partition_of,
)
from bamp_pulumi.catalog.abilities import (
    AURORA,
    DOCUMENTDB,
    DSQL,
    EBS,
    EKS,
    FSX_LUSTRE,
    FSX_ONTAP,
    FSX_OPENZFS,
    FSX_WINDOWS,
    NEPTUNE,
    RDS,
    RDS_MULTI_AZ_CLUSTER,
    REDSHIFT_SERVERLESS,
    S3,
    STORAGE_GATEWAY,
    TIMESTREAM,
    Abilities,
)
from bamp_pulumi.truth import Truth


def test_the_table_knows_every_region_with_an_endpoint_of_aws_backup() -> None:
    """By the installed botocore; a Region that opens turns this red. Not those kept secret."""
    endpoints = Path(botocore.__file__).parent / "data" / "endpoints.json"
    partitions = json.loads(endpoints.read_text(encoding="utf-8"))["partitions"]
    found = {
        region
        for partition in partitions
        if not partition["partition"].startswith("aws-iso")
        for region in partition["services"]["backup"]["endpoints"]
        if is_region(region)
    }

    assert found == set(judged_regions())
    assert len(found) == 39


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_the_default_regions_have_everything(region: str) -> None:
    """Nothing changes for an account that keeps them."""
    assert all(feature_in_region(feature, region).can for feature in RegionFeature)
    assert all(abilities_in_region(abilities, region).can for abilities in ABILITIES)


@pytest.mark.parametrize(
    ("feature", "lacking", "unknown"),
    [
        (RegionFeature.CROSS_REGION_COPY, {"eusc-de-east-1"}, set[str]()),
        (RegionFeature.CROSS_ACCOUNT_COPY, {"eusc-de-east-1"}, set[str]()),
        (
            RegionFeature.AUDIT_MANAGER,
            {
                *("ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ap-east-2", "ca-west-1"),
                *("cn-north-1", "cn-northwest-1", "il-central-1", "mx-central-1"),
                "eusc-de-east-1",
            },
            set[str](),
        ),
        (
            RegionFeature.RESTORE_TESTING,
            {
                *("cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1"),
                "eusc-de-east-1",
            },
            set[str](),
        ),
        (
            RegionFeature.AIR_GAPPED_VAULT,
            {
                *("cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1"),
                "eusc-de-east-1",
            },
            {
                *("ap-southeast-5", "ap-southeast-6", "ap-southeast-7"),
                *("ap-east-2", "ca-west-1", "mx-central-1"),
            },
        ),
        (
            RegionFeature.MALWARE_SCAN,
            {"ap-southeast-6", "cn-north-1", "cn-northwest-1", "eusc-de-east-1"},
            set[str](),
        ),
    ],
)
def test_a_feature_is_missing_where_the_guide_has_no_mark(
    feature: RegionFeature, lacking: set[str], unknown: set[str]
) -> None:
    """Of air-gapped vaults one page of the guide has six Regions that another denies."""
    answers = {region: feature_in_region(feature, region).can for region in judged_regions()}

    assert {region for region, can in answers.items() if can is False} == lacking
    assert {region for region, can in answers.items() if can is None} == unknown


@pytest.mark.parametrize(
    ("abilities", "region", "can"),
    [
        (TIMESTREAM, "us-east-1", True),
        (TIMESTREAM, "us-west-1", False),
        (TIMESTREAM, "eu-west-2", False),
        (TIMESTREAM, "us-gov-west-1", True),
        (TIMESTREAM, "us-gov-east-1", False),
        (NEPTUNE, "eu-south-1", False),
        (NEPTUNE, "ap-southeast-5", True),
        (NEPTUNE, "mx-central-1", False),
        (NEPTUNE, "sa-east-1", True),
        (DOCUMENTDB, "eu-south-1", True),
        (DOCUMENTDB, "us-west-1", None),
        (DOCUMENTDB, "me-south-1", None),
        (REDSHIFT_SERVERLESS, "ca-west-1", None),
        (REDSHIFT_SERVERLESS, "il-central-1", True),
        (DSQL, "us-west-1", False),
        (DSQL, "ca-west-1", True),
        (DSQL, "eu-south-2", True),
        (EKS, "cn-north-1", False),
        (EKS, "us-gov-west-1", True),
        (S3, "eusc-de-east-1", True),
        (STORAGE_GATEWAY, "eusc-de-east-1", False),
        (RDS_MULTI_AZ_CLUSTER, "us-west-1", False),
        (RDS_MULTI_AZ_CLUSTER, "mx-central-1", False),
        (RDS, "mx-central-1", True),
        (AURORA, "ap-southeast-6", True),
        (EBS, "me-central-1", True),
        (FSX_WINDOWS, "cn-north-1", True),
        (FSX_LUSTRE, "cn-north-1", True),
        (FSX_ONTAP, "cn-north-1", False),
        (FSX_OPENZFS, "cn-north-1", False),
        (FSX_ONTAP, "us-gov-west-1", True),
        (FSX_OPENZFS, "us-gov-west-1", False),
        (FSX_OPENZFS, "ap-southeast-4", False),
        (FSX_WINDOWS, "ap-southeast-6", False),
    ],
)
def test_a_type_is_supported_where_the_guide_says_so(
    abilities: Abilities, region: str, can: Truth
) -> None:
    """Where the guide's list has every Region and its table no mark, nobody knows."""
    found = abilities_in_region(abilities, region)

    assert found.can is can
    assert bool(found.why) is (can is not True)


@pytest.mark.parametrize("region", ["", "me-west-1", "us-iso-east-1", "xx-north-9"])
def test_of_a_region_that_the_table_does_not_know_nothing_is_known(region: str) -> None:
    """Announced, kept secret, or misspelt: never yes, and the guide is named."""
    found = [
        *(feature_in_region(feature, region) for feature in RegionFeature),
        *(abilities_in_region(abilities, region) for abilities in ABILITIES),
    ]

    assert {one.can for one in found} == {None}
    assert all("Feature availability by AWS Region" in one.why for one in found)


def test_of_a_type_that_the_table_does_not_know_nothing_is_known() -> None:
    """A type that AWS Backup learns is looked up before it is called supported."""
    assert abilities_in_region(Abilities(backup_type="Lightsail"), "us-east-1").can is None


def test_the_regions_that_have_something_are_of_the_same_partition() -> None:
    """Advice that names Frankfurt to an account of China helps nobody."""
    found = abilities_in_region(TIMESTREAM, "us-west-1")

    assert "us-west-1" not in found.elsewhere
    assert found.elsewhere[:3] == ("us-east-1", "us-east-2", "us-west-2")
    assert "us-gov-west-1" not in found.elsewhere
    assert abilities_in_region(TIMESTREAM, "us-gov-east-1").elsewhere == ("us-gov-west-1",)
    assert abilities_in_region(EKS, "cn-north-1").elsewhere == ()


def test_the_reason_names_some_of_the_regions_that_have_it() -> None:
    """Not all: a message is read at a glance. Where none has it, it says so."""
    assert abilities_in_region(TIMESTREAM, "us-west-1").reason == (
        "AWS Backup has no Timestream in us-west-1; these have it: us-east-1, us-east-2, "
        "us-west-2, ap-northeast-1, ap-south-1, ap-southeast-2 and 2 more"
    )
    assert abilities_in_region(EKS, "cn-north-1").reason == (
        "AWS Backup has no EKS in cn-north-1; no other Region of its partition can take its place"
    )


def test_every_region_of_the_table_has_a_partition() -> None:
    """Else it could be advised to nobody."""
    assert all(partition_of(region) for region in judged_regions())
