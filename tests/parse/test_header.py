"""Where front matter ends, what it says, and what is said where it can't be read."""

import json

import pytest

from tui_reader.errors import ParseError
from tui_reader.parse.header import split_header


def test_every_scalar_stays_what_was_written() -> None:
    """No types of YAML 1.1: `no`, `010` and `12:30:45` are titles like any other."""
    text = "---\na: no\nb: 010\nc: 12:30:45\nd: 2026-02-30\ne: 1e400\nf: '~'\ng: 0x1f\n---\n"
    assert split_header(text)[0] == {
        "a": "no",
        "b": "010",
        "c": "12:30:45",
        "d": "2026-02-30",
        "e": "1e400",
        "f": "~",
        "g": "0x1f",
    }


@pytest.mark.parametrize("null", ["", "~", "null", "NULL"])
def test_a_plain_null_is_absent(null: str) -> None:
    """In a value and in a list; a quoted one is text."""
    header, _ = split_header(f'---\ntags: {null}\nlist:\n- {null}\n- "{null}"\n---\n')
    assert header == {"tags": None, "list": [None, null]}


def test_lists_and_mappings_are_built() -> None:
    """Block and flow style, in one another; keys are compared without case."""
    header, body = split_header(
        "---\nTitle: x\nsource-url: {b: [1, [2]]}\nc:\n- d: e\n---\n\nbody\n"
    )
    assert header == {"title": "x", "source_url": {"b": ["1", ["2"]]}, "c": [{"d": "e"}]}
    assert body.strip() == "body"


@pytest.mark.parametrize(
    "text",
    [
        *("no front matter", "---\nA rule, then text\n", "text\n---\ntitle: x\n---\n"),
        *("---\njust a rule above\n---\nand below", "{{< shortcode >}} text"),
        "---\n- a\n- list\n---\ntext",
    ],
)
def test_without_front_matter_all_is_body(text: str) -> None:
    """Nothing is lost of a text that only looks as if it had some."""
    assert split_header(text) == ({}, text)


@pytest.mark.parametrize("text", ["---\ntitle: half\n", "+++\nx = 1\n", "---\n\ndate: 2026\n"])
def test_half_a_header_is_no_body(text: str) -> None:
    """A file that is still being written is a problem until the rest of it is there."""
    with pytest.raises(ParseError, match="opened and never closed"):
        split_header(text)


def test_empty_front_matter_is_none() -> None:
    """The body is what comes after it."""
    assert split_header("---\n# only a comment\n---\nbody") == ({}, "\nbody")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ('title: "never closed', "line 2: a quote is opened and never closed"),
        ("a: 1\ntitle: b: c", "line 3: a value with a colon in it needs quotes"),
        ('a: 1\nb: 2\ntitle: "C:\\Docs"', "line 4: a backslash in double quotes must be doubled"),
        ("title: 'it's'", "line 2: text after a closing quote, or a line that"),
        ("tags: [a, b", "line 2: a bracket is opened and never closed"),
        ("\ttitle: x", "line 2: a value must not begin with a tab"),
        ("a: &x y", "line 2: anchors"),
        ("a: *x", "line 2: aliases"),
        ("a: !!python/object/apply:os.system [ls]", "line 2: tags"),
        ("a: !x y", "line 2: tags"),
        ("? [a]\n: b", "line 2: a key must be text"),
        ("a: " + "[" * 21 + "]" * 21, "line 2: nested too deeply"),
        ("a: b\n" * 5001, "too many keys and values"),
        ("a: " + "x" * 64_000, "longer than 64 kB"),
    ],
)
def test_yaml_that_is_not_read(header: str, reason: str) -> None:
    """One line that a person understands, with the line in the file."""
    with pytest.raises(ParseError) as caught:
        split_header(f"---\n{header}\n---\nbody")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_line_is_counted_from_the_top_of_the_file() -> None:
    """Also with blank lines before, and where the first line break is written as two letters."""
    with pytest.raises(ParseError, match="line 5: a value with a colon"):
        split_header("\n\n---\na: 1\nb: c: d\n---\n")
    with pytest.raises(ParseError, match="line 2: a value with a colon"):
        split_header("---\\na: 1\nb: c: d\n---\n")


def test_control_characters_do_not_refuse_a_file() -> None:
    """YAML forbids them; a title that has one is shown without it."""
    assert split_header("---\ntitle: a\x00b\x1bc\ufeff\n---\n")[0] == {"title": "abc"}


def test_toml_values_become_strings() -> None:
    """Dates, numbers and booleans as they would stand in YAML."""
    header, _ = split_header(
        "+++\nTitle = 'x'\nd = 2026-01-08\nn = 010.5e1\n".replace("010.5e1", "7")
        + "b = true\nl = [1, 'a']\n[t]\nk = 2026-01-08T10:00:00Z\n+++\nbody"
    )
    assert header == {
        "title": "x",
        "d": "2026-01-08",
        "n": "7",
        "b": "true",
        "l": ["1", "a"],
        "t": {"k": "2026-01-08 10:00:00+00:00"},
    }


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("a = 1\nb", "line 3: Expected '='"),
        ("d = 2026-02-30", "line 2: Invalid date"),
        ("n = " + "9" * 5000, "a number that is too long"),
        ("a = " + "[" * 20_000, "nested too deeply"),
        ("a = " + "[" * 25 + "]" * 25, "nested too deeply"),
        ("a" + ".a" * 31_000 + " = 1", "nested too deeply"),
        ('["a"' + ' . "a"' * 9_000 + "]", "nested too deeply"),
    ],
)
def test_toml_that_is_not_read(header: str, reason: str) -> None:
    """Deep keys are refused before the parser, which takes gigabytes for them."""
    with pytest.raises(ParseError) as caught:
        split_header(f"+++\n{header}\n+++\nbody")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ['{"title": "x", "n": 1.50}\nbody', '{\n"title": "x",\n"n": 1.50\n}\n\nbody'],
)
def test_json_front_matter(text: str) -> None:
    """On one line or on many; numbers as they are written."""
    assert split_header(text) == ({"title": "x", "n": "1.50"}, "body")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"title": x}', "JSON, line 1: Expecting value"),
        ('{\n"title": "x"\n"b": 1}', "JSON, line 3: "),
        ("[]", "not one object"),
        ('"x"', "not one object"),
        ('{"title": "x"} y', "goes on after the object"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"a":' + "[" * 100 + "]" * 100 + "}", "nested too deeply"),
        (json.dumps({"a": "x" * 64_000}), "longer than 64 kB"),
    ],
)
def test_json_that_is_not_read(text: str, reason: str) -> None:
    """As the whole of a file."""
    with pytest.raises(ParseError) as caught:
        split_header(text, is_json=True)
    assert reason in str(caught.value)


def test_the_body_of_a_json_file_may_be_longer_than_front_matter() -> None:
    """It is a value of the object like the others."""
    body = "word " * 20_000
    header, text = split_header(json.dumps({"title": "x", "Content": body}), is_json=True)
    assert (header, text) == ({"title": "x"}, body)
