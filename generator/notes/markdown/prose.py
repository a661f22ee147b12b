"""Texts with no markup but the common kind, read in one step.

In: the text of a paragraph, heading, list item or cell. Out: its tokens, or None for a text that is not so simple: that
is left to markdown-it's rules. Those note every sign, and find out at the end of the text which belong together. Most
prose needs none of that: each sign in it begins something that ends before anything else begins, and can only be what
it looks like. The tokens are the same, but for empty texts that markdown-it leaves beside some of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.token import Token

from generator.notes.markdown.tokens import NewToken
from generator.notes.markdown.wikilinks import WIKILINK, wikilink_at

_IN_ADDRESS = r"A-Za-z0-9\-._~/?#=+,;@!$*'"
"""What stays as it is in an address; parentheses and ``&`` may not."""

_NO_SIGNS = r":(?!//)|!(?!\[)|~(?!~)|=(?!=)|&(?![#0-9A-Za-z]*;)|(?<=[0-9A-Za-z])#|\$(?![^$]*\$)"
"""What would begin something if other characters stood around it."""

_EMPHASIS = {"em": 1, "strong": 2}
"""Each with how many asterisks stand before and behind it."""

Simple = Callable[[str], "list[Token] | None"]


def simple_prose(signs: str) -> Simple:
    """What reads a text in one step; ``signs`` are all at which a rule may begin."""
    escaped = re.escape(signs)
    plain = rf"[^{escaped}]"
    # A run before a letter can open, and the next one, as long and behind a letter, can close it.
    emphasized = rf"(?=[0-9A-Za-z]){plain}++(?<=[0-9A-Za-z])"
    pieces = re.compile(
        rf"(?P<text>(?:{plain}++|{_NO_SIGNS})+)"
        rf"|(?P<strong>\*\*{emphasized}\*\*(?!\*))"
        rf"|(?P<em>\*{emphasized}\*(?!\*))"
        rf"|(?P<wikilink>(?=\[\[){WIKILINK})"
        rf"|\[(?P<label>[^{escaped}\]]++)\]\("
        rf"(?P<address>https?://[a-z0-9.\-]+(?:[/?#][{_IN_ADDRESS}:]*+)?|[{_IN_ADDRESS}]++)\)(?P<link>)"
        r"|`(?P<code>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)"
        r"|(?<![ \t])\n(?![ \t])(?P<softbreak>)"
        r"|(?P<other>[\s\S])"
    ).finditer

    def read(text: str) -> list[Token] | None:
        if "www." in text:
            return None
        tokens: list[Token] = []
        for found in pieces(text):
            kind = found.lastgroup
            if kind == "text":
                tokens.append(NewToken("text", "", 0, 0, found[0]))
            elif kind == "em" or kind == "strong":
                width = _EMPHASIS[kind]
                _enclose(tokens, kind, kind, found[0][:width], found[0][width:-width])
            elif kind == "wikilink":
                # Read once more, by itself: the groups of its pattern have no names in this one.
                link = wikilink_at(text, found.start(), len(text))
                if link is None:
                    return None
                _, label, meta = link
                token = NewToken("wikilink", "", 0, 0, label)
                token.meta = meta
                tokens.append(token)
            elif kind == "link":
                opening = _enclose(tokens, "link", "a", "", found["label"])
                opening.attrs, opening.meta = {"href": found["address"]}, {"span": found.span()}
            elif kind == "code":
                token = NewToken("code_inline", "code", 0, 0, found["code"])
                token.markup = "`"
                tokens.append(token)
            elif kind == "softbreak":
                tokens.append(NewToken("softbreak", "br", 0, 0))
            else:
                return None
        return tokens

    return read


def _enclose(tokens: list[Token], kind: str, tag: str, markup: str, text: str) -> Token:
    """Add a text between two tags; return the first."""
    opening, closing = NewToken(f"{kind}_open", tag, 1, 0), NewToken(f"{kind}_close", tag, -1, 0)
    opening.markup = closing.markup = markup
    tokens += (opening, NewToken("text", "", 0, 1, text), closing)
    return opening
