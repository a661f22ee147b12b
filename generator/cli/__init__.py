"""The command line: arguments in; findings, progress and an exit status out. What is done is done by the rooms below.

`program` is the whole with its exit statuses; each command has a module of its own name; `findings`, `formats`,
`progress` and `counts` are what several of them show.
"""

from __future__ import annotations

from generator.cli.program import main, run

__all__ = ["main", "run"]
