"""What other processes answer is what this one would have answered, and remembered as if it had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import building, workers
from generator.catalog import ahead
from generator.catalog.catalog import Catalog
from generator.catalog.facts import Delta
from generator.catalog.memory import Key
from generator.notes.manner import Reading
from generator.notes.reading import read_note
from generator.workers import HERE
from tiny_wiki import TinyWiki

WORDS = st.lists(st.sampled_from(["Law", "law", "Glass", "Data", "Old data"]), max_size=3)
INTERVIEWS = st.lists(st.fixed_dictionaries({"fields": WORDS, "skills": WORDS, "sector": WORDS}), max_size=6)


def interview(number: int, **keys: Sequence[str]) -> str:
    """An interview that names these terms."""
    lines = [f"{key}: [{', '.join(values)}]" for key, values in keys.items()]
    return "\n".join(["---", f"person: Person {number}", f"date: {2000 + number % 9}", *lines, "---", "Hello."])


def filled(interviews: Sequence[Mapping[str, Sequence[str]]]) -> Catalog:
    """A catalog to which these have come, and a term's note."""
    texts = {f"interviews/p{number}.md": interview(number, **keys) for number, keys in enumerate(interviews)}
    texts["fields/data.md"] = "---\naliases: [Old data]\n---\n# Data\n"
    notes = {path: read_note(path, text.encode(), Reading()) for path, text in texts.items()}
    catalog = Catalog()
    catalog.apply(Delta({path: (None, note) for path, note in notes.items()}))
    return catalog


@given(INTERVIEWS)
def test_others_answer_the_same_and_read_the_same(interviews: list[dict[str, list[str]]]) -> None:
    """Each answer, and each thing it was made of, in the order in which it was asked."""
    asking, alone = filled(interviews), filled(interviews)
    keys = ahead.unanswered(asking)
    ahead.take_in(asking, ahead.answered(asking, keys, HERE))
    assert not ahead.unanswered(asking)
    for key in keys:
        assert alone.recall(key) == asking.recall(key)
        assert alone.reads(key) == asking.reads(key)
    assert len(keys) >= len(interviews)


def test_site_is_the_same_whoever_answers(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built by several processes, and brought up to date by one, it is what one would have built."""
    monkeypatch.setattr(workers, "WORTH_IT", 20)
    asked: list[int] = []

    def noted(catalog: Catalog, keys: list[Key], others: workers.Workers) -> Iterator[ahead.Answers]:
        asked.append(sum(key[0] == "related()" for key in keys))
        return ahead.answered(catalog, keys, others)

    monkeypatch.setattr(building, "answered", noted)
    for number in range(30):
        wiki.write(f"interviews/p{number}.md", interview(number, fields=[f"F{number % 4}"], skills=[f"S{number % 7}"]))
    together = wiki.build(jobs=2).files()
    assert wiki.build(jobs=1, clean=True).files() == together
    wiki.build(jobs=2, clean=True)
    wiki.write("interviews/p3.md", interview(3, fields=["F1"], skills=["S2", "Knitting"]))
    after = wiki.build(jobs=2).files()
    assert wiki.build(jobs=1, clean=True).files() == after != together
    assert [30, 30] == asked


def test_only_what_is_not_remembered_is_asked_of_others(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many notes have come to as many that were there."""
    monkeypatch.setattr(workers, "WORTH_IT", 20)
    asked: list[set[str]] = []

    def noted(catalog: Catalog, keys: list[Key], others: workers.Workers) -> Iterator[ahead.Answers]:
        asked.append({key[1] for key in keys if key[0] == "related()"})
        return ahead.answered(catalog, keys, others)

    monkeypatch.setattr(building, "answered", noted)
    for first in (0, 30):
        for number in range(first, first + 30):
            wiki.write(f"interviews/p{number}.md", interview(number, fields=[f"F{number % 4}"]))
        built = wiki.build(jobs=2).files()
    assert wiki.build(jobs=1, clean=True).files() == built
    assert [{f"interviews/p{number}.md" for number in range(first, first + 30)} for first in (0, 30)] == asked
