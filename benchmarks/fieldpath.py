"""Fieldpath itself, as a tool among the others.

In: the `content/` folder that `corpus.generate` wrote. Out: a wiki of its own, and the command that builds it.
"""

import os
import shutil
import sys
from pathlib import Path

from benchmarks.tool import Tool, ToolMissingError

ROOT = Path(__file__).resolve().parent.parent
MODULE = "generator"


def _version() -> str:
    if not (ROOT / "generator" / "__main__.py").is_file():
        raise ToolMissingError("there is no `generator` package beside this one")
    return "as it stands beside this benchmark"


def prepare(content: Path, folder: Path) -> None:
    """Copy the notes, as they are."""
    shutil.copytree(content, folder / "content", dirs_exist_ok=True)
    shutil.copyfile(content.parent / "fieldpath.toml", folder / "fieldpath.toml")


def _command(folder: Path, output: Path) -> tuple[str, ...]:
    places = ("--content", str(folder / "content"), "--output", str(output))
    return (sys.executable, "-m", MODULE, "build", *places)


def serve(folder: Path, port: int) -> tuple[str, ...]:
    """The command that serves a wiki on a port of this machine."""
    places = ("--content", str(folder / "content"), "--config", str(folder / "fieldpath.toml"))
    # The public edition, for it is looked through before it is served.
    return (sys.executable, "-m", MODULE, "serve", *places, "--port", str(port), "--edition", "public")


# The build runs in the wiki's folder, where `generator` would not be found by itself.
_PYTHONPATH = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))

FIELDPATH = Tool(
    name="fieldpath",
    version=_version,
    prepare=prepare,
    command=_command,
    caches=(".fieldpath",),
    # Peers are installed, and so compiled beforehand; this source is on its first run, whatever the environment says.
    environment={"PYTHONPATH": _PYTHONPATH, "PYTHONDONTWRITEBYTECODE": ""},
    serve=serve,
    again=True,
)
