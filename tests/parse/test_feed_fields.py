"""What an entry of a feed says besides title, link and identity."""

import pytest

from tests.parse.feeds import LINK, entry, feed


@pytest.mark.parametrize(
    ("elements", "date", "published"),
    [
        ("<pubDate>Thu, 08 Jan 2026 10:00:00 +0100</pubDate>", "2026-01-08", "09:00:00+00:00"),
        ("<dc:date>2026-01-08T23:30:00-05:00</dc:date>", "2026-01-09", "04:30:00+00:00"),
        ("<pubDate>2026/1/8 14:33:00</pubDate>", "2026-01-08", "14:33:00+00:00"),
        ("<pubDate>2026-01-08</pubDate>", "2026-01-08", None),
        ("<pubDate>soon</pubDate><dc:date>2026-01-08</dc:date>", "2026-01-08", None),
        ("<pubDate>Thu, 08 Jan 1926 10:00:00 GMT</pubDate>", None, None),
        ("<pubDate>10:30</pubDate>", None, None),
        ("", None, None),
    ],
)
def test_dates(elements: str, date: str | None, published: str | None) -> None:
    """The moment in UTC with its day; a day alone where no time is given; never a guess."""
    briefing = entry(f"<title>x</title>{LINK}{elements}")
    assert (briefing.date and briefing.date.isoformat()) == date
    moment = briefing.published and briefing.published.isoformat()
    assert moment == (published and f"{date}T{published}")
    assert briefing.articles[0].published == briefing.published


@pytest.mark.parametrize(
    ("elements", "text", "summary"),
    [
        ("<description>Plain\n   lines</description>", "Plain\nlines", ""),
        ("<description>&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</description>", "A\n\nB", ""),
        ("<description>1 &lt; 2 &amp;amp; 3</description>", "1 < 2 & 3", ""),
        ("<description>S</description><content:encoded>Long</content:encoded>", "Long", "S"),
        ("<content:encoded>Long</content:encoded><description>S</description>", "Long", "S"),
        (
            "<description>Long […]</description><content:encoded>Long text</content:encoded>",
            "Long text",
            "",
        ),
        ("<description>T</description><content:encoded>Long</content:encoded>", "Long", ""),
        ("<description>T</description>", "", ""),
        ("<description>D</description><media:description>C</media:description>", "D", ""),
        ("<media:description type='plain'>C</media:description>", "C", ""),
        ("<description>D</description><itunes:summary>S</itunes:summary>", "D", ""),
        ("<itunes:summary>S</itunes:summary>", "S", ""),
        ("<description>&lt;a href='https://y.example'&gt;More&lt;/a&gt;</description>", "", ""),
        ("<description>&lt;script&gt;x()&lt;/script&gt;y</description>", "y", ""),
    ],
)
def test_text_and_summary(elements: str, text: str, summary: str) -> None:
    """The full text; and a summary where it says something else than text and title do."""
    briefing = entry(f"<title>T</title>{elements}")
    assert (briefing.text, briefing.summary) == (text, summary)


@pytest.mark.parametrize(
    ("elements", "authors"),
    [
        ("<author>ann@x.online (Ann Tern)</author>", ("Ann Tern",)),
        ("<author>Ann Tern &lt;ann@x.example&gt;</author>", ("Ann Tern",)),
        ("<author>ann@x.example</author>", ("ann@x.example",)),
        ("<dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator>", ("Ann", "Bo")),
        ("<dc:creator>Ann</dc:creator><author>ann</author>", ("Ann",)),
        ("<author/>", ()),
    ],
)
def test_authors(elements: str, authors: tuple[str, ...]) -> None:
    """Names, without e-mail addresses where there is a name."""
    assert entry(f"<title>x</title>{elements}").authors == authors


@pytest.mark.parametrize(
    ("elements", "image"),
    [
        ("<media:thumbnail url='https://x.example/t.jpg'/>", "https://x.example/t.jpg"),
        ("<media:thumbnail url='/t.jpg'/>", "https://feed.example/t.jpg"),
        ("<media:content url='https://x.example/v.mp4' type='video/mp4'/>", ""),
        ("<media:content url='https://x.example/p' type='image/png'/>", "https://x.example/p"),
        ("<enclosure url='https://x.example/p' type='image/png'/>", "https://x.example/p"),
        ("<itunes:image href='https://x.example/i.jpg'/>", "https://x.example/i.jpg"),
        ("<media:thumbnail url='data:image/png;base64,x'/>", ""),
    ],
)
def test_image(elements: str, image: str) -> None:
    """An address of the web, the picture that is nearest to the entry first."""
    assert entry(f"<title>x</title>{elements}").image == image


def test_comments_and_enclosures_are_addresses_that_may_be_opened() -> None:
    """Others are not there; at most twenty files are."""
    files = "".join(
        f"<enclosure url='https://x.example/{number}.mp3' type='audio/mpeg'/>"
        for number in range(30)
    )
    bad = "<enclosure url='file:///etc/passwd'/><enclosure url='https://a:b@x.example/'/>"
    briefing = entry(f"<title>x</title><comments>javascript:x</comments>{bad}{files}")
    assert briefing.comments == ""
    assert len(briefing.enclosures) == 20
    assert briefing.enclosures[0] == ("https://x.example/0.mp3", "audio/mpeg")


def test_categories_come_once_and_are_names() -> None:
    """In whatever spelling they are repeated; addresses of kinds are no names."""
    texts = ["News", "news", "https://x.example/kind#post", "A &amp;amp; B", *map(str, range(70))]
    categories = entry(
        "<title>x</title>" + "".join(f"<category>{text}</category>" for text in texts)
    ).categories
    assert categories[:3] == ("News", "A & B", "0")
    assert len(categories) == 50


@pytest.mark.parametrize(
    ("written", "minutes"), [("60", 60), (" 5 ", 5), ("999999", 10_080), ("-1", 0), ("soon", 0)]
)
def test_ttl(written: str, minutes: int) -> None:
    """Minutes, at most a week; anything else says nothing."""
    assert feed("", channel=f"<ttl>{written}</ttl>").ttl == minutes


def test_a_list_of_outlets_is_a_cluster_in_any_feed() -> None:
    """One briefing with all of them; the first article is the entry's own."""
    items = "".join(
        f"&lt;li&gt;&lt;a href='https://{outlet}.example/1'&gt;H {outlet}&lt;/a&gt; "
        f"&lt;font&gt;{outlet}&lt;/font&gt;&lt;/li&gt;"
        for outlet in ("one", "two")
    )
    briefing = entry(
        f"<title>H one - one</title>{LINK}<description>&lt;ul&gt;{items}&lt;/ul&gt;</description>"
    )
    assert briefing.title == "H one"
    assert briefing.outlets == ("one", "two")
    assert briefing.text == briefing.summary == ""
