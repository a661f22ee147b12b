"""markdown-it's block parser with a table from a line's first character to rules, and with its tail kept.

Only rules that can start at a line's first character are tried, in the same order: at the start of a block, and at
each line that might end one. Rules that may start at any character are left out of a text in which no line shows
their sign. So the tokens are the same. Where the original leaves out what is nested too deep, the lines come out as
plain text, with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.notes.markdown.findings import findings_of
from generator.notes.markdown.tokens import NewToken

Rule = Callable[[StateBlock, int, int, bool], bool]

_CODE = 4
"""From how many columns on a line is code."""

_ANYWHERE = {"table", "code", "lheading", "deflist", "paragraph"}
"""The rules that may start at any character: of one line alone that is no code, only the last makes anything, unless
some line further down defines it.
"""

_QUOTE = re.compile(r"^[ \t>]+", re.MULTILINE)
_SIGNS = {
    "table": re.compile(r"\n[ \t>]*[|:\-][|:\- \t]*(?:\n|\Z)"),
    "lheading": re.compile(r"\n[ \t>]*(?:-+|=+)[ \t]*(?:\n|\Z)"),
    "deflist": re.compile(r"\n[ \t>]*[:~][ \t]"),
}
"""What some line after a block's first must look like for the rule to find anything."""


class Starting:
    """Rules by the character that a line starts with, in their order; ``starts`` names the characters of each rule,
    and one that it does not name may start at any.
    """

    __slots__ = ("_by_character", "_others")

    def __init__(self, rules: Mapping[str, Rule], starts: Mapping[str, str]) -> None:
        self._others = [rule for name, rule in rules.items() if name not in starts]
        self._by_character = {
            character: [rule for name, rule in rules.items() if character in starts.get(name, character)]
            for character in set("".join(starts.values()))
        }

    def at(self, state: StateBlock, line: int) -> Sequence[Rule]:
        """The rules to try at a line."""
        start = state.bMarks[line] + state.tShift[line]
        return self._by_character.get(state.src[start : start + 1], self._others)


Chains = dict[str, Starting]
"""The rules to try in one text: under "" those that start a block, and under the name of each of markdown-it's chains
those that end one.
"""


class State(StateBlock):
    """The state of one text, with the rules to try in it, and whether one line may be what a later one defines."""

    def __init__(
        self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token], rules: Chains, has_definitions: bool
    ) -> None:
        super().__init__(src, md, env, tokens)
        self.rules = rules
        self.has_definitions = has_definitions

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token, as the original does."""
        if nesting < 0:
            self.level -= 1
        token = NewToken(ttype, tag, nesting, self.level, "", True)
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class Blocks(ParserBlock):
    """The block parser. `begin` must be called once all rules are known."""

    def __init__(self, origin: ParserBlock) -> None:
        super().__init__()
        self.ruler = origin.ruler
        self._starts: Mapping[str, str] = {}
        self._signs = frozenset[str]()
        self._ends: Mapping[str, str] = {}
        self._rules: dict[frozenset[str], Chains] = {}

    def begin(self, starts: Mapping[str, str], ends: Mapping[str, str]) -> None:
        """Learn at which characters a rule can start a block, where not at any, and end another, where that differs."""
        for name, quickened in (("table", _if_delimited), ("lheading", _if_underlined)):
            rule = self.ruler.__rules__[self.ruler.__find__(name)]
            rule.fn = quickened(rule.fn)
        self._starts, self._ends = starts, {**starts, **ends}
        self._signs = frozenset("".join(starts.values()))
        assert {rule.name for rule in self.ruler.__rules__ if rule.enabled} - starts.keys() == _ANYWHERE
        chains = {chain for rule in self.ruler.__rules__ for chain in rule.alt}
        # Every rule that looks for the end of its block asks its chain: here one rule that asks those worth asking.
        self.ruler.__cache__ = {chain: [_ending(chain)] for chain in chains}

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token]:
        """Parse a text into ``outTokens``."""
        absent = frozenset([name for name, sign in _SIGNS.items() if not sign.search(src)])
        state = State(src, md, env, outTokens, self._rules_without(absent), "deflist" not in absent)
        self.tokenize(state, 0, state.lineMax)
        return outTokens

    def _rules_without(self, absent: frozenset[str]) -> Chains:
        if absent not in self._rules:
            rules = [rule for rule in self.ruler.__rules__ if rule.enabled and rule.name not in absent]
            self._rules[absent] = {"": Starting({rule.name: rule.fn for rule in rules}, self._starts)} | {
                chain: Starting({rule.name: rule.fn for rule in rules if chain in rule.alt}, self._ends)
                for chain in self.ruler.__cache__ or ()
            }
        return self._rules[absent]

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Tokenize these lines."""
        assert isinstance(state, State)
        rules_at = state.rules[""].at
        deepest = state.md.options["maxNesting"]
        line = startLine
        had_empty_line = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= deepest:
                _keep_as_text(state, line, endLine)
                break
            if self._is_alone(state, line):
                _paragraph(state, line)
            else:
                for rule in rules_at(state, line):
                    if rule(state, line, endLine, False):
                        break
            state.tight = not had_empty_line
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                had_empty_line = True
            if line < endLine and state.isEmpty(line):
                had_empty_line = True
                line += 1
                state.line = line

    def _is_alone(self, state: State, line: int) -> bool:
        """Whether a line with an empty one after it begins with no sign: in prose, most do, and are paragraphs."""
        return (
            state.isEmpty(line + 1)
            and state.src[state.bMarks[line] + state.tShift[line]] not in self._signs
            and state.sCount[line] - state.blkIndent < _CODE
            and not state.has_definitions
        )


def _paragraph(state: State, line: int) -> None:
    """What markdown-it's rule for paragraphs makes of one line."""
    state.line = line + 1
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content = mdTrim(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    token.map = [line, line + 1]
    token.children = []
    state.push("paragraph_close", "p", -1)


def _ending(chain: str) -> Rule:
    """A chain's rules as one: whether any of them would end a block at a line."""

    def ending(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        assert isinstance(state, State)
        for rule in state.rules[chain].at(state, line):  # noqa: SIM110
            if rule(state, line, end, silent):
                return True
        return False

    return ending


def _if_delimited(table: Rule) -> Rule:
    """The rule for tables, asked only where the next line may be the one under a table's head."""

    def quick(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        after = start + 1
        if after >= end or state.isEmpty(after) or state.src[state.bMarks[after] + state.tShift[after]] not in "|-:":
            return False
        return table(state, start, end, silent)

    return quick


def _if_underlined(heading: Rule) -> Rule:
    """The rule for underlined headings, asked only where there is a next line."""

    def quick(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return start + 1 < end and not state.isEmpty(start + 1) and heading(state, start, end, silent)

    return quick


def _keep_as_text(state: StateBlock, line: int, end: int) -> None:
    findings = findings_of(state.env)
    if findings.too_nested < 0:
        findings.too_nested = line
    token = state.push("too_nested", "p", 0)
    token.map = [line, end]
    token.content = _QUOTE.sub("", state.getLines(line, end, 0, False))
    state.line = end
