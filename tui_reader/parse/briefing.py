"""Front matter and body → Briefing: which of the keys that people use means what.

Nothing is trusted to be there, or to be of a kind: a title may be a number, tags may be one
string, a link may be no link. What a field can't use it does not have.
"""

import datetime as dt
import re
from collections.abc import Iterable

from tui_reader.errors import ParseError
from tui_reader.models import Article, Briefing
from tui_reader.parse.body import Body, read_body
from tui_reader.parse.dates import dates_of
from tui_reader.parse.header import Header, split_header
from tui_reader.parse.html import plain
from tui_reader.parse.limits import (
    MAX_LINE_CHARS,
    MAX_NAME_CHARS,
    MAX_NAMES,
    MAX_SLUG_CHARS,
    MAX_SUMMARY_CHARS,
    MAX_URL_CHARS,
)
from tui_reader.parse.markdown import first_line
from tui_reader.parse.text import clean, letters
from tui_reader.parse.written import read_written
from tui_reader.parse.yaml_events import Value
from tui_reader.urls import host_of, link_key

_LINK_KEYS = (
    "link",
    "external_url",
    "source_url",
    "canonical",
    "canonical_url",
    "original_url",
    "url",
)
_OUTLET_KEYS = ("outlet", "publisher", "source_name", "source_site", "site_name")
_SUMMARY_KEYS = ("description", "summary", "tldr", "excerpt")
_CATEGORY_KEYS = ("categories", "category", "topics")
_TAG_KEYS = ("tags", "keywords")
_YES = frozenset({"true", "yes", "on", "y", "1"})
_NO = frozenset({"false", "no", "off", "n", "0"})
_TAILS = (" - ", " – ", " — ", " | ")
_BETWEEN_NAMES = re.compile(r"[,;\n]")
_GLUE = re.compile("[\xa0 ]{2,}")
"""What stands between headline and outlet in a description that has lost its tags."""


