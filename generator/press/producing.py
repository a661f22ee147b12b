"""Views and files become files beside the site: rendered, read or cleaned, and looked through.

In: jobs, encoded so that they can go to another process. Out: what was staged, or why not. The same in this process and
in a worker; what a view or a template says is not decided here, and nothing becomes part of the site here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from generator.catalog.packing import decoder_of
from generator.diagnostics import Code, Diagnostic, Origin
from generator.pages.sitemaps import view_type
from generator.publishing.attachments import cleaned
from generator.publishing.files import Staged, Written, publish, stage
from generator.publishing.leaks.looking import Hit, Looker
from generator.publishing.leaks.secrets import decode_secrets
from generator.rendering import TemplateFailure, Theme
from generator.workers import batches


class PageJob(Struct, frozen=True):
    """One page to make: ``view`` is the answer to the query named ``made_by``, encoded."""

    path: str
    recipe: bytes
    template: str
    made_by: str
    view: bytes


class FileJob(Struct, frozen=True):
    """One file to publish; ``name`` is the author's path of an attachment, which is cleaned, "" for the theme's own."""

    path: str
    recipe: bytes
    source: Path
    name: str


class LookJob(Struct, frozen=True):
    """One file of the output to be looked through: one that stays as it is, or ``data`` that is not yet there."""

    path: str
    data: bytes | None = None
    recipe: bytes = b""


Job = PageJob | FileJob | LookJob
"""``path`` is where it goes in the output folder, ``recipe`` tells what it is made from."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where jobs are done: the output folder, the theme as it is now (its digest changes with it), and what must not be
    given away, encoded.
    """

    output: Path
    overrides: Path
    theme: bytes
    secrets: bytes


class Produced(Struct, frozen=True):
    """What became of one job; nothing, where a file was only looked through."""

    path: str
    recipe: bytes
    result: Staged | Diagnostic | None
    leaks: tuple[Hit, ...]


def produce(workshop: Workshop, jobs: list[Job]) -> list[Produced]:
    """Do a batch of jobs."""
    return [produced for some in _together(jobs) for produced in _produce(workshop, some)]


def publish_all(workshop: Workshop, staged: list[Staged]) -> list[Written | Diagnostic]:
    """Make a batch of staged files part of the site."""
    return [publish(workshop.output, file) for file in staged]


def get_ready(overrides: Path, theme: bytes) -> None:
    """Do now what the first page made in this process would have to wait for."""
    _theme(overrides, theme).compile_all()


def theme_at(workshop: Workshop) -> Theme:
    """The theme of a workshop; loaded once a process, and again when its digest is another."""
    return _theme(workshop.overrides, workshop.theme)


def _leaks_in(workshop: Workshop, files: Mapping[str, bytes]) -> dict[str, tuple[Hit, ...]]:
    """What files that would go out give away, by path: their bytes, or the path itself."""
    if not workshop.secrets:
        return {}
    return dict(zip(files, _looker(workshop.secrets).look_through(list(files.items())), strict=True))


def _together(jobs: list[Job]) -> Iterator[list[Job]]:
    """Pages that follow each other, and other files, which may be large, one by one."""
    for are_pages, group in groupby(jobs, lambda job: isinstance(job, PageJob)):
        some = list(group)
        yield from [some] if are_pages else batches(some, 1)


def _produce(workshop: Workshop, jobs: list[Job]) -> list[Produced]:
    """Make all, then look through all: what does either is large, and quicker while it is at hand."""
    made = [_made(workshop, job) for job in jobs]
    leaks = _leaks_in(
        workshop, {job.path: data for job, data in zip(jobs, made, strict=True) if isinstance(data, bytes)}
    )
    return [
        Produced(job.path, job.recipe, _result(workshop, job, data, bool(leaks.get(job.path))), leaks.get(job.path, ()))
        for job, data in zip(jobs, made, strict=True)
    ]


def _made(workshop: Workshop, job: Job) -> bytes | Diagnostic:
    """A file's bytes, or why there are none."""
    match job:
        case PageJob():
            return _rendered(workshop, job)
        case FileJob():
            data = _read_attachment(job) if job.name else _read(job.source, job.path)
            return cleaned(job.name, data) if job.name and isinstance(data, bytes) else data
        case LookJob(data=bytes() as data):
            return data
        case LookJob():
            return _read(workshop.output / job.path, job.path)


def _result(workshop: Workshop, job: Job, data: bytes | Diagnostic, is_leaking: bool) -> Staged | Diagnostic | None:
    if isinstance(data, Diagnostic):
        return data
    return None if is_leaking or isinstance(job, LookJob) else stage(workshop.output, job.path, data)


def _rendered(workshop: Workshop, job: PageJob) -> bytes | Diagnostic:
    view = _decoder(job.made_by).decode(job.view)
    try:
        return theme_at(workshop).render(job.template, view)
    except TemplateFailure as failure:
        return failure.diagnostic


def _read(file: Path, path: str) -> bytes | Diagnostic:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"“{file.name}” could not be read: {error.strerror or error}."
        return Diagnostic(Code.NOT_WRITTEN, path, message, "Check the file.", origin=Origin.OUTPUT)


def _read_attachment(job: FileJob) -> bytes | Diagnostic:
    try:
        return job.source.read_bytes()
    except OSError as error:
        message = f"This cannot be read: {error.strerror or error}. It was left out."
        return Diagnostic(Code.UNREADABLE_FILE, job.name, message, "Let it be read, or take it out of the notes.")


@lru_cache(maxsize=2)  # one for pages that are made, one for those that stay
def _looker(secrets: bytes) -> Looker:
    return Looker(decode_secrets(secrets))


@lru_cache(maxsize=1)
def _theme(overrides: Path, digest: bytes) -> Theme:
    return Theme(overrides)


@cache
def _decoder(made_by: str) -> msgspec.msgpack.Decoder[Any]:
    return decoder_of(view_type(made_by))
