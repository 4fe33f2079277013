"""Texts that are keys, tokens and addresses: anyone who reads them can write as their owner.

Sources: Slack, Token types (`xoxb-`, `xoxp-`, `xapp-` ...) and Sending messages using incoming
webhooks (hooks.slack.com/services/T.../B.../...); PagerDuty, Events API v2: an integration key has
32 letters and digits (read 2026-11-28).
"""

import re
from typing import Final

__all__ = ["is_secret_text", "masked"]

_SECRETS: Final = re.compile(
    r"""
    \bxox[a-z]-[\w-]+ | \bxapp-[\w-]+ | \bxwfp-[\w-]+
    | (?:https?://)?hooks\.slack(?:-gov)?\.com/\S+
    | (?:https?://)?events\.(?:eu\.)?pagerduty\.com/(?:integration|x-ere|generic)\S*
    | (?:https?://)?discord(?:app)?\.com/api/webhooks/\S+
    | (?:https?://)?[\w.-]+\.webhook\.office\.com/\S+
    | https?://[^\s/@]+:[^\s/@]+@\S+
    | \b(?:Bearer|Basic|Token|GenieKey)\s+\S+
    | \b(?=[0-9A-Za-z]*[0-9])(?=[0-9A-Za-z]*[A-Za-z])[0-9A-Za-z]{32}\b
    | \b(?:AKIA|ASIA)[0-9A-Z]{16}\b | \bgh[pousr]_\w{20,} | \beyJ[\w-]{10,}\.[\w.-]+
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_secret_text(text: str) -> bool:
    """Return True if a text has the form of a key, a token, or an address that is one."""
    return _SECRETS.search(text) is not None


def masked(text: str) -> str:
    """Return a text without what is_secret_text finds in it."""
    return _SECRETS.sub("[not shown]", text)
