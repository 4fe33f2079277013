"""What the tests of this room judge is recorded."""

from recorded_judgements import record_judgements

__all__ = ["record_judgements"]
