"""Text → Query; a mistake is told where it stands, with what was expected."""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tui_reader.errors import QueryError
from tui_reader.query.terms import FIELDS, ORDERS, PARTS, STATES, Query, Term
from tui_reader.query.words import words

MAX_CHARS = 1_000
MAX_TERMS = 50
"""More than anybody types; each costs the database a condition."""

_PIECE = re.compile(r'(-?)(?:([a-zA-Z]+):)?(?:"([^"]*)("?)|([^\s"]*))')
_AGO = re.compile(r"(\d{1,5})([hdwmy])")
_SECONDS = {"h": 3_600, "d": 86_400, "w": 604_800, "m": 2_592_000, "y": 31_536_000}
_COMPARED = re.compile(r"(<=|>=|<|>|=?)(\d{1,5})")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class _Piece(NamedTuple):
    """A term as it stands in the text."""

    start: int
    end: int
    negated: bool
    field: str
    value: str
    quoted: bool

    def error(self, reason: str) -> QueryError:
        """A complaint about this piece."""
        return QueryError(reason, self.start, self.end)


def read_query(text: str) -> Query:
    """Return what a text asks for; an empty one asks for everything. Raises QueryError."""
    if len(text) > MAX_CHARS:
        raise QueryError(f"longer than {MAX_CHARS:,} characters", MAX_CHARS, len(text))
    terms: list[Term] = []
    order = ""
    for piece in _pieces(text):
        if piece.field == "sort":
            order = _order(piece)
        elif term := _term(piece):
            terms.append(term)
        if len(terms) > MAX_TERMS:
            raise piece.error(f"more than {MAX_TERMS} terms")
    return Query(terms=tuple(terms), order=order)


def _pieces(text: str) -> Iterator[_Piece]:
    """The terms one after the other. Raises QueryError for a quote without its partner."""
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = _PIECE.match(text, place)
        assert found is not None  # noqa: S101  (every part of the pattern may be empty)
        minus, field, quoted, closing, plain = found.groups()
        end = max(found.end(), place + 1)
        piece = _Piece(
            place, end, bool(minus), (field or "").lower(), plain or "", quoted is not None
        )
        if quoted is not None:
            if not closing:
                raise piece.error('a quote is opened and never closed: add a "')
            piece = piece._replace(value=quoted)
        yield piece
        place = end


def _term(piece: _Piece) -> Term | None:
    """What a piece asks for; None where there is nothing in it to look for."""
    if not piece.field:
        return _of_words("", piece)
    if piece.field not in FIELDS:
        if piece.value.startswith("//"):  # an address is a text like any other
            return _of_words("", piece._replace(value=f"{piece.field}:{piece.value}", field=""))
        raise piece.error(_unknown("field", piece.field, FIELDS))
    if not piece.value:
        raise piece.error(f"{piece.field}: needs a value: {FIELDS[piece.field]}")
    return _READERS[piece.field](piece)


def _of_words(field: str, piece: _Piece) -> Term | None:
    found = tuple(words(piece.value))
    if not found:
        if field:
            raise piece.error(f"{field}: needs letters or digits")
        return None
    return Term(field, piece.value, found, piece.quoted, piece.negated)


def _of_name(piece: _Piece) -> Term:
    return Term(piece.field, piece.value, negated=piece.negated)


def _one_of(known: Collection[str]) -> Callable[[_Piece], Term]:
    def read(piece: _Piece) -> Term:
        value = piece.value.lower()
        if value not in known:
            raise piece.error(_unknown(f"value of {piece.field}:", piece.value, known))
        return Term(piece.field, value, negated=piece.negated)

    return read


def _of_count(piece: _Piece) -> Term:
    found = _COMPARED.fullmatch(piece.value)
    if not found:
        raise piece.error(f"{piece.field}: needs a number: {FIELDS[piece.field]}")
    comparison, number = found[1] or "=", int(found[2])
    return Term(
        piece.field, piece.value, negated=piece.negated, number=number, comparison=comparison
    )


def _of_time(piece: _Piece) -> Term:
    if found := _AGO.fullmatch(piece.value.lower()):
        number = -int(found[1]) * _SECONDS[found[2]]
    else:
        try:
            day = dt.datetime.strptime(piece.value, "%Y-%m-%d").astimezone()
            number = max(0, int(day.timestamp()))
        except (ValueError, OverflowError) as error:
            raise piece.error(f"{piece.field}: needs a time: {FIELDS[piece.field]}") from error
    return Term(piece.field, piece.value, negated=piece.negated, number=number)


def _of_language(piece: _Piece) -> Term:
    if not _LANGUAGE.fullmatch(piece.value.lower()):
        raise piece.error(f"lang: needs a code of two letters: {FIELDS['lang']}")
    return Term("lang", piece.value.lower(), negated=piece.negated)


def _order(piece: _Piece) -> str:
    value = piece.value.lower()
    if piece.negated or value not in ORDERS:
        raise piece.error(_unknown("order", piece.value, ORDERS))
    return value


_READERS: Mapping[str, Callable[[_Piece], Term | None]] = MappingProxyType(
    {
        "outlet": lambda piece: _of_words("outlet", piece),
        "outlets": _of_count,
        "source": _of_name,
        "tag": _of_name,
        "category": _of_name,
        "is": _one_of(STATES),
        "has": _one_of(PARTS),
        "since": _of_time,
        "before": _of_time,
        "lang": _of_language,
    }
)


def _unknown(what: str, given: str, known: Collection[str]) -> str:
    """A complaint about a word that is not known, with the nearest that is."""
    near = difflib.get_close_matches(given.lower(), known, 1)
    shown = given if given.isprintable() and len(given) < 40 else f"{given[:40]!a}"
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    return f"no {what} {shown!r}; {hint}"
