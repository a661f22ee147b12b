"""A view and a template become text; what is wrong with a template becomes a finding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup
from msgspec.structs import replace

from generator.addresses import ROOT
from generator.diagnostics import Code, Diagnostic, Origin
from generator.pages.frame import Frame, Link, NavigationItem
from generator.pages.interview import InterviewView, StepItem
from generator.pages.plain import RedirectView
from generator.pages.view import View
from generator.rendering import TemplateFailure, Theme
from generator.theme import sample_folder, theme_folder

PAGE = Frame(
    site_title="Career paths",
    site_description="How people got there",
    language="en",
    title="Dana Rivera",
    description="From corrosion to public health",
    address="/interviews/dana-rivera/",
    root="../../",
    home="../../",
    canonical="https://example.org/interviews/dana-rivera/",
    feed="../../feed.xml",
    kind="article",
    image="",
    navigation=(NavigationItem("Interviews", "../", True), NavigationItem("Fields", "../../fields/", False)),
    lists=(Link("Fields", "../../fields/"),),
    breadcrumbs=(Link("Home", "../../"), Link("Interviews", "../")),
    here="Dana Rivera",
    structured="",
    edition="",
)

INTERVIEW = InterviewView(
    page=PAGE,
    title="Dana Rivera",
    role="Project manager",
    organization=None,
    day=None,
    summary="",
    sample=False,
    audience="",
    image="",
    steps=(),
    terms=(),
    contents=(),
    body="<p>She likes <em>furnaces</em>.</p>",
    referred_by=(),
    referred=(),
    backlinks=(),
    related=(),
    newer=None,
    older=None,
    are_dated=True,
    extra={},
)


class Greeting(View, frozen=True):
    """A small view for templates of these tests."""

    title: str
    held: Any = None


def write(folder: Path, **templates: str) -> Theme:
    """A theme with these templates of the wiki's own."""
    for name, text in templates.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return Theme(folder)


def rendered(theme: Theme, template: str, view: object) -> str:
    """The text of a view."""
    return theme.render(template, view).decode()


def finding(theme: Theme, template: str, view: object = None) -> Diagnostic:
    """What rendering a broken template reports."""
    with pytest.raises(TemplateFailure) as failure:
        rendered(theme, template, view)
    return failure.value.diagnostic


def test_text_is_escaped() -> None:
    """What an author typed as a title cannot become markup."""
    html = rendered(Theme(None), "interview.html", replace(INTERVIEW, title="<script>alert(1)</script>"))
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>" in html


def test_body_is_markup() -> None:
    """A body has been made safe before and stays as it is."""
    assert "<p>She likes <em>furnaces</em>.</p>" in rendered(Theme(None), "interview.html", INTERVIEW)


def test_one_heading_of_the_first_level() -> None:
    """A page has exactly one h1."""
    assert rendered(Theme(None), "interview.html", INTERVIEW).count("<h1") == 1


def test_no_blank_lines_in_a_row() -> None:
    """Templates leave no holes where there is nothing to show."""
    assert re.search(r"\n\s*\n\s*\n", rendered(Theme(None), "interview.html", INTERVIEW)) is None


def test_indentation_of_templates_stays_with_them(tmp_path: Path) -> None:
    """A page is not padded with the spaces before a template's tags, except where they could be seen."""
    assert not re.findall(r"^ +<", rendered(Theme(None), "interview.html", INTERVIEW), re.MULTILINE)
    theme = write(tmp_path, plain="<p>\n  <b>{{ view.title }}</b>\n  is here</p>", code="<pre>\n  <b>x</b></pre>")
    assert rendered(theme, "plain.html", Greeting("Dana")) == "<p>\n<b>Dana</b>\n  is here</p>"
    assert rendered(theme, "code.html", Greeting("")) == "<pre>\n  <b>x</b></pre>"


def test_step_is_linked_and_dated() -> None:
    """A step shows its years for machines too, and leads to its position's page."""
    step = StepItem(Link("Postdoc", "../../positions/postdoc/"), "", None, "2018–2020", "2018", "2020", False)
    html = rendered(Theme(None), "interview.html", replace(INTERVIEW, steps=(step,)))
    assert '<time class="step-years" datetime="2018">2018–2020</time>' in html
    assert '<a href="../../positions/postdoc/">Postdoc</a>' in html


