"""The owner that a remedy proposes is the one that the program gives to `inherit()`.

Cannot prove who really owns anything.
"""

from datetime import date

import pulumi_aws as aws

import bamp_pulumi as bamp
from bamp_pulumi.coverage import cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare


def test_the_argument_of_inherit_is_the_owner_that_is_proposed() -> None:
    """Of a resource that gets no tags the remedy names who owns the others of its program."""

    def program() -> None:
        bamp.inherit(owner="payments")
        aws.s3.Bucket("data")
        aws.cognito.UserPool("customers")

    estate = declare(program, account_id="111122223333", region="us-east-1")
    coverage = cover(estate, default_policy(), today=date(2026, 11, 29))
    found = {f.id: f.message for one in coverage.resources for f in one.findings}

    assert "owner='payments'" in found["BAMP-V21"]
