"""What a search looks for, for those who show it."""

from collections.abc import Callable
from functools import partial

from tui_reader.query import FIELDS, read_query
from tui_reader.query.hits import Span, hits
from tui_reader.query.terms import ORDERS, PARTS, STATES
from tui_reader.store.views import Views

Finder = Callable[[str], list[Span]]

CHOICES = {"is": STATES, "has": PARTS, "sort": ORDERS}


def finder(text: str) -> Finder | None:
    """What finds the words of a query in a text; None where it looks for none.

    Raises QueryError, with the place of the mistake.
    """
    query = read_query(text)
    return partial(hits, query) if any(term.words for term in query.terms) else None


def completion(text: str, views: Views) -> str:
    """The query with its last word completed: a field, or a name that the library has; or ""."""
    start = max(text.rfind(" "), text.rfind("-", 0, 1)) + 1
    field, colon, value = text[start:].partition(":")
    field = field.lstrip("-")
    if not colon:
        found = _longer(field, [f"{name}:" for name in FIELDS]) if field else ""
    elif field in CHOICES:
        found = _longer(value, CHOICES[field])
    else:
        found = _longer(value.lstrip('"'), views.names(field)) if field in FIELDS else ""
        found = f'"{found}"' if " " in found else found
    if not found:
        return ""
    prefix = text[: len(text) - len(value)] if colon else text[: len(text) - len(field)]
    return prefix + found


def _longer(start: str, names: "list[str] | tuple[str, ...]") -> str:
    """The first name that begins so, and goes on."""
    lower = start.lower()
    fits = (name for name in names if name.lower().startswith(lower) and len(name) > len(start))
    return next(fits, "")


def order_of(query: str) -> str:
    """The order in which the answer to a query comes. Raises QueryError."""
    return read_query(query).sorted_by


def in_order(query: str, order: str) -> str:
    """A query whose answer comes in this order. Raises QueryError."""
    return query if order in {"", order_of(query)} else f"{query} sort:{order}"
