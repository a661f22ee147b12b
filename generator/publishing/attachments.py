"""An attachment as it may go out: pictures without anything but what is seen on them.

In: a file's name and bytes. Out: the bytes to publish, or why it cannot be published. Pictures are decoded and encoded
anew (`pictures`) or read and written anew (`svg`), so that place, camera, owner, thumbnails, comments, a phone's second
picture or its film behind the first, and whatever else lies in a file stay at home. A picture that cannot be decoded is
not published, nor is a copy of a note under another name. Files of other kinds pass as they are. Nothing here touches a
disk.
"""

from __future__ import annotations

import re

from generator.diagnostics import Code, Diagnostic

_PICTURES = re.compile(
    r"jpe?g|jpe|jfif|pjp(?:eg)?|mpo|a?png|webp|gif|avifs?|hei[cf]|hif|tiff?|bmp|dib|ico|cur|jp2|j2k|jxl|psd|xcf"
    r"|raw|dng|cr[23]|nef|arw|orf|rw2|raf|svgz"
)
"""Endings of names that promise a picture: such a file is cleaned or not published at all."""

_PLAIN = re.compile(r"|txt|log|[ct]sv|json|toml|ya?ml|tex|bib|css|[jt]s|py|r|sql|sh|[ot]tf|woff2?|svg")
"""Endings of names whose files are what they show, or are cleaned; all others may tell who made them, and where."""

_COPIED_NOTE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:---|\+\+\+)[ \t]*\r?\n(?:[^\n]*\n){0,60}?"
    rb"[ \t\"']*(?:consent|person|interviewee)[ \t\"']*[:=]",
    re.IGNORECASE,
)
"""How a note begins that somebody saved under another name: what it says of consent is then read by nobody."""

_BEGINNING = 8_000

_NOTHING_ELSE = "Open it in a picture editor and export it as JPEG or PNG, then link to that file."


def cleaned(name: str, data: bytes) -> bytes | Diagnostic:
    """What to publish of the attachment ``name`` (its path in the content folder) that holds ``data``.

    What a file is, its first bytes tell; a name that promises a picture is taken at its word.
    """
    ending = _ending(name)
    if ending == "svg":
        return _cleaned_drawing(name, data)
    if _COPIED_NOTE.match(data, 0, _BEGINNING):
        message = (
            "This reads like a copy of a note, and what it says of consent holds for no attachment. It was left out."
        )
        return Diagnostic(Code.COPIED_NOTE, name, message, "Link to the note itself.")
    return _cleaned_picture(name, data, ending)


def remark(name: str) -> Diagnostic | None:
    """What to say about an attachment that is published as it is, though such files often tell more than they show."""
    file = name.rpartition("/")[2]
    ending = _ending(name) if "." in file else ""
    if _PLAIN.fullmatch(ending) or _PICTURES.fullmatch(ending):
        return None
    message = "This file is published as it is, with whatever it says about its author and origin."
    hint = "Look at its properties first; in a PDF or an Office document, remove them before you export it."
    return Diagnostic(Code.PUBLISHED_AS_IT_IS, name, message, hint)


def _cleaned_picture(name: str, data: bytes, ending: str) -> bytes | Diagnostic:
    """A picture made anew; other files pass as they are."""
    # Loaded here, for many a wiki has no pictures: each process of a build would wait for it.
    from generator.publishing import pictures

    try:
        return pictures.encoded_anew(data)
    except pictures.NoPictureError:
        return _not_a_picture(name, ending) if _PICTURES.fullmatch(ending) else data
    except pictures.TooLargeError:
        message = (
            f"This picture has more than {pictures.MOST_PIXELS // 1_000_000} million pixels, so it is not published."
        )
        hint = "Make it smaller: a page shows no more than 2,000 pixels across. For a long animation, link to a film."
        return Diagnostic(Code.BAD_PICTURE, name, message, hint)
    except pictures.DamagedError as damage:
        message = f"This picture is damaged, so it is not published ({damage})."
        return Diagnostic(Code.BAD_PICTURE, name, message, _NOTHING_ELSE)


def _cleaned_drawing(name: str, data: bytes) -> bytes | Diagnostic:
    # Loaded here for the same reason.
    from generator.publishing.svg import SvgProblem, cleaned_svg

    def picture_inside(inner: bytes) -> bytes | None:
        clean = cleaned("picture.png", inner)
        return None if isinstance(clean, Diagnostic) else clean

    try:
        return cleaned_svg(data, picture_inside)
    except SvgProblem as problem:
        hint = "Open it in a drawing program and save it as plain SVG (in Inkscape: Save As, Plain SVG)."
        return Diagnostic(Code.BAD_PICTURE, name, f"This drawing is not published: {problem}.", hint)


def _not_a_picture(name: str, ending: str) -> Diagnostic:
    message = f"This .{ending} file is not published: it is no picture that a browser shows and Fieldpath can clean."
    return Diagnostic(Code.BAD_PICTURE, name, message, _NOTHING_ELSE)


def _ending(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[2].lower()
