"""Canaries: every thing that can be kept back has a word of its own, and each edition is searched for all of them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from canary_wiki import CONSENTS, all_it_holds, canary, drawing, expected, guide, interview, is_in, photo
from generator.diagnostics import Code
from generator.notes.dates import Date
from generator.notes.note import Audience
from tiny_wiki import Built, TinyWiki


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Audience, Built]:
    """Each edition of one wiki."""
    found: dict[Audience, Built] = {}
    for audience in Audience:
        wiki = TinyWiki(tmp_path_factory.mktemp(audience))
        for tag, consent in CONSENTS.items():
            wiki.write(f"interviews/{canary(tag, 'file')}.md", interview(tag, consent))
            wiki.write(f"interviews/{canary(tag, 'image')}.jpg", photo(canary(tag, "exif")))
            wiki.write(f"interviews/{canary(tag, 'privateimage')}.jpg", photo(canary(tag, "exif")))
            wiki.write(f"interviews/{canary(tag, 'picture')}.svg", drawing(canary(tag, "drawing")))
        wiki.write("guides/names.md", guide())
        wiki.settings('base_url = "https://example.org/wiki"\n')
        found[audience] = wiki.build(edition=audience, date=Date(2026, 6, 15))
    return found


@pytest.mark.parametrize("audience", Audience)
def test_each_canary_is_where_it_may_be_and_nowhere_else(built: Mapping[Audience, Built], audience: Audience) -> None:
    """None where it may not be, all where they may."""
    text = all_it_holds(built[audience].files())
    may = {word for word, audiences in expected().items() if audience in audiences}
    assert may == {word for word in expected() if is_in(word, text)}


@pytest.mark.parametrize("audience", Audience)
def test_the_leak_check_lets_each_honest_edition_pass(built: Mapping[Audience, Built], audience: Audience) -> None:
    """What the door admits holds no secret."""
    assert Code.LEAK not in built[audience].codes()
