"""The sample wiki in a real browser, opened from a disk as a student would who got it as a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.builder import Builder, Options
from generator.wiki import locate

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tiny_wiki import TinyWiki

pytestmark = pytest.mark.browser
_CONTENT = Path(__file__).parents[1] / "content"
_WIDTHS = (360, 1280)
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample wiki, built to be opened from a disk."""
    root = tmp_path_factory.mktemp("wiki")
    wiki = locate(content=_CONTENT, config=None, output=root / "site", cwd=root)
    with closing(Builder(wiki, Options(offline=True))) as builder:
        builder.build()
    return wiki.output


@pytest.fixture(params=_WIDTHS, ids=lambda width: f"{width}px")
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new page of a phone's or a laptop's width."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


def test_reader_goes_from_home_to_a_step(page: Page, site: Path) -> None:
    """From the first page a reader reaches a person, and from a step of their path the others who stood on it."""
    page.goto((site / "index.html").as_uri())
    page.get_by_role("navigation").get_by_role("link", name="Interviews", exact=True).first.click()
    page.get_by_role("main").get_by_role("link", name="Dana Rivera").first.click()
    assert "Dana Rivera" == page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("main").get_by_role("link", name="Postdoc", exact=True).first.click()
    assert "Postdoc" == page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("address", ["", "interviews/", "interviews/dana-rivera/", "fields/public-health/", "guides/"])
def test_page_fits_the_screen_and_asks_nobody(page: Page, site: Path, address: str) -> None:
    """No page is wider than the screen, reports a script's error, or asks another host for anything."""
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / address / "index.html").as_uri())
    assert (0, [], []) == (page.evaluate(_TOO_WIDE), errors, [url for url in asked if not url.startswith("file:")])


def test_headings_of_a_page_are_open_where_there_is_room(page: Page, site: Path) -> None:
    """Beside a text its headings are all shown; above it they wait to be asked for."""
    page.goto((site / "interviews" / "dana-rivera" / "index.html").as_uri())
    contents = page.get_by_role("navigation", name="On this page")
    heading, summary, first = contents.get_by_role("heading"), contents.locator("summary"), contents.locator("a").first
    assert 1 == heading.count()
    is_wide = page.evaluate("innerWidth") > 1000
    assert (is_wide, not is_wide) == (first.is_visible(), summary.is_visible())
    if not is_wide:
        summary.click()
        assert first.is_visible()


_REACH = "columns => [columns.scrollWidth > columns.clientWidth, columns.lastElementChild.lastElementChild"
_REACH += ".getBoundingClientRect().right <= innerWidth]"


def test_paths_side_by_side_can_be_reached_and_printed(page: Page, site: Path) -> None:
    """Paths that do not fit are scrolled to, by keyboard, too, and the next one shows that it is there; paper has all."""
    page.goto((site / "paths" / "research-to-program-management" / "index.html").as_uri())
    columns = page.get_by_role("region", name="Paths side by side")
    assert [True, False] == columns.evaluate(_REACH)
    places = columns.locator("> ul > li").evaluate_all("all => all.map(one => one.getBoundingClientRect())")
    assert any(place["left"] + 20 < page.evaluate("innerWidth") < place["right"] for place in places)
    columns.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.columns').scrollLeft > 0")
    page.emulate_media(media="print")
    assert [False, True] == columns.evaluate(_REACH)


def test_first_tab_skips_to_the_content(page: Page, site: Path) -> None:
    """Who uses a keyboard gets past the navigation with the first key."""
    page.goto((site / "interviews" / "dana-rivera" / "index.html").as_uri())
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert "MAIN" == page.evaluate("target => document.querySelector(target).tagName", target)


_LONG = "Verkehrsinfrastrukturfinanzierungsgesellschaftsrechtsreferent"
_LONG_WORDS = f"""---
person: {_LONG} Huber
position: {_LONG}
organization: {_LONG}
fields: [{_LONG}]
skills: [{_LONG}]
path: ["{_LONG} @ {_LONG} (2010 - 2014)"]
consent: public
---
"""
_BEYOND = """all => all.filter(one => one.getBoundingClientRect().right > 1 + one.closest("li, dl, header, nav")
.getBoundingClientRect().right).map(one => one.textContent)"""


