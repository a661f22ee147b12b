"""What one note may have to hide.

In: a note as an edition has it. Out: candidates for secrets: names, addresses, values and passages that nobody of the
edition's audience may read. Whether one is a secret indeed depends on what other notes say, which is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain
from pathlib import PurePosixPath

from generator.notes.note import Audience, Consent, Note
from generator.notes.vocabulary import ucot
from generator.publishing.leaks.folding import fold, is_unspaced
from generator.publishing.leaks.given_names import FREQUENT
from generator.publishing.leaks.secrets import Secret, SecretKind
from generator.publishing.leaks.statements import Statement, Value, prose_of

_HONORIFICS = frozenset(b"dr prof professor mr mrs ms mx miss sir dame phd md msc bsc ma mba jr sr ii iii".split())
_MOST_PARTS = 5
"""How many words a name has at most, titles and degrees aside."""

_ASIDE = re.compile(r"\([^()]*\)|\[[^][]*\]")
_OCCASION = r"(?:interview|conversation|talk|chat|call|coffee|meeting)"
_ABOUT = re.compile(
    r"^(?:\W*(?:\d{4}(?:-\d{1,2}){0,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})\W+)?(?:an?\s+|my\s+)?"
    rf"(?:(?:(?:informational|career|coffee|phone|video|zoom)\s+)+{_OCCASION}\W*(?:notes\W+)?(?:with\s+)?"
    rf"|{_OCCASION}(?:\s+notes)?\s*(?:\bwith\s|[-–—:|])\s*)?",
    re.IGNORECASE,
)
"""What the title of a note may have before a name: a date, and what the note is about."""

_OF_WHAT = re.compile(r"\s(?:about|on|regarding|from|at|for|who)\s.*", re.DOTALL)
"""What it may have after one."""

_JOINING = re.compile(r"\s+(?:and|und|et|y|&|\+)\s+|\s*/\s*")
_TOPIC = re.compile(r"\s+[-–—|:]\s+|:\s+")

_WAY = re.compile(
    r"\b(?:linkedin|handshake|e?-?mail|google|twitter|facebook|instagram|website|search|cent(?:er|re)|office|network|"
    r"database|directory|event|conference|fair|workshop|class|course|department|club|society|association|alumni|"
    r"services?|school|outreach|program(?:me)?|consortium|meetup)\b",
    re.IGNORECASE,
)
"""What makes of who made the contact a way in which it was made."""

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_FORMS = (
    r"(?:inc|incorporated|llc|l\.l\.c|ltd|limited|gmbh|mbh|ag|se|kg|corp|corporation|co|company|plc|llp|lp|pbc|"
    r"s\.?a\.?s?|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|ab|oy|oyj|as|asa|aps|pty|pte|kk)"
)
_LEGAL_FORM = re.compile(rf"(?:(?:,\s*|\s+|\s*&\s*){_FORMS}\.?)+$", re.IGNORECASE)
"""What ends the name of a company, and nobody says."""
_IS_LEGAL_FORM = re.compile(rf"{_FORMS}\.?", re.IGNORECASE)

_FURTHER = re.compile(r",|\s(?:via|through|from|on|at|by)\s")
"""What a name may be followed by: a degree, a post, a way."""

_NOBODY = re.compile(
    r"\W*(?i:my|our|an?|the|some|friends?|colleagues?|family)\s+[a-z].*"
    r"|\W*(?i:(?:my|our|an?|the|former|faculty|career|phd)\s+)*(?i:advis[eo]rs?|supervisors?|roommates?|neighbou?rs?|"
    r"colleagues?|myself|himself|herself|themsel(?:f|ves)|slack|versatile phd)\W*"
)
"""All that somebody without a name, or none at all, may be called. "My" and "An" are first names, too."""

_LONGEST_WAY = 3
"""In words: "LinkedIn", "Alumni network event"; what is longer may well name somebody."""

_PART = 4
"""From how many letters on a part of a name is looked for by itself."""

_SHORT_PART = 2
"""The same for a stand-in's person, and for letters such as "CDC" that are withheld; but then letter for letter."""

_SHORT_WORDS = frozenset(
    b"an as at be by do go he if in is it me my no of oh ok on or so to up us we and are but can did for get had has "
    b"her him his how its let may new not now off old one our out own say see she the too two use was way who why yes "
    b"yet you al bin da das de del den der des di dos du el ibn la le lo mac mc san st ten ter van von".split()
)
"""Short words that begin sentences, and those that stand between names: no capital tells them apart."""

_LONG_PART = 7
"""From how many letters on it is looked for with an initial before it."""

_INITIAL = re.compile(r"[B-DF-HJ-NP-TV-XZ]\w")
"""One that is no word by itself, as "a Carpenter" may be read."""

_RUN = 5
"""How many words of a passage are one secret: a leak of twice as many holds at least one such run whole."""

_WEIGHT = 10
"""How many letters a shorter text must have, digits counting twice, to be distinctive."""

_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|(?<=[。！？])|\n+")


