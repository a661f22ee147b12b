"""The preview in a real browser: the page follows the files, and shows what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from generator.theme import theme_folder
from served_wiki import ServedWiki, serving, until
from tiny_wiki import TinyWiki

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

_LONG = "\n\n".join(f"Paragraph {number} of an answer." for number in range(200))
_HEAD = "---\nperson: Dana Rivera\nfields: [Health]\n---\n"
_NOTE = f"{_HEAD}\nFirst words.\n\n{_LONG}\n\n[A link](../about.md) near the end.\n"
_BROKEN = "---\nperson: Dana Rivera\nfields: [Health\n---\n\nFirst words.\n"
_DANA = "interviews/dana-rivera/"


@pytest.fixture
def served(wiki: TinyWiki) -> Iterator[ServedWiki]:
    """A wiki of two notes, previewed."""
    wiki.write("interviews/dana-rivera.md", _NOTE).write("about.md", "# About\n\nAll about it.\n")
    with serving(wiki.root) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new tab, in which nothing may go wrong unseen."""
    errors: list[str] = []
    context = browser.new_context()
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert [] == errors


def opened(page: Page, served: ServedWiki, address: str = _DANA) -> Page:
    """A page of the preview that listens."""
    with page.expect_response(lambda response: "/events" in response.url):
        page.goto(served.url + address)
    # Gone if the page is loaded anew.
    page.evaluate("window.isSamePage = true")
    return page


def is_same(page: Page) -> bool:
    """Whether the page was not loaded anew since `opened`."""
    return bool(page.evaluate("window.isSamePage === true"))


def shown(page: Page, text: str) -> None:
    """Wait until a text is seen."""
    page.get_by_text(text).first.wait_for(state="visible")


def is_covered_by(finding: Locator, page: Page) -> bool:
    """Whether a finding lies over the last link of the page, scrolled to its end."""
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    link, over = page.locator("footer a").last.bounding_box(), finding.bounding_box()
    assert link
    assert over
    return link["y"] + link["height"] > over["y"]


