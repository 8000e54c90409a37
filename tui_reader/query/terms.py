"""What a query says: its terms, the fields they may name, and the order."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tui_reader.models import Briefing

STATES = ("unread", "read", "starred", "updated", "muted", "hidden", "mine")
PARTS = ("text", "summary", "links")
ORDERS = ("newest", "oldest", "outlets", "unread", "relevance")

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "outlet": "the name of an outlet, or words of it: outlet:guardian",
        "outlets": "how many outlets report it: outlets:>=3, outlets:1",
        "source": "the name of a source, or a part of it: source:bbc",
        "tag": "a tag: tag:ukraine",
        "category": "a category: category:world",
        "is": f"one of {', '.join(STATES)}: is:unread",
        "has": f"one of {', '.join(PARTS)}: has:text",
        "since": "a day, or how long ago at most: since:2026-01-08, since:3d, since:12h",
        "before": "a day, or how long ago at least: before:2026-01-08, before:2w",
        "lang": "a language, by its code: lang:en",
        "sort": f"one of {', '.join(ORDERS)}: sort:outlets",
    }
)
"""The fields, each with what it may say."""


def parts_of(briefing: Briefing) -> int:
    """Which of PARTS a briefing has, as bits in their order."""
    links = briefing.full_coverage or briefing.enclosures or briefing.comments
    has = (briefing.text, briefing.summary, links)
    return sum(1 << place for place, part in enumerate(has) if part)


class Term(NamedTuple):
    """One condition."""

    field: str
    """One of FIELDS, or "" for words of the text."""
    value: str
    """As it was written, without its quotes."""
    words: tuple[str, ...] = ()
    """The words that are looked for, one after the other; for "" and `outlet`."""
    is_phrase: bool = False
    """Whether these are whole words; else the last may go on."""
    negated: bool = False
    number: int = 0
    """For `outlets`; for `since` and `before` in seconds: since 1970, or ago if negative."""
    comparison: str = "="
    """For `outlets`: one of = < <= > >=."""


class Query(NamedTuple):
    """What is looked for, and in which order it is wanted."""

    terms: tuple[Term, ...] = ()
    order: str = ""
    """One of ORDERS; "" for the one that suits: relevance where there are words, else newest."""

    @property
    def has_words(self) -> bool:
        """Whether words of the text are looked for, so that some stories suit better."""
        return any(not term.field and not term.negated for term in self.terms)

    @property
    def sorted_by(self) -> str:
        """The order, where none is named the one that suits."""
        return self.order or ("relevance" if self.has_words else "newest")
