"""The HTML list of a cluster → articles.

    <ol><li><a href="…">Headline</a>&nbsp;&nbsp;<font color="#6f6f6f">Outlet</font></li>…</ol>

or one such link alone, with or without `<strong>`, `<table>` or `<font>` around, with or
without a link to the aggregator's page of all articles, which is no outlet's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui_reader.models import Article
from tui_reader.parse.limits import (
    MAX_ARTICLES,
    MAX_BARE_NAME_CHARS,
    MAX_LINKS,
    MAX_NAME_CHARS,
    MAX_URL_CHARS,
)
from tui_reader.parse.quick import quick_cluster
from tui_reader.parse.text import clean, letters
from tui_reader.urls import host_of, link_key

_SEPARATORS = " \xa0-–—|·•:,"
_AGGREGATOR = re.compile(r"\s*https?://(?:www\.)?news\.google\.[a-z.]+[/:?]", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", ";")


class Coverage(NamedTuple):
    """What the list of a cluster says."""

    articles: tuple[Article, ...]
    full_coverage: str = ""


@dataclass(slots=True)
class _Item:
    """One item of the list, with the links and fonts in it."""

    node: LexborNode
    links: list[LexborNode] = field(default_factory=list)
    full_links: list[LexborNode] = field(default_factory=list)
    fonts: list[LexborNode] = field(default_factory=list)


def read_coverage(body: LexborNode) -> Coverage | None:
    """Return the cluster that the body is; None for everything else, such as an article with links.

    A body is a cluster if nothing but items stands in it, each of them one link followed by a
    name; a cut or damaged minority may lack the name. One link with nothing else is a coverage
    of one article without outlet.
    """
    items = _items(body)
    if not 0 < sum(len(item.links) for item in items) <= MAX_LINKS or not _fills(body, items):
        return None
    full_links = [_href(link) for item in items for link in item.full_links]
    items = [item for item in items if _size(item.node) and (item.links or not item.full_links)]
    found = [_article(item) for item in items]
    articles = [article for article in found if article is not None]
    named = sum(1 for article in articles if article.outlet)
    if len(articles) < len(found) or not (len(found) == 1 or named * 2 >= len(found)):
        return None
    return Coverage(
        articles=_one_spelling(_each_once(articles[:MAX_ARTICLES])),
        full_coverage=clean(full_links[0], MAX_URL_CHARS) if full_links else "",
    )


def quick_coverage(text: str) -> Coverage | None:
    """The same, without a parser, for the one shape that nearly all clusters have."""
    found = quick_cluster(text)
    if found is None:
        return None
    articles = [_made(headline, outlet, url) for url, headline, outlet in found]
    return Coverage(articles=_one_spelling(_each_once(articles)))


def _made(headline: str, outlet: str, url: str) -> Article:
    """An article of clean strings."""
    return Article(headline=clean(headline), outlet=clean(outlet), url=clean(url, MAX_URL_CHARS))


def is_full_coverage(url: str) -> bool:
    """Whether this is the aggregator's page of all articles; the text of the link is localised."""
    return "/stories/" in url.partition("?")[0] and _AGGREGATOR.match(url) is not None


def _publisher_host(url: str) -> str:
    """Return the host of a link; "" where it says nothing about who published."""
    return "" if _AGGREGATOR.match(url) else host_of(url)


def _items(body: LexborNode) -> list[_Item]:
    """Return what stands in the body, item by item; without a list the body is the one item.

    One walk, as a selector costs more than parsing a cluster does. What comes after a list
    counts as part of its last item, whose text it then isn't in.
    """
    items = [_Item(body)]
    for node in body.traverse():
        tag = node.tag
        if tag == "li":
            items.append(_Item(node))
        elif tag == "font":
            items[-1].fonts.append(node)
        elif tag == "a" and (href := _href(node)) and _size(node):  # else around an image
            item = items[-1]
            (item.full_links if is_full_coverage(href) else item.links).append(node)
    if len(items) > 1 and not items[0].links:
        del items[0]
    return items if len(items) <= MAX_LINKS else []


def _fills(body: LexborNode, items: list[_Item]) -> bool:
    """Whether the body has no text besides its items and the links to the full coverage."""
    rest = _size(body)
    for item in items:
        rest -= _size(item.node)
        if rest < 0:  # items in items: each would be read again with all that are around it
            return False
    return rest == 0 or rest == sum(_size(link) for item in items for link in item.full_links)


def _size(node: LexborNode) -> int:
    """Return how many characters of text it has, without white space."""
    return len("".join(node.text().split()))


def _article(item: _Item) -> Article | None:
    """Return what an item says; None if it is not one link with at most a name after it."""
    if len(item.links) != 1:
        return None
    link = item.links[0]
    headline = link.text()
    before, _, after = item.node.text().partition(headline)
    for full_link in item.full_links:
        after = after.replace(full_link.text(), "", 1)
    outlet = _outlet(item, after)
    if outlet is None or before.strip():
        return None
    return _made(headline, outlet, _href(link))


def _outlet(item: _Item, after: str) -> str | None:
    """Return the name that follows the link, "" if nothing does; None if it is more than a name."""
    for font in item.fonts:
        name = font.text()
        if name.strip() and name in after:
            rest = after.replace(name, "", 1).strip()
            return name if len(name) <= MAX_NAME_CHARS and len(rest) <= MAX_NAME_CHARS else None
    name = after.lstrip(_SEPARATORS).strip()
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1]
    is_remark = name.endswith(_SENTENCE_ENDS) or (name[:1].islower() and " " in name)
    return None if is_remark or len(name) > MAX_BARE_NAME_CHARS else name


def _href(link: LexborNode) -> str:
    """Return the address of a link as it is written, not yet clean."""
    return link.attributes.get("href") or ""


def _each_once(articles: Iterable[Article]) -> list[Article]:
    """Return the articles without those whose link came before."""
    return list({link_key(a.url) or a.url: a for a in reversed(list(articles))}.values())[::-1]


def _one_spelling(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Give an outlet that is written in two ways its first spelling.

    Two names are one outlet if they have the same letters; or if one contains the other and
    both articles are on one outlet's own host.
    """
    names = [name for article in articles if (name := letters(article.outlet))]
    if not any(one in other for one, other in permutations(names, 2)):
        return tuple(articles)
    spelling: dict[str, str] = {}
    known_by_host: dict[str, list[str]] = {}
    result = []
    for article in articles:
        name = letters(article.outlet)
        if name and (host := _publisher_host(article.url)):
            known = known_by_host.setdefault(host, [])
            name = next((other for other in known if other in name or name in other), name)
            known.append(name)
        outlet = spelling.setdefault(name, article.outlet) if name else article.outlet
        result.append(
            article
            if outlet == article.outlet
            else Article(headline=article.headline, outlet=outlet, url=article.url)
        )
    return tuple(result)
