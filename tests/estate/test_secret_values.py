"""Which values of an environment are taken for secrets, and in which forms they are found."""

import base64
import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.estate.secret_values import SecretValues

VALUE = "s3cr/t+v\"l u'e\\\n&"


@pytest.mark.parametrize(
    "name",
    [
        "GITHUB_TOKEN",
        "TOKEN_OF_GITHUB",
        "DB_PASSWORD",
        "pgpassword",
        "MYSQL_PWD",
        "CLIENT_SECRET",
        "API_KEY",
        "APIKEY2",
        "SSH_KEYS",
        "PULUMI_CONFIG_PASSPHRASE",
        "PULUMI_ACCESS_TOKEN",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "SLACK_WEBHOOK_URL",
    ],
)
def test_a_variable_that_is_named_for_a_secret_holds_one(name: str) -> None:
    """By the words of its name, in any case."""
    assert SecretValues.of({name: "x7f-hunter2"}).mask("a x7f-hunter2 b") == "a [secret] b"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PWD", "/home/somebody"),
        ("AWS_REGION", "us-east-1-a"),
        ("AWS_PROFILE", "production-1"),
        ("KMS_KEY_ID", "1234abcd-12ab"),
        ("KMS_KEY_ARN", "arn:aws:kms:us-east-1:111122223333:key/1"),
        ("BACKUP_KEY", "arn:aws:kms:us-east-1:111122223333:key/1"),
        ("BACKUP_KEY", "alias/backup-1"),
        ("SECRET_NAME", "orders-database-1"),
        ("SSH_PRIVATE_KEY", "~/.ssh/id_ed25519"),
        ("TOKEN_URL", "https://token.bamp-ops.io/1"),
        ("SECRETS_BACKEND", "vault-kv-2"),
        ("TOKEN_CACHE", "disabled"),
        ("MONKEY", "banana-1234"),
        ("API_KEY", "short-1"),
        ("HOME", "/home/token-secret"),
    ],
)
def test_what_only_names_a_thing_is_no_secret(name: str, value: str) -> None:
    """To mask it would hide what a preview is about."""
    assert SecretValues.of({name: value}).mask(value) == value


FORMS = {
    "itself": VALUE,
    "in JSON": json.dumps({"a": VALUE}),
    "in JSON in JSON": json.dumps({"a": json.dumps({"b": VALUE})}),
    "in a message of Python's": repr(VALUE),
    "in an address": quote(VALUE, safe=""),
    "in a path": quote(VALUE),
    "in a form": quote_plus(VALUE),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_secret_is_found_in_each_form_in_which_it_is_written(name: str) -> None:
    """Nothing of it is left."""
    masked = SecretValues.of({"DB_PASSWORD": VALUE}).mask(FORMS[name])

    assert "[secret]" in masked
    assert "cr" not in masked.replace("secret", "")


@given(before=st.text(max_size=5), after=st.text(max_size=5))
def test_a_secret_is_found_in_base64_whatever_stands_around_it(before: str, after: str) -> None:
    """As in an Authorization header: `user:token`."""
    secrets = SecretValues.of({"TOKEN": "tok-12345678"})
    for code in (base64.b64encode, base64.urlsafe_b64encode):
        written = code(f"{before}tok-12345678{after}".encode()).decode()

        assert "[secret]" in secrets.mask(written)


def test_a_private_key_is_found_line_by_line() -> None:
    """Its first and last lines say only what it is."""
    line = "b3BlbnNzaC1rZXktdjEAAAAA"
    key = f"-----BEGIN OPENSSH PRIVATE KEY-----\n{line}\n-----END OPENSSH PRIVATE KEY-----\n"
    secrets = SecretValues.of({"DEPLOY_KEY": key})

    assert secrets.mask(f"read {line}") == "read [secret]"
    assert secrets.mask("-----BEGIN OPENSSH PRIVATE KEY-----").startswith("-----BEGIN")


def test_the_password_in_an_address_is_a_secret_whatever_holds_it() -> None:
    """The rest of the address may be shown."""
    secrets = SecretValues.of({"DATABASE_URL": "postgres://app:hunter2hunter2@db:5432/x"})

    masked = secrets.mask("to postgres://app:hunter2hunter2@db:5432/x")

    assert masked == "to postgres://app:[secret]@db:5432/x"


def test_a_document_keeps_what_is_no_secret_and_hides_whole_texts_that_hold_one() -> None:
    """Of an input nothing can be said any more; a message loses the secret alone."""
    secrets = SecretValues.of({"TOKEN": "tok-12345678"})
    document = {
        "steps": [{"urn": "x::a-tok-12345678", "inputs": {"a": ["b", "c-tok-12345678"]}}],
        "messages": [{"message": "with tok-12345678!"}],
    }

    assert secrets.masked(document) == {
        "steps": [{"urn": "x::a-[secret]", "inputs": {"a": ["b", "[secret]"]}}],
        "messages": [{"message": "with [secret]!"}],
    }
    sound: dict[str, list[str]] = {"steps": []}
    assert secrets.masked(sound) is sound