def test_edit_appears_where_the_reader_is(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """A saved note is seen at once, and the page stays scrolled to where it was."""
    opened(page, served).evaluate("scrollTo(0, 2000)")
    wiki.write("interviews/dana-rivera.md", _NOTE.replace("First words", "Other words"))
    shown(page, "Other words.")
    until(lambda: page.evaluate("scrollY === 2000"))


def test_focus_stays(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """What had the focus has it again after a reload."""
    opened(page, served).get_by_role("link", name="A link").focus()
    wiki.write("interviews/dana-rivera.md", _NOTE.replace("First words", "Other words"))
    shown(page, "Other words.")
    until(lambda: page.evaluate("document.activeElement.textContent === 'A link'"))


def test_broken_front_matter_is_shown_and_goes(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """An error shows over the last good page, with file, line, source and hint; once mended, it is gone."""
    opened(page, served)
    wiki.write("interviews/dana-rivera.md", _BROKEN)
    panel = page.get_by_role("dialog")
    panel.wait_for()
    seen = panel.inner_text()
    assert ("content/interviews/dana-rivera.md:" in seen, "fields: [Health" in seen) == (True, True)
    assert is_same(page)
    wiki.write("interviews/dana-rivera.md", _NOTE.replace("First words", "Mended words"))
    shown(page, "Mended words.")
    page.get_by_role("dialog").wait_for(state="hidden")


def test_dismissed_error_comes_back_as_a_new_one(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """An error that was put away stays away over a reload; another one is shown."""
    wiki.write("a.md", "---\ntitle: [\n---\n")
    opened(page, served)
    page.get_by_role("dialog", name="1 error").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="1 error").wait_for()
    page.reload()
    page.get_by_role("button", name="1 error").wait_for()
    assert 0 == page.get_by_role("dialog").count()
    wiki.write("b.md", "---\ntitle: {\n---\n")
    page.get_by_role("dialog", name="2 errors").wait_for()


def test_findings_do_not_take_the_focus(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """Who is typing or reading goes on doing so when an error appears."""
    opened(page, served).get_by_role("link", name="A link").focus()
    wiki.write("a.md", "---\ntitle: [\n---\n")
    page.get_by_role("dialog", name="1 error").wait_for()
    assert "A link" == page.evaluate("document.activeElement.textContent")


def test_findings_leave_room_for_the_page(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """Errors take less than half of the window, and whatever they or a button cover can be scrolled up from below."""
    for number in range(30):
        wiki.write(f"{number}.md", "---\ntitle: [\n---\nSee [[Nobody]].\n")
    opened(page, served)
    panel, button = (page.get_by_role(role, name="30 errors") for role in ("dialog", "button"))
    panel.wait_for()
    assert panel.evaluate("panel => panel.offsetHeight") <= page.evaluate("innerHeight") * 0.45
    until(lambda: not is_covered_by(panel, page))
    page.keyboard.press("Escape")
    button.wait_for()
    until(lambda: not is_covered_by(button, page))


def test_warnings_wait_in_the_corner(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """Warnings show as a button; a click opens them."""
    wiki.write("a.md", "See [[Nobody]].\n")
    opened(page, served).get_by_role("button", name="1 warning").click()
    assert "[[Nobody]]" in page.get_by_role("dialog", name="1 warning").inner_text()


def test_findings_are_text(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """What a finding quotes from a note is never taken for HTML."""
    wiki.write("a.md", "See [[<img src=x onerror=alert(1)>]].\n")
    opened(page, served).get_by_role("button", name="1 warning").click()
    panel = page.get_by_role("dialog", name="1 warning")
    assert ("<img src=x" in panel.inner_text(), 0) == (True, panel.locator("img").count())


def test_page_that_did_not_change_is_not_loaded_again(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """Only a page that an edit touches is loaded anew."""
    opened(page, served, "about/")
    with served.events() as events:
        next(events)
        wiki.write("interviews/dana-rivera.md", _NOTE.replace("First words", "Other words [[Nobody]]"))
        next(events)
    page.get_by_role("button", name="1 warning").wait_for()
    assert is_same(page)


def test_missing_page_appears_once_it_is_written(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """Who waits at an address without a page sees the page when there is one."""
    opened(page, served, "later/")
    wiki.write("later.md", "# Later\n\nHere it is.\n")
    shown(page, "Here it is.")


def test_style_sheet_is_swapped_without_a_reload(wiki: TinyWiki, served: ServedWiki, page: Page) -> None:
    """A change of a style sheet shows on the page as it stands."""
    style = (theme_folder() / "assets/style.css").read_text("utf-8")
    opened(page, served)
    wiki.template("assets/style.css", f"{style}\nbody {{ background: rgb(1, 2, 3); }}\n")
    until(lambda: page.evaluate("getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'"))
    assert is_same(page)


def test_changed_picture_shows(wiki: TinyWiki, page: Page) -> None:
    """A page is loaded anew when a picture on it has changed."""
    small, large = _picture(10), _picture(77)
    wiki.write("dot.svg", small).write("about.md", "# About\n\n![[dot.svg]]\n")
    with serving(wiki.root) as served:
        opened(page, served, "about/")
        wiki.write("dot.svg", large)
        until(lambda: _width(page) == 77)


def test_page_finds_a_preview_that_was_started_again(wiki: TinyWiki, page: Page) -> None:
    """A page that stayed open while the preview was stopped shows what the next one serves."""
    wiki.write("about.md", "# About\n\nBefore.\n")
    with serving(wiki.root) as served:
        opened(page, served, "about/")
        port = served.port
    wiki.write("about.md", "# About\n\nAfter.\n")
    with serving(wiki.root, "--port", str(port)):
        shown(page, "After.")


def _width(page: Page) -> float:
    box = page.locator("main img").bounding_box()
    return box["width"] if box else 0


def _picture(width: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="5"><rect width="5" height="5"/></svg>'
