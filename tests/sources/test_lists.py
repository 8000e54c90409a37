"""Many feeds at once, as another reader exports them."""

import time
import tomllib
from pathlib import Path

import pytest

from tests.sources.texts import BRIEFINGS, FEEDS_BY_HAND, names
from tui_reader.errors import ConfigError
from tui_reader.sources import add_feeds, load_sources, remove_sources

LIST = [
    ("https://reef.example/1", "Reef", "Isles"),
    ("https://isle.example/feed.xml", "The isle", "Elsewhere"),
    ("https://reef.example/2", "Reef", ""),
    ("https://reef.example/3", "", "  "),
    ("https://reef.example/4", "\x1b", ""),
    ("HTTPS://reef.example/1", "Again", ""),
    ("https://ann:pw@x.example:0/", "Port", ""),
    ("exec:~/bin/feed", "Command", ""),
]


def test_a_list_is_added(file: Path) -> None:
    """Names that are taken get a number; what was there keeps its name and category."""
    file.write_text(FEEDS_BY_HAND)
    added = add_feeds(file, BRIEFINGS, LIST)
    assert [(one.name, one.category) for one in added.sources] == [
        ("Reef (2)", "Isles"),
        ("Reef (3)", ""),
        ("reef.example", ""),
        ("reef.example (2)", ""),
    ]
    assert added.known == 2
    assert added.refused == (
        ("https://x.example:0/", "the host or its port is not valid"),
        ("exec:~/bin/feed", "not a web address (http:// or https://)"),
    )
    assert file.read_text().startswith(FEEDS_BY_HAND)
    assert names(file)[:3] == ["world", "isle.example", "Reef"]
    assert load_sources(file, BRIEFINGS)[3:] == added.sources


def test_the_same_list_again_changes_nothing(file: Path) -> None:
    """All is known, and nothing is written."""
    first = add_feeds(file, BRIEFINGS, LIST)
    text, stamp = file.read_text(), file.stat().st_mtime_ns
    again = add_feeds(file, BRIEFINGS, LIST)
    assert again.sources == ()
    assert again.known == len(first.sources) + first.known
    assert (file.read_text(), file.stat().st_mtime_ns) == (text, stamp)


def test_a_dry_run_says_the_same_and_writes_nothing(file: Path) -> None:
    """What would become of a list can be looked at first."""
    dry = add_feeds(file, BRIEFINGS, LIST, dry_run=True)
    assert not file.exists()
    assert add_feeds(file, BRIEFINGS, LIST) == dry


def test_thousands_are_added_and_read_soon(file: Path) -> None:
    """In time that grows with their number alone: also where all have one host and one name."""
    many = [(f"https://isle.example/{number}", "Isle", "Isles") for number in range(5_000)]
    start = time.perf_counter()
    added = add_feeds(file, BRIEFINGS, iter(many))
    read = load_sources(file, BRIEFINGS)
    assert time.perf_counter() - start < 3, "0.2 s; with a loop in a loop it would be a minute"
    assert read == added.sources
    assert len(tomllib.loads(file.read_text())["feed"]) == 5_000
    assert read[-1].name == "Isle (5000)"
    start = time.perf_counter()
    assert remove_sources(file, BRIEFINGS, [source.name for source in read[1:]]) == 4_999
    assert time.perf_counter() - start < 3
    assert names(file) == ["Isle"]


def test_what_would_never_be_read_again_is_not_written(file: Path) -> None:
    """A list that is too large is refused as a whole."""
    huge = [(f"https://isle.example/{number}", "n" * 4_000_000, "") for number in range(5)]
    with pytest.raises(ConfigError, match="would be larger than 16,384 kB; add less"):
        add_feeds(file, BRIEFINGS, huge)
    assert not file.exists()
