"""The memory of answers: always right, and never busier than it must be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from generator.catalog.memory import Key, Memory, Remembered, query

NODES = 7
SWITCHES = 4


@dataclass
class Facts:
    """Facts that can be set: a rule for each node, which decides what it asks, and a number for each switch."""

    values: dict[Key, Any] = field(default_factory=dict)

    def get(self, key: Key) -> Any:
        """Return a fact, 0 where none was set."""
        return self.values.get(key, 0)


class CountingMemory(Memory):
    """A memory that counts how often each answer was made."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts, lambda value: repr(value).encode())
        self.made: Counter[Key] = Counter()


@query
def node(ask: CountingMemory, number: int) -> int:
    """Work out a node by its rule, asking switches and nodes of lower numbers only."""
    ask.made[node.key(number)] += 1
    rule: tuple[Any, ...] = ask.fact("rule", number) or ("number", 0)
    kind, parts = rule[0], rule[1:]
    if kind == "sum":
        return sum(_part(ask, number, part) for part in parts)
    if kind == "parity":
        return _part(ask, number, parts[0]) % 2
    if kind == "choice":
        condition, one, other = parts
        return _part(ask, number, one if _part(ask, number, condition) % 2 else other)
    return int(parts[0])


@query
def page(ask: CountingMemory, number: int) -> tuple[int, str]:
    """Show a node, as pages do that nobody else asks for."""
    ask.made[page.key(number)] += 1
    return node(ask, number), "shown"


@query
def echo(ask: CountingMemory, number: int) -> int:
    """Show a fact that bears the name of this very query, and a node."""
    return int(ask.fact("echo", number)) + node(ask, number)


def _part(ask: CountingMemory, number: int, part: tuple[str, int]) -> int:
    kind, which = part
    return int(ask.fact("switch", which)) if kind == "switch" or which >= number else node(ask, which)


def parts() -> st.SearchStrategy[tuple[str, int]]:
    """What a rule asks: a switch or a node (a node that would lead round in a circle counts as the switch of its
    number).
    """
    return st.tuples(st.sampled_from(["switch", "node", "node"]), st.integers(0, NODES - 1))


def rules() -> st.SearchStrategy[tuple[Any, ...]]:
    """Rules by which a node is worked out."""
    return st.one_of(
        st.tuples(st.just("number"), st.integers(0, 3)),
        st.lists(parts(), min_size=1, max_size=3).map(lambda some: ("sum", *some)),
        parts().map(lambda one: ("parity", one)),
        st.tuples(st.just("choice"), parts(), parts(), parts()),
    )


def changes() -> st.SearchStrategy[dict[Key, Any]]:
    """Some facts with new values."""
    switches = st.tuples(st.tuples(st.just("switch"), st.integers(0, SWITCHES - 1)), st.integers(0, 3))
    renewed = st.tuples(st.tuples(st.just("rule"), st.integers(0, NODES - 1)), rules())
    return st.lists(st.one_of(switches, renewed), min_size=1, max_size=4).map(dict)


class MemoryMachine(RuleBasedStateMachine):
    """Facts change, questions are asked, answers are let go of, the program stops and starts; what is remembered is
    always right.
    """

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        self.memory = CountingMemory(self.facts)
        self.saved = Remembered({}, {})
        self.pages: set[int] = set()

    @initialize(graph=st.lists(rules(), min_size=NODES, max_size=NODES))
    def begin(self, graph: list[tuple[Any, ...]]) -> None:
        """Begin with a rule for every node."""
        self.facts.values = {("rule", number): one for number, one in enumerate(graph)}

    @rule(new=changes())
    def change(self, new: dict[Key, Any]) -> None:
        """Change some facts."""
        changed = [key for key, value in new.items() if self.facts.get(key) != value]
        self.facts.values.update(new)
        self.memory.change(changed)

    @rule(number=st.integers(0, NODES - 1))
    def ask(self, number: int) -> None:
        """Ask for a page, as a build does: bring it up to date, then let go of what it showed."""
        self.pages.add(number)
        self.memory.bring_up_to_date(page.key(number))
        assert from_nothing(self.facts, page.key(number)) == self.memory.recall(page.key(number))
        self.memory.keep_fingerprint_only(page.key(number), self.memory.fingerprint(page.key(number)))

    @rule()
    def bring_all_up_to_date(self) -> None:
        """Bring every page up to date that may be outdated."""
        for key in sorted(key for key in self.memory.outdated() if key[0] == page.key(0)[0]):
            self.memory.bring_up_to_date(key)

    @precondition(lambda self: self.pages)
    @rule(data=st.data())
    def take_out(self, data: st.DataObject) -> None:
        """Take a page out of the plan."""
        number = data.draw(st.sampled_from(sorted(self.pages)))
        self.pages.remove(number)
        self.memory.forget(page.key(number))

    @rule()
    def save(self) -> None:
        """Save what has changed; new keys are numbered on from those that were saved."""
        touched, saved = self.memory.take_touched(), len(self.saved.keys)
        assert list(range(saved, saved + len(touched.keys))) == list(touched.keys)
        self.saved = merged(self.saved, touched)

    @rule()
    def start_again(self) -> None:
        """Save, stop, and start with what was saved."""
        self.save()
        self.memory = CountingMemory(self.facts)
        self.memory.restore(self.saved)

    @invariant()
    def what_is_not_outdated_holds(self) -> None:
        """Every answer not called outdated is what a memory without any past would answer."""
        outdated = set(self.memory.outdated())
        fresh = CountingMemory(self.facts)
        for key in (made_by.key(number) for number in range(NODES) for made_by in (node, page)):
            remembered = self.memory.fingerprint(key)
            if remembered and key not in outdated:
                assert repr(fresh.recall(key)).encode() == remembered


