"""Whole sites, looked at from outside: the sample wiki and, where it is at hand, a folder of real interviews."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import skip_unless_ci
from generator.builder import Builder, Options
from generator.diagnostics import Severity
from generator.reporting import Report
from generator.wiki import locate
from site_checks import nu
from site_checks.links import broken_links

_CHECKOUT = Path(__file__).parents[1]
_USESTHIS = _CHECKOUT.parent / "shared" / "corpora" / "usesthis"
_MAPPING = """
[frontmatter]
person = "title"
role = "summary"
fields = "categories"

[consent]
default = "public"
"""


def build(content: Path, config: Path, output: Path, *, offline: bool = False) -> Report:
    """Build a site that lies elsewhere than its content."""
    wiki = locate(content=content, config=config, output=output, cwd=output)
    with closing(Builder(wiki, Options(offline=offline))) as builder:
        return builder.build()


def settings(folder: Path, text: str) -> Path:
    """A settings file in a folder that is the wiki's root, so that nothing is written into the checkout."""
    file = folder / "fieldpath.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The sample wiki, built with an address of its own."""
    root = tmp_path_factory.mktemp("sample")
    text = (_CHECKOUT / "fieldpath.toml").read_text(encoding="utf-8")
    config = settings(root, f'base_url = "https://example.org/wiki"\n{text}')
    return build(_CHECKOUT / "content", config, root / "site"), root / "site"


@pytest.fixture(scope="module")
def usesthis(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """319 real interviews with another vault's keys; they are not part of the checkout."""
    if not _USESTHIS.is_dir():
        pytest.skip("the folder of real interviews is not beside the checkout")
    root = tmp_path_factory.mktemp("usesthis")
    return build(_USESTHIS, settings(root, _MAPPING), root / "site"), root / "site"


def test_sample_has_no_findings(sample: tuple[Report, Path]) -> None:
    """What comes with Fieldpath sets an example."""
    assert () == sample[0].diagnostics


def test_sample_links_lead_somewhere(sample: tuple[Report, Path]) -> None:
    """Every internal link and fragment of every page of the sample site resolves."""
    assert [] == broken_links(sample[1], base="/wiki/")


def test_sample_links_lead_somewhere_from_a_disk(tmp_path: Path) -> None:
    """In an offline site every link names a file, so that it works without a server."""
    build(_CHECKOUT / "content", settings(tmp_path, ""), tmp_path / "site", offline=True)
    assert [] == broken_links(tmp_path / "site", from_disk=True)


def test_sample_is_valid_html(sample: tuple[Report, Path]) -> None:
    """The Nu HTML checker finds no error in any page of the sample site."""
    if reason := nu.missing():
        skip_unless_ci(reason)
    assert [] == nu.errors(sample[1])


def test_sample_feeds_are_xml(sample: tuple[Report, Path]) -> None:
    """Feeds and the sitemap can be read by any XML parser, and are what they say."""
    roots = {ElementTree.parse(file).getroot().tag.rpartition("}")[2] for file in sample[1].rglob("*.xml")}
    assert {"feed", "urlset"} == roots


def test_real_interviews_are_counted(usesthis: tuple[Report, Path]) -> None:
    """With three keys mapped, another site's folder gives exactly the interviews, fields and assignments it holds."""
    report = usesthis[0]
    assert (319, 61, 912) == (report.interviews, report.fields, report.assignments)


def test_real_interviews_have_no_errors(usesthis: tuple[Report, Path]) -> None:
    """Nothing in an ordinary folder of Markdown is an error."""
    assert [] == [found for found in usesthis[0].diagnostics if found.severity is Severity.ERROR]


def test_real_interviews_links_lead_somewhere(usesthis: tuple[Report, Path]) -> None:
    """Every internal link and fragment of a site made from other people's notes resolves."""
    assert [] == broken_links(usesthis[1])
