"""``> [!tip] Title``: Obsidian's callouts. ``> [!tip]- Title`` can be folded and is; ``+`` can be and is not.

The kinds and their other names are Obsidian's (https://help.obsidian.md/callouts); an unknown one is a note. What
stands after a ``|``, as in ``[!info|right]``, is for styles of somebody's own, and left out.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from generator.notes.markdown.containers import audience_called

_MARKER = re.compile(r"\[!([^\]\n|]+)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*([^\n]*)(?:\n|$)")
_KINDS = {
    "note": "note",
    "abstract": "abstract", "summary": "abstract", "tldr": "abstract",
    "info": "info",
    "todo": "todo",
    "tip": "tip", "hint": "tip", "important": "tip",
    "success": "success", "check": "success", "done": "success",
    "question": "question", "help": "question", "faq": "question",
    "warning": "warning", "caution": "warning", "attention": "warning",
    "failure": "failure", "fail": "failure", "missing": "failure",
    "danger": "danger", "error": "danger",
    "bug": "bug",
    "example": "example",
    "quote": "quote", "cite": "quote",
}  # fmt: skip


def mark_callouts(tokens: list[Token]) -> None:
    """Turn the block quotes that start with a marker into callouts; the text of inline tokens is not parsed yet."""
    out: list[Token] = []
    open_quotes: list[str] = []
    changed = False
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        if token.type == "blockquote_open":
            match = _marker(tokens, place)
            open_quotes.append("")
            if match:
                changed = True
                open_quotes[-1] = _open(token, match)
                out.append(token)
                out.extend(_title(token, match, tokens[place + 1]))
                place += _rest(tokens, place, match)
                continue
        elif token.type == "blockquote_close" and (tag := open_quotes.pop()):
            token.type, token.tag = "callout_close", tag
        out.append(token)
    if changed:
        tokens[:] = out


def _marker(tokens: list[Token], place: int) -> re.Match[str] | None:
    if place + 1 >= len(tokens) or tokens[place].type != "paragraph_open":
        return None
    match = _MARKER.match(tokens[place + 1].content)
    # One called after an audience is a passage: where it is no passage yet, `document` makes one of it.
    return match if match and audience_called(match[1].strip().casefold()) is None else None


def _open(token: Token, match: re.Match[str]) -> str:
    token.type, token.tag = "callout_open", "details" if match[2] else "aside"
    token.attrs = {"class": f"callout callout-{_KINDS.get(match[1].strip().casefold(), 'note')}"}
    if match[2] == "+":
        token.attrs["open"] = ""
    return token.tag


def _title(callout: Token, match: re.Match[str], text: Token) -> list[Token]:
    tag = "summary" if callout.tag == "details" else "p"
    inline = Token(
        "inline",
        "",
        0,
        content=match[3].strip() or match[1].strip().capitalize(),
        map=text.map,
        level=callout.level + 2,
    )
    return [
        Token("callout_title_open", tag, 1, {"class": "callout-title"}, level=callout.level + 1),
        inline,
        Token("callout_title_close", tag, -1, level=callout.level + 1),
    ]


def _rest(tokens: list[Token], place: int, match: re.Match[str]) -> int:
    """Take the marker's line out of the first paragraph; how many tokens to leave out because nothing is left of it."""
    text = tokens[place + 1]
    text.content = text.content[match.end() :]
    if not text.content.strip():
        return 3
    if text.map:
        text.map = [text.map[0] + 1, text.map[1]]
    return 0
