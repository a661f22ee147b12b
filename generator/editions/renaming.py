"""Under which names a note is seen, if at all.

In: a note and the consent that holds for it. Out: its `Guarded`, whose new path is as wished and perhaps not free yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.addresses import slugify
from generator.editions.guarded import SOMEONE, Guarded
from generator.editions.known import Known
from generator.editions.naming import holds_name, is_long, is_telling, key_of, target_key
from generator.editions.new_names import new_path
from generator.editions.retelling import Retelling
from generator.names import stem_of
from generator.notes.note import Consent, Note, Piece


def hidden(note: Note) -> Guarded:
    """A note that may not be seen at all."""
    return Guarded(note.path, words=_words(note), neutral="someone" if note.interview else "something")


def under_new_name(note: Note, consent: Consent) -> Guarded:
    """An interview whose person has a stand-in, or withholds one of its names."""
    assert note.interview is not None
    person = note.interview.person
    stand_in = consent.name
    shown = stand_in or note.title
    if not stand_in and "person" in consent.withhold:
        stand_in = shown = SOMEONE
    elif not stand_in and "title" in consent.withhold:
        tells = holds_name(person, note.title) or holds_name(note.title, person)
        stand_in = SOMEONE if tells else ""
        shown = stand_in or person
    slug = slugify(shown) if shown != note.title or "slug" in consent.withhold else note.slug
    kept = (shown, "" if stand_in else person)
    return Guarded(
        note.path,
        shown=shown,
        new_path=new_path(note, slug) if shown != note.title else note.path,
        slug=slug,
        stand_in=stand_in,
        words=_words(note),
        spellings=(person,) if stand_in and is_telling(person) else (),
        own=tuple(dict.fromkeys(name for name in (person, note.title, *note.names) if name not in kept)),
        faceless=bool(stand_in),
    )


class Namesakes:
    """Finds notes that are called after someone with a stand-in, such as a page on the person: they get it too."""

    def __init__(self, people: Iterable[Guarded]) -> None:
        self._by_word: dict[str, list[tuple[str, Guarded]]] = defaultdict(list)
        for each in people:
            for key in map(key_of, each.spellings):
                self._by_word[max(key.split(), key=len)].append((key, each))

    def guarded(self, note: Note, known: Known) -> Guarded | None:
        """Under which names a note is seen that is called after someone; None where it is not."""
        names = tuple(_keys(known)) if self._by_word else ()
        named = {key: each for key, each in self._candidates(names) if any(holds_name(name, key) for name in names)}
        if not named:
            return None
        retelling = Retelling.of(named.values())
        words = tuple(sorted({word for key in named for word in key.split()}))
        title, path, slug = retelling.text(note.title), retelling.slug(note.path), retelling.slug(note.slug)
        return Guarded(note.path, title, path, slug, words=words, faceless=True)

    def is_page_on_one(self, known: Known) -> bool:
        """Whether an ordinary page that does not say who may see it is called just as one of them."""
        return known.is_silent and any(
            name == key
            for name in (*known.names[0], *known.names[1])  # an alias is no more than a link
            for key, _ in self._by_word.get(max(name.split(), key=len, default=""), ())
        )

    def _candidates(self, names: Iterable[str]) -> Iterator[tuple[str, Guarded]]:
        for word in self._by_word.keys() & {word for name in names for word in name.split()}:
            yield from self._by_word[word]


def _keys(known: Known) -> Iterator[str]:
    for keys in known.names:
        yield from keys
    yield from known.ends[0].split("/")


def content(note: Note) -> str:
    """What tells one note from another, but for the places of things in its file and whom it links to."""
    interview = note.interview
    steps = [replace(step, line=0) for step in interview.steps] if interview else []
    mentions = [(mention.taxonomy, mention.name) for mention in note.mentions]
    work = (interview.role, interview.organization, interview.career_type) if interview else ()
    said = [_text(piece) for piece in note.body.pieces]
    return repr((note.title, note.date, note.summary, work, steps, mentions, said))


def _text(piece: Piece) -> str:
    return piece if isinstance(piece, str) else "".join(map(_text, piece.label))


def _words(note: Note) -> tuple[str, ...]:
    person = note.interview.person if note.interview else ""
    names = (person, note.title, stem_of(note.path), note.slug, *note.names, *map(target_key, note.redirects))
    parted = [key_of(name).split() for name in names]
    return tuple(sorted({word for words in parted for word in words if len(words) == 1 or is_long(word)}))
