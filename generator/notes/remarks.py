"""What is remarked beside a consent: YAML and TOML pass over a comment, but somebody meant it.

In: front matter as typed. Out: a finding, where a comment takes back what its line gives. Nothing else is read from
comments, and a comment that explains which audiences there are takes nothing back.
"""

from __future__ import annotations

import re

from generator.diagnostics import Code, Diagnostic

_GIVING = re.compile(
    r"""^[ \t]*["']?(?:consent|audience)["']?[ \t]*[:=][^\n#]*?"""
    r"""\b(?P<given>public|cohort)\b[^\n#]*[ \t](?P<remark>#[^\n]*)""",
    re.MULTILINE | re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")
_TAKING_BACK = frozenset(
    (
        *("private", "withdrawn", "revoked", "refused", "declined", "denied", "expired", "pending", "awaiting"),
        *("waiting", "wait", "until", "after", "embargo", "embargoed", "draft", "unsure", "maybe", "tbd", "only"),
    )
)
"""Words with which people say that a yes is none, or none yet."""


def remark_against(block: str, path: str, first_line: int) -> Diagnostic | None:
    """The finding that a remark speaks against the consent beside it, which then cannot be relied on; None where none
    does. ``block`` is front matter that begins on ``first_line`` of the file.
    """
    for found in _GIVING.finditer(block):
        given, words = found["given"].lower(), set(_WORDS.findall(found["remark"].lower()))
        narrower = {"cohort"} if given == "public" else set()
        if given not in words and (against := words & (_TAKING_BACK | narrower)):
            said = min(against, key=found["remark"].lower().index)
            message = f"The remark beside the consent says “{said}”; the note is private"
            hint = "Write as `audience` what holds now, and the remark, if it changes nothing, on a line of its own"
            line = first_line + block.count("\n", 0, found.start())
            column = found.start("remark") - found.start() + 1
            return Diagnostic(Code.BAD_CONSENT, path, message, hint, line, column, len(found["remark"].rstrip()))
    return None
