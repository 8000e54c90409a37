"""Cutting and wrapping are exact in cells, for any text."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui_reader.tui.widgets.cells import cut, is_plain, measure, wrap

ANY = st.text(max_size=300)
NEWS = st.text(
    alphabet=st.sampled_from("abc dé ß’“– 北港の、。가 👩🏽‍🌾🇫🇷\u0301\u200d\ufe0f\u202e\x1b\n\t"),
    max_size=300,
)
WIDTHS = st.integers(min_value=2, max_value=60)
BLANKS = " \t\n\r\x0b\x0c\x85\u2028\u2029"
SWALLOWED = "\u200d\ufe0e\ufe0f"


def letters(text: str) -> str:
    """What must survive wrapping: all but blanks and characters that only change a width."""
    return "".join(c for c in text if c not in BLANKS and c not in SWALLOWED)


@given(st.one_of(ANY, NEWS), WIDTHS)
@example("wörter " * 40, 7)
@example("北" * 50, 3)
def test_no_line_is_wider_and_no_letter_is_lost(text: str, width: int) -> None:
    """Wrapping keeps every letter, in order, within the width as Rich measures it."""
    lines = list(wrap(text, width))
    assert all(cell_len(line) <= width for line in lines)
    assert letters("".join(lines)) == letters(text)


@given(st.one_of(ANY, NEWS), st.integers(min_value=0, max_value=60))
@example("北" * 9, 5)
def test_a_cut_is_exact(text: str, width: int) -> None:
    """A cut text fits, and the number of cells returned with it is the one Rich measures."""
    shown, cells = cut(text, width)
    assert cells == cell_len(shown) == measure(shown) <= width


@given(st.one_of(ANY, NEWS))
def test_what_fits_is_not_cut(text: str) -> None:
    """In as many cells as it measures, a text is whole."""
    width = max(1, measure(text))
    shown, _ = cut(text, width)
    assert letters(shown) == letters(text[: 4 * width + 8])


def test_plain_characters_take_one_cell() -> None:
    """The short way for plain text relies on this; checked for the whole basic plane."""
    plain = [chr(code) for code in range(0x10000) if is_plain(chr(code))]
    assert len(plain) > 1_000
    assert {get_character_cell_size(character) for character in plain} == {1}


def test_a_lost_end_is_shown() -> None:
    """An ellipsis stands where text is missing, never in half of a wide character."""
    assert cut("breakwater", 6) == ("break…", 6)
    assert cut("北港の防波堤", 6) == ("北港…", 5)
    assert cut("breakwater", 10) == ("breakwater", 10)


def test_a_text_of_a_megabyte_costs_what_is_shown() -> None:
    """Nothing behind the cut is looked at: a text that raises when touched there is fine."""

    class Endless(str):
        """Raises when measured whole."""

        __slots__ = ()

        def translate(self, table: object) -> str:
            raise AssertionError(table)

    assert cut(Endless("北" * 1_000_000), 10) == ("北北北北…", 9)


def test_lines_break_where_a_reader_expects() -> None:
    """At blanks; beside wide characters, but not before their punctuation; else in the word."""
    assert list(wrap("a mole of  640 metres", 9)) == ["a mole of", "640", "metres"]
    assert list(wrap("ようやく、承認", 8)) == ["ようや", "く、承認"]
    assert list(wrap("tomato/tomato", 6)) == ["tomato", "/tomat", "o"]
    assert list(wrap("", 6)) == [""]
