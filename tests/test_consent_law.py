"""The law of consent: what may not be seen has no influence on what is seen.

In: wikis and consents at random. Each wiki is written twice, with other words in the place of all that is kept back:
the whole of hidden notes, real names behind stand-ins, withheld values, narrower passages, comments. The two public
editions, built through the door that the command line uses, must have the same files with the same bytes.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.addresses import slugify
from generator.diagnostics import Code
from generator.notes.dates import Date
from generator.notes.note import Audience
from random_wikis import PICTURES
from tiny_wiki import Built, TinyWiki

DAY = Date(2026, 6, 15)
AGREED = ("audience: public", "audience: public, given: 2020-01-01", "audience: public, expires: 2026-06-16")
NOT_AGREED = ("cohort", "private", "pubic", "yes", "{audience: public, expires: 2026-06-15}")
STAND_INS = ("Robin Field", "A manager", "Kim Blue")
REFUSALS = (
    ("notes", "draft: true"),
    ("notes", "publish: false"),
    ("guides", "consent: private"),
    ("fields", "consent: cohort"),
)
"""Notes of other kinds that are not for all: where they lie, and what they say."""

OPEN_NAMES = ("Ada Ash", "Bo Birch", "Cy Cedar", "Di Dogwood")

VALUES = {
    "role": ("Analyst of {}", "{}"),
    "organization": ("Institute of {}", "{}"),
    "date": ("2024-05-06", "2019-02-03"),
    "fields": ("[{} studies, Public health]", "[{}]"),
    "career_path": ("From {} to policy", "{}"),
    "sector": ("Sector {}", "{}"),
    "career_type": ("Type {}", "{}"),
    "job_function": ("Function {}", "{}"),
    "path": ("[PhD {} @ School of {} (2012–2018), Expert in {}]", "[Chief of {} @ {}]"),
    "path.organization": ("[Planner @ Office of {} (2018–), Chief]", "[Planner @ {} (2018–), Chief]"),
    "skills": ("[{} writing, Statistics]", "[{}]"),
    "tags": ("[{}tag]", "[new, {}]"),
    "summary": ("In short, {} it is.", "Rather {}."),
    "mine": ("{} of mine", "{}"),
}
"""What a key says, and what it says in the other wiki where it is withheld."""

SEEN = (
    "Plain words.",
    "## Work\n\nSome text. ^b1",
    "Ask [[{name}]] or [[{name}|them]].",
    "See [[{file}#Work]], [[{name}#Nowhere]] and [here](/interviews/{file}.md#work).",
    "![[{name}]]",
    "![[{file}#^b1]]",
    "[[Public health]], [[Nobody at all]] and #new.",
)
KEPT_BACK = (
    ":::cohort\nAnd {secret}. [[{name}]] #{secret} ![[{file}]]\n\n## On {secret}\n\n[^1]\n\n[^1]: {secret}.\n:::",
    ":::private\nNot {secret}.\n\n:::cohort\n## Work\n\nNor less than {secret}. ^b1\n:::\n\n![x]({file}.png)\n:::",
    "%%{secret}%%",
    "Before.\n\n%%\n## {secret}\n\n[[{name}]]\n%%\n\nAfter.",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What is in a note: its keys, and its passages, each with the number of the person whom it is about."""

    keys: tuple[str, ...]
    pieces: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One interview: what was ``agreed``, as typed. ``other`` and ``other_consent`` are what a hidden note has in the
    other wiki. ``twin`` says that it is with the same person as the one before.
    """

    agreed: str
    stand_in: str
    withheld: frozenset[str]
    written: Written
    other: Written
    other_consent: str
    is_called_after: bool
    has_alias: bool
    twin: bool

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it may be seen."""
        return self.agreed in NOT_AGREED


def writings() -> st.SearchStrategy[Written]:
    """What may be in a note."""
    pieces = st.tuples(st.sampled_from((*SEEN, *KEPT_BACK)), st.integers(0, 3))
    keys = st.lists(st.sampled_from(sorted(VALUES.keys() - {"path.organization"})), unique=True, max_size=6)
    return st.builds(Written, keys.map(tuple), st.lists(pieces, max_size=4).map(tuple))


def people() -> st.SearchStrategy[list[Person]]:
    """A few interviews."""
    person = st.builds(
        Person,
        st.sampled_from((*AGREED, *AGREED, *NOT_AGREED)),
        st.sampled_from(("", *STAND_INS)),
        st.frozensets(st.sampled_from(sorted(VALUES)), max_size=3),
        writings(),
        writings(),
        st.sampled_from(NOT_AGREED),
        st.booleans(),
        st.booleans(),
        st.sampled_from((False, False, False, True)),
    )
    return st.lists(person, min_size=1, max_size=4)


class Words:
    """Words that are nowhere else, as many as are asked for; another number, other words."""

    def __init__(self, number: int) -> None:
        self._random = random.Random(number)
        self._given: set[str] = set()

    def word(self) -> str:
        """A word in small letters."""
        return "".join(self._random.choices("bcdfghjklmnpqrstvwxyzäøé", k=self._random.randint(8, 10)))

    def name(self) -> str:
        """Somebody's name, which is nobody else's."""
        name = f"{self.word().title()} {self.word().title()}"
        if self._random.random() < 0.2:
            name = "".join(self._random.sample("龘靐齉爩麤鱻驫灪籲爨", 3))
        if name in self._given:
            return self.name()
        self._given.add(name)
        return name


