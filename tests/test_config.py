"""`config.toml`: what it may say, and how we complain in one line."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contracts.checkout import PACKAGE
from tests.workers.bad_files import deadline
from tui_reader.config import (
    CONFIG_KEYS,
    Config,
    checked_browser,
    config_error,
    key_error,
    load_config,
)
from tui_reader.errors import ConfigError

EVERYTHING = """\
theme = "gruvbox"
browser = 'firefox --new-tab {url}'
layout = "stacked"
sources_pane = false
drafts = true
open_cap = 3

[read]
after = 2.5
on_open = false

[keys]
preset = "newsboat"
open = "o,enter"
"view.next" = "n"
view.previous = "p"
"""


def complaint(tmp_path: Path, text: str | bytes) -> str:
    """What `load_config` says against this text, without the file's name in front."""
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert message.isprintable(), "one line, and nothing that acts on a terminal"
    return message.removeprefix(str(path)).removeprefix(", ").removeprefix(": ")


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    """And none is made."""
    assert load_config(tmp_path / "a" / "config.toml") == Config()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    """Comments and a byte order mark say nothing."""
    (tmp_path / "config.toml").write_bytes(b"\xef\xbb\xbf# theme = 1\n[read]\n[keys]\n")
    assert load_config(tmp_path / "config.toml") == Config()


def test_everything_can_be_set(tmp_path: Path) -> None:
    """Commands with dots in their names may be quoted or not."""
    (tmp_path / "config.toml").write_text(EVERYTHING)
    assert load_config(tmp_path / "config.toml") == Config(
        theme="gruvbox",
        browser="firefox --new-tab {url}",
        layout="stacked",
        sources_pane=False,
        drafts=True,
        open_cap=3,
        read_after=2.5,
        read_on_open=False,
        preset="newsboat",
        keys={"open": "o,enter", "view.next": "n", "view.previous": "p"},
    )


@pytest.mark.parametrize(("written", "seconds"), [("false", None), ("0", 0.0), ("3", 3.0)])
def test_reading_by_time_can_be_turned_off(
    tmp_path: Path, written: str, seconds: float | None
) -> None:
    """False is never; nought is at once."""
    (tmp_path / "config.toml").write_text(f"read.after = {written}")
    assert load_config(tmp_path / "config.toml").read_after == seconds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('# mine\n\nthme = "x"', 'line 3: unknown key "thme"; did you mean "theme"?'),
        ("[raed]\nafter = 1", 'line 1: unknown key "raed"; did you mean "read"?'),
        ("\n[read]\nafetr = 1", 'line 3: unknown key "afetr" in [read]; did you mean "after"?'),
        ("\n[read]\nxyz = 1", 'line 3: unknown key "xyz" in [read]; known are after, on_open'),
        ("read.afetr = 1", 'line 1: unknown key "afetr" in [read]; did you mean "after"?'),
        ("read = {afetr = 1}", 'line 1: unknown key "afetr" in [read]; did you mean "after"?'),
        ("read = 1", "line 1: read must be a table, [read]"),
        ("[[read]]\nafter = 1", "line 1: read must be a table, [read]"),
        ("[theme]\na = 1", "line 1: theme must be the name of a theme"),
        ("theme = 1", "line 1: theme must be the name of a theme"),
        ('theme = " "', "line 1: theme must be the name of a theme"),
        (
            'layout = "wild"',
            'line 1: layout must be "auto" or "wide" or "stacked" or "narrow"',
        ),
        ("layout = ['auto']", 'line 1: layout must be "auto" or "wide" or "stacked" or "narrow"'),
        ("drafts = 1", "line 1: drafts must be true or false"),
        ('\n  drafts   = "no"', "line 2: drafts must be true or false"),
        ("open_cap = true", "line 1: open_cap must be a whole number from 0 to 1000"),
        ("open_cap = 1.5", "line 1: open_cap must be a whole number from 0 to 1000"),
        ("open_cap = -1", "line 1: open_cap must be a whole number from 0 to 1000"),
        ("[read]\nafter = true", "line 2: read.after must be false, or seconds from 0 to 3600"),
        ("[read]\nafter = nan", "line 2: read.after must be false, or seconds from 0 to 3600"),
        ("[read]\nafter = inf", "line 2: read.after must be false, or seconds from 0 to 3600"),
        ("[read]\nafter = -1", "line 2: read.after must be false, or seconds from 0 to 3600"),
        ("[keys]\npreset = 'vim'", 'line 2: keys.preset must be "default" or "newsboat"'),
        ("[keys]\nopen = 1", 'line 2: "open" in [keys] must be keys, such as "j,down"'),
        ("[keys]\nopen = ['o']", 'line 2: "open" in [keys] must be keys, such as "j,down"'),
        ("[keys]\na.b.c.d.e.f = 'x'", 'line 2: "a.b.c.d" in [keys] must be keys, such as "j,down"'),
        ("[keys.open]", 'line 1: "open" in [keys] must be keys, such as "j,down"'),
        ("browser = 1", 'line 1: browser must be a command, such as "firefox {url}"'),
        ('browser = "a \'b"', "line 1: browser: a quote or backslash has no partner"),
        ('browser = "a {title}"', 'line 1: browser: "{title}" is not understood; {url} is a word'),
        ('"a\\u001b[31m" = 1', "unknown key 'a\\x1b[31m'; known are browser, cluster, drafts"),
        ("theme = ", "line 1: broken TOML: Invalid value"),
        ("a = 1\ntheme = 'x'y\n", "line 2: broken TOML: Expected newline or end of document"),
        ("drafts = true\ndrafts = true\n", "line 2: broken TOML: Cannot overwrite a value"),
        ("x = '\x1b'", "line 1: broken TOML: Found invalid character '\\x1b'"),
        ("x = " + "1" * 5000, "broken TOML: Exceeds the limit"),
        ("x = " + "[" * 5000, "broken TOML: nested too deeply"),
        (b"theme = 'a'\n# caf\xe9", "line 2: not UTF-8 text"),
        ("#" * 300_000, "larger than 256 kB"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    """File, line, key, and what would be right."""
    assert complaint(tmp_path, text).startswith(message)


def test_the_file_is_named_from_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As its user would write it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "config.toml").write_text("thme = 1")
    with pytest.raises(ConfigError, match=r"^~/config.toml, line 1: unknown key"):
        load_config(tmp_path / "config.toml")


