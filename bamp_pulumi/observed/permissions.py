"""The IAM policy that is enough to look at an account: what reading calls, and no more."""

from bamp_pulumi.lambdas.health import READ_ACTIONS
from bamp_pulumi.observed.buckets import BUCKET_ACTIONS
from bamp_pulumi.observed.keys import KEYS_ACTION
from bamp_pulumi.observed.plan_runs import PLAN_ACTIONS
from bamp_pulumi.observed.published_manifest import MANIFEST_ACTION
from bamp_pulumi.observed.scope import REGIONS_ACTION

__all__ = ["read_policy"]


def read_policy(parameter: str) -> dict[str, object]:
    """Return the policy document; it is enough for every policy of ours.

    Args:
        parameter: Parameter that holds the manifest, such as `/bamp/baseline`.
    """
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "ListWhatHoldsDataAndItsBackups",
                "Effect": "Allow",
                "Action": sorted(
                    {
                        *READ_ACTIONS,
                        *BUCKET_ACTIONS,
                        *PLAN_ACTIONS,
                        KEYS_ACTION,
                        REGIONS_ACTION,
                    }
                ),
                # List calls know no single resource, and buckets have no Region in their ARN.
                "Resource": "*",
            },
            {
                "Sid": "ReadTheManifest",
                "Effect": "Allow",
                "Action": [MANIFEST_ACTION],
                "Resource": f"arn:*:ssm:*:*:parameter{parameter}",
            },
        ],
    }
