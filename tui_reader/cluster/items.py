"""The values that go into clustering and come out of it: plain, so that they store anywhere."""

from collections.abc import Iterable
from typing import NamedTuple

CAREFUL, EAGER, OFF = "careful", "eager", "off"
SETTINGS = (CAREFUL, EAGER, OFF)


class Headline(NamedTuple):
    """One article of a briefing, as far as clustering looks at it."""

    text: str
    outlet: str = ""
    link: str = ""
    """The identity of its link, from `same_article_key`; "" for none."""


class Item(NamedTuple):
    """One briefing, as far as clustering looks at it."""

    id: str
    """The briefing's identity."""
    headlines: tuple[Headline, ...]
    summary: str = ""
    """Its beginning is enough."""
    time: int = 0
    """Seconds since 1970, not later than the present; 0 where unknown."""
    language: str = ""
    """A hint, as "en", "en-GB" or "eng"; the text itself is believed first."""


class Shared(NamedTuple):
    """A word that two articles share."""

    word: str
    """As the younger one writes it, if it does."""
    share: float
    """Its part of the likeness: all of them make 1."""


class Evidence(NamedTuple):
    """Why a briefing, or a whole story, belongs to a story."""

    reason: str
    """`words`, `link` or `reader`."""
    story: str
    likeness: float = 1.0
    """From 0 to 1, how sure it is; 1 for links and wishes."""
    words: tuple[Shared, ...] = ()
    """The heaviest first."""
    links: tuple[str, ...] = ()
    article: tuple[str, int] = ("", 0)
    """The article that matched best: its briefing, and its place in there."""
    seconds: int = 0
    """From the nearest end of the story to the briefing."""


class Merge(NamedTuple):
    """Two stories turned out to be one."""

    kept: str
    """The older of the two."""
    gone: str
    evidence: Evidence


class Placed(NamedTuple):
    """Where a briefing went, and what that did to the stories."""

    id: str
    story: str
    """After the merges."""
    evidence: Evidence | None = None
    """None for the founder of a story."""
    merges: tuple[Merge, ...] = ()
    earlier: str = ""
    """Of the founder of a story: the one that it would be in, but for the time between."""


def stories(placed: Iterable[Placed]) -> dict[str, str]:
    """The story of each briefing, once all merges have been followed."""
    found: dict[str, str] = {}
    kept: dict[str, str] = {}
    for one in placed:
        found[one.id] = one.story
        kept |= {merge.gone: merge.kept for merge in one.merges}
    return {identity: _last(story, kept) for identity, story in found.items()}


def _last(story: str, kept: dict[str, str]) -> str:
    """Follow the merges; each leads to an older story, so that there is an end."""
    while story in kept:
        story = kept[story]
    return story
