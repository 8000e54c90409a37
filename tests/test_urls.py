"""What may be opened, what a link is known by, and what it is stripped of."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import UrlError
from tui_reader.urls import (
    MAX_LENGTH,
    checked_url,
    host_of,
    is_openable,
    link_key,
    split_login,
    without_tracking,
)

SAFE = re.compile(r"https?://[A-Za-z0-9._~/?&=#:;,+@%!()*\[\]-]+")

PLAIN_HOSTS = ["a.example", "WWW.News.example", "www.www.b.example", "news.google.com", "10.0.0.1"]
ODD_HOSTS = ["bücher.example", "xn--p1ai", "[::1]", "a_b.example.", "u:p@c.example", "-d", "www."]
HOSTS = st.sampled_from(PLAIN_HOSTS) | st.sampled_from(ODD_HOSTS)
PORTS = st.sampled_from(["", ":", ":80", ":443", ":8080", ":0", ":99999", ":٣"])
RESTS = st.text(
    st.sampled_from(list("/?&=#%;:@+ \\'\"`|<>^{}$()[]~aZ09\t\n\x00\x1b\x9b\u202eäпр漢\ud800"))
)
PATHS = st.sampled_from(["", "/", "/read/CBMi-x_1", "/rss/articles/CB?oc=5", "/p?utm_a=1&b=2&c"])
WEB_LIKE = st.builds(
    lambda scheme, host, port, path, rest: f"{scheme}://{host}{port}{path}{rest}",
    st.sampled_from(["http", "https", "HTTPS", "ftp"]),
    HOSTS,
    PORTS,
    PATHS,
    RESTS,
)
ANYTHING = WEB_LIKE | st.text() | st.text(st.characters()).map("https://".__add__)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("https://a.example", "https://a.example"),
        ("  HTTPS://A.Example/Path\n", "https://a.example/Path"),
        ("http://a.example:8080/?q=1&r=2;s,t+u@v:w#x", None),
        ("http://a.example:/x", "http://a.example/x"),
        ("http://a.example/%C3%A4%20b", None),
        ("http://a.example/100%", "http://a.example/100%25"),
        ("http://a.example/ä b", "http://a.example/%C3%A4%20b"),
        ("http://a.example/'\"`|<>^{}\\$", "http://a.example/%27%22%60%7C%3C%3E%5E%7B%7D%5C%24"),
        ("http://a.example/\x1b]52;c;x\x07", "http://a.example/%1B]52;c;x%07"),
        ("http://a.example/a\nb\x00", "http://a.example/a%0Ab%00"),
        ("http://a.example/\u202etxt", "http://a.example/%E2%80%AEtxt"),
        ("http://Bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://xn--bcher-kva.example/", None),
        ("http://[::0001]:81/", "http://[::1]:81/"),
        ("http://a.example//b@c", None),
    ],
)
def test_the_safe_form_of_a_web_address(text: str, safe: str | None) -> None:
    """Reserved characters and escapes stay, the rest is percent-encoded; None: as it was."""
    assert checked_url(text) == (text if safe is None else safe)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
        ("java\nscript://a.example", "not a web address"),
        ("httpſ://a.example/", "not a web address"),
        ("file:///etc/passwd", "not a web address"),
        ("ssh://-oProxyCommand=x/", "not a web address"),
        ("--version", "not a web address"),
        ("https:/a.example", "not a web address"),
        ("https://", "no host"),
        ("https:///etc/passwd", "no host"),
        ("https://-oProxyCommand=x/", "host is not valid"),
        ("https://user@a.example/", "user name"),
        ("https://user:pass@a.example/", "user name"),
        ("https://a.example\\@b.example/", "user name"),
        ("https://a.example\\b/", "host is not valid"),
        ("https://a.example:x/", "port"),
        ("https://a.example:0/", "port"),
        ("https://a.example:65536/", "port"),
        ("https://a.example:٣/", "port"),
        ("https://a b.example/", "host is not valid"),
        ("https://a\texample/", "host is not valid"),
        ("https://a%2eexample/", "host is not valid"),
        ("https://a..example/", "host is not valid"),
        ("https://a.example／x/", "host is not valid"),
        ("https://" + "ä" * 1000 + "/", "host is not valid"),
        ("https://a.example" + "\u00ad" * 300 + ".b.example/", "host is not valid"),
        ("https://[::g]/", "host or its port is not valid"),
        ("https://[::1::]/", "host is not valid"),
        ("https://\ud800/", "host is not valid"),
        ("https://a.example/" + "x" * MAX_LENGTH, "longer than 8,192"),
        ("https://a.example/" + "ä" * (MAX_LENGTH // 3), "longer than 8,192"),
    ],
)
def test_what_must_not_be_opened_is_refused_with_a_reason(text: str, reason: str) -> None:
    """The reason is one short line that never repeats what the stranger wrote."""
    with pytest.raises(UrlError, match=reason) as caught:
        checked_url(text)
    assert len(str(caught.value)) < 80
    assert "example" not in str(caught.value)
    assert not is_openable(text)


@given(ANYTHING)
def test_a_checked_url_is_safe_and_stays_as_it_is(text: str) -> None:
    """Either UrlError, or a fixed point of ASCII that others read as we did."""
    try:
        safe = checked_url(text)
    except UrlError:
        assert not is_openable(text)
        return
    assert checked_url(safe) == safe
    assert SAFE.fullmatch(safe)
    assert len(safe) <= MAX_LENGTH
    parts = urlsplit(safe)
    assert parts.username is None
    assert parts.hostname
    assert not parts.hostname.startswith("-")
    assert parts.port is None or 0 < parts.port < 65536


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Daily.example/a", "daily.example"),
        ("https://m.daily.example:8080/a", "m.daily.example"),
        ("https://good.example@evil.example/", "evil.example"),
        ("https://good.example\\@evil.example/", ""),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://www.example", "example"),
        ("https://[::1]:80/", "[::1]"),
        ("https://a.example\x1b[31m/", ""),
        ("mailto:a@b.example", ""),
        ("", ""),
    ],
)
def test_the_host_for_showing(url: str, host: str) -> None:
    """It is the host that would really be asked, or nothing."""
    assert host_of(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "https://daily.example/a/b?id=1&x=2",
        "http://www.daily.example/a/b/?id=1&x=2",
        "HTTPS://Daily.example:443/a/b?utm_source=rss&id=1&x=2#comments",
        "https://daily.example./a/b?id=1&amp;utm_medium=feed&x=2&fbclid=z&",
        "http://user:pw@daily.example:80/a/b?id=1&x=2&UTM_Source=y",
    ],
)
def test_spellings_of_one_link_have_one_key(url: str) -> None:
    """Scheme, www, default port, slash, fragment and tracking do not count."""
    assert link_key(url) == "daily.example/a/b?id=1&x=2"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://news.google.com/rss/articles/CBMiAb-_9?oc=5", "google:CBMiAb-_9"),
        ("https://news.google.com/articles/CBMiAb-_9?hl=en", "google:CBMiAb-_9"),
        ("http://news.google.com/read/CBMiAb-_9/#x", "google:CBMiAb-_9"),
        ("https://news.google.com/stories/CAAq?oc=3&hl=en", "news.google.com/stories/CAAq?hl=en"),
        ("https://not-news.google.com/read/CBMi", "not-news.google.com/read/CBMi"),
        ("https://news.google.com.evil.example/read/C", "news.google.com.evil.example/read/C"),
        ("https://daily.example/A/", "daily.example/A"),
        ("https://daily.example/?q=1", "daily.example?q=1"),
        ("https://daily.example?b=2&a=1", "daily.example?b=2&a=1"),
        ("https://daily.example:8080/", "daily.example:8080"),
        ("https://daily.example/ü", "daily.example/%C3%BC"),
        ("https://daily.example/utm_x/fbclid", "daily.example/utm_x/fbclid"),
        ("ftp://daily.example/", ""),
        ("/relative", ""),
        ("", ""),
    ],
)
def test_the_key_of_a_link(url: str, key: str) -> None:
    """Google's articles are known by their id, all others by host, path and query."""
    assert link_key(url) == key


