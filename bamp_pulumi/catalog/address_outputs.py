"""Outputs that say where a resource is reached, and not which one it is for the AWS API.

A command that takes the endpoint of a database signs in to it. To change its backups it has to call
the AWS API, which names a resource by its ARN, id or name: none of them stands here as such. The
address of a database begins with its name; code that takes an address apart is read as code that
takes anything. What is an id and a suffix (`dnsName`), or a name and a suffix that a shell cuts off
with ease (`websiteEndpoint`), stands here neither, and neither does the address of a bucket's API.

Resources of other providers (a table of PostgreSQL, a configuration map) do not call the AWS API
and change no backup, whatever they take. Commands, dynamic providers and templates may call it. The
preview of an engine records from which resource an input is made, and not from which output: there
they stay unread.
"""

from typing import Final

__all__ = ["is_address_output"]

_ADDRESSES: Final = frozenset(
    {
        # Databases, caches and search domains.
        "address",
        "clusterAddress",
        "configurationEndpoint",
        "configurationEndpointAddress",
        "endpoint",
        "hostedZoneId",
        "port",
        "primaryEndpointAddress",
        "readerEndpoint",
        "readerEndpointAddress",
        # How to sign in to them.
        "adminUserName",
        "adminUserPassword",
        "adminUsername",
        "certificateAuthority",
        "databaseName",
        "dbName",
        "masterPassword",
        "masterUsername",
        "password",
        "username",
        # What to speak with them.
        "engine",
        "engineVersion",
        "engineVersionActual",
        # Machines and file systems.
        "mountName",
        "privateDns",
        "privateIp",
        "publicDns",
        "publicIp",
    }
)
"""Wire names. Source: pulumi_aws 7.51.1 (outputs of each type); Amazon RDS API, ModifyDBInstance,
ModifyDBCluster: an instance is named by its identifier (read 2026-11-28).
"""


def is_address_output(output: str) -> bool:
    """Return True if an output only says where a resource is reached, or how to sign in to it.

    Args:
        output: Wire name, on its first level.
    """
    return output in _ADDRESSES
