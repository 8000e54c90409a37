"""Arrows point down, headless modules load no Textual, and importing does nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.checkout import ROOT

HEAVY = ("textual", "rich", "httpx", "yaml", "selectolax", "frontmatter")


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter in the top folder; its output as text."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_import_contracts_hold() -> None:
    """The layers of pyproject.toml hold, lazy imports included."""
    command = "from importlinter.cli import lint_imports_command as lint; lint()"
    run = python("-c", command, "--no-cache")
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_command_line_loads_nothing_heavy() -> None:
    """Importing it leaves Textual, the parsers and their like alone, so that scripts start fast."""
    run = python("-c", "import sys, tui_reader.cli; print(*sys.modules, sep='\\n')")
    assert run.returncode == 0, run.stderr
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert "tui_reader" in loaded
    assert loaded.isdisjoint(HEAVY), sorted(loaded.intersection(HEAVY))


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    """What only prints a few lines loads no Textual, from the first to the last import."""
    run = python("-X", "importtime", "-m", "tui_reader", option)
    assert run.returncode == 0, run.stderr
    assert "tui-reader" in run.stdout
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines()}
    assert "argparse" in loaded
    assert loaded.isdisjoint(HEAVY), sorted(loaded.intersection(HEAVY))


def test_importing_does_nothing(tmp_path: Path) -> None:
    """Every module of the package can be imported without a file made or a word printed."""
    command = (
        "import importlib, pkgutil, tui_reader\n"
        "for module in pkgutil.walk_packages(tui_reader.__path__, 'tui_reader.'):\n"
        "    importlib.import_module(module.name)\n"
    )
    made = tmp_path / "made"
    run = python(
        "-W", "error", "-c", command, TUI_READER_HOME=str(made), HOME=str(made), TMPDIR=str(made)
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert not made.exists()
