"""What AWS says of copies of recovery points under the source's key, one line of its guide each."""

from bamp_pulumi.catalog import COPY_LIMITS, CopyLimit


def outcomes(crossing: str, source_key: str, vault_key: str, backup_type: str = "EBS") -> str:
    """Give the outcome of the first limit that fits, with a question mark where unsure."""
    for limit in COPY_LIMITS:
        if fits(limit, crossing, source_key, vault_key, backup_type):
            return limit.outcome + ("?" if limit.certainty == "unsure" else "")
    return ""


def fits(limit: CopyLimit, crossing: str, source_key: str, vault_key: str, type_: str) -> bool:
    """Return True if a limit holds for a copy."""
    return (
        limit.crossing == crossing
        and limit.source_key in (None, source_key)
        and limit.vault_key in (None, vault_key)
        and (not limit.backup_types or type_ in limit.backup_types)
    )


def test_what_is_under_an_aws_managed_key_never_leaves_the_account() -> None:
    """Its policy cannot be changed, so the key cannot be shared."""
    assert outcomes("account", "aws_managed", "customer") == "fails"


def test_what_is_under_an_aws_managed_key_stays_out_of_an_air_gapped_vault() -> None:
    """The backup job completes all the same, with a message."""
    assert outcomes("air_gap", "aws_managed", "customer") == "stays"
    assert outcomes("air_gap", "customer", "customer") == ""
    assert outcomes("air_gap", "none", "customer") == ""


def test_what_is_under_an_aws_managed_key_can_go_to_another_region() -> None:
    """There it is under the destination vault's key."""
    assert outcomes("region", "aws_managed", "customer") == "made"


def test_of_a_vault_under_its_default_key_two_pages_disagree() -> None:
    """The guide says that the copy fails, another text that it takes the service's own key."""
    assert outcomes("region", "customer", "aws_backup") == "fails?"


def test_another_account_takes_copies_under_a_customer_managed_key_only() -> None:
    """AWS documents it of the destination vault."""
    assert outcomes("account", "customer", "aws_backup") == "fails"
    assert outcomes("account", "customer", "customer") == ""


def test_copies_of_unencrypted_clusters_stay_unencrypted() -> None:
    """Of three types; the others are encrypted with the vault's key."""
    for backup_type in ("Aurora", "DocumentDB", "Neptune"):
        assert outcomes("region", "none", "customer", backup_type) == "unencrypted"
        assert outcomes("account", "none", "customer", backup_type) == "unencrypted"
    assert outcomes("region", "none", "customer", "RDS") == ""


def test_unencrypted_clusters_stay_out_of_an_air_gapped_vault() -> None:
    """Of three types, which such a vault cannot encrypt."""
    for backup_type in ("Aurora", "DocumentDB", "Neptune"):
        assert outcomes("air_gap", "none", "customer", backup_type) == "stays"
        assert outcomes("air_gap", "customer", "customer", backup_type) == ""
