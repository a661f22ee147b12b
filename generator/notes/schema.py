"""The schema of front matter: every key with a meaning, what it may hold, and how to say so to an editor.

In come our keys with their values, out comes one `NoteFields`, whatever was wrong with some of them, with all
findings of the note at once. The same models give the JSON Schema.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationError, WrapValidator
from pydantic.json_schema import GenerateJsonSchema

from generator.diagnostics import Code, Diagnostic
from generator.notes import interpreting, several
from generator.notes.context import Context
from generator.notes.entries import ConsentEntry, Name, Prose, StepEntry, When, read_consent, read_step
from generator.notes.note import Audience, Kind, NoteName, Taxonomy
from generator.notes.values import Value
from generator.notes.vocabulary import Vocabulary

_TextOrList = str | list[str]
Names = Annotated[tuple[Name, ...], BeforeValidator(several.names, json_schema_input_type=_TextOrList)]
Target = Annotated[NoteName, PlainValidator(interpreting.target, json_schema_input_type=str)]
Targets = Annotated[tuple[Target, ...], BeforeValidator(several.items, json_schema_input_type=_TextOrList)]
Aliases = Annotated[tuple[Target, ...], BeforeValidator(several.alias_items, json_schema_input_type=_TextOrList)]
Tags = Annotated[
    tuple[Annotated[NoteName, PlainValidator(interpreting.tag, json_schema_input_type=str)], ...],
    BeforeValidator(several.tag_items, json_schema_input_type=_TextOrList),
]
Sectors = Annotated[
    tuple[Annotated[NoteName, PlainValidator(interpreting.sector, json_schema_input_type=str)], ...],
    BeforeValidator(several.items, json_schema_input_type=_TextOrList),
]
JobFunctions = Annotated[
    tuple[Annotated[NoteName, PlainValidator(interpreting.job_function, json_schema_input_type=str)], ...],
    BeforeValidator(several.items, json_schema_input_type=_TextOrList),
]
Person = Annotated[str, PlainValidator(interpreting.person, json_schema_input_type=str)]
CareerType = Annotated[str, PlainValidator(interpreting.career_type, json_schema_input_type=str)]
Steps = Annotated[
    tuple[Annotated[StepEntry, WrapValidator(read_step, json_schema_input_type=str | StepEntry)], ...],
    BeforeValidator(several.items, json_schema_input_type=str | StepEntry | list[str | StepEntry]),
]
ConsentValue = Annotated[ConsentEntry, WrapValidator(read_consent, json_schema_input_type=Audience | ConsentEntry)]
Paragraph = Annotated[str, PlainValidator(interpreting.paragraph, json_schema_input_type=str)]
Text = Annotated[NoteName, PlainValidator(interpreting.target, json_schema_input_type=str)]
YesOrNo = Annotated[bool, PlainValidator(interpreting.yes_or_no, json_schema_input_type=bool)]
Number = Annotated[int, PlainValidator(interpreting.number, json_schema_input_type=int)]


class NoteFields(BaseModel):
    """The front matter of a note. Nothing is required but a name: `person` for an interview, else `title`."""

    model_config = ConfigDict(frozen=True, title="Front matter of a Fieldpath note")

    title: Prose = Field("", title="Title", description="The note's name; an interview's default is the person's")
    kind: Text | None = Field(None, title="Kind", description="What the note is; the folder says so otherwise")
    person: Person = Field("", title="Person", description="Who was interviewed")
    role: Prose = Field("", title="Role", description="Where they are now; default: the last step's position")
    organization: Name | None = Field(
        None, title="Organization", description="Where they work; default: the last step's"
    )
    date: When | None = Field(None, title="Date", description="The day of the conversation: 2026-03-14")
    fields: Names = Field((), title="Fields", description="The areas of work: Public health, Science policy")
    career_path: Names = Field((), title="Career path", description="A named track: Research to program management")
    sector: Sectors = Field(
        (), title="Sector", description="The workforce sector; another than the suggested is accepted"
    )
    career_type: CareerType = Field("", title="Career type", description="What kind of work it is, roughly")
    job_function: JobFunctions = Field((), title="Job function", description="What the work is; optional")
    path: Steps = Field((), title="Path", description="The steps, oldest first: Position @ Organization (2012–2018)")
    skills: Names = Field((), title="Skills", description="What they need to know or do: grant writing, statistics")
    tags: Tags = Field((), title="Tags", description="Anything else to find the note by, with or without #")
    summary: Paragraph = Field("", title="Summary", description="One or two sentences for lists and search engines")
    aliases: Aliases = Field(
        (), title="Aliases", description="Other names of this note, or old addresses that begin with /"
    )
    referred_by: Targets = Field((), title="Referred by", description="Who made the contact: [[Sam Okafor]] in quotes")
    consent: ConsentValue | None = Field(
        None, title="Consent", description="What the person agreed to; an interview without it is private"
    )
    image: Text | None = Field(None, title="Image", description="A picture beside the note: dana.jpg")
    slug: Text | None = Field(None, title="Slug", description="The last part of the address; default: the file's name")
    series: Prose = Field("", title="Series", description="The series a guide belongs to; default: its folder")
    part: Number = Field(
        0, title="Part", description="A guide's place in its series; default: the number its file begins with"
    )
    taxonomy: Text | None = Field(None, title="Taxonomy", description="What a term note describes; default: its folder")
    broader: Name | None = Field(None, title="Broader", description="The broader term: Health for Public health")
    sample: YesOrNo = Field(
        False, title="Sample", description="Whether the note is invented, to show how Fieldpath works"
    )


def read_fields(values: dict[str, Value], context: Context) -> NoteFields:
    """Read all keys, leave out what cannot be read, and add every finding to the context.

    Any error in consent, however small, is a ``BAD_CONSENT``, and then there is no consent in the result.
    """
    try:
        return NoteFields.model_validate(values, context=context)
    except ValidationError as error:
        refused: dict[str, set[int]] = {}
        for detail in error.errors(include_url=False, include_input=False):
            key, *rest = detail["loc"]
            context.found.append(_finding(str(key), detail["ctx"]["found"], context.path))
            # An item of a list is refused alone; "consent" and its like have no items, so a part refuses the whole.
            at = rest[0] if rest and isinstance(rest[0], int) else -1
            refused.setdefault(str(key), set()).add(at)
    return NoteFields.model_validate(_without(values, refused), context=context)


def json_schema(words: Vocabulary) -> dict[str, object]:
    """The schema of front matter for editors (JSON Schema 2020-12); listed words are suggested, others allowed."""
    schema = NoteFields.model_json_schema(mode="validation")
    suggested: dict[str, tuple[str, ...]] = {
        "kind": tuple(Kind),
        "taxonomy": (*Taxonomy, "questions"),
        "sector": words.sectors,
        "career_type": words.career_types,
        "job_function": words.job_functions,
    }
    for key, names in suggested.items():
        if names:
            schema["properties"][key] = _suggesting(schema["properties"][key], names)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


def _finding(key: str, found: Diagnostic, path: str) -> Diagnostic:
    if key == "consent" and found.code is not Code.BAD_CONSENT:
        return replace(found, code=Code.BAD_CONSENT, path=path, message=f"{found.message}; the note is private")
    return replace(found, path=path)


def _without(values: dict[str, Value], refused: dict[str, set[int]]) -> dict[str, Value]:
    kept = {key: value for key, value in values.items() if -1 not in refused.get(key, ())}
    for key in kept.keys() & refused.keys():
        split = several.tag_items if key == "tags" else several.items
        listed = [item for index, item in enumerate(split(kept[key])) if index not in refused[key]]
        kept[key] = kept[key]._replace(content=listed)
    return kept


def _suggesting(described: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The same property, with names that an editor offers, and any other text allowed."""
    word: dict[str, Any] = {"anyOf": [{"enum": list(names)}, {"type": "string"}]}
    takes_lists = any(option.get("type") == "array" for option in described.get("anyOf", ()))
    kept = {key: described[key] for key in ("title", "description", "default") if described.get(key) is not None}
    return {**kept, "anyOf": [*word["anyOf"], {"type": "array", "items": word}]} if takes_lists else {**kept, **word}
