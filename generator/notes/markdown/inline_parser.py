"""markdown-it's inline parser with a table from characters to rules, and limits.

The original tries every rule at every character that any rule may start at; here only the rules that can start at the
character found are tried, in the same order, so the tokens are the same. Two limits keep hostile input cheap: texts
inside texts (images in images, footnotes in footnotes) nest only so deep, and the search for the ends of link labels
has a budget in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.notes.markdown.findings import findings_of
from generator.notes.markdown.prose import Simple, simple_prose
from generator.notes.markdown.tokens import NewToken

Rule = Callable[[StateInline, bool], bool]

_DEEPEST_TEXT = 6
_LONGEST_RUN = 3
_POSITIONED = frozenset({"link", "html_inline", "image"})


class State(StateInline):
    """The state of one text, with what is left of its budget."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, out: list[Token]) -> None:
        super().__init__(src, md, env, out)
        self.budget = 50_000 + 20 * len(src)
        self.has_address = "www." in src
        self.last_bracket = src.rfind("]")

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token, and before it the text that is pending, as the original does."""
        if self.pending:
            self.pushPending()
        meta = None
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        token = NewToken(ttype, tag, nesting, self.level)
        if nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            meta = {"delimiters": self.delimiters}
        self.pendingLevel = self.level
        self.tokens.append(token)
        self.tokens_meta.append(meta)
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """What a run of markers may do, which the signs on both sides of it tell: the original's answer to them."""
        src, end = self.src, start + 1
        while end < self.posMax and src[end] == src[start]:
            end += 1
        if end - start > _LONGEST_RUN:
            return super().scanDelims(start, canSplitWord)
        before = src[start - 1] if start else " "
        after = src[end] if end < self.posMax else " "
        return _scanned(before + src[start:end] + after, canSplitWord)

    def pushPending(self) -> Token:
        """Make a token of the text that is pending."""
        token = NewToken("text", "", 0, self.pendingLevel, self.pending)
        self.tokens.append(token)
        self.pending = ""
        return token


@lru_cache(maxsize=4096)
def _scanned(run: str, can_split_word: bool) -> Scanned:
    """What a run of markers may do; ``run`` begins and ends with the signs around it."""
    return StateInline(run, None, {}, []).scanDelims(1, can_split_word)  # type: ignore[arg-type]  # needs no parser


class Inlines(ParserInline):
    """The inline parser. `begin` must be called once all rules are known."""

    def __init__(self, origin: ParserInline) -> None:
        super().__init__()
        self.ruler, self.ruler2 = origin.ruler, origin.ruler2
        self._rules: dict[str, tuple[Rule, ...]] = {}
        self._pairing: list[tuple[str, Callable[[StateInline], None]]] = []
        self._simple: Simple = lambda text: None
        self._stop = self._label_stop = self._address_stop = re.compile("")

    def begin(self, starts: Mapping[str, Sequence[str]], signs: Mapping[str, str]) -> None:
        """Build the table of which rules, by name, can start at which character; ``signs`` are what a text must hold
        for a rule that makes tags of paired markers to have anything to do.
        """
        self._rules = {
            character: tuple(
                _positioned(self._rule(name)) if name in _POSITIONED else self._rule(name) for name in names
            )
            for character, names in starts.items()
        }
        self._pairing = [(signs.get(rule.name, ""), rule.fn) for rule in self.ruler2.__rules__ if rule.enabled]
        all_signs = "".join(character for character in starts if character != "w")
        self._simple = simple_prose(all_signs)
        characters = re.escape(all_signs)
        self._stop = re.compile(f"[{characters}]")
        self._label_stop = re.compile(rf"[{characters}\]]")
        self._address_stop = re.compile(rf"[{characters}]|\bwww\.")

    def _rule(self, name: str) -> Rule:
        found: Rule = self.ruler.__rules__[self.ruler.__find__(name)].fn
        return found

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse one text into ``tokens``."""
        if not self._stop.search(src) and "www." not in src:
            if src:
                tokens.append(NewToken("text", "", 0, 0, src))
            return tokens
        findings = findings_of(env)
        if findings.depth >= _DEEPEST_TEXT:
            findings.too_nested = findings.line
            tokens.append(NewToken("text", "", 0, 0, src))
            return tokens
        simple = self._simple(src)
        if simple is not None:
            tokens += simple
            return tokens
        findings.depth += 1
        state = State(src, md, env, tokens)
        self.tokenize(state)
        findings.depth -= 1
        if state.delimiters or any(meta and meta["delimiters"] for meta in state.tokens_meta):
            for sign, rule in self._pairing:
                if sign in src:
                    rule(state)
        if state.budget <= 0:
            findings.too_nested = findings.line
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Tokenize from the state's place to its end."""
        src, end, rules_at = state.src, state.posMax, self._rules
        search = (self._address_stop if state.has_address else self._stop).search  # type: ignore[attr-defined]
        deepest = state.md.options["maxNesting"]
        pos = state.pos
        while pos < end:
            found = search(src, pos, end)
            if found is None:
                state.append_pending(src[pos:end])
                state.pos = end
                break
            at = found.start()
            if at > pos:
                state.append_pending(src[pos:at])
                state.pos = at
            if state.level < deepest:
                for rule in rules_at[src[at]]:
                    if rule(state, False):
                        break
                else:
                    state.append_pending(src[at])
                    state.pos = at + 1
            else:
                state.append_pending(src[at])
                state.pos = at + 1
            pos = state.pos
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:
        """Step over one token without making it."""
        pos = state.pos
        cached = state.cache.get(pos)
        if cached is not None:
            state.pos = cached
            return
        if state.level < state.md.options["maxNesting"]:
            for rule in self._rules.get(state.src[pos], ()):
                state.level += 1
                done = rule(state, True)
                state.level -= 1
                if done:
                    break
            else:
                state.pos = pos + 1
        else:
            state.pos = state.posMax
        state.cache[pos] = state.pos

    def label_stop(self, state: StateInline, pos: int) -> int:
        """Where, from ``pos`` on, a token other than plain text or a label's end may begin; -1 for nowhere."""
        found = self._label_stop.search(state.src, pos, state.posMax)
        return found.start() if found else -1


def link_label(state: State, start: int, disableNested: bool = False) -> int:
    """The offset of the ``]`` that closes the label opened at ``start``, -1 if there is none: markdown-it's
    ``parseLinkLabel``.
    """
    if state.last_bracket <= start or state.budget <= 0:
        return -1
    inline: Inlines = state.md.inline  # type: ignore[assignment]
    before, level, end = state.pos, 1, -1
    pos = start + 1
    while True:
        state.budget -= 1
        pos = inline.label_stop(state, pos)
        if pos < 0 or state.budget <= 0:
            break
        character = state.src[pos]
        if character == "]":
            level -= 1
            if level == 0:
                end = pos
                break
            pos += 1
            continue
        state.pos = pos
        inline.skipToken(state)
        if character == "[":
            if state.pos == pos + 1:
                level += 1
            elif disableNested:
                break
        pos = state.pos
    state.pos = before
    return end


def _positioned(rule: Rule) -> Rule:
    """The rule, with the offsets of the source that its first token was made from in that token's ``meta["span"]``."""

    def positioned(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        first, start = len(state.tokens), state.pos
        if not rule(state, False):
            return False
        if state.tokens[first].type == "text" and len(state.tokens) > first + 1:
            first += 1
        state.tokens[first].meta["span"] = (start, state.pos)
        return True

    return positioned
