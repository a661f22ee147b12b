"""The short form of a step: ``Position @ Organization (2012-2018)``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.notes.dates import Date, Period
from generator.notes.steps import ShortStep, StepProblem, read_short_step

YEARS = Period(Date(2012), Date(2018))


def parts(text: str) -> tuple[str, str, str, Period | None]:
    """Position, organization, area and period of a step that can be read."""
    step = read_short_step(text)
    assert isinstance(step, ShortStep)
    return step.position, step.organization, step.area, step.period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Analyst @ Health Department (2012–2018)", ("Analyst", "Health Department", "", YEARS)),
        ("Analyst @ Health Department", ("Analyst", "Health Department", "", None)),
        ("Analyst (2012-2018)", ("Analyst", "", "", YEARS)),
        ("Analyst", ("Analyst", "", "", None)),
        ("Analyst, 2012–2018", ("Analyst", "", "", YEARS)),
        ("Analyst @ Health Department, 2012–2018", ("Analyst", "Health Department", "", YEARS)),
        ("Analyst @MIT (2012 – 2018)", ("Analyst", "MIT", "", YEARS)),
        ("Analyst@MIT", ("Analyst", "MIT", "", None)),
        ("  Analyst   @  Health  Department ", ("Analyst", "Health Department", "", None)),
        ("Analyst @ Laboratory (NREL) (2012–2018)", ("Analyst", "Laboratory (NREL)", "", YEARS)),
        ("Analyst @ Laboratory (NREL)", ("Analyst", "Laboratory (NREL)", "", None)),
        ("Consultant (@ home) @ Acme", ("Consultant (@ home)", "Acme", "", None)),
        ("Editor @ Mail@Work", ("Editor", "Mail@Work", "", None)),
        ("Editor (a (b) c) @ Acme (2012–2018)", ("Editor (a (b) c)", "Acme", "", YEARS)),
        ("Teacher @ Studio 54", ("Teacher", "Studio 54", "", None)),
        ("Editor @ Press [North]", ("Editor", "Press [North]", "", None)),
        ("Teacher @ School (K-12)", ("Teacher", "School (K-12)", "", None)),
        ("Guard @ Building (2)", ("Guard", "Building (2)", "", None)),
        ("VP, Marketing (2012–2018)", ("VP, Marketing", "", "", YEARS)),
    ],
)
def test_variants(text: str, expected: tuple[str, str, str, Period | None]) -> None:
    """Organization and years may be missing, spaces may be anywhere, and only what is a period counts as years."""
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Analyst @ Acme 2012–2018", ("Analyst", "Acme", "", YEARS)),
        ("Analyst @ Acme – 2012 to 2018", ("Analyst", "Acme", "", YEARS)),
        ("Analyst @ Acme Sep 2012 – May 2018", ("Analyst", "Acme", "", Period(Date(2012, 9), Date(2018, 5)))),
        ("2012–2018 Analyst @ Acme", ("Analyst", "Acme", "", YEARS)),
        ("2012 - 2018: Analyst @ Acme", ("Analyst", "Acme", "", YEARS)),
        ("2012-now Analyst", ("Analyst", "", "", Period(Date(2012), None, ongoing=True))),
        ("Analyst @ Acme since 2012", ("Analyst", "Acme", "", Period(Date(2012), None, ongoing=True))),
        ("Analyst @ Acme 2012-present", ("Analyst", "Acme", "", Period(Date(2012), None, ongoing=True))),
        ("Analyst @ Acme, since 2012", ("Analyst", "Acme", "", Period(Date(2012), None, ongoing=True))),
        ("Analyst @ Acme, March 14, 2020", ("Analyst", "Acme", "", Period(Date(2020, 3, 14), Date(2020, 3, 14)))),
        ("Analyst 2012–2018", ("Analyst", "", "", YEARS)),
        ("PhD Chemistry 2012–2018", ("PhD", "", "Chemistry", YEARS)),
        ("PhD, Chemistry, 2012–2018", ("PhD", "", "Chemistry", YEARS)),
        ("Planner @ Expo 2020", ("Planner", "Expo 2020", "", None)),
        ("Planner @ Expo, 2020", ("Planner", "Expo", "", Period(Date(2020), Date(2020)))),
        ("Marshal @ Women's March 2017", ("Marshal", "Women's March 2017", "", None)),
        ("Reporter @ USA Today", ("Reporter", "USA Today", "", None)),
    ],
)
def test_years_without_parentheses(text: str, expected: tuple[str, str, str, Period | None]) -> None:
    """A period at the end counts as one without parentheses; a lone date only after a comma, for it may be a name's."""
    assert parts(text) == expected


