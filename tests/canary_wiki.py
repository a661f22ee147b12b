"""A wiki in which nothing is said without a canary: a word that stands in one place and nowhere else.

In: an audience. Out: notes, pictures, the words that this audience may find, and a site laid open, whatever is packed in
its files included.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from PIL import Image

from generator.notes.note import Audience

PUBLIC, COHORT, PRIVATE = Audience.PUBLIC, Audience.COHORT, Audience.PRIVATE
NOBODY = frozenset[Audience]()
FOR_ALL = frozenset(Audience)
FOR_COHORT = frozenset({COHORT, PRIVATE})
FOR_ME = frozenset({PRIVATE})

NAMES = ("title", "person", "surname", "slug", "alias", "address")
VALUES = (
    *("role", "organization", "field", "careerpath", "sector", "careertype", "jobfunction", "position", "workplace"),
    *("area", "skill", "tag", "hashtag", "summary", "image", "extra"),
)
TEXT = ("prose", "heading", "cell", "code", "footnote", "label", "alt", "picture", "outside", "embedded")
PASSAGES = {"cohort": FOR_COHORT, "private": FOR_ME, "inner": FOR_ME, "cohortlink": FOR_COHORT, "privateimage": FOR_ME}
COMMENTS = ("comment", "block", "exif", "drawing")
YEARS = {"date": 0, "start": 1, "end": 2}
NOT_DRAWN = {"careertype", "extra", "file"}
"""What no page of the theme shows; the name of a file only where the note has no slug of its own."""


SAM = "---\nperson: Sam Okafor\nconsent: private\n---\nSam said zqxvsecret zqxvwords that nobody else may ever read.\n"
"""A note on somebody who agreed to nothing."""


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
    return (
        f"Whom I have met.\n\n{links}\n\n{passages}\n\n%%{canary('guide', 'comment')}%%\n\n{canary('guide', 'prose')}\n"
    )


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
