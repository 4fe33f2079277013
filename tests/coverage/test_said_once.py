"""One cause is one finding: what follows from it is not listed beside it.

Cannot prove that no other pair of findings has one cause; the recorded answers are read for that.
"""

import pulumi_aws as aws
from hand_made_account import TAGS, Account, judge

from bamp_pulumi.coverage import Coverage, Status


def table(spec: str | None = None) -> None:
    """Declare a table under a key of its own."""
    own = aws.kms.Key("own-key", customer_master_key_spec=spec)
    aws.dynamodb.Table(
        "data",
        name="data",
        hash_key="k",
        attributes=[{"name": "k", "type": "S"}],
        billing_mode="PAY_PER_REQUEST",
        point_in_time_recovery={"enabled": True},
        server_side_encryption={"enabled": True, "kms_key_arn": own.arn},
        tags=TAGS,
    )


def found(coverage: Coverage, *, prefix: str = "BAMP-V") -> list[tuple[str, str]]:
    """List code and message of what is found of the table."""
    (data,) = coverage.resources
    return [(f.id, f.message) for f in data.findings if f.id.startswith(prefix)]


def test_of_a_key_that_aws_refuses_nothing_else_is_said() -> None:
    """It is no symmetric key either, and lets nobody in: it does not exist."""
    coverage = judge(lambda: table("another"), Account())

    assert [code for code, _ in found(coverage)] == ["BAMP-V55"]
    ((_, message),) = found(coverage)
    said = "AWS refuses own-key at deployment: customerMasterKeySpec is another (allowed: "
    assert said in message
    (own,) = [f.message for f in coverage.findings if f.id == "BAMP-V55"]
    assert own.startswith("own-key (Key): customerMasterKeySpec is another (allowed: ")


def test_of_a_vault_key_that_aws_refuses_nothing_else_is_said() -> None:
    """As above, of the key of the vault."""
    key = {"key_usage": "SIGN_VERIFY", "customer_master_key_spec": "SYMMETRIC_DEFAULT"}

    assert [code for code, _ in found(judge(table, Account(key=key)))] == ["BAMP-V55"]


def test_of_a_role_that_aws_refuses_nothing_else_is_said() -> None:
    """A boundary without a statement allows nothing; it does not exist."""
    account = Account(boundary='{"Statement": []}')

    assert [code for code, _ in found(judge(table, account))] == ["BAMP-V55"]


def test_a_doubt_about_one_policy_is_one_finding() -> None:
    """It leaves open what the role may do, with either key: one thing has to be given."""
    unseen = "arn:aws:iam::111122223333:policy/unseen"
    coverage = judge(table, Account(policies=(*Account().policies, unseen)))
    (data,) = coverage.resources

    assert data.status is Status.UNVERIFIED
    ((code, message),) = found(coverage, prefix="BAMP-V41")
    assert code == "BAMP-V41"
    assert f"policy {unseen}, which no given program declares" in message


def test_two_doubts_are_two_findings() -> None:
    """A key whose policy is unknown is another cause than a policy of the role."""
    unseen = "arn:aws:iam::111122223333:policy/unseen"
    account = Account(policies=(*Account().policies, unseen), key={"is_enabled": False})

    codes = [code for code, _ in found(judge(table, account))]

    assert sorted(codes) == ["BAMP-V09", "BAMP-V41"]
