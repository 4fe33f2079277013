"""The policy of a topic or queue names its own ARN, which nobody knows where AWS makes up the name.

There is one ARN that such a policy can be about and nothing inside it, so `*` means the same.
"""

from typing import Final

from pulumi.runtime.proto import resource_pb2

from bamp_pulumi.offline.wire import Plain, stand_in

__all__ = ["write_own_arn"]

_LINKS: Final = {
    "aws:sns/topicPolicy:TopicPolicy": "arn",
    "aws:sqs/queuePolicy:QueuePolicy": "queueUrl",
}
"""Input that names what a policy is attached to, where that has one ARN and nothing inside it."""


def write_own_arn(request: resource_pb2.RegisterResourceRequest, inputs: dict[str, Plain]) -> None:
    """Write `*` in place of the stand-in for the ARN of what a policy is attached to."""
    link = _LINKS.get(request.type, "")
    owners = request.propertyDependencies[link].urns if link else ()
    policy = inputs.get("policy")
    if len(owners) == 1 and isinstance(policy, str):
        inputs["policy"] = policy.replace(f'"{stand_in(owners[0], "arn")}"', '"*"')
