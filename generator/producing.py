"""Views and files become files beside the site: rendered, read or cleaned, and looked through.

In: jobs, encoded so that they can go to another process. Out: what was staged, or why not. The same in this process and
in a worker; what a view or a template says is not decided here, and nothing becomes part of the site here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from generator.catalog.packing import decoder_of
from generator.diagnostics import Code, Diagnostic, Origin
from generator.pages.sitemaps import view_type
from generator.publishing.files import Staged, Written, publish, stage
from generator.publishing.images import cleaned
from generator.publishing.leaks.looking import Hit, Looker
from generator.publishing.leaks.secrets import decode_secrets
from generator.rendering import TemplateFailure, Theme


@dataclass(frozen=True, slots=True)
class PageJob:
    """One page to make: ``view`` is the answer to the query named ``made_by``, encoded."""

    path: str
    recipe: bytes
    template: str
    made_by: str
    view: bytes


@dataclass(frozen=True, slots=True)
class FileJob:
    """One file to publish; ``name`` is the author's path of an attachment, which is cleaned, "" for the theme's own."""

    path: str
    recipe: bytes
    source: Path
    name: str


@dataclass(frozen=True, slots=True)
class LookJob:
    """One file of the output that stays as it is, to be looked through again."""

    path: str
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


@dataclass(frozen=True, slots=True)
class Produced:
    """What became of one job; nothing, where a file was only looked through."""

    path: str
    recipe: bytes
    result: Staged | Diagnostic | None
    leaks: tuple[Hit, ...]


def produce(workshop: Workshop, jobs: list[Job]) -> list[Produced]:
    """Do a batch of jobs."""
    return [_produce(workshop, job) for job in jobs]


def publish_all(workshop: Workshop, staged: list[Staged]) -> list[Written | Diagnostic]:
    """Make a batch of staged files part of the site."""
    return [publish(workshop.output, file) for file in staged]


def theme_at(workshop: Workshop) -> Theme:
    """The theme of a workshop; loaded once a process, and again when its digest is another."""
    return _theme(workshop.overrides, workshop.theme)


def leaks_in(workshop: Workshop, path: str, data: bytes) -> tuple[Hit, ...]:
    """What the bytes that would go out at ``path``, or the path itself, give away."""
    looker = _looker(workshop.secrets) if workshop.secrets else None
    return looker.look(path, data) if looker else ()


def _produce(workshop: Workshop, job: Job) -> Produced:
    match job:
        case PageJob():
            data = _rendered(workshop, job)
        case FileJob():
            data = _read(job.source, job.path)
            if job.name and isinstance(data, bytes):
                data = cleaned(job.name, data)
        case LookJob():
            data = _read(workshop.output / job.path, job.path)
    if isinstance(data, Diagnostic):
        return Produced(job.path, job.recipe, data, ())
    leaks = leaks_in(workshop, job.path, data)
    result = None if leaks or isinstance(job, LookJob) else stage(workshop.output, job.path, data)
    return Produced(job.path, job.recipe, result, leaks)


def _rendered(workshop: Workshop, job: PageJob) -> bytes | Diagnostic:
    view = _decoder(job.made_by).decode(job.view)
    try:
        return theme_at(workshop).render(job.template, view).encode()
    except TemplateFailure as failure:
        return failure.diagnostic


def _read(file: Path, path: str) -> bytes | Diagnostic:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"“{file.name}” could not be read: {error.strerror or error}."
        return Diagnostic(Code.NOT_WRITTEN, path, message, "Check the file.", origin=Origin.OUTPUT)


@lru_cache(maxsize=1)
def _looker(secrets: bytes) -> Looker:
    return Looker(decode_secrets(secrets))


@lru_cache(maxsize=1)
def _theme(overrides: Path, digest: bytes) -> Theme:
    return Theme(overrides)


@cache
def _decoder(made_by: str) -> msgspec.msgpack.Decoder[Any]:
    return decoder_of(view_type(made_by))
