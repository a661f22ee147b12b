"""How organizations are called.

In: what somebody typed to name one. Out: that, and what people call it. Nothing here knows whether it is secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.publishing.leaks.names import ASIDE

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_FORMS = (
    r"(?:inc|incorporated|llc|l\.l\.c|ltd|limited|gmbh|mbh|ag|se|kg|corp|corporation|co|company|plc|llp|lp|pbc|"
    r"s\.?a\.?s?|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|ab|oy|oyj|as|asa|aps|pty|pte|kk)"
)
_LEGAL_FORM = re.compile(rf"(?:(?:,\s*|\s+|\s*&\s*){_FORMS}\.?)+$", re.IGNORECASE)
"""What ends the name of a company, and nobody says."""
_IS_LEGAL_FORM = re.compile(rf"{_FORMS}\.?", re.IGNORECASE)

_FEWEST_LETTERS = 3

_GENERIC = frozenset(
    (
        *("university", "college", "institute", "institutes", "institution", "school", "academy", "center"),
        *("centre", "lab", "labs", "laboratory", "laboratories", "hospital", "clinic", "health", "healthcare"),
        *("foundation", "group", "consulting", "partners", "associates", "ventures", "capital", "bank"),
        *("press", "publishing", "diagnostics", "therapeutics", "pharmaceuticals", "pharma", "biosciences"),
        *("bioscience", "biotech", "genomics", "biotechnologies", "biologics", "sciences", "technologies"),
        *("technology", "software", "systems", "solutions", "industries", "energy", "research", "services"),
        *("international", "worldwide", "global", "holdings"),
    )
)
"""Words of organizations' names that tell nobody which one it is."""


def names_of_organization(value: str) -> Iterator[str]:
    """An organization as written, and as people call it: `Genentech, Inc.` is Genentech, and `Environmental Protection
    Agency (EPA)` goes by either; of `Dept. of Chemistry, Some University`, each part is one.
    """
    yield value
    outside = ASIDE.sub(" ", value)
    found = [outside, *(aside[1:-1] for aside in ASIDE.findall(value)), *re.split(r",|\s[-–—|/]\s", outside)]
    for name in dict.fromkeys(
        _LEGAL_FORM.sub("", _ARTICLE.sub("", " ".join(each.split()))).strip(" .,") for each in found
    ):
        if name and name != value and not _IS_LEGAL_FORM.fullmatch(name):
            yield name
        yield from _short_for(name)


def _short_for(name: str) -> Iterator[str]:
    """What people make of an organization's name: its letters, `NIH`; the first word, where the others say only what it
    is: `Stanford University`; and `&` for "and", or the other way round.
    """
    words = [word for word in re.split(r"[\s&]+", name) if word[:1].isupper()]
    if len(words) >= _FEWEST_LETTERS:
        yield "".join(word[0] for word in words)
    first, *rest = name.split() or [""]
    if rest and all(word.strip(".,").casefold() in _GENERIC for word in rest):
        yield first
    if " & " in name:
        yield name.replace(" & ", " and ")
    elif " and " in name:
        yield name.replace(" and ", " & ")
