"""What may be opened, what a link is known by, and what it is stripped of; pure.

    text ──checked_url──▶ safe URL ──without_tracking──▶ what is opened and copied
    text ──link_key─────▶ identity: the same article under all its spellings
    text ──host_of──────▶ what the reader sees before opening

URLs are taken apart by our own pattern, not by `urllib.parse.urlsplit`: that one deletes tabs
and newlines silently and treats a backslash otherwise than browsers do, so that what was
checked would not be what is opened.
"""

import re
from functools import lru_cache

from tui_reader.errors import UrlError

MAX_LENGTH = 8192
"""Characters of a URL that may be opened; browsers and servers stop not far beyond."""
MAX_HOST = 253
"""Characters of a host's name, by DNS."""

_ASCII = re.ASCII | re.IGNORECASE
"""Without ASCII, `httpſ` (with a long s) would be a spelling of `https`."""
_WEB = re.compile(r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?", _ASCII | re.DOTALL)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]*\]|[^:\[\]]*)(?::([0-9]{0,5}))?", _ASCII)
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_][a-z0-9_-]*(?:\.[a-z0-9_-]+)*\.?")
_UNSAFE = re.compile(r"(?:%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~/?&=#:;,+@%!()*\[\]-])+")
"""Everything but the unreserved and reserved characters of RFC 3986 and `%xx`; of the reserved
ones the quote and the dollar are unsafe too: openers that are shell scripts trip over them."""
_PLAIN = re.compile(r"[A-Za-z0-9._~/?&=#:;,+@!()*\[\]-]*")
"""What nearly all are made of: nothing in it is unsafe."""
_GOOGLE_ARTICLE = re.compile(r"/(?:__i/rss/rd/|rss/)?(?:articles|read)/([A-Za-z0-9_-]+)/?")

_TRACKING_NAMES = """
    fbclid fb_action_ids fb_action_types fb_comment_id fb_ref fb_source igshid
    gclid gclsrc dclid gbraid wbraid srsltid oc
    campaign_content campaign_id campaign_medium campaign_name campaign_source campaign_term
    cmpid at_campaign at_medium traffic_source itm_campaign itm_medium itm_source
    hmb_campaign hmb_medium hmb_source yclid ysclid _openstat twclid ref_src msclkid wickedid
    sc_cid mkt_tok mc_cid mc_eid mc_tc hsa_cam _hsenc _hsmi __hssc __hstc __hsfp hsctatracking
    rb_clickid oly_anon_id oly_enc_id vero_id vero_conv _bhlid
    _branch_match_id _branch_referrer __readwiselocation
"""
_TRACKING = frozenset(_TRACKING_NAMES.split())
"""Parameters that say who clicked where, never what is shown; in lower case. The list that
miniflux keeps, with the ones that news sites and aggregators add (`oc`, `cmpid`, `at_medium`)."""


