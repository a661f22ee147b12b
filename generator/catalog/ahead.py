"""What is asked about every interview and every term, answered by other processes while this one plans the pages.

In: a catalog to which hundreds of notes have come. Out: its answers to the questions that take longest and are made of
least: what is related, and what is named together. Others get what those are made of, as answers and not as facts, and
write down what they read of it as everybody does; that is taken in with what they answer. Whoever is asked, an answer
is the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

import msgspec
from msgspec import Struct

from generator.catalog.catalog import Catalog
from generator.catalog.co_occurring import co_occurring
from generator.catalog.memory import Key, Memory
from generator.catalog.order import interviews_by_date
from generator.catalog.packing import fingerprint
from generator.catalog.related import Relation, Term, related
from generator.catalog.taxonomies import all_terms, members, terms_of
from generator.notes.note import Taxonomy
from generator.workers import Workers, batches

_INTERVIEWS = 640
_TERMS = 160
"""How many are asked about together: the more, the less is told twice of what was read."""


class Given(Struct, frozen=True):
    """What the answers are made of: which terms each interview names, and which interviews name each term, the newest
    first; by their places in ``interviews`` and ``terms``.
    """

    interviews: list[str]
    terms: list[Term]
    named: list[list[int]]
    members: list[list[int]]


class Answers(Struct, frozen=True):
    """Answers, encoded, to the questions with these keys, and of each the places in ``read`` of what it read."""

    keys: list[Key]
    values: bytes
    read: list[Key]
    reads: list[array[int]]


def unanswered(catalog: Catalog) -> list[Key]:
    """The questions that others can answer and to which no answer is remembered."""
    keys = [related.key(path) for path in interviews_by_date(catalog)]
    keys += [co_occurring.key(*term) for term in _terms(catalog)]
    return list(filter(catalog.lacks, keys))


def answered(catalog: Catalog, keys: Sequence[Key], workers: Workers) -> Iterator[Answers]:
    """Have others answer these, beginning now; they are waited for when their answers are taken in."""
    asked = (
        *batches((key for key in keys if key[0] == _RELATED), _INTERVIEWS),
        *batches((key for key in keys if key[0] == _CO_OCCURRING), _TERMS),
    )
    return workers.submit(_Deputy(_encode(_given(catalog))), asked)


def take_in(catalog: Catalog, answers: Iterable[Answers]) -> None:
    """Make the answers the catalog's own."""
    for some in answers:
        numbers = catalog.numbers(some.read)
        values = _DECODERS[some.keys[0][0]](some.values)
        for key, value, reads in zip(some.keys, values, some.reads, strict=True):
            catalog.adopt(key, value, [numbers[place] for place in reads])


def _terms(catalog: Catalog) -> list[Term]:
    return [(taxonomy.value, key) for taxonomy in Taxonomy for key in all_terms(catalog, taxonomy)]


def _given(catalog: Catalog) -> Given:
    """Ask what others need to know."""
    interviews, terms = list(interviews_by_date(catalog)), _terms(catalog)
    places = {path: place for place, path in enumerate(interviews)}
    numbers = {term: number for number, term in enumerate(terms)}
    return Given(
        interviews,
        terms,
        [[numbers[term] for term in terms_of(catalog, path)] for path in interviews],
        [[places[path] for path in members(catalog, *term)] for term in terms],
    )


class _Deputy:
    """Who answers in another process, from what it is given and from nothing else."""

    def __init__(self, given: bytes) -> None:
        self._given = given
        self._memory: Memory | None = None

    def __call__(self, keys: list[Key]) -> Answers:
        """Answer some questions."""
        if self._memory is None:
            self._memory = _filled(_decode_given(self._given))
        values = [self._memory.recall(key) for key in keys]
        read, reads = self._memory.made_of(keys)
        return Answers(keys, _encode(values), read, reads)


class _NoFacts:
    """Where only answers are known."""

    def get(self, key: Key) -> NoReturn:
        raise LookupError(f"{key} was not given")


def _filled(given: Given) -> Memory:
    memory = Memory(_NoFacts(), fingerprint)
    for path, named in zip(given.interviews, given.named, strict=True):
        memory.give(terms_of.key(path), tuple(map(given.terms.__getitem__, named)))
    for term, named_in in zip(given.terms, given.members, strict=True):
        memory.give(members.key(*term), tuple(map(given.interviews.__getitem__, named_in)))
    return memory


_encode = msgspec.msgpack.Encoder().encode
_decode_given = msgspec.msgpack.Decoder(Given).decode
_RELATED, _CO_OCCURRING = related.key("")[0], co_occurring.key("", "")[0]
_DECODERS: Mapping[str, Callable[[bytes], list[Any]]] = {
    _RELATED: msgspec.msgpack.Decoder(list[tuple[Relation, ...]]).decode,
    _CO_OCCURRING: msgspec.msgpack.Decoder(list[tuple[tuple[str, str, int], ...]]).decode,
}
