"""What an entry of a feed says, as it is written → a Briefing.

    RSS, Atom, RDF ─fast or slow─▶ Entry ─┐
    JSON Feed ───────────────────▶ Entry ─┴─ here ─▶ Briefing

All ways of reading feeds end in the same strings, so that what they mean is decided once.
"""

import datetime as dt
import hashlib
import html
import re
from collections.abc import Iterable
from typing import NamedTuple

from tui_reader.errors import UrlError
from tui_reader.models import Article, Briefing, Enclosure, Feed
from tui_reader.parse.body import Body, read_body
from tui_reader.parse.briefing import (
    briefing_key,
    new_summary,
    without_heading,
    without_outlet,
    without_tail,
)
from tui_reader.parse.dates import When, read_date
from tui_reader.parse.duplicates import Known, Marks, each_once
from tui_reader.parse.html import parse_html, plain, readable
from tui_reader.parse.limits import (
    MAX_ENCLOSURES,
    MAX_ENTRIES,
    MAX_FEED_SLUG_CHARS,
    MAX_GUID_CHARS,
    MAX_NAME_CHARS,
    MAX_NAMES,
    MAX_PERSON_CHARS,
    MAX_SUMMARY_CHARS,
    MAX_TTL_MINUTES,
    MAX_URL_CHARS,
)
from tui_reader.parse.links import article_link, web_address
from tui_reader.parse.markdown import first_line
from tui_reader.parse.quickhtml import quick_text
from tui_reader.parse.text import clean, clean_body, is_safe
from tui_reader.urls import checked_url, host_of

_TAG = re.compile(r"<[A-Za-z/!]")
_LIST = re.compile(r"\s*<(?:ol|ul|li|table|strong|font|a)\b", re.IGNORECASE)
_NO_SLUG = re.compile("[^a-z0-9]+")
_MAIL = re.compile(r"[<(\[]*\s*[^\s<>()\[\],;@]+@[^\s<>()\[\],;@]+\s*[>)\]]*")


class Entry(NamedTuple):
    """What a feed says of one entry, as it is written: neither clean nor checked."""

    id: str = ""
    title: str = ""
    link: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    content: str = ""
    categories: tuple[str, ...] = ()
    comments: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    outlet: str = ""
    """Whom the feed has it from."""
    images: tuple[str, ...] = ()
    """Addresses of pictures of it, the best one first."""
    is_plain_title: bool = False
    """What looks like markup in it is none."""
    is_plain_summary: bool = False
    is_plain_content: bool = False


class FeedFacts(NamedTuple):
    """What a feed says of itself, and its entries."""

    title: str = ""
    site: str = ""
    ttl: str = ""
    entries: tuple[Entry, ...] = ()


class _Place(NamedTuple):
    """What is the same for all entries of a feed."""

    url: str
    outlet: str


def feed_of(facts: FeedFacts, *, url: str, name: str = "") -> Feed:
    """Return a feed with a briefing for each of its entries.

    `url` is the feed's address, without a password; `name` what the reader calls it, or "".
    """
    title, site = clean(plain(facts.title)), web_address(facts.site, url)
    is_google = any(map(_is_google, (url, site)))  # who collects is no outlet
    place = _Place(url, "" if is_google else clean(clean(name) or title, MAX_NAME_CHARS))
    entries = [_ready(entry, url) for entry in facts.entries[:MAX_ENTRIES] if _is_any(entry)]
    known = each_once(map(_marks, entries))
    made = [_briefing(entries[one.number], one, place) for one in known]
    return Feed(
        title=title,
        site=site,
        ttl=_minutes(facts.ttl),
        briefings=tuple(_with_own_keys(made)),
    )


def _is_any(entry: Entry) -> bool:
    """Whether there is anything to be read of it, or to be opened."""
    return any((entry.title, entry.link, entry.summary, entry.content, entry.enclosures)) or (
        web_address(entry.id, "") != ""
    )


def _is_google(url: str) -> bool:
    return host_of(url).startswith("news.google.")