def checked_url(text: str) -> str:
    """Return the safe form of a web address; the one function that says what may be opened.

    The safe form is ASCII: host in lower case and as punycode, everything percent-encoded that
    a terminal, a shell or an opener could take for something else. It is a fixed point.
    Raises UrlError, whose message is the reason and never quotes the address.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise UrlError(f"the address is longer than {MAX_LENGTH:,} characters")
    parts = _WEB.fullmatch(text)
    if parts is None:
        raise UrlError("not a web address (http:// or https://)")
    if "@" in parts[2]:
        raise UrlError("the address carries a user name or password")
    host, port = _safe_authority(parts[2])
    safe = f"{parts[1].lower()}://{host}{port}{_encoded(text[parts.end(2) :])}"
    if len(safe) > MAX_LENGTH:
        raise UrlError(f"the address is longer than {MAX_LENGTH:,} characters")
    return safe


def is_openable(text: str) -> bool:
    """Whether `checked_url` accepts it."""
    try:
        checked_url(text)
    except UrlError:
        return False
    return True


def host_of(url: str) -> str:
    """Return the host for showing: lower case, punycode, without `www.` and port; "" if none."""
    parts = _WEB.match(url.strip())
    return _known_as(parts[2])[0] if parts else ""


def link_key(url: str) -> str:
    """Return the identity of a link, for comparing only; "" where it has no web host.

    `google:<id>` for an article of Google News, else `host/path?query` without scheme, user
    info, `www.`, default port, trailing slash, fragment and tracking parameters. Never raises.
    """
    parts = _WEB.match(url.strip())
    host, port = _known_as(parts[2]) if parts else ("", "")
    if parts is None or not host:
        return ""
    path, query = parts[3], parts[4]
    if host == "news.google.com" and not port and (article := _GOOGLE_ARTICLE.fullmatch(path)):
        return f"google:{article[1]}"
    kept = _kept_parameters(query) if query else ""
    return f"{host}{port}{_encoded(path.rstrip('/'))}{'?' if kept else ''}{_encoded(kept)}"


def without_tracking(url: str) -> str:
    """Return a checked URL without tracking parameters; everything else stays as it is."""
    front, hash_sign, fragment = url.partition("#")
    front, question_mark, query = front.partition("?")
    if not any(_is_tracking(pair) for pair in query.split("&")):
        return url
    kept = _kept_parameters(query)
    return f"{front}{question_mark if kept else ''}{kept}{hash_sign}{fragment}"


def without_user(url: str) -> str:
    """Return an address without the user name and the password in it, for showing and keeping."""
    return split_login(url)[1] if "@" in url else url


def split_login(url: str) -> tuple[str, str]:
    """Return the `user:password` of an address, as it is written there, and the rest of it.

    Where there is no scheme only a user name with a password is one: `me@home` is a file's name.
    """
    scheme, slashes, rest = url.partition("://")
    if not slashes:
        scheme, rest = "", url
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    login, at, host = authority.rpartition("@")
    if not at or not (slashes or ":" in login):
        return "", url
    return login, f"{scheme}{slashes}{host}{rest[len(authority) :]}"


def typed_address(text: str) -> str:
    """Return the address that people mean: `example.org/feed` is one of the web."""
    address = without_feed_scheme(text.strip())
    return address if "://" in address else f"https://{address}"


def without_feed_scheme(url: str) -> str:
    """Return what a `feed:` address stands for; any other as it is."""
    if url[:5].lower() != "feed:":
        return url
    rest = url[5:]
    return f"http:{rest}" if rest.startswith("//") else rest


def _kept_parameters(query: str) -> str:
    """Return the parameters that are not for tracking, in their order."""
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair))


def _is_tracking(pair: str) -> bool:
    """Whether a `name=value` only tracks; feeds that escape twice leave an `amp;` in front."""
    name = pair.partition("=")[0].lower().removeprefix("amp;")
    return name in _TRACKING or name.startswith(("utm_", "mtm_"))


def _encoded(rest: str) -> str:
    """Percent-encode what is unsafe after the host."""
    return rest if _PLAIN.fullmatch(rest) else _UNSAFE.sub(_percent, rest)


def _percent(unsafe: re.Match[str]) -> str:
    """Unsafe characters as `%XX` for each byte of its UTF-8; lone surrogates pass likewise."""
    return "".join(f"%{byte:02X}" for byte in unsafe[0].encode("utf-8", "surrogatepass"))


@lru_cache(1024)
def _known_as(authority: str) -> tuple[str, str]:
    """Host without `www.`, and its port unless it is a default one; ("", "") if not valid."""
    if "\\" in authority:  # a slash to browsers: they would go to another host
        return "", ""
    try:
        host, port = _safe_authority(authority.rpartition("@")[2])
    except UrlError:
        return "", ""
    host = host.removesuffix(".")
    while host.startswith("www."):
        host = host[4:]
    return host, "" if port in {":80", ":443"} else port


def _safe_authority(authority: str) -> tuple[str, str]:
    """Return the ASCII host in lower case, and the port with its colon or ""; or raise UrlError."""
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None or (parts[2] and not 0 < int(parts[2]) < 65536):
        raise UrlError("the host or its port is not valid")
    if not parts[1]:
        raise UrlError("the address has no host")
    return _safe_host(parts[1]), f":{int(parts[2])}" if parts[2] else ""


def _safe_host(host: str) -> str:
    """Return the host as ASCII in lower case (IDNA 2003, the codec at hand); or raise UrlError."""
    try:
        if host.startswith("["):
            return _safe_ipv6(host)
        if not host.isascii() and len(host) <= MAX_HOST:  # the codec takes quadratic time
            host = host.encode("idna").decode("ascii")  # full-width forms, too: a slash is a slash
    except ValueError as error:
        raise UrlError("the host is not valid") from error
    host = host.lower()
    if _HOST.fullmatch(host) is None:
        raise UrlError("the host is not valid")
    return host


def _safe_ipv6(host: str) -> str:
    """Return `[address]` in its shortest form; ValueError where it is none."""
    from ipaddress import IPv6Address

    return f"[{IPv6Address(host[1:-1])}]"
