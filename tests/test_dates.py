"""Dates and periods as people write them."""

from __future__ import annotations

from datetime import date as calendar_date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.notes.dates import Date, DateRead, Period, ends_before_start, likely_date, read_date, read_period

days = st.dates().map(lambda day: Date(day.year, day.month, day.day))
dates = st.one_of(days, days.map(lambda day: Date(day.year, day.month)), days.map(lambda day: Date(day.year)))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-03-14", Date(2026, 3, 14)),
        ("2026-03", Date(2026, 3)),
        ("2026", Date(2026)),
        ("2026/3/4", Date(2026, 3, 4)),
        ("March 2026", Date(2026, 3)),
        ("Sept. 2026", Date(2026, 9)),
        ("14 March 2026", Date(2026, 3, 14)),
        ("14th of March, 2026", Date(2026, 3, 14)),
        ("March 14, 2026", Date(2026, 3, 14)),
        ("Saturday, March 14 2026", Date(2026, 3, 14)),
        ("Fall 2012", Date(2012)),
        ("09/2012", Date(2012, 9)),
        ("2009-12-06 12:00:00", Date(2009, 12, 6)),
        ("2009-12-06T12:00:00.5+01:00", Date(2009, 12, 6)),
        ("2024-02-29", Date(2024, 2, 29)),
    ],
)
def test_common_forms_are_read(text: str, date: Date) -> None:
    """A date reads the same in ISO and in the forms people write, and a time of day is dropped."""
    assert read_date(text) == DateRead(date)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("04/24/2023", DateRead(Date(2023, 4, 24), unusual=True)),
        ("24.4.2023", DateRead(Date(2023, 4, 24), unusual=True)),
        ("04/05/2023", DateRead(Date(2023, 4, 5), ambiguous=True, unusual=True)),
        ("05/05/2023", DateRead(Date(2023, 5, 5), unusual=True)),
        ("3/14/26", DateRead(Date(2026, 3, 14), unusual=True)),
        ("14.3.26", DateRead(Date(2026, 3, 14), unusual=True)),
        ("5/6/26", DateRead(Date(2026, 5, 6), ambiguous=True, unusual=True)),
        ("3/14/98", DateRead(Date(1998, 3, 14), unusual=True)),
    ],
)
def test_year_last(text: str, read: DateRead) -> None:
    """Day and month before a year are read as can be, American if both ways can, and it is said which."""
    assert read_date(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2023-13",
        "2023-00",
        "0000",
        "32 March 2026",
        "31/31/2023",
        "soon",
        "",
        "14/14/23",
        "26-03-14",
        "२०२६",
    ],
)
def test_no_date(text: str) -> None:
    """What is no date, or a day that never was, is not read."""
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("2026-14-03", Date(2026, 3, 14)),
        ("Marhc 14, 2026", Date(2026, 3, 14)),
        ("2026 March 14", Date(2026, 3, 14)),
        ("2026-03-14 in the afternoon", Date(2026, 3, 14)),
        ("2023-02-29", Date(2023, 2)),
        ("32 March 2026", Date(2026, 3)),
        ("around 2012", Date(2012)),
        ("2012-13", Date(2012)),
        ("2012 or 2013", None),
        ("March 14", None),
        ("soon", None),
        ("", None),
    ],
)
def test_likely_date(text: str, likely: Date | None) -> None:
    """Of what cannot be read, the parts that make sense are put together, as far as they go."""
    assert (read_date(text), likely_date(text)) == (None, likely)


@given(dates)
def test_iso_round_trip(date: Date) -> None:
    """Every date reads back from its own ISO form."""
    assert read_date(str(date)) == DateRead(date)


@given(st.dates())
def test_written_round_trip(day: calendar_date) -> None:
    """A day written out in English reads back."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    written = f"{day.day} {months[day.month - 1]} {day.year:04}"
    assert read_date(written) == DateRead(Date(day.year, day.month, day.day))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2012–2018", Period(Date(2012), Date(2018))),
        ("2012-2018", Period(Date(2012), Date(2018))),
        ("2012 — 2018", Period(Date(2012), Date(2018))),
        ("2012 to 2018", Period(Date(2012), Date(2018))),
        ("from 2012 until 2018", Period(Date(2012), Date(2018))),
        ("2012–18", Period(Date(2012), Date(2018))),
        ("Sep 2012 – May 2018", Period(Date(2012, 9), Date(2018, 5))),
        ("Sep–Dec 2018", Period(Date(2018, 9), Date(2018, 12))),
        ("2012-09–2018-05", Period(Date(2012, 9), Date(2018, 5))),
        ("2012-09-2018-05", Period(Date(2012, 9), Date(2018, 5))),
        ("2020–", Period(Date(2020), None, ongoing=True)),
        ("2020 - now", Period(Date(2020), None, ongoing=True)),
        ("2020–present", Period(Date(2020), None, ongoing=True)),
        ("since 2020", Period(Date(2020), None, ongoing=True)),
        ("–2018", Period(None, Date(2018))),
        ("2018", Period(Date(2018), Date(2018))),
        ("2012-09", Period(Date(2012, 9), Date(2012, 9))),
        ("2008-12", Period(Date(2008, 12), Date(2008, 12), ambiguous=True)),
    ],
)
def test_periods_are_read(text: str, period: Period) -> None:
    """A period reads with any dash or word between its dates, open at either end."""
    assert read_period(text) == period


@pytest.mark.parametrize("text", ["", "–", "now", "NREL", "2012–soon", "founded 1884"])
def test_no_period(text: str) -> None:
    """What is no period is not read."""
    assert read_period(text) is None


@given(dates, dates, st.sampled_from(["–", " – ", " to ", "—", " - "]))
def test_period_round_trip(start: Date, end: Date, dash: str) -> None:
    """Two dates of any exactness with a separator between them read back as they are."""
    period = read_period(f"{start}{dash}{end}")
    assert period is not None
    assert (period.start, period.end, period.ongoing) == (start, end, False)


@given(dates, dates)
def test_order_is_judged_as_far_as_known(one: Date, other: Date) -> None:
    """No period ends before it starts in both directions, and none that is exact and the right way round does."""
    assert not (ends_before_start(one, other) and ends_before_start(other, one))
    assert ends_before_start(Date(2018, 5), Date(2018)) is False


@given(st.text(max_size=40))
def test_any_text_is_read_or_not(text: str) -> None:
    """No text makes reading fail."""
    read_date(text)
    likely_date(text)
    read_period(text)
