"""One call of AWS: only those that read, within a budget, tried again while AWS asks for that.

What is not answered is raised as `NotAnsweredError` with AWS's own word for why.
"""

import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final, cast

__all__ = ["Asker", "Budget", "Connect", "NotAnsweredError"]

# Any: a client of boto3. What its operations take and give is known when they are called.
Connect = Callable[[str, str], Any]
"""Gives the client of a service in a Region, such as `connect("backup", "us-west-2")`."""

_READS: Final = ("Describe", "Get", "List")
_THROTTLED: Final = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "Throttling",
        "ThrottledException",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)
"""Source: AWS SDKs and Tools reference guide, feature-retry-behavior; botocore 1.44.5,
retries.standard (read 2026-11-29)."""
_TRANSIENT: Final = frozenset({"RequestTimeout", "RequestTimeoutException"})
_TRANSIENT_STATUS: Final = frozenset({500, 502, 503, 504})
_FIRST_DELAY: Final = 0.5
_LONGEST_DELAY: Final = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much a reading may ask."""

    calls: int
    """Requests in all, those that are tried again among them."""
    seconds: float
    """After which no request is begun. One that is under way ends by the time-outs of its
    client."""
    tries: int = 8
    """Of one request that is throttled or that a service fails: at most 50 seconds of waiting."""
    tries_to_connect: int = 2
    """Of one request to a service that cannot be reached."""


class NotAnsweredError(Exception):
    """A call was not answered."""

    def __init__(self, why: str, message: str = "") -> None:
        """Keep AWS's word for it, and what it says beside that."""
        super().__init__(why, message)
        self.why = why
        self.message = message


class _PassingError(Exception):
    """A request was not answered, and another may be."""

    def __init__(self, failure: NotAnsweredError, tries: int, *, unreachable: bool = False) -> None:
        super().__init__(failure, tries)
        self.failure = failure
        self.tries = tries
        self.unreachable = unreachable


