"""What tests share: a tiny wiki, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tiny_wiki import TinyWiki

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


@pytest.fixture
def wiki(tmp_path: Path) -> TinyWiki:
    """An empty wiki: ``wiki.write("interviews/dana.md", "…").build().page("/interviews/dana/")``."""
    return TinyWiki(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium without a window; it asks nobody on the network for anything of its own."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None and _ON_MACOS.exists():
        program = str(_ON_MACOS)
    if program is None:
        skip_unless_ci("no Chromium or Chrome is installed")
    from playwright.sync_api import sync_playwright

    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    # A sandbox cannot be made by root, as CI often is.
    rootless = hasattr(os, "getuid") and os.getuid() != 0
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=quiet, chromium_sandbox=rootless)
        yield launched
        launched.close()


def skip_unless_ci(reason: str) -> None:
    """Skip a test that this machine cannot run; fail it where CI is set, for there it must run."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
