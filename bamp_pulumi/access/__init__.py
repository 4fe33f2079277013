"""May this principal do this? AWS policy documents, evaluated as AWS documents it.

Pure, and of three answers: allowed, not allowed with the reason, cannot tell with what it depends
on.
What is unknown, or not evaluated here, never ends as allowed.
"""

from bamp_pulumi.access.arn_of import ArnOf
from bamp_pulumi.access.decision import ALLOWED, Answer, Verdict, decide, in_doubt, refused, worst
from bamp_pulumi.access.policy import ALLOW_ALL, Policy, read_policy
from bamp_pulumi.access.reading import holds_unknown
from bamp_pulumi.access.request import ContextValue, Principal, Request
from bamp_pulumi.access.wildcard import action_fits, arn_fits, text_fits

__all__ = [
    "ALLOWED",
    "ALLOW_ALL",
    "Answer",
    "ArnOf",
    "ContextValue",
    "Policy",
    "Principal",
    "Request",
    "Verdict",
    "action_fits",
    "arn_fits",
    "decide",
    "holds_unknown",
    "in_doubt",
    "read_policy",
    "refused",
    "text_fits",
    "worst",
]
