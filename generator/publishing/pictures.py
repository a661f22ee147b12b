"""A picture decoded and encoded anew, so that only what is seen on it is left.

In: the bytes of a file that may be a picture. Out: the bytes of one that looks the same, in sRGB and upright; moving
pictures go on moving. The same bytes give the same bytes, with the same version of Pillow, which is known here alone:
it takes its time to load, so who needs this module loads it when there is a picture.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.ImageFile import ImageFile

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_MOVING = frozenset({"PNG", "WEBP", "GIF", "AVIF"})
MOST_PIXELS = 64_000_000
"""More than these, in one picture, nobody means to show."""

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


class NoPictureError(Exception):
    """The bytes are no picture of a kind that can be cleaned."""


class TooLargeError(Exception):
    """The picture has more pixels than anybody can want to see."""


class DamagedError(Exception):
    """The picture cannot be decoded; the message says why."""


def encoded_anew(data: bytes) -> bytes:
    """Return a picture with nothing but what is seen of it. Raises NoPictureError, TooLargeError or DamagedError."""
    # Warnings are about files that Pillow mends as it reads, or refuses a little later.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # A decoder fed with damaged or hostile bytes can fail in any way; each means that the file stays at home.
        try:
            picture = Image.open(BytesIO(data), formats=_FORMATS)
        except UnidentifiedImageError as error:
            raise NoPictureError from error
        except Exception as error:
            raise _why(error) from error
        try:
            encoded = None if _is_too_large(picture) else _encoded(picture, data)
        except Exception as error:
            raise _why(error) from error
    if encoded is None:
        raise TooLargeError
    return encoded


def _why(error: Exception) -> TooLargeError | DamagedError:
    if isinstance(error, Image.DecompressionBombError):
        return TooLargeError()
    return DamagedError(f"{type(error).__name__}: {error}")


def _encoded(picture: ImageFile, data: bytes) -> bytes:
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
        return pixels > MOST_PIXELS
    return pixels > MOST_PIXELS or pixels * _frames(picture) > _MOST_PIXELS_MOVING


def _frames(picture: ImageFile) -> int:
    return int(getattr(picture, "n_frames", 1))
