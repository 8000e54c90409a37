"""The HTML list of a cluster → articles.

    <ol><li><a href="…">Headline</a>&nbsp;&nbsp;<font color="#6f6f6f">Outlet</font></li>…</ol>

or one such link alone, with or without `<strong>`, `<table>` or `<font>` around, with or
without a link to the aggregator's page of all articles, which is no outlet's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from tui_reader.models import Article
from tui_reader.parse.limits import (
    MAX_ARTICLES,
    MAX_BARE_NAME_CHARS,
    MAX_LINKS,
    MAX_NAME_CHARS,
    MAX_URL_CHARS,
)
from tui_reader.parse.text import clean, letters
from tui_reader.urls import host_of, link_key

_SEPARATORS = " \xa0-–—|·•:,"
_AGGREGATOR = re.compile(r"\s*https?://(?:www\.)?news\.google\.[a-z.]+[/:?]", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the list of a cluster says."""

    articles: tuple[Article, ...]
    full_coverage: str = ""


def read_coverage(body: LexborNode) -> Coverage | None:
    """Return the cluster that the body is; None for everything else, such as an article with links.

    A body is a cluster if nothing but items stands in it, each of them one link followed by a
    name; a cut or damaged minority may lack the name. One link with nothing else is a coverage
    of one article without outlet.
    """
    links = body.css("a")
    if not 0 < len(links) <= MAX_LINKS:
        return None
    items = _items(body)
    full_links = [
        link for link in body.css('a[href*="/stories/"]') if is_full_coverage(_href(link))
    ]
    if items is None or not _fills(body, items, full_links):
        return None
    found = [article for item in items if (article := _article(item)) is not None]
    named = sum(1 for article in found if article.outlet)
    is_lone_link = len(links) - len(full_links) == len(found) == 1
    if len(found) < len(items) or not (is_lone_link or named * 2 >= len(found) > 0):
        return None
    return Coverage(
        articles=_one_spelling(_each_once(found[:MAX_ARTICLES])),
        full_coverage=clean(_href(full_links[0]), MAX_URL_CHARS) if full_links else "",
    )


def is_full_coverage(url: str) -> bool:
    """Whether this is the aggregator's page of all articles; the text of the link is localised."""
    return "/stories/" in url.partition("?")[0] and _AGGREGATOR.match(url) is not None


def _publisher_host(url: str) -> str:
    """Return the host of a link; "" where it says nothing about who published."""
    return "" if _AGGREGATOR.match(url) else host_of(url)


def _items(body: LexborNode) -> list[LexborNode] | None:
    """Return the items that hold text; the body itself without a list; None for lists in lists."""
    items = body.css("li")
    if not items:
        return [body]
    if len(items) > MAX_LINKS or body.css_first("li li") is not None:
        return None
    return [item for item in items if _size(item)]


def _fills(body: LexborNode, items: list[LexborNode], full_links: list[LexborNode]) -> bool:
    """Whether the body has no text besides its items and the link to the full coverage."""
    rest = _size(body) - sum(map(_size, items))
    return rest == 0 or rest == sum(map(_size, full_links))


def _size(node: LexborNode) -> int:
    """Return how many characters of text it has, without white space."""
    return len("".join(node.text().split()))


def _article(item: LexborNode) -> Article | None:
    """Return what an item says; None if it is not one link with at most a name after it."""
    headline = url = ""
    others = []
    for link in item.css("a"):
        href, text = _href(link), link.text()
        if not href or not text.strip():
            continue  # around an image
        if is_full_coverage(href):
            others.append(text)
        elif headline:
            return None
        else:
            headline, url = text, clean(href, MAX_URL_CHARS)
    before, _, after = item.text().partition(headline or "\0")
    for text in others:
        after = after.replace(text, "", 1)
    outlet = _outlet(item, after)
    if not headline or outlet is None or before.strip():
        return None
    return Article(headline=clean(headline), outlet=clean(outlet), url=url)


def _outlet(item: LexborNode, after: str) -> str | None:
    """Return the name that follows the link, "" if nothing does; None if it is more than a name."""
    for font in item.css("font"):
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


def _one_spelling(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Give an outlet that is written in two ways its first spelling.

    Two names are one outlet if they have the same letters; or if one contains the other and
    both articles are on one publisher's host.
    """
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
