"""What the provider's functions answer (`aws.get_region()` and its like).

Only functions that this project's programs call: an unknown one fails by name, so that no test
rests on an answer made up.
"""

from collections.abc import Mapping

from tests.e2e.standin.aws_calls import ACCOUNT_ID, PARTITION, AwsRegion
from tests.e2e.standin.policy_document import policy_document
from tests.e2e.standin.wire import Plain, text

__all__ = ["UnknownFunctionError", "answer"]


class UnknownFunctionError(LookupError):
    """A function that the stand-in does not have."""


def answer(token: str, arguments: Mapping[str, Plain], aws: AwsRegion) -> dict[str, Plain]:
    """Answer one call; the token is such as `aws:index/getRegion:getRegion`."""
    region = text(arguments, "region") or aws.name
    match token.rpartition(":")[2]:
        case "getCallerIdentity":
            identity = aws.call("sts", "get_caller_identity")
            arn, user = str(identity["Arn"]), str(identity["UserId"])
            return {"accountId": ACCOUNT_ID, "arn": arn, "id": ACCOUNT_ID, "userId": user}
        case "getRegion":
            endpoint = f"ec2.{region}.amazonaws.com"
            return {
                "id": region,
                "name": region,
                "region": region,
                "description": region,
                "endpoint": endpoint,
            }
        case "getPartition":
            return {
                "id": PARTITION,
                "partition": PARTITION,
                "dnsSuffix": "amazonaws.com",
                "reverseDnsPrefix": "com.amazonaws",
            }
        case "getAvailabilityZones":
            found = aws.call("ec2", "describe_availability_zones")["AvailabilityZones"]
            names: list[Plain] = [str(zone["ZoneName"]) for zone in found]
            ids: list[Plain] = [str(zone["ZoneId"]) for zone in found]
            return {"id": region, "names": names, "zoneIds": ids, "groupNames": [region]}
        case "getPolicyDocument":
            document = policy_document(arguments)
            return {**arguments, "id": "0", "json": document, "minifiedJson": document}
        case "getParameter":
            found = aws.call("ssm", "get_parameter", Name=text(arguments, "name"))["Parameter"]
            return {
                **arguments,
                "id": str(found["Name"]),
                "arn": str(found["ARN"]),
                "type": str(found["Type"]),
                "value": str(found["Value"]),
                "insecureValue": str(found["Value"]),
                "version": int(found["Version"]),
            }
        case _:
            raise UnknownFunctionError(f"the stand-in aws provider has no function {token}")
