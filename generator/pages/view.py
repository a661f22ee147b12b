"""What a template may show of a page, as plain data that can go to another process."""

from __future__ import annotations

import msgspec


class View(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Frozen values by name; made in great numbers, so sooner made, encoded and decoded than a dataclass.

    Encoded without the names: a view is only ever decoded by the program that encoded it.
    """
