"""From what was typed to what it means: one small reader for each sort of value that the schema knows.

In come `Value`s, out come text, names, dates and periods. A value that cannot be read raises `refusal(…)`, which
pydantic collects, so that all errors of a note are reported at once; what is merely remarkable is added to the
context's findings.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from pydantic import ValidationInfo

from generator.diagnostics import Code
from generator.notes.context import Context, context_of, one_line, refusal
from generator.notes.dates import Date, DateRead, Period, is_ongoing, likely_date, read_date, read_period
from generator.notes.note import NoteName
from generator.notes.several import items
from generator.notes.values import Value
from generator.notes.vocabulary import akin, listed, nearest

_LONGEST_NAME = 3
"""In words."""
_WIKILINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LABELLED = re.compile(r"\[\[(?P<path>[^\[\]|]+)\|[^\[\]]+\]\]|\[[^\[\]]+\]\(<?(?P<address>[^()<>:]+\.md)>?\)")
_CONTROLS_IN_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_MOST_LISTED = 8
"""How many names of a vocabulary fit in a hint."""

_TRUE, _FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})


def text_of(value: Value) -> str:
    """One text, where a list of one will also do; line breaks and control characters are none of its business."""
    content = value.content
    if not isinstance(content, str):
        single = items(value)
        if not single:
            return ""
        content = single[0].content
        if len(single) > 1:
            raise refusal(
                Code.BAD_VALUE,
                value,
                "One value is expected here, not a list",
                "Keep the first, or join them in one text",
            )
        if not isinstance(content, str):
            message = "Text is expected here, not keys and values"
            raise refusal(
                Code.BAD_VALUE, single[0], message, "Put quotes around text that holds a colon or begins with {"
            )
    return one_line(content)


def prose(value: Value) -> str:
    """A text to show; a wikilink in it reads as its label."""
    text = text_of(value)
    return _WIKILINK.sub(lambda link: (link[2] or link[1]).strip(), text) if "[[" in text else text


def person(value: Value, info: ValidationInfo) -> str:
    """Who was interviewed; says so where a second name may follow the first, for it is read as what the first does."""
    text = prose(value)
    first, *rest = map(str.split, text.split(","))
    if len(first) > 1 and any(1 < len(words) <= _LONGEST_NAME and all(map(str.istitle, words)) for words in rest):
        message = (
            f"In “{one_line(text)}”, what follows the comma is taken for what the person does, not for another one"
        )
        hint = "If it is another person, write `and` between the two; else write it as `role:` or `organization:`"
        context_of(info).report(Code.MANY_IN_ONE, value, message, hint)
    return text


def linked_name(value: Value) -> str:
    """The name of the note that a value links to under a label of its own, as ``[[Dana Rivera|Dee]]`` and
    ``[Dee](../people/Dana%20Rivera.md)`` do; "" for any other.
    """
    link = _LABELLED.fullmatch(text_of(value))
    if link is None:
        return ""
    path = link["path"] or unquote(link["address"])
    return one_line(path.partition("#")[0].rpartition("/")[2].removesuffix(".md"))


def paragraph(value: Value) -> str:
    """A longer text to show, trimmed and otherwise as given but for control characters."""
    if isinstance(value.content, str) and "[[" not in value.content:
        return _CONTROLS_IN_LINES.sub("", value.content).strip()
    return prose(value)


def target(value: Value) -> NoteName:
    """A note that is named: the target of a wikilink, or the text."""
    text = text_of(value)
    return NoteName(_targets(text) if "[[" in text else text, value.line, value.column)


def name(value: Value) -> NoteName:
    """A term that is named: a wikilink's last part, for ``[[fields/Public health|health]]`` names `Public health`."""
    text = _named(value)
    if not text:
        raise refusal(Code.BAD_VALUE, value, "A name is expected here", "Write one, or delete the key")
    return NoteName(text, value.line, value.column)


def tag(value: Value) -> NoteName:
    """A tag's name, its # removed."""
    named = name(value)
    without_sign = named.target.lstrip("# ")
    if not without_sign:
        raise refusal(Code.BAD_VALUE, value, "A tag's name is expected here", "Write it with or without its #")
    return NoteName(without_sign, named.line, named.column)


def sector(value: Value, info: ValidationInfo) -> NoteName:
    """A sector, in the vocabulary's spelling where it is there."""
    return _of_vocabulary(value, context_of(info), context_of(info).vocabulary.sectors, Code.UNKNOWN_SECTOR, "sectors")


