"""What is changed in `sources.toml` is one entry; it can be taken out and put back."""

import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.sources.texts import BRIEFINGS, FEEDS_BY_HAND, WRITTEN_BY_HAND, names
from tui_reader.errors import ConfigError, NotFoundError, ReaderError
from tui_reader.models import Source
from tui_reader.sources import (
    add_feed,
    add_folder,
    feed_folder,
    load_sources,
    move_source,
    remove_source,
    remove_sources,
    rename_source,
    replace_urls,
    restore,
)

INLINE = """\
feed = [{url = "http://a.example"}, {url = "http://b.example", name = "B"}]  # short
folder = [
    {path = "/a"},  # the only one
]
"""
STRINGS = "[[feed]]\nname = '''\n[[feed]]\n'''\nurl = 'http://a.example'\n\n" + FEEDS_BY_HAND
QUOTED = """\
[["feed"]]
url = "http://a.example"
[[folder]]
path = "/a"
[["feed"]]
url = "http://b.example"
name = "B"  # the second
"""
UNENDED = "[[feed]]\nurl = 'http://a.example'\n\n\n[[feed]]\nurl = 'http://b.example'"
CRLF = FEEDS_BY_HAND.replace("\n", "\r\n")
FILES = [
    WRITTEN_BY_HAND,
    FEEDS_BY_HAND,
    INLINE,
    STRINGS,
    UNENDED,
    QUOTED,
    CRLF,
    f"\n\n{FEEDS_BY_HAND}\n\n",
]


@pytest.mark.parametrize("wanted", ["World", "~/world", "~/science/../world"])
def test_a_folder_is_removed_by_name_or_path(file: Path, tmp_path: Path, wanted: str) -> None:
    """All that is not about it stays as it was written; the folder itself is not touched."""
    file.write_text(WRITTEN_BY_HAND)
    removed = remove_source(file, BRIEFINGS, wanted)
    assert removed.source == Source(path=tmp_path / "world", name="World")
    assert names(file) == ["near"]
    own = "[[folder]]   # the first\npath = \"~/world\"\nname = 'World'\n\n"
    assert file.read_text() == WRITTEN_BY_HAND.replace(own, "")
    assert (tmp_path / "world").is_dir()


@pytest.mark.parametrize(
    "wanted", ["Reef", "https://reef.example/rss", " HTTPS://ann:pw@REEF.example/rss"]
)
def test_a_feed_is_removed_by_name_or_address(file: Path, wanted: str) -> None:
    """The comments above and below it stay, those between its keys go with it."""
    file.write_text(FEEDS_BY_HAND)
    assert remove_source(file, BRIEFINGS, wanted).source.name == "Reef"
    before, _, rest = FEEDS_BY_HAND.partition('[[feed]]\nname = "Reef"')
    assert file.read_text() == before + rest[rest.index("[[folder]]") :]


def test_comments_at_the_end_stay(file: Path) -> None:
    """Also when the last source goes."""
    file.write_text(WRITTEN_BY_HAND + "\n# the end\n")
    remove_source(file, BRIEFINGS, "near")
    own = '[[folder]]\npath = "near/../near"\n\n'
    assert file.read_text() == (WRITTEN_BY_HAND + "\n# the end\n").replace(own, "")


def test_removing_from_an_inline_list(file: Path) -> None:
    """Who writes the list on one line keeps it."""
    file.write_text('folder = [{path = "/a"}, {path = "/b"}]  # short\n')
    remove_source(file, BRIEFINGS, "a")
    assert file.read_text() == 'folder = [{path = "/b"}]  # short\n'


def test_the_last_source_can_be_removed(file: Path) -> None:
    """Even when its folder is gone; comments stay."""
    file.write_text('# mine\n[[folder]]\npath = "/gone"\n')
    remove_source(file, BRIEFINGS, "gone")
    assert file.read_text() == "# mine\n"
    assert load_sources(file, BRIEFINGS) == ()


