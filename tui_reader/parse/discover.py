"""A web page → the feeds that it names; and where sites have them that name none.

Before the parser sees a page, all is taken out of it but links, and what hides links: scripts,
comments and their like. That makes a page small, and is the guard as well: an HTML parser is
quadratic in elements that are never closed. Only ParseError leaves this module.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui_reader.errors import ParseError, UrlError
from tui_reader.models import Candidate
from tui_reader.parse.declared import decode_declared
from tui_reader.parse.limits import MAX_CANDIDATES, MAX_MARKS, MAX_NAME_CHARS, MAX_PAGE_BYTES
from tui_reader.parse.text import clean
from tui_reader.urls import checked_url, host_of, link_key, without_feed_scheme, without_user

_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/feed+json",
    "application/rdf+xml", "application/xml", "text/xml",
})  # fmt: skip
_JSON = "application/json"
"""What JSON Feed began with; but most alternates of this type are programming interfaces."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)(?<!--)>")
_LINKS = frozenset({"a", "base", "link"})
_HIDING = frozenset({"script", "style", "template", "textarea", "title", "noscript"})
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(rel|type|href|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE
)
_FEED_PATH = re.compile(
    r"/(?:rss2?|atom|feeds?)(?:[/?]|\Z)"
    r"|\.(?:rss|atom|rdf)(?:\?|\Z)"
    r"|(?:rss|atom|feed)[\w-]{0,30}+\.(?:xml|json|php|aspx?)(?:\?|\Z)"
    r"|[?&](?:feed|format|type)=(?:rss|atom|feed)",
    re.IGNORECASE,
)
"""What the address of a feed looks like, after the host."""
_FEED_HOST = re.compile(r"(?:feeds?|rss)[0-9]?\.")
_FEED_WORD = re.compile(r"\b(?:rss|atom|feed|rdf)\b", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?<!\w)(?:comments|commentaires|kommentare|comentarios|commenti)(?!\w)", re.IGNORECASE
)
"""Of what readers say, which fewer people want to follow."""

_NAMES = ("feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json")
_NO_FOLDER = re.compile(r"[^/]*\.[^/]*\Z")


def feeds_of_page(body: bytes, url: str) -> tuple[Candidate, ...]:
    """Return the feeds that a page at this address names, each once, those of comments last.

    Where it declares none, they are the links that look like feeds. Raises ParseError where
    the body is no text, or too large.
    """
    if len(body) > MAX_PAGE_BYTES:
        raise ParseError(f"larger than {MAX_PAGE_BYTES // 1_000_000} MB")
    tree = LexborHTMLParser(_slim(decode_declared(body)))
    base = _joined(without_user(url), next(_hrefs(tree.css("base")), ""))
    found = _each_once(base, _declared(tree)) or _each_once(base, _looking_like(tree, base))
    return tuple(sorted(found, key=_is_of_comments)[:MAX_CANDIDATES])


def well_known(url: str) -> tuple[str, ...]:
    """Return where a site may have its feed: below the address first, then at its top."""
    try:
        page = checked_url(without_user(url))
    except UrlError:
        return ()
    top = "/".join(page.split("/", 3)[:3])
    folder = re.split(r"[?#]", page[len(top) :], maxsplit=1)[0].rstrip("/")
    folder = _NO_FOLDER.sub("", folder).rstrip("/")
    return tuple(
        f"{place}/{name}" for place in dict.fromkeys((top + folder, top)) for name in _NAMES
    )


def _slim(text: str) -> str:
    """The page without the tags that matter to nobody here, and not more of the others than fit."""
    pieces = _TAG.sub(_slim_tag, text).split("<", MAX_MARKS)
    return "<".join(pieces[:MAX_MARKS])


def _slim_tag(tag: re.Match[str]) -> str:
    """What is left of one tag."""
    slash, name, attributes = tag[1], tag[2].lower(), tag[3]
    if name in _HIDING:
        return f"<{slash}{name}>"
    if name not in _LINKS:
        return ""
    if slash:
        return f"</{name}>"
    values = {key.lower(): f"{a}{b}{c}" for key, a, b, c in _ATTRIBUTE.findall(attributes)}
    kept = "".join(f' {key}="{value.replace(chr(34), "&quot;")}"' for key, value in values.items())
    return f"<{name}{kept}>"


def _declared(tree: LexborHTMLParser) -> Iterator[Candidate]:
    """The feeds that a page declares in its head, or wherever its links stand."""
    for node in tree.css("link"):
        values = node.attributes
        relations = (values.get("rel") or "").lower().split()
        media = (values.get("type") or "").partition(";")[0].strip().lower()
        href = values.get("href") or ""
        if "alternate" in relations or "feed" in relations:
            is_feed = media in _TYPES or (media == _JSON and bool(_FEED_WORD.search(href)))
            if href.strip() and (is_feed or ("feed" in relations and not media)):
                yield Candidate(href, values.get("title") or "", media)


def _looking_like(tree: LexborHTMLParser, base: str) -> Iterator[Candidate]:
    """The links of a page that look like feeds: by their address, on this site or a host of feeds.

    "Share" links to other sites look like feeds, too.
    """
    site = _site(base)
    for node in tree.css("a"):
        url = _joined(base, node.attributes.get("href") or "")
        host, _, path = url.partition("://")[2].partition("/")
        if _FEED_PATH.search(f"/{path}") and (_FEED_HOST.match(host) or _site(url) == site):
            yield Candidate(url, node.text())


def _site(url: str) -> str:
    """The last two parts of a host: not always who owns it, but close enough for a guess."""
    return ".".join(host_of(url).split(".")[-2:])


def _each_once(base: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates with whole addresses, safe ones only."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        address = _joined(base, candidate.url)
        try:
            url = checked_url(address)
        except UrlError:
            continue
        title = clean(candidate.title, MAX_NAME_CHARS)
        found.setdefault(link_key(url), Candidate(url, title, candidate.type))
    return list(found.values())


def _joined(base: str, href: str) -> str:
    """A whole address; `feed:` ones are of the web."""
    try:
        return urljoin(base, without_feed_scheme(href.strip()))
    except ValueError:  # a host in brackets that is no address
        return ""


def _hrefs(nodes: Iterable[LexborNode]) -> Iterator[str]:
    """The addresses of some elements, where they have one."""
    yield from (href for node in nodes if (href := node.attributes.get("href")))


def _is_of_comments(candidate: Candidate) -> bool:
    """Whether this is a feed of what readers say."""
    return _COMMENTS.search(f"{candidate.title} {candidate.url}") is not None
