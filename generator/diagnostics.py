"""What Fieldpath finds in the author's files, as plain values.

A finding is data: a code, a place, what is wrong, and what to do about it. Values travel with the note they are about,
so a note taken from the cache still reports its own. How a finding is drawn is the business of `cli` and `serving`;
nothing here prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error makes the exit status 1; with ``--strict``, so does a warning."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Origin(StrEnum):
    """Which folder a finding's path is relative to."""

    CONTENT = "content"
    TEMPLATES = "templates"
    THEME = "theme"
    WIKI = "wiki"
    OUTPUT = "output"


class Code(StrEnum):
    """Every kind of finding. Each is explained in ``docs/diagnostics.md``."""

    # The file itself
    UNREADABLE_FILE = "unreadable-file"
    BAD_ENCODING = "bad-encoding"
    FILE_TOO_LARGE = "file-too-large"
    LINK_OUT_OF_CONTENT = "link-out-of-content"
    # Front matter
    BAD_YAML = "bad-yaml"
    BAD_TOML = "bad-toml"
    UNCLOSED_FRONT_MATTER = "unclosed-front-matter"
    NOT_A_MAPPING = "not-a-mapping"
    DUPLICATE_KEY = "duplicate-key"
    YAML_ALIAS = "yaml-alias"
    TOO_DEEP = "too-deep"
    UNKNOWN_KEY = "unknown-key"
    MISSPELT_KEY = "misspelt-key"
    MISSPELT_FOLDER = "misspelt-folder"
    MANY_IN_ONE = "many-in-one"
    COMMENTED_OUT = "commented-out"
    BAD_VALUE = "bad-value"
    BAD_DATE = "bad-date"
    AMBIGUOUS_DATE = "ambiguous-date"
    UNUSUAL_DATE = "unusual-date"
    BAD_STEP = "bad-step"
    UNKNOWN_SECTOR = "unknown-sector"
    UNKNOWN_JOB_FUNCTION = "unknown-job-function"
    UNKNOWN_CAREER_TYPE = "unknown-career-type"
    BAD_CONSENT = "bad-consent"
    KEPT_PRIVATE = "kept-private"
    PORTRAIT_WITHHELD = "portrait-withheld"
    # Markdown
    UNSAFE_LINK = "unsafe-link"
    REMOVED_HTML = "removed-html"
    PICTURE_ELSEWHERE = "picture-elsewhere"
    DUPLICATE_FOOTNOTE = "duplicate-footnote"
    UNCLOSED_CONTAINER = "unclosed-container"
    UNCLOSED_COMMENT = "unclosed-comment"
    TOO_NESTED = "too-nested"
    # How notes hang together
    BROKEN_LINK = "broken-link"
    BROKEN_FRAGMENT = "broken-fragment"
    AMBIGUOUS_LINK = "ambiguous-link"
    EMBED_CYCLE = "embed-cycle"
    TOO_MANY_EMBEDS = "too-many-embeds"
    ADDRESS_TAKEN = "address-taken"
    BAD_ADDRESS = "bad-address"
    NEAR_DUPLICATE = "near-duplicate"
    CIRCULAR_TERMS = "circular-terms"
    # Attachments
    BAD_PICTURE = "bad-picture"
    COPIED_NOTE = "copied-note"
    PUBLISHED_AS_IT_IS = "published-as-it-is"
    # Settings, theme, output
    SETTINGS_IN_DOUBT = "settings-in-doubt"
    BAD_SETTINGS = "bad-settings"
    UNKNOWN_SETTING = "unknown-setting"
    UNMET_KEY = "unmet-key"
    TEMPLATE_ERROR = "template-error"
    OUTPUT_REFUSED = "output-refused"
    NOT_WRITTEN = "not-written"
    LEAK = "leak"
    CACHE_SET_ASIDE = "cache-set-aside"


BROKEN_FRONT_MATTER = frozenset({Code.BAD_YAML, Code.BAD_TOML, Code.UNCLOSED_FRONT_MATTER})
"""What keeps a note's front matter from being read."""

STOPPING = frozenset({Code.SETTINGS_IN_DOUBT, Code.OUTPUT_REFUSED, Code.NOT_WRITTEN, Code.LEAK})
"""What keeps a site from being published."""

_WARNINGS = frozenset(
    {
        Code.MISSPELT_KEY,
        Code.MISSPELT_FOLDER,
        Code.MANY_IN_ONE,
        Code.COMMENTED_OUT,
        Code.AMBIGUOUS_DATE,
        Code.UNSAFE_LINK,
        Code.DUPLICATE_FOOTNOTE,
        Code.UNCLOSED_CONTAINER,
        Code.UNCLOSED_COMMENT,
        Code.TOO_NESTED,
        Code.BROKEN_LINK,
        Code.BROKEN_FRAGMENT,
        Code.AMBIGUOUS_LINK,
        Code.EMBED_CYCLE,
        Code.TOO_MANY_EMBEDS,
        Code.NEAR_DUPLICATE,
        Code.CIRCULAR_TERMS,
        Code.UNKNOWN_SETTING,
        Code.UNMET_KEY,
        Code.BAD_ENCODING,
    }
)
_INFOS = frozenset(
    {
        Code.UNKNOWN_KEY,
        Code.UNUSUAL_DATE,
        Code.UNKNOWN_SECTOR,
        Code.UNKNOWN_JOB_FUNCTION,
        Code.UNKNOWN_CAREER_TYPE,
        Code.KEPT_PRIVATE,
        Code.PORTRAIT_WITHHELD,
        Code.REMOVED_HTML,
        Code.PICTURE_ELSEWHERE,
        Code.CACHE_SET_ASIDE,
        Code.PUBLISHED_AS_IT_IS,
    }
)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about the author's files.

    ``line`` and ``column`` count from 1; 0 means the file as a whole. ``width`` is how many characters the mark under
    the source line covers. ``message`` says what is wrong in one sentence, ``hint`` what to do ("" where there is
    nothing to add). ``also`` are other files, by path, in which the same is wrong.
    """

    code: Code
    path: str
    message: str
    hint: str = ""
    line: int = 0
    column: int = 0
    width: int = 1
    origin: Origin = Origin.CONTENT
    also: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters; fixed by the code."""
        if self.code in _WARNINGS:
            return Severity.WARNING
        return Severity.INFO if self.code in _INFOS else Severity.ERROR


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, then place, then code, and drop exact repeats, so that every run lists the same findings in the
    same order.
    """
    return tuple(sorted(set(diagnostics), key=lambda d: (d.origin, d.path, d.line, d.column, d.code, d.message)))
