"""A stand-in such as “A chemist” within a sentence: “I met a chemist”.

In: a stand-in, and a text with the place in it where it is to stand. Out: the stand-in as it is written there.
"""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"(?:An?|The|One|Some)\s")
_WITHIN = re.compile(r"[^\W_]\s+$|[,;]\s+$")
"""How a text ends that goes on in the same sentence."""

_NEAR = 3


def within(text: str, at: int, stand_in: str) -> str:
    """The stand-in at this place of a text: its article is written small unless a sentence begins there."""
    # No more of the text than that is looked at, for it may be long, and the name be in it thousands of times.
    if _ARTICLE.match(stand_in) and _WITHIN.search(text[max(0, at - _NEAR) : at]):
        return stand_in[0].lower() + stand_in[1:]
    return stand_in
