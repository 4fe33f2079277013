"""Run a function that declares resources, and hand back the estate."""

from collections.abc import Callable, Mapping
from pathlib import Path

from bamp_pulumi.estate import Estate, estate_from_document
from bamp_pulumi.offline import Place, Plain, Setting, run
from bamp_pulumi.places import account_of_stack

__all__ = ["declare"]


def declare(  # noqa: PLR0913 - what a program may find around it, all of it optional and named
    program: Callable[[], None],
    *,
    config: Mapping[str, str] | None = None,
    project: str = "test",
    stack: str = "test",
    region: str = "us-east-1",
    account_id: str = "111122223333",
    parameters: Mapping[str, str] | None = None,
    stack_outputs: Mapping[str, dict[str, Plain]] | None = None,
) -> Estate:
    """Run `program` offline in this process.

    Args:
        program: Declares resources. Whatever it raises comes out of this call unchanged.
        config: Stack configuration by `namespace:key`; objects as JSON text. Default: `aws:region`.
        project: Name of the project, part of every URN.
        stack: Name of the stack, part of every URN.
        region: Region of the default provider, where `config` sets no `aws:region`.
        account_id: Account the program is said to run in, 12 digits.
        parameters: SSM parameters that `aws.ssm.get_parameter` answers, by name.
        stack_outputs: Outputs that stack references answer, by `project/stack`.

    Returns:
        What the program declared.
    """
    configured = {"aws:region": region, **(config or {})}
    account, home = account_of_stack(configured, given=account_id), configured["aws:region"]
    setting = Setting(
        project=project,
        stack=stack,
        root=Path.cwd(),
        place=Place(account_id=account, region=home),
        config=configured,
        parameters={(account, home, name): value for name, value in (parameters or {}).items()},
        stack_outputs=stack_outputs or {},
    )
    document = run(program, setting)
    return estate_from_document(document, account_id=account, region=home)
