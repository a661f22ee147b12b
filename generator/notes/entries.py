"""The two values of front matter that have parts of their own: a step of a path, and consent.

In come a short form or a mapping, out come `StepEntry` and `ConsentEntry`, whose models also make the JSON Schema. A
short form is taken apart into the mapping it stands for, so both are read by the same rules. In consent, whatever is
not understood is an error: it fails closed.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
)

from generator.diagnostics import Code
from generator.notes import interpreting
from generator.notes.context import Context, context_of, one_line, refusal
from generator.notes.dates import Date, Period, ends_before_start
from generator.notes.keys import KEYS, our_keys
from generator.notes.note import Audience, Consent, NoteName, Step
from generator.notes.several import items
from generator.notes.steps import FORM, StepProblem, read_short_step, split_degree
from generator.notes.values import Entry, Value
from generator.notes.vocabulary import nearest

When = Annotated[Date, PlainValidator(interpreting.date, json_schema_input_type=str | int)]
SureDate = Annotated[Date, PlainValidator(interpreting.sure_date, json_schema_input_type=str | int)]
Prose = Annotated[str, PlainValidator(interpreting.prose, json_schema_input_type=str)]
Name = Annotated[NoteName, PlainValidator(interpreting.name, json_schema_input_type=str)]

_STEP_KEYS = {
    "position": "position", "role": "position", "title": "position", "studyType": "position",
    "organization": "organization", "organisation": "organization", "company": "organization",
    "employer": "organization", "institution": "organization",
    "start": "start", "startDate": "start", "from": "start", "end": "end", "endDate": "end", "to": "end",
    "area": "area", "years": "years", "dates": "years",
}  # fmt: skip
_STEP_PARTS = frozenset({"position", "organization", "start", "end", "area"})
_CONSENT_KEYS = ("audience", "given", "expires", "name", "withhold", "allow")
_NARROWING = ("expires", "name", "withhold")
"""Keys of consent that are begun by those who mean to hide something."""
_SAY_WHO = "Write public, cohort or private"


def _audience(value: Value) -> Audience:
    text = interpreting.text_of(value).lower()
    if text not in frozenset(Audience):
        raise refusal(Code.BAD_CONSENT, value, f"`{text}` is no audience; the note is private", _SAY_WHO)
    return Audience(text)


def _withheld(value: Value, info: ValidationInfo) -> tuple[str, ...]:
    """The keys of ours that a typed one withholds; one that names nothing is refused, as what it was to withhold would
    be shown.
    """
    text = interpreting.text_of(value)
    context = context_of(info)
    if text in context.extra:
        return (text,)
    key, dot, part = text.partition(".")
    ours = our_keys(key, context.mapping)
    if dot and ours == ("path",) and part in _STEP_KEYS:
        return (f"path.{_STEP_KEYS[part]}",)
    if ours and not dot:
        return ours
    several = [word for word in re.split(r"[,;\s]+", text) if word]
    parts = tuple(f"path.{part}" for part in sorted(_STEP_PARTS))
    begun = [each for each in parts if dot and part and each.startswith(text)]
    near = "person" if text == "name" else begun[0] if begun else nearest(text, (*KEYS, *parts))
    hint = f"Did you mean `{near}`?" if near else "Name a key of this note"
    if len(several) > 1:
        hint = f"Write them as a list: [{', '.join(several)}]"
    raise refusal(Code.BAD_CONSENT, value, f"`{text}` is no key that could be withheld; the note is private", hint)


class StepEntry(BaseModel):
    """One stage of a person's path, oldest first."""

    model_config = ConfigDict(frozen=True, title="Step", json_schema_extra={"additionalProperties": False})

    position: Name = Field(title="Position", description="What they were: PhD, Postdoc, Project manager")
    organization: Name | None = Field(None, title="Organization", description="Where")
    area: Prose = Field("", title="Area", description="What it was in: Materials science")
    start: When | None = Field(None, title="Start", description="A year, a month or a day: 2012, 2012-09, 2012-09-01")
    end: Annotated[Period, PlainValidator(interpreting.end, json_schema_input_type=str | int)] | None = Field(
        None, title="End", description="A year, a month or a day; `present` for what goes on"
    )
    years: Annotated[Period, PlainValidator(interpreting.period, json_schema_input_type=str | int)] | None = Field(
        None, title="Years", description="Start and end in one: 2012–2018, or 2020– for what goes on"
    )

    def period(self) -> Period:
        """From when to when, whichever keys say it."""
        years = self.years or Period(None)
        ended = self.end or years
        return Period(self.start or years.start, ended.end, ended.ongoing)

    def step(self, *, is_last: bool) -> Step:
        """The step for the note; the last one goes on if it says when it began and nothing about its end."""
        period = self.period()
        ongoing = period.ongoing or (is_last and self.start is not None and self.end is None and self.years is None)
        organization = self.organization.target if self.organization else ""
        return Step(
            self.position.target, organization, self.area, period.start, period.end, ongoing, self.position.line
        )


