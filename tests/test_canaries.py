"""Canaries: every thing that can be kept back has a word of its own, and each edition is searched for all of them.

In: a wiki in which nothing is said without a canary. Out: where each canary was found, in whatever a file holds. Then
the theme, the door and the cleaning of pictures are sabotaged, and the leak check alone must hold the site back.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from PIL import Image

from generator.diagnostics import Code, Severity
from generator.editions import Door
from generator.notes.dates import Date
from generator.notes.note import Audience, Note
from generator.publishing.manifest import manifest_text
from tiny_wiki import Built, TinyWiki

PUBLIC, COHORT, PRIVATE = Audience.PUBLIC, Audience.COHORT, Audience.PRIVATE
NOBODY = frozenset[Audience]()
FOR_ALL = frozenset(Audience)
FOR_COHORT = frozenset({COHORT, PRIVATE})
FOR_ME = frozenset({PRIVATE})

NAMES = ("title", "person", "surname", "slug", "file", "alias", "address")
VALUES = (
    *("role", "organization", "field", "careerpath", "sector", "careertype", "jobfunction", "position", "workplace"),
    *("area", "skill", "tag", "hashtag", "summary", "image", "extra"),
)
TEXT = ("prose", "heading", "cell", "code", "footnote", "label", "alt", "picture", "outside", "embedded")
PASSAGES = {"cohort": FOR_COHORT, "private": FOR_ME, "inner": FOR_ME, "cohortlink": FOR_COHORT, "privateimage": FOR_ME}
COMMENTS = ("comment", "block", "exif", "drawing")
YEARS = {"date": 0, "start": 1, "end": 2}
NOT_DRAWN = {"careertype", "extra"}
"""What no page of the theme shows."""


def canary(tag: str, key: str) -> str:
    """The word that stands in one place of one note and nowhere else; for a year, one that nothing else is."""
    if key in YEARS:
        return str({"open": 1611, "group": 1621, "shut": 1631, "under": 1641}[tag] + YEARS[key])
    return f"zqxv{tag}{key}vxqz"


def interview(tag: str, consent: str) -> str:
    """An interview that has a canary wherever one can stand."""

    def c(key: str) -> str:
        return canary(tag, key)

    return f"""---
title: {c("title")}
person: {c("person").title()} {c("surname").title()}
slug: {c("slug")}
aliases: [{c("alias")} the second, /interviews/{c("address")}/]
role: {c("role")}
organization: {c("organization")}
date: {c("date")}-07-21
fields: [{c("field")}]
career_path: {c("careerpath")}
sector: {c("sector")}
career_type: {c("careertype")}
job_function: {c("jobfunction")}
path:
  - position: {c("position")}
    organization: {c("workplace")}
    area: {c("area")}
    start: {c("start")}
    end: {c("end")}
skills: [{c("skill")}]
tags: [{c("tag")}]
summary: {c("summary")} in short
referred_by: {c("referrer").title()} {c("contact").title()}
image: {c("image")}.jpg
mine: {c("extra")}
consent: {consent}
---
{c("prose")} is said. #{c("hashtag")} %%{c("comment")}%%

## {c("heading")}

| a |
| - |
| `{c("code")}` and {c("cell")}[^1] |

[^1]: {c("footnote")}