def from_nothing(facts: Facts, key: Key) -> Any:
    """What a memory without any past answers."""
    return CountingMemory(facts).recall(key)


def test_remembered_answers_are_always_right() -> None:
    """Whatever changes, is asked, let go of, saved and taken up again: no outdated answer is taken for a good one."""
    run_state_machine_as_test(MemoryMachine, settings=settings(max_examples=150, stateful_step_count=25, deadline=None))


@given(graph=st.lists(rules(), min_size=NODES, max_size=NODES), new=changes())
def test_equal_answers_spare_their_askers(graph: list[tuple[Any, ...]], new: dict[Key, Any]) -> None:
    """After a change, an answer is made again only if a fact or an answer that it had asked for is really another."""
    before = Facts({("rule", number): one for number, one in enumerate(graph)})
    facts = Facts(dict(before.values))
    memory = CountingMemory(facts)
    keys = [node.key(number) for number in range(NODES)]
    for key in keys:
        memory.bring_up_to_date(key)
    reads = {key: memory.reads(key) for key in keys}
    memory.made.clear()
    changed = [key for key, value in new.items() if facts.get(key) != value]
    facts.values.update(new)
    memory.change(changed)
    for key in keys:
        memory.bring_up_to_date(key)
    differing = {key for key in keys if from_nothing(before, key) != from_nothing(facts, key)}
    needed = {key for key in keys if not {*changed, *differing}.isdisjoint(reads[key])}
    assert dict.fromkeys(needed, 1) == dict(memory.made)


@pytest.fixture
def facts() -> Facts:
    """Node 2 shows whether node 1 is odd, node 1 is switch 0."""
    return Facts({("rule", 1): ("sum", ("switch", 0)), ("rule", 2): ("parity", ("node", 1)), ("switch", 0): 3})


def changed_to(memory: CountingMemory, facts: Facts, key: Key, value: Any) -> None:
    """Set a fact and tell the memory."""
    facts.values[key] = value
    memory.change([key])


def test_answer_is_made_once(facts: Facts) -> None:
    """Asking twice makes an answer once."""
    memory = CountingMemory(facts)
    assert [1, 1] == [node(memory, 2), node(memory, 2)]
    assert {node.key(1): 1, node.key(2): 1} == memory.made


def test_change_stops_where_the_answer_is_equal(facts: Facts) -> None:
    """From 3 to 5, an odd number stays odd: whoever asked only that is not made again."""
    memory = CountingMemory(facts)
    page(memory, 2)
    memory.made.clear()
    changed_to(memory, facts, ("switch", 0), 5)
    page(memory, 2)
    assert {node.key(1): 1, node.key(2): 1} == memory.made


def test_change_stops_at_equal_fingerprints(facts: Facts) -> None:
    """The same holds where only the fingerprint of the earlier answer was kept."""
    memory = CountingMemory(facts)
    page(memory, 2)
    memory.keep_fingerprint_only(node.key(1), memory.fingerprint(node.key(1)))
    memory.keep_fingerprint_only(node.key(2), memory.fingerprint(node.key(2)))
    memory.made.clear()
    changed_to(memory, facts, ("switch", 0), 5)
    page(memory, 2)
    assert {node.key(1): 1, node.key(2): 1} == memory.made


