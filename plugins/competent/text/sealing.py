"""Seal what a page holds for later, so that whoever reads its source, a search or a print does not read it there.

It is no lock: the page itself opens the seal, so whoever can write a script can too. Each question has a salt of its
own in its keys, so that one that was opened says nothing of another. `answers/feedback.js` opens what is sealed here.
"""

from __future__ import annotations

import base64

_BEGIN = 0x2545F491, 0x9E3779B9
_FACTORS = 0x01000193, 0x85EBCA6B
"""Odd numbers whose bits are well mixed. Any would do that the script has too."""
_WORD = 0xFFFFFFFF


def sealed(key: str, text: str) -> str:
    """The text as letters and digits in which nobody reads it without the key (base64)."""
    return base64.b64encode(mixed(key, text.encode())).decode()


def opened(key: str, text: str) -> str:
    """What was sealed with this key; other signs for another key."""
    return mixed(key, base64.b64decode(text)).decode("utf-8", "replace")


def mixed(key: str, signs: bytes) -> bytes:
    """The signs mixed with those that the key makes. Twice gives the first again."""
    state = _BEGIN
    for sign in key.encode():
        state = _stirred(state, sign)
    out = bytearray()
    for sign in signs:
        state = _stirred(state, 0)
        out.append(sign ^ (state[0] >> 16 ^ state[1] >> 9) & 255)
    return bytes(out)


def _stirred(state: tuple[int, int], sign: int) -> tuple[int, int]:
    one, other = state
    one = ((one ^ sign) * _FACTORS[0] + other) & _WORD
    return one, ((other ^ one >> 15) * _FACTORS[1]) & _WORD
