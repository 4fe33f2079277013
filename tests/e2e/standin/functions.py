"""What the provider's functions answer (`aws.get_region()` and its like).

Only functions that this project's programs call: an unknown one fails by name, so that no test
rests on an answer made up.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from tests.e2e.standin.aws_calls import ACCOUNT_ID, PARTITION, AwsRegion
from tests.e2e.standin.policy_document import policy_document
from tests.e2e.standin.wire import Plain, text

__all__ = ["UnknownFunctionError", "answer"]

Properties = Mapping[str, Plain]
Answer = dict[str, Plain]


class UnknownFunctionError(LookupError):
    """A function that the stand-in does not have."""


def answer(token: str, arguments: Properties, aws: AwsRegion) -> Answer:
    """Answer one call; the token is such as `aws:index/getRegion:getRegion`.

    Raises:
        UnknownFunctionError: Where the table has no such function.
    """
    function = _FUNCTIONS.get(token)
    if function is None:
        raise UnknownFunctionError(f"the stand-in aws provider has no function {token}")
    return {**arguments, **function(arguments, aws)}


def _caller_identity(arguments: Properties, aws: AwsRegion) -> Answer:
    del arguments
    identity = aws.call("sts", "get_caller_identity")
    arn, user = str(identity["Arn"]), str(identity["UserId"])
    return {"accountId": ACCOUNT_ID, "arn": arn, "id": ACCOUNT_ID, "userId": user}


def _region(arguments: Properties, aws: AwsRegion) -> Answer:
    name = text(arguments, "region") or aws.name
    endpoint = f"ec2.{name}.amazonaws.com"
    return {"id": name, "name": name, "region": name, "description": name, "endpoint": endpoint}


def _partition(arguments: Properties, aws: AwsRegion) -> Answer:
    del arguments, aws
    dns = {"dnsSuffix": "amazonaws.com", "reverseDnsPrefix": "com.amazonaws"}
    return {"id": PARTITION, "partition": PARTITION, **dns}


def _availability_zones(arguments: Properties, aws: AwsRegion) -> Answer:
    del arguments
    found = aws.call("ec2", "describe_availability_zones")["AvailabilityZones"]
    names: list[Plain] = [str(zone["ZoneName"]) for zone in found]
    ids: list[Plain] = [str(zone["ZoneId"]) for zone in found]
    return {"id": aws.name, "names": names, "zoneIds": ids, "groupNames": [aws.name]}


def _policy_document(arguments: Properties, aws: AwsRegion) -> Answer:
    del aws
    document = policy_document(arguments)
    return {"id": "0", "json": document, "minifiedJson": document}


def _key(arguments: Properties, aws: AwsRegion) -> Answer:
    asked = text(arguments, "keyId") or text(arguments, "name")
    key = aws.call("kms", "describe_key", KeyId=asked)["KeyMetadata"]
    id_, arn = str(key["KeyId"]), str(key["Arn"])
    return {"id": id_, "arn": arn, "targetKeyId": id_, "targetKeyArn": arn}


def _parameter(arguments: Properties, aws: AwsRegion) -> Answer:
    found = aws.call("ssm", "get_parameter", Name=text(arguments, "name"))["Parameter"]
    value = str(found["Value"])
    return {
        "id": str(found["Name"]),
        "arn": str(found["ARN"]),
        "type": str(found["Type"]),
        "value": value,
        "insecureValue": value,
        "version": int(found["Version"]),
    }


def _secret_version(arguments: Properties, aws: AwsRegion) -> Answer:
    asked = text(arguments, "secretId")
    found = aws.call("secretsmanager", "get_secret_value", SecretId=asked)
    version_id = str(found["VersionId"])
    return {
        "id": f"{asked}|{version_id}",
        "arn": str(found["ARN"]),
        "secretString": str(found["SecretString"]),
        "versionId": version_id,
    }


_FUNCTIONS: Final[Mapping[str, Callable[[Properties, AwsRegion], Answer]]] = MappingProxyType(
    {
        "aws:iam/getPolicyDocument:getPolicyDocument": _policy_document,
        "aws:index/getAvailabilityZones:getAvailabilityZones": _availability_zones,
        "aws:index/getCallerIdentity:getCallerIdentity": _caller_identity,
        "aws:index/getPartition:getPartition": _partition,
        "aws:index/getRegion:getRegion": _region,
        "aws:kms/getAlias:getAlias": _key,
        "aws:kms/getKey:getKey": _key,
        "aws:secretsmanager/getSecretVersion:getSecretVersion": _secret_version,
        "aws:ssm/getParameter:getParameter": _parameter,
    }
)
