"""Articles that the reader took out of a briefing: each is a briefing of its own from then on.

The file still has them; so a briefing is cut whenever it is loaded.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from tui_reader.models import Article, Briefing
from tui_reader.records import FileStamp, Loaded, briefing_from, briefing_record, identity
from tui_reader.same_article import same_article_key
from tui_reader.workers.child import facts_of


def article_key(article: Article) -> str:
    """What an article is known by when its briefing is loaded again: its link, else its words."""
    link = same_article_key(article.url)
    return identity(link or f"{article.outlet}\n{article.headline}")


def pieces(loaded: Loaded, cuts: Collection[str]) -> list[Loaded]:
    """What a file says, without the articles that have these keys, and a briefing of each."""
    if not cuts or loaded.problem:
        return [loaded]
    briefing = briefing_from(json.loads(loaded.content))
    out = [one for one in briefing.articles if article_key(one) in cuts]
    staying = tuple(one for one in briefing.articles if one not in out)
    if not out or not staying:
        return [loaded]
    loose = loaded.stamp._replace(path="")
    rest = loaded_of(with_articles(briefing, staying), loaded.stamp)
    by_key: dict[str, list[Article]] = {}
    for article in out:
        by_key.setdefault(article_key(article), []).append(article)
    return [rest, *(loaded_of(piece_of(briefing, same), loose) for same in by_key.values())]


def with_articles(briefing: Briefing, articles: Sequence[Article]) -> Briefing:
    """A briefing with other articles; its title is the headline of the first of them."""
    is_first = briefing.articles[:1] == tuple(articles[:1])
    title = briefing.title if is_first else articles[0].headline
    return briefing._replace(title=title, articles=tuple(articles))


def piece_key(key: str, article: Article) -> str:
    """The key of an article as a briefing of its own."""
    return f"{key}#{article_key(article)}"


def piece_of(briefing: Briefing, same: Sequence[Article]) -> Briefing:
    """One article, by whatever ways it is in a briefing, as a briefing of its own."""
    article = same[0]
    return briefing._replace(
        key=piece_key(briefing.key, article),
        title=article.headline,
        published=article.published or briefing.published,
        link=article.url,
        articles=tuple(same),
        summary="",
        text="",
        full_coverage="",
        comments="",
        enclosures=(),
    )


def loaded_of(briefing: Briefing, stamp: FileStamp) -> Loaded:
    """A briefing as a worker would have it."""
    facts: dict[str, Any] = facts_of(briefing)
    content = json.dumps(briefing_record(briefing))
    return Loaded(stamp=stamp, content=content, **facts)
