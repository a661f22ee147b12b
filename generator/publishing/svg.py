"""A drawing without anything but what it shows: an SVG file, read strictly and written anew.

In: the bytes of an SVG file. Out: a smaller SVG that looks the same. Only elements, attributes and styles that draw are
taken over: no script, no event handler, no animation, no link or reference out of the file, no foreign content, nothing
that an editor noted about itself, its user or their folders, no title, description or comment.

The reader is Python's own expat, told to refuse entities, which is all that defusedxml would add; and a
sanitiser for HTML such as nh3 knows neither the elements of SVG nor its XML.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as BadBase64
from collections.abc import Callable
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_LARGEST = 32 * 1024 * 1024


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ELEMENTS = _words(
    """
    svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath image style
    linearGradient radialGradient stop clipPath mask pattern marker filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """
)
_UNWRAPPED = frozenset({"a"})
"""Elements that go while what is in them stays."""

_WITH_TEXT = frozenset({"text", "tspan", "textPath", "style"})
_AROUND = _WITH_TEXT | {"g", "a", "switch", "svg", "symbol"}
"""What hands down to the texts in it that they are not to be seen."""

_ATTRIBUTES = _words(
    """
    id class style version viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d
    points pathLength transform gradientTransform gradientUnits patternTransform patternUnits patternContentUnits
    spreadMethod offset rotate textLength lengthAdjust startOffset method spacing side markerWidth markerHeight
    markerUnits refX refY orient clipPathUnits maskUnits maskContentUnits filterUnits primitiveUnits in in2 result
    mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias
    targetX targetY edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant
    specularExponent scale xChannelSelector yChannelSelector azimuth elevation pointsAtX pointsAtY pointsAtZ
    limitingConeAngle z stdDeviation radius baseFrequency numOctaves seed stitchTiles systemLanguage requiredExtensions
    media lang
    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
    direction display dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color flood-opacity
    font-family font-size font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-vertical
    image-rendering isolation letter-spacing lighting-color marker-end marker-mid marker-start mask mask-type
    mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    text-decoration text-overflow text-rendering transform-box transform-origin unicode-bidi vector-effect visibility
    white-space word-spacing writing-mode
    """
)
_OWN_URL = re.compile(r"""url\(\s*(["']?)#[\w.:-]+\1\s*\)""", re.IGNORECASE)
_REACHES_OUT = re.compile(r"url\s*\(|@|\\|(?:image|image-set|src|expression)\s*\(|binding|behaviou?r|<", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_AT_RULE = re.compile(r"@(?:import|charset|namespace)\b[^;{}]*;|@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_CSS_AT_KEPT = re.compile(r"@(?:media|supports)\b", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(png|jpeg|jpg|gif|webp|avif);base64,(.*)", re.IGNORECASE | re.DOTALL)


_OFF = re.compile(r"(?<![\w-])display\s*:\s*none\b", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<![\w-])visibility\s*:\s*(?:hidden|collapse)\b", re.IGNORECASE)


class SvgProblem(Exception):
    """Why a drawing cannot be published, as the end of a sentence."""


def cleaned_svg(data: bytes, picture: Callable[[bytes], bytes | None]) -> bytes:
    """The drawing in ``data``, rewritten; ``picture`` cleans photos that stand in it, and gives None for those to drop.

    Raises `SvgProblem` for what is not SVG or needs entities to be read.
    """
    if len(data) > _LARGEST:
        raise SvgProblem(f"it is larger than {_LARGEST // 1024 // 1024} MB")
    writer = _Writer(picture)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SvgProblem(f"it is not XML ({expat.errors.messages[error.code]}, line {error.lineno})") from error
    except (LookupError, ValueError) as error:
        # An encoding that Python does not know, or a NUL.
        raise SvgProblem(f"it cannot be read ({error})") from error
    return "".join((*writer.parts, "\n")).encode()


def _refuse_entity(*_: object) -> None:
    raise SvgProblem("it declares entities, which can make a small file enormous")


class _Writer:
    """Hears what the parser finds, and writes down what is to stay."""

    def __init__(self, picture: Callable[[bytes], bytes | None]) -> None:
        self.parts: list[str] = []
        self._picture = picture
        self._open: list[str] = []
        self._style: list[str] = []
        self._skipped = 0

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins."""
        space, _, local = name.rpartition(" ")
        if not self._open and not self._skipped and (space, local) != (_SVG, "svg"):
            raise SvgProblem("its outermost element is not an <svg> of SVG's name space")
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        if self._skipped or space != _SVG or local not in _ELEMENTS | _UNWRAPPED or _is_unseen(dict(pairs), local):
            self._skipped += 1
            return
        self._open.append(local)
        if local in _UNWRAPPED:
            return
        declared = f' xmlns="{_SVG}"' if len(self._open) == 1 else ""
        kept = "".join(self._attribute(local, attribute, value) for attribute, value in pairs)
        self.parts.append(f"<{local}{declared}{kept}>")

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        local = self._open.pop()
        if local == "style":
            self.parts.append(escape(_safe_sheet("".join(self._style))))
            self._style.clear()
        if local not in _UNWRAPPED:
            self.parts.append(f"</{local}>")

    def text(self, text: str) -> None:
        """Text that is drawn is kept, and style sheets; what stands between shapes is not seen."""
        if self._skipped:
            return
        within = next(local for local in reversed(self._open) if local not in _UNWRAPPED)
        if within == "style":
            self._style.append(text)
        elif within in _WITH_TEXT:
            self.parts.append(escape(text))

    def _attribute(self, element: str, name: str, value: str) -> str:
        space, _, local = name.rpartition(" ")
        if space in ("", _XLINK) and local == "href":
            value = self._reference(element, value.strip())
        elif space == _XML and local in ("space", "lang"):
            local = f"xml:{local}"
        elif space or local not in _ATTRIBUTES:
            return ""
        elif local == "style":
            value = ";".join(filter(_is_safe_declaration, _CSS_COMMENT.sub("", value).split(";")))
        elif not _is_safe_value(value):
            return ""
        return f" {local}={quoteattr(value)}" if value else ""

    def _reference(self, element: str, value: str) -> str:
        """A reference within the drawing, or a photo that stands in it; nothing else."""
        if value.startswith("#"):
            return value
        found = _PICTURE.fullmatch(value) if element == "image" else None
        if found is None:
            return ""
        try:
            clean = self._picture(b64decode(found[2]))
        except BadBase64:
            return ""
        return f"data:image/{found[1].lower()};base64,{b64encode(clean).decode()}" if clean else ""


def _is_unseen(attributes: dict[str, str], element: str) -> bool:
    """Whether an element is switched off, as a layer can be, or holds text that is."""
    style = _CSS_COMMENT.sub("", attributes.get("style", ""))
    said = f"display:{attributes.get('display', '')};visibility:{attributes.get('visibility', '')};{style}"
    return bool(_OFF.search(said) or (element in _AROUND and _HIDDEN.search(said)))


def _is_safe_value(value: str) -> bool:
    return not _REACHES_OUT.search(_OWN_URL.sub("", value))


def _is_safe_declaration(declaration: str) -> bool:
    """A property that draws; those that begin with a hyphen are editors' own."""
    return bool(declaration.strip()) and not declaration.strip().startswith("-") and _is_safe_value(declaration)


def _safe_sheet(text: str) -> str:
    """A style sheet without comments, imports and fonts; nothing where it would still reach out."""
    sheet = _CSS_AT_RULE.sub("", _CSS_COMMENT.sub("", text))
    return sheet.strip() if _is_safe_value(_CSS_AT_KEPT.sub("", sheet).replace(">", "")) else ""
