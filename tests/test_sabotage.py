"""The theme, the door and the cleaning of pictures are sabotaged, and the leak check alone must hold the site back."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from canary_wiki import PUBLIC, SAM, photo
from generator.diagnostics import Code, Severity
from generator.editions.door import Door
from generator.notes.dates import Date
from generator.notes.note import Audience, Consent, Note
from generator.publishing.manifest import manifest_text
from tiny_wiki import TinyWiki

SECRET = "Zqxvdana Zqxvrivera"
STAND_IN = "{audience: public, name: Robin Field, withhold: [organization, skills, image]}"
DANA = f"""---
person: {SECRET}
consent: {STAND_IN}
organization: Zqxv Institute of Sound
skills: [zqxvweaving]
fields: [Public health]
image: portrait.jpg
date: 2026-03-04
---
Hello.

:::private
She told me zqxvone zqxvtwo about the zqxvthree zqxvfour move.
:::
"""


@pytest.fixture
def honest(wiki: TinyWiki) -> dict[str, bytes]:
    """The files of a public edition in which nothing is sabotaged yet."""
    wiki.write("interviews/dana.md", DANA).write("interviews/sam.md", SAM)
    wiki.write("interviews/portrait.jpg", photo(SECRET)).settings('base_url = "https://example.org"\n')
    built = wiki.build(edition=PUBLIC)
    assert [] == list(built.codes())
    return built.files()


def leaking(wiki: TinyWiki, honest: Mapping[str, bytes]) -> set[str]:
    """Build again, from nothing; the files with a leak, when that has changed nothing of the site."""
    built = wiki.build(edition=PUBLIC, clean=True)
    leaks = [found for found in built.report.diagnostics if found.code is Code.LEAK]
    assert honest == built.files()
    assert (0, 0) == (built.report.written, built.report.removed)
    assert all(found.severity is Severity.ERROR for found in leaks)
    return {path for found in leaks for path in (found.path, *found.also)}


GIVEN_AWAY = {
    "a name": SECRET,
    "a surname": "Zqxvrivera",
    "another's name": "Sam Okafor",
    "a withheld value": "Zqxv Institute of Sound",
    "a withheld term": "zqxvweaving",
    "a passage": "She told me zqxvone zqxvtwo about the zqxvthree zqxvfour move.",
    "a hidden note": "Sam said zqxvsecret zqxvwords that nobody else may ever read.",
}


@pytest.mark.parametrize("secret", GIVEN_AWAY.values(), ids=GIVEN_AWAY.keys())
def test_a_sabotaged_page_is_held_back(wiki: TinyWiki, honest: Mapping[str, bytes], secret: str) -> None:
    """A template that writes any kind of secret into a page stops the build."""
    wiki.template("404.html", f"<!doctype html><title>x</title><p>{secret}")
    assert {"404.html"} == leaking(wiki, honest)


def packed(text: str) -> bytes:
    """A zip with a text in it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", text)
    return written.getvalue()


THEME_FILES: Mapping[str, str | bytes] = {
    "feed.xml": f"<feed><title>{SECRET}</title></feed>",
    "sitemap.xml": f"<urlset><url><loc>https://example.org/{SECRET.replace(' ', '-').lower()}/</loc></url></urlset>",
    "assets/a.css": f"a::before {{ content: '{SECRET}' }}",
    "assets/a.js": f"const name = '{SECRET.replace('d', chr(92) + 'u0064')}'",
    "assets/a.json": '{"person": ["Zqxvdana", "Zqxvrivera"]}',
    "assets/a.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{SECRET}</desc></svg>',
    "assets/a.txt": SECRET.upper(),
    "assets/a.json.gz": gzip.compress(SECRET.encode()),
    "assets/a.zip": packed(SECRET),
    "assets/a.jpg": photo(SECRET),
    "assets/a.pf_fragment": gzip.compress(b'pagefind_dcd{"content":"' + SECRET.encode() + b'"}'),
    "assets/zqxvdana-zqxvrivera.css": "",
}


