"""The address of a feed: its safe form, its user name and password, its folder."""

import re

from tui_reader.errors import UrlError
from tui_reader.urls import checked_url, host_of, split_login, without_feed_scheme, without_user

MAX_HOST_CHARS = 200
"""Of a host in the name of a folder, of which file systems allow 255 characters."""

_PLAIN_LOGIN = re.compile(r"(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9._~!$&'()*+,;=:-])*")
"""What RFC 3986 allows there; an `@` or a slash in a password is written as `%40` or `%2F`."""
_PLAIN_HOST = re.compile(r"https?://(?:www\.)*+((?:[a-z0-9][a-z0-9-]*+\.)+[a-z]{2,})(?![^/?#])")
"""What nearly all hosts look like: `host_of` would say the same."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")


def feed_address(text: str) -> str:
    """Return the safe form of a feed's address, which may carry `user:password@`.

    `feed:` in front of it means nothing.

    Raises UrlError, whose message is the reason and never quotes the address.
    """
    text = without_feed_scheme(text.strip())
    if "@" not in text:
        return checked_url(text)
    login, bare = split_login(text)
    if not _PLAIN_LOGIN.fullmatch(login):
        raise UrlError("the user name or the password holds a character to be written as %XX")
    return _with_login(login, checked_url(bare))


def with_login_of(known: str, url: str) -> str:
    """Return the address with the login of another one, if that is of the same origin.

    The origin is scheme, host and port: no login is taken anywhere else.
    """
    login, bare = split_login(known)
    if split_login(url)[0] or _origin(bare) != _origin(url):
        return url
    return _with_login(login, url)


def feed_host(url: str) -> str:
    """Return the host of a feed for showing: what the feed is called where it has no name."""
    plain = _PLAIN_HOST.match(url)
    return plain[1] if plain else host_of(without_user(url))


def feed_folder(url: str) -> str:
    """Return the name of the folder for a feed's briefings: the same for an address at any time."""
    from hashlib import blake2b  # here, because without a feed nobody waits for it

    host = _NOT_IN_NAMES.sub("-", feed_host(url)).strip("-._")[:MAX_HOST_CHARS]
    address = without_user(url).encode("utf-8", "surrogatepass")
    digest = blake2b(address, digest_size=4).hexdigest()
    return f"{host}-{digest}" if host else digest


def _with_login(login: str, url: str) -> str:
    """Put a login into an address that has none."""
    scheme, slashes, rest = url.partition("://")
    return f"{scheme}{slashes}{login}@{rest}" if login else url


def _origin(url: str) -> str:
    """Scheme, host and port of a safe address, a default port left out."""
    scheme, _, rest = url.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return f"{scheme}://{host.removesuffix(':443' if scheme == 'https' else ':80')}"
