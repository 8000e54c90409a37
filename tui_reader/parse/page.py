"""The page of an article → its text, without all that stands around it; needs trafilatura.

    bytes ─decode─▶ text ─cut─▶ trafilatura ─its XML, renamed─▶ HTML ─readable─▶ FullText

trafilatura finds the article; its text is made by the same hand that makes the texts of feeds,
so that both read alike, and is as clean. It is imported here when it is needed, and only a worker
process needs it: import and page take 50 MB, a hostile one takes all there is.
"""

import re
from typing import TYPE_CHECKING, Any

from tui_reader.errors import ParseError
from tui_reader.models import Article, FullText
from tui_reader.parse.declared import decode_declared
from tui_reader.parse.html import parse_html, readable
from tui_reader.parse.limits import (
    MAX_ARTICLE_CHARS,
    MAX_ARTICLE_MARKS,
    MAX_PAGE_BYTES,
    MAX_TAG_CHARS,
    MAX_TEXT_LINKS,
    MIN_ARTICLE_CHARS,
)
from tui_reader.parse.links import web_address
from tui_reader.parse.text import clean, clean_body, letters

if TYPE_CHECKING:
    from lxml.etree import _Element

MISSING = "the text of pages needs an extra: pip install 'tui-reader[fulltext]'"
NO_TEXT = "no article text found in this page"

_LONG_TAG = re.compile(rf"<[^<>]{{{MAX_TAG_CHARS},}}+>?")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));?(?![0-9a-f])",
    re.IGNORECASE,
)
"""What XML does not know: one of them, and trafilatura finds nothing in the whole page."""
_PROLOG = re.compile(r"\s*<\?xml[^<>]*>")
_NUMBER = re.compile(r"\[\^(\d+)\]")
_HTML = {
    "head": "h2", "hi": "b", "ref": "a", "item": "li", "quote": "blockquote", "lb": "br",
    "row": "tr", "cell": "td", "del": "span",
}  # fmt: skip
"""What trafilatura's elements are called in HTML, where that does not depend on anything."""


def read_page(body: bytes, url: str, content_type: str = "") -> FullText:
    """Return the article that a page at this address has. Raises ParseError."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind and not kind.startswith("text/") and "html" not in kind:
        raise ParseError(f"no page of text, but {clean(kind, 50)}")
    if len(body) > MAX_PAGE_BYTES:
        raise ParseError(f"larger than {MAX_PAGE_BYTES // 1_000_000} MB")
    title, main = _article(_cut(decode_declared(body)), url)
    links: dict[str, str] = {}
    root = parse_html(_as_html(main)).body
    text = clean_body(readable(root, links)) if root else ""
    if len(text) < MIN_ARTICLE_CHARS:
        raise ParseError(NO_TEXT)
    text, known = _numbered(text, links, url)
    title = clean(title)
    text = _without_title(text, title)
    return FullText(url=url, address=url, title=title, text=text, links=known)


def can_read_pages() -> bool:
    """Whether the extra is there; this does not load it."""
    from importlib.util import find_spec

    return find_spec("trafilatura") is not None


def _cut(text: str) -> str:
    """The page, no longer than it may take."""
    text = _PROLOG.sub("", _CONTROL.sub("", text[:MAX_ARTICLE_CHARS]), count=1)
    pieces = text.split("<", MAX_ARTICLE_MARKS)
    return _LONG_TAG.sub("", "<".join(pieces[:MAX_ARTICLE_MARKS]))


def _article(page: str, url: str) -> tuple[str, "_Element"]:
    """The title and the article of a page, as trafilatura finds them."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise ParseError(MISSING) from error
    found: Any = bare_extraction(
        page,
        url=url,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        with_metadata=True,
    )
    if found is None or found.body is None:
        raise ParseError(NO_TEXT)
    return found.title or "", found.body


def _as_html(main: "_Element") -> str:
    """The same elements under their names in HTML."""
    from lxml.etree import tostring

    for node in main.iter():
        name = str(node.tag)
        if name == "head" and (level := node.get("rend", "")) in {"h1", "h2", "h3", "h4"}:
            node.tag = level
        elif name == "list":
            node.tag = "ol" if node.get("rend") == "ol" else "ul"
        elif name == "code":
            is_block = "\n" in (node.text or "") or node.getparent() is main
            node.tag = "pre" if is_block else "code"
        else:
            node.tag = _HTML.get(name, name)
        if target := node.get("target"):
            node.set("href", target)
    return str(tostring(main, encoding="unicode", method="html"))


def _without_title(text: str, title: str) -> str:
    """The text without a first line that only says the title again."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if rest and letters(first) == letters(title) else text


def _numbered(text: str, links: dict[str, str], base: str) -> tuple[str, tuple[Article, ...]]:
    """The text with the numbers of those links alone that lead anywhere, and these links."""
    numbers: dict[str, int] = {}
    known: list[Article] = []
    for place, (href, words) in enumerate(links.items(), start=1):
        url = web_address(href, base)
        if url and len(known) < MAX_TEXT_LINKS:
            known.append(Article(headline=clean(words), outlet="", url=url))
            numbers[str(place)] = len(known)
    shown = _NUMBER.sub(lambda one: f"[^{numbers[one[1]]}]" if one[1] in numbers else "", text)
    return shown, tuple(known)