@dataclass(slots=True, kw_only=True)
class Asker:
    """Sends requests to AWS. May be used by several threads at once.

    Clients had best not try again themselves (`retries={"total_max_attempts": 1}`), or their
    waiting is outside the budget; their further requests are counted all the same.
    """

    connect: Connect
    budget: Budget
    now: Callable[[], datetime]
    """One's own clock. Only its differences are used, unless AWS gives no date at all."""
    sleep: Callable[[float], object] | None = None
    """Waits for some seconds. Default: until then, or until it is stopped."""
    calls: int = 0
    """Requests made."""
    clock: datetime | None = None
    """By AWS's clock, when its first answer was given."""
    _began: datetime = field(init=False)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _connecting: threading.Lock = field(default_factory=threading.Lock)
    _clients: dict[tuple[str, str], Any] = field(default_factory=dict[tuple[str, str], Any])
    _dead: dict[tuple[str, str], NotAnsweredError] = field(
        default_factory=dict[tuple[str, str], NotAnsweredError]
    )

    def __post_init__(self) -> None:
        """Begin to count the time."""
        self._began = self.now()

    def stop(self) -> None:
        """Begin no further request; waiting ends."""
        self._stopped.set()

    def ask(
        self, region: str, service: str, operation: str, arguments: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Return the answer of one operation.

        Args:
            region: Region whose endpoint is asked.
            service: As boto3 names it.
            operation: As the API names it. Only what reads is asked: `Describe`, `Get`, `List`.
            arguments: As the API names them.

        Raises:
            NotAnsweredError: When there is none, and trying again does not help or is over.
            ValueError: When the operation may write.
        """
        if not operation.startswith(_READS):
            raise ValueError(f"{operation} may write: only Describe, Get and List are asked")
        place = (service, region)
        tried = 0
        while True:
            if dead := self._dead.get(place):
                raise dead
            self._spend()
            tried += 1
            try:
                return self._try(place, operation, arguments)
            except _PassingError as error:
                if tried >= error.tries:
                    if error.unreachable:
                        self._dead[place] = error.failure
                    raise error.failure from error
                self._wait(tried, error.failure, f"{place}{operation}{sorted(arguments)}")

    def _try(
        self, place: tuple[str, str], operation: str, arguments: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Send one request. Raises `_PassingError` where another may be answered."""
        from botocore import exceptions, xform_name  # noqa: PLC0415 - a judge does without it
        from botocore.parsers import ResponseParserError  # noqa: PLC0415 - as above

        try:
            call = getattr(self._client(place), xform_name(operation), None)
            if call is None:
                raise NotAnsweredError(*_unknown_operation(operation))
            answer = call(**arguments)
        except exceptions.ClientError as error:
            response = cast("Mapping[str, Any]", error.response)
            self._note(response.get("ResponseMetadata", {}))
            failure = _of_client_error(response)
            if not _passes(failure.why, response):
                raise failure from error
            raise _PassingError(failure, self.budget.tries) from error
        except (exceptions.EndpointConnectionError, exceptions.ConnectTimeoutError) as error:
            failure = NotAnsweredError(type(error).__name__, str(error))
            raise _PassingError(failure, self.budget.tries_to_connect, unreachable=True) from error
        except (exceptions.HTTPClientError, ResponseParserError) as error:
            failure = NotAnsweredError(type(error).__name__, str(error))
            raise _PassingError(failure, self.budget.tries) from error
        except exceptions.BotoCoreError as error:
            raise NotAnsweredError(type(error).__name__, str(error)) from error
        self._note(answer.get("ResponseMetadata", {}))
        return answer

    def _client(self, place: tuple[str, str]) -> Any:  # noqa: ANN401 - of boto3
        # Making clients of one session is not safe in threads.
        with self._connecting:
            client = self._clients.get(place)
            if client is None:
                client = self._clients[place] = self.connect(*place)
            return client

    def _elapsed(self) -> timedelta:
        return self.now() - self._began

    def _spend(self) -> None:
        if self._stopped.is_set():
            raise NotAnsweredError("the reading was interrupted")
        with self._lock:
            if self.calls >= self.budget.calls:
                raise NotAnsweredError(f"the {self.budget.calls} calls are used up")
            if self._elapsed().total_seconds() >= self.budget.seconds:
                raise NotAnsweredError(f"the {self.budget.seconds:g} seconds are used up")
            self.calls += 1

    def _wait(self, tried: int, failure: NotAnsweredError, salt: str) -> None:
        """Wait before the next try, longer each time; by how much is spread over the requests."""
        most = min(_LONGEST_DELAY, _FIRST_DELAY * 2.0 ** (tried - 1))
        spread = zlib.crc32(f"{salt}{tried}".encode()) / 2**32
        delay = most * (1 + spread) / 2
        if self._elapsed().total_seconds() + delay >= self.budget.seconds:
            raise failure
        (self.sleep or self._stopped.wait)(delay)

    def _note(self, metadata: Mapping[str, Any]) -> None:
        """Take the first date that AWS gives, and count what a client tried by itself."""
        date = metadata.get("HTTPHeaders", {}).get("date")
        with self._lock:
            self.calls += int(metadata.get("RetryAttempts", 0))
            if self.clock is None and date:
                try:
                    self.clock = parsedate_to_datetime(date)
                except ValueError:  # not a date: the next answer may give one
                    return


def _unknown_operation(operation: str) -> tuple[str, str]:
    """Return why there is no answer where the SDK is older than a call, as Lambda's own may be."""
    return "UnknownOperation", f"this version of boto3 does not know {operation}"


def _of_client_error(response: Mapping[str, Any]) -> NotAnsweredError:
    error = response.get("Error", {})
    return NotAnsweredError(str(error.get("Code", "Unknown")), str(error.get("Message", "")))


def _passes(code: str, response: Mapping[str, Any]) -> bool:
    """Return True if AWS may answer the same request later."""
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return code in _THROTTLED or code in _TRANSIENT or status in _TRANSIENT_STATUS
