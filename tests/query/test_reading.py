"""Reading queries: every field, and a clear word for every mistake."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import QueryError
from tui_reader.query import FIELDS, Term, read_query


def one(text: str) -> Term:
    """The only term of a query."""
    (term,) = read_query(text).terms
    return term


@pytest.mark.parametrize(
    ("text", "words", "is_phrase"),
    [
        ("ceasefire", ("ceasefire",), False),
        ('"security guarantees"', ("security", "guarantees"), True),
        ("Łódź", ("lodz",), False),
        ("U.S.", ("u", "s"), False),
        ("東京", ("東", "京"), False),
        ("https://isle.example/a", ("https", "isle", "example", "a"), False),
        ("OR", ("or",), False),
        ("a*", ("a",), False),
    ],
)
def test_words_and_phrases(text: str, words: tuple[str, ...], is_phrase: bool) -> None:
    """Without accents and case; what is no letter and no digit only divides."""
    assert one(text) == Term("", text.strip('"'), words, is_phrase=is_phrase)
    assert one(f"-{text}").negated


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("outlet:guardian", Term("outlet", "guardian", ("guardian",))),
        ('outlet:"The Hill"', Term("outlet", "The Hill", ("the", "hill"), is_phrase=True)),
        ("outlets:>=3", Term("outlets", ">=3", number=3, comparison=">=")),
        ("outlets:1", Term("outlets", "1", number=1)),
        ("source:bbc", Term("source", "bbc")),
        ('tag:"New York"', Term("tag", "New York")),
        ("category:World", Term("category", "World")),
        ("is:UNREAD", Term("is", "unread")),
        ("-is:starred", Term("is", "starred", negated=True)),
        ("has:text", Term("has", "text")),
        ("since:3d", Term("since", "3d", number=-3 * 86_400)),
        ("before:2w", Term("before", "2w", number=-14 * 86_400)),
        ("lang:EN", Term("lang", "en")),
    ],
)
def test_each_field(text: str, term: Term) -> None:
    """As it is shown in the help."""
    assert one(text) == term


def test_a_day_begins_where_the_reader_is() -> None:
    """At midnight there."""
    midnight = dt.datetime(2026, 1, 8).astimezone()
    assert one("since:2026-01-08").number == int(midnight.timestamp())


def test_the_order_is_no_condition() -> None:
    """Without one it is relevance where words are looked for, else time."""
    assert read_query("sort:outlets").terms == ()
    assert read_query("sort:outlets").sorted_by == "outlets"
    assert read_query("ferry").sorted_by == "relevance"
    assert read_query("-ferry is:unread").sorted_by == "newest"


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ('ferry "late', "never closed", (6, 11)),
        ("outlt:x", "did you mean outlet?", (0, 7)),
        ("ferry is:new", "there are unread, read", (6, 12)),
        ("outlets:many", "needs a number", (0, 12)),
        ("since:soon", "needs a time", (0, 10)),
        ("since:2026-02-30", "needs a time", (0, 16)),
        ("lang:english", "code of two letters", (0, 12)),
        ("tag:", "needs a value", (0, 4)),
        ("outlet:...", "needs letters", (0, 10)),
        ("sort:size", "no order 'size'", (0, 9)),
        ("-sort:newest", "no order", (0, 12)),
        ("x " * 60, "more than 50 terms", (100, 101)),
        ("x" * 1_001, "longer than 1,000 characters", (1_000, 1_001)),
    ],
)
def test_a_mistake_is_told_where_it_stands(text: str, reason: str, place: tuple[int, int]) -> None:
    """With what was expected."""
    with pytest.raises(QueryError, match=reason.replace("?", "[?]")) as found:
        read_query(text)
    assert (found.value.start, found.value.end) == place


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from([*FIELDS, ":", '"', "-", " ", "a", "9", ">"])).map("".join)
)
def test_any_text_is_a_query_or_a_mistake(text: str) -> None:
    """Nothing else is raised, and what is looked for consists of words."""
    try:
        terms = read_query(text).terms
    except QueryError as error:
        terms = ()
        reason, start, end = str(error), error.start, error.end
    else:
        reason, start, end = "", 0, 0
    assert reason.isprintable()
    assert 0 <= start <= end <= max(len(text), 1)
    for term in terms:
        assert all(word and not set(word) & set(' "*:^()') for word in term.words)


def test_the_help_names_every_field() -> None:
    """With an example that is understood."""
    for field, text in FIELDS.items():
        example = text.split(": ")[-1].split(", ")[0]
        query = read_query(example)
        assert query.order if field == "sort" else query.terms[0].field == field, example
