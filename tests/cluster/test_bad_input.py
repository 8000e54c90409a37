"""What no outlet should send: bounded time, bounded size, no exception."""

import time
from collections.abc import Sequence

import pytest

from tests.cluster.items import FERRY, NOON, item
from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.groups import MAX_HEADLINES, MAX_WORDS
from tui_reader.cluster.items import Headline, Item, Placed
from tui_reader.cluster.window import MemoryWindow

MS_EACH = 4.0
"""Generous: the machine of the tests may be busy with three others."""


def add(items: Sequence[Item], window: MemoryWindow) -> list[Placed]:
    """Add all, and see that it takes no longer than it may."""
    clusterer = Clusterer(window)
    start = time.process_time()
    placed = [clusterer.add(one) for one in items]
    assert (time.process_time() - start) * 1000 < max(200, MS_EACH * len(items))
    return placed


def test_the_same_headline_from_everywhere() -> None:
    """Two thousand equal headlines in one second are one story of a bounded size."""
    window = MemoryWindow()
    placed = add([item(f"{n:04}", FERRY) for n in range(2000)], window)
    assert {one.story for one in placed} == {"0000"}
    assert len(window.groups[1].headlines) <= MAX_HEADLINES


def test_a_story_that_all_outlets_have() -> None:
    """What five hundred outlets add in words of their own stays within bounds."""
    window = MemoryWindow()
    add([item(f"{n:03}", f"{FERRY} {n} w{n} x{n}") for n in range(500)], window)
    assert all(len(group.counts) <= MAX_WORDS for group in window.groups.values())


def test_a_headline_of_a_megabyte() -> None:
    """Its beginning is read, also where it has no space."""
    for text in ("ferry " * 170_000, "f" * 1_000_000, ": - | " * 170_000, "渡" * 350_000):
        add([item("a", text), item("b", text)], MemoryWindow())


def test_a_headline_that_changes_forty_times() -> None:
    """Each new wording of one briefing stays in its story, and no more than a few count."""
    window = MemoryWindow()
    placed = add([item("a", f"{FERRY} {n}", hours=n / 10) for n in range(40)], window)
    assert {one.story for one in placed} == {"a"}
    assert window.groups[1].size <= 12


@pytest.mark.parametrize("when", [0, -5, 1, NOON * 1000, 2**70])
def test_impossible_times(when: int) -> None:
    """A date of nowhere neither raises nor ends the window for what comes after it."""
    window = MemoryWindow()
    strange = item("b", "Glassblowers walk out in Murano")._replace(time=when)
    add([item("a", FERRY), strange], window)
    assert add([item("c", FERRY, hours=1)], window)[0].story == "a"


def test_strange_letters() -> None:
    """Lone surrogates, controls and nothing at all are text like any other."""
    headlines = ("\ud800 ferry \0 Lamu", "\u202e", "", "’s", "𝔉𝔢𝔯𝔯𝔶 𝔏𝔞𝔪𝔲")
    add(
        [Item(str(n), (Headline(text, text, ""),)) for n, text in enumerate(headlines)],
        MemoryWindow(),
    )
    add([Item("none", ())], MemoryWindow())
