"""The README says what the program does: keys, commands, configuration, pictures."""

import argparse
import re
import string

from textual.keys import _character_to_key

from tests.contracts.checkout import ROOT, fenced_lines, readme
from tui_reader.cli import build_parser
from tui_reader.config import CONFIG_KEYS
from tui_reader.shapes import KEYS as SHAPE_KEYS
from tui_reader.shapes import shapes_from
from tui_reader.tomlfile import parse_toml
from tui_reader.tui.commands import COMMANDS

PICTURE = re.compile(r"!\[[^\]]+\]\(screenshots/([^)\s]+)\)")
PUNCTUATION = {_character_to_key(character): character for character in string.punctuation}
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def shown(keys: tuple[str, ...]) -> list[str]:
    """Keys as the README writes them: `/` for "slash", `ctrl+p` as it is, `1`–`9` for digits."""
    names = [PUNCTUATION.get(key, key).replace("|", "\\|") for key in keys]
    if len(names) > 2 and "".join(names).isdecimal():
        return [f"`{names[0]}`–`{names[-1]}`"]
    return [f"`{name}`" for name in names]


def parsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The program's parser and those of its subcommands, by the words that one types."""
    found = {parser.prog: parser}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= {f"{parser.prog} {name}": sub for name, sub in action.choices.items()}
    return found


def test_every_command_is_in_the_table_of_keys() -> None:
    """Each row has the command's keys, its name for rebinding, and its help, as the program has."""
    rows = [line for line in readme().splitlines() if line.startswith("|")]
    wanted = [[*shown(command.keys), f"`{command.id}`", command.help] for command in COMMANDS]
    assert wanted
    missing = [cells for cells in wanted if not any(all(c in row for c in cells) for row in rows)]
    assert missing == [], "\n".join(f"| {' | '.join(cells)} |" for cells in missing)


def test_every_config_key_is_explained() -> None:
    """Each key of config.toml stands in the README, as code or in an example."""
    text, examples = readme(), fenced_lines(readme())
    names = [key.name for key in CONFIG_KEYS]
    assert names
    missing = [
        name
        for name in names
        if f"`{name}`" not in text and not any(line.startswith(f"{name} =") for line in examples)
    ]
    assert missing == []


def test_every_key_of_views_toml_is_explained() -> None:
    """The table has a row for each, and the example is one that is understood."""
    text = readme()
    rows = re.findall(r"^\| `\[\[(\w+)\]\]` \| `(\w+)` \|", text, re.MULTILINE)
    assert rows == [(table, key) for table, keys in SHAPE_KEYS.items() for key in keys]
    examples = re.findall(r"```toml\n(\[\[view\]\].*?)```", text, re.DOTALL)
    assert examples
    for example in examples:
        assert shapes_from(parse_toml(ROOT / "README.md", example)).mistakes == ()


def test_every_subcommand_and_option_is_named() -> None:
    """Whatever one can type after `tui-reader` stands in the README."""
    text = readme()
    found = parsers(build_parser())
    assert len(found) > 1
    options = {
        o for sub in found.values() for action in sub._actions for o in action.option_strings
    }
    words = [*found, *(option for option in options if option.startswith("--"))]
    assert [word for word in words if not re.search(rf"{re.escape(word)}\b", text)] == []


def test_every_picture_is_shown_and_every_link_leads_somewhere() -> None:
    """The README shows all of screenshots/, and what it refers to in the project exists."""
    text = readme()
    pictures = {path.name for path in (ROOT / "screenshots").iterdir()}
    assert pictures
    assert set(PICTURE.findall(text)) == pictures
    assert [link for link in LINK.findall(text) if not (ROOT / link).exists()] == []


def test_the_benchmarks_are_one_documented_command() -> None:
    """Who reads the figures can measure again."""
    assert ".venv/bin/python -m tests.benchmarks" in fenced_lines(readme())