@pytest.mark.parametrize("text", ["Analyst @ Acme (current)", "Analyst @ Acme (Present)", "Analyst @ Acme, now"])
def test_goes_on_without_a_start(text: str) -> None:
    """A word for what goes on is a period that has no start."""
    assert parts(text) == ("Analyst", "Acme", "", Period(None, None, ongoing=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Analyst at Acme (2012–2018)", ("Analyst", "Acme", "", YEARS)),
        ("PhD at University of Texas at Austin", ("PhD", "University of Texas at Austin", "", None)),
        ("Attorney at law (2012–2018)", ("Attorney at law", "", "", YEARS)),
        ("Attorney at law at Baker & Sons", ("Attorney at law", "Baker & Sons", "", None)),
        ("Tutor (at night) @ Acme", ("Tutor (at night)", "Acme", "", None)),
        ("Cook at night @ Acme", ("Cook at night", "Acme", "", None)),
    ],
)
def test_the_word_at(text: str, expected: tuple[str, str, str, Period | None]) -> None:
    """Where there is no @, the first ``at`` does for it, unless it belongs to the position."""
    assert parts(text) == expected


def test_full_width_signs() -> None:
    """The signs may be those of a Chinese keyboard; names keep theirs."""
    assert parts("\u7814\u7a76\u54e1 \uff20 \u4e2d\u7814\u9662\uff08\u53f0\u5317\uff09 \uff08\uff12\uff10\uff11\uff12\uff5e2018\uff09") == (
        "\u7814\u7a76\u54e1", "\u4e2d\u7814\u9662\uff08\u53f0\u5317\uff09", "", YEARS,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "position", "area"),
    [
        ("PhD Materials science @ X", "PhD", "Materials science"),
        ("Ph.D. in Materials science @ X", "Ph.D.", "Materials science"),
        ("Master of Science in Chemistry @ X", "Master of Science", "Chemistry"),
        ("Postdoc @ X", "Postdoc", ""),
        ("PhD student @ X", "PhD student", ""),
        ("MBA admissions director @ X", "MBA admissions director", ""),
        ("Project manager @ X", "Project manager", ""),
        ("Mathematics teacher @ X", "Mathematics teacher", ""),
    ],
)
def test_area_after_a_degree(text: str, position: str, area: str) -> None:
    """What follows a degree is its area; every other position stays whole."""
    assert parts(text)[::2] == (position, area)


@pytest.mark.parametrize(
    "text",
    ["", "@ Acme", "Analyst @", "Analyst @ (2012)", "A @ B @ C", "/about/", "https://example.org", "A @ B (2012–soon)",
     "A @ B (c. 2012)", "A @ B (2018–2012)", "A @ B (Jan '19 – present)", "A @ B [2019-2020]", "A @ B (2012–2018",
     "A @ B 2012–2018)", "A @ B (2012–2013) extra", "A @ B (2012–2013) (2015–2016)", "A (2012–2013) @ B",
     'A @ B ("12–"18)', "A @ B (0–1)", "A @ B (12/18)", "A @ B (2 years)", "A @ B ()", "()", "A @ B (?)",
     "A @ B, 2012–soon", "A @ B 2012–soon", "A @ B ’12–’18", "A @ B 2012 - 2000s", "A @ B until 2018", "A @ B - 2018",
     "A @ B Jan 12 – present", "Data Scientist, Kaiser Permanente, 2018-present", "Clerk, Acme 2018-2020"],
)  # fmt: skip
def test_no_step(text: str) -> None:
    """What cannot be read as a step is refused with a reason."""
    assert isinstance(read_short_step(text), StepProblem)


words = st.text("acefghi&-é", min_size=1, max_size=8).filter(lambda word: word.strip("-") == word)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)
years = st.integers(1900, 2100)
periods = st.one_of(
    st.none(),
    st.builds(lambda start, length: Period(Date(start), Date(start + length)), years, st.integers(1, 50)),
    years.map(lambda year: Period(Date(year), Date(year))),
    years.map(lambda year: Period(Date(year), None, ongoing=True)),
)


@given(names, st.one_of(st.just(""), names), periods)
def test_printed_steps_read_back(position: str, organization: str, period: Period | None) -> None:
    """A step printed in the form that is asked for reads back as it was."""
    text = position + (f" @ {organization}" if organization else "")
    if period:
        single = period.start == period.end
        text += f" ({period.start})" if single else f" ({period.start}–{period.end or ''})"
    assert parts(text) == (position, organization, "", period)


@given(st.text("ab @()–-2012,/", max_size=40))
def test_any_text_is_a_step_or_a_problem(text: str) -> None:
    """No text makes reading fail, and a step always has a position."""
    step = read_short_step(text)
    assert isinstance(step, StepProblem) or step.position