def test_an_unknown_source_is_not_removed(file: Path) -> None:
    """The message says which there are, but not a password."""
    with pytest.raises(NotFoundError, match=r'^no source "x"; there is none'):
        remove_source(file, BRIEFINGS, "x")
    file.write_text(WRITTEN_BY_HAND)
    for wanted in ("x", "http://x", "http://ann:pw@x"):
        with pytest.raises(NotFoundError, match=r'^no source "[hpt:/]*x"; known are "World", "nea'):
            remove_source(file, BRIEFINGS, wanted)
    with pytest.raises(NotFoundError, match=r"^no source 'a\\x00b'; known are"):
        remove_source(file, BRIEFINGS, "a\0b")
    assert file.read_text() == WRITTEN_BY_HAND
    file.write_text("".join(f"[[feed]]\nurl = 'http://a{n}.example'\n" for n in range(3_000)))
    with pytest.raises(NotFoundError, match=r'"a9\.example" and 2,990 more$'):
        remove_source(file, BRIEFINGS, "x")


@pytest.mark.parametrize("text", FILES)
def test_what_was_removed_is_put_back_to_the_letter(file: Path, text: str) -> None:
    """At its place, with its comments; also several, the last one first."""
    file.write_text(text, newline="")
    sources = load_sources(file, BRIEFINGS)
    for source in sources:
        removed = remove_source(file, BRIEFINGS, source.name)
        assert source.name not in names(file)
        assert restore(file, BRIEFINGS, removed) == source
        assert file.read_bytes() == text.encode()
    gone = [remove_source(file, BRIEFINGS, source.name) for source in sources]
    assert names(file) == []
    for removed in reversed(gone):
        restore(file, BRIEFINGS, removed)
    assert file.read_bytes() == text.encode()


@pytest.mark.parametrize("wanted", ["Reef", "world"])
def test_what_was_removed_comes_back_to_a_changed_file(file: Path, wanted: str) -> None:
    """At the end then, with all that was said about it; unless its name has been taken."""
    file.write_text(FEEDS_BY_HAND)
    sources = load_sources(file, BRIEFINGS)
    removed = remove_source(file, BRIEFINGS, wanted)
    file.write_text(f"# Changed.\n{file.read_text()}")
    restore(file, BRIEFINGS, removed)
    assert set(load_sources(file, BRIEFINGS)) == set(sources)
    with pytest.raises(ConfigError, match=f'there is a source "{wanted}" already'):
        restore(file, BRIEFINGS, removed)


@pytest.mark.parametrize("text", FILES)
def test_many_are_removed_at_once(file: Path, text: str) -> None:
    """As if one after the other; those that are not there are no matter."""
    file.write_text(text, newline="")
    everything = names(file)
    some = everything[::2]
    for name in some:
        remove_source(file, BRIEFINGS, name)
    one_by_one = file.read_text()
    file.write_text(text, newline="")
    assert remove_sources(file, BRIEFINGS, [*some, "nobody"]) == len(some)
    assert file.read_text() == one_by_one
    assert remove_sources(file, BRIEFINGS, some) == 0
    assert remove_sources(file, BRIEFINGS, iter(everything)) == len(everything) - len(some)
    assert names(file) == []


def test_what_is_not_understood_is_not_changed(file: Path) -> None:
    """Rather than lose what stands between, the program leaves it to its user."""
    text = QUOTED.replace("feed", "\\u0066eed")
    file.write_text(text)
    assert names(file) == ["a", "a.example", "B"]
    with pytest.raises(ConfigError, match=r"can't be changed by the program; change it by hand$"):
        remove_source(file, BRIEFINGS, "a.example")
    assert file.read_text() == text


def test_a_source_is_renamed(file: Path) -> None:
    """All else stays, down to the comment on its line; without a name it has its own again."""
    file.write_text(FEEDS_BY_HAND)
    assert rename_source(file, BRIEFINGS, "Reef", " The\x1b reef ").name == "The reef"
    assert file.read_text() == FEEDS_BY_HAND.replace('"Reef"', '"The reef"')
    assert rename_source(file, BRIEFINGS, "The reef", "").name == "reef.example"
    assert file.read_text() == FEEDS_BY_HAND.replace('name = "Reef"\n', "")
    assert rename_source(file, BRIEFINGS, "world", "World").name == "World"
    assert file.read_text().endswith('path = "~/world"\nname = "World"\n')


