"""A memory of answers and of what each was made from: the incremental build in miniature.

In: *facts*, a mapping from keys to values that changes between builds, and *queries*, pure functions that ask for facts
and for each other's answers. Out: answers, each made once, and made again only when something it asked for has changed.
Whatever a query asks is written down while it asks; nobody declares a dependency. This is a store of verifying traces
with early cutoff ("Build Systems à la Carte", Mokhov, Mitchell and Peyton Jones, 2018): a change that leaves an answer
equal stops there.

Nothing here knows notes, pages or files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Concatenate, Final, Generic, ParamSpec, Protocol, TypeVar

Key = tuple[Any, ...]
"""What can be asked: a name, then strings and numbers."""

P = ParamSpec("P")
T = TypeVar("T")
Asker = TypeVar("Asker", bound="Memory")

_queries: dict[str, Callable[..., Any]] = {}


class Query(Generic[Asker, P, T]):
    """A function whose answers are remembered; called like the function itself."""

    def __init__(self, function: Callable[Concatenate[Asker, P], T]) -> None:
        """Register ``function`` under its name."""
        self._name = function.__name__
        if self._name in _queries:
            raise TypeError(f"two queries are called {self._name}")
        _queries[self._name] = function
        update_wrapper(self, function)

    def __call__(self, ask: Asker, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the answer, remembered or made now."""
        answer: T = ask.recall((self._name, *args))
        return answer

    def key(self, *args: P.args, **kwargs: P.kwargs) -> Key:
        """Return the key under which an answer is remembered."""
        return (self._name, *args)


def query(function: Callable[Concatenate[Asker, P], T]) -> Query[Asker, P, T]:
    """Have a function's answers remembered.

    The function takes the memory it asks through, then strings and numbers, by position; it must be pure but for what
    it asks, and must not come back to itself with the same arguments.
    """
    return Query(function)


def query_named(name: str) -> Callable[..., Any]:
    """Return the function behind a key's first part."""
    return _queries[name]


class Facts(Protocol):
    """Where a memory's facts come from."""

    def get(self, key: Key) -> Any:
        """Return the value of ``key``; every key has one, if only an empty one."""


class _Forgotten:
    """Stands where a value was, of which only the fingerprint is kept."""


