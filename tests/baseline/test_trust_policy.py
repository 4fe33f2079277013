"""The role of AWS Backup."""

from bamp_pulumi.baseline import render_trust_policy


def test_only_aws_backup_may_be_the_role() -> None:
    """Restore tests come from the same service."""
    (statement,) = render_trust_policy()["Statement"]

    assert statement["Principal"] == {"Service": "backup.amazonaws.com"}
    assert statement["Action"] == ["sts:AssumeRole"]
    # No page says for what AWS Backup acts: with a key that is not sent no backup would run.
    assert "Condition" not in statement
