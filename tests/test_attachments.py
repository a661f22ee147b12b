"""What is left of an attachment when it goes out: what is seen on it, and nothing else."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from generator.diagnostics import Code, Diagnostic
from generator.publishing.attachments import cleaned, remark

_SECRET = "Rosalind-52.2053N"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """A picture whose left half is red, with the secret wherever its format has room for one."""
    image = Image.new(mode, size, "white" if mode in ("L", "1", "P") else (0, 0, 255))
    if mode.startswith("RGB"):
        image.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x013B] = _SECRET
    exif[0x0112] = options.pop("orientation", 1)
    exif.get_ifd(0x8825)[0x001D] = _SECRET
    if form == "PNG":
        text = PngInfo()
        text.add_text("Author", _SECRET)
        text.add_itxt("XML:com.adobe.xmp", _SECRET, zip=False)
        options["pnginfo"] = text
    if form in ("JPEG", "GIF"):
        options["comment"] = _SECRET
    if form in ("JPEG", "PNG", "WEBP", "AVIF"):
        options["exif"] = exif
    if form in ("JPEG", "WEBP", "AVIF"):
        options["xmp"] = _SECRET.encode()
    data = BytesIO()
    image.save(data, form, **options)
    return data.getvalue()


def opened(data: bytes | Diagnostic) -> Image.Image:
    """The picture in some bytes, which must be bytes."""
    assert isinstance(data, bytes)
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_nothing_but_the_picture_is_left(form: str) -> None:
    """EXIF, position, XMP, comments, text and what trails behind the picture are gone; format and size are not."""
    data = picture(form) + _SECRET.encode()
    assert _SECRET.encode() in data
    clean = cleaned(f"photos/dana.{form.lower()}", data)
    assert isinstance(clean, bytes)
    found = opened(clean)
    assert (False, form, (40, 20)) == (_SECRET.encode() in clean, found.format, found.size)
    assert {} == dict(found.getexif())
    assert set() == {"exif", "xmp", "comment", "icc_profile", "Author"} & found.info.keys()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_turned_photo_is_turned_upright(form: str) -> None:
    """What the camera noted about its position is applied before it is taken away."""
    found = opened(cleaned("dana.jpg", picture(form, orientation=6))).convert("RGB")
    red, _, blue = found.getpixel((10, 5))  # type: ignore[misc]
    assert ((20, 40), True) == (found.size, red > blue)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_moving_pictures_go_on_moving(form: str) -> None:
    """Frames, their durations and the number of rounds stay."""
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "lime", "blue")]
    data = BytesIO()
    exif = {} if form == "GIF" else {"exif": Image.Exif()}
    frames[0].save(data, form, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0, **exif)
    found = opened(cleaned("a.gif", data.getvalue()))
    durations, colours = [], []
    for number in range(getattr(found, "n_frames", 1)):
        found.seek(number)
        found.load()
        durations.append(found.info["duration"])
        pixel = found.convert("RGB").getpixel((8, 8))
        assert isinstance(pixel, tuple)
        colours.append(max(range(3), key=lambda band: pixel[band]))
    assert ([100, 200, 300], [0, 1, 2], 0) == (durations, colours, found.info.get("loop", 0))


def test_colours_come_out_in_srgb() -> None:
    """A colour of another profile is converted, and the profile is left out."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A made-up profile in which red and blue have changed places.
    swapped = srgb.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)
    other = swapped.replace("sRGB".encode("utf-16-be"), "mine".encode("utf-16-be"))
    found = {
        name: opened(cleaned("a.png", picture("PNG", icc_profile=icc))) for name, icc in [("s", srgb), ("o", other)]
    }
    assert [(0, 0, 255), (255, 0, 0)] == [found["s"].getpixel((30, 10)), found["o"].getpixel((30, 10))]
    assert [False, False] == ["icc_profile" in each.info for each in found.values()]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_a_png_of_any_mode_looks_as_before(mode: str) -> None:
    """Grey, palettes, transparency and sixteen bits come out as they went in."""
    image = Image.linear_gradient("L").resize((16, 16))
    image = Image.merge("RGBA", [image] * 4).convert(mode) if mode in ("RGBA", "LA", "P") else image.convert(mode)
    data = BytesIO()
    image.save(data, "PNG")
    found = opened(cleaned("a.png", data.getvalue()))
    assert (image.mode, image.tobytes()) == (found.mode, found.tobytes())


def test_a_cmyk_photo_becomes_one_that_browsers_show() -> None:
    """Pictures for print are converted to the colours of a screen."""
    data = BytesIO()
    Image.new("CMYK", (8, 8)).save(data, "JPEG")
    assert "RGB" == opened(cleaned("a.jpg", data.getvalue())).mode


def test_what_a_file_is_decides_not_its_name() -> None:
    """A photo under any other name is cleaned all the same."""
    clean = cleaned("notes.txt", picture("JPEG"))
    assert isinstance(clean, bytes)
    assert _SECRET.encode() not in clean


