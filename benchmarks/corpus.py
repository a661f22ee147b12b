"""An invented wiki of any size, the same on every machine.

In: a folder, how many interviews, a seed. Out: `content/` in that folder with interviews and field notes,
and an empty `fieldpath.toml` beside it. Nothing here is about a real person.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks import prose, words

FIRST_DAY = date(2016, 1, 1)
DAYS = 3650
#: Between the years of a step; an en dash, as people type it.
TO = "\u2013"
#: In a wiki in which something is hidden, it is by each interview whose number, in the order of names, this divides.
HIDES_EACH = 20


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a note is about, and the file name that follows from it."""

    name: str
    slug: str


def slug_of(text: str) -> str:
    """Lower case, words joined by hyphens; letters of every alphabet stay."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def people(count: int, rng: Random) -> tuple[Person, ...]:
    """As many different names as asked for; fails when the word lists cannot give that many."""
    room = len(words.FIRST_NAMES) * len(words.LAST_NAMES)
    if count > room:
        raise ValueError(f"the word lists make {room} names; {count} were asked for")
    names = (divmod(number, len(words.LAST_NAMES)) for number in rng.sample(range(room), count))
    full = (f"{words.FIRST_NAMES[first]} {words.LAST_NAMES[last]}" for first, last in names)
    return tuple(Person(name, slug_of(name)) for name in full)


def _organization(rng: Random, kinds: tuple[str, ...]) -> str:
    return f"{rng.choice(words.PLACES)} {rng.choice(kinds)}"


def _front_matter(person: Person, rng: Random) -> str:
    start = rng.randint(1995, 2010)
    discipline, employer = rng.choice(words.DISCIPLINES), _organization(rng, words.EMPLOYERS)
    earlier, role = rng.sample(words.POSITIONS, 2)
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    return "\n".join(
        (
            "---",
            f"person: {person.name}",
            f"role: {role}",
            f"organization: {employer}",
            f"date: {day.isoformat()}",
            f"fields: [{', '.join(rng.sample(words.FIELDS, 3))}]",
            f"career_path: {rng.choice(words.CAREER_PATHS)}",
            f"sector: {rng.choice(words.SECTORS)}",
            "path:",
            f"  - PhD {discipline} @ {_organization(rng, words.SCHOOLS)} ({start}{TO}{start + 5})",
            f"  - Postdoc @ {_organization(rng, words.SCHOOLS)} ({start + 5}{TO}{start + 7})",
            f"  - {earlier} @ {_organization(rng, words.EMPLOYERS)} ({start + 7}{TO}{start + 10})",
            f"  - {role} @ {employer} ({start + 10}{TO})",
            f"skills: [{', '.join(rng.sample(words.SKILLS, rng.randint(3, 4)))}]",
            "consent: public",
            "---",
        )
    )


def _wikilinks(person: Person, everyone: tuple[Person, ...], rng: Random) -> tuple[str, ...]:
    others = [other for other in rng.sample(everyone, min(len(everyone), rng.randint(2, 4))) if other != person]
    # One link in four has a label, so that both spellings are exercised.
    return tuple(
        f"[[{other.name}|{other.name.split()[0]}]]" if rng.random() < 0.25 else f"[[{other.name}]]" for other in others
    )


def _field_note(name: str, rng: Random) -> str:
    return f"---\ntitle: {name}\naliases: [{name} careers]\n---\n\n{prose.paragraph(rng)}\n\n{prose.paragraph(rng)}\n"


def generate(folder: Path, count: int, seed: int = 0) -> None:
    """Write `count` interviews and twenty field notes below `folder`; the same arguments give the same bytes."""
    rng = Random(f"fieldpath {seed}")
    everyone = people(count, rng)
    interviews, fields = folder / "content" / "interviews", folder / "content" / "fields"
    for place in (interviews, fields):
        place.mkdir(parents=True, exist_ok=True)
    for person in everyone:
        body = prose.body(rng, _wikilinks(person, everyone, rng))
        text = f"{_front_matter(person, rng)}\n\n{body}"
        (interviews / f"{person.slug}.md").write_text(text, encoding="utf-8", newline="\n")
    # Half of the fields have a note: a builder has to manage both kinds.
    for name in words.FIELDS[::2]:
        (fields / f"{slug_of(name)}.md").write_text(_field_note(name, rng), encoding="utf-8", newline="\n")
    (folder / "fieldpath.toml").write_text("", encoding="utf-8")
