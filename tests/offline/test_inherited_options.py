"""Children take options from their parents, as the engine gives them."""

import pulumi
import pulumi_aws as aws

from bamp_pulumi.testing import declare


def keep_and_protect() -> None:
    """Declare a kept bucket with two children, one of which refuses both."""
    kept = pulumi.ResourceOptions(retain_on_delete=True, protect=True)
    parent = aws.s3.Bucket("parent", opts=kept)
    aws.s3.Bucket("child", opts=pulumi.ResourceOptions(parent=parent))
    refusing = pulumi.ResourceOptions(parent=parent, retain_on_delete=False, protect=False)
    aws.s3.Bucket("refusing", opts=refusing)


def test_a_child_is_kept_and_protected_as_its_parent_unless_it_says_otherwise() -> None:
    """Measured on engine 3.259: `retainOnDelete` and `protect` reach children."""
    estate = declare(keep_and_protect)

    options = {r.name: (r.retain_on_delete, r.protect) for r in estate.resources}
    assert options == {
        "parent": (True, True),
        "child": (True, True),
        "refusing": (False, False),
    }
