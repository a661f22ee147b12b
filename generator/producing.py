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

from generator.diagnostics import Code, Diagnostic, Origin
from generator.pages.sitemaps import view_type
from generator.publishing.files import Staged, Written, publish, stage
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
    """One file to publish as it is."""

    path: str
    recipe: bytes
    source: Path


Job = PageJob | FileJob
"""``path`` is where it goes in the output folder, ``recipe`` tells what it is made from."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where jobs are done: the output folder, and the theme as it is now (its digest changes with it)."""

    output: Path
    overrides: Path
    theme: bytes


@dataclass(frozen=True, slots=True)
class Produced:
    """What became of one job."""

    path: str
    recipe: bytes
    result: Staged | Diagnostic


def produce(workshop: Workshop, jobs: list[Job]) -> list[Produced]:
    """Do a batch of jobs."""
    return [Produced(job.path, job.recipe, _produce(workshop, job)) for job in jobs]


def publish_all(workshop: Workshop, staged: list[Staged]) -> list[Written | Diagnostic]:
    """Make a batch of staged files part of the site."""
    return [publish(workshop.output, file) for file in staged]


def theme_at(workshop: Workshop) -> Theme:
    """The theme of a workshop; loaded once a process, and again when its digest is another."""
    return _theme(workshop.overrides, workshop.theme)


def _produce(workshop: Workshop, job: Job) -> Staged | Diagnostic:
    data = _rendered(workshop, job) if isinstance(job, PageJob) else _read(job)
    return data if isinstance(data, Diagnostic) else stage(workshop.output, job.path, data)


def _rendered(workshop: Workshop, job: PageJob) -> bytes | Diagnostic:
    view = _decoder(job.made_by).decode(job.view)
    try:
        return theme_at(workshop).render(job.template, view).encode()
    except TemplateFailure as failure:
        return failure.diagnostic


def _read(job: FileJob) -> bytes | Diagnostic:
    try:
        return job.source.read_bytes()
    except OSError as error:
        message = f"“{job.source.name}” could not be read: {error.strerror or error}."
        return Diagnostic(Code.NOT_WRITTEN, job.path, message, "Check the file.", origin=Origin.OUTPUT)


@lru_cache(maxsize=1)
def _theme(overrides: Path, digest: bytes) -> Theme:
    return Theme(overrides)


@cache
def _decoder(made_by: str) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(view_type(made_by))
