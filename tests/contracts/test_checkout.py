"""The project as a checkout: fixed names at the top, nothing that only its authors can follow."""

import os
import re

from tests.contracts.checkout import ROOT, fenced_lines, readme, tracked_files

FILES = {"CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml"}
FOLDERS = {"screenshots", "tests", "tui_reader"}
ELSEWHERE = re.compile(r"\.\./(?:shared|\.library)|(?:/home|/Users|/root|/work)/|[A-Z]:\\Users\\")
"""A path that leads out of the project, or to somebody's own machine."""


def gate_line() -> str:
    """The one line by which the README has the project tested."""
    (line,) = [line for line in fenced_lines(readme()) if ".venv/bin/pytest" in line]
    return line


def test_top_level_names_are_fixed() -> None:
    """A new reader finds the same few names at the top, now and later."""
    names = {path.partition("/")[0] for path in tracked_files()}
    assert [name for name in names - FILES - FOLDERS if not name.startswith(".")] == []


def test_no_path_leads_out_of_the_project() -> None:
    """No tracked file speaks of folders that only a developer of it has."""
    leaks = [
        f"{name}: {leak.group()}"
        for name in tracked_files()
        for leak in ELSEWHERE.finditer((ROOT / name).read_text("utf-8", "replace"))
    ]
    assert leaks == [], "\n".join(leaks)


def test_the_gate_runs_what_the_readme_says() -> None:
    """`.ci/run` is executable and calls the README's test command, to the letter."""
    gate = ROOT / ".ci" / "run"
    assert os.access(gate, os.X_OK)
    assert gate_line() in gate.read_text(encoding="utf-8").splitlines()
