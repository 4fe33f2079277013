"""Every code with which a baseline or a component is refused, and what it refuses.

A code keeps its meaning forever; a new rule gets a new one.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["BASELINE_CODES"]

BASELINE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BAMP-B01": "a prefix that would break a name",
        "BAMP-B02": "what is not one role or user",
        "BAMP-B03": "a principal that both deploys and deletes",
        "BAMP-B04": "a copy for which no vault is named",
        "BAMP-B05": "a compliance-mode lock that was not accepted",
        "BAMP-B06": "an acceptance without a compliance lock",
        "BAMP-B07": "a policy whose manifest is larger than an SSM parameter",
        "BAMP-B08": "a text that is not a manifest",
        "BAMP-B09": "a manifest that contradicts its policy",
        "BAMP-B10": "an acceptance on a day that is not in the calendar",
        "BAMP-B11": "a name of a vault, plan or key that AWS refuses",
        "BAMP-B12": "a name of a role that operators could not pass to AWS Backup",
        "BAMP-B13": "an output where the preview needs a plain value",
        "BAMP-B14": "a deployment that would lock itself out",
        "BAMP-B15": "a Region or resource type for which no opt-in is set",
        "BAMP-B16": "a missing input that connects resources",
        "BAMP-B17": "a key that a vault cannot be encrypted with",
        "BAMP-B40": "what is not the id of one organization",
        "BAMP-B41": "what is not an email address or telephone number that SNS accepts",
        "BAMP-B42": "alerts that notify nobody",
        "BAMP-B43": "a webhook address or key in plaintext, or an address that cannot be called",
        "BAMP-B44": "a destination that is not one channel",
        "BAMP-B45": "a page for an event that is not a failure",
        "BAMP-B46": "a destination for a tier that does not exist",
        "BAMP-B47": "a runbook that is not a web address",
        "BAMP-B48": "a destination that is listed twice",
        "BAMP-B49": "a configuration with which a document is larger than AWS takes",
        "BAMP-B60": "restore tests that no tier promises",
        "BAMP-B61": "a validation of restored data that cannot be read",
        "BAMP-B62": "a validator without what it takes along",
        "BAMP-B63": "a trail elsewhere that is stated outside of the policy, or beside one here",
    }
)