class ConsentEntry(BaseModel):
    """What the person agreed to."""

    model_config = ConfigDict(frozen=True, title="Consent", json_schema_extra={"additionalProperties": False})

    audience: Annotated[Audience, PlainValidator(_audience, json_schema_input_type=Audience)] = Field(
        title="Audience", description="Who may see the interview: public, cohort or private"
    )
    given: SureDate | None = Field(None, title="Given", description="The day they agreed")
    expires: SureDate | None = Field(
        None, title="Expires", description="The day from which the interview is private again"
    )
    name: Prose = Field("", title="Stand-in name", description="The name to publish in place of the person's")
    withhold: Annotated[
        tuple[Annotated[tuple[str, ...], PlainValidator(_withheld, json_schema_input_type=str)], ...],
        BeforeValidator(items, json_schema_input_type=str | list[str]),
    ] = Field((), title="Withhold", description="Keys to leave out, such as `organization` or `path.organization`")

    allow: Annotated[
        tuple[Annotated[str, PlainValidator(interpreting.text_of, json_schema_input_type=str)], ...],
        BeforeValidator(items, json_schema_input_type=str | list[str]),
    ] = Field((), title="Allow", description="Words of the name that may occur, such as a surname that is also a city")

    def consent(self) -> Consent:
        """The consent for the note."""
        withhold = tuple(dict.fromkeys(key for keys in self.withhold for key in keys))
        return Consent(self.audience, self.given, self.expires, self.name, withhold, stated=True, allow=self.allow)


def read_step(value: Value, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> StepEntry:
    """Read a step in its short form or as a mapping; raise what is wrong with it."""
    context = context_of(info)
    content = value.content
    parts = _step_parts(value, content, context) if isinstance(content, dict) else _short_parts(value)
    entry: StepEntry = handler(parts)
    period = entry.period()
    if period.start and period.end and ends_before_start(period.start, period.end):
        raise refusal(
            Code.BAD_VALUE, value, f"The step ends ({period.end}) before it starts ({period.start})", "Check the years"
        )
    if entry.years and entry.years.ambiguous:
        message = f"The dates of this step could mean others; they were read as {period.start} to {period.end}"
        context.report(
            Code.AMBIGUOUS_DATE, value, message, "Write years in full (2008–2012), and months as 2008-12–2009-03"
        )
    return entry


def read_consent(value: Value, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> ConsentEntry:
    """Read consent as a word or as a mapping; raise or report everything that is not understood."""
    content = value.content
    if not isinstance(content, dict):
        read: ConsentEntry = handler({"audience": value})
        return read
    context = context_of(info)
    for key, entry in content.items():
        if key not in _CONSENT_KEYS:
            near = nearest(key, _CONSENT_KEYS)
            hint = f"Did you mean `{near}`?" if near else f"It may hold {', '.join(_CONSENT_KEYS)}"
            place = Value(key, entry.line, entry.column)
            context.report(Code.BAD_CONSENT, place, f"`{key}` has no meaning in `consent`; the note is private", hint)
        elif key in _NARROWING and _is_blank(entry.value.content, may_be_empty=key == "withhold"):
            place = Value(key, entry.line, entry.column)
            message = f"`{key}` is left empty; the note is private"
            context.report(Code.BAD_CONSENT, place, message, "Fill it in, or take the line out")
    parts = {key: entry.value for key, entry in content.items() if entry.value.content is not None}
    if "audience" not in parts:
        raise refusal(
            Code.BAD_CONSENT,
            value,
            "The consent does not say for whom it is; the note is private",
            "Add `audience: public`, cohort or private",
        )
    read = handler(parts)
    return read


def _is_blank(content: object, *, may_be_empty: bool = False) -> bool:
    """Whether something, or a part of it, was left to be filled in; a list that says it is empty may be meant so."""
    if isinstance(content, list):
        return not (content or may_be_empty) or any(_is_blank(item.content) for item in content)
    return not content or (isinstance(content, str) and not content.strip())


def _short_parts(value: Value) -> dict[str, Value | Period]:
    text = value.content if isinstance(value.content, str) else ""
    plain = interpreting.prose(value) if "[[" in text else one_line(text)
    short = read_short_step(plain)
    if isinstance(short, StepProblem):
        code = Code.BAD_VALUE if short.backwards else Code.BAD_STEP
        raise refusal(code, value, short.message, "Check the years" if short.backwards else f"Write it as `{FORM}`")
    parts: dict[str, Value | Period] = {"position": Value(short.position, value.line, value.column)}
    if short.organization:
        # The offset is only right where the text stands in the file as it was read.
        column = value.column + short.organization_at if plain == text else value.column
        parts["organization"] = Value(short.organization, value.line, column)
    if short.area:
        parts["area"] = Value(short.area, value.line, value.column)
    if short.period:
        parts["years"] = short.period
    return parts


def _step_parts(value: Value, content: dict[str, Entry], context: Context) -> dict[str, Value]:
    parts: dict[str, Value] = {}
    for key, entry in content.items():
        ours = _STEP_KEYS.get(key) or _STEP_KEYS.get(key.casefold())
        if ours is None:
            near = nearest(key, tuple(_STEP_PARTS))
            place = Value(key, entry.line, entry.column)
            code = Code.MISSPELT_KEY if near else Code.UNKNOWN_KEY
            hint = f"Did you mean `{near}`?" if near else "A step has position, organization, start, end and area"
            context.report(code, place, f"The key `{key}` has no meaning in a step", hint)
        elif ours not in parts and entry.value.content is not None:
            parts[ours] = entry.value
    position = parts.get("position")
    if position is None:
        raise refusal(Code.BAD_STEP, value, "This step has no position", f"Add `position:`, or write it as `{FORM}`")
    if "area" not in parts and isinstance(position.content, str):
        degree, area = split_degree(one_line(position.content))
        if area:
            parts |= {"position": position._replace(content=degree), "area": position._replace(content=area)}
    return parts
