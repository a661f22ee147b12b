"""A memory of answers and of what each was made from: the incremental build in miniature.

In: *facts*, a mapping from keys to values that changes between builds, and *queries*, pure functions that ask for facts
and for each other's answers. Out: answers, each made once, and made again only when something it asked for has changed.
Whatever a query asks is written down while it asks; nobody declares a dependency. This is a store of verifying traces
with early cutoff ("Build Systems à la Carte", Mokhov, Mitchell and Peyton Jones, 2018): a change that leaves an answer
equal stops there.

Nothing here knows notes, pages or files.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import update_wrapper
from itertools import chain
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar, cast

import msgspec

Key = tuple[Any, ...]
"""What can be asked: a name, then strings and numbers."""

P = ParamSpec("P")
T_co = TypeVar("T_co", covariant=True)
Asker_contra = TypeVar("Asker_contra", bound="Memory", contravariant=True)

_queries: dict[str, Query[Any, ..., Any]] = {}


class Query(Protocol[Asker_contra, P, T_co]):
    """A function whose answers are remembered; called like the function itself.

    `key` tells under which key an answer is remembered, `function` is what makes it.
    """

    key: Callable[P, Key]
    function: Callable[..., Any]

    def __call__(self, ask: Asker_contra, /, *args: P.args, **kwargs: P.kwargs) -> T_co:
        """Return the answer, remembered or made now."""


def query(function: Callable[Concatenate[Asker_contra, P], T_co]) -> Query[Asker_contra, P, T_co]:
    """Have a function's answers remembered.

    The function takes the memory it asks through, then strings and numbers, by position; it must be pure but for what
    it asks, and must not come back to itself with the same arguments.
    """
    name = f"{function.__name__}()"  # which no fact is called
    if name in _queries:
        raise TypeError(f"two queries are called {function.__name__}")

    def asked(ask: Memory, *args: Any) -> Any:
        # A first build of ten thousand notes comes by here a million and a half times.
        try:
            number, value = ask._at_hand[name][args]
        except KeyError:
            number, value = ask._sure((name, *args))
        if (noted := ask._asked) is not None:
            noted[number] = None
        return value

    def key(*args: P.args, **_: P.kwargs) -> Key:
        return (name, *args)

    found = cast("Query[Asker_contra, P, T_co]", update_wrapper(asked, function))
    found.key, found.function = key, function
    _queries[name] = found
    return found


def query_named(name: str) -> Callable[..., Any]:
    """Return the function behind a key's first part."""
    return _queries[name].function


class Facts(Protocol):
    """Where a memory's facts come from."""

    def get(self, key: Key) -> Any:
        """Return the value of ``key``; every key has one, if only an empty one."""


class _Forgotten:
    """Stands where a value was, of which only the fingerprint is kept."""


FORGOTTEN: Final = _Forgotten()