def may_hide(note: Note, audience: Audience, consent: Consent) -> bool:
    """Whether a note can hold anything back: quick, for in many a wiki none does."""
    interview = note.interview
    return bool(
        consent.audience not in (Audience.PUBLIC, audience)
        or (interview is not None and interview.referred_by)
        or consent.name
        or consent.withhold
        or note.body.passages
    )


def candidates_of(statement: Statement) -> Iterator[Secret]:
    """What a note itself keeps back."""
    note = statement.note.path
    whose = statement.person
    if statement.note.interview is None:
        if not statement.visible and _says_something(statement.note.title, asked_for=False):
            yield Secret(statement.note.title, SecretKind.VALUE, note, "title")
    elif not statement.visible or statement.stand_in:
        yield from _names(statement)
    for value in statement.hidden:
        if value.key == "image" or (value.key == "body" and "/" not in value.text and "@" not in value.text):
            yield Secret(value.text, SecretKind.FILE_NAME, note, value.key)
        elif len(fold(value.text).split()) < 2 * _RUN:
            for text in names_of_organization(value.text) if _is_asked_for(statement, value) else (value.text,):
                if _says_something(text, asked_for=statement.visible):
                    yield Secret(text, SecretKind.VALUE, note, value.key)
        else:
            yield from (Secret(run, SecretKind.PASSAGE, note, value.key, whose) for run in runs_of(value.text))
    yield from (Secret(run, SecretKind.PASSAGE, note, "body", whose) for run in runs_of(prose_of(statement.shut)))


def _names(statement: Statement) -> Iterator[Secret]:
    note = statement.note
    words: set[bytes] = set()
    for value in statement.real_names:
        if not _LETTER.search(value.text):
            continue  # a note that is called after a day names nobody
        for name in names_in(value.text):
            words.update(fold(name).split())
            yield Secret(name, SecretKind.NAME, note.path, value.key)
        yield from (Secret(handle, SecretKind.HANDLE, note.path, value.key) for handle in handles_in(value.text))
        # Under a stand-in, even a frequent first name tells who is speaking.
        if statement.visible:
            yield from _parts(value, note.path, but=frozenset(), least=_SHORT_PART)
        else:
            yield from _parts(value, note.path, but=FREQUENT)
    for fuller in _fuller_names(statement, words):
        yield Secret(" ".join(fuller), SecretKind.NAME, note.path, "")
        yield from _parts_of(fuller[1:], Value("", ""), note.path)
    if not statement.visible and note.title != statement.real_names[0].text:
        yield Secret(note.title, SecretKind.VALUE, note.path, "title")
    for text, kind, key in (
        (note.slug, SecretKind.ADDRESS, "slug"),
        (statement.stem, SecretKind.FILE_NAME, ""),
        *((address, SecretKind.ADDRESS, "aliases") for address in note.redirects),
    ):
        slug = PurePosixPath(text.rstrip("/")).name
        made_of = set(fold(slug).split())
        if len(made_of) > 1 and _LETTER.search(slug) and (not statement.visible or made_of & words):
            yield Secret(slug, kind, note.path, key)


def _fuller_names(statement: Statement, known: Collection[bytes]) -> Iterator[list[str]]:
    """The whole name in a title or a file's name, where `person` holds but the first: `dana-rivera.md` of Dana R."""
    if sum(len(word) > 1 for word in known) == 1:
        for text in (statement.note.title, re.sub(r"[-_]+", " ", statement.stem)):
            for words in _people_in(text):
                if 1 < len(words) <= _MOST_PARTS and fold(words[0]) in known and fold(words[-1]) not in known:
                    yield words


def names_in(name: str) -> Iterator[str]:
    """A name as written; the name of each person in it, without titles and degrees; and of that the first and last of
    its parts alone.
    """
    yield name
    for words in _people_in(name):
        yield " ".join(words)
        if len(words) > _MOST_PARTS:
            yield " ".join(words[:2])  # what they do follows the name
        elif len(words) >= 3 and words[0][:1].isupper() and words[-1][:1].isupper():
            yield f"{words[0]} {words[-1]}"


def handles_in(name: str) -> Iterator[str]:
    """The last part of a name with the initial of the first, as in an address of e-mail."""
    for words in _people_in(name):
        if 2 <= len(words) <= _MOST_PARTS and _INITIAL.match(words[0]) and len(fold(words[-1])) >= _LONG_PART:
            yield f"{words[0][0]} {words[-1]}"


def _people_in(name: str) -> Iterator[list[str]]:
    """The words of each name in what a note is called: ``2024-03-14 Interview with Dr. Dana Rivera, MPH (she/her)``."""
    bare = _ABOUT.sub("", " ".join(_ASIDE.sub(" ", name).split()))
    parts = [part for part in _TOPIC.split(bare) if len(part.split()) > 1]
    # Of a topic and a name, nobody says which comes first.
    called = [part for part in parts if _is_like_a_name(part)] or parts[:1] or [bare]
    for person in chain.from_iterable(map(_JOINING.split, called)):
        first, *rest = [part.split() for part in _OF_WHAT.sub("", person).split(",")]
        # "Rivera, Dana" is a name; what follows as a degree, a post or a place is none.
        is_turned = len(first) == 1 and len(rest) == 1 and not _are_degrees(rest[0])
        words = [*first, *rest[0]] if is_turned else first
        words = [word for word in words if fold(word) not in _HONORIFICS | {b"ph d"}]
        if words:
            yield words


