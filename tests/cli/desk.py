"""Runs the command line in this process, or in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.briefing_files import write_briefing
from tui_reader.cli import run
from tui_reader.paths import standard_paths

ROOT = Path(__file__).parent.parent.parent


class Said(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output as the value that it is."""
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)


class Desk:
    """A folder with briefing files, and a command line."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.news = folder / "news"
        self.news.mkdir()
        self.capsys = capsys

    def __call__(self, *argv: object) -> Said:
        """Run a command line; leaving by `SystemExit` is a way to end, too."""
        try:
            code = run([str(word) for word in argv])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        return Said(code, *self.capsys.readouterr())

    def put(self, slug: str, *outlets: str, **fields: object) -> Path:
        """Write a briefing file with an article of each outlet."""
        articles = [
            (f"{slug} in {outlet}", outlet, f"https://{outlet.lower()}.example/{slug}")
            for outlet in outlets
        ]
        return write_briefing(self.news, **{"slug": slug, "articles": articles, **fields})

    def keep_apart(self) -> None:
        """Have stories stay apart, however alike their invented headlines are."""
        paths = standard_paths()
        paths.config.mkdir(parents=True, exist_ok=True)
        paths.config_file.write_text('cluster = "off"\n', encoding="utf-8")

    def add_library(self) -> None:
        """Make the folder the library."""
        assert self("add", self.news).code == 0

    def ids(self) -> dict[str, str]:
        """The ids of the library's stories, by their slugs."""
        stories = self("list", "--json").json["stories"]
        return {story["headline"].split()[0]: story["id"] for story in stories}


def start(
    *argv: object, environ: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> "subprocess.Popen[bytes]":
    """Start the program as people do; it may be talked to through pipes."""
    return subprocess.Popen(
        [sys.executable, "-m", "tui_reader", *map(str, argv)],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "", **(environ or {})},
    )
