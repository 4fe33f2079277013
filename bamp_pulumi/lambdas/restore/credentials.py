"""How a database is entered: by a secret, or by a token of IAM."""

import json
from typing import Any

from bamp_pulumi.lambdas.restore.look import Look

__all__ = ["credentials_of"]


def credentials_of(look: Look, host: str, port: int) -> tuple[str, str]:
    """Return a user and a password.

    What was restored knows the passwords as of the recovery point: a secret that has been rotated
    since does not open it. A token of IAM always does, where IAM authentication was on.

    Raises:
        ValueError: When neither a secret nor a user is written.
    """
    validation = look.validation
    if validation.secret:
        answer = look.connect("secretsmanager").get_secret_value(SecretId=validation.secret)
        secret: dict[str, Any] = json.loads(answer["SecretString"])
        return validation.user or secret["username"], secret["password"]
    if not validation.user:
        raise ValueError("nobody is to read it; write `user`, or `secret`, for it")
    token: str = look.connect("rds").generate_db_auth_token(
        DBHostname=host, Port=port, DBUsername=validation.user
    )
    return validation.user, token
