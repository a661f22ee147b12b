"""``:::name … :::``: blocks with a name; ``:::cohort`` and ``:::private`` hold passages for that audience only.

mdit-py-plugins' ``container`` ends a block at the first ``:::``, also at one that ends a block inside it: what
follows would be public. Here blocks nest, code is skipped, and a passage's lines are kept as text that `document`
reads by itself, so that nothing in it (footnotes, link definitions, an odd ``</div>``) has any effect outside. A
passage that never ends hides the rest of the note.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from markdown_it.rules_block import StateBlock

from generator.notes.markdown.findings import findings_of
from generator.notes.note import Audience

SPACES = r" \t\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
"""What keyboards put between words, and what is not seen at all."""

CALLS = rf"[{SPACES}]*[!\uff01]"
"""What makes a callout of a word in brackets, as keyboards of some languages type it, too."""

_OPEN = re.compile(rf"(:{{3,}})[{SPACES}]*(.*)")
_NAME = re.compile(rf"\{{?[{SPACES}]*\.?([^\W\d][\w\-]*)")
_WORD = re.compile(r"[^\W\d][\w\-]*")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}?")
_MOST_NAMES = 2
"""More words than so many are a title."""

_CLOSE = re.compile(r"(:{3,})[ \t]*$")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?:(`{3,})[^`]*|(~{3,}).*)$")
_AUDIENCES = {"cohort": Audience.COHORT, "private": Audience.PRIVATE}
_OFTEN_MISSPELT = ("confidential", "redacted", "restricted", "unpublished", "sensitive", "withheld", "embargoed")
_ALSO_PRIVATE = frozenset(
    (
        *_OFTEN_MISSPELT,
        *("hidden", "hide", "secret", "internal", "priv", "pvt", "me", "personal", "embargo", "draft", "nda"),
        *("anonymous", "vertraulich", "intern", "privat", "privé", "privado", "privato", "confidentiel"),
        *("students", "classmates", "alumni", "members", "insiders", "mentors"),
        *("offtherecord", "offrecord", "notpublic", "nonpublic", "donotpublish", "nopublish", "notforpublication"),
    )
)
"""Words that mean as much; the last ones as they are without what parts them."""

SAYS_SO = (
    r"(?:off[- ]the[- ]record|private (?:notes?|thoughts?|comments?|remarks?)|confidential|for my eyes only"
    r"|not (?:for (?:publication|publishing|sharing|the (?:public|web))|public|to be (?:published|shared))"
    r"|(?:please )?(?:do not|don['’]t) (?:publish|share)|keep (?:this )?private)"
)
"""What a heading, a label or a title says of what it stands above: a pattern, for text in any case."""

COHORT_ONLY = r"(?:cohort[- ]only|(?:only |just )?for (?:the|my|our) cohort(?: only)?)"
"""The same of what is for the cohort."""

_SAYS = re.compile(rf"\b(?:{SAYS_SO}|(?P<cohort>{COHORT_ONLY})|(?:only|just) for (?:me|us)|for (?:me|us) only)\b")
_PARTS = re.compile(r"[\W_]+")


def container(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The block rule."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(":::", start):
        return False
    opening = _opening(state.src[start : state.eMarks[startLine]])
    if opening is None:
        return False
    length, name, audience = opening
    if audience is None and state.is_code_block(startLine):
        return False
    if silent:
        return True
    closed, end = _end(state, startLine, endLine, length)
    if audience:
        findings = findings_of(state.env)
        if not closed and (findings.unclosed is None or startLine < findings.unclosed[0]):
            findings.unclosed = (startLine, audience)
        if name not in _AUDIENCES:
            findings.misspelt.append((startLine, f":::{name}"))
        content = state.getLines(startLine + 1, end, state.sCount[startLine], True)
        add_passage(state, startLine, end, audience, content, below=1)
    else:
        _division(state, startLine, end, name, closed)
    state.line = end + closed
    return True


def audience_called(name: str) -> Audience | None:
    """The audience of a passage of that name; a misspelt one, or one that means as much, is the narrowest: in doubt,
    nothing is shown.
    """
    if name in _AUDIENCES:
        return _AUDIENCES[name]
    words = list(filter(None, _PARTS.split(name)))
    is_meant = "".join(words) in _ALSO_PRIVATE or any(
        word in _ALSO_PRIVATE
        or get_close_matches(word, _AUDIENCES, 1, 0.75)
        or get_close_matches(word, _OFTEN_MISSPELT, 1, 0.85)
        for word in words
    )
    return Audience.PRIVATE if is_meant else None


def _opening(line: str) -> tuple[int, str, Audience | None] | None:
    """With how many colons a line opens a block, the block's name, and the audience if it is a passage; None if it
    opens none.

    An audience may stand wherever a name can: ``:::note private``, ``::: {.note .private}``, ``:::[private]``.
    """
    match = _OPEN.match(line)
    if match is None:
        return None
    text = match[2].casefold()
    names = [word for attributes in _ATTRIBUTES.findall(text) for word in _WORD.findall(attributes)]
    words = _WORD.findall(_ATTRIBUTES.sub(" ", text))
    names += words if len(words) <= _MOST_NAMES else words[:1]
    meant = {name: audience for name in names if (audience := audience_called(name))}
    if said := _SAYS.search(text):
        meant[said[0]] = Audience.COHORT if said["cohort"] else Audience.PRIVATE
    if meant:
        narrowest = max(meant, key=lambda name: (meant[name] is Audience.PRIVATE, name in _AUDIENCES))
        return len(match[1]), narrowest, meant[narrowest]
    name = _NAME.match(text)
    return (len(match[1]), name[1], None) if name else None


def add_passage(state: StateBlock, start: int, end: int, audience: Audience, content: str, *, below: int) -> None:
    """Add a passage that takes these lines; its ``content`` begins so many lines below the first."""
    token = state.push("passage", "", 0)
    token.map = [start, end]
    token.content = content
    token.meta = {"audience": audience, "below": below}


def _division(state: StateBlock, start: int, end: int, name: str, closed: bool) -> None:
    if not closed:
        findings_of(state.env).unclosed_containers.append((start, name))
    token = state.push("container_open", "div", 1)
    token.map = [start, end]
    token.info = name
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    state.md.block.tokenize(state, start + 1, end)
    state.parentType, state.lineMax = parent, last
    state.push("container_close", "div", -1)


def _end(state: StateBlock, start: int, end: int, length: int) -> tuple[bool, int]:
    """Whether the block that opens at a line is closed, and the line after its last."""
    open_lengths = [length]
    fence = ""
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return False, line
        begin, last = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        text = state.src[begin:last]
        if fence:
            run = text.rstrip(" \t").lstrip(" \t>")
            if len(run) >= len(fence) and run == fence[0] * len(run):
                fence = ""
        elif text.startswith(":::"):
            if closing := _CLOSE.match(text):
                if len(closing[1]) >= open_lengths[-1]:
                    open_lengths.pop()
                    if not open_lengths:
                        return True, line
            elif opening := _opening(text):
                open_lengths.append(opening[0])
        elif ("`" in text or "~" in text) and (match := _FENCE.match(text)):
            fence = match[1] or match[2]
    return False, end
