"""Where the words of a query stand in a text, for showing them."""

import re
from collections.abc import Iterable, Iterator

from tui_reader.query.terms import Query, Term
from tui_reader.query.words import words

_WORD = re.compile(r"\w+")
MAX_CHARS = 20_000
"""Of a text that are looked through: several screens."""

Span = tuple[int, int]


def hits(query: Query, text: str) -> list[Span]:
    """The characters of a text that a query looks for, as (start, end), in order and apart."""
    wanted = [term for term in query.terms if not term.negated and term.words]
    if not wanted:
        return []
    tokens = list(_tokens(text[:MAX_CHARS]))
    found = sorted(span for term in wanted for span in _of_term(term, tokens))
    return list(_apart(found))


def _tokens(text: str) -> Iterator[tuple[str, Span]]:
    """Each word as it is searched for, and where it stands."""
    for match in _WORD.finditer(text):
        split = words(match[0])
        if len(split) == 1:
            yield split[0], match.span()
        elif len(split) == len(match[0]):  # character by character
            yield from (
                (word, (place, place + 1)) for place, word in enumerate(split, match.start())
            )
        else:
            yield from ((word, match.span()) for word in split)


def _of_term(term: Term, tokens: list[tuple[str, Span]]) -> Iterator[Span]:
    *whole, last = term.words
    size = len(term.words)
    for place in range(len(tokens) - size + 1):
        *before, end = (word for word, _ in tokens[place : place + size])
        if before == whole and (end == last if term.is_phrase else end.startswith(last)):
            yield tokens[place][1][0], tokens[place + size - 1][1][1]


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that touch or overlap become one."""
    pending: Span | None = None
    for start, end in spans:
        if pending is None or start > pending[1]:
            if pending:
                yield pending
            pending = start, end
        else:
            pending = pending[0], max(pending[1], end)
    if pending:
        yield pending