def test_unrelated_change_makes_nothing(facts: Facts) -> None:
    """A fact that nobody asked for outdates nothing."""
    memory = CountingMemory(facts)
    page(memory, 2)
    changed_to(memory, facts, ("switch", 1), 9)
    assert set() == set(memory.outdated())


def test_condition_that_turns_is_asked_first(facts: Facts) -> None:
    """Reads are checked in their order: what is no longer asked for is not made on the way, for it may not exist any
    more.
    """
    facts.values[("rule", 3)] = ("choice", ("switch", 2), ("node", 1), ("switch", 3))
    facts.values[("switch", 2)] = 1
    memory = CountingMemory(facts)
    page(memory, 3)
    memory.made.clear()
    facts.values |= {("switch", 2): 0, ("switch", 0): 4}
    memory.change([("switch", 2), ("switch", 0)])
    page(memory, 3)
    assert {node.key(3): 1, page.key(3): 1} == memory.made


def test_only_what_was_asked_is_kept(facts: Facts) -> None:
    """An answer that nobody asks for any more is forgotten, and so is what it alone had asked for."""
    memory = CountingMemory(facts)
    page(memory, 2)
    memory.forget(page.key(2))
    touched = memory.take_touched()
    assert dict.fromkeys([node.key(1), node.key(2), page.key(2)]) == {
        touched.keys[number]: answer for number, answer in touched.answers.items()
    }


def test_shared_answer_survives_one_asker(facts: Facts) -> None:
    """What somebody else still asks for is kept."""
    memory = CountingMemory(facts)
    page(memory, 1)
    page(memory, 2)
    memory.forget(page.key(2))
    memory.made.clear()
    assert (3, {}) == (node(memory, 1), memory.made)


def test_answer_changes_hands(facts: Facts) -> None:
    """An answer that one asker drops while another, being made just now, has asked for it is kept and kept right."""
    facts.values |= {("rule", 3): ("choice", ("switch", 1), ("node", 1), ("switch", 2)), ("switch", 1): 1}
    memory = CountingMemory(facts)
    page(memory, 3)
    page(memory, 4)
    facts.values |= {("rule", 4): ("sum", ("node", 1), ("node", 3)), ("switch", 1): 0}
    memory.change([("rule", 4), ("switch", 1)])
    page(memory, 4)
    changed_to(memory, facts, ("switch", 0), 8)
    assert (8, "shown") == page(memory, 4)


def test_what_may_not_hold_is_not_saved(facts: Facts) -> None:
    """An outdated answer that nobody brought up to date is made anew by the next run."""
    first = CountingMemory(facts)
    page(first, 2)
    saved = first.take_touched()
    changed_to(first, facts, ("switch", 0), 4)
    second = taken_up(facts, merged(saved, first.take_touched()))
    assert (0, "shown") == page(second, 2)


def test_answers_outlive_the_process(facts: Facts) -> None:
    """From fingerprints alone, a second run knows which answers still hold and makes nothing."""
    first = CountingMemory(facts)
    page(first, 2)
    second = taken_up(facts, first.take_touched())
    second.bring_up_to_date(page.key(2))
    assert ({}, first.fingerprint(page.key(2))) == (second.made, second.fingerprint(page.key(2)))


def test_value_that_was_let_go_is_made_when_asked(facts: Facts) -> None:
    """Whoever wants the value behind a fingerprint gets it."""
    first = CountingMemory(facts)
    page(first, 2)
    second = taken_up(facts, first.take_touched())
    assert (1, "shown") == page(second, 2)


def taken_up(facts: Facts, remembered: Remembered) -> CountingMemory:
    """A memory that begins with what another one has saved."""
    memory = CountingMemory(facts)
    memory.restore(remembered)
    return memory


def merged(saved: Remembered, touched: Remembered) -> Remembered:
    """What is saved after saving what was touched."""
    return Remembered({**saved.keys, **touched.keys}, {**saved.answers, **touched.answers})


def test_fact_may_bear_the_name_of_a_query(facts: Facts) -> None:
    """A fact and a query of one name and the same arguments are two things."""
    memory = CountingMemory(facts)
    echo(memory, 2)
    changed_to(memory, facts, ("switch", 0), 4)
    assert 0 == echo(memory, 2)
    changed_to(memory, facts, ("echo", 2), 9)
    assert 9 == echo(memory, 2)


def test_questions_have_names_of_their_own() -> None:
    """Two queries of one name would share their answers; that is refused."""

    def page(ask: Memory) -> int:
        return 0

    with pytest.raises(TypeError, match="page"):
        query(page)
