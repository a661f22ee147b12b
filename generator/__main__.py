"""`python -m generator`: the same program as `fieldpath`."""

from __future__ import annotations

from generator.cli import run

if __name__ == "__main__":
    run()
