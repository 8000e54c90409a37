"""The addresses of feeds: one safe form, a login that stays at home, a folder for each."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui_reader.errors import UrlError
from tui_reader.sources import feed_address, feed_folder, with_login_of
from tui_reader.sources.addresses import feed_host
from tui_reader.urls import checked_url, host_of, without_user

HOSTS = st.one_of(
    st.from_regex(r"(?:www\.){0,2}[a-z0-9_.-]{1,12}(?::[0-9]{1,4})?", fullmatch=True),
    st.sampled_from(["www.a.example", "A.example.", "[::1]:80", "möwe.example", "a.example:443"]),
    st.text(max_size=8),
)
LOGINS = st.sampled_from(["", "ann@", "ann:p%40ss@", ":@", "@", "a b@", "a@b@", "a\\@", "%@"])
URLS = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    LOGINS,
    HOSTS,
    st.sampled_from(["", "/", "/a b?c@d#e", "/feed.xml", "?q", "\\x"]) | st.text(max_size=6),
)


@example(url="https://www.a.example\\@b.example/")
@given(url=URLS | st.text(max_size=20))
def test_an_address_has_one_safe_form(url: str) -> None:
    """What is safe stays as it is; without its login it may be opened."""
    with suppress(UrlError):
        safe = feed_address(url)
        assert feed_address(safe) == safe
        assert safe.isascii()
        assert safe.isprintable()
        assert checked_url(without_user(safe)) == without_user(safe)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("feed:https://a.example/f", "https://a.example/f"),
        ("FEED://a.example/f", "http://a.example/f"),
        (" Feed:http://ann:pw@a.example/f", "http://ann:pw@a.example/f"),
    ],
)
def test_a_feed_address_is_one_of_the_web(text: str, address: str) -> None:
    """Browsers copy it so."""
    assert feed_address(text) == address


@given(url=URLS)
def test_the_host_is_the_one_that_is_shown_elsewhere(url: str) -> None:
    """The quick look at it finds the same as the thorough one."""
    with suppress(UrlError):
        safe = feed_address(url)
        assert feed_host(safe) == host_of(without_user(safe))


@given(url=URLS, login=LOGINS)
def test_the_folder_knows_nothing_of_the_login(url: str, login: str) -> None:
    """With it or without, the briefing files are the same."""
    with suppress(UrlError):
        safe = feed_address(url)
        assert feed_folder(safe) == feed_folder(without_user(safe))
        scheme, _, rest = without_user(safe).partition("://")
        assert feed_folder(f"{scheme}://{login}{rest}") == feed_folder(safe)


@pytest.mark.parametrize("url", ["", "x", "a b", "feed:x", "\ud800", "https://\ud800@x"])
def test_any_text_has_a_folder(url: str) -> None:
    """Also what is no address yet."""
    assert feed_folder(url).rpartition("-")[2].isalnum()


@pytest.mark.parametrize("login", ["a b", "a@b", "a\\b", "ä", "a%", "a\nb", "[a]"])
def test_a_login_is_written_as_addresses_are(login: str) -> None:
    """The reason says how, and does not quote it."""
    with pytest.raises(UrlError) as caught:
        feed_address(f"https://{login}@a.example/")
    assert login not in str(caught.value)


def test_a_login_is_given_to_its_own_origin_alone() -> None:
    """Scheme, host and port."""
    known = "https://ann:pw@a.example/feed"
    assert with_login_of(known, "https://a.example/b@c") == "https://ann:pw@a.example/b@c"
    for other in ("http://a.example/", "https://www.a.example/", "https://a.example:8443/"):
        assert with_login_of(known, other) == other
    assert with_login_of("https://a.example/feed", "https://a.example/") == "https://a.example/"
