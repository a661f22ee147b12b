"""The words that Fieldpath suggests: UCOT's sectors, career types and job functions, and the question bank.

They are data files beside the program, and a wiki may bring its own. A value outside a list is always accepted; what
is here only settles its spelling and says which listed one is nearest.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files

from generator.names import fold_name

_FEW = 3
"""How many names are worth naming where none is near."""

_BEGINNING = 4
"""How many letters two words must begin with to be akin: a postdoc is something postdoctoral."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names a wiki suggests for three of its keys, in the order in which they are shown; () suggests nothing."""

    sectors: tuple[str, ...] = ()
    career_types: tuple[str, ...] = ()
    job_functions: tuple[str, ...] = ()


@cache
def ucot() -> Vocabulary:
    """The Unified Career Outcomes Taxonomy of 2017, with its sources in the data file."""
    data = tomllib.loads(_data("ucot.toml"))
    functions = data["job_functions"]
    return Vocabulary(
        sectors=tuple(data["sectors"]["names"]),
        career_types=tuple(data["career_types"]["names"]),
        job_functions=tuple(functions["names"] + functions["unchecked"]["names"]),
    )


@cache
def question_bank() -> dict[str, str]:
    """The questions to ask, key → wording, in the order in which a new interview offers them."""
    questions: dict[str, str] = tomllib.loads(_data("questions.toml"))["questions"]
    return questions


@lru_cache(maxsize=4096)
def listed(name: str, names: tuple[str, ...]) -> str | None:
    """The name as the list spells it, or None where it is not listed."""
    folded = fold_name(name)
    return next((candidate for candidate in names if fold_name(candidate) == folded), None)


@lru_cache(maxsize=4096)
def nearest(name: str, names: tuple[str, ...], cutoff: float = 0.6) -> str | None:
    """The listed name that is spelt most like this one, if any is near enough; the first of equals."""
    folded = {fold_name(candidate): candidate for candidate in reversed(names)}
    found = get_close_matches(fold_name(name)[:200], folded, 1, cutoff)
    return folded[found[0]] if found else None


def akin(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The first few listed names in which a word begins as one of this name does."""
    beginnings = _beginnings(name)
    return tuple(candidate for candidate in names if not beginnings.isdisjoint(_beginnings(candidate)))[:_FEW]


def _beginnings(name: str) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in re.findall(r"\w+", fold_name(name)) if len(word) >= _BEGINNING)


def _data(name: str) -> str:
    return files("generator").joinpath("data", name).read_text(encoding="utf-8")
