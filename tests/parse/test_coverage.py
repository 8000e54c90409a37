"""Which HTML is a cluster, and what it says."""

import pytest

from tui_reader.parse.coverage import Coverage, read_coverage
from tui_reader.parse.html import parse_html

FULL = '<strong><a href="https://news.google.com/stories/CAA?oc=5">전체 콘텐츠 보기</a></strong>'


def _read(html: str) -> Coverage | None:
    """Return the coverage of a body."""
    body = parse_html(html).body
    return read_coverage(body) if body else None


def _item(number: int, outlet: str = "", url: str = "") -> str:
    """One link with its outlet, as an aggregator writes it."""
    url = url or f"https://news.google.com/rss/articles/CBMi{number}?oc=5"
    outlet = outlet or f"Outlet {number}"
    return f'<a href="{url}">Headline {number}</a>&nbsp;&nbsp;<font color="#6f6f6f">{outlet}</font>'


def _outlets(html: str) -> list[str] | None:
    """Return the outlets of a cluster, article by article; None if it is none."""
    coverage = _read(html)
    return None if coverage is None else [article.outlet for article in coverage.articles]


@pytest.mark.parametrize(
    "html",
    [
        "<ol><li>{}</li><li>{}</li></ol>",
        "<ul><li>{}<li>{}</ul>",
        "<ol>\n <li> {} </li>\n <li> {} </li>\n</ol>\n",
        "<ol><li><strong>{}</strong></li><li>{}</li></ol>",
        "<table><tr><td><a href='x'><img src='y'></a></td><td><ol><li>{}</li><li>{}</ol></table>",
        "<font size='-1'><ol><li><font>{}</font></li><li>{}</li></ol></font>",
        "<style>li{{}}</style><div><ol><li>{}</li></ol><ol><li>{}</li></ol></div>",
        "<li>{}</li><li>{}</li>",
        "<ol><li>{}</li><li>{}</li></ol>" + FULL,
        "<ol><li>{}</li><li>{}</li><li>" + FULL + "</li></ol>",
    ],
)
def test_a_list_of_links_with_outlets(html: str) -> None:
    """Ordered or not, with or without wrapping."""
    coverage = _read(html.format(_item(1), _item(2)))
    assert coverage is not None
    assert [(article.headline, article.outlet) for article in coverage.articles] == [
        ("Headline 1", "Outlet 1"),
        ("Headline 2", "Outlet 2"),
    ]


@pytest.mark.parametrize(
    ("after", "outlet"),
    [
        ("&nbsp;&nbsp;<font>MSF - Médecins</font>", "MSF - Médecins"),
        ("&nbsp;&nbsp;<font>Oar & Whistle |</font>", "Oar & Whistle |"),
        (" - The Lantern Post", "The Lantern Post"),
        (" (Isle Radio)", "Isle Radio"),
        ("&nbsp;&nbsp;Quay Review", "Quay Review"),
        (" · euronews", "euronews"),
    ],
)
def test_one_link_with_its_outlet(after: str, outlet: str) -> None:
    """By `<font>`, or by standing after the link; names stay as they are written."""
    assert _outlets(f"<a href='https://x.example/1'>Headline</a>{after}") == [outlet]


def test_the_full_coverage_is_a_link_and_no_outlet() -> None:
    """Whatever its text says, which is localised."""
    coverage = _read(_item(1) + FULL)
    assert coverage is not None
    assert [article.outlet for article in coverage.articles] == ["Outlet 1"]
    assert coverage.full_coverage == "https://news.google.com/stories/CAA?oc=5"


@pytest.mark.parametrize(
    "html",
    [
        "<p>A text with <a href='https://x.example/1'>one link</a> in it.</p>",
        "<p><a href='https://x.example/1'>A link</a> begins this sentence, which goes on.</p>",
        "<p><a href='https://x.example/1'>A link</a> goes on</p>",
        "<p>See:</p><ul><li><a href='x'>one</a></li><li><a href='y'>two</a></li></ul>",
        "<ul><li><a href='x'>one</a></li><li><a href='y'>two</a></li></ul>",
        "<p>Intro.</p><ol><li>" + _item(1) + "</li><li>" + _item(2) + "</li></ol>",
        "<ol><li>" + _item(1) + "</li><li>Only text</li></ol>",
        "<ol><li>" + _item(1) + _item(2) + "</li></ol>",
        "<ol><li>" + _item(1) + "<ol><li>" + _item(2) + "</li></ol></li></ol>",
        "<ol><li>" + _item(1) + "</li></ol><a href='https://x.example/'>more</a>",
        "<a href='https://x.example/1'>A link</a> " + "and many words " * 10,
        "<a name='x'>no address</a>",
        "<p>no link</p>",
    ],
)
def test_other_bodies_are_no_cluster(html: str) -> None:
    """Articles with links, lists of links, lists with something else in them."""
    assert _read(html) is None


def test_one_link_alone_has_no_outlet_yet() -> None:
    """The briefing around it may name it."""
    assert _outlets("<p><a href='https://x.example/1'>Headline</a></p>") == [""]


@pytest.mark.parametrize("cut", ["</a>&nbsp;&nbsp;", "", "</a>&nbsp;&nbsp;<fo", "</a", "<"])
def test_a_cluster_that_is_cut_off_keeps_its_articles(cut: str) -> None:
    """The last one may lack its outlet."""
    html = f"<ol><li>{_item(1)}</li><li><a href='https://news.google.com/rss/articles/B'>Half{cut}"
    assert _outlets(html) == ["Outlet 1", ""]


def test_no_link_comes_twice() -> None:
    """Nor with another tracking parameter; the first one counts."""
    again = _item(2, url="https://news.google.com/rss/articles/CBMi1?oc=7&hl=en")
    assert _outlets(f"<ol><li>{_item(1)}</li><li>{again}</li></ol>") == ["Outlet 1"]


@pytest.mark.parametrize(
    ("first", "second", "host", "expected"),
    [
        ("NBC News", "NBC news", "", ["NBC News", "NBC News"]),
        ("N.B.C. News", "NBCNews", "", ["N.B.C. News", "N.B.C. News"]),
        ("Isle Radio", "Isle Radio News", "", ["Isle Radio", "Isle Radio News"]),
        ("Isle Radio News", "Isle Radio", "isle.example", ["Isle Radio News"] * 2),
        ("Isle Radio", "Vale Radio", "isle.example", ["Isle Radio", "Vale Radio"]),
        ("***", "!!!", "", ["***", "!!!"]),
    ],
)
def test_one_outlet_has_one_spelling(
    first: str, second: str, host: str, expected: list[str]
) -> None:
    """The aggregator's host says nothing; a publisher's own does."""
    urls = [f"https://{host}/{number}" if host else "" for number in (1, 2)]
    items = [_item(1, first, urls[0]), _item(2, second, urls[1])]
    assert _outlets("".join(f"<li>{item}</li>" for item in items)) == expected


def test_an_address_that_must_not_be_opened_is_shown_all_the_same() -> None:
    """Clean, but not checked: that is for the one who opens it."""
    coverage = _read("<a href='javascript:alert(1)\x1b'>x</a> <font>y</font>")
    assert coverage is not None
    assert coverage.articles[0].url == "javascript:alert(1)"
