"""Results files of a class in Python: validation, statistics and the report."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanadbook.render import quiz_files
from sanadbook.runtime import compiled
from sanadbook.runtime.class_report import percent
from sanadbook.runtime.class_results import ClassResults, read_results
from sanadbook.runtime.results_reader import RejectedFile, parse_results
from tests.items.vectors import quizzes, vectors
from tests.markup import parse
from tests.runtime.class_files import answers, bad, document, good, text

CHAPTER = compiled.load("04")
SINGLE = next(item for item in CHAPTER.at() if CHAPTER.items[item]["key"]["type"] == "single")


def written(folder: Path, files: list[tuple[str, bytes]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files:
        (folder / name).write_bytes(content)
    return folder


def one(choice: int, *, confidence: int | None = None, **more: Any) -> dict[str, Any]:
    """The answers of a person who chose *choice* in the first single-choice item of the chapter."""
    right = CHAPTER.items[SINGLE]["key"]["key"] == [choice]
    base = {
        "score": int(right),
        "right": right,
        "attempts": 1,
        "done": right,
        "solved": right,
        "confidence": confidence,
    }
    return {SINGLE: {"answer": [choice], **base, **more}}


def of(*given: dict[str, Any]) -> ClassResults:
    return ClassResults(CHAPTER, list(given), [])


def choices(wrong: int = 0) -> int:
    """The right choice of this item (0), or its first or second wrong one (1, 2)."""
    (right,) = CHAPTER.items[SINGLE]["key"]["key"]
    return [right, *(choice for choice in range(CHAPTER.items[SINGLE]["key"]["choices"]) if choice != right)][wrong]


# -- validation --


def test_invalid_files_are_rejected_with_a_reason_and_the_others_are_read(tmp_path: Path) -> None:
    folder = written(tmp_path / "all", good(CHAPTER, 5) + [(name, content) for name, content, _ in bad(CHAPTER)])
    group = read_results(folder, "04")
    assert group.answers == [answers(CHAPTER, n) for n in range(5)]
    assert dict(group.rejected) == {name: why for name, _, why in bad(CHAPTER)}
    assert {f"why_{why}" for _, why in group.rejected} <= set(CHAPTER.class_results_messages)


def test_pipes_folders_and_broken_links_are_rejected_without_opening_them(tmp_path: Path) -> None:
    folder = written(tmp_path / "all", good(CHAPTER, 1))
    os.mkfifo(folder / "pipe.json")  # opening it would block
    (folder / "folder.json").mkdir()
    (folder / "nowhere.json").symlink_to(folder / "gone")
    group = read_results(folder, "04")
    assert len(group) == 1
    assert group.rejected == [(name, "not_file") for name in ("folder.json", "nowhere.json", "pipe.json")]
    assert read_results([tmp_path / "gone.json", "a\0b"], "04").rejected == [
        ("a\0b", "not_file"),
        ("gone.json", "not_file"),
    ]


def test_files_are_given_as_a_folder_a_file_or_a_list(tmp_path: Path) -> None:
    folder = written(tmp_path / "all", good(CHAPTER, 3))
    first, second, _ = sorted(folder.iterdir())
    assert len(read_results(folder, "04")) == 3
    assert len(read_results(str(first), "04")) == 1
    assert len(read_results([str(first), second], "04")) == 2
    nothing = read_results(tmp_path / "not there yet", "04")
    assert (len(nothing), nothing.rejected) == (0, [])


def test_duplicates_are_rejected_unless_they_are_kept(tmp_path: Path) -> None:
    same = text(document(CHAPTER, one(choices())))
    folder = written(tmp_path / "all", [("a.json", same), ("b.json", same)])
    assert read_results(folder, "04").rejected == [("b.json", "duplicate")]
    assert len(read_results(folder, "04", keep_duplicates=True)) == 2


def test_an_entry_restored_from_a_code_counts_without_its_answer() -> None:
    given = one(choices(), answer=[])
    assert parse_results(text(document(CHAPTER, given)).decode(), CHAPTER) == given
    row = of(given).rows()[0]
    assert (row["right"], row["answered"], sum(each["count"] for each in row["chosen"])) == (1, 1, 0)


@pytest.mark.parametrize("vector", [vector for vector in vectors() if vector.graded], ids=str)
def test_everything_that_the_page_records_is_valid(vector: Any) -> None:
    """Every graded answer of the grading vectors."""
    chapter = next(quiz for quiz in quizzes() if vector.item in quiz.items)
    entry = {
        "answer": vector.answer,
        "score": vector.score,
        "right": vector.right,
        "attempts": 1,
        "done": True,
        "solved": True,
    }
    given = {vector.item: {**entry, "confidence": None}}
    assert parse_results(json.dumps(document(chapter, given)), chapter) == given


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(10**400),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=5), inside, max_size=4),
    max_leaves=8,
)
PATHS = st.sampled_from(
    [(), ("schema",), ("course",), ("answers",), ("answers", SINGLE), ("answers", "x"), ("x",)]
) | st.tuples(st.just("answers"), st.just(SINGLE), st.sampled_from([*one(0)[SINGLE], "__proto__"]))


@settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=300)
@given(PATHS, VALUES, st.integers(0, 400) | st.none())
def test_every_changed_file_is_read_or_rejected(path: tuple[str, ...], value: Any, cut: int | None) -> None:
    whole: Any = document(CHAPTER, one(choices()))
    place = whole
    for name in path[:-1]:
        place = place[name]
    if path:
        place[path[-1]] = value
    content = json.dumps(whole if path else value)[:cut]
    why = None
    try:
        of(parse_results(content, CHAPTER)).rows()
    except RejectedFile as reason:
        why = reason.why
    assert why is None or f"why_{why}" in CHAPTER.class_results_messages


@settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=100)
@given(
    st.text()
    | st.binary().map(lambda data: data.decode("latin-1"))
    | st.just('"' + "\\" * 99_999)
    | st.just("1" * 99_999)
)
def test_other_text_is_rejected(content: str) -> None:
    with pytest.raises(RejectedFile):
        parse_results(content, CHAPTER)


# -- statistics --


def test_a_row_has_share_choices_top_distractor_and_confidence() -> None:
    group = of(
        one(choices(), confidence=3),
        one(choices(1), confidence=3),
        one(choices(2)),
        one(choices(2), confidence=1),
        answers_of_none(),
    )
    row = group.rows()[0]
    assert (row["item"], row["answered"], row["right"], row["share"]) == (SINGLE, 4, 1, 0.25)
    offered = CHAPTER.items[SINGLE]["parts"][0]["choices"]
    assert {each["text"]: each["count"] for each in row["chosen"]} == {
        offered[choices()]: 1, offered[choices(1)]: 1, offered[choices(2)]: 2,
    }  # fmt: skip
    assert [each["text"] for each in row["chosen"] if each["is_key"]] == [offered[choices()]]
    assert row["top_distractor"] == offered[choices(2)]
    assert row["by_confidence"][3] == {"right": 1, "wrong": 1, "partial": 0}
    assert row["by_confidence"][1] == {"right": 0, "wrong": 1, "partial": 0}
    assert sum(row["by_confidence"][2].values()) == 0
    assert [level["level"] for level in group.confidence()] == [3, 2, 1]
    assert of(one(choices(), confidence=3)).confidence()[0] == {"level": 3, "right": 1, "wrong": 0, "partial": 0}


def answers_of_none() -> dict[str, Any]:
    """The answers of a person who skipped the first single-choice item."""
    return {item: entry for item, entry in answers(CHAPTER, 1).items() if item != SINGLE}


def test_rows_are_the_graded_items_of_the_chapter_in_its_order() -> None:
    graded = [item for item in CHAPTER.at() if CHAPTER.items[item]["key"]["type"] != "open"]
    assert [row["item"] for row in of().rows()] == graded
    assert {row["share"] for row in of().rows()} == {None}


def test_every_part_of_an_item_has_its_choices() -> None:
    for chapter in ("01", "02", "03", "04", "05"):
        for item, known in compiled.load(chapter).items.items():
            key, parts = known["key"], known["parts"]
            if key["type"] in ("single", "multiple"):
                assert [len(part["choices"]) for part in parts] == [key["choices"]], item
            elif key["type"] != "open":
                assert len(parts) == len(key["key"]), item
                typed = [part["choices"] == [] for part in parts]
                assert typed == [isinstance(right, list) for right in key["key"]], item
                assert all(
                    part["choices"][right] for part, right in zip(parts, key["key"], strict=True) if part["choices"]
                )


def test_typed_answers_are_never_shown() -> None:
    chapter = next(quiz for quiz in quizzes() if quiz.chapter == "short")
    entry = {
        "answer": ["SECRET"],
        "score": 0,
        "right": False,
        "attempts": 1,
        "done": False,
        "solved": False,
        "confidence": None,
    }
    group = ClassResults(chapter, [{"short:Q1": entry}], [])
    assert "SECRET" not in group.report()._repr_html_()
    assert group.rows()[0]["chosen"] == []


def test_the_hardest_items_have_the_lowest_share() -> None:
    first, second, third, fourth, fifth = [row["item"] for row in of().rows()][:5]

    def marks(**right: bool) -> dict[str, Any]:
        items = {"a": first, "b": second, "c": third, "d": fourth, "e": fifth}
        return {
            items[name]: {"answer": [], "right": mark, "score": int(mark), "confidence": None}
            for name, mark in right.items()
        }

    group = of(
        marks(a=True, b=False, c=True, d=False, e=False),
        marks(a=True, b=True, c=False, d=False),
        marks(a=True, c=True, d=False),
    )
    assert [row["item"] for row in group.hardest_items()] == [fourth, fifth, second]
    assert [row["item"] for row in group.hardest_items(1)] == [fourth]
    assert of(marks(a=True)).hardest_items() == []


def test_tables_compare_before_and_after() -> None:
    before, after = of(one(choices(1), confidence=3), one(choices(1))), of(one(choices()), one(choices(1)))
    table = before.items(after)
    assert table.loc[SINGLE, ["answered", "right", "share", "confident_wrong"]].tolist() == [2, 0, 0.0, 1]
    assert table.loc[SINGLE, ["answered_after", "right_after", "share_after", "difference"]].tolist() == [
        2,
        1,
        0.5,
        0.5,
    ]
    assert table["share"].isna().sum() == len(table) - 1
    chosen = before.choices()
    assert list(chosen.columns) == ["item", "part", "choice", "count", "is_key"]
    assert chosen[chosen["item"] == SINGLE]["count"].sum() == 2
    assert len(of().items()) == len(of().rows())


def test_the_chart_draws_the_shares_in_percent_from_the_right() -> None:
    before, after = of(one(choices()), one(choices(1))), of(one(choices()))
    (axes,) = before.chart().axes
    assert axes.get_xlim() == (100, 0)
    assert axes.patches[0].get_width() == 50
    assert len(axes.get_yticklabels()) == len(before.rows())
    figure = before.chart(after)
    assert [bar.get_width() for bar in figure.axes[0].patches][:: len(before.rows())] == [50, 100]
    messages = CHAPTER.class_results_messages
    assert [line.get_text() for line in figure.legends[0].get_texts()] == [messages["before"], messages["after"]]


@pytest.mark.parametrize(("name", "ask"), [("pandas", "items"), ("matplotlib", "chart")])
def test_without_pandas_or_matplotlib_the_error_is_in_arabic(monkeypatch: Any, name: str, ask: str) -> None:
    for module in [module for module in sys.modules if module.partition(".")[0] == name]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModuleNotFoundError, match=f"يحتاج .* إلى {name} وهي غير مثبتة هنا"):
        getattr(of(one(0)), ask)()
    assert CHAPTER.class_results_messages["items"] in of(one(0)).report()._repr_html_()


# -- report --


def test_a_report_without_files_is_one_sentence() -> None:
    assert parse(of().report()._repr_html_()).get_text() == CHAPTER.class_results_messages["no_files"]


def test_a_report_escapes_every_text(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    quiz = quiz_files.from_yaml(Path(__file__).parents[2] / "docs" / "items" / "single.yml")
    (item,) = quiz.at()
    known = {
        **quiz.items[item],
        "stem": hostile,
        "label": hostile,
        "parts": [{"name": hostile, "choices": [hostile] * 3}],
    }
    chapter = compiled.Compiled(**{**vars(quiz), "items": {item: known}})
    wrong = next(choice for choice in range(3) if choice not in known["key"]["key"])
    base = {
        "answer": [wrong],
        "score": 0,
        "right": False,
        "attempts": 1,
        "done": False,
        "solved": False,
        "confidence": 3,
    }
    group = ClassResults(chapter, [{item: base}], [(hostile, "not_json")])
    page = parse(group.report(group)._repr_html_())
    assert page.select("script") == []
    assert page.get_text().count(hostile) > 8


def test_the_report_warns_if_there_are_too_few_files(tmp_path: Path) -> None:
    few = CHAPTER.class_results_messages["few"].format(n=5)
    for count, warned in ((4, True), (5, False)):
        group = ClassResults(CHAPTER, [answers(CHAPTER, n) for n in range(count)], [])
        assert (few in parse(group.report()._repr_html_()).get_text()) is warned


@pytest.mark.parametrize(
    ("right", "of_all", "shown"), [(0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (3, 8, 38), (1, 1, 100)]
)
def test_halves_are_rounded_up(right: int, of_all: int, shown: int) -> None:
    assert percent(right, of_all) == shown
