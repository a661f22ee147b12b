"""The page of one interview."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from generator.catalog.addressing import address_of
from generator.catalog.catalog import Catalog
from generator.catalog.extract import Card
from generator.catalog.links import backlinks, referred
from generator.catalog.memory import query
from generator.catalog.order import neighbours
from generator.catalog.related import related
from generator.catalog.resolving import portrait, resolve_name
from generator.notes.dates import Date
from generator.notes.note import Audience, Consent, Step, Taxonomy
from generator.pages.body import body_html, contents
from generator.pages.frame import Frame, Link, frame, link_to
from generator.pages.items import (
    BacklinkItem,
    Day,
    TermGroup,
    TermLinks,
    backlink_items,
    date_text,
    day,
    note_link,
    term_groups,
)
from generator.pages.view import View

_AUDIENCES = {Audience.PUBLIC: "for everybody", Audience.COHORT: "for the cohort", Audience.PRIVATE: "private"}


class StepItem(View, frozen=True):
    """One step of a path. ``years`` is for people ("2012–2018", "since 2020"), ``start`` and ``end`` are ISO dates or
    "".
    """

    position: Link | None
    area: str
    organization: Link | None
    years: str
    start: str
    end: str
    ongoing: bool


class RelatedItem(View, frozen=True):
    """A related interview, and the terms it shares."""

    link: Link
    role: str
    shared: tuple[Link, ...]


class InterviewView(View, frozen=True):
    """All that the page of an interview shows. ``audience`` says who may see it and why, in the editions that are not
    for everybody. ``newer`` and ``older`` are just the one before and the next unless ``are_dated``. ``extra`` holds
    the author's own front-matter keys, for templates that know them.
    """

    page: Frame
    title: str
    role: str
    organization: Link | None
    day: Day | None
    summary: str
    sample: bool
    audience: str
    image: str
    steps: tuple[StepItem, ...]
    terms: tuple[TermGroup, ...]
    contents: tuple[Link, ...]
    body: str
    referred_by: tuple[Link, ...]
    referred: tuple[Link, ...]
    backlinks: tuple[BacklinkItem, ...]
    related: tuple[RelatedItem, ...]
    newer: Link | None
    older: Link | None
    are_dated: bool
    extra: Mapping[str, Any]


@query
def interview_page(ask: Catalog, path: str) -> InterviewView:
    """Make the page of the interview at ``path``."""
    card = ask.card(path)
    address = address_of(ask, path)
    newer, older, are_dated = neighbours(ask, path)
    picture = portrait(ask, path)
    extra = ask.said("extra", path)[path] or {}
    links = TermLinks(ask)
    return InterviewView(
        page=frame(
            ask,
            address,
            card.title,
            description=card.summary,
            kind="article",
            image=address_of(ask, picture) if picture else "",
            crumbs=(("Interviews", "/interviews/"),),
            structured=_person(card),
        ),
        title=card.title,
        role=card.role,
        organization=links.named(Taxonomy.ORGANIZATIONS, card.organization),
        day=day(card.date),
        summary=card.written_summary,
        sample=card.sample,
        audience=_audience(ask, card),
        image=link_to(ask, address_of(ask, picture)) if picture else "",
        steps=step_items(links, card),
        terms=term_groups(card.terms, links),
        contents=contents(ask, path),
        body=body_html(ask, path),
        referred_by=_referrers(ask, path),
        referred=tuple(note_link(ask, other) for other in referred(ask, path)),
        backlinks=backlink_items(ask, (path, card.title), backlinks(ask, path)),
        related=tuple(
            RelatedItem(
                note_link(ask, relation.path),
                ask.card(relation.path).role,
                tuple(links[shared] for shared in relation.shared),
            )
            for relation in related(ask, path)
        ),
        newer=note_link(ask, newer) if newer else None,
        older=note_link(ask, older) if older else None,
        are_dated=are_dated,
        extra=extra,
    )


def step_items(links: TermLinks, card: Card) -> tuple[StepItem, ...]:
    """How a person's steps are shown, with links to positions and organizations."""

    def item(step: Step) -> StepItem:
        years, start, end = _times(step.start, step.end, ongoing=step.ongoing)
        return StepItem(
            position=links.named(Taxonomy.POSITIONS, step.position),
            area=step.area,
            organization=links.named(Taxonomy.ORGANIZATIONS, step.organization),
            years=years,
            start=start,
            end=end,
            ongoing=step.ongoing,
        )

    return tuple(map(item, card.steps))


@lru_cache(maxsize=65_536)
def _times(start: Date | None, end: Date | None, *, ongoing: bool) -> tuple[str, str, str]:
    """A step's time for people, and for machines when it began and ended."""
    return _years(start, end, ongoing=ongoing), str(start or ""), str(end or "")


def _years(start: Date | None, end: Date | None, *, ongoing: bool) -> str:
    since, until = date_text(start) if start else "", date_text(end) if end else ""
    if ongoing:
        return f"since {since}" if since else "now"
    if since and until and since != until:
        return f"{since}–{until}" if since.isdigit() and until.isdigit() else f"{since} – {until}"
    return since or (f"until {until}" if until else "")


def _referrers(ask: Catalog, path: str) -> tuple[Link, ...]:
    """Who named this person as someone to talk to; a plain name (with no address) where there is no note about them."""
    links = []
    for named in ask.said("referred by", path)[path]:
        found = resolve_name(ask, path, named.target)
        is_note = found.path and not ask.said("file", found.path)
        links.append(note_link(ask, found.path) if is_note else Link(named.target, ""))
    return tuple(links)


def _audience(ask: Catalog, card: Card) -> str:
    if ask.site().audience is Audience.PUBLIC:
        return ""
    consent = card.consent
    if not consent.stated:
        return f"The note says nothing of consent; by the settings, this is {_AUDIENCES[consent.audience]}."
    if not consent.holds:
        return f"The person's consent, {_terms(consent)}, does not hold today, so this is private."
    if consent.audience is Audience.PRIVATE and not consent.given:
        return "This is private: the note says so, or its consent cannot be relied on."
    return f"By the person's consent, this is {_terms(consent)}."


def _terms(consent: Consent) -> str:
    said = [_AUDIENCES[consent.audience]]
    said += [f"given {date_text(consent.given)}"] if consent.given else []
    said += [f"until {date_text(consent.expires)}"] if consent.expires else []
    said += [f"under the name {consent.name}"] if consent.name else []
    return ", ".join(said)


def _person(card: Card) -> dict[str, Any]:
    """schema.org's Person; each step is a Role that dates an Occupation."""
    roles = [
        {
            key: value
            for key, value in {
                "@type": "Role",
                "hasOccupation": {"@type": "Occupation", "name": step.position},
                "startDate": str(step.start or ""),
                "endDate": str(step.end or ""),
            }.items()
            if value
        }
        for step in card.steps
        if step.position
    ]
    person: dict[str, Any] = {"@type": "Person", "name": card.person or card.title}
    if card.role:
        person["jobTitle"] = card.role
    if card.organization:
        person["worksFor"] = {"@type": "Organization", "name": card.organization}
    if roles:
        person["hasOccupation"] = roles
    return person
