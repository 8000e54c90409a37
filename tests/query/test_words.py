"""Words as they are searched for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.query.words import BETWEEN, folded, joined, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zelenskyy’s 2nd visit", ["zelenskyy", "s", "2nd", "visit"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("Ærø, Łódź & Ñandú", ["aero", "lodz", "nandu"]),
        ("İstanbul", ["istanbul"]),
        ("東京で地震", ["東", "京", "て", "地", "震"]),
        ("灯台A新報", ["灯", "台", "a", "新", "報"]),
        ("서울에서", ["서울에서"]),
        ("ｆｕｌｌ　ｗｉｄｔｈ", ["full", "width"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("—…!", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Without accents and case; scripts without blanks character by character."""
    assert words(text) == expected


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """And words of words are the same words."""
    assert folded(folded(text)) == folded(text)
    assert words(" ".join(words(text))) == words(text)


@given(st.lists(st.text()))
def test_no_word_reaches_over_a_border(texts: list[str]) -> None:
    """Between two texts stands what is no word."""
    parts = joined(texts).split(f" {BETWEEN} ")
    assert words(BETWEEN) == []
    assert [part.split() for part in parts] == [words(text) for text in texts] or not texts
