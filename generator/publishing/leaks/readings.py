"""The ways to read a file in which all disguises of a text are equal.

In: bytes of any text that is published. Out: its readings, folded: no markup, nothing escaped. The same stages give a
reading at full speed, and once more with the place of each byte in the file, for the few files where something was
found. Nothing here knows what a secret is.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import repeat
from urllib.parse import unquote_to_bytes

from generator.publishing.leaks.folding import NOT_ASCII, PLAIN, fold_match, without_accents

_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|sub|"
    "sup|text|time|tspan|tt|u|var|wbr"
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_BLOCK_TAG = re.compile(rb"<(?!/?(?:%b)[\s/>])[A-Za-z/?!][^<>]*>" % f"{_INLINE}|{_INLINE.upper()}".encode())
_BLOCK = (
    "article|aside|blockquote|body|br|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|head|header|hr|html|img|li|"
    "link|main|meta|nav|ol|p|pre|script|section|style|summary|svg|table|tbody|td|th|thead|title|tr|ul"
)
TAG_NAME = re.compile(rb"</?(%b)(?=[\s/>])" % f"{_INLINE}|{_BLOCK}".encode())
"""The beginning of a tag as pages have it around and between words."""
_ANY_TAG = re.compile(rb"<[A-Za-z/][^<>]*>")
PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*")
_ENTITY = re.compile(rb"&(?:#[0-9]{1,9};?|#[xX][0-9A-Fa-f]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};)")
_LOOSE_ENTITY = re.compile(rb"&(?:#[0-9]{1,9};?|#[xX][0-9A-Fa-f]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
ESCAPE = re.compile(rb"\\+(?:u\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{2}|(?:u[0-9A-Fa-f]{4}(?:\\+u[0-9A-Fa-f]{4})*))")
_LINE_GOES_ON = re.compile(rb"\\\r?\n")
_CONTROL = re.compile(rb"\\+[abfnrtv0]")
_STYLE_ESCAPE = re.compile(rb"\\[0-9A-Fa-f]{1,6}[ \n]?")
_ROUNDS = 4
"""How many times over a text may be escaped and still be read."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One disguise undone: ``hint`` is in every text that has it, so that the others need not be searched."""

    hint: bytes
    pattern: re.Pattern[bytes]
    plain: bytes | Callable[[re.Match[bytes]], bytes]


@dataclass(frozen=True, slots=True)
class Traced:
    """A text on its way through the rules, with the place in the file that each of its bytes came from."""

    text: bytes
    at: Sequence[int]

    def sub(self, rule: Rule) -> Traced:
        """The text with a disguise undone."""
        if rule.hint not in self.text:
            return self
        text, at, done = bytearray(), array("L"), 0
        for match in rule.pattern.finditer(self.text):
            plain = rule.plain if isinstance(rule.plain, bytes) else rule.plain(match)
            text += self.text[done : match.start()] + plain
            at.extend(self.at[done : match.start()])
            at.extend(repeat(self.at[match.start()], len(plain)))
            done = match.end()
        at.extend(self.at[done:])
        return Traced(bytes(text + self.text[done:]), at)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a file: the rules for each round, and those that come once, at the end."""

    rounds: tuple[Rule, ...]

    def fold(self, data: bytes) -> bytes:
        """The folded text: words with at least one space between them."""
        for _ in range(_ROUNDS):
            before = data
            for rule in self.rounds:
                if rule.hint in data:
                    data = rule.pattern.sub(rule.plain, data)
            if data is before or data == before:
                break
        return without_accents(data).translate(PLAIN)

    def trace(self, data: bytes) -> Traced:
        """The same, with the place of each byte."""
        traced = Traced(data, array("L", range(len(data))))
        for _ in range(_ROUNDS):
            before = traced.text
            for rule in self.rounds:
                traced = traced.sub(rule)
            if traced.text == before:
                break
        traced = traced.sub(_ACCENTS)
        return Traced(traced.text.translate(PLAIN), traced.at)


def plain_text(markup: str) -> str:
    """The words of finished HTML, a line a paragraph."""
    lines = _BLOCK_TAG.sub(b"\n", " ".join(markup.split()).encode("utf-8", "replace"))
    return unescape(_ANY_TAG.sub(b"", lines).decode())


def without_tags(text: bytes) -> bytes:
    """A text as it is shown: what touches across tags is one word, unless the tags part lines."""
    return _ANY_TAG.sub(b"", _BLOCK_TAG.sub(b" ", text))


def readings(path: str, data: bytes) -> Iterator[Reading]:
    """The ways in which a file is to be read: as it stands, and as it is shown where that is another thing."""
    yield AS_WRITTEN
    if any(hint in data for hint in (b"<", b"&", b"%", b"\\")):
        yield AS_STYLED if path.endswith((".css", ".svg")) else AS_SHOWN


def plain_percent(match: re.Match[bytes]) -> bytes:
    """What a run of percent-encoded bytes stands for."""
    # What is no UTF-8 stays as typed, or "100%Adam" would lose its beginning.
    plain = unquote_to_bytes(match[0])
    try:
        plain.decode()
    except UnicodeDecodeError:
        return match[0]
    return plain


def _loose_percent(match: re.Match[bytes]) -> bytes:
    return unquote_to_bytes(match[0])


def plain_entity(match: re.Match[bytes]) -> bytes:
    """What an entity stands for."""
    return unescape(match[0].decode("ascii")).encode("utf-8", "replace")


def plain_escape(match: re.Match[bytes]) -> bytes:
    """What a character, or several, as programs and JSON escape them, stand for."""
    units = re.findall(rb"[0-9A-Fa-f]+", match[0].replace(b"\\x", b"\\").replace(b"u", b""))
    text = "".join(chr(number) for number in (int(unit, 16) for unit in units) if number <= 0x10FFFF)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _plain_style_escape(match: re.Match[bytes]) -> bytes:
    number = int(match[0][1:], 16)
    return chr(number).encode("utf-8", "replace") if number <= 0x10FFFF else match[0]


_ACCENTS = Rule(b"", NOT_ASCII, fold_match)
_TYPED = (
    Rule(b"%", PERCENT, plain_percent),
    Rule(b"&", _ENTITY, plain_entity),
    Rule(b"\\", ESCAPE, plain_escape),
)
_SHOWN = (
    Rule(b"<!--", _COMMENT, b""),
    Rule(b"<", _BLOCK_TAG, b" "),
    Rule(b"<", _ANY_TAG, b""),
    Rule(b"%", PERCENT, _loose_percent),
    Rule(b"&", _LOOSE_ENTITY, plain_entity),
    Rule(b"\\", ESCAPE, plain_escape),
    Rule(b"\\", _LINE_GOES_ON, b""),
    Rule(b"\\", _CONTROL, b" "),
)
AS_WRITTEN = Reading(_TYPED)
"""Everything that stands in the file: markup, attributes, addresses."""
AS_SHOWN = Reading(_SHOWN)
"""The text without its markup; what touches across tags is one word, unless the tags part lines."""
AS_STYLED = Reading((*_SHOWN[:5], Rule(b"\\", _STYLE_ESCAPE, _plain_style_escape), *_SHOWN[5:]))
"""The same for style sheets, which escape characters in a way of their own."""
