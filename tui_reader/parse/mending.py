"""XML that is nearly well-formed → XML that is: what people write by hand, or print by programs.

A feed with one bare `&` is no XML, and feedparser then falls back to a parser that takes
`?id=1&lang=en` for a `⟨`. What is well-formed stays as it is.
"""

import re
from collections.abc import Iterator
from html.entities import html5

_STRAY = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)([A-Za-z][A-Za-z0-9]{1,30};)?"
    r"|<(?![A-Za-z_/!?])"
)
"""Ampersands and brackets that stand for themselves, and the names that only HTML knows."""


def mended(text: str) -> str:
    """Return a document in which such characters are written as XML wants them."""
    pieces = (
        piece if is_cdata else _STRAY.sub(_written, piece) for piece, is_cdata in by_cdata(text)
    )
    return "".join(pieces)


def by_cdata(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, and whether each is CDATA, in which all is allowed."""
    place = 0
    while (start := text.find("<![CDATA[", place)) >= 0 and (end := text.find("]]>", start)) >= 0:
        yield text[place:start], False
        place = end + len("]]>")
        yield text[start:place], True
    yield text[place:], False


def _written(stray: re.Match[str]) -> str:
    if stray[0] == "<":
        return "&lt;"
    characters = html5.get(stray[1] or "")
    if characters is None:
        return f"&amp;{stray[1] or ''}"
    return "".join(f"&#{ord(character)};" for character in characters)
