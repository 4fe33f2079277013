"""Who looks at a running account: a session of boto3, and whose account it is.

What of it does not succeed is refused with the remedy. Nothing was looked at then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from shlex import quote
from types import MappingProxyType
from typing import Any, Final

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.lambdas.health.reading import Asker, Budget, Connect, NotAnsweredError
from bamp_pulumi.published import requirement

__all__ = ["Account", "SignIn", "sign_in"]

# Any: sessions and clients of boto3.
_DEFAULT_REGION: Final = "us-east-1"
_ROLE_SESSION: Final = "bamp-coverage"
_CONNECT_SECONDS: Final = 5
_READ_SECONDS: Final = 30
_POOL: Final = 16
"""Connections that a client keeps: more than listings are followed at once."""
_WHY: Final = "AWS answers nobody whom it does not know; nothing was looked at"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """As whom an account is looked at; as every AWS tool takes it."""

    profile: str | None = None
    """Profile of the AWS configuration. Default: `AWS_PROFILE`, else what boto3 finds."""
    role_arn: str | None = None
    """Role to assume with that. Default: none."""
    external_id: str | None = None
    """External ID that the trust policy of the role asks for. Default: none."""
    again: str = "bamp coverage"
    """The command, for remedies. Default: without options."""

    @property
    def as_whom(self) -> str:
        """Return the options, as the command line has them."""
        role = f" --role-arn {quote(self.role_arn)}" if self.role_arn else ""
        return f"{self.of_profile}{role}"

    @property
    def of_profile(self) -> str:
        """Return the option for the profile, as the command line has it."""
        return f" --profile {quote(self.profile)}" if self.profile else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A running account, and how it is asked."""

    account_id: str
    partition: str
    arn: str
    """Of whoever asks."""
    region: str
    """Region that was asked first."""
    connect: Connect
    budget: Budget
    now: Callable[[], datetime]

    def asker(self) -> Asker:
        """Return what sends requests to it."""
        return Asker(connect=self.connect, budget=self.budget, now=self.now)


def sign_in(
    options: SignIn, region: str | None, *, budget: Budget, now: Callable[[], datetime]
) -> Account:
    """Learn whose account it is.

    Args:
        options: As whom.
        region: Region that is asked; None: that of the environment or profile, else us-east-1.
        budget: Calls and seconds that may be used.
        now: One's own clock.

    Raises:
        RefusedError: `BAMP-P22`, without boto3; `BAMP-P23`, when AWS does not answer.
    """
    session, region = _session(options, region, budget)

    def connect(service: str, of_region: str) -> Any:  # noqa: ANN401 - a client
        return _client(session, service, of_region)

    asker = Asker(connect=connect, budget=budget, now=now)
    try:
        caller = asker.ask(region, "sts", "GetCallerIdentity", {})
    except NotAnsweredError as error:
        raise _refused(error.why, error.message, options) from error
    arn = str(caller["Arn"])
    return Account(
        account_id=str(caller["Account"]),
        partition=arn.split(":")[1],
        arn=arn,
        region=region,
        connect=connect,
        budget=budget,
        now=now,
    )


def _session(options: SignIn, region: str | None, budget: Budget) -> tuple[Any, str]:
    """Return a session, and the Region that is asked first."""
    try:
        import boto3  # noqa: PLC0415 - only who looks needs it
        from botocore import exceptions  # noqa: PLC0415 - as above
    except ImportError as error:
        raise _without_boto3() from error
    try:
        session: Any = boto3.Session(profile_name=options.profile)
        first = region or session.region_name or _DEFAULT_REGION
        if options.role_arn is None:
            return session, first
        sts = _client(session, "sts", first, attempts=budget.tries)
        external = {} if options.external_id is None else {"ExternalId": options.external_id}
        given = sts.assume_role(
            RoleArn=options.role_arn, RoleSessionName=_ROLE_SESSION, **external
        )["Credentials"]
        assumed = boto3.Session(
            aws_access_key_id=given["AccessKeyId"],
            aws_secret_access_key=given["SecretAccessKey"],
            aws_session_token=given["SessionToken"],
        )
    except exceptions.ClientError as error:
        answer: Any = error.response
        said = answer.get("Error", {})
        why = str(said.get("Code", "Unknown"))
        raise _refused(why, str(said.get("Message", "")), options, of_role=True) from error
    except exceptions.BotoCoreError as error:
        raise _refused(type(error).__name__, str(error), options) from error
    return assumed, first


