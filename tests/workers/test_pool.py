"""Many files, few processes: each file is answered once, and a bad one costs only itself."""

import json
import os
import random
from contextlib import closing
from itertools import islice
from pathlib import Path

from tests.workers.bad_files import bad_files, children, deadline, good_file, read_all, stamp
from tui_reader.records import briefing_from
from tui_reader.workers.pool import read_files


def test_every_bad_file_costs_one_problem_and_the_others_are_read(tmp_path: Path) -> None:
    """All kinds of bad files among good ones, in any order."""
    reasons = bad_files(tmp_path)
    good = {good_file(tmp_path, f"good-{number}.md") for number in range(60)}
    paths = [*reasons, *good]
    random.Random(7).shuffle(paths)  # noqa: S311
    answers = {Path(one.stamp.path): one for one in read_all(paths)}
    assert {path for path, one in answers.items() if not one.problem} == good
    for path, words in reasons.items():
        assert words in answers[path].problem, path.name
        assert answers[path].content == "null"
        assert len(answers[path].problem) < 120


def test_every_file_is_answered_exactly_once(tmp_path: Path) -> None:
    """More files than workers are ever given at a time, and some of them twice."""
    paths = [good_file(tmp_path, f"{number:03}.md") for number in range(130)] + [tmp_path / "no.md"]
    answers = read_all([*paths, *paths[:20]], workers=3)
    assert sorted(one.stamp.path for one in answers) == sorted(map(str, [*paths, *paths[:20]]))


def test_no_files_need_no_process() -> None:
    """Where nothing has changed nothing is started."""
    before = children()
    assert list(read_files(iter(()))) == []
    assert children() == before


def test_the_answer_holds_the_briefing_and_the_facts_of_the_list(tmp_path: Path) -> None:
    """Facts and content say the same."""
    path = good_file(tmp_path, "one.md")
    (one,) = read_all([path])
    briefing = briefing_from(json.loads(one.content))
    assert (one.title, one.outlets, one.tags) == (briefing.title, briefing.outlets, briefing.tags)
    assert one.articles == len(briefing.articles)
    assert len(one.identity) == 16
    assert briefing.text == "The ferry runs again."


def test_names_of_every_kind_come_back_as_they_are(tmp_path: Path) -> None:
    """Line breaks, bytes that are no UTF-8, quotes, the longest name there is, many folders."""
    names = [b"a\nb.md", b"caf\xe9.md", b"\"quo\\te'.md", b"x" * 252 + b".md", b" \t.md", b"-rf.md"]
    paths = [os.fsdecode(os.path.join(os.fsencode(tmp_path), name)) for name in names]  # noqa: PTH118
    deep = tmp_path.joinpath(*["d" * 200] * 15)
    deep.mkdir(parents=True)
    for path in [*paths, str(deep / "y.md")]:
        Path(path).write_text("Some text.", encoding="utf-8")
    answers = read_all([*paths, str(deep / "y.md")])
    assert {one.stamp.path for one in answers} == {*paths, str(deep / "y.md")}
    assert not [one for one in answers if one.problem]


def test_long_names_beside_long_answers_do_not_block(tmp_path: Path) -> None:
    """Requests and answers that fill both pipes: neither side may wait for the other."""
    deep = tmp_path.joinpath(*["\u0436" * 120] * 8)
    deep.mkdir(parents=True)
    big = tmp_path / "big.md"
    big.write_text("# Isle\n\n" + "\u5c9b\u5dff" * 99_000, encoding="utf-8")
    paths = [big, *(good_file(deep, f"{number}.md") for number in range(80))]
    assert len(read_all(paths, workers=1)) == len(paths)


def test_stopping_early_leaves_no_process(tmp_path: Path) -> None:
    """The generator is closed while the workers have work for a while."""
    paths = [good_file(tmp_path, f"{number}.md") for number in range(200)]
    before = children()
    with deadline(10), closing(read_files(map(stamp, paths))) as batches:
        assert list(islice(batches, 2))
        assert children() > before
    assert children() == before


def test_an_end_leaves_no_process(tmp_path: Path) -> None:
    """The same for a generator that came to its end."""
    before = children()
    read_all([good_file(tmp_path, "a.md")])
    assert children() == before