def test_a_name_that_is_taken_is_refused(file: Path) -> None:
    """Whether it is written down or comes from the address; its own it may keep."""
    file.write_text(FEEDS_BY_HAND)
    for name in ("isle.example", "world"):
        with pytest.raises(ConfigError, match=f'there is a source "{name}" already'):
            rename_source(file, BRIEFINGS, "Reef", name)
    assert rename_source(file, BRIEFINGS, "Reef", "Reef").name == "Reef"
    assert file.read_text() == FEEDS_BY_HAND


def test_a_feed_is_moved_to_a_category(file: Path) -> None:
    """Or to none; a folder has none."""
    file.write_text(FEEDS_BY_HAND)
    assert move_source(file, BRIEFINGS, "isle.example", "Sea / Isles").category == "Sea / Isles"
    assert file.read_text() == FEEDS_BY_HAND.replace("'Isles'", '"Sea / Isles"')
    move_source(file, BRIEFINGS, "isle.example", " ")
    assert file.read_text() == FEEDS_BY_HAND.replace("category = 'Isles'\n", "")
    assert move_source(file, BRIEFINGS, "Reef", "Isles").category == "Isles"
    assert 'full_text = true\ncategory = "Isles"\n\n[[folder]]' in file.read_text()
    with pytest.raises(ConfigError, match=r'^"world" is a folder; only feeds have a category'):
        move_source(file, BRIEFINGS, "world", "Isles")


def test_a_feed_that_moved_keeps_name_and_folder(file: Path) -> None:
    """Its briefing files are still found; when it moves back, nothing is left of it."""
    file.write_text(FEEDS_BY_HAND)
    old = load_sources(file, BRIEFINGS)[1]
    (new,) = replace_urls(file, BRIEFINGS, [(old, "https://new.example/isle?a=b")])
    assert new == old._replace(url="https://new.example/isle?a=b")
    assert load_sources(file, BRIEFINGS)[1] == new
    assert file.read_text() == FEEDS_BY_HAND.replace(
        '"https://isle.example/feed.xml"', '"https://new.example/isle?a=b"'
    ).replace(
        "category = 'Isles'\n",
        "category = 'Isles'\nname = \"isle.example\"\n"
        f'folder = "{feed_folder("https://isle.example/feed.xml")}"\n',
    )
    assert replace_urls(file, BRIEFINGS, [(new, old.url)]) == (old,)
    assert file.read_text() == FEEDS_BY_HAND


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("https://a.example/2", "https://ann:pw@a.example/2"),
        ("https://a.example:443/2", "https://ann:pw@a.example:443/2"),
        ("https://bob@a.example/2", "https://bob@a.example/2"),
        ("https://a.example:8443/2", "https://a.example:8443/2"),
        ("http://a.example/2", "http://a.example/2"),
        ("https://b.example/2", "https://b.example/2"),
        ("https://b.example/@a.example/2", "https://b.example/@a.example/2"),
    ],
)
def test_a_login_moves_only_within_its_origin(file: Path, new: str, expected: str) -> None:
    """No redirect leads a password anywhere else."""
    old = add_feed(file, BRIEFINGS, "https://ann:pw@a.example/1", name="A")
    assert [one.url for one in replace_urls(file, BRIEFINGS, [(old, new)])] == [expected]


def test_an_address_that_is_taken_or_none_is_left_out(file: Path) -> None:
    """Two feeds of one address would be one; a folder has none at all. The others are moved."""
    file.write_text(FEEDS_BY_HAND)
    world, isle, reef = load_sources(file, BRIEFINGS)
    gone = reef._replace(url="https://gone.example/")
    nowhere = [(reef, isle.url), (reef, "ftp://reef.example"), (world, reef.url), (gone, "")]
    assert replace_urls(file, BRIEFINGS, nowhere) == ()
    assert file.read_text() == FEEDS_BY_HAND
    moved = replace_urls(
        file, BRIEFINGS, [(isle, "https://a.example/"), (reef, "https://a.example/")]
    )
    assert [(one.name, one.url) for one in moved] == [("isle.example", "https://a.example/")]


