"""What notes say is the same, whether it was made out while they were still being read or only when they had come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import example, given
from hypothesis import strategies as st

from generator.catalog.facts import Delta, FactIndex
from generator.catalog.memory import Key

PATHS = st.sampled_from("abc")
TEXTS = st.text("xyz", max_size=3)
Came = Mapping[str, str | None]
Step = tuple[list[tuple[str, str]], Came, list[str]]


class Source(str):
    """A source is told from another one like it, as notes are."""

    __slots__ = ()


def facts(source: Source) -> Iterator[tuple[Key, int]]:
    """Each letter, and how often it is there."""
    yield from ((("letter", letter), source.count(letter)) for letter in sorted(set(source)))


def said(index: FactIndex[Source]) -> dict[str, dict[str, int]]:
    """All that is said, by letter."""
    return {letter: dict(sorted(index.get(("letter", letter)).items())) for letter in "xyz"}


@given(
    st.lists(
        st.tuples(st.lists(st.tuples(PATHS, TEXTS)), st.dictionaries(PATHS, st.none() | TEXTS), st.lists(PATHS)),
        max_size=3,
    )
)
@example([([("a", "x"), ("b", "y"), ("a", "z")], {"a": "z", "b": "x"}, ["b"])])
def test_what_was_expected_is_as_if_it_had_not_been(steps: list[Step]) -> None:
    """Sources come as they were expected, or otherwise, or not at all; only what came is said, and all of it is told."""
    index, plain = FactIndex[Source](facts), FactIndex[Source](facts)
    now: dict[str, Source] = {}
    for expected, came, held_back in steps:
        likely = {}
        for path, text in expected:
            likely[path] = Source(text)
            index.expect(path, likely[path])
        before = said(plain)
        new: dict[str, Source | None] = {path: source for path, source in likely.items() if path not in held_back}
        new |= {path: None if text is None else Source(text) for path, text in came.items()}
        delta = Delta({path: (now.get(path), source) for path, source in new.items()})
        changed, differs = index.apply(delta), plain.apply(delta)
        now = {path: source for path, source in (now | new).items() if source is not None}

        assert said(plain) == said(index)
        assert differs <= changed
        assert {letter for letter in "xyz" if before[letter] != said(plain)[letter]} <= {key[1] for key in changed}
