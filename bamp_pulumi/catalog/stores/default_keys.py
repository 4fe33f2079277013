"""Write the default keys of rows: by the input that encrypts, or by what it was made from."""

from bamp_pulumi.catalog.conditions import Condition
from bamp_pulumi.catalog.source_keys import INHERITED_KEY, AccountEncryption, DefaultKey

__all__ = ["EBS_BY_DEFAULT", "inherited_from", "while_true"]

EBS_BY_DEFAULT = AccountEncryption(
    switch="aws:ebs/encryptionByDefault:EncryptionByDefault",
    enabled="enabled",
    key="aws:ebs/defaultKmsKey:DefaultKmsKey",
    key_input="keyArn",
    default="aws/ebs",
    source="Amazon EC2 API, EnableEbsEncryptionByDefault; pulumi_aws 7.51.1, EncryptionByDefault",
    read_on="2026-11-28",
)
"""New volumes of the account and Region are encrypted. Those that were there before are not: whose
deployment is known is read by what it says."""


def inherited_from(*paths: str) -> tuple[DefaultKey, ...]:
    """Give the key of another resource while any of these inputs names one."""
    return tuple(
        DefaultKey(key=INHERITED_KEY, when=(Condition(path=path, test="present"),))
        for path in paths
    )


def while_true(path: str, key: str) -> DefaultKey:
    """Give a key that is taken while an input is true."""
    return DefaultKey(key=key, when=(Condition(path=path, test="one_of", values=(True,)),))