def _is_like_a_name(text: str) -> bool:
    """Whether a text is a few words with capitals, but for such as "de la"."""
    words = _OF_WHAT.sub("", text).partition(",")[0].split()
    if any(map(str.isdigit, text)) or len(words) > _MOST_PARTS + 2:
        return False
    return all(not word[0].islower() or len(word) < _PART for word in words)


def _are_degrees(words: list[str]) -> bool:
    return all(fold(word) in _HONORIFICS or word.isupper() for word in words)


def _parts(value: Value, note: str, but: frozenset[bytes], least: int = _PART) -> Iterator[Secret]:
    """The words of each name in a value, a first one aside that says too little."""
    for words in _people_in(value.text):
        first, *rest = words if len(words) <= _MOST_PARTS else words[:2]
        if first[:1].isupper() or len(words) <= _MOST_PARTS:  # else it is a sentence, not a name
            yield from _parts_of(rest if rest and fold(first) in but else words, value, note, least)


def _parts_of(words: list[str], value: Value, note: str, least: int = _PART) -> Iterator[Secret]:
    for word in words:
        for part in dict.fromkeys((word, *word.split("-"))):
            folded = fold(part)
            letters = len(folded.decode().replace(" ", ""))
            is_a_word = letters < _PART and (not part[:1].isupper() or folded in _SHORT_WORDS)
            if letters >= least and not (is_a_word or is_unspaced(folded) or folded in _HONORIFICS):
                yield Secret(part.strip(".,;:"), SecretKind.PART, note, value.key)


def referred_by(statement: Statement) -> Iterator[tuple[bytes, tuple[Secret, ...]]]:
    """Those who made the contact: their folded name, and what is secret if they were never asked themselves."""
    note = statement.note
    for name in note.interview.referred_by if note.interview else ():
        text = name.target.partition("|")[0].partition("#")[0].rpartition("/")[2].removesuffix(".md")
        bare = _ASIDE.sub("", text)
        who = _FURTHER.split(bare, maxsplit=1)[0]
        if _NOBODY.fullmatch(bare) or (_WAY.search(who) and len(who.split()) <= _LONGEST_WAY):
            continue
        whole = (Secret(called, SecretKind.REFERRED, note.path, "referred_by") for called in names_in(text))
        yield fold(text), (*whole, *_parts(Value("referred_by", text), note.path, but=frozenset()))


def _is_asked_for(statement: Statement, value: Value) -> bool:
    return statement.visible and value.key.endswith("organization")


def names_of_organization(value: str) -> Iterator[str]:
    """An organization as written, and as people call it: `Genentech, Inc.` is Genentech, and `Environmental Protection
    Agency (EPA)` goes by either; of `Dept. of Chemistry, Some University`, each part is one.
    """
    yield value
    outside = _ASIDE.sub(" ", value)
    found = [outside, *(aside[1:-1] for aside in _ASIDE.findall(value)), *re.split(r",|\s[-–—|/]\s", outside)]
    for name in dict.fromkeys(
        _LEGAL_FORM.sub("", _ARTICLE.sub("", " ".join(each.split()))).strip(" .,") for each in found
    ):
        if name and name != value and not _IS_LEGAL_FORM.fullmatch(name):
            yield name


def runs_of(text: str) -> Iterator[str]:
    """A text in runs of a few words, none across the end of a sentence; without those that say too little."""
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        count = max(1, len(words) // _RUN)
        for number in range(count):
            until = (number + 1) * _RUN if number + 1 < count else len(words)
            run = " ".join(words[number * _RUN : until])
            folded = fold(run)
            if is_unspaced(folded):
                letters = "".join(words)
                yield from (letters[at : at + _WEIGHT] for at in range(0, max(1, len(letters) - 5), _WEIGHT))
                break
            if _weighs(folded, _WEIGHT):
                yield run


def _says_something(value: str, *, asked_for: bool) -> bool:
    """Whether a value is worth looking for. One that somebody asked to withhold is, unless it is tiny; of the others
    neither a word written small nor one that Fieldpath itself suggests.
    """
    if asked_for and value.isupper() and len(value) >= _SHORT_PART:
        return True
    if not _weighs(fold(value), _PART) or (value.isdigit() and len(value) <= _PART):
        return False
    return asked_for or not (value in _suggested() or (value.islower() and value.isalpha()))


@cache
def _suggested() -> frozenset[str]:
    words = ucot()
    return frozenset((*words.sectors, *words.career_types, *words.job_functions))


def _weighs(folded: bytes, least: int) -> bool:
    """Whether a folded text has so many letters, digits counting twice."""
    letters = folded.decode().replace(" ", "")
    return len(letters) >= least or len(letters) + sum(map(str.isdigit, letters)) >= least