def test_person_without_a_note_is_plain_text() -> None:
    """A name that leads nowhere is no link."""
    html = rendered(Theme(None), "interview.html", replace(INTERVIEW, referred_by=(Link("Sam Okafor", ""),)))
    assert "<dd>Sam Okafor</dd>" in html


def test_redirect_leads_on() -> None:
    """A redirect page sends the browser on without a script and says where the page is now."""
    html = rendered(
        Theme(None), "redirect.html", RedirectView("../", "Dana", f"{ROOT}dana/", "https://example.org/dana/", "en")
    )
    assert '<meta http-equiv="refresh" content="0; url=../dana/">' in html
    assert '<link rel="canonical" href="https://example.org/dana/">' in html


def test_own_template_replaces_the_theme_s(tmp_path: Path) -> None:
    """A wiki's template of the same name is used instead of the theme's."""
    theme = write(tmp_path, redirect="Gone to {{ view.title }}")
    assert rendered(theme, "redirect.html", Greeting("Rome")) == "Gone to Rome"


def test_own_template_builds_on_the_theme_s(tmp_path: Path) -> None:
    """A wiki's template can extend what the theme has."""
    theme = write(tmp_path, interview='{% extends "base.html" %}{% block content %}<h1>Mine</h1>{% endblock %}')
    assert "<title>Dana Rivera · Career paths</title>" in rendered(theme, "interview.html", INTERVIEW)


def test_syntax_error_has_its_line(tmp_path: Path) -> None:
    """A template that cannot be parsed is reported with file and line."""
    found = finding(write(tmp_path, page="one\n{% if %}\n"), "page.html")
    assert (Code.TEMPLATE_ERROR, Origin.TEMPLATES, "page.html", 2) == (found.code, found.origin, found.path, found.line)


def test_unknown_name_has_its_line_and_a_suggestion(tmp_path: Path) -> None:
    """A field that the view does not have is reported where it is used, with the field that was perhaps meant."""
    found = finding(write(tmp_path, page="\n\n{{ view.titel }}"), "page.html", Greeting("Rome"))
    assert (3, "Greeting has nothing called `titel`: did you mean `title`?") == (found.line, found.message)


def test_error_in_an_included_template_is_reported_there(tmp_path: Path) -> None:
    """The finding is about the template that is wrong, not the one that was asked for."""
    found = finding(write(tmp_path, page='{% include "part.html" %}', part="\n{{ 1 / 0 }}"), "page.html")
    assert ("part.html", 2, "division by zero") == (found.path, found.line, found.message)


def test_missing_part_is_reported_where_it_is_asked_for(tmp_path: Path) -> None:
    """A template that does not exist is named, at the line that wants it."""
    found = finding(write(tmp_path, page='\n{% include "nowhere.html" %}'), "page.html")
    assert ("page.html", 2, "There is no template called `nowhere.html`") == (found.path, found.line, found.message)


def test_template_in_another_encoding_is_reported(tmp_path: Path) -> None:
    """A template that is not UTF-8 is a finding."""
    (tmp_path / "page.html").write_bytes(b"caf\xe9")
    assert finding(Theme(tmp_path), "page.html").message.startswith("This template is not in UTF-8")


def test_templates_are_confined(tmp_path: Path) -> None:
    """A template of a foreign wiki cannot reach Python's insides."""
    found = finding(write(tmp_path, page="{{ view.__class__.__mro__ }}"), "page.html", Greeting("Rome"))
    assert Code.TEMPLATE_ERROR == found.code


@pytest.mark.parametrize("name", ["../secret.html", "linked.html"])
def test_no_file_outside_of_the_folders_is_read(tmp_path: Path, name: str) -> None:
    """Neither a path nor a symbolic link leads out of the templates' folders."""
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    own = tmp_path / "templates"
    own.mkdir()
    (own / "linked.html").symlink_to(tmp_path / "secret.html")
    found = finding(write(own, page=f'{{% include "{name}" %}}'), "page.html")
    assert found.message == f"There is no template called `{name}`"


