"""ruff and mypy are part of the tests, so that plain `pytest` is the whole gate."""

import subprocess
import sys

import pytest

from tests.contracts.checkout import ROOT


@pytest.mark.parametrize(
    "tool",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=["ruff check", "ruff format", "mypy --strict"],
)
def test_clean(tool: tuple[str, ...]) -> None:
    """No finding, as configured in pyproject.toml, over the package and the tests."""
    run = subprocess.run(
        [sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
