"""When a typed name may mean a person: looser than links are, for a link that is nearly right shows its text.

In: names, titles, link targets, file names. Out: keys that are equal where two of them could mean the same, and
patterns that find a name in text. Nothing here knows who is guarded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from unicodedata import category, normalize

from generator.addresses import slugify

_WORDS = re.compile(r"[a-z0-9]+")
_STROKES = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
    }
)
"""Letters that Unicode does not take apart, as keyboards without them write them; the leak check has its own."""

_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_TITLES = frozenset(
    (
        *("dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "jr", "sr", "ii", "iii", "esq"),
        *("phd", "ph", "md", "mba", "mph", "msc", "bsc", "rn"),
    )
)
_ASIDE = re.compile(r"""\([^()]*\)|\[[^\][]*\]|["“][^"“”]*["”]""")
_POSSESSIVE = re.compile(r"['’]s(?:\s.*)?$")
_LONGEST_PARTICLE = 3
"""In letters: "van", "del"."""

_MOST_WORDS = 5
"""More words are no name."""

_BEFORE = re.compile(
    r"^\W*(?:\d{4}(?:[-.]\d\d){0,2}\W+)?(?:(?:an?|my|our)\s+)?(?:"
    r"(?:(?:informational|career|coffee|phone|video|zoom)\s+)+(?:interview|conversation|talk|chat|call|meeting)"
    r"(?:\s+notes)?(?:\s+with\b|\s*[-–—:|])?\s+"
    r"|(?:interview|conversation|talk|chat|call|coffee|meeting)(?:\s+notes)?(?:\s+with|\s+[-–—|]|:)\s+)?",
    re.IGNORECASE,
)
"""What a note's title may have before a name: a date, and that it is an interview."""

_AFTER = re.compile(r"(?<=\S)\s+(?:about|on|regarding|from|at|for|who|discussing)\s.*")
"""And after it: what it was about, or where they work."""

_TOPIC = re.compile(r"\s+[-–—]\s+|\s*[|:]\s*")
_JOINING = re.compile(r"\s+(?:and|und|et|y)\s+|\s*[&/;+]\s*", re.IGNORECASE)
_EXTENSIONS = (".md", ".markdown")
_SHORTEST_WITHOUT_SPACES = 3


@lru_cache(maxsize=131_072)
def key_of(name: str) -> str:
    """The words of a name, whatever their case, accents and joints: ``Dána Rivera`` and ``dana-rivera`` are one."""
    if name.isascii():
        return " ".join(_WORDS.findall(name.lower())) or name.strip()
    bare = _LATIN_MARKS.sub("", normalize("NFKD", name)).casefold().translate(_STROKES)
    shown = filter(lambda letter: category(letter) != "Cf", bare)  # soft hyphens, and what has no width
    spaced = "".join(letter if category(letter)[0] in "LNM" else " " for letter in shown)
    return normalize("NFC", " ".join(spaced.split())) or name.strip()


def person_key(name: str) -> str:
    """The key of a person's name, without titles, degrees and initials: ``Dr. Dana M. Rivera`` is Dana Rivera."""
    words = key_of(name).split()
    kept = [word for word in words if word not in _TITLES and (len(word) > 1 or not word.isascii())]
    return " ".join(kept) if len(kept) > 1 else " ".join(words)


@lru_cache(maxsize=131_072)
def person_keys(name: str) -> tuple[str, ...]:
    """The keys of all persons in what an interview is called: ``Interview with Dana Rivera, Ph.D. (she/her) & Bob Li``.

    Without asides, degrees, dates and topics; empty where no name is long enough to mean one person alone.
    """
    bare = " ".join(_ASIDE.sub(" ", name).split())
    parts = [_AFTER.sub("", part) for part in _TOPIC.split(_BEFORE.sub("", bare)) if part.strip()]
    telling = [part for part in parts if is_telling(part)]
    called = next(filter(_is_written_as_a_name, telling), telling[0] if telling else " ".join(name.split()))
    people = []
    for person in _JOINING.split(called):
        first, *rest = person.split(",")
        # "Rivera, Dana" is a name; what follows more words than one is a degree, a post or a place.
        is_turned = bool(rest) and len(first.split()) == 1
        people.append(person_key(f"{rest[0]} {first}" if is_turned else _POSSESSIVE.sub("", first)))
    return tuple(dict.fromkeys(key for key in people if is_telling(key)))


