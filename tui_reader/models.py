"""The nouns of the program: frozen, slotted, keyword-only values.

What a file said (`Article`, `Briefing`) is kept apart from what the reader did (`Mark`).
Strings in here have passed `parse.text.clean()` and may be trusted by everything above;
URLs are clean text but *not* checked: only `urls.checked_url()` says what may be opened.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tui_reader.same_article import is_host, outlet_key, same_article_key


class Article(NamedTuple):
    """One outlet's piece."""

    headline: str
    outlet: str
    """Who published, as written; "" where nothing names it."""
    url: str
    published: dt.datetime | None = None
    """Aware, or None where unknown."""


class Enclosure(NamedTuple):
    """A file that an entry of a feed brings along: a podcast, a video, a picture."""

    url: str
    type: str = ""
    """The media type as the feed says it; "" where it says none."""


class Briefing(NamedTuple):
    """What one briefing file, or one feed entry, says."""

    key: str
    """Identity that survives rewriting and moving: see `parse.briefing.briefing_key`."""
    title: str
    """Without the " - Outlet" tail of the first article."""
    date: dt.date | None = None
    """The day as the file says it."""
    published: dt.datetime | None = None
    """Aware; None where the file gives no time of day."""
    summary: str = ""
    """"" where it would only repeat headlines or text."""
    text: str = ""
    """Readable body; paragraphs are separated by a blank line."""
    link: str = ""
    source: str = ""
    """The feed that a generator names in the file, as written."""
    slug: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    draft: bool = False
    image: str = ""
    full_coverage: str = ""
    """The aggregator's page of all articles: a link of the story, no outlet."""
    articles: tuple[Article, ...] = ()
    guid: str = ""
    """What a feed knows the entry by; "" where it says nothing, or in a file of others."""
    authors: tuple[str, ...] = ()
    comments: str = ""
    """Where readers discuss it."""
    enclosures: tuple[Enclosure, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who reports, in the order of the articles, each once."""
        return distinct_outlets(article.outlet for article in self.articles)


class Problem(NamedTuple):
    """A file that could not be used, and why."""

    path: str
    """Clean, shown to the reader."""
    reason: str


class FullText(NamedTuple):
    """The text of an article, as the page of its outlet has it."""

    url: str
    """The link of the article."""
    address: str
    """The page that answered: of an aggregator's link, that of the outlet."""
    title: str = ""
    text: str = ""
    """Readable; `[^2]` stands behind what its second link is about. "" where no more than the
    address is known."""
    links: tuple[Article, ...] = ()
    """What it links to, in the order of the text, each address once."""


class Feed(NamedTuple):
    """What a feed says: of itself, and in its entries."""

    title: str = ""
    site: str = ""
    """Its home page."""
    ttl: int = 0
    """Minutes for which it asks not to be fetched again; 0 where it says nothing."""
    briefings: tuple[Briefing, ...] = ()
    """One for each entry, in the order of the feed."""


class Candidate(NamedTuple):
    """A feed that a page names."""

    url: str
    title: str = ""
    type: str = ""
    """The media type as the page says it."""


class Source(NamedTuple):
    """Where briefings come from: a folder, a single file, or a feed that is kept in a folder."""

    path: Path
    """For a feed: the folder that its briefing files are written to."""
    name: str
    url: str = ""
    """The address of a feed; "" for a folder."""
    category: str = ""
    """Under which the reader has put it; "" for none."""
    every: int | None = None
    """Minutes between two refreshes, where they are others than for all feeds."""
    keep_days: int | None = None
    keep_count: int | None = None
    """How long, and how many, briefings are kept, where that is otherwise than for all feeds."""
    full_text: bool = False
    """Whether a refresh fetches the texts of its new articles, too."""


class Mark(NamedTuple):
    """What the reader did with one briefing."""

    key: str
    first_seen: dt.datetime
    read: bool = False
    starred: bool = False
    outlets: tuple[str, ...] = ()
    """The outlets that it had when it was read: an outlet beyond them makes the story updated."""
    tags: tuple[str, ...] = ()
    """Those that the reader gave it."""
    hidden: bool = False
    """The reader does not want to see it again."""


class View(NamedTuple):
    """A named query: `kind` is one of `VIEW_KINDS`, `name` says which of that kind.

    The name is that of a source, category, tag or saved view; of a search it is the query itself,
    of what is muted the rule, or "" for all of that.
    """

    kind: str
    name: str = ""


BY_HAND = "is:hidden"
"""The rule that always mutes: what the reader has hidden is in no view."""

VIEW_KINDS = (
    *("unread", "today", "all", "starred", "alone", "missed", "problems"),
    *("source", "category", "tag", "saved", "search", "muted"),
)


class ViewCount(NamedTuple):
    """A view with its number of stories."""

    view: View
    total: int
    unread: int
    failing: str = ""
    """Why its feed can't be refreshed, and since when; only of a source."""
    key: str = ""
    """The key that opens it; only of a saved view."""


class OutletRules(NamedTuple):
    """What the reader says of outlets; what is not renamed goes by the name that it has."""

    preferred: frozenset[str] = frozenset()
    """By the names that are shown, as all here."""
    muted: frozenset[str] = frozenset()
    """Folded away in the coverage; their stories are not muted by that."""
    renamed: Mapping[str, str] = MappingProxyType({})
    """The name that is shown, by the one that an article has."""

    def shown(self, outlets: Iterable[str]) -> tuple[str, ...]:
        """The outlets as they are shown, each once."""
        return distinct_outlets(self.renamed.get(name, name) for name in outlets)

    def has_mine(self, outlets: Iterable[str]) -> bool:
        """Whether one of these outlets is preferred."""
        return bool(self.preferred) and not self.preferred.isdisjoint(self.shown(outlets))


NO_RULES = OutletRules()


class Row(NamedTuple):
    """One row of the story list: a story, or a problem in the view of problems."""

    number: int
    """The index's own number of the story, valid while the index lives."""
    headline: str
    outlets: tuple[str, ...]
    when: dt.datetime
    """The time it is ordered by: published, else first seen; aware."""
    read: bool = False
    starred: bool = False
    joined: int = 0
    """How many outlets joined since it was read: it is *updated*."""
    reason: str = ""
    """Why the file can't be used; only in the view of problems."""


class Former(NamedTuple):
    """What an article was called before."""

    url: str
    headline: str
    until: dt.datetime
    """When it was seen to be called otherwise."""


class Story(NamedTuple):
    """What a reader follows: one or more briefings about the same event, their articles merged."""

    id: str
    """Stable for good: made from the key of the briefing that founded the story."""
    number: int
    headline: str
    briefings: tuple[Briefing, ...]
    articles: tuple[Article, ...]
    """The coverage: one per outlet and link, in the order of the briefings."""
    when: dt.datetime
    first_seen: dt.datetime
    updated: dt.datetime | None
    """When an outlet joined it last; None where none has."""
    read: bool
    starred: bool
    new_outlets: tuple[str, ...]
    """The outlets that joined since it was read."""
    sources: tuple[str, ...]
    """Names of the sources it came from."""
    own_tags: tuple[str, ...] = ()
    """The tags that the reader gave it."""
    muted: str = ""
    """The rule that keeps it out of all views; "" where none does."""
    texts: tuple[FullText, ...] = ()
    """The texts of its articles that are kept, in the order of the coverage."""
    former: tuple[Former, ...] = ()
    """What its articles were called before, the oldest first."""
    earlier: tuple[Row, ...] = ()
    """What it goes on with: the stories of the days before, the youngest first."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who reports, in the order of the coverage, each once."""
        return distinct_outlets(article.outlet for article in self.articles)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of all its briefings and those of the reader, each once."""
        told = (tag for briefing in self.briefings for tag in briefing.tags)
        return distinct((*told, *self.own_tags))

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it, each once."""
        return distinct(name for briefing in self.briefings for name in briefing.authors)

    @property
    def more(self) -> tuple[Article, ...]:
        """What else can be opened: full coverage, enclosures, comments; the headline says which."""
        found = []
        for briefing in self.briefings:
            found += [(briefing.full_coverage, "Full coverage")]
            found += [(one.url, one.type or "Attachment") for one in briefing.enclosures]
            found += [(briefing.comments, "Comments")]
        each = {url: Article(headline=what, outlet="", url=url) for url, what in found if url}
        return tuple(each.values())

    @property
    def links(self) -> tuple[Article, ...]:
        """All that can be opened, as the screen has it: coverage, the rest, what texts link to."""
        return (*self.articles, *self.more, *(link for text in self.texts for link in text.links))

    @property
    def url(self) -> str:
        """The address of the first article, else the link of the first briefing that has one."""
        links = [article.url for article in self.articles]
        links += [briefing.link for briefing in self.briefings]
        return next((link for link in links if link), "")


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are not empty, each once, in their first order."""
    return tuple(dict.fromkeys(name for name in names if name))


def distinct_outlets(names: Iterable[str]) -> tuple[str, ...]:
    """The outlets that have a name, each once; by a name that people use, if there is one."""
    found: dict[str, str] = {}
    for name in filter(None, names):
        key = outlet_key(name)
        if is_host(found.setdefault(key, name)):
            found[key] = name
    return tuple(found.values())


def new_outlets(seen: Iterable[str], outlets: Iterable[str]) -> tuple[str, ...]:
    """Those outlets that are not among the ones that were seen, under whatever name."""
    known = set(map(outlet_key, seen))
    return tuple(name for name in outlets if outlet_key(name) not in known)


def in_story_order(briefings: Iterable[Briefing]) -> tuple[Briefing, ...]:
    """The briefings of a story: the first founded it, the others follow by when they appeared.

    Those of unknown time come last, in the order in which they are given.
    """
    founder, *others = briefings
    latest = dt.datetime.max.replace(tzinfo=dt.UTC)
    return (founder, *sorted(others, key=lambda one: one.published or latest))


def merged_articles(briefings: Iterable[Briefing]) -> tuple[Article, ...]:
    """The coverage of a story: the articles of its briefings, each once.

    Within a briefing it is one per outlet and link. Of several briefings, articles are the same
    where their links lead to the same, or where one outlet has them under one headline.
    """
    told = [briefing.articles for briefing in briefings]
    if len(told) == 1:
        return tuple({(one.outlet, one.url): one for one in told[0]}.values())
    found: list[Article] = []
    places: dict[object, int] = {}
    for article in (one for articles in told for one in articles):
        link = same_article_key(article.url) or article.url
        keys = (link, (outlet_key(article.outlet), article.headline.casefold()))
        place = next((places[key] for key in keys if key in places), len(found))
        places |= dict.fromkeys((key for key in keys if key), place)
        found[place : place + 1] = [_better(article, *found[place : place + 1])]
    return tuple(found)


def _better(new: Article, old: Article | None = None) -> Article:
    """What is told last of an article, by the name that people know the outlet by."""
    if old is not None and (not new.outlet or (is_host(new.outlet) and not is_host(old.outlet))):
        new = new._replace(outlet=old.outlet)
    return new


def story_time(
    published: dt.datetime | None, date: dt.date | None, first_seen: dt.datetime
) -> dt.datetime:
    """The time that a story is ordered by.

    The time of publication if the file gives one; else when it was first seen, if that was on the
    day that the file gives; else the beginning of that day. What claims to come from the future is
    ordered by when it was first seen, so that a wrong clock can't hold the top of the list.
    """
    if published is None and date is not None and date < first_seen.date():
        published = dt.datetime.combine(date, dt.time(), dt.UTC)
    return first_seen if published is None else min(published, first_seen)
