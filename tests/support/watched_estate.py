"""A service's data stores in the account that our own baseline makes, with alerts.

Declared once for each policy; a test then changes plain values of the estate, one at a time.
"""

from datetime import date
from functools import cache
from typing import Any

import pulumi_aws as aws
from baselines import make

from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import default_policy, load_policy
from bamp_pulumi.testing import declare

__all__ = ["TODAY", "judged", "watched"]

TODAY = date(2026, 11, 28)
"""The day on which `judged` judges."""


def _service(**orders: object) -> None:
    critical = {"backup-tier": "critical", "backup-owner": "shop"}
    standard = {"backup-tier": "standard", "backup-owner": "shop"}
    key = aws.kms.Key("data", enable_key_rotation=True)
    given: Any = {"tags": critical, "deletion_protection": True, **orders}  # Any: inputs
    aws.rds.Instance(
        "orders",
        engine="postgres",
        instance_class="db.m7g.large",
        allocated_storage=100,
        storage_encrypted=True,
        kms_key_id=key.arn,
        username="orders",
        manage_master_user_password=True,
        backup_retention_period=35,
        skip_final_snapshot=False,
        final_snapshot_identifier="orders-final",
        copy_tags_to_snapshot=True,
        **given,
    )
    aws.efs.FileSystem("files", encrypted=True, tags=standard)
    aws.dynamodb.Table(
        "carts",
        billing_mode="PAY_PER_REQUEST",
        hash_key="customer",
        attributes=[{"name": "customer", "type": "S"}],
        point_in_time_recovery={"enabled": True, "recovery_period_in_days": 35},
        tags=critical,
    )


@cache
def watched(policy: str = "") -> Estate:
    """Declare it; `policy` is a document of the policy, the default one where it is empty."""

    def program() -> None:
        args: dict[str, object] = {"alerts": {"to": [{"email": "oncall@bamp-ops.io"}]}}
        if policy:
            args["policy"] = load_policy(policy)
        make(args)
        _service()

    return declare(program)


def judged(estate: Estate, policy: str = "") -> Coverage:
    """Judge it."""
    by = load_policy(policy) if policy else default_policy()
    return cover(estate, by, today=TODAY)