def _client(session: Any, service: str, region: str, attempts: int = 1) -> Any:  # noqa: ANN401
    """Return a client; but for the first question the reader itself tries again."""
    from botocore.config import Config  # noqa: PLC0415 - as above

    return session.client(
        service,
        region_name=region,
        config=Config(
            retries={"total_max_attempts": attempts, "mode": "standard"},
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            max_pool_connections=_POOL,
        ),
    )


def _without_boto3() -> RefusedError:
    line = requirement()
    extra = line.replace("bamp-pulumi", "bamp-pulumi[cli,live]", 1) if line else "boto3"
    return RefusedError(
        "BAMP-P22",
        given="a command that looks at a running account, and boto3 is not installed",
        allowed="an environment with boto3: the extra `live`",
        why="house rule: only what looks at a running account needs AWS's library",
        write=f"pip install '{extra}'",
    )


_CLOCK: Final = frozenset({"RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture"})
_EXPIRED: Final = frozenset(
    {"ExpiredToken", "ExpiredTokenException", "RefreshWithMFAUnsupportedError"}
)
_UNKNOWN_KEYS: Final = frozenset(
    {"AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException"}
)
_SSO: Final = frozenset({"SSOError", "SSOTokenLoadError", "UnauthorizedSSOTokenError"})
_LOGIN: Final = frozenset(
    {"LoginError", "LoginInsufficientPermissions", "LoginRefreshRequired", "LoginTokenLoadError"}
)
_NO_NETWORK: Final = frozenset(
    {
        "ConnectTimeoutError",
        "ConnectionClosedError",
        "EndpointConnectionError",
        "ProxyConnectionError",
        "ReadTimeoutError",
        "SSLError",
    }
)
_DENIED: Final = frozenset({"AccessDenied", "AccessDeniedException"})
_SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(_CLOCK, "AWS refuses the time of this machine's clock"),
        **dict.fromkeys(_EXPIRED, "the credentials have expired"),
        **dict.fromkeys(_UNKNOWN_KEYS, "AWS does not accept the credentials"),
        **dict.fromkeys(_SSO, "the session of IAM Identity Center is missing or has expired"),
        **dict.fromkeys(_LOGIN, "the session of aws login is missing or has expired"),
        **dict.fromkeys(_NO_NETWORK, "AWS cannot be reached from here"),
        "NoCredentialsError": "no AWS credentials were found",
        "PartialCredentialsError": "only a part of the AWS credentials was found",
        "ProfileNotFound": "there is no such profile",
    }
)


def _refused(why: str, message: str, options: SignIn, *, of_role: bool = False) -> RefusedError:
    """Return the refusal for what AWS or boto3 said."""
    said = _SAID.get(why, "the account cannot be looked at")
    allowed = "credentials that AWS accepts, from the environment, a profile or a role"
    if of_role and why in _DENIED:
        said = f"role {options.role_arn} may not be assumed"
        allowed = (
            "a caller that sts:AssumeRole is allowed for this role, and that its trust policy "
            "names; with --external-id, where the policy asks for one"
        )
    as_whom = f"{options.as_whom.strip()}: " if options.as_whom else ""
    detail = f" ({why}: {message})" if message else f" ({why})"
    return RefusedError(
        "BAMP-P23",
        given=f"{as_whom}{said}{detail}",
        allowed=_profiles() if why == "ProfileNotFound" else allowed,
        why=_WHY,
        write=_remedy(why, options),
    )


def _remedy(why: str, options: SignIn) -> str:
    profile = options.of_profile
    again = f"{options.again}{options.as_whom}"
    if why in _CLOCK:
        return f"timedatectl set-ntp true && {again}"
    if why in _LOGIN:
        return f"aws login{profile} && {again}"
    if why in _SSO or (why in _EXPIRED and options.profile):
        return f"aws sso login{profile} && {again}"
    if why == "ProfileNotFound":
        return f"aws configure{profile} && {again}"
    if why in _NO_NETWORK or why in _DENIED:
        return f"aws sts get-caller-identity{profile}"
    return f"aws configure sso{profile} && {again}"


def _profiles() -> str:
    """Return the profiles there are."""
    import botocore.session  # noqa: PLC0415 - as above
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - as above

    try:
        found: Any = botocore.session.Session(profile=None).available_profiles
    except BotoCoreError:
        found = ()
    return f"one of {', '.join(found)}" if found else "a profile of ~/.aws/config: there is none"
