"""Where a wiki lies on the disk: its root and the folders in it.

In come the options of the command line and the folder it was called in, out comes a `Wiki` of absolute paths. Only the
search for the settings file looks at the disk; nothing is read or made here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Origin
from generator.settings import SETTINGS_FILE
from generator.theme import theme_folder


@dataclass(frozen=True, slots=True)
class Wiki:
    """Where everything of one wiki lies; all paths are absolute, none need exist."""

    root: Path
    content: Path
    templates: Path
    output: Path
    cache: Path
    settings_file: Path

    def place(self, origin: Origin, path: str) -> Path:
        """The file that a finding is about, from the folder it is relative to."""
        folders = {
            Origin.CONTENT: self.content,
            Origin.TEMPLATES: self.templates,
            Origin.THEME: theme_folder(),
            Origin.WIKI: self.root,
            Origin.OUTPUT: self.output,
        }
        return self.settings_file if (origin, path) == (Origin.WIKI, SETTINGS_FILE) else folders[origin] / path


def locate(*, content: Path | None, config: Path | None, output: Path | None, cwd: Path) -> Wiki:
    """The wiki that a command is about; relative options start at ``cwd``.

    Its root is the folder of the settings file: the one named by ``config``, else the nearest one at or above ``cwd``,
    else one in or just above ``content``. Where there is none, it is ``cwd``.
    """
    settings_file = _absolute(cwd, config) if config else _find_settings_file(cwd, content)
    root = settings_file.parent
    return Wiki(
        root=root,
        content=_absolute(cwd, content) if content else root / "content",
        templates=root / "templates",
        output=_absolute(cwd, output) if output else root / "site",
        cache=root / ".fieldpath",
        settings_file=settings_file,
    )


def _find_settings_file(cwd: Path, content: Path | None) -> Path:
    here = _absolute(cwd, Path())
    folders = [here, *here.parents]
    if content:
        inside = _absolute(cwd, content)
        folders += [inside, inside.parent]
    found = next((folder for folder in folders if (folder / SETTINGS_FILE).is_file()), here)
    return found / SETTINGS_FILE


def _absolute(cwd: Path, path: Path) -> Path:
    return Path(os.path.abspath(cwd / path))
