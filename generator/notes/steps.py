"""A step of a person's path in its short form: ``Position @ Organization (2012–2018)``.

In comes one line of text, out comes a step, or why it is none. Organization and years may be missing; ``at`` does for
the @, and years need no parentheses where they cannot be part of a name. The area is told from the position only after
a degree (``PhD Materials science``); the words for that are data.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct
from msgspec.structs import replace

from generator.notes.dates import DASHES, Period, ends_before_start, is_ongoing, read_period

FORM = "Position @ Organization (2012–2018)"
"""The short form as it is shown to authors."""

_LONGEST = 400
_FULL_WIDTH = str.maketrans(
    "\uff20\uff08\uff09\uff0c" + "".join(chr(0xFF10 + digit) for digit in range(10)), "@(),0123456789"
)
"""The signs of a step as Chinese and Japanese keyboards write them, and what they stand for: one character for one."""
_HAS_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _FULL_WIDTH))}]")

_COMMAS = ",\uff0c"
_SPACED_AT = re.compile(r"(?:(?<=\s)|^)@(?=\s|$)")
_WORD_AT = re.compile(r"\sat\s+(?!(?:arms|home|large|law|sea)(?:$|,|\sat\s))\S")
"""The word that parts position and organization as an @ does; an attorney at law is none of it."""
_WORD = re.compile(r"(?<![^\s,])[^\s,]")
_A_YEAR = r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?![0-9])"
_GOES_ON = r"(?:present|now|today|current)\b"
_LOOKS_LIKE_YEARS = re.compile(
    rf"{_A_YEAR}|['’‘\"“”][0-9]{{2}}\b.*[{DASHES}]|[{DASHES}]\s*{_GOES_ON}"
    r"|^\([0-9]+\+? (?:years?|yrs?|months?)\)$",
    re.IGNORECASE,
)
"""What stands in parentheses and can only be meant as years; also ``(2 years)``."""
_LOOSE_YEARS = re.compile(
    rf"{_A_YEAR}\s*[{DASHES}]+\s*\S*$|['’‘\"“”][0-9]{{2}}\s*[{DASHES}]|[0-9\s][{DASHES}]+\s*{_GOES_ON}$"
    rf"|\s(?:[{DASHES}]|till |until )\s*{_A_YEAR}$",
    re.IGNORECASE,
)
"""What can only be meant as years where there are no parentheses. A lone year may be part of a name."""
_YEARS_FIRST = re.compile(rf"({_A_YEAR}\s*[{DASHES}]+\s*(?:{_A_YEAR}|{_GOES_ON}))\s*[:,.;]?\s+(?=\S)", re.IGNORECASE)
"""Years before the position, as in many a CV."""

_IN_PARENTHESES = re.compile(r"\(([^()]*)\)")
_IN_BRACKETS = re.compile(r"(?<!\[)\[([^\[\]]*)\]$")
_DATA = tomllib.loads(files("generator").joinpath("data/degrees.toml").read_text(encoding="utf-8"))
_ROLES = frozenset(_DATA["roles"])
_DEGREES = "|".join(
    "".join(f"{re.escape(letter)}[.]?" for letter in degree)
    for degree in sorted(_DATA["degrees"], key=len, reverse=True)
)
_DEGREE = re.compile(rf"(?P<degree>{_DEGREES})(?:,| in| of)? (?P<area>\S.*)", re.IGNORECASE)


class ShortStep(Struct, frozen=True):
    """What a short form says; ``organization_at`` is the offset of the organization in the text."""

    position: str
    organization: str = ""
    area: str = ""
    period: Period | None = None
    organization_at: int = 0


@dataclass(frozen=True, slots=True)
class StepProblem:
    """Why a text is no step; ``backwards`` if all that is wrong is that it ends before it starts."""

    message: str
    backwards: bool = False


def read_short_step(text: str) -> ShortStep | StepProblem:
    """Read ``Position @ Organization (2012–2018)``; see `FORM`."""
    text = text.rstrip()
    if len(text) > _LONGEST:
        return StepProblem("This is too long for a step")
    if "://" in text or text.startswith("/"):
        return StepProblem("An address is not a step")
    if years := _YEARS_FIRST.match(text):
        turned = read_short_step(f"{text[years.end() :]} ({years[1]})")
        if isinstance(turned, ShortStep):
            return replace(turned, organization_at=turned.organization_at + years.end())
        return turned
    plain = text.translate(_FULL_WIDTH) if _HAS_FULL_WIDTH.search(text) else text
    if plain.count("(") != plain.count(")"):
        return StepProblem("A parenthesis has no partner in this step")
    in_parentheses = _last_parentheses(plain)
    length, period = _years_in(in_parentheses, plain) if in_parentheses else _years_at_end(plain)
    if period is None and in_parentheses and _are_meant_as_years(in_parentheses):
        return StepProblem(f"The years in {text[-len(in_parentheses) :]} cannot be read")
    if period is None and not in_parentheses and _LOOSE_YEARS.search(plain):
        return StepProblem("The years at the end of this step cannot be read")
    if (bracketed := _IN_BRACKETS.search(text)) and _LOOKS_LIKE_YEARS.search(bracketed[1]):
        return StepProblem(f"The years in {bracketed[0]} stand in brackets, not in parentheses")
    rest = plain[:length]
    for group in _IN_PARENTHESES.finditer(rest) if "(" in rest else ():
        if read_period(group[1].strip()):
            return StepProblem(f"The years in {text[group.start() : group.end()]} do not stand at the end of this step")
    separators = _separators(rest)
    if len(separators) > 1:
        return StepProblem("There is more than one @ in this step; each step takes a line of its own, after `- `")
    at, after_at = separators[0] if separators else (length, length)
    position = " ".join(text[:at].split()).rstrip(_COMMAS)
    after = text[after_at:length]
    organization = " ".join(after.split()).rstrip(_COMMAS)
    if not position:
        return StepProblem("A step needs a position")
    if separators and not organization:
        return StepProblem("The organization after the @ is missing")
    if period and period.start and period.end and ends_before_start(period.start, period.end):
        return StepProblem(f"The step ends ({period.end}) before it starts ({period.start})", backwards=True)
    position, area = split_degree(position)
    if period and not (in_parentheses or separators or area) and ", " in position:
        return StepProblem("It cannot be told which part of this step is the organization")
    return ShortStep(position, organization, area, period, after_at + len(after) - len(after.lstrip()))


@lru_cache(maxsize=4096)
def split_degree(position: str) -> tuple[str, str]:
    """A degree and its area: ``PhD`` and ``Materials science``; any other position whole, with no area."""
    found = _DEGREE.fullmatch(position)
    if found is None or not _ROLES.isdisjoint(re.findall(r"\w+", found["area"].casefold())):
        return position, ""
    return found["degree"], found["area"]


def _years_in(in_parentheses: str, text: str) -> tuple[int, Period | None]:
    """How long the text is without the group in parentheses that ends it, and the years in that group, if any."""
    inner = " ".join(in_parentheses[1:-1].split())
    period = Period(None, None, True) if is_ongoing(inner) else read_period(inner)
    return (len(text[: -len(in_parentheses)].rstrip()), period) if period else (len(text), None)


def _are_meant_as_years(in_parentheses: str) -> bool:
    """Whether a group in parentheses that is no period can be nothing else, such as ``(0–1)``, ``(?)`` and ``()``."""
    inner = in_parentheses[1:-1].strip()
    has_letters = any(character.isalpha() for character in inner)
    return bool(_LOOKS_LIKE_YEARS.search(in_parentheses)) or not (has_letters or inner.isdigit())


def _years_at_end(text: str) -> tuple[int, Period | None]:
    """The same for years without parentheses. A lone date counts only after a comma: an Expo 2020 is a name."""
    before, comma, last = text.rpartition(", ")
    if comma and is_ongoing(last.strip()):
        return len(before.rstrip()), Period(None, None, True)
    for word in _WORD.finditer(text) if re.search("[0-9]{4}", text) else ():
        before = text[: word.start()].rstrip()
        period = read_period(text[word.start() :]) if before else None
        if period and period.start and (before.endswith(",") or period.ambiguous or period.start != period.end):
            return len(before.rstrip(f" ,:|{DASHES}")), period
    return len(text), None


def _last_parentheses(text: str) -> str:
    """The group in parentheses that ends the text, with them; "" where there is none."""
    if not text.endswith(")"):
        return ""
    start = text.rfind("(")
    while start > 0 and text.count(")", start) > text.count("(", start):
        start = text.rfind("(", 0, start)
    return text[start:] if start >= 0 else ""


def _separators(text: str) -> list[tuple[int, int]]:
    """Where that which parts position and organization begins and ends, outside parentheses: an @ with a space on both
    sides if there is one, else the first @, else the first ``at``.
    """
    if "(" in text:
        text = _blanked(text)
    if spaced := [found.span() for found in _SPACED_AT.finditer(text)]:
        return spaced
    if (at := text.find("@")) >= 0:
        return [(at, at + 1)]
    word = _WORD_AT.search(text)
    return [(word.start(), word.end() - 1)] if word else []


def _blanked(text: str) -> str:
    """The text with everything in parentheses hidden, and as long as before."""
    depth = 0
    shown = []
    for character in text:
        depth += character == "("
        shown.append(" " if depth else character)
        depth -= character == ")" and depth > 0
    return "".join(shown)
