"""Queries as SQL: words by the full-text index (FTS5), all else by columns and views.

Words are folded and split by `query.words` before they come here, on both sides: the tokenizer
only has to split at blanks. Everything that a reader typed is a bound value, and what goes into
a MATCH expression consists of letters and digits between quotes.

Relevance is what a reader can follow: who has the words in a headline comes first, and among
those the youngest.
"""

import sqlite3
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tui_reader.query.matching import moment
from tui_reader.query.terms import PARTS, Query, Term
from tui_reader.query.words import folded
from tui_reader.store.listing import Ask, InOrder

_ORDERS: Mapping[str, str] = MappingProxyType(
    {
        "newest": "ORDER BY at DESC, stories.id",
        "oldest": "ORDER BY at, stories.id DESC",
        "outlets": "ORDER BY breadth DESC, at DESC, stories.id",
        "unread": "ORDER BY read, at DESC, stories.id",
        "relevance": "ORDER BY stories.id IN (SELECT rowid FROM search WHERE search MATCH ?) DESC,"
        " at DESC, stories.id",
    }
)


class Condition(NamedTuple):
    """A part of a WHERE clause, with the values for its places."""

    sql: str
    values: tuple[object, ...] = ()


class Asking(NamedTuple):
    """Which index is asked, and when."""

    database: sqlite3.Connection
    now: int
    """What "3d" is counted from."""
    within: tuple[int, int] | None = None
    """The numbers of the first and the last story that matter; None where all do."""


def listing(query: Query, database: sqlite3.Connection, ask: Ask, now: int) -> InOrder:
    """The stories that answer a query in this index; `now` is what "3d" is counted from."""
    by_words = [term for term in query.terms if not term.field and not term.negated]
    asking = Asking(database, now)
    conditions = [_condition(term, asking) for term in query.terms if term not in by_words]
    source, order = "stories", query.sorted_by
    if by_words:
        source = "search JOIN stories ON stories.id = search.rowid"
        conditions.insert(0, Condition("search MATCH ?", (" ".join(map(_match, by_words)),)))
    shows_muted = any(
        term.field == "is" and term.value in _AWAY and not term.negated for term in query.terms
    )
    conditions.append(Condition("(hidden = 0 OR muted <> '')" if shows_muted else "hidden = 0"))
    if order == "relevance" and not by_words:
        order = "newest"
    found = InOrder(
        ask=ask,
        source=source,
        where=" AND ".join(condition.sql for condition in conditions),
        values=tuple(value for condition in conditions for value in condition.values),
        order=_ORDERS[order],
    )
    if order != "relevance":
        return found
    in_headlines = " ".join(_match(term, "headlines") for term in by_words)
    first = found._replace(values=(in_headlines, *found.values[1:]), order=_ORDERS["newest"])
    return found._replace(order_values=(in_headlines,), first=first)


def answering(query: Query, asking: Asking) -> Condition:
    """Whether a row of `stories` answers a query, whatever hides it."""
    conditions = [_condition(term, asking) for term in query.terms]
    return Condition(
        " AND ".join(condition.sql for condition in conditions) or "true",
        tuple(value for condition in conditions for value in condition.values),
    )


def _match(term: Term, columns: str = "") -> str:
    """A term in the language of FTS5: quoted words, one after the other."""
    phrase = '"' + " ".join(term.words) + '"'
    column = f"{columns} : " if columns else ""
    return f"{column}{phrase}" if term.is_phrase else f"{column}{phrase} *"


def _condition(term: Term, asking: Asking) -> Condition:
    """One term as SQL."""
    positive = _CONDITIONS[term.field](term, asking)
    return Condition(f"NOT ({positive.sql})", positive.values) if term.negated else positive


def _by_match(term: Term, asking: Asking) -> Condition:
    columns = "outlets" if term.field == "outlet" else ""
    limits = " AND rowid BETWEEN ? AND ?" if asking.within else ""
    return Condition(
        f"stories.id IN (SELECT rowid FROM search WHERE search MATCH ?{limits})",
        (_match(term, columns), *(asking.within or ())),
    )


def _by_breadth(term: Term, _: Asking) -> Condition:
    return Condition(f"breadth {term.comparison} ?", (term.number,))


def _by_view(term: Term, asking: Asking) -> Condition:
    """Stories that stand in the views whose names suit: there are few thousand of them."""
    names = asking.database.execute(
        "SELECT views.id, coalesce(roots.name, views.name) FROM views"
        " LEFT JOIN roots ON kind = 'source' AND CAST(roots.id AS TEXT) = views.name"
        " WHERE kind = ?",
        (term.field,),
    )
    wanted, is_whole = folded(term.value), term.field == "tag"
    numbers = [
        str(number)
        for number, name in names
        if (folded(name) == wanted if is_whole else wanted in folded(name))
    ]
    inside = "SELECT story FROM places WHERE view IN"
    return Condition(f"stories.id IN ({inside} ({', '.join(numbers) or '-1'}))")


_STATES = MappingProxyType(
    {
        "unread": "read = 0",
        "read": "read = 1",
        "starred": "starred = 1",
        "updated": "joined > 0",
        "muted": "muted <> ''",
        "hidden": "put_away <> 0",
        "mine": "mine <> 0",
    }
)


_AWAY = frozenset({"muted", "hidden"})
"""States of stories that are in no view: who asks for them is shown them."""


def _by_state(term: Term, _: Asking) -> Condition:
    return Condition(_STATES[term.value])


def _by_part(term: Term, _: Asking) -> Condition:
    return Condition("parts & ?", (1 << PARTS.index(term.value),))


def _by_time(term: Term, asking: Asking) -> Condition:
    comparison = ">=" if term.field == "since" else "<"
    return Condition(f"at {comparison} ?", (moment(term, asking.now),))


def _by_language(term: Term, _: Asking) -> Condition:
    return Condition("language = ?", (term.value,))


_CONDITIONS: Mapping[str, Callable[[Term, Asking], Condition]] = MappingProxyType(
    {
        "": _by_match,
        "outlet": _by_match,
        "outlets": _by_breadth,
        "source": _by_view,
        "tag": _by_view,
        "category": _by_view,
        "is": _by_state,
        "has": _by_part,
        "since": _by_time,
        "before": _by_time,
        "lang": _by_language,
    }
)
