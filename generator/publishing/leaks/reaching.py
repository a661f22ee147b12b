"""How somebody can be reached, as authors keep it in keys of their own.

In: such a key and its value. Out: the e-mail addresses and telephone numbers in it. Nothing here knows whose they are,
or whether one is secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BESIDE = r"\s<>()\[\]\"',;:"
_MAIL = re.compile(rf"(?<![^{_BESIDE}])[^@{_BESIDE}]{{1,64}}@[^@{_BESIDE}]{{1,255}}")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d[\d ()./-]*\d(?!\w)")
_OF_TELEPHONES = re.compile(r"phone|\btel|mobil|\bcell|\bfax|handy|whatsapp|\bsignal|\bsms", re.IGNORECASE)
"""What the keys are called that hold a telephone number, whatever it looks like."""

_DIGITS = 9
"""How many a telephone number has at least, with that of its area: a day has eight."""

_FEWEST = 6
"""The same under a key that says what it is: a number that is dialled within one place."""

_COUNTRY = 3
"""How many digits the code of a country has at most (ITU-T E.164)."""

_FIRST = 3
"""After how many digits a number is parted, for whoever looks for it: what is in one piece is only found so."""


def ways_to_reach(key: str, text: str) -> Iterator[str]:
    """Yield each address and number in a text, a number also as it is dialled elsewhere; ORCID's are among them."""
    yield from (address.rstrip(".") for address in _MAIL.findall(text))
    is_telephone = _OF_TELEPHONES.search(key.replace("_", " ")) is not None
    for number in _NUMBER.findall(text):
        for digits in (*_dialled(number), *(_within_the_area(number) if is_telephone else ())):
            if len(digits) >= _DIGITS:
                yield f"{digits[:_FIRST]} {digits[_FIRST:]}"
            elif len(digits) >= _FEWEST and is_telephone:
                # With a first word of one letter, it is found however its digits are put together.
                yield f"{digits[:1]} {digits[1:]}"


def _within_the_area(number: str) -> Iterator[str]:
    """The digits of a number without those of its area: ``(617) 555-0142`` is ``555-0142`` there."""
    _, *local = re.findall(r"\d+", number.partition("+")[2].partition(" ")[2] or number)
    yield "".join(local)


def _dialled(number: str) -> Iterator[str]:
    """The digits of a number; without the code of its country, whichever of its beginnings that is; and with the 0 that
    may stand before an area's code or without it: ``+49 170 1234567`` is ``0170 1234567`` there.
    """
    digits = "".join(filter(str.isdigit, number))
    yield digits
    if number.startswith("+") or digits.startswith("00"):
        abroad = digits.removeprefix("00")
        yield abroad
        for length in range(1, _COUNTRY + 1):
            yield abroad[length:]
            yield f"0{abroad[length:]}"
    elif digits.startswith("0"):
        yield digits[1:]
