"""Nothing grows beyond what fits into a head: modules, classes, functions."""

import ast
from pathlib import Path

import pytest

from tests.contracts.checkout import PACKAGE, ROOT, modules

MODULE_LINES = 400
CLASS_LINES = 299
FUNCTION_LINES = 40


def lengths(tree: ast.AST) -> list[tuple[str, int, int]]:
    """Name, number of lines and limit of every class and function, docstrings included."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
            found.append((node.name, (node.end_lineno or node.lineno) - node.lineno + 1, limit))
    return found


FOLDERS = pytest.mark.parametrize("folder", [PACKAGE, ROOT / "tests"], ids=["package", "tests"])


@FOLDERS
def test_modules_are_short(folder: Path) -> None:
    """No module is longer than 400 lines."""
    lines = {path: len(path.read_bytes().splitlines()) for path in folder.rglob("*.py")}
    assert lines
    assert [path for path, count in lines.items() if count > MODULE_LINES] == []


@FOLDERS
def test_classes_and_functions_are_short(folder: Path) -> None:
    """No class has 300 lines, no function more than 40, docstrings included."""
    long = [
        f"{name}: {what} has {count} lines"
        for name, tree in modules(folder)
        for what, count, limit in lengths(tree)
        if count > limit
    ]
    assert long == [], "\n".join(long)


def test_everything_public_says_what_it_is() -> None:
    """Modules, classes, functions and commands of the package open with a sentence."""
    silent = [
        f"{name}: {getattr(node, 'name', 'the module')}"
        for name, tree in modules()
        for node in [tree, *tree.body]
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not getattr(node, "name", "").startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == [], "\n".join(silent)