def test_the_same_bytes_each_time() -> None:
    """Cleaning twice gives the same, to the byte."""
    for form in ("JPEG", "PNG", "WEBP", "GIF", "AVIF"):
        assert cleaned("a", picture(form)) == cleaned("a", picture(form))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", b""),
        ("a.jpg", b"GPS"),
        ("a.jpg", picture("JPEG")[:400]),
        ("a.png", picture("PNG")[:60]),
        ("a.heic", b"\0\0\0\x18ftypheic"),
        ("a.tiff", b"II*\0"),
        ("a.svgz", b"\x1f\x8b"),
        ("a.svg", b"<svg/>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>"),
        ("a.svg", b"\xff\xfe\0"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
)
def test_what_cannot_be_cleaned_stays_at_home(name: str, data: bytes) -> None:
    """A damaged, unknown or tricky picture is not published, and its author is told what to do."""
    found = cleaned(name, data)
    assert isinstance(found, Diagnostic)
    assert (Code.BAD_PICTURE, name, True) == (found.code, found.path, bool(found.hint))


def test_a_bomb_is_not_opened() -> None:
    """A small file that would fill the memory is refused by its size in pixels."""
    data = BytesIO()
    Image.new("1", (12_000, 12_000)).save(data, "PNG")
    found = cleaned("a.png", data.getvalue())
    assert isinstance(found, Diagnostic)
    assert "64 million pixels" in found.message


def test_other_files_pass_and_those_that_tell_are_named() -> None:
    """A PDF goes out as it is, with a remark; a table of numbers without one."""
    assert b"%PDF-1.7 ..." == cleaned("cv.pdf", b"%PDF-1.7 ...")
    assert [Code.PUBLISHED_AS_IT_IS, None] == [found and found.code for found in map(remark, ["cv.pdf", "table.csv"])]
    assert all(map(remark, ["re.eml", "board.canvas", "a/dana.vcf", "x.docm", "notes.one", "odd.thing"]))
    assert not any(map(remark, ["LICENSE", "v1.2/Makefile", "a.txt", "photo.JPG", "plan.svg", "refs.bib"]))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>SECRET</script>",
        '<rect onload="SECRET()"/>',
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>SECRET</p></foreignObject>",
        "<metadata>SECRET</metadata><title>SECRET</title><desc>SECRET</desc>",
        "<!-- SECRET --><?php SECRET ?>SECRET",
        '<image href="https://SECRET/x.png"/><use xlink:href="SECRET.svg#a"/>',
        '<a xlink:href="javascript:SECRET"><rect/></a>',
        '<set attributeName="href" to="javascript:SECRET"/>',
        "<style>@import url(SECRET);</style>",
        "<style>/* SECRET */ rect { fill: url(https://SECRET) }</style>",
        "<style>rect { fill: u\\72l(https://SECRET) }</style>",
        '<rect style="fill:url(//SECRET);-inkscape-font-specification:SECRET"/>',
        '<rect fill="url(&#104;ttps://SECRET#a)"/>',
        '<rect xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="SECRET"/>',
        '<rect data-name="SECRET" aria-label="SECRET"/>',
        '<image href="data:image/svg+xml;base64,SECRET"/>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">SECRET</x:script>',
        '<g style="fill:red; display : none"><g><text>SECRET</text></g></g>',
        '<g display="none"><text>SECRET</text></g><text visibility="hidden">SECRET</text>',
        '<g visibility="hidden"><text>SECRET</text></g><a style="visibility:collapse"><text>SECRET</text></a>',
    ],
)
def test_a_drawing_keeps_nothing_that_does_not_draw(inside: str) -> None:
    """Scripts, handlers, references to elsewhere, notes of editors and comments are not taken over."""
    clean = cleaned("a.svg", _SVG.format(inside).encode())
    assert isinstance(clean, bytes)
    assert b"SECRET" not in clean


def test_a_drawing_keeps_what_draws() -> None:
    """Shapes, text, gradients, styles and references inside the file stay."""
    inside = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<style>.a > b { fill: url(#g) }</style><use href="#g"></use>'
        '<path class="a" d="M0 0h9" fill="url(#g)" style="stroke:red"></path><text x="1">A &amp; B</text>'
    )
    clean = cleaned("a.svg", _SVG.format(inside).encode())
    assert isinstance(clean, bytes)
    expected = inside.replace('stop-color="red"/>', 'stop-color="red"></stop>').replace(".a > b", ".a &gt; b")
    assert f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{expected}</svg>\n' == clean.decode()


def test_a_photo_in_a_drawing_is_cleaned_too() -> None:
    """A picture that stands in the drawing itself is encoded anew."""
    inside = f'<image href="data:image/jpeg;base64,{b64encode(picture("JPEG")).decode()}"/>'
    clean = cleaned("a.svg", _SVG.format(inside).encode())
    assert isinstance(clean, bytes)
    assert (True, False) == (b"data:image/jpeg" in clean, b64encode(_SECRET.encode())[:12] in clean)


@given(st.binary(max_size=200), st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.integers(0, 300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_it(noise: bytes, form: str, at: int) -> None:
    """Whatever is in a file, it is cleaned or refused."""
    data = picture(form)
    assert isinstance(cleaned("a.png", data[:at] + noise + data[at + len(noise) :]), bytes | Diagnostic)
