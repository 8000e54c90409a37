"""What `clean` and `clean_body` let through, and what never."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.parse.text import clean, clean_body, letters

_HARMLESS_FORMATS = {"\u200c"}
"""Characters of a format category that are let through on purpose."""

ANYTHING = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("ab \t\n\r\x1b\x9b\x07\u0301\u200d\u202e\xa0\u2028\x1f\x85…"),
    )
)


def _is_dangerous(character: str) -> bool:
    """Whether a terminal would obey it, or show it as nothing or as something else."""
    category = unicodedata.category(character)
    return category in {"Cc", "Cs", "Co", "Zl", "Zp"} or (
        category == "Cf" and character not in _HARMLESS_FORMATS
    )


@settings(deadline=None)  # a busy machine is no failure
@given(text=ANYTHING, limit=st.integers(min_value=1, max_value=40))
def test_clean_twice_is_clean_once(text: str, limit: int) -> None:
    """Also where the first time had to cut."""
    once = clean(text, limit)
    assert clean(once, limit) == once
    assert len(once) <= limit


@settings(deadline=None)  # a busy machine is no failure
@given(text=ANYTHING, limit=st.integers(min_value=1, max_value=40))
def test_a_clean_body_stays_as_it_is(text: str, limit: int) -> None:
    """Also where the first time had to cut."""
    once = clean_body(text, limit)
    assert clean_body(once, limit) == once
    assert len(once) <= limit


@settings(deadline=None)  # a busy machine is no failure
@given(text=ANYTHING)
def test_nothing_dangerous_is_left(text: str) -> None:
    """One line of visible characters and single blanks; bodies have line feeds besides."""
    line = clean(text)
    assert not any(map(_is_dangerous, line))
    assert line == " ".join(line.split())
    body = clean_body(text)
    assert not any(map(_is_dangerous, body.replace("\n", "")))
    assert "\n\n\n" not in body
    assert body == body.strip("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  outer\t and \xa0 inner \n blanks ", "outer and inner blanks"),
        ("\x1b]52;c;ZXZpbA==\x07title", "]52;c;ZXZpbA==title"),
        ("\x1b[31mred\x9b0m", "[31mred0m"),
        ("abc\u202edef\u2066ghi", "abcdefghi"),
        ("a" + "\u0301" * 30 + "b", "a\u0301\u0301\u0301b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👩\ufe0f👍\U0001f3fd", "👩👩👍"),
        ("\ud800\ue000\uffff\U000e0041", ""),
        ("日本語　新聞", "日本語 新聞"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    """The characters that were measured to do harm, and honest ones beside them."""
    assert clean(text) == expected


def test_a_cut_line_says_so() -> None:
    """The last character of a cut line is an ellipsis, after a word rather than a blank."""
    assert clean("one two three", 8) == "one two…"
    assert clean("one two three", 9) == "one two…"
    assert clean("one two", 7) == "one two"
    assert clean_body("one\ntwo", 5) == "one…"


def test_a_body_keeps_lines_and_indentation() -> None:
    """Tabs become blanks, more than one blank line becomes one, all line ends become one kind."""
    assert clean_body("\n\na\r\n\tb  \r\r\r\rc\x85d\xa0e") == "a\n    b\n\nc\nd e"


def test_letters_compare_spellings() -> None:
    """Case, blanks and signs do not count; digits do."""
    assert letters("NBC News") == letters("N.B.C. news") == "nbcnews"
    assert letters("Channel 4") != letters("Channel 5")
