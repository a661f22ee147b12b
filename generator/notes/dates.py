"""Dates as people write them: a year, a month of a year, or a day; and the periods that two of them bound.

In comes text, out come values, each with what to tell the author about the way it was written. No time of day, no
time zone and no clock: a conversation took place on a day, a job began in a month or a year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from msgspec import Struct


class Date(Struct, frozen=True, order=True, array_like=True):
    """A date as exact as it was given: ``month`` and ``day`` are 0 where they were left out."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """ISO 8601, as exact as the date is: ``2026``, ``2026-03`` or ``2026-03-14``."""
        return _iso(self)


@lru_cache(maxsize=65_536)
def _iso(date: Date) -> str:
    month = f"-{date.month:02}" if date.month else ""
    return f"{date.year:04}{month}-{date.day:02}" if date.day else f"{date.year:04}{month}"


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date and how sure it is: ``ambiguous`` where day and month could be the other way round, ``unusual`` where only
    the order fits.
    """

    date: Date
    ambiguous: bool = False
    unusual: bool = False


class Period(Struct, frozen=True):
    """From one date to another. ``end`` is None and ``ongoing`` true for what goes on; a single date is both start and
    end.
    """

    start: Date | None
    end: Date | None = None
    ongoing: bool = False
    ambiguous: bool = False


_LONGEST = 60
"""How many characters a date may have; longer text is none, and need not be searched for one."""

_CENTURY_TURNS = "69"
"""The first two-digit year that is one of the 1900s, as in POSIX."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?:[ ]?(?:[AP]M|Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))*)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_NUMBERS = re.compile(
    rf"(?P<year>[0-9]{{4}})(?:(?P<sep>[-/.])(?P<month>[0-9]{{1,2}})(?:(?P=sep)(?P<day>[0-9]{{1,2}}){_TIME})?)?",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    rf"(?P<a>[0-9]{{1,2}})(?P<sep>[-/.])(?P<b>[0-9]{{1,2}})(?P=sep)(?P<year>[0-9]{{4}}){_TIME}", re.IGNORECASE
)
_SHORT_YEAR_LAST = re.compile(r"(?P<a>[0-9]{1,2})(?P<sep>[/.])(?P<b>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{2})")
"""With hyphens, the year could as well come first."""
_MONTH_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})")
_WORDS = (
    re.compile(rf"{_MONTH},? (?P<year>[0-9]{{4}})", re.IGNORECASE),
    re.compile(
        rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?(?: of)? {_MONTH},? (?P<year>[0-9]{{4}}){_TIME}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_WEEKDAY}{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}}){_TIME}", re.IGNORECASE
    ),
    re.compile(r"(?:spring|summer|autumn|fall|winter),? (?P<year>[0-9]{4})", re.IGNORECASE),
)
DASHES = "-~\u2010\u2011\u2012\u2013\u2014\u2212\u301c\uff5e"
"""The signs that stand between two dates, the waves of Chinese and Japanese text among them."""

_SPLIT = re.compile(rf"\s*[{DASHES}]+\s*|\s+(?:to|till|until|through)\s+", re.IGNORECASE)
_SHORT = re.compile(rf"(?P<start>[0-9]{{4}})(?P<dash>[{DASHES}])(?P<end>[0-9]{{2}})")
_YEARS = re.compile(rf"(?P<start>[0-9]{{4}})(?: ?[{DASHES}] ?(?P<end>[0-9]{{4}})?)?")
_SINCE = re.compile(r"(?:since|from)\s+(?P<rest>.+)", re.IGNORECASE)
_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")
_A_YEAR = re.compile("(?:1[89]|20)[0-9]{2}")
_ALIKE = 0.75
"""How much a word must be like a month's name to be taken for it; 1 is the same."""
_ONGOING = frozenset({"now", "present", "today", "current", "currently", "ongoing", "to date", "date"})


def is_ongoing(text: str) -> bool:
    """Whether these words say that something has not ended: ``now``, ``present`` and their like."""
    return text.casefold() in _ONGOING


@lru_cache(maxsize=4096)
def read_date(text: str) -> DateRead | None:
    """Read a date in ISO form or one of the common written ones; None where it is none, or no such day exists.

    ``04/24/2023`` can only be read one way, ``04/05/2023`` is taken for month/day/year and marked as ambiguous; so are
    ``4/24/23`` and ``4/5/23``.
    """
    if len(text) > _LONGEST:
        return None
    if match := _NUMBERS.fullmatch(text):
        return _checked(match["year"], match["month"], match["day"])
    text = " ".join(text.split())
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(match["year"], int(match["a"]), int(match["b"]))
    if match := _SHORT_YEAR_LAST.fullmatch(text):
        century = "20" if match["year"] < _CENTURY_TURNS else "19"
        return _year_last(century + match["year"], int(match["a"]), int(match["b"]))
    if match := _MONTH_YEAR.fullmatch(text):
        return _checked(match["year"], match["month"], None)
    for form in _WORDS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            month = parts.get("month")
            return _checked(match["year"], month and _MONTHS[month.lower()], parts.get("day"))
    return None


