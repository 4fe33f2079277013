"""AWS backups by construction, proved before merge and afterwards."""

__version__ = "0.1.0"
