"""Calls to AWS, answered by moto in this process. Nothing reaches a network."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from botocore.session import get_session
from moto import mock_aws

__all__ = ["ACCOUNT_ID", "PARTITION", "Aws", "AwsRegion"]

ACCOUNT_ID: Final = "123456789012"
"""Moto's own account: the number of AWS's examples."""
PARTITION: Final = "aws"


class Aws:
    """One account, empty at first."""

    def __init__(self) -> None:
        """Start moto, with credentials of its own."""
        self._lock = threading.Lock()
        self._moto = mock_aws()
        self._moto.start()
        self._session = get_session()
        self._clients: dict[tuple[str, str], object] = {}

    def close(self) -> None:
        """Stop moto; what it kept is gone at the next start."""
        self._moto.stop()

    def call(self, region: str, service: str, operation: str, **arguments: object) -> Any:  # noqa: ANN401 - each operation answers in a shape of its own
        """Call one operation of one service, such as `backup`, `list_backup_vaults`."""
        # moto's stores are plain dictionaries; the engine creates resources side by side.
        with self._lock:
            perform: Callable[..., Any] = getattr(self._client(service, region), operation)
            answer = perform(**arguments)
        # How long it took and the like: no part of what AWS says.
        answer.pop("ResponseMetadata", None)
        return answer

    def _client(self, service: str, region: str) -> object:
        client = self._clients.get((service, region))
        if client is None:
            client = self._session.create_client(service, region_name=region)
            self._clients[service, region] = client
        return client


@dataclass(frozen=True, slots=True)
class AwsRegion:
    """The services of one Region."""

    aws: Aws
    name: str

    def call(self, service: str, operation: str, **arguments: object) -> Any:  # noqa: ANN401 - see `Aws.call`
        """Call one operation; what is None is left out, as boto3 takes no null."""
        given = {name: value for name, value in arguments.items() if value is not None}
        return self.aws.call(self.name, service, operation, **given)

    def arn(self, service: str, resource: str) -> str:
        """Write an ARN of this Region."""
        return f"arn:{PARTITION}:{service}:{self.name}:{ACCOUNT_ID}:{resource}"
