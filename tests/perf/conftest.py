"""The engine of the end-to-end tests, for benchmarks that compare with it."""

from tests.e2e.conftest import account, engine, new_stack, pulumi_command, session_account

__all__ = ["account", "engine", "new_stack", "pulumi_command", "session_account"]
