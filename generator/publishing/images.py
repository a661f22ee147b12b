"""An attachment as it may go out: pictures without anything but what is seen on them.

In: a file's name and bytes. Out: the bytes to publish, or why it cannot be published. Pictures are decoded and encoded
anew, so that place, camera, owner, thumbnails, comments, a phone's second picture or its film behind the first, and
whatever else lies in a file stay at home. A picture that cannot be decoded is not published, nor is a copy of a note
under another name. Files of other kinds pass as they are. The same bytes give the same bytes, with the same version of
Pillow; nothing here touches a disk.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from generator.diagnostics import Code, Diagnostic
from generator.publishing.svg import SvgProblem, cleaned_svg

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_MOVING = frozenset({"PNG", "WEBP", "GIF", "AVIF"})
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
_MOST_PIXELS = 64_000_000
_MOST_PIXELS_MOVING = 128_000_000
"""Of all frames together."""

_SAVING: Mapping[str, Mapping[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {},
    "WEBP": {"quality": 88, "method": 4},
    "GIF": {},
    # The number of cores must not show in the bytes.
    "AVIF": {"quality": 80, "speed": 8, "autotiling": False, "max_threads": 1},
}
_WRITABLE: Mapping[str, frozenset[str]] = {
    "JPEG": frozenset({"L", "RGB"}),
    "PNG": frozenset({"1", "L", "LA", "I;16", "P", "RGB", "RGBA"}),
    "WEBP": frozenset({"RGB", "RGBA"}),
    "GIF": frozenset({"1", "L", "P"}),
    "AVIF": frozenset({"RGB", "RGBA"}),
}
_NOTHING_ELSE = "Open it in a picture editor and export it as JPEG or PNG, then link to that file."


def cleaned(name: str, data: bytes) -> bytes | Diagnostic:
    """What to publish of the attachment ``name`` (its path in the content folder) that holds ``data``.

    What a file is, its first bytes tell; a name that promises a picture is taken at its word. Turned photos are turned
    upright, colours are converted to sRGB, moving pictures go on moving.
    """
    ending = _ending(name)
    if ending == "svg":
        return _cleaned_drawing(name, data)
    if _COPIED_NOTE.match(data, 0, _BEGINNING):
        message = (
            "This reads like a copy of a note, and what it says of consent holds for no attachment. It was left out."
        )
        return Diagnostic(Code.COPIED_NOTE, name, message, "Link to the note itself.")
    # Warnings are about files that Pillow mends as it reads, or refuses a little later.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(BytesIO(data), formats=_FORMATS)
        except UnidentifiedImageError:
            return _not_a_picture(name, ending) if _PICTURES.fullmatch(ending) else data
        except Image.DecompressionBombError:
            return _too_large(name)
        # A decoder fed with damaged or hostile bytes can fail in any way; each means that the file stays at home.
        except Exception as error:
            return _damaged(name, error)
        try:
            return _too_large(name) if _is_too_large(picture) else _encoded_anew(picture, data)
        except Image.DecompressionBombError:
            return _too_large(name)
        except Exception as error:
            return _damaged(name, error)


def remark(name: str) -> Diagnostic | None:
    """What to say about an attachment that is published as it is, though such files often tell more than they show."""
    file = name.rpartition("/")[2]
    ending = _ending(name) if "." in file else ""
    if _PLAIN.fullmatch(ending) or _PICTURES.fullmatch(ending):
        return None
    message = "This file is published as it is, with whatever it says about its author and origin."
    hint = "Look at its properties first; in a PDF or an Office document, remove them before you export it."
    return Diagnostic(Code.PUBLISHED_AS_IT_IS, name, message, hint)


def _encoded_anew(picture: ImageFile, data: bytes) -> bytes:
    form = picture.format if picture.format in _MOVING else "JPEG"
    options = dict(_SAVING[form])
    if form == "WEBP":
        options["lossless"] = b"VP8L" in data
    written = BytesIO()
    if form in _MOVING and getattr(picture, "n_frames", 1) > 1:
        _save_moving(picture, form, written, options)
    else:
        _seen(picture, _WRITABLE[form]).save(written, form, **options)
    return written.getvalue()


def _save_moving(picture: ImageFile, form: str, written: BytesIO, options: dict[str, Any]) -> None:
    # In an animated PNG, the first picture may be a stand-in for those who cannot show the rest.
    first = 1 if picture.info.get("default_image") else 0
    if "loop" in picture.info:
        options["loop"] = picture.info["loop"]
    if form in ("GIF", "PNG"):
        # Frames are whole pictures by now, so each replaces the one before it.
        options["disposal"] = 2 if form == "GIF" else 0
    frames, durations = [], []
    for number in range(first, _frames(picture)):
        picture.seek(number)
        picture.load()
        frames.append(_seen(picture, frozenset({"RGBA"})))
        durations.append(round(picture.info.get("duration", 0)))
    if form == "PNG":
        options["blend"] = 0
    frames[0].save(written, form, save_all=True, append_images=frames[1:], duration=durations, **options)


def _seen(picture: Image.Image, modes: frozenset[str]) -> Image.Image:
    """What is seen of a picture, upright and in sRGB, in one of these modes; nothing else of it is left."""
    upright = _in_srgb(ImageOps.exif_transpose(picture), picture.info.get("icc_profile", b""))
    if upright.mode not in modes:
        upright = upright.convert(_mode_for(upright, modes))
    bare = upright.copy()
    bare.info = {"transparency": upright.info["transparency"]} if "transparency" in upright.info else {}
    return bare


def _mode_for(picture: Image.Image, modes: frozenset[str]) -> str:
    if "RGBA" in modes and (picture.has_transparency_data or "RGB" not in modes):
        return "RGBA"
    return "RGB" if "RGB" in modes else "P"


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The picture in the colours that browsers take for granted; a profile that cannot be used is passed over."""
    if profile and not picture.mode.startswith("I"):
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            if "srgb" in ImageCms.getProfileDescription(own).lower():
                return picture
            if picture.has_transparency_data:
                picture = picture.convert("RGBA")
            elif picture.mode not in ("L", "RGB", "CMYK"):
                picture = picture.convert("RGB")
            goal = "RGBA" if picture.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=goal)
        except (ImageCms.PyCMSError, OSError):
            return picture
        return converted or picture
    return picture


def _is_too_large(picture: ImageFile) -> bool:
    pixels = picture.width * picture.height
    if picture.format not in _MOVING:
        return pixels > _MOST_PIXELS
    return pixels > _MOST_PIXELS or pixels * _frames(picture) > _MOST_PIXELS_MOVING


def _frames(picture: ImageFile) -> int:
    return int(getattr(picture, "n_frames", 1))


def _cleaned_drawing(name: str, data: bytes) -> bytes | Diagnostic:
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


def _damaged(name: str, error: Exception) -> Diagnostic:
    message = f"This picture is damaged, so it is not published ({type(error).__name__}: {error})."
    return Diagnostic(Code.BAD_PICTURE, name, message, _NOTHING_ELSE)


def _too_large(name: str) -> Diagnostic:
    message = f"This picture has more than {_MOST_PIXELS // 1_000_000} million pixels, so it is not published."
    hint = "Make it smaller: a page shows no more than 2,000 pixels across. For a long animation, link to a film."
    return Diagnostic(Code.BAD_PICTURE, name, message, hint)


def _ending(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[2].lower()
