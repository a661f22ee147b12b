"""Code blocks as HTML, highlighted by Pygments with CSS classes.

The language is the one the author named; an unknown one, or none, gives plain code: it is never guessed.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any

_LONGEST_HIGHLIGHTED = 100_000
_LANGUAGE = re.compile(r"[{.\s]*([\w+#\-]{1,40})")


def code_block(code: str, info: str = "") -> str:
    """A ``<pre>`` with the code; ``info`` is what stands after the fence."""
    match = _LANGUAGE.match(info)
    if match is None:
        return f"<pre><code>{escape(code, quote=False)}</code></pre>\n"
    language = match[1].lower()
    tools = _tools(language) if len(code) <= _LONGEST_HIGHLIGHTED else None
    if tools is None:
        return f'<pre><code class="language-{language}">{escape(code, quote=False)}</code></pre>\n'
    lexer, formatter = tools
    tokens = lexer.get_tokens(code)
    lines: list[str] = [line for _, line in formatter._format_lines(tokens)]
    return f'<pre class="highlight"><code class="language-{language}">{"".join(lines)}</code></pre>\n'


@cache
def _tools(language: str) -> tuple[Any, Any] | None:
    # Pygments takes longer to load than most notes to render, and most notes hold no code.
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return lexer, HtmlFormatter(nowrap=True)
