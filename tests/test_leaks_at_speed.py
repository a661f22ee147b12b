"""The laws of the leak check's short cuts: what is seen at a glance, or remembered, is what a careful look would see."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.notes.manner import Reading
from generator.notes.note import Audience, Consent, Note
from generator.notes.reading import read_note
from generator.publishing.leaks import looking, skimming
from generator.publishing.leaks.gathering import Gathering, secrets_of
from generator.publishing.leaks.glancing import Glance, glance
from generator.publishing.leaks.looking import Looker
from generator.publishing.leaks.readings import AS_SHOWN, AS_WRITTEN
from generator.publishing.leaks.secrets import Secret, SecretKind
from generator.workers import WORTH_IT, Workers

FRAGMENTS = (
    *(
        "Dana",
        "Rivera",
        "dana",
        "Ri",
        "vera",
        "Da",
        "na",
        "an",
        "a",
        "Li",
        "Na",
        "Amy",
        "chen",
        "amychen",
        "7",
        "É",
        "é",
        "e\u0301",
        "ß",
        "Ó",
        "ﬁ",
        "王",
        "小明",
        "я",
    ),
    *(" ", "\n", "\r\n", "-", "_", ".", "\u00a0", "\u00ad", "\u200b", "–", "…", "½", "’"),
    *("<b>", "</b>", "<p>", "</p>", "<br/>", '<a href="/dana-rivera/">', "<img alt='Dana'", "<!-- ", " -->", "<!x>"),
    *("<", ">", "<3", "< ", "</", "<?", "/>"),
    *(
        "&",
        "&amp;",
        "&amp",
        "&lt;",
        "&gt;",
        "&#68;",
        "&#68",
        "&#x44;",
        "&shy;",
        "&nbsp;",
        "&eacute;",
        "&am",
        "p;",
        "& ",
    ),
    *("&bsol;", "&percnt;", "&hellip;", "&nosuch;", "&notit;"),
    *("%", "%44", "%C3%A9", "%C3", "%A9", "%20", "%2544", "% ", "%3C", "%"),
    *("R&amp;D", "?a=1&amp;tid=2", "&T", "T", "i", "mes", "100%", "% ", "4", "4</b>", '\\"', "\\u0026", "amp;", "lt"),
    *("\\", "\\u0044", "\\n", "\\\n", "\\x44"),
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
TAGS = st.lists(st.sampled_from(("<b>", "</b>", "<p>", "<br/>", "<wbr>", "\u00ad")), max_size=2).map("".join)
BESIDE = st.sampled_from(("", " ", "x", "–"))
PARTED = st.tuples(BESIDE, TAGS, st.just("Da"), TAGS, st.just("na"), TAGS, BESIDE).map("".join)
"""Names with tags in the middle of their words."""
SECRETS = [
    Secret("Dana Rivera", SecretKind.NAME, "interviews/dana.md", "person"),
    Secret("Rivera", SecretKind.PART, "interviews/dana.md", "person"),
    Secret("Dana", SecretKind.PART, "interviews/dana.md", "person"),
    Secret("Li Na", SecretKind.NAME, "interviews/lina.md", "person"),
    Secret("Amy Chen", SecretKind.NAME, "interviews/amy.md", "person"),
    Secret("Éa", SecretKind.VALUE, "interviews/lina.md", "role"),
    Secret("王小明", SecretKind.NAME, "interviews/wang.md", "person"),
]
LOOKER = Looker(SECRETS)


def letters(folded: bytes) -> bytes:
    """A folded text without its spaces."""
    return folded.replace(b" ", b"")


@settings(deadline=None, max_examples=1000)
@given(text=TEXTS)
def test_glance_sees_what_is_read_with_care(text: str) -> None:
    """What is seen at a glance is the same, letter by letter, as what both readings give."""
    data = text.encode()
    seen = glance(data)
    if seen is not None:
        expected = AS_WRITTEN.fold(data)
        assert (letters(expected), letters(AS_SHOWN.fold(data))) == (seen.written, seen.shown)
        assert expected.split() == seen.words.split()


@settings(deadline=None, max_examples=1000)
@example(text="<p>Ri<b>ve</b>ra", path="index.html")
@example(text="<p>by</p><p>Dana</p><p>Rivera", path="index.html")
@given(text=TEXTS, path=st.sampled_from(["index.html", "style.css", "map.svg"]))
def test_glance_hides_no_leak(text: str, path: str) -> None:
    """A look that begins with a glance finds what one without finds."""
    data = text.encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "glance", lambda data: None)
        expected = LOOKER.look(path, data)
    assert expected == LOOKER.look(path, data)


@settings(deadline=None, max_examples=300)
@example(
    files=[("amychen-cv.txt", "Hello"), ("b.html", "amychen@x.org"), ("c.html", "<p>amy<b>chen</b>"), ("d", "amychens")]
)
@example(files=[("dana-rivera.html", "Hello"), ("b.html", "Dana"), ("c.html", "Rivera"), ("d.html", "Hello")])
@example(
    files=[
        ("a.html", "<p>of R<b>i<i></i>v</b>era</p>"),
        ("b.html", "bandana</b>rivera"),
        ("c.html", "Da&shy;<b>na</b>"),
    ]
)
@example(
    files=[("a.html", "<p>Da<b>na</b><p>x"), ("b.html", "x<br/>Ri<b>vera</b>"), ("c.html", "a</p>Da<b>n</b>a<br>")]
)
@given(
    files=st.lists(st.tuples(st.sampled_from(["a.html", "danaRivera.css", "li/na.svg"]), TEXTS | PARTED), max_size=5)
)
def test_files_together_are_found_out_as_each_alone(files: list[tuple[str, str]]) -> None:
    """What stands in one file is found there, and two files make no leak between them."""
    written = [(path, text.encode()) for path, text in files]
    assert [LOOKER.look(*file) for file in written] == LOOKER.look_through(written)


FAR_IN = "<p>" + "word " * 40 + "Da<b>na</b> Rivera" + " word" * 40
LONG = "she said that nobody had ever told her before how little of all this would matter to anybody in the end"

LINES = st.sampled_from(
    (
        *(
            "<ul>",
            "</ul>",
            "<li>Bandana</li>",
            "<li>Dana</li>",
            "<li>Rivera</li>",
            "<li>Riveran</li>",
            "<li><a href='/x/'>Li</a></li>",
            "<li>Na</li>",
        ),
        *(
            "<p>Dana",
            "Rivera</p>",
            "<p>by Amy",
            "chen</p>",
            "<b>of Da</b>na",
            "<p>Ri<i>ve</i>ra",
            "<p>王小</p>",
            "<p>明",
        ),
        *(
            '<a title="Dana',
            'Rivera">x</a>',
            '<a title="Dana Rivera">x</a>',
            '<a title="Bandana Rivera">',
            "<p>Da&#10;na",
            "<!-- Dana",
            "Rivera -->",
            "na</p>",
            "<p>Da",
            "",
            "A\\",
        ),
        *("<p>a&amp;b</p>", "<p>Éa</p>", "<p>É", "a", "<p>%44ana", "\udcffDana", "<p>" + "of Dana " * 30, "<p>x\0Dana"),
        *("<p>" + "word " * 40 + "Dana", "Rivera " + "word " * 40 + "</p>", FAR_IN),
        *("<p>" + LONG[:90], LONG[90:], f"<p>{LONG}</p>", f"<p>{LONG[:30]}<b>{LONG[30:95]}</b>", LONG[95:]),
    )
)


@settings(deadline=None, max_examples=600)
@example(
    pages=[["<li>Dana</li>", "<p>a&amp;b</p>"], ["<p>x</p>", "<li>Rivera</li>"], ["<li>Dana</li>", "<li>Rivera</li>"]]
)
@example(pages=[[FAR_IN], *[["<p>" + LONG[:90]], [LONG[90:]]] * 2, ["<p>" + LONG[:90], LONG[90:]]])
@given(pages=st.lists(st.lists(LINES, max_size=6), max_size=8))
def test_lines_that_pages_share_hide_no_leak(pages: list[list[str]]) -> None:
    """A line that was on an earlier page is not read again, and whatever is made of it and others is found all the
    same.
    """
    written = [
        (f"{number}.html", "\n".join(("<!doctype html>", *lines)).encode("utf-8", "surrogateescape"))
        for number, lines in enumerate(pages)
    ]
    full_names = [secret for secret in SECRETS if secret.kind is not SecretKind.PART]
    passage = Secret(LONG, SecretKind.PASSAGE, "interviews/dana.md", "body")
    for secrets in (SECRETS, full_names, [*full_names, passage], [passage]):
        alone = [Looker(secrets).look(*file) for file in written]
        assert alone == Looker(secrets).look_through(written)


WORDS = st.sampled_from(
    (
        *("<p>a <mark>b</mark></p>", '<html lang="en">', "<p>Mark", "Mark", "<mark>", "</mark>", "<p lang=x>Lang</p>"),
        *("<i>in June 2020</i>", "in", "June", "<p>by June", "2020", "<p>M<b>ark</b>", '<a href="/mark/">', "M&#97;rk"),
        *('<a title="Mark">x</a>', "index", "<p>index.mark", "<p>Mark<mark>", "mark.", "<mark title='Lang'>x</mark>"),
    )
)


@settings(deadline=None, max_examples=600)
@given(pages=st.lists(st.lists(WORDS, max_size=5), max_size=5))
def test_words_of_markup_hide_no_leak(pages: list[list[str]]) -> None:
    """Where a line has a secret word as markup alone, the page is not read for it, and no other place is passed over."""
    secrets = [Secret(name, SecretKind.PART, "a.md", "person") for name in ("Mark", "Lang", "June")]
    written = [(f"{number}.html", "\n".join(("<!doctype>", *lines)).encode()) for number, lines in enumerate(pages)]
    assert [Looker(secrets).look(*file) for file in written] == Looker(secrets).look_through(written)


def test_page_is_not_read_for_a_word_of_its_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """People called Mark and Lang do not make the check of every page slow."""
    looker = Looker([Secret(name, SecretKind.PART, "a.md", "person") for name in ("Mark", "Lang")])
    monkeypatch.delattr(looking, "readings")
    page = b'<!doctype html>\n<html lang="en">\n<p>Dana met <mark>a friend</mark>, and <mark>another</mark>.</p>'
    assert [()] == looker.look_through([("index.html", page)])
    with pytest.raises(NameError):
        looker.look_through([("index.html", page + b"\n<p>Mark")])


def test_line_that_pages_share_is_not_read_again() -> None:
    """Reuse is real: of a page whose lines were on two others, only the letters shown are looked through."""
    page = b"<!doctype html>\n<p>One of many lines</p>\n<p>Another</p>"
    looker = Looker(SECRETS)
    looker.look_through([("a.html", page), ("b.html", page)])
    seen = []

    def noted(data: bytes) -> Glance | None:
        seen.append(data)
        return glance(data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(skimming, "glance", noted)
        looker.look_through([("c.html", page + b"\n<p>New</p>")])
    assert [b"<p>New</p>"] == seen


def test_line_is_seen_once_however_often_something_like_a_name_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text may be one line of a million letters, and all of it about somebody who is called nearly so."""
    seen = []

    def noted(data: bytes) -> Glance | None:
        seen.append(data)
        return glance(data)

    monkeypatch.setattr(skimming, "glance", noted)
    line = b"<p " + b'title="Bandana Rivera" ' * 50 + b">" + b"Bandana Rivera " * 50 + b"</p>"
    looker = Looker([secret for secret in SECRETS if secret.kind is SecretKind.NAME])
    assert [()] == looker.look_through([("a.html", line + b"\n<p>Bye</p>")])
    assert len(seen) <= 3