def _is_written_as_a_name(text: str) -> bool:
    """Whether the words of a text begin with capitals, as in `Dana de la Cruz`, not as in `From bench to policy`."""
    first, *rest = text.partition(",")[0].split() or [""]
    return not first[:1].islower() and not any(len(word) > _LONGEST_PARTICLE and word[0].islower() for word in rest)


def short_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that persons have without what stands between their first and last names, or with no more of the first
    than its initial: ``Dana Marie Rivera`` may be Dana Rivera, and either D. Rivera.
    """
    words = [each for key in keys if 1 < len(each := key.split()) <= _MOST_WORDS]
    short = [f"{each[0]} {each[-1]}" for each in words if len(each) > 2]
    return (*short, *(f"{each[0][0]} {each[-1]}" for each in words if len(each[0]) > 1))


@lru_cache(maxsize=131_072)
def path_key(path: str) -> str:
    """The key of a path, part by part, without a note's extension."""
    return "/".join(key_of(part) for part in without_extension(path).strip("/").split("/"))


def target_key(target: str) -> str:
    """The key of what a link's target names: its last part."""
    return path_key(target).rpartition("/")[2]


def without_extension(path: str) -> str:
    """A path or target as written, without ``.md`` or ``.markdown``."""
    for extension in _EXTENSIONS:
        if path.lower().endswith(extension):
            return path[: -len(extension)]
    return path


def suffixes(path: str) -> tuple[str, ...]:
    """The keys of a path by which a wikilink may name it: all of it, and its ends of two parts or more."""
    parts = path_key(path).split("/")
    return tuple("/".join(parts[start:]) for start in range(max(1, len(parts) - 1)))


def holds_name(text: str, name: str) -> bool:
    """Whether a text holds all of a name, word after word."""
    return bool(name) and f" {key_of(name)} " in f" {key_of(text)} "


def is_long(word: str) -> bool:
    """Whether a word of a name, by itself, may still tell whose it is: "Rivera", not "of"."""
    return len(word) > 2 or not word.isascii()


def is_telling(name: str) -> bool:
    """Whether a name means the person wherever it stands in prose: two words, or three signs of a script without case.

    One word alone may be an ordinary one (Will, Grant, May).
    """
    return len(name.split()) > 1 or (not is_spaced(name) and len(name.strip()) >= _SHORTEST_WITHOUT_SPACES)


def is_spaced(name: str) -> bool:
    """Whether a name is of a script with upper and lower case: then spaces part its words from others."""
    return not any(category(letter) == "Lo" for letter in name)


@lru_cache(maxsize=4096)
def in_prose(name: str) -> re.Pattern[str]:
    """Finds a name as a whole in text or HTML, whatever its case and however its words are parted."""
    return _pattern(name, r"(?:\s|&nbsp;)+")


@lru_cache(maxsize=4096)
def in_slugs(name: str) -> re.Pattern[str]:
    """Finds a name in a slug, a file's name or an id, where hyphens part its words."""
    return _pattern(" ".join(key_of(name).split()), r"[\s_.\-]+", slugify(name))


def _pattern(name: str, joint: str, *others: str) -> re.Pattern[str]:
    spellings = {normalize(form, name) for form in ("NFC", "NFD")}
    found = {joint.join(re.escape(part) for part in spelling.split()) for spelling in spellings}
    found |= {joint.join(re.escape(escape(part)) for part in spelling.split()) for spelling in spellings}
    found |= {joint.join(re.escape(escape(part, quote=False)) for part in spelling.split()) for spelling in spellings}
    found |= {re.escape(other) for other in others}
    either = "|".join(sorted(found, key=lambda one: (-len(one), one)))
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])" if is_spaced(name) else either, re.IGNORECASE)
