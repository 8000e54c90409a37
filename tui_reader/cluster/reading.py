"""From an item to what is compared: its articles as weighed words."""

import zlib
from collections.abc import Mapping
from typing import NamedTuple

from tui_reader.cluster.boilerplate import told
from tui_reader.cluster.groups import IN_HEADLINE, IN_SUMMARY, Kept
from tui_reader.cluster.items import Item
from tui_reader.cluster.likeness import Article, Scales
from tui_reader.cluster.words import MAX_CHARS, Language, language_of, words_of

MAX_ARTICLES = 12
"""Headlines of one briefing that are read: no aggregator's cluster has more, and an outlet that
changes its headline forty times must not outweigh all others."""
MAX_LINKS = 50
MAX_SUMMARY = 300


class Read(NamedTuple):
    """One article of an item: weighed, and as it is written."""

    article: Article
    place: int
    """Among the item's headlines."""
    mark: int
    """By which the headline is known again."""
    written: Mapping[str, str]


def read(item: Item, scales: Scales, time: int, known: tuple[int, ...] = ()) -> list[Read]:
    """The articles of an item whose headlines tell something and are not known, in their order."""
    found: dict[int, Read] = {}
    summary = _summary(item)
    for place, headline in enumerate(item.headlines):
        if len(found) + len(known) >= MAX_ARTICLES:
            break
        text = told(headline.text[:MAX_CHARS], headline.outlet[:MAX_CHARS])
        words = words_of(text)
        mark = zlib.crc32(" ".join(sorted(words)).encode("utf-8", "replace"))
        if words and mark not in found and mark not in known:
            language = language_of(text, item.language)
            article = scales.article(words, summary, headline.outlet, time, language)
            found[mark] = Read(article, place, mark, {**summary, **words})
            summary = {}  # it is said once, however many articles there are
    return [*found.values()]


def counts_of(articles: list[Read]) -> dict[str, int]:
    """How much each word counts in all articles together."""
    counts: dict[str, int] = {}
    for one in articles:
        for word in one.article.squares:
            kind = IN_HEADLINE if word in one.article.words else IN_SUMMARY
            counts[word] = counts.get(word, 0) + kind
    return counts


def kept_of(articles: list[Read], item: str) -> list[Kept]:
    """The headlines as a story keeps them."""
    return [
        Kept(one.article.words, one.article.outlet, item, one.place, one.article.time)
        for one in articles
    ]


def language_of_all(articles: list[Read]) -> Language:
    """The language of a story that these articles found."""
    return articles[0].article.language if articles else Language("")


def links_of(item: Item) -> list[str]:
    """The links of an item, each once."""
    links = dict.fromkeys(headline.link for headline in item.headlines if headline.link)
    return [*links][:MAX_LINKS]


def _summary(item: Item) -> dict[str, str]:
    """The words of the summary's beginning."""
    return words_of(item.summary[:MAX_SUMMARY]) if item.summary else {}