def test_page_whose_lines_are_all_known_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a page that has nothing of its own read with care."""
    monkeypatch.delattr(looking, "unpack")
    looker = Looker(SECRETS)
    for number in range(4):
        assert [()] == looker.look_through([(f"{number}.html", b"<!doctype html>\n<p>One of many lines</p>")])


@settings(deadline=None)
@given(data=st.binary(max_size=60))
def test_glance_bears_any_bytes(data: bytes) -> None:
    """Bytes that are no text are left to a careful look, or seen as it would see them."""
    seen = glance(data)
    assert seen is None or letters(AS_WRITTEN.fold(data)) == seen.written


def test_ordinary_page_is_seen_at_a_glance() -> None:
    """Entities, addresses, accents and an ampersand between words do not make a page extraordinary."""
    page = '<!doctype html><p title="Ren&eacute;e">Caf%C3%A9 &amp; <b>résumé</b> – it&#39;s … 50 % more</p>'
    seen = glance(page.encode())
    assert seen is not None
    assert b"caferesumeits50more" == seen.shown


@pytest.mark.parametrize(
    "text",
    [
        '<a href="/x?a=1&amp;tid=2">R&amp;D</a> at <b>AT&amp;T</b>.',
        "<p>100%</p>, or 50%, of it",
        r'<script>{"name":"Dana \"Dee\" Rivera","worksFor":"Foods \u0026 Co"}</script>',
    ],
)
def test_what_many_pages_hold_is_seen_at_a_glance(text: str) -> None:
    """Nor do addresses with several values, letters joined by an ampersand, all of it, and quotes in data."""
    assert glance(text.encode()) is not None


# Gathering, from one build to the next

PEOPLE = ("Dana Rivera", "Rivera Sol", "Sol Vance", "Ada Vance")
CONSENTS = (
    "public",
    "cohort",
    "private",
    "{audience: public, name: A smith}",
    "{audience: public, withhold: [organization]}",
    "{audience: public, allow: [Vance]}",
    "{audience: public, name: A smith at Vance, allow: [Vance]}",
    "{audience: private, allow: [Rivera]}",
)
BODIES = (
    "Nobody knew that she left so early that year.",
    ":::private\nNobody knew that she left so early that year.\n:::\n",
    "The river is as slow as a rivera, and Quillfoundry knows it.",
    "I met [[Dana Rivera]], and sol and vance are words.",
    "Plain words.",
)
PATHS = ("interviews/a.md", "interviews/b.md", "interviews/c.md", "guides/g.md")


@st.composite
def notes(draw: st.DrawFn, path: str) -> Note:
    """A note that hides something, or tells what another hides, or neither."""
    body = draw(st.sampled_from(BODIES))
    if path.startswith("guides/"):
        return read_note(path, f"---\ntitle: {draw(st.sampled_from(PEOPLE))}\n---\n{body}\n".encode(), Reading())
    text = (
        f"---\nperson: {draw(st.sampled_from(PEOPLE))}\nconsent: {draw(st.sampled_from(CONSENTS))}\n"
        f"organization: {draw(st.sampled_from(('Quillfoundry', 'Vance Institute')))}\n"
        f"referred_by: [{draw(st.sampled_from(('', *PEOPLE)))}]\n"
        f"image: {draw(st.sampled_from(('', 'river.jpg', 'sol-vance.jpg')))}\n---\n{body}\n"
    )
    return read_note(path, text.encode(), Reading())


EDITS = st.lists(
    st.sampled_from(PATHS).flatmap(lambda path: st.tuples(st.just(path), st.none() | notes(path), st.booleans())),
    min_size=1,
    max_size=8,
)
"""Which note becomes what, and whether another process goes on from there."""


def stated(note: Note) -> Consent:
    """What the note itself says about consent."""
    return note.interview.consent if note.interview else Consent(Audience.PUBLIC)


@settings(deadline=None, max_examples=200)
@given(edits=EDITS, audience=st.sampled_from([Audience.PUBLIC, Audience.COHORT]))
def test_gathering_again_is_gathering_anew(edits: list[tuple[str, Note | None, bool]], audience: Audience) -> None:
    """After any edits, in one process or several, the secrets are those of the notes as they are now."""
    gathering = Gathering(audience, stated)
    now: dict[str, Note] = {}
    remembered = b""
    for path, edited, is_handed_over in edits:
        if is_handed_over:
            gathering = Gathering(audience, stated)
            gathering.take_up(now, remembered, stated)
        now.pop(path, None)
        if edited is not None:
            now[path] = edited
        gathering.update({path: edited} if edited is not None else {}, [path] if edited is None else [])
        assert secrets_of(now.values(), audience, stated, ["Ada"]) == gathering.secrets(["Ada"])
        remembered = gathering.remember()


def test_note_that_tells_one_secret_and_no_longer_another() -> None:
    """As many secrets as before, and yet not the same."""
    gathering = Gathering(Audience.PUBLIC, stated)
    secrets = []
    for number, name in enumerate(("Quillfoundry", "Vance Institute")):
        hidden = f"---\nperson: Person {number}\norganization: {name}\nconsent: private\n---\n"
        gathering.update({f"interviews/{number}.md": read_note(f"interviews/{number}.md", hidden.encode(), Reading())})
    for name in ("Quillfoundry", "Vance Institute"):
        gathering.update({"guides/g.md": read_note("guides/g.md", f"Ask at {name}.".encode(), Reading())})
        secrets.append({secret.text for secret in gathering.secrets() if secret.key == "organization"})
    assert [{"Vance Institute"}, {"Quillfoundry"}] == secrets


def test_edit_that_hides_nothing_else_leaves_the_secrets_as_they_are() -> None:
    """The encoded secrets are the same object, so nothing has to be looked through or decoded again."""
    hidden = read_note("interviews/d.md", b"---\nperson: Dana Rivera\nconsent: private\n---\nShe left.\n", Reading())
    guides = [read_note("guides/g.md", text, Reading()) for text in (b"Plain words.", b"Other words.")]
    gathering = Gathering(Audience.PUBLIC, stated)
    gathering.update({hidden.path: hidden})
    encoded = []
    for guide in guides:
        gathering.update({guide.path: guide})
        encoded.append(gathering.encoded())
    assert encoded[0]
    assert encoded[0] is encoded[1]


def test_many_notes_asked_by_many_processes_make_the_same_known() -> None:
    """Where the work is shared, what is secret is what it would be without."""
    hiding = [
        f"person: {name}\norganization: {name.split()[1]} Works\nconsent: private" for name in (*PEOPLE, "Grace Hill")
    ]
    telling = [f"title: A guide\ntags: [{tag}]" for tag in ("hill works", "river", "Sol Works", "Plain")]
    notes: dict[str, Note] = {}
    for number in range(2 * WORTH_IT):
        kind, heads = ("interviews", hiding) if number < 300 else ("guides", telling)
        body = "They say it with grace, and by a hill." if number == 790 else BODIES[4]
        text = f"---\n{heads[number % len(heads)]}\n---\n{body}\n"
        path = f"{kind}/{number}.md"
        notes[path] = read_note(path, text.encode(), Reading())
    gathering = Gathering(Audience.PUBLIC, stated)
    gathering.update(notes)
    with Workers(2) as workers:
        shared = gathering.secrets((), workers)
    assert secrets_of(notes.values(), Audience.PUBLIC, stated, ()) == shared
    assert {"Dana", "Vance", "Vance Works"} <= {secret.text for secret in shared}
    assert not {"Grace", "Hill", "Hill Works", "Sol Works"} & {secret.text for secret in shared}
    edited = read_note("guides/300.md", f"---\n{telling[0]}\n---\n{BODIES[4]} Still.\n".encode(), Reading())
    gathering.update({edited.path: edited})
    with Workers(2) as workers:
        assert shared == gathering.secrets((), workers)
        assert not workers.are_there, "an edited note that tells what it told is asked here, and nobody else is"
