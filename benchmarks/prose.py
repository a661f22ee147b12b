"""Sentences and answers that read like a write-up of a conversation.

In: a seeded random and the names one may link to. Out: Markdown text of one interview's body, about 6 KB.
The sentences are patterns with slots: natural word frequencies matter more to a builder (search, links,
typography) than sense does.
"""

import re
from random import Random

from benchmarks import words

QUESTIONS = (
    "What does a typical day look like?",
    "How did you get from your degree to this job?",
    "Which skills from your research do you still use?",
    "What surprised you when you left the bench?",
    "What should be on my résumé?",
    "How do people usually get hired here?",
    "What do you wish you had known earlier?",
    "How is the work-life balance?",
    "What are the hardest parts of the work?",
    "What does success look like after a year?",
    "How does the team make decisions?",
    "Which courses or certificates helped?",
    "Where do people go from here?",
    "Whom else should I talk to?",
)

_SLOTS: dict[str, tuple[str, ...]] = {
    "field": words.FIELDS,
    "skill": words.SKILLS,
    "discipline": words.DISCIPLINES,
    "position": words.POSITIONS,
    "when": words.listed("""
        On Mondays, Before a deadline, In my first year, Most mornings, Twice a quarter, After the review, By late
        afternoon, When a grant closes, During the busy season, Once the data arrive
    """),
    "people": words.listed("""
        program staff, engineers, clinicians, county officials, two analysts, the legal team, reviewers, our partners
        abroad, graduate interns, the communications office, community leaders
    """),
    "thing": words.listed("""
        a draft budget, the quarterly report, a site visit, a stack of applications, the release notes, a literature
        summary, an inspection plan, the grant portfolio, a training session, a data request, the risk register, an
        exhibit label, a licence agreement, the project timeline
    """),
    "verb": words.listed("review, rewrite, plan, explain, defend, coordinate, present, check, hand over, negotiate"),
    "adverb": words.listed("slowly, honestly, mostly, quietly, surprisingly often, rarely, usually, almost always"),
    "lesson": words.listed("""
        nobody reads past the first page, a short note beats a long meeting, deadlines are negotiated early, the
        question matters more than the method, people hire people they have talked to, a failed experiment is still a
        story, you learn the vocabulary within months, titles tell you little about the work, it is fine to say that
        you do not know yet
    """),
    "number": words.listed("two, three, four, five, a dozen, twenty, about forty, several"),
}

_SENTENCES = (
    "{when} I {verb} {thing} with {people}, and the rest of the day goes to {skill}.",
    "The part of {discipline} that stayed with me is **{skill}**, which I use {adverb}.",
    "I had applied to {number} positions as a {position} before anyone called back.",
    "What helped was an informational interview with a {position} who worked in {field}.",
    "They told me that {lesson}, and that turned out to be true.",
    "My adviser knew little about {field}, so I asked {people} instead.",
    "I would *not* call it easier than research, but the feedback comes sooner.",
    "{when} there is {thing} to {verb}; it is {adverb} finished on the day it was promised.",
    "If you can show {skill} and {skill}, the discipline on your diploma matters less than you think.",
    "We are {number} people, and each of us can {verb} {thing} when somebody is away.",
    "Look at the [job descriptions](https://example.org/jobs/{slug}) and underline every verb you have already done.",
    "A colleague moved from here to a post as {position}, and another went into {field}.",
    "In my experience {lesson}.",
    "Nobody asked about my thesis; they asked how I {verb} {thing} under pressure.",
    "I still read papers, though now I read them to {verb} {thing} rather than to write the next one.",
    "The salary was higher than a postdoc's, the hours were shorter, and the meetings were longer.",
    "Take a course in {skill} while the university still pays for it.",
    "The hardest week of the year is the one when {people} and {people} both need {thing}.",
    "I keep a list of things I finished, because *done* looks different outside the laboratory.",
    "Volunteering gave me {number} examples of {skill} that I could put in an application.",
    "You can start with a `{slug}` folder and write down whom you met, where, and what they said.",
    "People come to {field} from {discipline}, from {discipline}, and now and then from {discipline}.",
    "It took me {number} months to stop introducing myself as a student.",
    "Half of the work is listening to {people} before proposing anything.",
)

_SLOT = re.compile(r"\{(\w+)\}")


def _fill(pattern: str, rng: Random) -> str:
    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "slug":
            return rng.choice(words.SKILLS).replace(" ", "-").lower()
        return rng.choice(_SLOTS[name])

    return _SLOT.sub(fill, pattern)


def sentence(rng: Random) -> str:
    """One sentence with every slot filled."""
    return _fill(rng.choice(_SENTENCES), rng)


def paragraph(rng: Random, low: int = 3, high: int = 5) -> str:
    """A few sentences on one line, as most notes apps write them."""
    # A sample, not choices: no pattern comes twice in one paragraph.
    return " ".join(_fill(pattern, rng) for pattern in rng.sample(_SENTENCES, rng.randint(low, high)))


def _bullets(rng: Random) -> str:
    items = rng.sample(words.SKILLS, rng.randint(3, 5))
    return "\n".join(f"- **{item.capitalize()}**: {sentence(rng)}" for item in items)


def _steps(rng: Random) -> str:
    return "\n".join(f"{number}. {sentence(rng)}" for number in range(1, rng.randint(4, 5)))


def _quote(rng: Random) -> str:
    return f"> {sentence(rng)}\n> {sentence(rng)}"


def _table(rng: Random) -> str:
    rows = (f"| {day} | {rng.choice(_SLOTS['thing'])} | {rng.randint(1, 6)} h |" for day in ("Mon", "Wed", "Fri"))
    return "\n".join(("| Day | Task | Time |", "| --- | --- | ---: |", *rows))


def body(rng: Random, links: tuple[str, ...]) -> str:
    """Six questions with answers; `links` are ready wikilinks, each woven into an answer of its own."""
    # Every body has a list and a quote; one in four has a table, as in the vaults this imitates.
    extras = [_bullets, _quote, rng.choice((_steps, _bullets)), *([_table] if rng.random() < 0.25 else [])]
    places = rng.sample(range(6), len(extras))
    linked = dict(zip(rng.sample(range(6), min(len(links), 6)), links, strict=False))
    parts = [paragraph(rng, 2, 3)]
    for place, question in enumerate(rng.sample(QUESTIONS, 6)):
        parts += [f"## {question}", paragraph(rng)]
        if place in places:
            parts.append(extras[places.index(place)](rng))
        if place in linked:
            parts.append(f"You could ask {linked[place]} about this. {paragraph(rng, 2, 3)}")
        else:
            parts.append(paragraph(rng, 2, 4))
    return "\n\n".join(parts) + "\n"
