"""Addresses of Google News: as its own pages write them, for any edition."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import NotFoundError
from tui_reader.google_news import TOPICS, edition, headlines, place, search, topic
from tui_reader.urls import checked_url

US = "hl=en-US&gl=US&ceid=US:en"


def test_each_form_has_its_address() -> None:
    """Headlines, topics, places, searches."""
    base = "https://news.google.com/rss"
    assert headlines() == f"{base}?{US}"
    assert topic("world") == f"{base}/headlines/section/topic/WORLD?{US}"
    assert topic("CAAqJggKIiBDQkFTRWdvSUwyMH") == f"{base}/topics/CAAqJggKIiBDQkFTRWdvSUwyMH?{US}"
    assert place(" New  York ") == f"{base}/headlines/section/geo/New%20York?{US}"
    assert place("a/b?c") == f"{base}/headlines/section/geo/a%2Fb%3Fc?{US}"
    assert (
        search('"gull" OR tern when:7d') == f"{base}/search?q=%22gull%22%20OR%20tern%20when:7d&{US}"
    )
    assert search("Möwe & Co", "de", "DE") == (
        f"{base}/search?q=M%C3%B6we%20%26%20Co&hl=de&gl=DE&ceid=DE:de"
    )


@pytest.mark.parametrize(
    ("language", "country", "query"),
    [
        ("en", "US", US),
        ("EN", "gb", "hl=en-GB&gl=GB&ceid=GB:en"),
        ("en-IN", "", "hl=en-IN&gl=IN&ceid=IN:en"),
        ("de", "DE", "hl=de&gl=DE&ceid=DE:de"),
        ("de", "AT", "hl=de&gl=AT&ceid=AT:de"),
        ("fr-CA", "", "hl=fr-CA&gl=CA&ceid=CA:fr"),
        ("pt-BR", "", "hl=pt-BR&gl=BR&ceid=BR:pt-419"),
        ("pt", "PT", "hl=pt-PT&gl=PT&ceid=PT:pt-150"),
        ("es", "ES", "hl=es&gl=ES&ceid=ES:es"),
        ("es", "MX", "hl=es-419&gl=MX&ceid=MX:es-419"),
        ("es-419", "AR", "hl=es-419&gl=AR&ceid=AR:es-419"),
        ("zh-CN", "", "hl=zh-CN&gl=CN&ceid=CN:zh-Hans"),
        ("zh-Hant", "TW", "hl=zh-TW&gl=TW&ceid=TW:zh-Hant"),
        ("zh", "HK", "hl=zh-HK&gl=HK&ceid=HK:zh-Hant"),
        ("ja", "JP", "hl=ja&gl=JP&ceid=JP:ja"),
        ("uk-UA", "", "hl=uk&gl=UA&ceid=UA:uk"),
    ],
)
def test_each_edition_is_called_as_google_calls_it(language: str, country: str, query: str) -> None:
    """Where that is not the code of the language, too."""
    assert edition(language, country).query == query


@pytest.mark.parametrize(
    ("language", "country", "reason"),
    [
        ("english", "US", "no language 'english': write it as en, de or pt-BR"),
        ("", "US", "no language '': write it as en, de or pt-BR"),
        ("e&n", "US", "no language 'e&n'"),
        ("ſı", "US", "no language"),
        ("en", "USA", "no country 'USA': write one as US, DE or BR"),
        ("en", "U\n", "no country 'U': write one as US, DE or BR"),
        ("pt", "", "pt is of many countries: write one as US, DE or BR"),
        ("es-419", "", "es-419 is of many countries: write one"),
    ],
)
def test_what_is_no_edition_is_said(language: str, country: str, reason: str) -> None:
    """In one line, with what would be right."""
    with pytest.raises(NotFoundError) as caught:
        headlines(language, country)
    assert str(caught.value).startswith(reason)
    assert str(caught.value).isprintable()


def test_what_is_no_topic_is_said() -> None:
    """With those that are."""
    with pytest.raises(NotFoundError, match=f"^no topic 'weather'; known are {', '.join(TOPICS)}$"):
        topic("weather")
    for nothing in (search, place):
        with pytest.raises(NotFoundError, match=r"^name "):
            nothing(" \n ")
        with pytest.raises(NotFoundError, match="of 1,000 characters at most"):
            nothing("x" * 1_001)


@given(words=st.text(min_size=1, max_size=50).filter(str.strip))
def test_any_words_can_be_searched_for(words: str) -> None:
    """They arrive as they were typed, and the address is a safe one."""
    wanted = " ".join(words.encode("utf-8", "replace").decode().split())
    url = search(words, "de", "DE")
    assert checked_url(url) == url
    assert parse_qs(urlsplit(url).query, keep_blank_values=True)["q"] == [wanted]
    url = place(words)
    assert checked_url(url) == url
    assert unquote(urlsplit(url).path.rpartition("/")[2]) == wanted