[{c("label")}](https://example.org/{c("outside")}) ![{c("alt")}]({c("picture")}.svg)

:::cohort
{c("cohort")} [x](https://example.org/{c("cohortlink")})

:::private
{c("inner")}
:::

:::

:::private
{c("private")} ![x]({c("privateimage")}.jpg)
:::

%%
{c("block")}
%%

{c("embedded")} ^part
"""


def guide() -> str:
    """A guide that names, shows and links to everyone."""
    links = "\n\n".join(
        f"See [[{canary(tag, 'file')}]], [[{canary(tag, 'title')}#{canary(tag, 'heading')}]], "
        f"[[{canary(tag, 'alias')} the second]], [[{canary(tag, 'file')}|them]], "
        f"[x](/interviews/{canary(tag, 'address')}/) and more.\n\n![[{canary(tag, 'file')}#^part]]"
        for tag in CONSENTS
    )
    passages = "\n".join(f":::{name}\n{canary('guide', name)}\n:::" for name in ("cohort", "private"))
    return f"{links}\n\n{passages}\n\n%%{canary('guide', 'comment')}%%\n\n{canary('guide', 'prose')}\n"


WITHHELD = (
    *("title", "person", "role", "organization", "date", "fields", "career_path", "sector", "career_type", "summary"),
    *("job_function", "path", "skills", "tags", "aliases", "referred_by", "image", "slug", "mine"),
)
CONSENTS = {
    "open": "public",
    "group": "cohort",
    "shut": "private",
    "under": f"{{audience: public, name: Robin Field, withhold: [{', '.join(WITHHELD)}]}}",
}


def photo(words: str) -> bytes:
    """A photo that says something in its metadata."""
    details = Image.Exif()
    details[0x010E] = words
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(written, "JPEG", exif=details, comment=words.encode())
    return written.getvalue()


def drawing(words: str) -> str:
    """A drawing that says something which is not drawn."""
    return f'<svg xmlns="http://www.w3.org/2000/svg"><metadata>{words}</metadata><path d="M0 0h1"/></svg>'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Audience, Built]:
    """Each edition of one wiki."""
    found: dict[Audience, Built] = {}
    for audience in Audience:
        wiki = TinyWiki(tmp_path_factory.mktemp(audience))
        for tag, consent in CONSENTS.items():
            wiki.write(f"interviews/{canary(tag, 'file')}.md", interview(tag, consent))
            wiki.write(f"interviews/{canary(tag, 'image')}.jpg", photo(canary(tag, "exif")))
            wiki.write(f"interviews/{canary(tag, 'privateimage')}.jpg", photo(canary(tag, "exif")))
            wiki.write(f"interviews/{canary(tag, 'picture')}.svg", drawing(canary(tag, "drawing")))
        wiki.write("guides/names.md", guide())
        wiki.settings('base_url = "https://example.org/wiki"\n')
        found[audience] = wiki.build(edition=audience, date=Date(2026, 6, 15))
    return found


def expected() -> dict[str, frozenset[Audience]]:
    """Canary → the editions that may hold it."""
    widest = {"open": FOR_ALL, "group": FOR_COHORT, "shut": FOR_ME, "under": FOR_ALL}
    found: dict[str, frozenset[Audience]] = {}
    for tag, all_may in widest.items():
        kept = FOR_ME if tag == "under" else all_may
        found |= {canary(tag, key): kept for key in (*NAMES, *VALUES, *YEARS)}
        found |= {canary(tag, key): all_may for key in TEXT}
        found |= {canary(tag, key): all_may & audiences for key, audiences in PASSAGES.items()}
        found |= {canary(tag, key): FOR_ME for key in ("referrer", "contact")}
        found |= {canary(tag, key): NOBODY for key in (*COMMENTS, *NOT_DRAWN)}
    found |= {canary("guide", key): PASSAGES[key] for key in ("cohort", "private")}
    return found | {canary("guide", "comment"): NOBODY, canary("guide", "prose"): FOR_ALL}


def all_it_holds(files: Mapping[str, bytes]) -> bytes:
    """Every name and every byte of a site, whatever is packed in a file included."""
    return b"\n".join(part for path, data in files.items() for part in (path.encode(), *_laid_open(data))).lower()


def _laid_open(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield from _laid_open(gzip.decompress(data))
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                yield info.filename.encode()
                yield from _laid_open(archive.read(info))
    elif data.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        picture = Image.open(io.BytesIO(data))
        yield repr((picture.info, dict(picture.getexif()))).encode()


def is_in(word: str, text: bytes) -> bool:
    """Whether a canary is there; a year must stand by itself."""
    return re.search(rb"(?<!\d)%b(?!\d)" % word.encode() if word.isdigit() else word.encode(), text) is not None


@pytest.mark.parametrize("audience", Audience)
def test_each_canary_is_where_it_may_be_and_nowhere_else(built: Mapping[Audience, Built], audience: Audience) -> None:
    """None where it may not be, all where they may."""
    text = all_it_holds(built[audience].files())
    may = {word for word, audiences in expected().items() if audience in audiences}
    assert may == {word for word in expected() if is_in(word, text)}


@pytest.mark.parametrize("audience", Audience)
def test_the_leak_check_lets_each_honest_edition_pass(built: Mapping[Audience, Built], audience: Audience) -> None:
    """What the door admits holds no secret."""
    assert Code.LEAK not in built[audience].codes()


# Sabotage


SECRET = "Zqxvdana Zqxvrivera"
STAND_IN = "{audience: public, name: Robin Field, withhold: [organization, skills]}"
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
SAM = "---\nperson: Sam Okafor\nconsent: private\n---\nSam said zqxvsecret zqxvwords that nobody else may ever read.\n"


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
    return {found.path for found in leaks}


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


def test_a_picture_that_was_not_cleaned_is_held_back(
    wiki: TinyWiki, honest: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its metadata are read, too."""
    monkeypatch.setattr("generator.producing.cleaned", lambda _, data: data)
    wiki.write("interviews/dana.md", DANA.replace("image: portrait.jpg", "")).write("guides/a.md", "![](new.jpg)")
    wiki.write("guides/new.jpg", photo(SECRET))
    assert {"attachments/guides/new.jpg"} == leaking(wiki, honest)


def test_a_sabotaged_manifest_is_held_back(
    wiki: TinyWiki, honest: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of files is published with them."""
    name = "zqxvdana-zqxvrivera.html"
    monkeypatch.setattr("generator.press.manifest_text", lambda paths: manifest_text({*paths, name}))
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


# What authors do


DAY = Date(2026, 6, 15)
NAME = "Zqxvdana Zqxvrivera"
UNDER = "{audience: public, name: Robin Field}"


def dana(consent: str = "consent: public", body: str = "zqxvprose", more: str = "") -> str:
    """An interview with somebody whose name nobody else has."""
    return f"---\nperson: {NAME}\n{more}\n{consent}\n---\n{body}\n"


def canaries_in(built: Built) -> set[str]:
    """The canaries that a site holds, in lower case."""
    return {word.decode() for word in re.findall(rb"zqxv[a-z]*", all_it_holds(built.files()))}


def leaks(built: Built) -> set[str]:
    """Where secrets were found."""
    return {found.path for found in built.report.diagnostics if found.code is Code.LEAK}


@pytest.mark.parametrize(
    ("consent", "code"),
    [
        ("consent: pubic", Code.BAD_CONSENT),
        ("consent: Everyone", Code.BAD_CONSENT),
        ("consent: yes", Code.BAD_CONSENT),
        ("consent: true", Code.BAD_CONSENT),
        ("consent: [public, private]", Code.BAD_CONSENT),
        ("consent: 1", Code.BAD_CONSENT),
        ("consent: {audience: public, expires: someday}", Code.BAD_CONSENT),
        ("consent: {audience: public, expires: 2026-02-31}", Code.BAD_CONSENT),
        ("consent: {audience: public, expire: 2026-01-01}", Code.BAD_CONSENT),
        ("consent: {audience: public, nmae: Robin Field}", Code.BAD_CONSENT),
        ("consent: {name: Robin Field}", Code.BAD_CONSENT),
        ("consent: public\nconsent: private", Code.DUPLICATE_KEY),
        ("consent: public\nConsent: private", Code.BAD_CONSENT),
        ("Consent: public", Code.BAD_CONSENT),
        ("concent: public", Code.BAD_CONSENT),
        ("consents: public", Code.BAD_CONSENT),
        ("any: &anchor public\nconsent: *anchor", Code.YAML_ALIAS),
        ("base: &base {audience: public}\nconsent:\n  <<: *base", Code.YAML_ALIAS),
        ("consent: public\nrole: [unclosed", Code.BAD_YAML),
    ],
)
def test_a_consent_that_cannot_be_read_is_none(wiki: TinyWiki, consent: str, code: Code) -> None:
    """Whatever was meant, nothing goes out, and the author is told."""
    built = wiki.write("interviews/zqxvdana.md", dana(consent)).build(edition=PUBLIC, date=DAY)
    assert (set(), True, 0) == (canaries_in(built), code in built.codes(), built.report.published)
    assert built.report.has(Severity.ERROR)


@pytest.mark.parametrize("stand_in", [NAME, NAME.upper(), "zqxvdana-zqxvrivera", f"Dr. {NAME}", "Zqxvdána Zqxvrivera"])
def test_a_stand_in_that_is_the_real_name_hides_nothing_so_the_note_is_hidden(wiki: TinyWiki, stand_in: str) -> None:
    """With other capitals, accents, joints or titles, too."""
    built = wiki.write("interviews/a.md", dana(f"consent: {{audience: public, name: {stand_in}}}")).build(
        edition=PUBLIC
    )
    assert (set(), [Code.BAD_CONSENT]) == (canaries_in(built), built.codes())


def test_two_notes_on_one_person_are_as_open_as_the_narrower(wiki: TinyWiki) -> None:
    """The open one would tell who is in the other."""
    wiki.write("interviews/a.md", dana()).write("interviews/b.md", dana("consent: private"))
    built = wiki.build(edition=PUBLIC)
    assert (set(), [Code.BAD_CONSENT]) == (canaries_in(built), built.codes())


def test_a_stand_in_in_one_of_two_notes_on_a_person_counts_for_both(wiki: TinyWiki) -> None:
    """Both are published under it."""
    wiki.write("interviews/a.md", dana(body="one")).write("interviews/b.md", dana(f"consent: {UNDER}", "two"))
    built = wiki.build(edition=PUBLIC)
    assert (set(), 2) == (canaries_in(built), built.report.published)


@pytest.mark.parametrize("target", ["zqxvfile", NAME, "zqxvfile#Part", "zqxvfile#^block", "interviews/zqxvfile"])
def test_a_private_note_that_is_embedded_stays_private(wiki: TinyWiki, target: str) -> None:
    """Whole or in part, by whatever name."""
    wiki.write("interviews/zqxvfile.md", dana("consent: private", "zqxvprose\n\n## Part\n\nzqxvpart ^block"))
    built = wiki.write("guides/a.md", f"Before.\n\n![[{target}]]\n\nAfter.").build(edition=PUBLIC)
    assert (set(), set(), True) == (canaries_in(built), leaks(built), "After." in built.text("/guides/a/"))


@pytest.mark.parametrize("alias", [NAME, "/interviews/zqxvdana-zqxvrivera/", "Zqxvrivera"])
def test_an_alias_that_is_the_real_name_goes_with_it(wiki: TinyWiki, alias: str) -> None:
    """The note is not found by it any more, but other notes' links lead to the stand-in."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello.", f"title: Robin\naliases: ['{alias}']"))
    built = wiki.write("guides/a.md", f"[[{alias}]]").build(edition=PUBLIC)
    assert (set(), set(), 1) == (canaries_in(built), leaks(built), built.report.published)


@pytest.mark.parametrize("alias", [NAME, "/zqxvdana-zqxvrivera/"])
def test_a_page_called_after_a_person_loses_that_alias(wiki: TinyWiki, alias: str) -> None:
    """A page on somebody with a stand-in is redirected to from no address that tells the name."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello."))
    built = wiki.write("about.md", f"---\naliases: ['{alias}']\n---\nHello.\n").build(edition=PUBLIC)
    assert (set(), set(), True) == (canaries_in(built), leaks(built), "about/index.html" in built.files())


def test_a_page_called_after_somebody_who_is_hidden_stops_the_build(wiki: TinyWiki) -> None:
    """An old address of it that is their name is a page of the site and stands in its list of files."""
    wiki.write("interviews/a.md", dana("consent: private"))
    built = wiki.write("about.md", "---\naliases: [/zqxvdana-zqxvrivera/]\n---\nHello.\n").build(edition=PUBLIC)
    assert ({}, {".fieldpath-manifest", "zqxvdana-zqxvrivera/index.html"}) == (built.files(), leaks(built))


def test_a_photo_called_after_a_person_gets_another_name(wiki: TinyWiki) -> None:
    """With a stand-in for the person comes one for the photo's name."""
    wiki.write("interviews/zqxvdana-zqxvrivera.jpg", photo("zqxvexif")).write(
        "guides/a.md", "![](/interviews/zqxvdana-zqxvrivera.jpg)"
    )
    built = wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "![x](zqxvdana-zqxvrivera.jpg)")).build(
        edition=PUBLIC
    )
    pictures = [path for path in built.files() if path.endswith(".jpg")]
    assert (set(), set(), ["attachments/interviews/robin-field.jpg"]) == (canaries_in(built), leaks(built), pictures)


def test_a_photo_called_after_somebody_who_is_hidden_stops_the_build(wiki: TinyWiki) -> None:
    """There is no stand-in to call it by, and the page that shows it is somebody else's."""
    wiki.write("zqxvdana-zqxvrivera.jpg", photo("x")).write("interviews/a.md", dana("consent: private"))
    built = wiki.write("about.md", "![](zqxvdana-zqxvrivera.jpg)").build(edition=PUBLIC)
    assert ({}, True) == (built.files(), "attachments/zqxvdana-zqxvrivera.jpg" in leaks(built))


def test_a_photo_called_after_somebody_who_may_be_seen_is_no_secret(wiki: TinyWiki) -> None:
    """A narrower passage that shows it hides the photo, not the name that the page has anyway."""
    text = "---\nperson: Sam Okafor\nconsent: public\n---\nHello.\n\n:::private\n![](sam-okafor.jpg)\n:::\n"
    built = (
        wiki.write("interviews/sam-okafor.md", text)
        .write("interviews/sam-okafor.jpg", photo("x"))
        .build(edition=PUBLIC)
    )
    pictures = [path for path in built.files() if path.endswith(".jpg")]
    assert (set(), [], True) == (leaks(built), pictures, "interviews/sam-okafor/index.html" in built.files())


def test_a_heading_in_a_script_without_spaces_says_the_stand_in_too(wiki: TinyWiki) -> None:
    """Its id is made of the stand-in as any other's is."""
    text = f"---\nperson: 龘靐齉\nconsent: {UNDER}\n---\n## 龘靐齉\n\nHello.\n"
    page = wiki.write("interviews/a.md", text).build(edition=PUBLIC).page("/interviews/robin-field/")
    assert [("robin-field", "Robin Field")] == [
        (heading.attributes.get("id"), heading.text()) for heading in page.css(".prose h2")
    ]


@pytest.mark.parametrize("heading", [NAME, f"How {NAME} works", "About zqxvdana  zqxvrivera", f"*{NAME}*"])
@pytest.mark.parametrize("path", ["interviews/b.md", "guides/b.md"])
def test_a_heading_that_is_the_name_says_the_stand_in(wiki: TinyWiki, heading: str, path: str) -> None:
    """In its id as well, and in links to it."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", f"## {heading}\n\n[[#{heading}]]"))
    front = "---\nperson: Sam Okafor\nconsent: public\n---\n" if path.startswith("interviews") else ""
    built = wiki.write(path, f"{front}## {heading}\n\n[[#{heading}]] [[a#{heading}]]\n").build(edition=PUBLIC)
    assert (set(), set()) == (canaries_in(built), leaks(built))
    assert "Robin Field" in built.text("/interviews/robin-field/")


def test_a_real_name_in_a_guide_is_told_by_its_stand_in(wiki: TinyWiki) -> None:
    """Wherever prose has the whole name."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello."))
    built = wiki.write("guides/a.md", f"---\nsummary: By {NAME}\n---\nAs {NAME} says.").build(edition=PUBLIC)
    assert (set(), set(), True) == (
        canaries_in(built),
        leaks(built),
        "As Robin Field says." in built.text("/guides/a/"),
    )


