"""Numbers as blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.charts import bar, sparkline


def test_a_sparkline_rises_with_its_numbers() -> None:
    """The greatest number has the highest column; nothing has none."""
    assert sparkline([0, 1, 4, 8]) == " ▂▅█"
    assert sparkline([]) == ""
    assert sparkline([0, 0]) == "  "


def test_many_numbers_share_columns() -> None:
    """What does not fit is added up, not cut off."""
    assert sparkline([1, 0, 0, 3], width=2) == "▃█"


@given(st.lists(st.integers(0, 10**9), max_size=300), st.integers(1, 80))
def test_a_sparkline_is_never_wider(numbers: list[int], width: int) -> None:
    """Whatever the numbers are."""
    assert len(sparkline(numbers, width)) <= width


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, "    "), (1, "████"), (0.5, "██  "), (0.4, "█▋  "), (7, "████")]
)
def test_a_bar_fills_its_share(share: float, drawn: str) -> None:
    """To the eighth of a cell, and no further than it is wide."""
    assert bar(share, 4) == drawn