FORGOTTEN: Final = _Forgotten()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query returned, or just its fingerprint, with every key that was asked on the way, in that order."""

    value: Any
    reads: tuple[Key, ...]
    fingerprint: bytes = b""


class Memory:
    """Answers questions, and knows which answers a change of facts touches.

    An answer is *stale* when something it read has changed, and *suspect* when something further down may have: a
    suspect is checked by bringing its reads up to date, in the order in which they were asked, and made again only if
    one of them really changed.
    """

    def __init__(self, facts: Facts, fingerprint: Callable[[Any], bytes]) -> None:
        """``fingerprint`` turns a value into bytes that are equal exactly when the values are."""
        self._facts = facts
        self._fingerprint = fingerprint
        self._answers: dict[Key, Answer] = {}
        self._askers: dict[Key, set[Key]] = {}
        self._stale: set[Key] = set()
        self._suspect: set[Key] = set()
        self._asking: list[dict[Key, None]] = []
        self._touched: set[Key] = set()
        self._unasked: set[Key] = set()

    # ---- asking

    def fact(self, *key: Any) -> Any:
        """Return a fact, and write down that it was asked."""
        if self._asking:
            self._asking[-1][key] = None
        return self._facts.get(key)

    def recall(self, key: Key) -> Any:
        """Return a query's answer, made now if need be, and write down that it was asked."""
        if self._asking:
            self._asking[-1][key] = None
        answer = self._answers.get(key)
        if answer is None or key in self._stale or key in self._suspect:
            answer = self.bring_up_to_date(key)
        return self._make(key).value if answer.value is FORGOTTEN else answer.value

    # ---- keeping up to date

    def change(self, facts: Iterable[Key]) -> None:
        """Tell that these facts have changed since they were last asked."""
        for key in facts:
            self._spoil_askers(key)

    def outdated(self) -> Iterator[Key]:
        """Yield the answers that may no longer hold."""
        yield from self._stale | self._suspect

    def bring_up_to_date(self, key: Key) -> Answer:
        """Return an answer that holds now; made again only if something it read has changed."""
        answer = self._answers.get(key)
        if answer is None:
            return self._make(key)
        if key in self._suspect and key not in self._stale:
            for read in answer.reads:
                if read in self._suspect or read in self._stale:
                    self.bring_up_to_date(read)
                    if key in self._stale:
                        break
            self._suspect.discard(key)
        return self._make(key) if key in self._stale else answer

    def keep_fingerprint_only(self, key: Key) -> None:
        """Let go of an answer's value, keeping what tells whether the next one is equal."""
        answer = self._answers[key]
        if answer.value is not FORGOTTEN:
            self._answers[key] = Answer(FORGOTTEN, answer.reads, self._print_of(answer))

    def fingerprint(self, key: Key) -> bytes:
        """Return the fingerprint of an answer that is at hand, or nothing where none is."""
        answer = self._answers.get(key)
        return self._print_of(answer) if answer else b""

    def forget(self, key: Key) -> None:
        """Drop an answer that nobody will ask for again; what only it asked for goes at the next `take_touched`."""
        answer = self._answers.pop(key, None)
        if answer is None:
            return
        self._touched.add(key)
        self._stale.discard(key)
        self._suspect.discard(key)
        for read in answer.reads:
            self._unlink(read, key)

    # ---- from one run to the next

    def take_touched(self) -> dict[Key, Answer | None]:
        """Return what has changed since the last call: answers reduced to fingerprints, None for what is not to be
        kept.

        That is what was forgotten, what nobody asks for any more, and what may no longer hold: a later run could not
        tell that it may not.
        """
        while self._unasked:
            key = self._unasked.pop()
            if key not in self._askers:
                self.forget(key)
        outdated = self._stale | self._suspect
        touched: dict[Key, Answer | None] = dict.fromkeys(self._touched | outdated)
        for key in self._touched - outdated:
            answer = self._answers.get(key)
            touched[key] = answer and Answer(FORGOTTEN, answer.reads, self._print_of(answer))
        self._touched = outdated
        return touched

    def restore(self, answers: Iterable[tuple[Key, Answer]]) -> None:
        """Take up the answers of an earlier run."""
        for key, answer in answers:
            self._answers[key] = answer
            for read in answer.reads:
                self._askers.setdefault(read, set()).add(key)

    # ---- inside

    def _make(self, key: Key) -> Answer:
        reads: dict[Key, None] = {}
        self._asking.append(reads)
        try:
            value = query_named(key[0])(self, *key[1:])
        finally:
            self._asking.pop()
        old = self._answers.get(key)
        new = self._answers[key] = Answer(value, tuple(reads))
        self._touched.add(key)
        self._stale.discard(key)
        self._suspect.discard(key)
        for read in reads:
            self._askers.setdefault(read, set()).add(key)
        if old is not None:
            for read in old.reads:
                if read not in reads:
                    self._unlink(read, key)
            if not self._equal(old, new):
                self._stale.update(self._askers.get(key, ()))
        return new

    def _equal(self, old: Answer, new: Answer) -> bool:
        if old.value is FORGOTTEN:
            return old.fingerprint == self._fingerprint(new.value)
        return bool(old.value == new.value)

    def _print_of(self, answer: Answer) -> bytes:
        return answer.fingerprint or self._fingerprint(answer.value)

    def _spoil_askers(self, key: Key) -> None:
        direct = self._askers.get(key, set())
        self._stale |= direct
        ahead = list(direct)
        while ahead:
            for asker in self._askers.get(ahead.pop(), ()):
                if asker not in self._suspect:
                    self._suspect.add(asker)
                    ahead.append(asker)

    def _unlink(self, read: Key, asker: Key) -> None:
        askers = self._askers.get(read)
        if askers is None:
            return
        askers.discard(asker)
        if not askers:
            del self._askers[read]
            # Not forgotten yet: an answer that is being made just now may have asked for it.
            self._unasked.add(read)
