"""What pages need to know of the wiki as a whole, apart from its notes."""

from __future__ import annotations

from dataclasses import dataclass

from generator.notes.note import Audience


@dataclass(frozen=True, slots=True)
class Site:
    """The wiki's settings as far as pages show them, and whose edition it is. ``base_url`` is "" or an absolute URL
    without a final slash.
    """

    title: str = "Career-paths wiki"
    description: str = ""
    language: str = "en"
    base_url: str = ""
    author: str = ""
    page_size: int = 50
    audience: Audience = Audience.PUBLIC
