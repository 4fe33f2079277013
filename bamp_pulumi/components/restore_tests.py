"""Restore tests of what an account backs up, by tier."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi

from bamp_pulumi.baseline import RestoreTestsSettings
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.place import find_place
from bamp_pulumi.components.restoring.network import declare_network
from bamp_pulumi.components.restoring.part import Part
from bamp_pulumi.components.restoring.plans import declare_plans
from bamp_pulumi.components.restoring.role import declare_restore_role
from bamp_pulumi.components.restoring.taken_along import packed_validator
from bamp_pulumi.components.restoring.validator import declare_validator
from bamp_pulumi.program_error import refused_in_program

__all__ = ["RestoreTestArgs", "RestoreTests", "RestoreTestsArgs"]


class RestoreTestArgs(TypedDict):
    """How restores are tested; which tiers are, and how often, the policy promises."""

    resource_types: NotRequired[Sequence[str]]
    """Types that are tested, in AWS Backup's names. Default: `Aurora`, `DocumentDB`, `DynamoDB`,
    `EBS`, `EC2`, `EFS`, `Neptune`, `RDS` and `S3`. Not `FSx`, of which AWS Backup cannot infer how
    it is restored."""
    start_window_hours: NotRequired[int]
    """Time after the scheduled instant in which a test may start: AWS Backup spreads the tests over
    it, and one that could not start fails. Hours, 1 to 168. Default: 6."""
    validation_hours: NotRequired[int]
    """What was restored is deleted after this time at the latest, validated or not. Hours, 1 to
    168. Default: 4."""
    database_ports: NotRequired[Sequence[int]]
    """Ports of restored databases that the validator may reach. Default: 3306 and 5432, those of
    MySQL and PostgreSQL."""
    availability_zones: NotRequired[Sequence[str]]
    """Two zones of the Region for the subnets that is restored into. Default: its `a` and `b`."""
    validations: NotRequired[Sequence[Mapping[str, Any]]]  # Any: as each field is
    """What has to hold of what is restored, each for the `resource` (an ARN, `*` for any part),
    `type` and `tier` that it names: `least` numbers of rows, items or objects, `queries` with what
    they must answer, `database`, and `user` or `secret` to connect with. Default: none; then only
    the status that AWS reports is looked at, and every verdict says so."""
    rds_certificates: NotRequired[str]
    """File with the certificates of Amazon RDS in PEM, by its path from the folder of the program;
    AWS publishes it as `global-bundle.pem`. Default: none, and then no database can be read."""


class RestoreTestsArgs(TypedDict):
    """Inputs of `RestoreTests`."""

    tiers: Any  # Any: tiers by name, a `Tier` each in Python, plain mappings elsewhere
    """Tiers by name, as in a policy document: those whose `restore_tests` promise something are
    tested."""
    vault_arn: pulumi.Input[str]
    """Vault whose recovery points are restored, in the Region of the tests."""
    tests: NotRequired[RestoreTestArgs]
    """Types, windows and how long what was restored is kept. Default: those of each field."""
    tests_name: NotRequired[str]
    """Prefix of all names in AWS: 2 to 16 letters, digits, `-` and `_`. Default: the name of the
    component."""
    alerts_topic_arn: NotRequired[pulumi.Input[str]]
    """Topic that is notified when what was restored could not be validated, such as the `topic_arn`
    of a `BackupAlerts`. Default: none."""
    alerts_name: NotRequired[str]
    """What the name of that alarm begins with: the topic of a `BackupAlerts` lets in those of its
    own `alerts_name`. Default: `tests_name`."""
    region: NotRequired[str]
    """Region of the vault, of the tests and of what they restore. Default: the provider's."""
    owner: NotRequired[str]
    """Team that owns them: the tag `backup-owner`. Default: `platform`."""


class RestoreTests(pulumi.ComponentResource):
    """Restore testing plans for the tiers that promise them, with the role of their restores.

    They restore into an isolated network: no gateway, no NAT, no route but to itself and to what
    the validator calls of AWS. Each test restores one recovery point of every resource of its tier.
    AWS Backup deletes what it restored, by tag or by name, once it is validated or
    `validation_hours` are over.
    """

    role_arn: pulumi.Output[str]
    """Role that AWS Backup restores as."""
    validator_arn: pulumi.Output[str]
    """Function that validates what was restored."""

    def __init__(
        self, name: str, args: RestoreTestsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare the tests. Raises ProgramError before anything is registered."""
        with refused_in_program(f"RestoreTests {name}"):
            settings = settings_from(
                RestoreTestsSettings,
                {"tests_name": name, **args},
                connect=("vault_arn", "alerts_topic_arn"),
                required=("vault_arn",),
            )
            packed = packed_validator(settings)
        super().__init__("bamp:index:RestoreTests", name, {}, opts)
        place = find_place(self, settings.region)
        part = Part(
            parent=self,
            logical=name,
            account=place.account,
            region=place.region,
            settings=settings,
        )
        self.role_arn = declare_restore_role(part)
        network = declare_network(part)
        declare_plans(part, args["vault_arn"], self.role_arn, network.overrides)
        topic_arn = args.get("alerts_topic_arn")
        self.validator_arn = declare_validator(part, network, packed, topic_arn)
        self.register_outputs({"roleArn": self.role_arn, "validatorArn": self.validator_arn})
