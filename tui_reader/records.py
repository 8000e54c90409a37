"""What passes between workers, store and faces: files as found and read, briefings as JSON."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from tui_reader.models import Article, Briefing, Enclosure, FullText, Source

Record = dict[str, Any]

WRITTEN_BY = "tui-reader 1"
"""What the front matter of our own files says, with the number of their form."""


class FileStamp(NamedTuple):
    """A file as the scan found it; a change of any of the three numbers is a change of the file."""

    path: str
    """With surrogate escapes where the name is not valid UTF-8 (`os.fsdecode`)."""
    root: int
    """The number of the source that it belongs to."""
    mtime_ns: int
    size: int
    inode: int


class Loaded(NamedTuple):
    """What became of one file: the facts that the list shows, or a problem."""

    stamp: FileStamp
    content: str
    """The briefing's record as JSON; "null" for a problem."""
    problem: str = ""
    identity: str = ""
    title: str = ""
    date: str | None = None
    published: str | None = None
    draft: bool = False
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    articles: int = 0
    parts: int = 0
    """Bits: which of `query.terms.PARTS` it has."""
    language: str = ""


def identity(key: str) -> str:
    """A short, fixed-length stand-in for a briefing's key: 16 hexadecimal digits.

    Keys of aggregators are 300 characters long; at a million briefings the chance that any two
    share these 64 bits is below 1 in 10⁷.
    """
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def iso(moment: dt.date | None) -> str | None:
    """ISO 8601, or None."""
    return None if moment is None else moment.isoformat()


_encoded = json.JSONEncoder(ensure_ascii=False).encode  # half as dear as a new one each time


def names_text(names: tuple[str, ...]) -> str:
    """Names as JSON, readable in a database."""
    return _encoded(names) if names else "[]"


def names_from(text: str) -> tuple[str, ...]:
    """The inverse of `names_text`."""
    return () if text == "[]" else tuple(json.loads(text))


def moment_from(text: str | None) -> dt.datetime | None:
    """The inverse of `iso` for aware datetimes."""
    return None if text is None else dt.datetime.fromisoformat(text)


def article_record(article: Article) -> Record:
    """An article as the values that `article_from` reads."""
    return {
        "headline": article.headline,
        "outlet": article.outlet,
        "url": article.url,
        "published": iso(article.published),
    }


def article_from(record: Record) -> Article:
    """The inverse of `article_record`."""
    return Article(**{**record, "published": moment_from(record["published"])})


_PLAIN = ("key", "title", "summary", "text", "link", "source", "slug", "draft", "image")
_OF_FEEDS = ("guid", "comments")


def briefing_record(briefing: Briefing) -> Record:
    """A briefing as the values that `briefing_from` reads."""
    return {
        **{name: getattr(briefing, name) for name in _PLAIN},
        "date": iso(briefing.date),
        "published": iso(briefing.published),
        "full_coverage": briefing.full_coverage,
        "categories": list(briefing.categories),
        "tags": list(briefing.tags),
        "articles": [article_record(article) for article in briefing.articles],
        **_feed_record(briefing),
    }


def _feed_record(briefing: Briefing) -> Record:
    """What only entries of feeds have, where there is any: most briefings need no room for it."""
    record: Record = {name: text for name in _OF_FEEDS if (text := getattr(briefing, name))}
    if briefing.authors:
        record["authors"] = list(briefing.authors)
    if briefing.enclosures:
        record["enclosures"] = [list(enclosure) for enclosure in briefing.enclosures]
    return record


def briefing_from(record: Record) -> Briefing:
    """The inverse of `briefing_record`."""
    return Briefing(
        **{name: record[name] for name in _PLAIN},
        date=None if record["date"] is None else dt.date.fromisoformat(record["date"]),
        published=moment_from(record["published"]),
        full_coverage=record["full_coverage"],
        categories=tuple(record["categories"]),
        tags=tuple(record["tags"]),
        articles=tuple(article_from(article) for article in record["articles"]),
        guid=record.get("guid", ""),
        comments=record.get("comments", ""),
        authors=tuple(record.get("authors", ())),
        enclosures=tuple(Enclosure(*enclosure) for enclosure in record.get("enclosures", ())),
    )


def full_text_record(text: FullText) -> Record:
    """The text of an article as the values that `full_text_from` reads."""
    links = [[link.headline, link.url] for link in text.links]
    return {**text._asdict(), "links": links}


def full_text_from(record: Record) -> FullText:
    """The inverse of `full_text_record`."""
    links = (Article(headline=words, outlet="", url=url) for words, url in record["links"])
    return FullText(**{**record, "links": tuple(links)})


def source_record(source: Source) -> Record:
    """A source as plain values."""
    return {**source._asdict(), "path": str(source.path)}


def source_from(record: Record) -> Source:
    """The inverse of `source_record`."""
    return Source(**{**record, "path": Path(record["path"])})