def _ready(entry: Entry, url: str) -> Entry:
    """Return an entry with a clean title, id and link, by which it can be recognised."""
    guid = clean(entry.id.replace("&amp;", "&"), MAX_GUID_CHARS)
    return entry._replace(
        id=guid,
        title=clean(entry.title if entry.is_plain_title else plain(entry.title)),
        link=article_link(entry.link, url) or web_address(entry.id, ""),
    )


def _marks(entry: Entry) -> Marks:
    """Return by what an entry can be recognised; what it says in full is for those without link."""
    label = entry.title or ("" if entry.link else entry.content or entry.summary)
    return Marks(entry.id, entry.link, label, entry.published)


def _with_own_keys(briefings: Iterable[Briefing]) -> Iterable[Briefing]:
    """Yield the briefings, each with a key that none before it has."""
    keys: set[str] = set()
    for briefing in briefings:
        key = briefing.key
        if key in keys:
            key += f"/{_digest(repr((briefing.title, briefing.published, briefing.text)))}"
        if key not in keys:
            keys.add(key)
            yield briefing._replace(key=key)


def _briefing(entry: Entry, known: Known, place: _Place) -> Briefing:
    """Return what an entry says."""
    body = _body(entry)
    date, published = _when(entry)
    full_title = entry.title or _other_title(entry, body)
    articles = _articles(entry, body, full_title, published, place)
    title = without_outlet(full_title, articles)
    key = _key(entry, known, articles, place)
    slug = _slug(full_title) or _digest(key or full_title)
    source = clean(place.url, MAX_URL_CHARS)
    return Briefing(
        key=key or briefing_key("", (), source, slug),
        title=title,
        date=date,
        published=published,
        summary=_summary(entry, title, articles, body.text),
        text=_without_title(body.text, title),
        link=entry.link or (articles[0].url if articles else ""),
        source=source,
        slug=slug,
        categories=_names(entry.categories),
        image=next(filter(None, (web_address(image, place.url) for image in entry.images)), ""),
        full_coverage=body.coverage.full_coverage if body.coverage else "",
        articles=articles,
        guid=entry.id,
        authors=_names(map(_person, entry.authors)),
        comments=_checked(web_address(entry.comments, place.url)),
        enclosures=_enclosures(entry.enclosures, place.url),
    )


def _key(entry: Entry, known: Known, articles: tuple[Article, ...], place: _Place) -> str:
    """Return by what an entry is known: its link, else its id; "" where it has none of its own."""
    if known.is_link_own:
        key = briefing_key(entry.link, articles, "", "")
        if not key.startswith("slug:"):
            return key
    return f"guid:{host_of(place.url)}/{entry.id}" if entry.id and known.is_guid_own else ""


def _slug(title: str) -> str:
    """Return a title as generators make a file's name of it; "" if there is no a–z in it."""
    slug = _NO_SLUG.sub("-", title.lower()).strip("-")
    if len(slug) <= MAX_FEED_SLUG_CHARS:
        return slug
    return slug[: MAX_FEED_SLUG_CHARS + 1].rpartition("-")[0] or slug[:MAX_FEED_SLUG_CHARS]


