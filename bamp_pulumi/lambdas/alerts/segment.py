"""A text message of one segment: each further one is paid for.

Sources: SNS developer guide, sms_publish-to-phone (a segment has 160 characters of the GSM
alphabet, 70 of any other) and sms_publish-to-topic (ten characters of the topic's display name
stand before the text); 3GPP TS 23.038, 6.2.1 (the alphabet; those of its extension count twice)
(read 2026-11-28).
"""

__all__ = ["one_segment"]

_SEGMENT = 160
_DISPLAY_NAME = 12
"""Ten characters, and what divides them from the text."""
_GSM = frozenset(
    "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€")


def one_segment(line: str) -> str:
    """Write a line in the GSM alphabet, `?` for what it lacks, and cut it where it is full."""
    kept: list[str] = []
    room = _SEGMENT - _DISPLAY_NAME
    for character in line:
        room -= 2 if character in _EXTENSION else 1
        if room < 0:
            break
        kept.append(character if character in _GSM or character in _EXTENSION else "?")
    return "".join(kept)