def read_briefing(text: str, name: str) -> Briefing:
    """Return what a text says; `name` is the file's. Raises ParseError where it says nothing."""
    if not text.strip():
        raise ParseError("empty file")
    stem, suffix = _split_name(name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    header, source_text = split_header(text, is_json=suffix == ".json")
    if suffix == ".json":
        _check_json(header, source_text)
    if written := read_written(header, source_text.strip(), find_key=briefing_key):
        return written
    body = read_body(source_text.strip(), suffix)
    articles = body.coverage.articles if body.coverage else ()
    raw_title = _title(header, body, stem)
    link = _link(header) or (articles[0].url if articles else "")
    if not any(article.outlet for article in articles):
        articles = _only_article(header, raw_title, link)
    title = without_outlet(raw_title, articles)
    date, published = dates_of(header)
    source = clean(plain(_first(header, ("source", "feed"))), MAX_URL_CHARS)
    slug = clean(_first(header, ("slug",)), MAX_SLUG_CHARS) or stem
    return Briefing(
        key=briefing_key(link, articles, source, slug + _title_mark(header, source, title)),
        title=title,
        date=date,
        published=published,
        summary=_summary(header, title, articles, body.text),
        text=without_heading(body.text, title),
        link=link,
        source=source,
        slug=slug,
        categories=_names(header, _CATEGORY_KEYS),
        tags=_names(header, _TAG_KEYS),
        draft=_is_draft(header),
        image=web_url(_first(header, ("image",))),
        full_coverage=body.coverage.full_coverage if body.coverage else "",
        articles=_timed(articles, published),
    )


def _timed(articles: tuple[Article, ...], published: dt.datetime | None) -> tuple[Article, ...]:
    """A lone article appeared when its briefing did; of several nobody tells."""
    if len(articles) != 1 or articles[0].published is not None:
        return articles
    return (articles[0]._replace(published=published),)


def briefing_key(link: str, articles: Iterable[Article], source: str, slug: str) -> str:
    """Return the identity that survives rewriting, moving and renaming of the file.

    It is the `urls.link_key` of the link, else of the first article. A file that has neither, or
    only the address of a whole site, is known by `slug:<host of its source, or nothing>/<slug>`.
    """
    urls = [link, *(article.url for article in articles)][:2]
    keys = (key for key in map(link_key, urls) if key.strip("/").count("/") or ":" in key)
    return next(keys, "") or f"slug:{host_of(source)}/{slug}".rstrip("/")


def _title_mark(header: Header, source: str, title: str) -> str:
    """What tells apart files of one name and no source: many folders have a `notes.md`."""
    if host_of(source) or _first(header, ("slug",)):
        return ""
    return f"/{letters(title)[:MAX_SLUG_CHARS]}"


def _split_name(name: str) -> tuple[str, str]:
    """Return the clean stem of a file name, and its suffix in lower case.

    The name may come with its folder's: Hugo calls the page of a folder `index`.
    """
    folder, _, name = name.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    if stem in {"index", "_index"} and folder:
        stem = folder.rpartition("/")[2]
    if not stem:
        return clean(name, MAX_SLUG_CHARS), ""
    return clean(stem, MAX_SLUG_CHARS), f"{dot}{suffix}".lower()


def _check_json(header: Header, text: str) -> None:
    """Refuse JSON that is something else: settings, packages, feeds."""
    version = header.get("version")
    if isinstance(version, str) and "jsonfeed.org" in version:
        raise ParseError("a JSON feed, not a briefing")
    if not _first(header, ("title", "headline")) and not text:
        raise ParseError('JSON without a "title"')


def _first(header: Header, keys: Iterable[str]) -> str:
    """Return the first text that stands under one of the keys; a list of texts is one text."""
    for key in keys:
        value = header.get(key)
        if isinstance(value, list):
            value = " ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _title(header: Header, body: Body, stem: str) -> str:
    """Return the title, else a heading, the first headline, the first line, the file's name."""
    headline = body.coverage.articles[0].headline if body.coverage else ""
    for text in (_first(header, ("title", "headline")), body.heading):
        if title := clean(plain(text)):
            return title
    return headline or clean(first_line(body.text).removeprefix("• ")) or stem or "untitled"


def _link(header: Header) -> str:
    """Return the link as it is written; under the less usual keys only an address of the web."""
    for key in _LINK_KEYS:
        link = clean(_first(header, (key,)).replace("&amp;", "&"), MAX_URL_CHARS)
        if link and (key == "link" or web_url(link)):
            return link
    return ""


def web_url(text: str) -> str:
    """Return the address if it is one of the web, else ""."""
    url = clean(text, MAX_URL_CHARS)
    return url if url.lower().startswith(("http://", "https://")) else ""


def _only_article(header: Header, title: str, link: str) -> tuple[Article, ...]:
    """Return the one article of a briefing that is no cluster; none without a link."""
    if not link:
        return ()
    outlet = _described_outlet(header, title) or _named_outlet(header) or host_of(link)
    return (Article(headline=without_tail(title, outlet), outlet=outlet, url=link),)


def _described_outlet(header: Header, title: str) -> str:
    """Return the outlet at the end of a title, if the description confirms it; else "".

    The description of a cluster that has lost its body is `headline&nbsp;&nbsp;Outlet…`: where
    the headline ends there decides, as " - " may stand in headlines and in outlets' names.
    """
    headline, *rest = _GLUE.split(plain(_first(header, _SUMMARY_KEYS)), maxsplit=1)
    headline = clean(headline)
    if not rest or not headline or not title.startswith(headline):
        return ""
    tail = title[len(headline) :]
    outlet = next((tail[len(mark) :] for mark in _TAILS if tail.startswith(mark)), "")
    return outlet if clean(rest[0], MAX_SUMMARY_CHARS).startswith(outlet) else ""


def _named_outlet(header: Header) -> str:
    """Return who published, if the front matter says it; an author is a person, no outlet."""
    for key in (*_OUTLET_KEYS, "source"):
        name = clean(plain(_first(header, (key,))))
        is_address = "/" in name or ":" in name
        if name and len(name) <= MAX_NAME_CHARS and not is_address:
            return name.removeprefix("www.")
    return ""


def without_outlet(title: str, articles: tuple[Article, ...]) -> str:
    """Return the title without the first article's outlet at its end; splitting would guess."""
    if not articles or title == articles[0].headline:
        return title  # whose own end may look like that
    return without_tail(title, articles[0].outlet)


def without_tail(title: str, outlet: str) -> str:
    """Return the title without a separator and the outlet at its end."""
    tails = tuple(f"{mark}{outlet}" for mark in _TAILS) if outlet else ()
    headline = title[: -len(tails[0])].rstrip() if title.endswith(tails) and tails else ""
    return headline or title


def _summary(header: Header, title: str, articles: tuple[Article, ...], text: str) -> str:
    """Return the first summary that says something new."""
    raw = dict.fromkeys(_first(header, (key,)) for key in _SUMMARY_KEYS)
    summaries = (new_summary(plain(one), title, articles, text) for one in raw)
    return next(filter(None, summaries), "")


def new_summary(line: str, title: str, articles: tuple[Article, ...], text: str) -> str:
    """Return a line as a summary; "" if it repeats headlines, or is how the text begins."""
    told = articles[0].headline if articles else title
    line = line.replace("\ufffd", "")
    if line.startswith(told) and _GLUE.match(line, len(told)):
        return ""  # what a cluster's list looks like when its tags are gone
    summary = clean(line, MAX_SUMMARY_CHARS)
    said = letters(summary)
    if not said or _repeats(said, title, articles):
        return ""
    beginning = letters(text[: 2 * len(summary) + 200])
    return "" if beginning.startswith(said) else summary


def _repeats(said: str, title: str, articles: tuple[Article, ...]) -> bool:
    """Whether a summary is (a piece of) the title, or headlines and outlets glued together."""
    glued = (letters(article.headline + article.outlet) for article in articles[:5])
    return letters(title).startswith(said) or any(
        piece in said or piece.startswith(said) for piece in glued
    )


def without_heading(text: str, title: str) -> str:
    """Return the text without a first line that only says the title again."""
    line, _, rest = text.partition("\n")
    return rest.lstrip("\n") if len(line) < 2 * MAX_LINE_CHARS and _is_same(line, title) else text


def _is_same(line: str, title: str) -> bool:
    """Whether two lines have the same letters."""
    return letters(line) == letters(title) != ""


def _names(header: Header, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the names under the keys, as lists or as one text with commas, each once."""
    names: dict[str, str] = {}
    for key in keys:
        for text in _pieces(header.get(key)):
            name = clean(plain(text), MAX_NAME_CHARS)
            if name and len(names) < MAX_NAMES:
                names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _pieces(value: Value) -> list[str]:
    """Return the texts of a list, or the pieces of one text."""
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return _BETWEEN_NAMES.split(value) if isinstance(value, str) else []


def _is_draft(header: Header) -> bool:
    """Whether it is not to be read yet: `draft: true`, or Jekyll's `published: false`."""
    draft, published = _first(header, ("draft",)), _first(header, ("published",))
    return draft.strip().lower() in _YES or published.strip().lower() in _NO
