"""Resources that a program only looks up: their identity is known, their contents are not.

Cannot prove what they are: a real preview reads them, and its document says so.
"""

import pulumi
import pulumi_aws as aws

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import estate_from_document
from bamp_pulumi.offline import UNKNOWN_STRING
from bamp_pulumi.testing import declare

VAULT = "aws:backup/vault:Vault"
VAULT_ARN = "arn:aws:backup:us-east-1:111122223333:backup-vault:central"


def central() -> None:
    """Look up a vault."""
    aws.backup.Vault.get("v", "central")


def test_what_nobody_has_read_is_unknown_and_not_absent() -> None:
    """A vault that is looked up may have any key, whichever way it is asked for."""
    vault = declare(central).one(VAULT)

    assert vault.external
    assert vault.value("kmsKeyArn") is UNKNOWN
    assert vault.value("tags.backup-tier") is UNKNOWN
    assert vault.inputs.get("kmsKeyArn") is UNKNOWN
    assert "kmsKeyArn" not in vault.inputs


def test_its_name_and_arn_are_known() -> None:
    """The thing that is looked up and the thing in text are the same thing."""
    vault = declare(central).one(VAULT)

    assert (vault.text("name"), vault.text("arn"), vault.id) == ("central", VAULT_ARN, "central")


def test_the_program_gets_them_too() -> None:
    """A policy that is written with the ARN of a looked-up vault can be read."""

    def program() -> None:
        vault = aws.backup.Vault.get("v", "central")
        found = aws.backup.get_vault(name="central")
        aws.sns.Topic("t", name=vault.name, display_name=vault.arn, policy=vault.kms_key_arn)
        aws.sns.Topic("f", name=found.name, display_name=found.arn, policy=found.kms_key_arn)

    estate = declare(program)

    expected = {"name": "central", "displayName": VAULT_ARN, "policy": UNKNOWN}
    assert estate.named("t").inputs == expected
    assert estate.named("f").inputs == expected


def test_what_is_looked_up_by_arn_lies_where_the_arn_says() -> None:
    """A topic of another account is not the program's own account's."""
    arn = "arn:aws:sns:eu-west-1:444455556666:alerts"

    def program() -> None:
        aws.sns.Topic.get("t", arn)

    topic = declare(program).one("aws:sns/topic:Topic")

    assert (topic.account_id, topic.region) == ("444455556666", "eu-west-1")


def test_an_explicit_provider_says_where_it_is_looked_up() -> None:
    """Its Region, not the stack's."""

    def program() -> None:
        away = aws.Provider("away", region="us-west-2")
        aws.backup.Vault.get("v", "central", opts=pulumi.ResourceOptions(provider=away))

    assert declare(program).one(VAULT).region == "us-west-2"


def test_an_id_that_is_unknown_tells_nothing() -> None:
    """What a function of AWS alone answers is no name."""

    def program() -> None:
        name = aws.ssm.get_parameter(name="/vault").value
        aws.backup.Vault.get("v", name)

    vault = declare(program).one(VAULT)

    assert (vault.id, vault.text("name"), vault.text("arn")) == ("", "", "")
    assert vault.value("name") is UNKNOWN


def test_what_the_engine_has_read_of_it_is_known() -> None:
    """A real preview holds the state of what it reads; the rest stays unknown."""
    urn = f"urn:pulumi:prod::shop::{VAULT}::v"
    state = {
        "urn": urn,
        "type": VAULT,
        "custom": True,
        "external": True,
        "id": "central",
        "inputs": {},
        "outputs": {"name": "central", "kmsKeyArn": "arn:k", "arn": UNKNOWN_STRING},
    }
    step = {"op": "read", "urn": urn, "newState": state}

    vault = estate_from_document({"steps": [step], "changeSummary": {"read": 1}}).one(VAULT)

    assert vault.value("kmsKeyArn") == "arn:k"
    assert vault.inputs.get("kmsKeyArn") == "arn:k"
    assert vault.value("arn") is UNKNOWN
    assert vault.value("forceDestroy") is UNKNOWN