def likely_date(text: str) -> Date | None:
    """What a date that cannot be read was probably meant to be, as exact as its parts allow; None where they hold no
    year, or two.
    """
    words = _PARTS.findall(text[:_LONGEST].casefold())
    years = [word for word in words if _A_YEAR.fullmatch(word)]
    if len(years) != 1:
        return None
    months = [_MONTHS[near] for word in words for near in get_close_matches(word, _MONTHS, 1, _ALIKE)]
    numbers = [int(word) for word in words if word.isdecimal() and len(word) <= 2]
    first, second = (*months[:1], *numbers, None, None)[:2]
    for month, day in ((first, second), (second, first), (first, None)):
        if month is not None and (found := _checked(years[0], month, day)):
            return found.date
    return Date(int(years[0]))


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period | None:
    """Read ``2012–2018``, ``Sep 2012 – May 2018``, ``2020–now``, ``since 2020``, ``–2018`` or a single date; None where
    it is none.
    """
    if len(text) > 2 * _LONGEST:
        return None
    text = " ".join(text.split())
    if (years := _YEARS.fullmatch(text)) and int(years["start"]) and years["end"] != "0000":
        start = Date(int(years["start"]))
        is_single = years.end() == years.end("start")
        return Period(
            start,
            Date(int(years["end"])) if years["end"] else start if is_single else None,
            not (is_single or years["end"]),
        )
    if since := _SINCE.fullmatch(text):
        rest = read_period(since["rest"])
        return Period(rest.start, None, True, rest.ambiguous) if rest and rest.start == rest.end else rest
    if short := _SHORT.fullmatch(text):
        period = _short_period(int(short["start"]), int(short["end"]), is_hyphen=short["dash"] == "-")
        if period:
            return period
    if single := read_date(text):
        return Period(single.date, single.date, ambiguous=single.ambiguous)
    # "2012-09-2018-05" has four hyphens: the right one is that which leaves a date on either side.
    for separator in _SPLIT.finditer(f"{text} ") if text else ():
        period = _between(text[: separator.start()].strip(), text[separator.end() :].strip())
        if period:
            return period
    return None


def ends_before_start(start: Date, end: Date) -> bool:
    """Whether a period is the wrong way round, as far as both dates are exact."""
    for ended, started in ((end.year, start.year), (end.month, start.month), (end.day, start.day)):
        if not ended or not started or ended != started:
            return bool(ended and started and ended < started)
    return False


def _checked(year: str, month: str | int | None, day: str | int | None) -> DateRead | None:
    date = Date(int(year), int(month or 0), int(day or 0))
    if not date.year or (month is not None and not 1 <= date.month <= 12):
        return None
    if day is not None and not 1 <= date.day <= monthrange(date.year, date.month)[1]:
        return None
    return DateRead(date)


def _year_last(year: str, a: int, b: int) -> DateRead | None:
    month_first, day_first = _checked(year, a, b), _checked(year, b, a)
    if month_first and day_first:
        return DateRead(month_first.date, ambiguous=a != b, unusual=True)
    only = month_first or day_first
    return DateRead(only.date, unusual=True) if only else None


def _short_period(start: int, end: int, *, is_hyphen: bool) -> Period | None:
    """``2012–18``. With a plain hyphen, ``2012-09`` is a month, and ``2008-12`` could be either."""
    full = start // 100 * 100 + end
    if is_hyphen and 1 <= end <= 12:
        month = Date(start, end)
        return Period(month, month, ambiguous=full > start)
    return Period(Date(start), Date(full)) if start and full >= start else None


def _between(left: str, right: str) -> Period | None:
    end = read_date(right)
    if not left:
        return Period(None, end.date, ambiguous=end.ambiguous) if end else None
    start = read_date(left)
    if start is None and end and left.rstrip(".").lower() in _MONTHS:
        start = read_date(f"{left} {end.date.year}")
    if start is None:
        return None
    if not right or is_ongoing(right):
        return Period(start.date, None, True, start.ambiguous)
    return Period(start.date, end.date, False, start.ambiguous or end.ambiguous) if end else None
