"""Bare addresses in text: ``https://…``, ``www.…`` and mail addresses, as GitHub links them.

mdit-py-plugins' ``gfm_autolink`` does the same, but copies the rest of the text at every colon and stops at every
``w``: too slow for long texts. Where an address ends is GitHub's rule
(https://github.github.com/gfm/#autolinks-extension-).
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_REST = re.compile(r"[^\s<]+")
_HOST = re.compile(r"[\w\-]+(?:\.[\w\-]+)*")
_MAIL_NAME = re.compile(r"[A-Za-z0-9.+_\-]+\Z")
_MAIL_HOST = re.compile(r"@([A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]*[A-Za-z0-9])+)(?![\w\-@])")
_BEFORE = frozenset(" \t\n*_~=(\u00a0\"'“‘[|/,;")
_TRAILING = "?!.,:*_~'\"’”"
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")


def bare_link(state: StateInline, silent: bool) -> bool:
    """The inline rule at a colon."""
    pos, src = state.pos, state.src
    if silent or state.linkLevel or not src.startswith("://", pos):
        return False
    scheme = (
        "https" if src[pos - 5 : pos].lower() == "https" else "http" if src[pos - 4 : pos].lower() == "http" else ""
    )
    if not scheme or not _HOST.match(src, pos + 3, state.posMax):
        return False
    return _link(state, pos - len(scheme), pos + 3, "")


def bare_address(state: StateInline, silent: bool) -> bool:
    """The inline rule at ``www.``."""
    if silent or state.linkLevel:
        return False
    host = _HOST.match(state.src, state.pos, state.posMax)
    if host is None or host[0].count(".") < 2 - (host[0].endswith("www")):
        return False
    return _link(state, state.pos, state.pos, "http://")


def bare_mail(state: StateInline, silent: bool) -> bool:
    """The inline rule at an ``@``."""
    pos, src = state.pos, state.src
    if silent or state.linkLevel:
        return False
    name = _MAIL_NAME.search(src, max(0, pos - 64), pos)
    host = _MAIL_HOST.match(src, pos, state.posMax)
    if name is None or host is None or not _stands_free(state, name.start()):
        return False
    return _push(state, name.start(), host.end(), "mailto:")


def _link(state: StateInline, start: int, host: int, prefix: str) -> bool:
    rest = _REST.match(state.src, host, state.posMax)
    if rest is None or not _stands_free(state, start):
        return False
    end = _end(state.src, start, rest.end())
    return end > host and _push(state, start, end, prefix)


def _stands_free(state: StateInline, start: int) -> bool:
    """Whether an address that starts here is neither part of a word nor of another token."""
    begun = state.pos - start
    return (start == 0 or state.src[start - 1] in _BEFORE) and (
        not begun or state.pending.endswith(state.src[start : state.pos])
    )


def _end(src: str, start: int, end: int) -> int:
    """Where an address ends: not in punctuation, nor in a bracket opened before it."""
    brackets = {
        closing: src.count(closing, start, end) - src.count(opening, start, end) for opening, closing in ("()", "[]")
    }
    while end > start:
        last = src[end - 1]
        if last in _TRAILING:
            end -= 1
        elif brackets.get(last, 0) > 0:
            brackets[last] -= 1
            end -= 1
        elif last == ";":
            entity = _ENTITY.search(src, max(start, end - 40), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return end


def _push(state: StateInline, start: int, end: int, prefix: str) -> bool:
    begun = state.pos - start
    if begun:
        state.pending = state.pending[:-begun]
    text = state.src[start:end]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": state.md.normalizeLink(prefix + text)}
    token.info = "auto"
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1).info = "auto"
    state.pos = end
    return True
