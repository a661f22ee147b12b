"""markdown-it's block parser with a table from a line's first character to rules, and with its tail kept.

Only rules that can start at a line's first character are tried, in the same order. Where the original leaves out what
is nested too deep, the lines come out as plain text, with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock

from generator.notes.markdown.findings import findings_of

Rule = Callable[[StateBlock, int, int, bool], bool]

_QUOTE = re.compile(r"^[ \t>]+", re.MULTILINE)


class Blocks(ParserBlock):
    """The block parser. `begin` must be called once all rules are known."""

    def __init__(self, origin: ParserBlock) -> None:
        super().__init__()
        self.ruler = origin.ruler
        self._rules: dict[str, list[Rule]] = {}
        self._others: list[Rule] = []

    def begin(self, starts: Mapping[str, str]) -> None:
        """Build the table of which rules can start at which character; a rule that is not named can start at any."""
        for name, quickened in (("table", _if_delimited), ("lheading", _if_underlined)):
            rule = self.ruler.__rules__[self.ruler.__find__(name)]
            rule.fn = quickened(rule.fn)
        named = [(name, self.ruler.__rules__[self.ruler.__find__(name)].fn) for name in self.ruler.get_active_rules()]
        for character in set("".join(starts.values())):
            self._rules[character] = [rule for name, rule in named if character in starts.get(name, character)]
        self._others = [rule for name, rule in named if name not in starts]

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Tokenize these lines."""
        rules_at, others = self._rules, self._others
        line = startLine
        had_empty_line = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= state.md.options["maxNesting"]:
                _keep_as_text(state, line, endLine)
                break
            for rule in rules_at.get(state.src[state.bMarks[line] + state.tShift[line]], others):
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