@given(ANYTHING)
def test_a_key_is_its_own_key(text: str) -> None:
    """It never raises, and what it leaves out does not come back."""
    key = link_key(text)
    if not key.startswith("google:"):
        assert link_key(f"https://{key}") == key
    assert bool(key) == bool(host_of(text))


@given(ANYTHING)
def test_checking_and_stripping_do_not_change_the_key(text: str) -> None:
    """The link that is opened or copied is still the same link."""
    if not is_openable(text):
        return
    url = checked_url(text)
    bare = without_tracking(url)
    assert link_key(url) == link_key(bare) == link_key(text)
    assert checked_url(bare) == bare == without_tracking(bare)


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://a.example/x?utm_source=r&id=1&mtm_c=2#top", "https://a.example/x?id=1#top"),
        ("https://a.example/x?fbclid=1", "https://a.example/x"),
        ("https://a.example/x?b=&&a", "https://a.example/x?b=&&a"),
        ("https://a.example/utm_source=1", "https://a.example/utm_source=1"),
        ("https://a.example/x#?utm_source=1", "https://a.example/x#?utm_source=1"),
    ],
)
def test_tracking_is_taken_out_of_the_query_only(url: str, bare: str) -> None:
    """Paths and fragments may be what the page is found by."""
    assert without_tracking(url) == bare


@pytest.mark.parametrize(
    ("url", "login", "rest"),
    [
        ("https://ann:pw@a.example/b@c", "ann:pw", "https://a.example/b@c"),
        ("ftp://ann:p@w@a.example", "ann:p@w", "ftp://a.example"),
        ("feed:http://ann@a.example?x", "ann", "feed:http://a.example?x"),
        ("ann:pw@a.example/feed", "ann:pw", "a.example/feed"),
        ("https://@a.example/", "", "https://a.example/"),
        ("me@home/news", "", "me@home/news"),
        ("/a:b/c@d", "", "/a:b/c@d"),
        ("https://a.example/b@c", "", "https://a.example/b@c"),
    ],
)
def test_a_login_is_found_wherever_people_write_one(url: str, login: str, rest: str) -> None:
    """With any scheme, or none; the name of a file has none."""
    assert split_login(url) == (login, rest)
