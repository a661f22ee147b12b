"""What a build tells about itself, and how it tells that it is getting on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from generator.diagnostics import Diagnostic, Severity
from generator.notes.note import Audience


@dataclass(frozen=True, slots=True)
class Report:
    """What was read and what was built.

    ``interviews``, ``fields`` and ``assignments`` (pairs of interview and field) tell what was read, ``published`` how
    many of the interviews the edition for ``audience`` shows, ``unstated`` how many say nothing of consent,
    ``ordinary`` which notes it shows that are nothing but pages, and ``withdrawn`` which were shown before and are not
    now. ``unmet`` are keys of ours that are mapped onto one which no note has, each with the one that was perhaps meant
    ("" for none). ``kept`` says that nothing was published, so that the output folder is as it was. ``written``,
    ``unchanged`` and ``removed`` count files, ``made`` the pages that were rendered; ``changed`` are the output paths
    that were written or removed.
    """

    notes: int = 0
    interviews: int = 0
    fields: int = 0
    assignments: int = 0
    audience: Audience = Audience.PUBLIC
    published: int = 0
    unstated: int = 0
    ordinary: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    unmet: Mapping[str, str] = field(default_factory=dict)
    kept: bool = False
    pages: int = 0
    attachments: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    made: int = 0
    changed: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: float = 0.0

    def settled(self) -> Report:
        """The same, told when nothing has been done since."""
        unchanged = self.unchanged + self.written
        return replace(
            self, written=0, unchanged=unchanged, removed=0, made=0, changed=frozenset(), withdrawn=(), seconds=0.0
        )

    def has(self, *severities: Severity) -> bool:
        """Whether there is a finding of one of these severities."""
        return any(diagnostic.severity in severities for diagnostic in self.diagnostics)


class Progress(Protocol):
    """Hears how a build gets on."""

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        """A stage begins, with ``total`` things to do; call what is returned with how many more are done."""

    def say(self, message: str) -> None:
        """Tell something that is worth knowing while it lasts, such as that another build is waited for."""


class Silence:
    """Progress that nobody hears."""

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        """Hear nothing."""
        return lambda _: None

    def say(self, message: str) -> None:
        """Say nothing."""
