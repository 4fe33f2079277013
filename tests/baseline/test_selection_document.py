"""What a tier's plan selects. That AWS Backup selects so is held by `tests/coverage`."""

from bamp_pulumi.baseline import render_selection


def test_a_tier_takes_whatever_carries_its_tag_and_nothing_else() -> None:
    """`["*"]` lets the condition decide; a condition alone would select nothing."""
    assert render_selection("critical") == {
        "resources": ["*"],
        "conditions": [
            {"string_equals": [{"key": "aws:ResourceTag/backup-tier", "value": "critical"}]}
        ],
    }
