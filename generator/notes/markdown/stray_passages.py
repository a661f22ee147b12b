"""What looks like the start of a passage, or leaves its end open, where the parser took it for something else.

In: the tokens of a text, and the text. Out: from which line on all of it must be kept back, and for whom. In doubt,
nothing is shown: a sign too few, another program's way, or what hides the text only where it is written, all mean what
they would in the right place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from ahocorasick_rs import BytesAhoCorasick, Implementation
from markdown_it.token import Token

from generator.notes.markdown.containers import CALLS, COHORT_ONLY, SAYS_SO, SPACES, audience_called
from generator.notes.note import Audience

Hidden = tuple[int, Audience]
"""A line, from 0, and the audience of all from there on."""

_LONE_END = re.compile(r"[ \t>]*:{3,}[ \t]*\Z")
_BARE_QUOTE = re.compile(r"[ \t]*>(?![ \t>]*\\?\[!)")
_CALLOUT = re.compile(rf"^[>{SPACES}]*\\?\[{CALLS}([^\]\n]+)", re.MULTILINE)
_NAMED = rf"[{SPACES}]*\{{?[{SPACES}]*\.?(private|cohort)\b"
_STRAY = re.compile(
    "|".join(
        (
            rf"(?<![\\:\uff1a])[:\uff1a]{{3,}}{_NAMED}",
            rf"^[{SPACES}>]*(?:[:\uff1a]{{2}}|(?:[:\uff1a][{SPACES}]+)+[:\uff1a]|[!?]{{3}}\+?|/{{3}}|\+{{3}}|;{{3}}){_NAMED}",
            rf"\{{\{{[<%]{_NAMED}",
            r"\{[^{}\n]{0,100}\.(private|cohort)\b",
            rf"<!--[{SPACES}]*(private|cohort)(?:[{SPACES}]only)?[{SPACES}:]*-->",
            r"(?<![\\\[!^])[\[{](private|cohort)[\]}](?![(\[:\]])",
        )
    ),
    re.MULTILINE | re.IGNORECASE,
)
"""Ours with a sign too few or in the middle of a line, and those of other programs: ``!!! private``, ``{.private}``,
``<!-- private -->`` with another such comment where it ends.
"""

_COMMENT = re.compile(r"\{>>|\{/\*|\{%-?\s{0,9}comment\s{0,9}-?%\}|^#\+begin_comment\b", re.MULTILINE | re.IGNORECASE)
"""How a comment begins in CriticMarkup, MDX, Liquid and Org."""

_SECTION = re.compile(
    rf"\W*(?:{SAYS_SO}|private|({COHORT_ONLY}))\W*|.*\((?:{SAYS_SO}|private|({COHORT_ONLY}))\)\W*", re.IGNORECASE
)
"""The whole heading of a section that calls itself private, or for the cohort."""

_LABEL = re.compile(rf"^[ \t>*_-]*(?:(?i:{SAYS_SO})|PRIVATE|(?i:({COHORT_ONLY})))[*_]*\s?:", re.MULTILINE)
"""The same before a paragraph."""

_SUMMARY = re.compile(
    r"(?:<details\b[^<>]{0,200}>\s{0,9})?<summary\b[^<>]{0,200}>(?:<\w{1,9}>|\W){0,20}"
    rf"(?:{SAYS_SO}|private|({COHORT_ONLY}))(?:</\w{{1,9}}>|\W){{0,20}}</summary",
    re.IGNORECASE,
)
"""The same of what is folded up below it."""

_HIDING_TAG = re.compile(
    r"""<(private|cohort)\b|<(?:comment|template)\b|<[a-z][\w-]{0,20}\b[^<>]{0,1000}?\s(?:hidden(?=[\s=>/])"""
    r"""|style\s*=[^<>]{0,1000}?display\s{0,9}:\s{0,9}none"""
    r"""|class\s*=\s*["']?[^"'<>]{0,1000}?(?<![\w-])(private|cohort)(?![\w-]))""",
    re.IGNORECASE,
)
"""What is not seen where the note is written, or says whom it is for as blocks do."""

_FENCE = re.compile(r"[{\s]*(private|cohort)\b", re.IGNORECASE)
"""A block of code that is called as a passage is one."""


def first_stray(tokens: Sequence[Token], content: str) -> Hidden | None:
    """The first line that looks like the start of a passage but is none: it is one, to the end."""
    if not _has_signs(content):
        return None
    for token, after in zip_longest(tokens, tokens[1:]):
        line = (token.map or [0])[0]
        if token.type == "heading_open" and after and (said := _SECTION.fullmatch(after.content)):
            return line, Audience.COHORT if said[1] or said[2] else Audience.PRIVATE
        if token.type == "fence" and (name := _FENCE.match(token.info)):
            return line, Audience(name[1].casefold())
        if token.type in ("inline", "html_block", "code_block", "too_nested"):
            code = (child.content for child in token.children or () if child.type == "code_inline")
            if stray := _stray(token.content, code):
                return line + stray[0], stray[1]
    return None


def without_end(tokens: Sequence[Token], content: str) -> Hidden | None:
    """The line of a passage of which it cannot be told where it ends, and its audience: it is empty, with text right
    below it, a quote goes on after the empty line that ends it, or a line further down closes nothing.
    """
    passages = [(token, token.map or [0, 0]) for token in tokens if token.type == "passage"]
    if not passages:
        return None
    lines = content.split("\n")
    for token, (start, end) in passages:
        if token.meta["below"] and not token.content.strip() and "".join(lines[end + 1 : end + 2]).strip():
            return start, token.meta["audience"]
        if not token.meta["below"] and _goes_on(token, lines, end):
            return start, token.meta["audience"]
    accounted = {
        line
        for token in tokens
        if token.map and token.type in ("passage", "container_open", "fence")
        for line in range(token.map[0], token.map[1] + 1)
    }
    left_over = (number for number, line in enumerate(lines) if number not in accounted and _LONE_END.match(line))
    at = next((number for number in left_over if number > passages[0][1][0]), -1)
    before = [(start, token.meta["audience"]) for token, (start, _) in passages if start < at]
    return before[-1] if before else None


def _goes_on(callout: Token, lines: Sequence[str], end: int) -> bool:
    """Whether what stands below a callout, beyond empty lines, may be meant as part of it: anything where it is empty,
    or else a quote that is none of its own.
    """
    while end < len(lines) and not lines[end].strip():
        end += 1
    if end == len(lines):
        return False
    return not callout.content.strip() or _BARE_QUOTE.match(lines[end]) is not None


_SIGNS = (
    *("private", "cohort", "[!", "[\uff01", "[ !", "{%", "{>>", "{/*", "#+begin_comment", "the record", "the-record"),
    *("confidential", "my eyes only", "not for publi", "not for shar", "not for the publi", "not for the web"),
    *("not to be publi", "not to be shar", "do not publi", "do not shar"),
    *("don't publi", "don't shar", "don’t publi", "don’t shar"),
)
"""One of these is in every text that has anything to find."""

_AUTOMATON = BytesAhoCorasick([sign.encode() for sign in _SIGNS], implementation=Implementation.DFA)


def _has_signs(text: str) -> bool:
    """Whether a text has anything in it that could be such a start: in most there is nothing."""
    lower = text.encode("utf-8", "surrogatepass").lower()
    return bool(_AUTOMATON.find_matches_as_indexes(lower)) or ("<" in text and _HIDING_TAG.search(text) is not None)


def _stray(text: str, code: Iterable[str]) -> Hidden | None:
    """The line in a text, from 0, in which something looks like the start of a passage, and its audience: in the middle
    of a line too, with a colon too few or too wide, or as a callout that is none. What stands in ``code``, the text's
    code spans, is none.
    """
    spans = [f"`{span}`" for span in code]
    strays = _outside(_STRAY, text, spans)
    meant = [(match.end(), audience_called(next(filter(None, match.groups())).casefold())) for match in strays]
    meant += [(match.end(), Audience.PRIVATE) for match in _outside(_COMMENT, text, spans)]
    labels = _outside(_LABEL, text, spans)
    meant += [(match.end(), Audience.COHORT if match[1] else Audience.PRIVATE) for match in labels]
    folded = _outside(_SUMMARY, text, spans)
    meant += [(match.start(), Audience.COHORT if match[1] else Audience.PRIVATE) for match in folded]
    meant += [(match.end(), audience_called(match[1].strip().casefold())) for match in _CALLOUT.finditer(text)]
    hiding = _outside(_HIDING_TAG, text, spans)
    meant += [(match.start(), audience_called((match[1] or match[2] or "private").casefold())) for match in hiding]
    known = sorted((end, audience) for end, audience in meant if audience is not None)
    if not known:
        return None
    # Which of them stand in code is not worth telling: from the first on, what the narrowest of them says holds.
    is_private = any(audience is Audience.PRIVATE for _, audience in known)
    return text.count("\n", 0, known[0][0]), Audience.PRIVATE if is_private else Audience.COHORT


def _outside(pattern: re.Pattern[str], text: str, spans: Sequence[str]) -> list[re.Match[str]]:
    """Where a pattern is found in a text; nowhere, if its code spans hold as many."""
    found = list(pattern.finditer(text))
    return found if len(found) > sum(len(pattern.findall(span)) for span in spans) else []
