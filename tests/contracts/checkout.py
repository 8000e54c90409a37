"""The project as files: where it is, which modules it has, which files git tracks."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "tui_reader"
FENCE = "```"


def modules(folder: Path = PACKAGE) -> Iterator[tuple[str, ast.Module]]:
    """Each Python file below the folder: its path from the top, with slashes, and its tree."""
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.expr) -> str:
    """`a.b.c` as text, or "" for an expression that is more than names and dots."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def called(call: ast.Call) -> str:
    """The last name of what is called: `notify` for `self.app.notify(…)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return dotted(call.func)


def tracked_files() -> list[str]:
    """What git tracks, as paths from the top; skips the test where there is no git checkout."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [name for name in listing.stdout.split("\0") if name]


def readme() -> str:
    """The whole README."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def fenced_lines(text: str) -> list[str]:
    """The lines of all fenced code blocks of a Markdown text, without a leading "$ "."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.lstrip().startswith(FENCE):
            inside = not inside
        elif inside:
            lines.append(line.strip().removeprefix("$ "))
    return lines