def job_function(value: Value, info: ValidationInfo) -> NoteName:
    """A job function, in the vocabulary's spelling where it is there."""
    names = context_of(info).vocabulary.job_functions
    return _of_vocabulary(value, context_of(info), names, Code.UNKNOWN_JOB_FUNCTION, "job functions")


def career_type(value: Value, info: ValidationInfo) -> str:
    """A career type, in the vocabulary's spelling where it is there."""
    names = context_of(info).vocabulary.career_types
    return _of_vocabulary(value, context_of(info), names, Code.UNKNOWN_CAREER_TYPE, "career types").target


def date(value: Value, info: ValidationInfo) -> Date:
    """A date in any of the forms that can be read, also as a link to that day's note; says so where it could have been
    meant otherwise.
    """
    text = _named(value)
    read = read_date(text)
    if read is None:
        likely = likely_date(text)
        hint = (f"Did you mean {likely}? " if likely else "") + "Write 2026-03-14, 2026-03 or 2026"
        raise refusal(Code.BAD_DATE, value, f"`{text}` is no date that can be read", hint)
    _remark(context_of(info), value, text, read)
    return read.date


def sure_date(value: Value, info: ValidationInfo) -> Date:
    """A date on which something depends: one that could be another day is refused."""
    text = _named(value)
    read = read_date(text)
    if read and read.ambiguous:
        raise refusal(
            Code.AMBIGUOUS_DATE,
            value,
            f"`{text}` could be two days",
            f"Write {read.date}, or the other day in that form",
        )
    return date(value, info)


def period(value: Value | Period, info: ValidationInfo) -> Period:
    """A period; one that the short form of a step was already read from stays as it is."""
    if isinstance(value, Period):
        return value
    text = text_of(value)
    read = read_period(text)
    if read is None:
        raise refusal(
            Code.BAD_DATE,
            value,
            f"`{text}` is no period that can be read",
            "Write 2012–2018, or 2020– for what goes on",
        )
    return read


def end(value: Value, info: ValidationInfo) -> Period:
    """When something ended: a date, or words that say it has not."""
    return Period(None, None, True) if is_ongoing(text_of(value)) else Period(None, date(value, info))


def yes_or_no(value: Value) -> bool:
    """Whether ``true`` or ``false`` was typed, or another word for them."""
    text = text_of(value).casefold()
    if text not in _TRUE | _FALSE:
        raise refusal(Code.BAD_VALUE, value, f"`{text}` is neither true nor false", "Write true or false")
    return text in _TRUE


def number(value: Value) -> int:
    """A whole number from 0 to 9999."""
    text = text_of(value)
    if not re.fullmatch("[0-9]{1,4}", text):
        raise refusal(Code.BAD_VALUE, value, f"`{text}` is no whole number", "Write a number such as 3")
    return int(text)


def _of_vocabulary(value: Value, context: Context, names: tuple[str, ...], code: Code, called: str) -> NoteName:
    named = name(value)
    spelt = listed(named.target, names)
    if spelt is None and names:
        near = nearest(named.target, names)
        hint = f"Did you mean `{near}`?" if near else _list_of(named.target, names)
        context.report(
            code, value, f"`{named.target}` is not among the {called} of this wiki; it is used as typed", hint
        )
    return NoteName(spelt or named.target, named.line, named.column)


def _list_of(name: str, names: tuple[str, ...]) -> str:
    """What is listed; of a long list, what is akin to a name."""
    if len(names) <= _MOST_LISTED:
        return f"Listed are: {' · '.join(names)}"
    some = akin(name, names)
    return (
        f"Listed are {' · '.join(some)} and others; " if some else ""
    ) + f"`fieldpath schema` lists all {len(names)}"


def _remark(context: Context, value: Value, text: str, read: DateRead) -> None:
    if read.ambiguous:
        message = f"`{text}` could be two days; it was read as month/day/year, {read.date}"
        context.report(Code.AMBIGUOUS_DATE, value, message, f"Write {read.date}, or the other day in that form")
    elif read.unusual:
        context.report(
            Code.UNUSUAL_DATE,
            value,
            f"`{text}` was read as {read.date}",
            f"Write {read.date}, which reads the same everywhere",
        )


def _named(value: Value) -> str:
    text = text_of(value)
    return _WIKILINK.sub(lambda link: _last_part(link[1]), text).strip() if "[[" in text else text


def _targets(text: str) -> str:
    return _WIKILINK.sub(lambda link: link[1].partition("#")[0].strip(), text).strip()


def _last_part(link: str) -> str:
    whole = link.partition("#")[0].strip() or link.strip("# ")
    return whole.rstrip("/").rpartition("/")[2].removesuffix(".md")