@pytest.mark.parametrize(
    "text", ["As Zqxvrivera says.", "Zqxvdana's way", "zqxvdana.zqxvrivera@example.org", "ZqxvdanaZqxvrivera"]
)
def test_a_part_of_a_real_name_in_a_guide_stops_the_build(wiki: TinyWiki, text: str) -> None:
    """What the door does not know to replace, the leak check finds."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello."))
    built = wiki.write("guides/a.md", text).build(edition=PUBLIC)
    assert ({}, True) == (built.files(), "guides/a/index.html" in leaks(built))


def test_the_real_name_of_somebody_hidden_in_a_guide_stops_the_build(wiki: TinyWiki) -> None:
    """There is nothing to say instead, so the author has to."""
    built = wiki.write("interviews/a.md", dana("")).write("guides/a.md", f"As {NAME} says.").build(edition=PUBLIC)
    found = built.only(Code.LEAK)
    assert ({}, True, True) == (built.files(), NAME in found.message, "interviews/a.md" in found.message)


# Consent that changes


@pytest.fixture
def public(wiki: TinyWiki) -> TinyWiki:
    """A wiki whose public edition shows Dana everywhere."""
    wiki.write("interviews/zqxvdana.md", dana(more="fields: [Zqxvfield]\nskills: [Zqxvskill]\nimage: zqxvface.jpg"))
    wiki.write("interviews/zqxvface.jpg", photo("x"))
    wiki.write(
        "interviews/sam.md",
        "---\nperson: Sam Okafor\nconsent: public\nreferred_by: '[[zqxvdana]]'\n---\n[[zqxvdana]]\n",
    )
    wiki.write("guides/a.md", "[[zqxvdana]], ![[zqxvdana]] and [them](../interviews/zqxvdana.md)")
    assert {"zqxvdana", "zqxvrivera", "zqxvprose", "zqxvfield", "zqxvskill", "zqxvface"} == canaries_in(
        wiki.build(edition=PUBLIC, date=DAY)
    )
    return wiki


@pytest.mark.parametrize(
    "consent", ["consent: private", "consent: cohort", "", "consent: {audience: public, expires: 2026-06-01}"]
)
def test_consent_that_is_withdrawn_takes_every_trace_along(public: TinyWiki, consent: str) -> None:
    """Pages, lists, links and pictures go on the next build, which says whose."""
    built = public.write(
        "interviews/zqxvdana.md", dana(consent, more="fields: [Zqxvfield]\nskills: [Zqxvskill]\nimage: zqxvface.jpg")
    ).build(edition=PUBLIC, date=DAY)
    assert (set(), ("interviews/zqxvdana.md",)) == (canaries_in(built), built.report.withdrawn)
    empty = [folder for folder in built.output.rglob("*") if folder.is_dir() and not any(folder.iterdir())]
    assert [] == empty


def test_a_note_that_is_deleted_leaves_no_trace(public: TinyWiki) -> None:
    """It is not called withdrawn, for it is no longer there to be named."""
    built = (
        public.remove("interviews/zqxvdana.md")
        .write("guides/a.md", "Hello.")
        .write("interviews/sam.md", SAM)
        .build(edition=PUBLIC)
    )
    assert (set(), ("interviews/sam.md",)) == (canaries_in(built), built.report.withdrawn)


def test_consent_that_is_narrowed_stays_in_the_narrower_edition(public: TinyWiki) -> None:
    """What is for the cohort is in its edition."""
    public.write("interviews/zqxvdana.md", dana("consent: cohort"))
    assert set() == canaries_in(public.build(edition=PUBLIC, date=DAY))
    assert {"zqxvdana", "zqxvrivera", "zqxvprose"} == canaries_in(public.build(edition=COHORT, date=DAY))


def test_consent_expires_on_its_day(wiki: TinyWiki) -> None:
    """No file has changed; the day of the build decides, and it alone."""
    wiki.write("interviews/zqxvdana.md", dana("consent: {audience: public, expires: 2026-06-16}"))
    days = [Date(2026, 6, 15), Date(2026, 6, 16), Date(2027), Date(2026, 6, 14)]
    shown = []
    for day in days:
        built = wiki.build(edition=PUBLIC, date=day)
        shown.append((bool(canaries_in(built)), built.report.withdrawn))
    gone = ("interviews/zqxvdana.md",)
    assert [(True, ()), (False, gone), (False, ()), (True, ())] == shown


def test_a_stand_in_that_comes_later_takes_the_name_along(public: TinyWiki) -> None:
    """The note is still there, under the new name alone."""
    built = public.write("interviews/zqxvdana.md", dana(f"consent: {UNDER}", "Hello.")).build(edition=PUBLIC, date=DAY)
    assert (set(), set(), (), 2) == (canaries_in(built), leaks(built), built.report.withdrawn, built.report.published)


@pytest.mark.parametrize(
    ("settings", "published"),
    [
        ("", 0),
        ('[consent]\ndefault = "public"', 2),
        ('[consent]\ndefault = "cohort"', 0),
        ('[consent]\nfolders = { "interviews/old" = "public" }', 1),
        ('[consent]\ndefault = "public"\nfolders = { "interviews/old" = "private" }', 1),
        ('[consent]\ndefault = "publik"', 0),
        ('[consent]\ndefault = "public"\nfolders = { "interviews/old" = "open" }', 0),
        ('[consent]\ndefault = "public"\ndefualt = "private"', 0),
    ],
)
def test_the_settings_say_what_holds_where_a_note_does_not(wiki: TinyWiki, settings: str, published: int) -> None:
    """For the wiki or for a folder; a mistake in them opens nothing, and what a note says always counts."""
    for number, path in enumerate(("interviews/a.md", "interviews/old/b.md", "interviews/c.md", "interviews/old/d.md")):
        consent = "consent: private" if number > 1 else ""
        wiki.write(path, f"---\nperson: Zqxv{'abcd'[number]} Zqxvname{'abcd'[number]}\n{consent}\n---\n")
    report = wiki.settings(settings).build(edition=PUBLIC).report
    assert (published, 2) == (report.published, report.unstated)