class Answer(msgspec.Struct, frozen=True):
    """What a query returned, or just its fingerprint, and the numbers of all keys that were asked on the way, in that
    order.
    """

    value: Any
    reads: array[int]
    fingerprint: bytes = b""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What one run hands to the next: keys by number, in order and without a gap, and answers by their key's number,
    reduced to fingerprints and reads; None stands for an answer that is not to be kept.
    """

    keys: Mapping[int, Key]
    answers: Mapping[int, tuple[bytes, array[int]] | None]


class Memory:
    """Answers questions, and knows which answers a change of facts touches.

    An answer is *stale* when something it read has changed, and *suspect* when something further down may have: a
    suspect is checked by bringing its reads up to date, in the order in which they were asked, and made again only if
    one of them really changed. Inside, every key goes by a number: there are millions of reads, and four bytes each.
    """

    def __init__(self, facts: Facts, fingerprint: Callable[[Any], bytes]) -> None:
        """``fingerprint`` turns a value into bytes that are equal exactly when the values are."""
        self._facts = facts
        self._fingerprint = fingerprint
        self._numbers: dict[Key, int] = {}
        self._keys: dict[int, Key] = {}
        self._new_keys: dict[int, Key] = {}
        self._answers: dict[int, Answer] = {}
        self._at_hand: defaultdict[str, dict[tuple[Any, ...], tuple[int, Any]]] = defaultdict(dict)
        self._askers: dict[int, set[int]] | None = None
        self._stale: set[int] = set()
        self._suspect: set[int] = set()
        self._asked: dict[int, None] | None = None
        self._touched: set[int] = set()
        self._unasked: set[int] = set()

    # ---- asking

    def fact(self, *key: Any) -> Any:
        """Return a fact, and write down that it was asked."""
        if (noted := self._asked) is not None:
            number = self._numbers.get(key)
            noted[self._number(key) if number is None else number] = None
        return self._facts.get(key)

    def recall(self, key: Key) -> Any:
        """Return a query's answer, made now if need be, and write down that it was asked."""
        name, *args = key
        return _queries[name](self, *args)

    # ---- keeping up to date

    def change(self, facts: Iterable[Key]) -> None:
        """Tell that these facts have changed since they were last asked."""
        for key in facts:
            number = self._numbers.get(key)
            if number is not None:
                self._spoil_askers(number)

    def outdated(self) -> Iterator[Key]:
        """Yield the answers that may no longer hold."""
        for number in self._stale | self._suspect:
            yield self._keys[number]

    def bring_up_to_date(self, key: Key) -> Any:
        """See to it that an answer holds now; it is made again only if something it read has changed.

        Return its value, or `FORGOTTEN` where only the fingerprint is at hand.
        """
        return self._bring_up_to_date(self._number(key)).value

    def reads(self, key: Key) -> tuple[Key, ...]:
        """Return what an answer at hand was made from."""
        return tuple(self._keys[read] for read in self._answers[self._numbers[key]].reads)

    def keep_fingerprint_only(self, key: Key, fingerprint: bytes) -> None:
        """Let go of an answer's value, keeping the fingerprint that tells whether the next one is equal."""
        number = self._numbers[key]
        self._answers[number] = Answer(FORGOTTEN, self._answers[number].reads, fingerprint)
        self._let_go(key)

    def fingerprint(self, key: Key) -> bytes:
        """Return the fingerprint of an answer that is at hand, or nothing where none is."""
        answer = self._answers.get(self._numbers.get(key, -1))
        return self._print_of(answer) if answer else b""

    def forget(self, key: Key) -> None:
        """Drop an answer that nobody will ask for again; what only it asked for goes at the next `take_touched`."""
        self._forget(self._number(key))

    def look_ahead(self) -> None:
        """Work out now what the next change would have to wait for."""
        self._who_asked()

    # ---- from one process to another

    def lacks(self, key: Key) -> bool:
        """Whether no answer to this question is remembered."""
        return self._numbers.get(key) not in self._answers

    def give(self, key: Key, value: Any) -> None:
        """Take an answer as given, before it is asked for; whatever it was made from is not to change."""
        self._keep(self._number(key), value, ())

    def made_of(self, keys: Iterable[Key]) -> tuple[list[Key], list[array[int]]]:
        """Return what answers at hand were made from, each key once, and of each answer the places of its own there."""
        own = [self._answers[self._numbers[key]].reads for key in keys]
        places = {read: place for place, read in enumerate(dict.fromkeys(chain.from_iterable(own)))}
        reads = [array("I", map(places.__getitem__, some)) for some in own]
        return [self._keys[number] for number in places], reads

    def numbers(self, keys: Iterable[Key]) -> list[int]:
        """Return the numbers of answers, which are made now if need be."""
        return [self._sure(key)[0] for key in keys]

    def adopt(self, key: Key, value: Any, reads: Collection[int]) -> None:
        """Take in an answer that another memory made of the same answers as there are here: ``reads`` are the numbers
        that these have here. One that is at hand stays.
        """
        number = self._number(key)
        if number not in self._answers:
            self._keep(number, value, reads)

    # ---- from one run to the next

    def take_touched(self) -> Remembered:
        """Return what has changed since the last call.

        Not to be kept is what was forgotten, what nobody asks for any more, and what may no longer hold: a later run
        could not tell that it may not.
        """
        while self._unasked:
            number = self._unasked.pop()
            if number not in self._who_asked():
                self._forget(number)
        outdated = self._stale | self._suspect
        touched: dict[int, tuple[bytes, array[int]] | None] = dict.fromkeys(self._touched | outdated)
        for number in self._touched - outdated:
            answer = self._answers.get(number)
            touched[number] = (self._print_of(answer), answer.reads) if answer else None
        self._touched = outdated
        keys, self._new_keys = self._new_keys, {}
        return Remembered(keys, touched)

    def restore(self, remembered: Remembered) -> None:
        """Take up the keys and answers of an earlier run, before anything is asked in this one."""
        self._keys.update(remembered.keys)
        self._numbers.update((key, number) for number, key in remembered.keys.items())
        for number, answer in remembered.answers.items():
            if answer is not None:
                self._answers[number] = Answer(FORGOTTEN, answer[1], answer[0])
        self._askers = None

    # ---- inside

    def _number(self, key: Key) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers)
            self._keys[number] = self._new_keys[number] = key
        return number

    def _sure(self, key: Key) -> tuple[int, Any]:
        """An answer that holds now, with its number; at hand from here on, for as long as nothing it read changes."""
        number = self._number(key)
        answer = self._bring_up_to_date(number)
        if answer.value is FORGOTTEN:
            answer = self._make(number)
        sure = self._at_hand[key[0]][key[1:]] = number, answer.value
        return sure

    def _let_go(self, key: Key) -> None:
        """Have an answer asked for anew, or made sure of, before it is used again."""
        self._at_hand[key[0]].pop(key[1:], None)

    def _bring_up_to_date(self, number: int) -> Answer:
        answer = self._answers.get(number)
        if answer is None:
            return self._make(number)
        if number in self._suspect and number not in self._stale:
            for read in answer.reads:
                if read in self._suspect or read in self._stale:
                    self._bring_up_to_date(read)
                    if number in self._stale:
                        break
            self._suspect.discard(number)
        return self._make(number) if number in self._stale else answer

    def _make(self, number: int) -> Answer:
        name, *args = self._keys[number]
        asked: dict[int, None] = {}
        asking, self._asked = self._asked, asked
        try:
            value = query_named(name)(self, *args)
        finally:
            self._asked = asking
        old = self._answers.get(number)
        new = self._keep(number, value, asked)
        self._stale.discard(number)
        self._suspect.discard(number)
        if old is not None:
            for read in old.reads if self._askers is not None else ():
                if read not in asked:
                    self._unlink(read, number)
            if not self._equal(old, new):
                self._doubt(self._who_asked().get(number, set()), self._stale)
        return new

    def _keep(self, number: int, value: Any, reads: Collection[int]) -> Answer:
        answer = self._answers[number] = Answer(value, array("I", reads))
        self._touched.add(number)
        if self._askers is not None:
            for read in reads:
                self._askers.setdefault(read, set()).add(number)
        return answer

    def _equal(self, old: Answer, new: Answer) -> bool:
        if old.value is FORGOTTEN:
            return old.fingerprint == self._fingerprint(new.value)
        return bool(old.value == new.value)

    def _print_of(self, answer: Answer) -> bytes:
        return answer.fingerprint or self._fingerprint(answer.value)

    def _spoil_askers(self, number: int) -> None:
        askers = self._who_asked()
        direct = askers.get(number, set())
        self._doubt(direct, self._stale)
        ahead = list(direct)
        while ahead:
            further = askers.get(ahead.pop(), set()) - self._suspect
            self._doubt(further, self._suspect)
            ahead += further

    def _doubt(self, numbers: Set[int], as_what: set[int]) -> None:
        as_what |= numbers
        for number in numbers:
            self._let_go(self._keys[number])

    def _forget(self, number: int) -> None:
        self._who_asked()  # which must know what asked for, before it can be told that nobody does any more
        answer = self._answers.pop(number, None)
        if answer is None:
            return
        self._let_go(self._keys[number])
        self._touched.add(number)
        self._stale.discard(number)
        self._suspect.discard(number)
        for read in answer.reads:
            self._unlink(read, number)

    def _who_asked(self) -> dict[int, set[int]]:
        """Who asked for what. A first build, in which nothing changes under way, does without it."""
        if self._askers is None:
            self._askers = {}
            for number, answer in self._answers.items():
                for read in answer.reads:
                    self._askers.setdefault(read, set()).add(number)
        return self._askers

    def _unlink(self, read: int, asker: int) -> None:
        index = self._who_asked()
        askers = index.get(read)
        if askers is None:
            return
        askers.discard(asker)
        if not askers:
            del index[read]
            # Not forgotten yet: an answer that is being made just now may have asked for it.
            self._unasked.add(read)
