"""Whom a note is about whose front matter could not be read.

In: text as typed, and the wiki's mapping of foreign keys. Out: a name, as far as a glance at each line can tell it. It
need not be right: it is for knowing whom others must not name, and a title is better than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.notes.keys import our_keys

_TYPED = re.compile(
    r"""(?:^|[{,])[ \t>*_-]*["']?(?P<key>[A-Za-z][\w -]{0,40}?)["'*_]*[ \t]*[:=]+[ \t*_]*(?=(?P<value>[^\n]*))""",
    re.MULTILINE,
)
_QUOTED = re.compile(r"""(?P<quote>["'])(?P<text>.+?)(?:(?P=quote)|$)""")
_PROPERTY = re.compile(r"^(?:[&!]\S*\s+)+")
"""An anchor or a tag of YAML."""

_LONGEST = 200


def salvaged_name(text: str, mapping: Mapping[str, str]) -> str:
    """The first thing that is said to be the person, else the title; "" where there is neither."""
    found: dict[str, str] = {}
    for typed in _TYPED.finditer(text):
        for ours in our_keys(typed["key"], mapping):
            if ours in ("person", "title") and (name := _plain(typed["value"])):
                found.setdefault(ours, name)
    return found.get("person") or found.get("title", "")


def _plain(value: str) -> str:
    value = _PROPERTY.sub("", value.strip()).strip("[]*_ ")
    quoted = _QUOTED.match(value)
    plain = quoted["text"] if quoted else re.split(r"\s#|,\s*[\"']|\}", value, maxsplit=1)[0]
    return " ".join(plain.split())[:_LONGEST]
