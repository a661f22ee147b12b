"""A step of a person's path in its short form: ``Position @ Organization (2012–2018)``.

In comes one line of text, out comes a step, or why it is none. Organization and years may be missing. The area is
told from the position only after a degree (``PhD Materials science``); the words for that are data.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from generator.notes.dates import Period, ends_before_start, read_period

FORM = "Position @ Organization (2012–2018)"
"""The short form as it is shown to authors."""

_LONGEST = 400
_SPACED_AT = re.compile(r"(?:(?<=\s)|^)@(?=\s|$)")
_YEARS_AT_END = re.compile(r"^(?P<rest>.*\S)\s*,\s+(?P<years>[^,]*[0-9]{4}[^,]*)$")
_LOOKS_LIKE_YEARS = re.compile(
    r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?![0-9])|['’][0-9]{2}\b.*[-–—]|[-–—]\s*(?:present|now|today|current)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"(?<!\[)\[([^\[\]]*)\]$")
_DATA = tomllib.loads(files("generator").joinpath("data/degrees.toml").read_text(encoding="utf-8"))
_ROLES = frozenset(_DATA["roles"])
_DEGREES = "|".join(
    "".join(f"{re.escape(letter)}[.]?" for letter in degree)
    for degree in sorted(_DATA["degrees"], key=len, reverse=True)
)
_DEGREE = re.compile(rf"(?P<degree>{_DEGREES})(?:,| in| of)? (?P<area>\S.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShortStep:
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
    rest, period = _cut_period(text)
    if period is None and _LOOKS_LIKE_YEARS.search(_last_parentheses(text)):
        return StepProblem(f"The years in {_last_parentheses(text)} cannot be read")
    if (bracketed := _IN_BRACKETS.search(text)) and _LOOKS_LIKE_YEARS.search(bracketed[1]):
        return StepProblem(f"The years in {bracketed[0]} stand in brackets, not in parentheses")
    separators = _separators(rest)
    if len(separators) > 1:
        return StepProblem("There is more than one @ in this step; each step takes a line of its own, after `- `")
    at = separators[0] if separators else len(rest)
    position = " ".join(rest[:at].split()).rstrip(",")
    after = rest[at + 1 :]
    organization = " ".join(after.split()).rstrip(",")
    if not position:
        return StepProblem("A step needs a position")
    if separators and not organization:
        return StepProblem("The organization after the @ is missing")
    if period and period.start and period.end and ends_before_start(period.start, period.end):
        return StepProblem(f"The step ends ({period.end}) before it starts ({period.start})", backwards=True)
    position, area = split_degree(position)
    return ShortStep(position, organization, area, period, at + 1 + len(after) - len(after.lstrip()))


@lru_cache(maxsize=4096)
def split_degree(position: str) -> tuple[str, str]:
    """A degree and its area: ``PhD`` and ``Materials science``; any other position whole, with no area."""
    found = _DEGREE.fullmatch(position)
    if found is None or not _ROLES.isdisjoint(re.findall(r"\w+", found["area"].casefold())):
        return position, ""
    return found["degree"], found["area"]


def _cut_period(text: str) -> tuple[str, Period | None]:
    """The text without its years, and the years: in parentheses at the end, or after a comma."""
    in_parentheses = _last_parentheses(text)
    if in_parentheses:
        period = read_period(in_parentheses[1:-1].strip())
        return (text[: -len(in_parentheses)].rstrip(), period) if period else (text, None)
    if found := _YEARS_AT_END.match(text):
        period = read_period(found["years"].strip())
        return (found["rest"], period) if period else (text, None)
    return text, None


def _last_parentheses(text: str) -> str:
    """The group in parentheses that ends the text, with them; "" where there is none."""
    if not text.endswith(")"):
        return ""
    start = text.rfind("(")
    while start > 0 and text.count(")", start) > text.count("(", start):
        start = text.rfind("(", 0, start)
    return text[start:] if start >= 0 else ""


def _separators(text: str) -> list[int]:
    """Where the @ stands that parts position and organization: with a space on both sides if any does, outside
    parentheses.
    """
    if "(" in text:
        text = _blanked(text)
    spaced = [found.start() for found in _SPACED_AT.finditer(text)]
    return spaced or [found for found in (text.find("@"),) if found >= 0]


def _blanked(text: str) -> str:
    """The text with everything in parentheses hidden, and as long as before."""
    depth = 0
    shown = []
    for character in text:
        depth += character == "("
        shown.append(" " if depth else character)
        depth -= character == ")" and depth > 0
    return "".join(shown)
