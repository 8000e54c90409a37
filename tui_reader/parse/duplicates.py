"""Which entries of a feed are one and the same, and what each of them may be known by.

Two entries are the same if they share two of three: id, link, title. One alone proves nothing:
there are feeds that give all their entries one id, and pages of changes that all link to one page.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from tui_reader.urls import link_key


class Marks(NamedTuple):
    """By what an entry can be recognised; "" for what it does not have."""

    guid: str
    link: str
    label: str
    """Its title, or the beginning of its text."""
    moment: str = ""


class Known(NamedTuple):
    """An entry that is kept, by its place in the feed."""

    number: int
    is_link_own: bool
    """No other entry that is kept has its link."""
    is_guid_own: bool


def each_once(entries: Iterable[Marks]) -> list[Known]:
    """Return the entries that are the first of their kind."""
    seen: set[tuple[str, ...]] = set()
    kept: list[tuple[int, Marks, str]] = []
    for number, entry in enumerate(entries):
        link = link_key(entry.link) or entry.link
        pairs = _pairs(entry, link)
        if seen.isdisjoint(pairs):
            kept.append((number, entry, link))
        seen.update(pairs)
    guids = Counter(entry.guid for _, entry, _ in kept)
    links = Counter(link for _, _, link in kept)
    return [
        Known(
            number=number,
            is_link_own=(links[link] == 1 or not link) and not _is_part(entry),
            is_guid_own=guids[entry.guid] == 1,
        )
        for number, entry, link in kept
    ]


def _is_part(entry: Marks) -> bool:
    """Whether the entry is a part of a page, and its id says so: others may follow on that page."""
    return "#" in entry.link and entry.guid.startswith(entry.link)


def _pairs(entry: Marks, link: str) -> list[tuple[str, ...]]:
    """Return what no other entry may share with it."""
    guid = "" if link and link_key(entry.guid) == link else entry.guid  # the same mark twice
    by_name = {"guid": guid, "link": link, "label": entry.label}
    pairs: list[tuple[str, ...]] = [
        (*one, *other) for one, other in combinations(by_name.items(), 2) if one[1] and other[1]
    ]
    return pairs or [("alone", entry.guid, link, entry.label, entry.moment)]
