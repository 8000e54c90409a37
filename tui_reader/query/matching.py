"""Query → does a story answer it? The plain meaning of the language, in memory.

The database answers the same, faster (`store.search`); the tests hold the two against each other.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tui_reader.query.terms import Query, Term
from tui_reader.query.words import folded, words


class Document(NamedTuple):
    """What can be looked for in a story."""

    headlines: tuple[str, ...]
    outlets: tuple[str, ...]
    """By the names that are shown."""
    tags: tuple[str, ...]
    texts: tuple[str, ...]
    """Summaries and texts."""
    sources: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    when: int = 0
    """The time it is ordered by; seconds since 1970."""
    read: bool = False
    starred: bool = False
    updated: bool = False
    muted: bool = False
    hidden: bool = False
    mine: bool = False
    """Whether a preferred outlet reports it."""
    parts: frozenset[str] = frozenset()
    """Which of `terms.PARTS` it has."""
    language: str = ""
    written: tuple[str, ...] = ()
    """The outlets by the names that the articles have, where these are others."""


def matches(query: Query, document: Document, now: int) -> bool:
    """Whether a story answers a query; `now` is what "3d" is counted from."""
    return all(_holds(term, document, now) != term.negated for term in query.terms)


def _holds(term: Term, document: Document, now: int) -> bool:
    if term.field:
        return _FIELDS[term.field](term, document, now)
    names = (*document.outlets, *document.written)
    texts = (*document.headlines, *names, *document.tags, *document.texts)
    return any(_stands_in(term, text) for text in texts)


def _stands_in(term: Term, text: str) -> bool:
    """Whether the words of a term stand in a text, one after the other."""
    found, wanted = words(text), list(term.words)
    *whole, last = wanted
    for place in range(len(found) - len(wanted) + 1):
        *before, end = found[place : place + len(wanted)]
        if before == whole and (end == last if term.is_phrase else end.startswith(last)):
            return True
    return False


def _named(names: Sequence[str], wanted: str) -> bool:
    """Whether one of the names has a part that reads so."""
    return any(folded(wanted) in folded(name) for name in names)


def _has_breadth(term: Term, document: Document, _: int) -> bool:
    count, wanted = len(document.outlets), term.number
    return {
        "=": count == wanted,
        "<": count < wanted,
        "<=": count <= wanted,
        ">": count > wanted,
        ">=": count >= wanted,
    }[term.comparison]


def moment(term: Term, now: int) -> int:
    """The time that a term of time means; seconds since 1970."""
    return term.number if term.number >= 0 else now + term.number


def _is(term: Term, document: Document, _: int) -> bool:
    return {
        "unread": not document.read,
        "read": document.read,
        "starred": document.starred,
        "updated": document.updated,
        "muted": document.muted,
        "hidden": document.hidden,
        "mine": document.mine,
    }[term.value]


_FIELDS: Mapping[str, Callable[[Term, Document, int], bool]] = MappingProxyType(
    {
        "outlet": lambda term, one, _: any(
            _stands_in(term, name) for name in (*one.outlets, *one.written)
        ),
        "outlets": _has_breadth,
        "source": lambda term, one, _: _named(one.sources, term.value),
        "tag": lambda term, one, _: folded(term.value) in map(folded, one.tags),
        "category": lambda term, one, _: _named(one.categories, term.value),
        "is": _is,
        "has": lambda term, one, _: term.value in one.parts,
        "since": lambda term, one, now: one.when >= moment(term, now),
        "before": lambda term, one, now: one.when < moment(term, now),
        "lang": lambda term, one, _: one.language == term.value,
    }
)
