"""A stand-in of AWS's list calls: AWS Backup's, and those of each service that holds data.

What it answers is given as items of a list; pages, tokens and filters are made here. Each request
is held to the service's own input shape, each answer to its output shape. A test says what fails,
as AWS would make it fail: throttled, denied, a page that ends in the middle, a Region that does
not answer, a clock that differs, a point that is listed only after a while.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from threading import Lock
from typing import Any, Final, cast

from api_shapes import operations_of, paging_of, shape_errors
from botocore import xform_name
from botocore.exceptions import ClientError, EndpointConnectionError

__all__ = [
    "ACCOUNT",
    "NOW",
    "Client",
    "Fault",
    "Request",
    "StandIn",
    "client_error",
    "dead",
    "denied",
    "fails",
    "throttled",
]

# Any: what AWS answers, held to botocore's models.
ACCOUNT: Final = "123456789012"
NOW: Final = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
_PAGES: Final[Mapping[str, int]] = {
    "backup": 1000,
    "rds": 100,
    "dynamodb": 100,
    "s3": 10_000,
    "resourcegroupstaggingapi": 50,
    "ec2": 1000,
}
"""Items of a page that the request does not limit; 100 of other services."""
_UNPAGED: Final[Mapping[str, Mapping[str, str]]] = {
    "timestream-write:ListTables": {
        "input_token": "NextToken",
        "output_token": "NextToken",
        "limit_key": "MaxResults",
        "result_key": "Tables",
    },
    "backup-gateway:ListVirtualMachines": {
        "input_token": "NextToken",
        "output_token": "NextToken",
        "limit_key": "MaxResults",
        "result_key": "VirtualMachines",
    },
}
"""Lists of which botocore has no paginator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request."""

    region: str
    service: str
    operation: str
    arguments: Mapping[str, Any]
    number: int
    """Of those for the same list of the same Region, from 1."""

    @property
    def what(self) -> str:
        """The call, such as `rds:DescribeDBInstances`."""
        return f"{self.service}:{self.operation}"


Fault = Callable[[Request], "Exception | None"]
"""What a request fails with; None if it does not."""


@dataclass(slots=True, kw_only=True)
class StandIn:
    """An account of AWS, as its list calls show it."""

    clock: datetime = NOW
    """AWS's."""
    lists: dict[tuple[str, str], Sequence[Any]] = field(default_factory=dict[Any, Any])
    """Items by Region and call; recovery points by vault: `("us-east-1", "main")`."""
    opted_in: Mapping[str, bool] = field(default_factory=lambda: {"RDS": True, "DynamoDB": True})
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of Systems Manager, by name, the same in every Region."""
    regions: Sequence[str] = ()
    """Those that the account has enabled."""
    key_states: Mapping[str, str] = field(default_factory=dict[str, str])
    """State of a key by its ARN. Default: `Enabled`."""
    plans: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    """What `GetBackupPlan` answers, by the id of the plan."""
    buckets: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict[Any, Any])
    """What a bucket answers, by its name and the operation."""
    faults: list[Fault] = field(default_factory=list[Fault])
    alter: Callable[[Request, dict[str, Any]], object] = lambda _request, _page: None
    """Changes an answer before it is given, after its shape was checked."""
    listed_after: timedelta = timedelta(0)
    """Recovery points appear in lists so long after they were created."""
    gives_dates: bool = True
    epoch: str = "1"
    """Tokens of another one are refused: they have expired."""
    page: int | None = None
    """The most items of any page; None: as the services do."""
    checks_answers: bool = True
    calls: list[Request] = field(default_factory=list[Request])
    elapsed: float = 0.0
    """Seconds that were waited."""
    seconds_a_call: float = 0.0
    _numbers: Counter[str] = field(default_factory=Counter[str])
    _lock: Lock = field(default_factory=Lock)

    def connect(self, service: str, region: str) -> "Client":
        """Return a client of a service in a Region."""
        return Client(self, service, region)

    def now(self) -> datetime:
        """Return the time of the one who asks: as AWS's, if the test sets no other."""
        return self.clock + timedelta(seconds=self.elapsed)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self.elapsed += seconds

    def counted(self) -> Counter[str]:
        """Return how often each call was made."""
        return Counter(request.what for request in self.calls)

    def answer(
        self, service: str, region: str, operation: str, arguments: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Answer a request, or fail as it was told to."""
        model = operations_of(service).operation_model(operation)
        wrong = list(shape_errors(arguments, model.input_shape)) if model.input_shape else []
        assert not wrong, f"{service}:{operation} was asked with {wrong}"
        with self._lock:
            of = f"{region}{service}{operation}{arguments.get('BackupVaultName', '')}"
            self._numbers[of] += 1
            request = Request(
                region=region,
                service=service,
                operation=operation,
                arguments=arguments,
                number=self._numbers[of],
            )
            self.calls.append(request)
            self.elapsed += self.seconds_a_call
        for fault in self.faults:
            if failure := fault(request):
                if isinstance(failure, ClientError):
                    headers = self._metadata()["HTTPHeaders"]
                    answer = cast("dict[str, Any]", failure.response)
                    answer["ResponseMetadata"]["HTTPHeaders"] = headers
                raise failure
        page = self._answer_of(request)
        if self.checks_answers:
            wrong = list(shape_errors(page, model.output_shape))
            assert not wrong, f"{request.what} answers with {wrong[:5]}"
        self.alter(request, page)
        return {**page, "ResponseMetadata": self._metadata()}

    def _metadata(self) -> dict[str, Any]:
        dates = {"date": format_datetime(self.clock, usegmt=True)} if self.gives_dates else {}
        return {"HTTPStatusCode": 200, "HTTPHeaders": dates, "RetryAttempts": 0}

    def _alone(self, request: Request) -> dict[str, Any] | None:
        """Answer what is no list; None for one."""
        if request.service == "s3" and request.operation.startswith("GetBucket"):
            return dict(self.buckets.get((request.arguments["Bucket"], request.operation), {}))
        alone: Mapping[str, Callable[[], Mapping[str, Any]]] = {
            "sts:GetCallerIdentity": lambda: {
                "Account": ACCOUNT,
                "Arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/r/s",
            },
            "backup:DescribeRegionSettings": lambda: {
                "ResourceTypeOptInPreference": dict(self.opted_in)
            },
            "kms:DescribeKey": lambda: {
                "KeyMetadata": {
                    "KeyId": request.arguments["KeyId"].rpartition("/")[2],
                    "KeyState": self.key_states.get(request.arguments["KeyId"], "Enabled"),
                }
            },
            "backup:GetBackupPlan": lambda: self.plans[request.arguments["BackupPlanId"]],
            "ec2:DescribeRegions": lambda: {
                "Regions": [{"RegionName": region} for region in self.regions]
            },
            "ssm:GetParameter": lambda: self._parameter(request),
        }
        answer = alone.get(request.what)
        return None if answer is None else dict(answer())

    def _answer_of(self, request: Request) -> dict[str, Any]:
        alone = self._alone(request)
        if alone is not None:
            return alone
        items = self._items(request)
        paging = paging_of(request.service).get(request.operation) or _UNPAGED[request.what]
        asks, gives = paging["input_token"], paging["output_token"]
        most = request.arguments.get(paging.get("limit_key", ""), _PAGES.get(request.service, 100))
        size = min(most, self.page or most)
        start = 0
        if token := request.arguments.get(asks):
            start = self._start(request, items, token)
        page: dict[str, Any] = {paging["result_key"]: list(items[start : start + size])}
        if start + size < len(items):
            page[gives] = (
                items[start + size - 1]
                if request.operation == "ListTables" and request.service == "dynamodb"
                else f"{self.epoch}:{start + size}"
            )
        elif request.service == "resourcegroupstaggingapi":
            page[gives] = ""
        if more := paging.get("more_results"):
            page[more] = gives in page
        return page

    def _parameter(self, request: Request) -> dict[str, Any]:
        name = request.arguments["Name"]
        if name not in self.parameters:
            raise client_error("ParameterNotFound", request)
        return {"Parameter": {"Name": name, "Type": "String", "Value": self.parameters[name]}}

    def _start(self, request: Request, items: Sequence[Any], token: str) -> int:
        if request.what == "dynamodb:ListTables":
            return items.index(token) + 1
        epoch, _, start = token.partition(":")
        if epoch != self.epoch:
            raise client_error(
                "PaginationTokenExpiredException"
                if request.service == "resourcegroupstaggingapi"
                else "InvalidParameterValueException",
                request,
            )
        return int(start)

    def _items(self, request: Request) -> Sequence[Any]:
        arguments = request.arguments
        if request.operation == "ListRecoveryPointsByBackupVault":
            vault = (request.region, arguments["BackupVaultName"])
            if vault not in self.lists:
                raise client_error("ResourceNotFoundException", request)
            items = self.lists[vault]
            after = arguments.get("ByCreatedAfter")
            if not after and not self.listed_after:
                return items
            latest = self.clock - self.listed_after
            return [
                item
                for item in items
                if item["CreationDate"] <= latest and (not after or item["CreationDate"] > after)
            ]
        items = self.lists.get((request.region, request.what), ())
        if request.service == "resourcegroupstaggingapi":
            kinds = tuple(arguments["ResourceTypeFilters"])
            return [item for item in items if _is_of(item["ResourceARN"], kinds)]
        if after := arguments.get("ByCreatedAfter"):
            return [item for item in items if item["CreationDate"] > after]
        if region := arguments.get("BucketRegion"):
            assert region == request.region, "a bucket's Region is asked at its own endpoint"
        return items


@dataclass(frozen=True, slots=True)
class Client:
    """Looks like a client of boto3."""

    stand_in: StandIn
    service: str
    region: str

    def __getattr__(self, name: str) -> Callable[..., dict[str, Any]]:
        """Return the operation of that name."""
        operation = _names(self.service)[name]

        def call(**arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - of any operation
            return self.stand_in.answer(self.service, self.region, operation, arguments)

        return call


@cache
def _names(service: str) -> Mapping[str, str]:
    return {xform_name(name): name for name in operations_of(service).operation_names}


def _is_of(arn: str, kinds: Sequence[str]) -> bool:
    _, _, service, _, _, rest = arn.split(":", 5)
    kind = rest.replace(":", "/").split("/")[0]
    return service in kinds or f"{service}:{kind}" in kinds


def client_error(code: str, request: Request, status: int = 400) -> ClientError:
    """Return the error that boto3 raises for an answer of AWS."""
    return ClientError(
        {
            "Error": {"Code": code, "Message": f"{code} of {request.what}"},
            "ResponseMetadata": {
                "HTTPStatusCode": status,
                "HTTPHeaders": {},
                "RequestId": "",
                "HostId": "",
                "RetryAttempts": 0,
            },
        },
        request.operation,
    )


def fails(  # noqa: PLR0913 - what a test may say of it
    what: str,
    code: str,
    *,
    region: str = "",
    first: int = 1,
    last: int | None = None,
    status: int = 400,
) -> Fault:
    """Let requests of a call fail with a code, from the `first` to the `last` of each list."""

    def fault(request: Request) -> Exception | None:
        if request.what != what or (region and request.region != region):
            return None
        if request.number < first or (last is not None and request.number > last):
            return None
        return client_error(code, request, status)

    return fault


def denied(what: str, region: str = "") -> Fault:
    """Let a call be denied."""
    return fails(what, "AccessDeniedException", region=region, status=403)


def throttled(what: str, times: int | None = None) -> Fault:
    """Let a call be throttled, so many times or always."""
    return fails(what, "ThrottlingException", last=times)


def dead(region: str) -> Fault:
    """Let a Region not answer."""

    def fault(request: Request) -> Exception | None:
        if request.region != region:
            return None
        return EndpointConnectionError(endpoint_url=f"https://{request.service}.{region}")

    return fault
