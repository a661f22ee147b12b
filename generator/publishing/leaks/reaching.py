"""How somebody can be reached, as authors keep it in keys of their own.

In: a value of such a key. Out: the e-mail addresses and telephone numbers in it. Nothing here knows whose they are, or
whether one is secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BESIDE = r"\s<>()\[\]\"',;:"
_MAIL = re.compile(rf"(?<![^{_BESIDE}])[^@{_BESIDE}]{{1,64}}@[^@{_BESIDE}]{{1,255}}")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d[\d ()./-]*\d(?!\w)")
_DIGITS = 9
"""How many a telephone number has at least, with that of its area: a day has eight."""


def ways_to_reach(text: str) -> Iterator[str]:
    """Yield each address and number in a text; ORCID's numbers are among them."""
    yield from (address.rstrip(".") for address in _MAIL.findall(text))
    yield from (number for number in _NUMBER.findall(text) if sum(map(str.isdigit, number)) >= _DIGITS)
