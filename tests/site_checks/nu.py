"""The Nu HTML checker (https://validator.github.io/validator/), run over a folder of pages.

In: an output folder. Out: one line an error. Needs Java and the jar that ``tests/nu/install.sh`` fetches.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

_JAR = Path(__file__).parents[1] / "nu/node_modules/vnu-jar/build/dist/vnu.jar"


def missing() -> str:
    """What is missing to run the checker, in words; "" where nothing is."""
    if not _JAR.is_file():
        return "the Nu HTML checker is not installed (sh tests/nu/install.sh)"
    return "" if shutil.which("java") else "the Nu HTML checker needs Java"


def errors(output: Path) -> list[str]:
    """Every error in the pages of a folder."""
    options = ("--exit-zero-always", "--errors-only", "--skip-non-html", "--format", "json")
    run = subprocess.run(
        ["java", "-Xss4m", "-jar", str(_JAR), *options, str(output)], capture_output=True, check=True, encoding="utf-8"
    )
    messages = json.loads(run.stderr)["messages"]
    return [f"{Path(m['url']).name}:{m.get('lastLine', 0)}: {m['message']}: {m.get('extract', '')}" for m in messages]