@pytest.mark.parametrize("text", [FEEDS_BY_HAND, INLINE, UNENDED])
def test_many_move_at_once(file: Path, text: str) -> None:
    """In any form of the file."""
    file.write_text(text)
    feeds = [source for source in load_sources(file, BRIEFINGS) if source.url]
    moves = [(one, f"https://{number}.example/") for number, one in enumerate(feeds)]
    moved = replace_urls(file, BRIEFINGS, moves)
    assert [one.url for one in moved] == [url for _, url in moves]
    assert set(moved) <= set(load_sources(file, BRIEFINGS))


@pytest.mark.parametrize("text", FILES)
def test_any_form_of_the_file_can_be_changed(file: Path, text: str) -> None:
    """Each source in turn, and always just that one."""
    file.write_text(text, newline="")
    sources = load_sources(file, BRIEFINGS)
    for source in sources:
        rename_source(file, BRIEFINGS, source.name, "Other")
        wanted = [one._replace(name="Other") if one == source else one for one in sources]
        assert list(load_sources(file, BRIEFINGS)) == wanted
        rename_source(file, BRIEFINGS, "Other", source.name)
        assert load_sources(file, BRIEFINGS) == sources


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@example(kept=["0 \x07"], which=0)
@given(kept=st.lists(NAMES, min_size=1, max_size=4), which=st.integers(0, 3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_what_is_added_is_read_and_can_be_removed(
    tmp_path_factory: pytest.TempPathFactory, kept: list[str], which: int
) -> None:
    """Whatever the name: the file is always TOML, and says what was added and not removed."""
    folder = tmp_path_factory.mktemp("sources")
    file = folder / "sources.toml"
    added: list[Source] = []
    for number, name in enumerate(kept):
        (folder / str(number)).mkdir()
        with suppress(ConfigError):  # names that are equal once they are clean
            added.append(add_folder(file, folder / str(number), name))
        assert list(load_sources(file, BRIEFINGS)) == added
    gone = added[which % len(added)]
    assert remove_source(file, BRIEFINGS, gone.name).source == gone
    added.remove(gone)
    assert list(load_sources(file, BRIEFINGS)) == added
    tomllib.loads(file.read_text())


STEPS = st.tuples(st.sampled_from(["add", "remove", "rename", "move", "replace"]), WORDS, WORDS)


@given(steps=st.lists(STEPS, max_size=8), start=st.sampled_from(["", *FILES]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_is_done_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]], start: str
) -> None:
    """After each step the file says what the step returned; a step that fails changes nothing."""
    file = tmp_path_factory.mktemp("steps") / "sources.toml"
    file.write_text(start, newline="")
    for number, (step, word, other) in enumerate(steps):
        before = load_sources(file, BRIEFINGS)
        wanted = before[number % len(before)].name if before else word
        with suppress(ReaderError):
            if step == "add":
                new = add_feed(file, BRIEFINGS, f"http://{number}.example/{word}", word, other)
            elif step == "rename":
                new = rename_source(file, BRIEFINGS, wanted, word)
            elif step == "move":
                new = move_source(file, BRIEFINGS, wanted, word)
            elif step == "replace" and before:
                url = f"http://{number}.example/{word}"
                moves = [(one, url) for one in before if one.name == wanted]
                (new,) = replace_urls(file, BRIEFINGS, moves) or before[:1]
            else:
                new = restore(file, BRIEFINGS, remove_source(file, BRIEFINGS, wanted))
                assert load_sources(file, BRIEFINGS) == before
            assert new in load_sources(file, BRIEFINGS)
            before = load_sources(file, BRIEFINGS)
        assert load_sources(file, BRIEFINGS) == before
