"""What stands in one page after another, such as an interview in its lists, is looked through once.

In: the text of a page. Out: what of it has to be looked at: items of lists that stood in a page without a secret before
are left out, but for their edges, which may stand beside something else now. Nothing is looked for here.
"""

from __future__ import annotations

from hashlib import blake2b

_ITEM = b"<li>\n"
_LEAST = 400
_MOST = 4_000
"""Between how many bytes an item is worth remembering: a smaller one is looked at as soon, a larger one is the page."""

_EDGE = 60
"""How many bytes of an item are always looked at, at either end, before the next whole tag or word."""


class Repeated:
    """Items that held no secret, by their digests."""

    def __init__(self) -> None:
        """None is known yet."""
        self._known: set[bytes] = set()

    def without(self, text: bytes) -> tuple[bytes, list[bytes]]:
        """The text without what is known, and the digests of its other items: `learn` them if no secret is in it."""
        first, *items = text.split(_ITEM)
        if not items:
            return text, []
        kept, new = [first], []
        for item in items:
            if _LEAST <= len(item) <= _MOST:
                digest = blake2b(item, digest_size=16).digest()
                if digest in self._known:
                    kept.append(_edges(item))
                    continue
                new.append(digest)
            kept.append(item)
        return _ITEM.join(kept), new

    def learn(self, digests: list[bytes]) -> None:
        """Know these items from now on."""
        self._known.update(digests)


def _edges(item: bytes) -> bytes:
    start = item.find(b">", _EDGE) + 1
    end = item.rfind(b" ", 0, -_EDGE)
    opened = item.rfind(b"<", 0, end)
    if opened > item.rfind(b">", 0, end):
        end = opened
    return b"%b\n%b" % (item[:start], item[end:]) if start <= end else item