def _digest(text: str) -> str:
    """Return twelve hexadecimal digits that stand for a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _when(entry: Entry) -> When:
    """Return the day and the moment of publication, else of the last change."""
    for text in (entry.published, entry.updated):
        date, moment = read_date(text)
        if date is not None:
            return (moment.date() if moment else date), moment
    return None, None


def _body(entry: Entry) -> Body:
    """Return the text of an entry, or its coverage where the text is nothing but a cluster."""
    raw = entry.content or entry.summary
    is_plain = entry.is_plain_content if entry.content else entry.is_plain_summary
    is_google = _is_google(entry.link) or "news.google." in entry.id
    if is_plain or not (is_google or _LIST.match(raw)):
        return Body(text=_readable(raw, is_plain=is_plain))
    body = read_body(raw, ".html")
    if body.coverage is None or is_google or len(body.coverage.articles) > 1:
        return body
    is_link_alone = not body.coverage.articles[0].outlet  # "Comments", "Read more"
    return Body() if is_link_alone else Body(text=_readable(raw, is_plain=False))


def _readable(raw: str, *, is_plain: bool) -> str:
    """Return HTML as readable text; text that has no tags keeps its lines."""
    if is_plain:
        return clean_body(raw)
    if _TAG.search(raw):
        text = quick_text(raw)
        if text is not None:  # in lines already: only what may not be shown is left to look for
            return text if is_safe(text) else clean_body(text)
        tree = parse_html(raw)
        return clean_body(readable(tree.body)) if tree.body else ""
    lines = html.unescape(raw).split("\n")
    return clean_body("\n".join(map(str.strip, lines)))


def _other_title(entry: Entry, body: Body) -> str:
    """Return a title for an entry that has none: a headline, the first line, an address."""
    headline = body.coverage.articles[0].headline if body.coverage else ""
    line = clean(first_line(body.text).removeprefix("• "))
    address = re.split("[?#]", entry.link, maxsplit=1)[0].rpartition("://")[2]
    return headline or line or address.removeprefix("www.").rstrip("/") or "untitled"


def _articles(
    entry: Entry, body: Body, title: str, published: dt.datetime | None, place: _Place
) -> tuple[Article, ...]:
    """Return the coverage: of a cluster all its outlets, else the one link of the entry."""
    link = entry.link or (body.coverage.articles[0].url if body.coverage else "")
    outlet = clean(plain(entry.outlet), MAX_NAME_CHARS) or place.outlet or host_of(link)
    if body.coverage:
        first, *others = body.coverage.articles
        first = first._replace(outlet=first.outlet or outlet, published=published)
        return (first, *others)
    if not link:
        return ()
    return (Article(without_tail(title, outlet), outlet, link, published),)


def _without_title(text: str, title: str) -> str:
    """Return the text without a first line that is the title again."""
    length = text.find("\n")
    is_long = (length if length >= 0 else len(text)) > 2 * len(title) + 20
    return text if is_long else without_heading(text, title)


def _summary(entry: Entry, title: str, articles: tuple[Article, ...], text: str) -> str:
    """Return what the entry says in short, if it says its text as well."""
    if not entry.content or entry.summary == entry.content:
        return ""
    raw = entry.summary[: 10 * MAX_SUMMARY_CHARS]
    line = " ".join(_readable(raw, is_plain=entry.is_plain_summary).split())
    begins = " ".join(text[: len(line) + 100].split()).startswith(line.rstrip(" .…[]"))
    return "" if begins else new_summary(line, title, articles, text)


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once, without those that are addresses."""
    names: dict[str, str] = {}
    for text in texts:
        name = clean(plain(text), MAX_NAME_CHARS)
        if name and "://" not in name:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())[:MAX_NAMES]


def _person(text: str) -> str:
    """Return a name without the e-mail address beside it."""
    if "@" not in text:
        return text
    name = clean(_MAIL.sub(" ", text[:MAX_PERSON_CHARS])).strip(" ,;-")
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1]
    return name or text


def _enclosures(found: Iterable[Enclosure], url: str) -> tuple[Enclosure, ...]:
    """Return the files that are on the web, each once."""
    files: dict[str, Enclosure] = {}
    for one in found:
        if address := _checked(web_address(one.url, url)):
            files.setdefault(address, Enclosure(address, clean(one.type, MAX_NAME_CHARS)))
    return tuple(files.values())[:MAX_ENCLOSURES]


def _checked(address: str) -> str:
    """Return the safe form of an address; "" for one that must not be opened."""
    try:
        return checked_url(address)
    except UrlError:
        return ""


def _minutes(ttl: str) -> int:
    """Return for how long a feed asks not to be fetched again."""
    ttl = ttl.strip()
    is_number = ttl.isascii() and ttl.isdecimal() and len(ttl) < 10
    return min(int(ttl), MAX_TTL_MINUTES) if is_number else 0
