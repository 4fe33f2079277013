"""Which account a provider works in, as far as its settings tell."""

from collections.abc import Mapping

import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.places import account_of_settings, account_of_stack

HOME, AWAY, THIRD = "111122223333", "444455556666", "777788889999"


def role(account: str) -> str:
    """Return the ARN of a role."""
    return f"arn:aws:iam::{account}:role/deploy"


@pytest.mark.parametrize(
    ("settings", "account"),
    [
        ({}, None),
        ({"region": "us-east-1"}, None),
        ({"allowedAccountIds": [HOME]}, HOME),
        ({"allowedAccountIds": f'["{HOME}"]'}, HOME),
        ({"allowedAccountIds": f"[{HOME}]"}, HOME),
        ({"allowedAccountIds": [HOME, AWAY]}, ""),
        ({"allowedAccountIds": UNKNOWN}, ""),
        ({"allowedAccountIds": "[]"}, None),
        ({"assumeRole": {"roleArn": role(AWAY)}}, AWAY),
        ({"assumeRole": {}}, None),
        ({"assumeRoles": f'[{{"roleArn":"{role(AWAY)}"}},{{"roleArn":"{role(THIRD)}"}}]'}, THIRD),
        ({"assumeRoles": [{"role_arn": role(AWAY)}]}, AWAY),
        ({"assumeRoles": [{"roleArn": role(AWAY)}, {"roleArn": UNKNOWN}]}, ""),
        ({"assumeRoles": [{"roleArn": role(AWAY)}, UNKNOWN]}, ""),
        ({"assumeRoles": UNKNOWN}, ""),
        ({"assumeRoles": "[secret]"}, ""),
        ({"assumeRoles": [{"roleArn": "unknown", "externalId": THIRD}]}, ""),
        ({"assumeRoles": [{"roleArn": role(AWAY), "externalId": THIRD}]}, AWAY),
        ({"assumeRoleWithWebIdentity": {"roleArn": role(AWAY)}}, AWAY),
        (
            {
                "assumeRoleWithWebIdentity": {"roleArn": role(HOME)},
                "assumeRoles": [{"roleArn": role(AWAY)}],
            },
            AWAY,
        ),
        ({"allowedAccountIds": [HOME], "assumeRoles": [{"roleArn": "unknown"}]}, ""),
    ],
)
def test_the_account_of_a_provider_follows_from_its_settings(
    settings: Mapping[str, object], account: str | None
) -> None:
    """The last role of a chain decides; several allowed accounts decide nothing."""
    assert account_of_settings(settings) == account


@pytest.mark.parametrize(
    ("config", "account"),
    [
        ({}, THIRD),
        ({"aws:allowedAccountIds": f'["{HOME}"]'}, HOME),
        ({"aws:allowedAccountIds": f'["{HOME}","{AWAY}"]'}, ""),
        ({"aws:allowedAccountIds": f'["{HOME}","{THIRD}"]'}, THIRD),
        ({"aws:assumeRoles": UNKNOWN}, ""),
        ({"aws-native:allowedAccountIds": f'["{HOME}"]'}, THIRD),
    ],
)
def test_what_is_assumed_counts_where_the_configuration_leaves_room_for_it(
    config: Mapping[str, object], account: str
) -> None:
    """A guess that the configuration may contradict is none."""
    assert account_of_stack(config, assumed=THIRD) == account


def test_what_a_person_says_counts_where_the_configuration_hides_it() -> None:
    """That is what `--account` is for."""
    assert account_of_stack({"aws:assumeRoles": UNKNOWN}, given=AWAY, assumed=HOME) == AWAY
    assert account_of_stack({"aws:allowedAccountIds": HOME}, given=AWAY) == HOME
