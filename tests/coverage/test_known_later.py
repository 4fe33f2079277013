"""What only a deployment tells is a doubt, and no more of one than it must be.

Of a sound store and its account one value is another; each case says how the store then stands, and
what is said. Cannot prove which value a deployment will bring.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hand_made_account import policy_with
from judged_changes import STORE, judged
from single_changes import put_at
from sound_stores import with_store

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage import Coverage, Status, cover
from bamp_pulumi.coverage.result import ResourceCoverage
from bamp_pulumi.estate import Estate, Resource

P, U, V = Status.PROTECTED, Status.UNPROTECTED, Status.UNVERIFIED


def changed(kind: str, name: str, change: Callable[[Resource], Resource]) -> Coverage:
    """Judge a sound store of a kind, one resource of which is changed."""
    estate = with_store(kind)
    assert judged(estate).status in (P, Status.NATIVE)
    resources = tuple(change(r) if r.name == name and r.custom else r for r in estate.resources)
    estate = Estate(programs=estate.programs, resources=resources)
    return cover(estate, policy_with(), today=date(2026, 11, 22))


def store_of(coverage: Coverage) -> ResourceCoverage:
    """Return how the store stands."""
    return next(each for each in coverage.resources if each.resource.name == STORE)


def put(path: str, value: Any) -> Callable[[Resource], Resource]:  # noqa: ANN401 - any input
    """Set an input; a name that is not known leaves no id and no ARN either."""

    def change(resource: Resource) -> Resource:
        inputs = put_at(resource.inputs, path, value)
        if path != "name":
            return replace(resource, inputs=inputs)
        outputs = {k: v for k, v in resource.outputs.items() if k not in ("id", "arn")}
        return replace(resource, inputs=inputs, outputs=outputs, id="")

    return change


def moved(region: str) -> Callable[[Resource], Resource]:
    """Put a resource into a Region; an empty one is known only after deployment."""
    return lambda r: replace(r, region=region, inputs={**r.inputs, "region": region or UNKNOWN})


@dataclass(frozen=True)
class Case:
    """A change, how the store then stands, and what is said of it."""

    kind: str
    name: str
    change: Callable[[Resource], Resource]
    status: Status
    code: str = ""
    says: str = ""


CASES: Mapping[str, Case] = {
    "the Region of the plan": Case(
        "EBS volume", "plan", moved(""), V, "BAMP-V03", "the Region or account of plan plan"
    ),
    "the Region of the selection": Case(
        "EBS volume", "selection", moved(""), V, "BAMP-V03", "selection selection, part of which"
    ),
    "the resources of the selection": Case(
        "EBS volume", "selection", put("resources", UNKNOWN), V, "BAMP-V03", "selection selection"
    ),
    "the name of the vault": Case(
        "EBS volume", "main", put("name", UNKNOWN), V, "BAMP-V41", "whether vault main is that"
    ),
    "the Region of the vault": Case(
        "EBS volume", "main", moved(""), V, "BAMP-V41", "its Region or account"
    ),
    "the name of the vault of copies": Case(
        "EBS volume", "recovery", put("name", UNKNOWN), V, "BAMP-V41", "whether vault recovery is"
    ),
    "another Region of the vault": Case("EBS volume", "main", moved("eu-west-1"), U, "BAMP-V06"),
    "another name of the vault": Case("EBS volume", "main", put("name", "other"), U, "BAMP-V06"),
    "no resource that is left out": Case("EBS volume", "selection", put("notResources", []), P),
    "no resource at all": Case(
        "EBS volume",
        "selection",
        put("resources", []),
        U,
        "BAMP-V01",
        "resources, which is missing",
    ),
    "whether objects are locked, beside versioning": Case(
        "S3 bucket", STORE, put("objectLockEnabled", UNKNOWN), P
    ),
    "whether events go to EventBridge": Case(
        "S3 bucket, continuous",
        "events",
        put("eventbridge", UNKNOWN),
        P,
        "BAMP-V47",
        "events: whether eventbridge is true is known only after deployment; where it is not,",
    ),
    "the engine of a cluster": Case(
        "Aurora cluster",
        STORE,
        put("engine", UNKNOWN),
        P,
        "BAMP-V35",
        "engine is known only after deployment; it is judged as RDS Multi-AZ cluster",
    ),
    "what AWS Backup manages, left out": Case(
        "DynamoDB table",
        "settings",
        put("resourceTypeManagementPreference", None),
        V,
        "BAMP-V32",
        "is not known; unless it is true",
    ),
    "more days than ElastiCache keeps": Case(
        "ElastiCache replication group",
        STORE,
        put("snapshotRetentionLimit", 36),
        U,
        "BAMP-V55",
        "snapshotRetentionLimit is 36 (allowed: 0 to 35)",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_value_decides_as_far_as_it_is_known(name: str) -> None:
    """No further: neither is it called protected, nor certainly not."""
    case = CASES[name]

    covered = store_of(changed(case.kind, case.name, case.change))

    assert covered.status is case.status
    found = [f for f in covered.findings if f.id == case.code]
    assert bool(found) is bool(case.code), [f"{f.id} {f.message}" for f in covered.findings]
    assert all(case.says in finding.message for finding in found)


def test_a_place_that_is_not_known_is_no_error() -> None:
    """BAMP-V46 is for places that differ."""
    for name in ("plan", "selection"):
        assert "BAMP-V46" not in {f.id for f in changed("EBS volume", name, moved("")).findings}


def test_a_table_is_restored_to_any_second_for_however_long() -> None:
    """Of the days that point-in-time recovery keeps, one at least is sure."""
    days = "pointInTimeRecovery.recoveryPeriodInDays"

    covered = store_of(changed("DynamoDB table", STORE, put(days, UNKNOWN)))

    assert [(e.region, e.at_most_minutes) for e in covered.exposure] == [
        ("us-east-1", 5),
        ("us-west-2", 1600),
    ]


def test_of_what_aws_refuses_nothing_is_restored() -> None:
    """Its own service keeps nothing of it either."""
    covered = store_of(changed("RDS instance", STORE, put("backupRetentionPeriod", 36)))

    assert (covered.status, covered.achieved_rpo_minutes) == (U, None)


def test_a_policy_that_asks_for_tls_keeps_no_recovery_point() -> None:
    """Whoever deletes uses TLS: that is certain."""
    (finding,) = [
        f
        for f in changed("RDS instance, locked", "main", lambda resource: resource).findings
        if f.id == "BAMP-V72" and f.urn.endswith("::main")
    ]

    assert finding.message.startswith("its access policy does not deny backup:DeleteRecoveryPoint")
