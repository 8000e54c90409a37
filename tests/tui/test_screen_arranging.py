"""Stories of several briefings on the screen: why, apart, and together again."""

import pytest

from tests.tui.screen_harness import Shelf

FERRY = "Ferry capsizes off Lamu island with ninety pilgrims aboard"
FERRY_TOO = "Ninety pilgrims aboard ferry that capsizes near Lamu island"
STRIKE = "Glassblowers in Murano walk out over gas subsidies"


@pytest.fixture
def ferry(own_shelf: Shelf) -> Shelf:
    """Two briefings about a ferry, and one about something else."""
    for number, (headline, outlet) in enumerate(
        ((FERRY_TOO, "Isle Observer"), (FERRY, "Coast Post"), (STRIKE, "Lagoon Daily"))
    ):
        host = outlet.replace(" ", "").lower()
        articles = [(headline, outlet, f"https://{host}.example/{number}")]
        own_shelf.write(headline, number, articles=articles)
    return own_shelf


async def test_why_they_are_together(ferry: Shelf) -> None:
    """The words that they share, the nearest headline and the time between."""
    async with ferry.reader(cluster="careful") as reader:
        assert reader.listed == [FERRY, STRIKE]
        await reader.press("w")
        assert "Why together?" in reader.words
        assert "Coast Post" in reader.words
        assert "60 min apart" in reader.words or "1 h apart" in reader.words
        assert "% alike" in reader.words


async def test_taken_out_of_the_story_and_put_back(ferry: Shelf) -> None:
    """By the article under the cursor, or from the reasons."""
    async with ferry.reader(cluster="careful") as reader:
        await reader.press("x")
        assert reader.said.startswith("enter, and go to what does not belong there")
        await reader.press("l", "j", "x")
        assert reader.toast == "Took it out of the story · u undoes it"
        assert sorted(reader.listed) == sorted([FERRY, FERRY_TOO, STRIKE])
        await reader.press("u")
        assert reader.listed == [FERRY, STRIKE]
        await reader.press("h", "w", "j", "x")
        assert sorted(reader.listed) == sorted([FERRY, FERRY_TOO, STRIKE])


async def test_joined_to_one_that_is_near(ferry: Shelf) -> None:
    """Those most like it are offered; esc joins nothing."""
    async with ferry.reader() as reader:
        assert reader.listed == [FERRY_TOO, FERRY, STRIKE]
        await reader.press("+")
        assert "Join the story to which other?" in reader.words
        assert f"{FERRY} · Coast Post" in reader.words
        await reader.press("escape")
        assert len(reader.listed) == 3
        await reader.press("+", "enter")
        assert reader.listed == [FERRY, STRIKE]
        await reader.press("G", "+")
        assert reader.said.startswith("Nothing is near this story")


async def test_a_story_that_was_read_grows_without_being_unread(ferry: Shelf) -> None:
    """It says how many outlets have joined."""
    async with ferry.reader(cluster="careful") as reader:
        await reader.press("m")
        headline = "Lamu island ferry capsizes: ninety pilgrims were aboard"
        articles = [(headline, "Harbour Herald", "https://herald.example/1")]
        ferry.write(headline, 0, articles=articles)
        reader.main.background.load()
        await reader.until(lambda: "+1 outlet" in reader.words)
        assert reader.count("Unread") == "1"
        assert "1 joined others" in reader.words


async def test_the_day_before_is_one_key_away(own_shelf: Shelf) -> None:
    """A story that goes on names the one before, which its number opens."""
    later = "Ferry that capsized off Lamu island: pilgrims buried"
    for headline, hours, outlet in ((FERRY, 60, "Coast Post"), (later, 2, "Isle Observer")):
        host = outlet.replace(" ", "").lower()
        own_shelf.write(headline, hours, articles=[(headline, outlet, f"https://{host}.example/1")])
    async with own_shelf.reader(cluster="careful") as reader:
        assert reader.listed == [later, FERRY]
        assert f"2 Earlier in this story · 6 Jan {FERRY[:20]}" in reader.story_words
        await reader.press("2")
        assert reader.row.headline == FERRY
        assert reader.story_words.startswith(FERRY)


async def test_what_joined_is_seen_after_a_moment(ferry: Shelf) -> None:
    """A story that has grown says so until it has been on the screen again."""
    async with ferry.reader(cluster="careful", read_after=0.05) as reader:
        await reader.press("j", "k")
        await reader.until(lambda: reader.row.read)
        headline = "Lamu island ferry capsizes: ninety pilgrims were aboard"
        articles = [(headline, "Harbour Herald", "https://herald.example/1")]
        ferry.write(headline, 0, articles=articles)
        await reader.press("G")
        reader.main.background.load()
        await reader.until(lambda: "+1 outlet" in reader.words)
        await reader.press("g")
        await reader.until(lambda: "+1 outlet" not in reader.words)
        assert reader.row.joined == 0
