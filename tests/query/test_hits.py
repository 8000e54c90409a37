"""Where the words of a query stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.query import read_query
from tui_reader.query.hits import hits
from tui_reader.query.matching import Document, matches


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("ferry", "Ferries and a ferry", ["ferry"]),
        ("ferr", "Ferries and a ferry", ["Ferries", "ferry"]),
        ('"a ferry"', "Ferries and a ferry", ["a ferry"]),
        ("lodz", "In Łódź", ["Łódź"]),
        ("地震", "東京で地震が", ["地震"]),
        ("-ferry", "a ferry", []),
        ("outlet:ferry", "a ferry", ["ferry"]),
        ("is:unread", "a ferry", []),
        ("a fer", "a ferry", ["a", "ferry"]),
    ],
)
def test_what_is_shown(query: str, text: str, shown: list[str]) -> None:
    """The words themselves, whole."""
    assert [text[start:end] for start, end in hits(read_query(query), text)] == shown


@given(st.text("abAB éł東京で -'", max_size=20), st.text("abAB éł東京で", min_size=1, max_size=4))
def test_a_story_that_answers_has_something_to_show(text: str, wanted: str) -> None:
    """And only such a one has, where words are looked for in its headline."""
    query = read_query(wanted)
    document = Document(headlines=(text,), outlets=(), tags=(), texts=())
    if len(query.terms) == 1:
        assert matches(query, document, 0) == bool(hits(query, text))


@given(st.text(max_size=30), st.text("abé 東", max_size=6))
def test_hits_are_apart_and_in_order(text: str, wanted: str) -> None:
    """Inside the text."""
    found = hits(read_query(wanted.replace('"', "")), text)
    flat = [place for span in found for place in span]
    assert flat == sorted(flat)
    assert all(0 <= place <= len(text) for place in flat)
