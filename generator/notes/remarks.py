"""What is remarked beside a consent: YAML and TOML pass over a comment, but somebody meant it.

In: front matter as typed. Out: a finding, where a comment takes back what its line gives. Nothing else is read from
comments, and a comment that explains which audiences there are takes nothing back.
"""

from __future__ import annotations

import re

from generator.diagnostics import Code, Diagnostic
from generator.notes.note import Audience

_GIVING = re.compile(
    r"""^[ \t]*["']?(?:consent|audience)["']?[ \t]*[:=][^\n#]*?"""
    r"""\b(?P<given>public|cohort)\b[^\n#]*[ \t](?P<remark>#[^\n]*)""",
    re.MULTILINE | re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")
_AUDIENCES = frozenset(Audience)
_TAKING_BACK = frozenset(
    (
        *("private", "withdrawn", "revoked", "refused", "declined", "denied", "expired", "pending", "awaiting"),
        *("waiting", "wait", "until", "after", "embargo", "embargoed", "draft", "unsure", "maybe", "tbd", "only"),
        *("anonymous", "anonymously", "anonymised", "anonymized", "pseudonym", "withheld", "without", "not", "unless"),
        *("except", "ask"),
    )
)
"""Words with which people say that a yes is none, or none yet."""


def remark_against(block: str, path: str, first_line: int) -> Diagnostic | None:
    """The finding that a remark speaks against the consent beside it, which then cannot be relied on; None where none
    does. ``block`` is front matter that begins on ``first_line`` of the file.
    """
    for found in _GIVING.finditer(block):
        given, remark = found["given"].lower(), found["remark"].lower()
        words = set(_WORDS.findall(remark))
        tells_the_choices = given in words or _AUDIENCES - {given} <= words or remark.startswith("# or ")
        against = words & (_TAKING_BACK | {"cohort"} - {given})
        if against and not tells_the_choices:
            said = min(against, key=remark.index)
            message = f"The remark beside the consent says “{said}”; the note is private"
            hint = "Write as `audience` what holds now, and the remark, if it changes nothing, on a line of its own"
            line = first_line + block.count("\n", 0, found.start())
            column = found.start("remark") - found.start() + 1
            return Diagnostic(Code.BAD_CONSENT, path, message, hint, line, column, len(found["remark"].rstrip()))
    return None
