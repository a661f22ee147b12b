"""The footnotes of one text: numbered by first mention, written in a list at its end.

mdit-py-plugins finds them; it would write them at the end of the whole note, also those that belong to a passage.
Here each text (a note, a passage) lists the footnotes that it mentions, by its own definitions or those of the text
around it, and numbers them by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

Definitions = Mapping[str, Sequence[Token]]


@dataclass(slots=True)
class Footnotes:
    """``prefix`` tells the ids of one text's footnotes from another's."""

    definitions: Definitions
    inline: Mapping[int, Mapping[str, Any]]
    prefix: str = ""
    _numbers: dict[str | int, int] = field(default_factory=dict)
    _mentions: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def mention(self, token: Token, line: int) -> str:
        """The HTML of one mention of a footnote, on a line of the source."""
        key = token.meta.get("label", token.meta["id"])
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        if number > len(self._mentions):
            self._mentions.append(0)
            self._lines.append(line)
        self._mentions[number - 1] += 1
        back = self._back(number, self._mentions[number - 1])
        return (
            f'<sup class="footnote-ref"><a href="#fn-{self.prefix}{number}" id="{back}" role="doc-noteref">'
            f"{number}</a></sup>"
        )

    def write(self, write: Callable[[Sequence[Token], list[str]], None], out: list[str]) -> None:
        """Write the list of all footnotes mentioned; those that footnotes mention are added as they are met."""
        if not self._numbers:
            return
        items: list[list[str]] = []
        while len(items) < len(self._numbers):
            # Writing a footnote may mention others, which are numbered on.
            for key in list(self._numbers)[len(items) :]:
                item: list[str] = []
                write(self._tokens(key), item)
                items.append(item)
        out.append('<section class="footnotes" role="doc-endnotes">\n<ol>\n')
        for number, item in enumerate(items, 1):
            links = "".join(
                f" {self._backlink(number, mention)}" for mention in range(1, self._mentions[number - 1] + 1)
            )
            if item and item[-1] == "</p>\n":
                item[-1] = f"{links}</p>\n"
            else:
                item.append(links)
            out.append(f'<li id="fn-{self.prefix}{number}">{"".join(item)}</li>\n')
        out.append("</ol>\n</section>\n")

    def _tokens(self, key: str | int) -> Sequence[Token]:
        if isinstance(key, str):
            return self.definitions.get(key, ())
        note = self.inline[key]
        line = self._lines[self._numbers[key] - 1]
        text = Token("inline", "", 0, content=note["content"], children=note["tokens"], map=[line, line + 1])
        return [Token("paragraph_open", "p", 1), text, Token("paragraph_close", "p", -1)]

    def _back(self, number: int, mention: int) -> str:
        return f"fnref-{self.prefix}{number}" + (f"-{mention}" if mention > 1 else "")

    def _backlink(self, number: int, mention: int) -> str:
        return f'<a href="#{self._back(number, mention)}" class="footnote-backref" role="doc-backlink">↩\ufe0e</a>'


def without_definitions(
    tokens: list[Token], again: Callable[[str, int], None]
) -> tuple[list[Token], dict[str, list[Token]]]:
    """The tokens of a text without its footnotes' definitions, and those by label; the first definition of a label
    counts, and ``again`` hears of others, and on which line.
    """
    kept: list[Token] = []
    definitions: dict[str, list[Token]] = {}
    into = [kept]
    for token in tokens:
        if token.type == "footnote_reference_open":
            content: list[Token] = []
            label = token.meta["label"]
            if definitions.setdefault(label, content) is not content:
                again(label, (token.map or [0])[0])
            into.append(content)
        elif token.type == "footnote_reference_close":
            into.pop()
        else:
            into[-1].append(token)
    return kept, definitions