def test_a_folder_in_its_place_is_a_config_error(tmp_path: Path) -> None:
    """It is told in one line."""
    with pytest.raises(ConfigError, match="not a regular file but a folder"):
        load_config(tmp_path)


def test_a_pipe_in_its_place_is_waited_for_by_nobody(tmp_path: Path) -> None:
    """Nothing would ever come from it."""
    os.mkfifo(tmp_path / "config.toml")
    with deadline(5), pytest.raises(ConfigError, match="not a regular file but a named pipe"):
        load_config(tmp_path / "config.toml")


def test_the_screen_complains_in_the_same_form(tmp_path: Path) -> None:
    """About commands and themes, which only it knows; the file may be gone by then."""
    path = tmp_path / "config.toml"
    path.write_text('theme = "x"\n[keys]\n"opne" = "o"\nview . next = "n"\n')
    known = ("open", "view.next")
    place = f"{path}, line"
    message = f'{place} 3: unknown key "opne" in [keys]; did you mean "open"?'
    assert str(key_error(path, "keys", "opne", known)) == message
    assert str(key_error(path, "keys", "view.next", known)).startswith(f"{place} 4: ")
    message = f"{place} 1: theme must be one of a, b"
    assert str(config_error(path, "theme", "must be one of a, b")) == message
    path.unlink()
    assert str(config_error(path, "theme", "is odd")) == f"{path}: theme is odd"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("", ()),
        ("  ", ()),
        ("w3m", ("w3m", "{url}")),
        ("a '{url}' b", ("a", "{url}", "b")),
        ("a -u={url}", ("a", "-u={url}")),
        ("terminal: a b", ("terminal:", "a", "b", "{url}")),
    ],
)
def test_a_browser_command_is_split_into_words(template: str, words: tuple[str, ...]) -> None:
    """With the place of the URL among them."""
    assert checked_browser(template) == words


@given(st.text(st.sampled_from("ab '\"\\{}url=-;$") | st.characters()))
def test_a_url_is_never_glued_to_other_text(template: str) -> None:
    """Every placeholder is a word, or the value of an option; else it is a ConfigError."""
    try:
        words = checked_browser(template)
    except ConfigError:
        return
    holders = [word for word in words if "{" in word or "}" in word]
    assert len(holders) >= 1 or not words
    assert all(word.removesuffix("{url}")[-1:] in {"", "="} for word in holders)
    assert "{url}" not in words[:1]


LINES = EVERYTHING.splitlines()
ODD = ["[[keys]]", "keys.a.b.c.d.e = 1", '"\\u0007" = 1', "read = {}", "thme = 1", "a", '"x.y" = 2']
TOML_LIKE = st.lists(st.sampled_from(LINES) | st.sampled_from(ODD)).map("\n".join)


@given(content=st.binary() | st.text().map(str.encode) | TOML_LIKE.map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_read_or_complained_about(tmp_path: Path, content: bytes) -> None:
    """Nothing but a Config or a ConfigError comes out."""
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    try:
        found: Config | str = load_config(path)
    except ConfigError as error:
        found = str(error)
    assert isinstance(found, Config) or found.isprintable()


def test_every_field_is_one_key_with_the_same_words() -> None:
    """The docstring under a field of Config is the sentence of its key; defaults are allowed."""
    tree = ast.parse((PACKAGE / "config.py").read_text(encoding="utf-8"))
    config = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Config")
    fields = {}
    for node, doc in zip(config.body[1::2], config.body[2::2], strict=True):
        assert isinstance(node, ast.AnnAssign)
        assert isinstance(node.target, ast.Name)
        assert isinstance(doc, ast.Expr)
        assert isinstance(doc.value, ast.Constant)
        fields[node.target.id] = doc.value.value
    fields.pop("keys")
    assert {key.attribute: key.sentence for key in CONFIG_KEYS} == fields
    for key in CONFIG_KEYS:
        written = False if key.default is None else key.default
        assert key.take(written) == key.default


def test_reading_nothing_loads_nothing_heavy() -> None:
    """Before the first paint, what is only needed for writing and complaining stays away."""
    code = (
        "import sys, tui_reader.config, tui_reader.sources, tui_reader.opener, tui_reader.urls;"
        "print([name for name in ('tomllib', 'tomlkit', 'difflib', 'shlex', 'shutil', 'subprocess',"
        " 'tempfile', 'encodings.idna') if name in sys.modules])"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r});{code}",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "[]\n"
