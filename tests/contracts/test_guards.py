"""Nothing in the package goes round a guard, and the search for it finds what it should."""

import ast

import pytest

from tests.contracts.checkout import modules
from tests.contracts.guards import bypasses


def test_nothing_goes_round_the_guards() -> None:
    """One opener, one cleaner, one place for processes; no blind except; no text as markup."""
    found = [line for name, tree in modules() for line in bypasses(name, tree)]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "import webbrowser",
        "import subprocess",
        "from subprocess import run",
        "from urllib.request import urlopen",
        "from urllib import request",
        "import sqlite3",
        "import os\nos.system('ls')",
        "from os import system as run\nrun('ls')",
        "import yaml as y\ny.safe_load(text)",
        "from yaml import load\nload(text, Loader)",
        "import frontmatter\nfrontmatter.loads(text)",
        "feedparser.parse(io.BytesIO(body))",
        "start(command, shell=True)",
        "start(command, shell=wanted)",
        "Static(title, markup=True)",
        "Static(title)",
        "Static(f'{title}')",
        "Static()",
        "class Line(Static):\n    '''Ours.'''\nLine(title)",
        "self.app.notify(message)",
        "widget.border_title = title",
        "Content.from_markup(title)",
        "self.app.open_url(url)",
        "try:\n    read()\nexcept:\n    pass",
        "try:\n    read()\nexcept Exception:\n    pass",
        "try:\n    read()\nexcept (OSError, BaseException):\n    pass",
    ],
)
def test_each_guard_bites(code: str) -> None:
    """Each way round a guard is reported, once."""
    assert len(bypasses("tui_reader/tui/screens/main.py", ast.parse(code))) == 1


def test_feedparser_gets_bytes_alone() -> None:
    """Even where it may be called: it opens what looks like a path or an address."""
    tree = ast.parse("feedparser.parse(body)")
    assert len(bypasses("tui_reader/parse/slowfeed.py", tree)) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("tui_reader/opener.py", "import subprocess"),
        ("tui_reader/workers/pool.py", "import multiprocessing.connection"),
        ("tui_reader/store/index.py", "import sqlite3"),
        ("tui_reader/parse/slowfeed.py", "feedparser.parse(io.BytesIO(body))"),
        ("tui_reader/parse/text.py", "from urllib.parse import urlsplit"),
        ("tui_reader/parse/text.py", "try:\n    read()\nexcept (OSError, ValueError):\n    pass"),
        ("tui_reader/tui/app.py", "self.notify(message, markup=False)"),
        ("tui_reader/tui/app.py", "self.notify('Nothing to undo')"),
        ("tui_reader/tui/app.py", "Static(Content.assemble(title))"),
        ("tui_reader/tui/app.py", "widget.border_title = Content(title)"),
    ],
)
def test_the_straight_way_is_free(name: str, code: str) -> None:
    """What the guards are there for is not reported."""
    assert bypasses(name, ast.parse(code)) == []
