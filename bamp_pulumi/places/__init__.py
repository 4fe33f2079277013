"""In which account and Region resources are made, and which tags their providers add.

One rule for everybody who asks: what is inherited, what is recorded offline, and what is read from
a preview or an export.
"""

from bamp_pulumi.places.accounts import (
    account_of_settings,
    account_of_stack,
    accounts_allowed,
    credentials_of,
)
from bamp_pulumi.places.place import IgnoredTags, Place
from bamp_pulumi.places.providers import PROVIDER_TYPES, Places, is_default_provider
from bamp_pulumi.places.settings import of_package
from bamp_pulumi.places.stated import identity_of, stated_outputs

__all__ = [
    "PROVIDER_TYPES",
    "IgnoredTags",
    "Place",
    "Places",
    "account_of_settings",
    "account_of_stack",
    "accounts_allowed",
    "credentials_of",
    "identity_of",
    "is_default_provider",
    "of_package",
    "stated_outputs",
]