@pytest.mark.parametrize("path", THEME_FILES)
def test_a_sabotaged_file_of_the_theme_is_held_back(wiki: TinyWiki, honest: Mapping[str, bytes], path: str) -> None:
    """Whatever kind of file it is."""
    text = THEME_FILES[path]
    file = wiki.template(path, "").root / "templates" / path
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    assert path in leaking(wiki, honest)


def test_a_sabotaged_door_is_noticed(
    wiki: TinyWiki, honest: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A door that lets everything through stops the build: pages, feeds and the list of files give it away."""
    monkeypatch.setattr(Door, "admit", lambda _, note: note)
    assert {
        *("interviews/dana/index.html", "interviews/sam/index.html", "feed.xml"),
        *("interviews/index.html", "fields/public-health/index.html", "fields/public-health/feed.xml"),
        "skills/zqxvweaving/index.html",
        ".fieldpath-manifest",
    } <= leaking(wiki, honest)


@pytest.mark.parametrize(
    ("said", "settings"),
    [
        ("consent: {audience: public, expires: 2020-01-01}", ""),
        ("consent: {audience: public, given: 2099-01-01}", ""),
        ("consent: {audience: public, name: The Zqxvdana Quillmore}", ""),
        ("consent: cohort", ""),
        ("", ""),
        ("", '[consent]\ndefault = "public"\nfolders = {"interviews" = "cohort"}\n'),
    ],
)
def test_a_door_that_takes_everything_for_public_is_noticed(
    wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch, said: str, settings: str
) -> None:
    """Which consent holds is worked out by both."""
    wiki.write("interviews/dana.md", f"---\nperson: Zqxvdana Quillmore\n{said}\n---\nWe met in spring.\n")
    for module in ("door", "known"):
        monkeypatch.setattr(f"generator.editions.{module}.agreed", lambda *_: Consent(Audience.PUBLIC, stated=True))
    built = wiki.settings(settings).build(edition=Audience.PUBLIC)
    assert (True, {}) == (Code.LEAK in built.codes(), built.files())


def test_a_door_that_is_ajar_is_noticed(
    wiki: TinyWiki, honest: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One value that says too much is enough."""
    real = Door.admit

    def admit(door: Door, note: Note) -> Note | None:
        seen = real(door, note)
        return replace(seen, summary=f"This is {SECRET}.") if seen else None

    monkeypatch.setattr(Door, "admit", admit)
    assert {"interviews/robin-field/index.html", "feed.xml"} <= leaking(wiki, honest)


@pytest.mark.parametrize("by_itself", [True, False], ids=["its own stand-in", "that of another note"])
def test_a_door_that_shows_the_portrait_beside_a_stand_in_is_noticed(
    wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch, by_itself: bool
) -> None:
    """What the picture is called is looked for, though nobody has written that it is withheld."""
    stand_in = "{audience: public, name: Robin Field}"
    wiki.write("interviews/a.md", f"---\nperson: {SECRET}\nconsent: {stand_in}\n---\nHello.\n")
    consent = stand_in if by_itself else "public"
    text = f"---\nperson: {SECRET}\nconsent: {consent}\nimage: zqxvface.jpg\n---\nHello again.\n"
    wiki.write("interviews/b.md", text).write("interviews/zqxvface.jpg", photo("x"))
    real = Door.admit

    def admit(door: Door, note: Note) -> Note | None:
        seen = real(door, note)
        return replace(seen, image=note.image) if seen else None

    monkeypatch.setattr(Door, "admit", admit)
    built = wiki.build(edition=PUBLIC)
    leaks = [found.message for found in built.report.diagnostics if found.code is Code.LEAK]
    assert ([True], {}) == (["zqxvface" in message for message in leaks], built.files())


def test_a_picture_that_was_not_cleaned_is_held_back(
    wiki: TinyWiki, honest: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its metadata are read, too."""
    monkeypatch.setattr("generator.press.producing.cleaned", lambda _, data: data)
    wiki.write("interviews/dana.md", DANA.replace("image: portrait.jpg", "")).write("guides/a.md", "![](new.jpg)")
    wiki.write("guides/new.jpg", photo(SECRET))
    assert {"attachments/guides/new.jpg"} == leaking(wiki, honest)


def test_a_sabotaged_manifest_is_held_back(
    wiki: TinyWiki, honest: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of files is published with them."""
    name = "zqxvdana-zqxvrivera.html"
    monkeypatch.setattr("generator.press.press.manifest_text", lambda paths: manifest_text({*paths, name}))
    assert {".fieldpath-manifest"} == leaking(wiki, honest)


def test_sabotage_that_is_undone_lets_the_site_be_built_again(wiki: TinyWiki, honest: Mapping[str, bytes]) -> None:
    """A build that was stopped leaves nothing behind that stops the next."""
    wiki.template("404.html", SECRET)
    leaking(wiki, honest)
    (wiki.root / "templates/404.html").unlink()
    built = wiki.build(edition=PUBLIC)
    assert ([], dict(honest)) == (built.codes(), built.files())


def test_a_leak_in_a_first_build_publishes_nothing(wiki: TinyWiki) -> None:
    """There is no earlier site to keep, and none comes to be."""
    built = wiki.write("interviews/dana.md", DANA).template("404.html", SECRET).build(edition=PUBLIC)
    assert (True, {}) == (Code.LEAK in built.codes(), built.files())


def test_a_word_that_the_author_allows_is_no_leak(wiki: TinyWiki, honest: Mapping[str, bytes]) -> None:
    """A surname that is also something else may be listed in the settings."""
    wiki.template("404.html", "<p>Zqxvrivera")
    assert {"404.html"} == leaking(wiki, honest)
    wiki.settings('[consent]\nallow = ["Zqxvrivera"]\n')
    assert [] == wiki.build(edition=PUBLIC).codes()


@pytest.mark.usefixtures("honest")
def test_secrets_that_are_new_are_looked_for_in_pages_that_stay(wiki: TinyWiki) -> None:
    """A name that becomes one after its page was made is found on it."""
    wiki.template("404.html", "<p>Zqxvnora Zqxvwest")
    before = wiki.build(edition=PUBLIC)
    assert [] == before.codes()
    site = before.files()
    wiki.write("interviews/nora.md", "---\nperson: Zqxvnora Zqxvwest\nconsent: private\n---\n")
    after = wiki.build(edition=PUBLIC)
    assert ({"404.html"}, site) == ({found.path for found in after.report.diagnostics}, after.files())


@pytest.mark.usefixtures("honest")
@pytest.mark.parametrize(
    ("consent", "body", "day"),
    [
        ("public", "", Date(2026, 5, 31)),
        ("private", "Zqxv Institute of Sound", Date(2026, 5, 31)),
        ("{audience: public, expires: 2026-06-01}", "Zqxv Institute of Sound", Date(2026, 6, 1)),
    ],
)
def test_what_nobody_tells_any_more_is_looked_for_in_pages_that_stay(
    wiki: TinyWiki, consent: str, body: str, day: Date
) -> None:
    """A withheld value that another note told is a secret again when that note is edited, or may not be seen."""
    wiki.template("404.html", "<p>Zqxv Institute of Sound").settings('base_url = "https://example.org"\n')
    before = "consent: {audience: public, expires: 2026-06-01}"
    wiki.write("interviews/ada.md", f"---\nperson: Ada\n{before}\n---\nI know Zqxv Institute of Sound.\n")
    told = wiki.build(edition=PUBLIC, date=Date(2026, 5, 31))
    assert [] == told.codes()
    site = told.files()
    wiki.write("interviews/ada.md", f"---\nperson: Ada\nconsent: {consent}\n---\nI know {body}.\n")
    after = wiki.build(edition=PUBLIC, date=day)
    assert ({"404.html"}, site) == ({found.path for found in after.report.diagnostics}, after.files())