@dataclass(frozen=True, slots=True)
class Called:
    """What a person and their file are called."""

    name: str
    file: str
    alias: str


class Scribe:
    """Writes one of the two wikis: ``number`` decides on every word that is kept back, ``is_other`` which one it is."""

    def __init__(self, drawn: list[Person], number: int, *, is_other: bool) -> None:
        self._people = drawn
        self._words = Words(number)
        self._is_other = is_other
        self._called: list[Called] = []
        for at, person in enumerate(drawn):
            self._called.append(self._call(at, person))

    def files(self, guide: Written) -> Iterator[tuple[str, str | bytes]]:
        """All files of the content folder."""
        for person, called in zip(self._people, self._called, strict=True):
            yield f"interviews/{called.file}.md", self._interview(person, called)
            yield f"interviews/{called.file}.png", PICTURES[0]
        links = []
        for folder, refusal in REFUSALS:
            title, file = self._words.name(), slugify(self._words.word())
            text = self._body(guide) + self._words.word()
            yield f"{folder}/{file}.md", f"---\ntitle: {title}\n{refusal}\ntags: [{self._words.word()}]\n---\n{text}\n"
            links.append(f"See [[{title}]], [[{file}#Work|it]] and ![[{file}]].")
        yield "guides/a.md", "\n\n".join((*links, self._body(guide)))
        yield "fields/public-health.md", "---\ntitle: Public health\naliases: [health]\n---\nAll of it.\n"

    def _call(self, at: int, person: Person) -> Called:
        if person.twin and at and self._is_guarded(at - 1):
            name = self._called[at - 1].name
        elif self._is_guarded(at):
            name = self._words.name()
        else:
            return Called(OPEN_NAMES[at], slugify(OPEN_NAMES[at]), f"No. {at}")
        file = f"{slugify(name)}-{at}" if person.is_called_after else slugify(self._words.word())
        return Called(name, file, self._words.name())

    def _is_guarded(self, at: int) -> bool:
        person = self._people[at]
        is_twin = person.twin and at > 0 and self._is_guarded(at - 1)
        return person.is_hidden or bool(person.stand_in) or is_twin

    def _is_unseen(self, at: int) -> bool:
        """Whether an interview, or another with the same person, is hidden."""
        first = at
        while first and self._people[first].twin and self._is_guarded(first - 1):
            first -= 1
        last = at
        while last + 1 < len(self._people) and self._people[last + 1].twin and self._is_guarded(last):
            last += 1
        return any(person.is_hidden for person in self._people[first : last + 1])

    def _interview(self, person: Person, called: Called) -> str:
        at = self._called.index(called)
        unseen = self._is_unseen(at)
        written = person.other if unseen and self._is_other else person.written
        consent = person.other_consent if person.is_hidden and self._is_other else self._consent(person)
        lines = [f"person: {called.name}", f"consent: {consent}"]
        if person.has_alias:
            lines.append(f"aliases: ['{called.alias}', /interviews/{slugify(called.alias)}/]")
        for key in written.keys:
            withheld = unseen or key in person.withheld or (key == "path" and "path.organization" in person.withheld)
            lines.append(f"{key}: {self._value(key, person, withheld=withheld)}")
        # Two notes under one stand-in that say the same can be told apart by nothing but who links to them.
        lines += ["---", f"This is number {at}.", ""]
        own = at if self._is_guarded(at) and not unseen else -1
        return "\n".join(("---", *lines, self._body(written, own)))

    def _consent(self, person: Person) -> str:
        if person.is_hidden:
            return person.agreed
        name = f", name: {person.stand_in}" if person.stand_in else ""
        return f"{{{person.agreed}{name}, withhold: [{', '.join(sorted(person.withheld))}]}}"

    def _value(self, key: str, person: Person, *, withheld: bool) -> str:
        partly = key == "path" and withheld and "path" not in person.withheld
        usual, other = VALUES["path.organization" if partly else key]
        return (other if withheld and self._is_other else usual).replace(
            "{}", self._words.word() if withheld else "plain"
        )

    def _body(self, written: Written, own: int = -1) -> str:
        passages = [self._passage(text, number % len(self._called)) for text, number in written.pieces]
        if own >= 0:
            passages.append(f"# {self._called[own].name}\n\nI am {self._called[own].name}.")
        return "\n\n".join(passages) + "\n"

    def _passage(self, text: str, at: int) -> str:
        called = self._called[at]
        return text.format(name=called.name, file=called.file, secret=self._words.word())


def built(root: Path, files: Mapping[str, str | bytes]) -> Built:
    """The public edition of a wiki with these files."""
    wiki = TinyWiki(root).settings('base_url = "https://example.org/wiki"\npage_size = 2\n')
    for path, text in files.items():
        wiki.write(path, text)
    return wiki.build(edition=Audience.PUBLIC, date=DAY)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=people(), guide=writings(), number=st.integers(0, 2**32))
def test_what_may_not_be_seen_has_no_influence_on_what_is_seen(
    drawn: list[Person], guide: Written, number: int
) -> None:
    """Two wikis that differ in nothing but what is kept back have the same public edition, byte for byte."""
    with tempfile.TemporaryDirectory() as folder:
        one = built(Path(folder, "one"), dict(Scribe(drawn, number, is_other=False).files(guide)))
        other = built(Path(folder, "other"), dict(Scribe(drawn, number + 1, is_other=True).files(guide)))
        assert (Code.LEAK in one.codes()) == (Code.LEAK in other.codes())
        assume(Code.LEAK not in one.codes())
        assert one.files() == other.files()