@pytest.mark.parametrize("address", ["", "interviews/", "interviews/huber/", "fields/", "positions/"])
def test_word_longer_than_a_line_is_broken(page: Page, wiki: TinyWiki, address: str) -> None:
    """A word for which there is no room makes no page wider than the screen, and stays within its card, chip or column."""
    built = wiki.write("interviews/huber.md", _LONG_WORDS).build()
    page.goto((built.output / address / "index.html").as_uri())
    assert (0, []) == (page.evaluate(_TOO_WIDE), page.get_by_role("main").locator("a, h1").evaluate_all(_BEYOND))


_TABLE = "| One | Two | Three | Four |\n| --- | --- | --- | --- |\n" + "| responsibilities " * 4 + "|\n"
_LINES = "all => all.map(one => { const range = document.createRange(); range.selectNodeContents(one); "
_LINES += "return new Set(Array.from(range.getClientRects(), line => line.top)).size })"


def test_ordinary_word_in_a_table_is_whole(page: Page, wiki: TinyWiki) -> None:
    """A table for which there is no room is scrolled; its words are not broken."""
    page.goto((wiki.write("about.md", _TABLE).build().output / "about" / "index.html").as_uri())
    assert [1] * 4 == page.locator("td").evaluate_all(_LINES)


_TASKS = f"- [x] a\n    - [ ] b {'and more ' * 40}\n        - [ ] c\n\n- [ ] loose\n\n    Below.\n"
_PLACES = """all => all.map(box => {
  const range = document.createRange();
  range.selectNodeContents(box.parentElement);
  range.setStartAfter(box);
  const lines = Array.from(range.getClientRects()).filter(line => line.width > 5);
  const { left, right, top, bottom } = box.getBoundingClientRect();
  return { left, before: right < lines[0].left, beside: lines[0].top < bottom && top < lines[0].bottom,
           starts: new Set(lines.slice(0, box.parentElement.innerText.length > 99 ? 2 : 1).map(line => line.left)).size };
})"""


def test_tasks_stand_under_each_other_as_written(page: Page, wiki: TinyWiki) -> None:
    """A task within a task is indented, its box stands before the text, and the second line below the first one's text."""
    page.goto((wiki.write("tasks.md", _TASKS).build().output / "tasks" / "index.html").as_uri())
    outer, inner, innermost, loose = places = page.get_by_role("checkbox").evaluate_all(_PLACES)
    assert outer["left"] + 20 < inner["left"] < innermost["left"] - 20
    assert outer["left"] == loose["left"]
    assert [(True, True, 1)] * 4 == [(place["before"], place["beside"], place["starts"]) for place in places]


_ARABIC = """---
person: ليلى حداد
summary: "تحدثت عن الطريق من المختبر."
consent: public
---

هذا نص عربي.

- النقطة الأولى

> هذا اقتباس.

```
code
```
"""


def test_text_from_the_right_has_its_signs_there(page: Page, wiki: TinyWiki) -> None:
    """In an Arabic interview the bullets, the bar of a quote and the beginning of the summary are on the right."""
    page.goto((wiki.write("interviews/layla.md", _ARABIC).build().output / "interviews/layla/index.html").as_uri())
    styles = "(one, names) => names.map(name => getComputedStyle(one)[name])"
    bullet = page.locator(".prose ul").evaluate(styles, ["direction", "paddingLeft"])
    bar = page.locator("blockquote").evaluate(styles, ["borderLeftWidth", "paddingLeft"])
    summary = page.locator(".summary").evaluate(styles, ["unicodeBidi"])
    code = page.locator("pre").evaluate(styles, ["direction"])
    assert (["rtl", "0px"], ["0px", "0px"], ["plaintext"], ["ltr"]) == (bullet, bar, summary, code)


def test_lone_interviews_of_letters_share_a_row(page: Page, wiki: TinyWiki) -> None:
    """By name, letters under which one interview stands are beside each other where there is room."""
    for name in ("Ann", "Bob", "Cem", "Dan", "Dora", "Dov", "小明"):
        wiki.write(f"interviews/{name}.md", f"---\nperson: {name}\nconsent: public\n---\n")
    page.goto((wiki.build().output / "interviews" / "by-name" / "index.html").as_uri())
    tops = page.locator("h2.letter").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert (3 if page.evaluate("innerWidth") > 1000 else 5) == len(set(tops))
    assert ["A", "B", "C", "D", "Other"] == page.locator("h2.letter").all_inner_texts()
