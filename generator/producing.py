"""Views become files: rendered through their template and written to the output folder.

In: pages' views, encoded so that they can go to another process. Out: what was written, or why not. The same in this
process and in a worker; what a view or a template says is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from generator.addresses import output_path
from generator.diagnostics import Diagnostic
from generator.pages.sitemaps import view_type
from generator.publishing.files import Written, write
from generator.rendering import TemplateFailure, Theme


@dataclass(frozen=True, slots=True)
class Job:
    """One page to produce: ``view`` is the answer to the query named ``made_by``, encoded; ``recipe`` tells what it is
    made from.
    """

    address: str
    template: str
    made_by: str
    view: bytes
    recipe: bytes


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where pages are produced: the output folder, and the theme as it is now (its digest changes with it)."""

    output: Path
    overrides: Path
    theme: bytes


@dataclass(frozen=True, slots=True)
class Produced:
    """What became of one page."""

    address: str
    recipe: bytes
    result: Written | Diagnostic


def produce(workshop: Workshop, jobs: list[Job]) -> list[Produced]:
    """Render and write a batch of pages."""
    return [Produced(job.address, job.recipe, _produce(workshop, job)) for job in jobs]


def _produce(workshop: Workshop, job: Job) -> Written | Diagnostic:
    view = _decoder(job.made_by).decode(job.view)
    try:
        text = _theme(workshop.overrides, workshop.theme).render(job.template, view)
    except TemplateFailure as failure:
        return failure.diagnostic
    return write(workshop.output, output_path(job.address), text.encode())


@lru_cache(maxsize=1)
def _theme(overrides: Path, digest: bytes) -> Theme:
    """One theme a process, loaded again when its digest is another."""
    return Theme(overrides)


@cache
def _decoder(made_by: str) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(view_type(made_by))
