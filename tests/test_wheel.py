"""What is shipped works: the wheel is built, installed into a clean environment, and used."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

import tui_reader

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command that has to succeed; only what is installed is imported."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what is installed: nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT, cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that has the wheel, and our dependencies.

    The dependencies are those of this environment, by a path file; such files are not read
    again in a folder that comes in by one, so an editable install of ours stays out.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=True)
    paths = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    Path(paths["purelib"], "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    python = Path(paths["scripts"], "python")
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home)
    return python.parent


def test_the_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    """Modules, samples, styles and the marker for type checkers; and nothing beside them."""
    with ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if ".dist-info/" not in name}
    here = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tui_reader").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"tui_reader/py.typed", "tui_reader/__init__.py"} <= here
    assert shipped == here


def test_the_wheel_is_used_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    """The package comes from the clean environment."""
    command = "import tui_reader; print(tui_reader.__file__)"
    place = run(installed / "python", "-c", command, cwd=tmp_path).strip()
    assert Path(place).is_relative_to(installed.parent)


def test_the_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    """`tui-reader --version` works in an empty folder."""
    printed = run(installed / "tui-reader", "--version", cwd=tmp_path)
    assert printed.split() == ["tui-reader", tui_reader.__version__]


def test_the_samples_are_read_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """`tui-reader list --json` finds a story in each of the briefing files that were shipped."""
    command = "from tui_reader.paths import samples_folder; print(samples_folder())"
    samples = run(installed / "python", "-c", command, cwd=tmp_path).strip()
    printed = run(installed / "tui-reader", "list", "--json", samples, cwd=tmp_path)
    stories = json.loads(printed)["stories"]
    assert len(stories) == 12
    assert sum(story["briefings"] for story in stories) == len([*Path(samples).iterdir()])
