"""The script by which a page follows the site, added to a page on its way out.

In: the bytes of a page. Out: the same with one script element more, at the end of its body. Files are never touched.
"""

from __future__ import annotations

from html import escape


def with_script(page: bytes, source: str, build: int, served: str) -> bytes:
    """The page with the script at ``source``, which is told of which build and of which address the page is."""
    told = f'data-build="{build}" data-served="{escape(served)}"'
    script = f'<script type="module" id="fieldpath-follow" src="{escape(source)}" {told}></script>\n'
    at = page.lower().rfind(b"</body>")
    at = len(page) if at < 0 else at
    return page[:at] + script.encode("ascii", "xmlcharrefreplace") + page[at:]
