"""What several resources take together is more than AWS takes: at one of them a deployment fails.

The statements of a function's policy are written as Lambda writes them. Source: Lambda developer
guide, access-control-resource-based (read 2026-11-29).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bamp_pulumi.catalog import (
    SUM_LIMITS,
    UNKNOWN,
    Measure,
    SumLimit,
    Summed,
    SummedPart,
    partition_of,
    size_of,
    values_at,
)
from bamp_pulumi.declared.values import items, text
from bamp_pulumi.estate import Estate, Resource

__all__ = ["too_much_together"]

_OF_A_POLICY = len('{"Version":"2012-10-17","Id":"default","Statement":[]}')


@dataclass(frozen=True, slots=True)
class _Share:
    """What one value adds to a sum."""

    resource: Resource
    value: object
    """What makes it another one than the next; `UNKNOWN` where nobody knows."""
    size: int


def too_much_together(estate: Estate) -> Mapping[Resource, tuple[str, ...]]:
    """Return why AWS takes no more of what a resource is one of; only of resources of such sums."""
    found: dict[Resource, tuple[str, ...]] = {}
    for limit in SUM_LIMITS:
        for shares in _by_owner(estate, limit).values():
            why = _why(limit, shares)
            for resource in dict.fromkeys(share.resource for share in shares) if why else ():
                found[resource] = (*found.get(resource, ()), why)
    return found


def _why(limit: SumLimit, shares: Sequence[_Share]) -> str:
    """Return what is too much; empty where it fits, and where one value alone is too large."""
    if limit.summed is Summed.DIFFERENT:
        total = len({share.value for share in shares if share.value is not UNKNOWN})
    else:
        total = sum(share.size for share in shares)
        # A comma stands between two statements.
        total += _OF_A_POLICY + len(shares) - 1 if limit.summed is Summed.PERMISSIONS else 0
    if total <= limit.most or any(share.size > limit.at_most for share in shares):
        return ""
    taken = f"{limit.service} takes {limit.most:,}"
    if limit.at_most > limit.most and total <= limit.at_most:
        taken += f", and up to {limit.at_most:,} once its quota is raised"
    return f"{limit.of} are {total:,} {limit.summed}: {taken} ({limit.source})"


def _by_owner(estate: Estate, limit: SumLimit) -> Mapping[object, list[_Share]]:
    shares: dict[object, list[_Share]] = {}
    for part in limit.parts:
        for resource in estate.of_type(part.type):
            if resource.external:
                continue
            owner = _owner(estate, limit, part, resource)
            if owner is not None:
                shares.setdefault(owner, []).extend(_shares(estate, limit, part, resource))
    return shares


def _owner(estate: Estate, limit: SumLimit, part: SummedPart, resource: Resource) -> object:
    """Return whose sum it is; None where that is not certain."""
    if not part.link:
        return resource
    first, *others = part.link
    written = [resource.value(name) for name in others]
    meant = estate.resolve(resource, first, limit.whose).only
    named = text(resource.value(first))
    if UNKNOWN in written or (meant is None and not named):
        return None
    # A function without a qualifier has one policy, each version and alias another.
    asked = tuple(text(value) for value in written)
    if meant is not None:
        return (meant, *asked) if asked else meant
    # IAM knows no Regions. Of an unknown account no more is known than the program.
    region = "" if limit.service == "IAM" else resource.region
    return (resource.account_id or resource.program, region, named, *asked)


def _shares(
    estate: Estate, limit: SumLimit, part: SummedPart, resource: Resource
) -> Iterator[_Share]:
    if limit.summed is Summed.PERMISSIONS:
        function = estate.resolve(resource, part.link[0], limit.whose).only
        yield _Share(resource, resource, len(_statement(resource, function)))
        return
    top = part.path.partition(".")[0]
    value = UNKNOWN if top in resource.secret_inputs else resource.document(top)
    for one in values_at({top: value}, part.path):
        if limit.summed is Summed.DIFFERENT:
            for arn in items(one) or ([one] if one is not None else []):
                meant = estate.resolve(resource, part.path, "aws:iam/policy:Policy", written=arn)
                yield _Share(resource, text(arn) or meant.only or UNKNOWN, 0)
        else:
            yield _Share(resource, one, size_of(one, Measure.VISIBLE_CHARACTERS))


def _statement(permission: Resource, function: Resource | None) -> str:
    """Write the statement of a permission; what is unknown is left empty."""
    principal = permission.text("principal")
    is_account = not principal.endswith((".com", ".com.cn"))
    equal = {
        "AWS:SourceAccount": permission.text("sourceAccount"),
        "aws:PrincipalOrgID": permission.text("principalOrgId"),
        "lambda:EventSourceToken": permission.text("eventSourceToken"),
        "lambda:FunctionUrlAuthType": permission.text("functionUrlAuthType"),
    }
    alike = {"AWS:SourceArn": permission.text("sourceArn")}
    blocks = (("StringEquals", _given(equal)), ("ArnLike", _given(alike)))
    conditions = {name: block for name, block in blocks if block}
    statement = {
        "Sid": permission.text("statementId"),
        "Effect": "Allow",
        "Principal": {"AWS" if is_account else "Service": principal},
        "Action": permission.text("action"),
        "Resource": _arn(permission, function),
        **({"Condition": conditions} if conditions else {}),
    }
    return json.dumps(statement, separators=(",", ":"), ensure_ascii=False)


def _arn(permission: Resource, function: Resource | None) -> str:
    """Return the ARN of the function, or the shortest that there may be."""
    named = permission.text("function") or (function.text("name") if function else "")
    if named.startswith("arn:"):
        return named
    region = permission.region or "us-east-1"
    account = permission.account_id or "0" * 12
    partition = partition_of(region)
    arn = f"arn:{partition.name if partition else 'aws'}:lambda:{region}:{account}:function:{named}"
    qualifier = permission.text("qualifier")
    return f"{arn}:{qualifier}" if qualifier else arn


def _given(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
