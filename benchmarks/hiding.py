"""The same wiki in which one interview in twenty hides something, built with the leak check and without.

In: the `content/` folder that `corpus.generate` wrote. Out: two more tools, whose times differ by what the leak check
costs. It cannot be switched off in Fieldpath; here it is by taking the secrets away from what looks for them.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from random import Random
from typing import NoReturn

from benchmarks import report, words
from benchmarks.corpus import HIDES_EACH
from benchmarks.fieldpath import FIELDPATH, MODULE, prepare, serve

_PUBLIC = "consent: public\n"
_STAND_IN = "consent:\n  audience: public\n  name: {who}\n  withhold: [organization, path.organization]\n"
_SYLLABLES = words.listed("ba, ce, di, fo, gu, ha, je, ki, lo, mu, na, pe, qui, ro, su, ta, ve, wi, xo, ya, ze")


def _unlike(rng: Random, count: int) -> str:
    """Words that no other note has: what is said in confidence is not what everybody says."""
    return " ".join("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(count))


def _passage(rng: Random) -> str:
    """A few private sentences, about as long as an answer."""
    said = " ".join(f"{_unlike(rng, 12).capitalize()}." for _ in range(5))
    return f"\n:::private\n{said}\n:::\n"


def _hiding(texts: Iterator[str]) -> Iterator[str]:
    """Each note hides in another way: a name and employers, all of it, a passage, who made the contact, a passage."""
    rng = Random("fieldpath hiding")
    for kind, text in zip(cycle(("stand-in", "private", "passage", "contact", "passage")), texts, strict=False):
        match kind:
            case "stand-in":
                who = f"A {_unlike(rng, 1)} of {_unlike(rng, 1)}"
                yield text.replace(_PUBLIC, _STAND_IN.format(who=who))
            case "private":
                yield text.replace(_PUBLIC, "consent: private\n")
            case "passage":
                yield text + _passage(rng)
            case _:
                contact = _unlike(rng, 2).title()
                yield text.replace(_PUBLIC, f"referred_by: {contact}\n{_PUBLIC}")


def _prepare(content: Path, folder: Path) -> None:
    prepare(content, folder)
    files = sorted((folder / "content" / "interviews").glob("*.md"))[::HIDES_EACH]
    texts = [file.read_text(encoding="utf-8") for file in files]
    for file, text in zip(files, _hiding(iter(texts)), strict=True):
        file.write_text(text, encoding="utf-8", newline="\n")


def _unchecked(command: tuple[str, ...]) -> tuple[str, ...]:
    at = command.index(MODULE)
    return (*command[:at], "benchmarks.hiding", *command[at + 1 :])


HIDING = replace(FIELDPATH, name=report.HIDING, prepare=_prepare, again=False)
UNCHECKED = replace(
    HIDING,
    name=report.UNCHECKED,
    command=lambda folder, output: _unchecked(FIELDPATH.command(folder, output)),
    serve=lambda folder, port: _unchecked(serve(folder, port)),
)


def main() -> NoReturn:
    """Run Fieldpath without its leak check, and end with it."""
    from generator.building import Pipeline
    from generator.cli import run

    setattr(Pipeline, "secrets", lambda *_: b"")  # noqa: B010 - a method is taken away, which no type allows
    run()


if __name__ == "__main__":
    main()
