"""Restored EC2 instances: whether they boot, and what a command of the team's finds on them.

Source: Amazon EC2 API, DescribeInstanceStatus (`ok`, `impaired`, `insufficient-data`,
`initializing`, `not-applicable`); AWS Systems Manager API, SendCommand, GetCommandInvocation
(`Success` is an exit status of zero) (read 2026-11-29).
"""

from typing import Any, Final

from bamp_pulumi.lambdas.restore.facts import Compared, Depth, Fact, Facts, Key, Value
from bamp_pulumi.lambdas.restore.look import Look, Waiting
from bamp_pulumi.lambdas.restore.statuses import status
from bamp_pulumi.lambdas.restore.tables import spelled

__all__ = ["read_instance"]

_SECONDS: Final = 15
_DOCUMENT: Final = "AWS-RunShellScript"
_ENDED: Final = frozenset({"Cancelled", "Cancelling", "Failed", "Success", "TimedOut"})
_UNDECIDED: Final = frozenset({"initializing", "insufficient-data"})


def read_instance(look: Look) -> Facts:
    """Read an instance.

    Raises:
        Waiting: When AWS has not checked it yet.
    """
    client = look.connect("ec2")
    found = client.describe_instances(InstanceIds=[look.name])["Reservations"][0]["Instances"][0]
    state: str = found["State"]["Name"]
    facts = [
        status("state", state, "running"),
        _same("type of processor", found["Architecture"]),
        _same("volumes", len(found.get("BlockDeviceMappings", ()))),
    ]
    unread: dict[str, str] = {}
    if state == "pending":
        raise Waiting(f"{look.name} is {state}")
    if state == "running":
        facts += _checks(look, client)
    if state == "running" and look.validation.command:
        try:
            facts.append(_command(look, look.connect("ssm")))
        except Waiting:
            raise
        except Exception as error:  # noqa: BLE001 - any failure is a reason
            unread["command"] = spelled(error)
    return Facts(resource=look.resource, at=look.now(), facts=tuple(facts), unread=unread)


def _checks(look: Look, client: Any) -> list[Fact]:  # noqa: ANN401 - of boto3
    """Wait for AWS's checks: of the host, of the machine on it, and of its volumes."""
    while True:
        answer = client.describe_instance_status(InstanceIds=[look.name])["InstanceStatuses"]
        found: dict[str, str] = {}
        if answer:
            found = {
                name: answer[0][field]["Status"]
                for name, field in (
                    ("system check", "SystemStatus"),
                    ("instance check", "InstanceStatus"),
                )
            }
        if found and not _UNDECIDED & {*found.values()}:
            return [status(name, value, "ok", depth=Depth.BOOTS) for name, value in found.items()]
        if look.remaining() < _SECONDS:
            raise Waiting(f"{look.name} has not been checked by AWS")
        look.sleep(_SECONDS)


def _command(look: Look, client: Any) -> Fact:  # noqa: ANN401 - of boto3
    """Run the team's command: its exit status decides."""
    sent = client.send_command(
        InstanceIds=[look.name],
        DocumentName=_DOCUMENT,
        Parameters={"commands": [look.validation.command]},
    )["Command"]["CommandId"]
    while True:
        look.sleep(_SECONDS)
        answer = client.get_command_invocation(CommandId=sent, InstanceId=look.name)
        if answer["Status"] in _ENDED:
            said = f"exit status {answer['ResponseCode']}"
            error = answer.get("StandardErrorContent", "").strip()[:200]
            value = f"{said}: {error}" if answer["ResponseCode"] and error else said
            return status("command", value, "exit status 0", depth=Depth.CONTENT)
        if look.remaining() < _SECONDS:
            raise TimeoutError(f"the command is {answer['Status']} when the time is over")


def _same(aspect: str, value: Value) -> Fact:
    key = Key("it", aspect)
    return Fact(key=key, value=value, compared=Compared.SAME, depth=Depth.STATUS)