def test_digest_follows_every_part(tmp_path: Path) -> None:
    """A change in what a template extends, includes or imports changes its digest; one elsewhere does not."""
    theme = write(tmp_path, page='{% include "part.html" %}', part="a", other="a")
    before = theme.digest("page.html"), theme.digest("other.html")
    write(tmp_path, part="b")
    theme = Theme(tmp_path)
    assert (False, True) == (before[0] == theme.digest("page.html"), before[1] == theme.digest("other.html"))


def test_digest_of_a_made_up_name_is_of_all(tmp_path: Path) -> None:
    """Where a template chooses another as it runs, a change in any template counts."""
    theme = write(tmp_path, page="{% include view.title %}", other="a")
    before = theme.digest("page.html")
    write(tmp_path, other="b")
    theme = Theme(tmp_path)
    assert before != theme.digest("page.html")


def test_own_assets_replace_and_add(tmp_path: Path) -> None:
    """A wiki's assets stand beside the theme's and win over them; hidden files are no assets."""
    assets = tmp_path / "assets" / "images"
    assets.mkdir(parents=True)
    for name in ("images/logo.svg", "images/.DS_Store", "style.css"):
        (tmp_path / "assets" / name).touch()
    found = Theme(tmp_path).assets()
    assert found["/assets/images/logo.svg"] == tmp_path / "assets/images/logo.svg"
    assert found["/assets/style.css"] == tmp_path / "assets/style.css"
    assert found["/assets/prose.css"] == theme_folder() / "assets/prose.css"
    assert not any(".DS_Store" in address for address in found)


def test_no_page_asks_another_host() -> None:
    """Neither templates nor style sheets fetch anything from elsewhere."""
    sources = [path for path in theme_folder().rglob("*") if path.suffix in (".html", ".css")]
    fetching = re.compile(r"""(src|@import|url\()\s*=?\s*["']?(https?:)?//|<link[^>]*href="(https?:)?//""")
    assert [] == [path.name for path in sources if fetching.search(path.read_text(encoding="utf-8"))]


def test_theme_and_sample_are_found() -> None:
    """What comes with the program is where the program looks for it."""
    assert (theme_folder() / "base.html").is_file()
    assert (sample_folder() / "interviews").is_dir()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.text("<>&'\"ab").map(Markup),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["title", "held", "class"]), inner),
    max_leaves=4,
)
SHOWING = """
{%- macro shown(value) %}<b title="{{ value }}">{{ value }}</b>{% endmacro -%}
{{ view.title }}|{{ view.held }}|{{ view.title ~ view.held }}|{{ shown(view.held) }}|{{ view.title | upper }}
{%- for value in [view, view.held] if value %}{% set inner = value.title %}{{ inner }}{{ value.title }}{% endfor -%}
{{ view.held.title | safe }}{{ "<" ~ view.held.title }}{% if view.title %}{{ view.title[1:] }}{% endif %}
"""


JINJA = Environment(autoescape=True, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True).from_string(
    SHOWING
)


@pytest.fixture(scope="session")
def showing(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """A theme that shows a view in many ways."""
    return write(tmp_path_factory.mktemp("theme"), page=SHOWING)


@settings(deadline=None)
@given(title=st.text(), held=VALUES)
def test_templates_give_the_text_that_jinja_gives(showing: Theme, title: str, held: Any) -> None:
    """However quickly: values of any kind, marked safe or not, within views or not."""
    view = Greeting(title, {"title": held})
    assert JINJA.render(view=view) == rendered(showing, "page.html", view)


def test_own_key_that_a_note_lacks_is_empty(tmp_path: Path) -> None:
    """What one author wrote another need not have; a view's fields all have."""
    theme = write(tmp_path, page="[{% if view.held.mood %}x{% endif %}{{ view.held.mood }}{{ view.held.gone.deep }}]")
    assert "[]" == rendered(theme, "page.html", Greeting("", {"other": 1}))
    assert "[x1]" == rendered(theme, "page.html", Greeting("", {"mood": 1}))


def test_fields_may_be_called_as_python_calls_things(tmp_path: Path) -> None:
    """An author's key may be a word of Python's."""
    theme = write(tmp_path, page="{{ view.held.class }}{{ view.held.import.from }}")
    assert rendered(theme, "page.html", Greeting("", {"class": "a", "import": {"from": "<b>"}})) == "a&lt;b&gt;"
