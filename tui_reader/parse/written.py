"""Briefing files that we wrote ourselves (`write.briefing_file`), read to the last letter.

Their front matter says so. Nothing in them is guessed: a title that ends like an outlet's name
keeps its end, a headline with `<b>` in it has `<b>` in it. A file that somebody has changed in
a way that `write` would not write is read like any other.
"""

import datetime as dt
import html
import re
from collections.abc import Callable

from tui_reader.models import Article, Briefing, Enclosure
from tui_reader.parse.header import Header
from tui_reader.parse.limits import (
    MAX_ARTICLES,
    MAX_LINE_CHARS,
    MAX_NAME_CHARS,
    MAX_NAMES,
    MAX_SLUG_CHARS,
    MAX_SUMMARY_CHARS,
    MAX_URL_CHARS,
)
from tui_reader.parse.text import clean, clean_body
from tui_reader.records import WRITTEN_BY

_ARTICLE = re.compile(
    r'<a href="([^"<>]*)" target="_blank">([^<>]*)</a>'
    r'(?:&nbsp;&nbsp;<font color="#6f6f6f">([^<>]*)</font>)?'
    r'(?:<time datetime="([^"<>]*)"></time>)?'
)
_LIST_OPENS = re.compile("<ol>")
_ITEM = re.compile(f"<li>{_ARTICLE.pattern}</li>")
_LIST_CLOSES = re.compile("</ol>")
_FULL_COVERAGE = re.compile(r'<strong><a href="([^"<>]*)">Full coverage</a></strong>')
_PARAGRAPH = re.compile(r"<p>([^<>]*(?:<br>\n[^<>]*)*)</p>")
_ENCLOSURE = re.compile(r'<p><a href="([^"<>]*)" rel="enclosure" type="([^"<>]*)">[^<>]*</a></p>')
_COMMENTS = re.compile(r'<p><a href="([^"<>]*)" rel="comments">Comments</a></p>')

MAX_KEY_CHARS = 2 * MAX_URL_CHARS
"""An identity is made of a link at most, percent-encoded."""

FindKey = Callable[[str, tuple[Article, ...], str, str], str]


def read_written(header: Header, body: str, *, find_key: FindKey) -> Briefing | None:
    """The briefing that was written; None for a file that is not ours, or not ours any more.

    `find_key` gives the identity of a link, articles, source and slug, for where none is written.
    """
    if header.get("written_by") != WRITTEN_BY:
        return None
    try:
        briefing = _with_body(_of_header(header), body)
    except (ValueError, OverflowError):  # a time outside of all years
        return None
    facts = briefing.link, briefing.articles, briefing.source, briefing.slug
    return briefing if briefing.key else briefing._replace(key=find_key(*facts))


def _of_header(header: Header) -> Briefing:
    """What the front matter says; ValueError for a time that is none."""
    date, published = header.get("date"), header.get("published")
    return Briefing(
        key=_line(header, "key", MAX_KEY_CHARS),
        title=_line(header, "title"),
        date=dt.date.fromisoformat(date) if isinstance(date, str) else None,
        published=_aware(published) if isinstance(published, str) else None,
        summary=_line(header, "summary", MAX_SUMMARY_CHARS),
        link=_line(header, "link", MAX_URL_CHARS),
        source=_line(header, "source", MAX_URL_CHARS),
        slug=_line(header, "slug", MAX_SLUG_CHARS),
        categories=_names(header, "categories"),
        tags=_names(header, "tags"),
        draft=header.get("draft") == "true",
        image=_line(header, "image", MAX_URL_CHARS),
        guid=_line(header, "guid", MAX_KEY_CHARS),
        authors=_names(header, "authors"),
    )


def _with_body(briefing: Briefing, body: str) -> Briefing:
    """With what the body says; ValueError where that is not what we write."""
    scanner = _Scanner(body)
    articles = _articles(scanner)
    full_coverage = scanner.take(_FULL_COVERAGE)
    text = "\n\n".join(paragraph[1] for paragraph in scanner.take_all(_PARAGRAPH))
    enclosures = scanner.take_all(_ENCLOSURE)
    comments = scanner.take(_COMMENTS)
    if not scanner.at_end:
        raise ValueError
    return briefing._replace(
        articles=articles,
        full_coverage=_url(full_coverage[1]) if full_coverage else "",
        text=clean_body(html.unescape(text.replace("<br>\n", "\n"))),
        enclosures=tuple(Enclosure(_url(found[1]), _text(found[2])) for found in enclosures),
        comments=_url(comments[1]) if comments else "",
    )


class _Scanner:
    """Takes one piece of the body after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The piece that stands here, if it has this form; and the line break after it."""
        found = pattern.match(self.text, self.place)
        if found:
            self.place = found.end()
            self.place += self.text.startswith("\n", self.place)
        return found

    def take_all(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """All pieces of this form that follow each other here."""
        return list(iter(lambda: self.take(pattern), None))

    @property
    def at_end(self) -> bool:
        """Whether nothing is left."""
        return self.place == len(self.text)


def _articles(scanner: _Scanner) -> tuple[Article, ...]:
    """The coverage: one article, or a list of them. ValueError for a time that is none."""
    if one := scanner.take(_ARTICLE):
        return (_article(one),)
    if not scanner.take(_LIST_OPENS):
        return ()
    articles = [_article(found) for found in scanner.take_all(_ITEM)]
    if not scanner.take(_LIST_CLOSES) or len(articles) > MAX_ARTICLES:
        raise ValueError
    return tuple(articles)


def _article(found: re.Match[str]) -> Article:
    """One outlet's piece."""
    url, headline, outlet, published = found.groups()
    return Article(
        headline=_text(headline),
        outlet=_text(outlet or ""),
        url=_url(url),
        published=_aware(published) if published else None,
    )


def _aware(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(dt.UTC)


def _line(header: Header, name: str, limit: int = MAX_LINE_CHARS) -> str:
    value = header.get(name)
    return clean(value, limit) if isinstance(value, str) else ""


def _names(header: Header, name: str) -> tuple[str, ...]:
    value = header.get(name)
    items = value if isinstance(value, list) else []
    return tuple(clean(item, MAX_NAME_CHARS) for item in items[:MAX_NAMES] if isinstance(item, str))


def _text(escaped: str) -> str:
    return clean(html.unescape(escaped))


def _url(escaped: str) -> str:
    return clean(html.unescape(escaped), MAX_URL_CHARS)
