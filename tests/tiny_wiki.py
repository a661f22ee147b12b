"""Tiny wikis for tests: write a few notes, build, look at the pages.

In: texts. Out: what a build made of them, through the same door that the command line uses.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.addresses import output_path
from generator.builder import Builder, Options
from generator.diagnostics import Code, Diagnostic
from generator.notes.note import Audience
from generator.reporting import Report, Silence
from generator.wiki import Wiki, locate

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True, slots=True)
class Built:
    """A build's report and its output folder."""

    report: Report
    output: Path

    def text(self, address: str) -> str:
        """The text of the file at an address: ``/interviews/dana/`` or ``/feed.xml``."""
        return (self.output / output_path(address)).read_bytes().decode()

    def page(self, address: str) -> LexborHTMLParser:
        """The page at an address, parsed as a browser would: ``page("/about/").css_first("h1").text()``."""
        from selectolax.lexbor import LexborHTMLParser

        return LexborHTMLParser(self.text(address))

    def files(self) -> dict[str, bytes]:
        """All files of the output folder: path with ``/`` → bytes, in the order of their paths."""
        found = sorted(file for file in self.output.rglob("*") if file.is_file())
        return {file.relative_to(self.output).as_posix(): file.read_bytes() for file in found}

    def codes(self) -> list[Code]:
        """The codes of all findings, in reading order."""
        return [diagnostic.code for diagnostic in self.report.diagnostics]

    def only(self, code: Code) -> Diagnostic:
        """The one finding with a code."""
        (found,) = (diagnostic for diagnostic in self.report.diagnostics if diagnostic.code is code)
        return found


@dataclass(frozen=True, slots=True)
class TinyWiki:
    """A wiki in a folder of its own. What changes it returns it, so that calls can be chained."""

    root: Path

    @property
    def wiki(self) -> Wiki:
        """Where its parts lie."""
        return locate(content=self.root / "content", config=None, output=None, cwd=self.root)

    def write(self, path: str, text: str | bytes) -> TinyWiki:
        """Write a file into the content folder."""
        return self._put(self.root / "content" / path, text)

    def template(self, path: str, text: str) -> TinyWiki:
        """Write a template of the wiki's own."""
        return self._put(self.root / "templates" / path, text)

    def settings(self, text: str) -> TinyWiki:
        """Write ``fieldpath.toml``."""
        return self._put(self.root / "fieldpath.toml", text)

    def remove(self, path: str) -> TinyWiki:
        """Delete a file of the content folder."""
        (self.root / "content" / path).unlink()
        return self

    def build(self, **options: Any) -> Built:
        """Build the private edition, in this process, unless ``options`` (those of `Options`) say otherwise."""
        (self.root / "content").mkdir(exist_ok=True)
        how = Options(**{"edition": Audience.PRIVATE, "jobs": 1, **options})
        with closing(Builder(self.wiki, how, Silence())) as builder:
            return Built(builder.build(), self.wiki.output)

    def _put(self, file: Path, text: str | bytes) -> TinyWiki:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return self
