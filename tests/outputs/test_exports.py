"""Exports of items: each file is parsed in its format, and every loss is reported."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from pyslet.qtiv2.xml import QTIDocument

from sanadbook import model
from sanadbook.cli import main
from sanadbook.items.classification import Classification
from sanadbook.items.cloze import Cloze
from sanadbook.items.matching import Matching
from sanadbook.items.multiple import Multiple
from sanadbook.items.open import Open
from sanadbook.items.single import Single
from sanadbook.items.true_false_reason import TrueFalseReason
from sanadbook.model.course import Course
from sanadbook.outputs.exports import FORMATS, export
from tests.conftest import Folder

REPOSITORY = Path(__file__).parents[2]
CHAPTER = "data/chapters/01.yml"
READ_GIFT = """
const { parse } = require("gift-pegjs");
const text = require("fs").readFileSync(0, "utf8");
console.log(JSON.stringify(parse(text).filter((each) => each.type !== "Category")));
"""


def items_of(course: Course) -> dict[str, model.Item]:
    return {item.id: item for chapter in course.chapters for item in chapter.content.items}


def of_type(course: Course, kind: type) -> Any:
    return next(item for item in items_of(course).values() if isinstance(item, kind))


# -- GIFT ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gift(course: Course) -> dict[str, Any]:
    """Return the questions of a GIFT file by title, as a GIFT parser reads them."""
    text = export(course, "gift").content
    run = subprocess.run(["node", "-e", READ_GIFT], input=text, capture_output=True, check=True, cwd=REPOSITORY)
    found: list[dict[str, Any]] = json.loads(run.stdout)
    assert len({each["title"] for each in found}) == len(found)
    return {each["title"]: each for each in found}


def test_gift_has_every_item(gift: dict[str, Any], course: Course) -> None:
    assert {title.split(" ")[0] for title in gift} == set(items_of(course))
    kinds = Counter(each["type"] for each in gift.values())
    reasons = sum(isinstance(item, TrueFalseReason) for item in items_of(course).values())
    assert kinds["TF"] == reasons
    assert sum(kinds.values()) == len(items_of(course)) + reasons


def test_gift_keeps_key_options_and_feedback(gift: dict[str, Any], course: Course) -> None:
    for item in items_of(course).values():
        if not isinstance(item, Single) or "{" in item.model_dump_json().replace('{"', "").replace("{}", ""):
            continue
        choices = gift[item.id]["choices"]
        told = [(each["text"]["text"], each["isCorrect"], each["feedback"]["text"]) for each in choices]
        assert told == [(option.text, option.correct, option.feedback) for option in item.options]


def test_gift_gives_no_score_for_ticking_every_option(gift: dict[str, Any], course: Course) -> None:
    for item in items_of(course).values():
        if isinstance(item, Multiple):
            weights = [choice["weight"] for choice in gift[item.id]["choices"]]
            assert sum(weights) == pytest.approx(0, abs=1e-3)
            assert sum(weight for weight in weights if weight > 0) == pytest.approx(100, abs=1e-3)


def test_gift_escapes_its_special_characters(small: Folder) -> None:
    signs = "{a} ~b =c #d :e \\\\f -> g"
    small.edit(CHAPTER, '"قلّت المياه"', f'"{signs}"')
    text = export(small.load("01"), "gift").content
    run = subprocess.run(["node", "-e", READ_GIFT], input=text, capture_output=True, check=True, cwd=REPOSITORY)
    options = [choice["text"]["text"] for each in json.loads(run.stdout) for choice in each.get("choices", [])]
    assert signs.replace("\\\\", "\\") in options


# -- Anki ------------------------------------------------------------------------------------------------------------


def take(collection: Collection, package: bytes, folder: Path) -> tuple[int, int]:
    """Import *package*; return how many notes were new and how many were updated."""
    path = folder / "items.apkg"
    path.write_bytes(package)
    log = collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    ).log
    return len(log.new), len(log.updated)


def test_anki_imports_every_item_once_and_updates_changed_ones(
    small: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        course = small.load()
        count = len(items_of(course))
        assert take(collection, export(course, "anki").content, tmp_path) == (count, 0)
        assert take(collection, export(course, "anki").content, tmp_path) == (0, 0)
        assert collection.note_count() == count
        small.edit(CHAPTER, '"نعم، اختلفوا على الدور."', '"نعم، على الدور اختلفوا."')
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000060")
        new, updated = take(collection, export(small.load(), "anki").content, tmp_path)
        assert (new, updated > 0) == (0, True)
        told = " ".join(collection.get_note(number)["Why"] for number in collection.find_notes(""))
        assert told.count("نعم، على الدور اختلفوا.") == 1
        assert told.count("نعم، اختلفوا على الدور.") == 1  # of chapter 2, which did not change
        assert collection.note_count() == count
    finally:
        collection.close()


def test_an_anki_card_has_the_stem_on_the_front_and_the_key_on_the_back(course: Course, tmp_path: Path) -> None:
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        take(collection, export(course, "anki", ["04"]).content, tmp_path)
        item = next(item for item in course.chapter("04").path if isinstance(item, Single))
        (note,) = [collection.get_note(number) for number in collection.find_notes(f'"Id:{item.id}"')]
        (card,) = note.cards()
        key = next(option.text for option in item.options if option.correct)
        assert item.stem in card.question()
        assert key in card.answer().split('<hr id="answer">')[1]
        assert collection.decks.name(card.did).startswith(course.file.brand)
    finally:
        collection.close()


# -- QTI -------------------------------------------------------------------------------------------------------------


def test_every_qti_item_is_readable_and_listed_in_the_manifest(course: Course) -> None:
    with zipfile.ZipFile(io.BytesIO(export(course, "qti").content)) as package:
        names = [name for name in package.namelist() if name.startswith("items/")]
        titles = []
        for name in names:
            document = QTIDocument()
            with package.open(name) as file:
                document.read(src=file)
            assert (
                document.root.get_assessment_item() if hasattr(document.root, "get_assessment_item") else document.root
            )
            titles.append(document.root.title)
        manifest = package.read("imsmanifest.xml").decode()
    assert sorted(titles) == sorted(items_of(course))
    assert all(f'href="{name}"' in manifest for name in names)


def test_qti_gives_the_full_score_for_the_key(course: Course) -> None:
    """The mapped scores of the right values add up to one, those of all values of a multiple item to nothing."""
    with zipfile.ZipFile(io.BytesIO(export(course, "qti").content)) as package:
        for item in items_of(course).values():
            if not isinstance(item, Multiple | Matching | Classification | Cloze):
                continue
            document = QTIDocument()
            with package.open(f"items/I{item.id.replace(':', '-')}.xml") as file:
                document.read(src=file)
            (declaration,) = document.root.ResponseDeclaration
            scores = {str(entry.mapKey): entry.mappedValue for entry in declaration.Mapping.MapEntry}
            right = [value.get_value() for value in declaration.CorrectResponse.get_children()]
            assert sum(scores[value] for value in right) == pytest.approx(1, abs=1e-3)
            if isinstance(item, Multiple):
                assert sum(scores.values()) == pytest.approx(0, abs=1e-3)


# -- CSV -------------------------------------------------------------------------------------------------------------


def test_csv_has_every_choice_with_its_feedback(course: Course) -> None:
    text = export(course, "csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["item"] for row in rows} == set(items_of(course))
    item = of_type(course, Single)
    assert [row["right"] for row in rows if row["item"] == item.id] == [
        str(int(option.correct)) for option in item.options
    ]
    assert all(row["feedback"] for row in rows if row["item"] == item.id)


def test_csv_escapes_formulas(small: Folder) -> None:
    small.edit(CHAPTER, '"قلّت المياه"', '"=1+1"')
    rows = list(csv.DictReader(io.StringIO(export(small.load("01"), "csv").content.decode("utf-8-sig"))))
    assert [row["part"] for row in rows if "1+1" in row["part"]] == ["'=1+1"]


# -- all -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_losses_are_reported_for_each_item(course: Course, kind: str) -> None:
    told = {(loss.item, loss.lost) for loss in export(course, kind).losses}
    for item in items_of(course).values():
        lines = {lost for of, lost in told if of == item.id}
        assert any("confidence" in line for line in lines) == item.confidence
        assert any("hint" in line for line in lines) == bool(item.hint)
        if isinstance(item, Open):
            assert any("evidence map" in line for line in lines)


@pytest.mark.parametrize("kind", ["gift", "csv", "qti"])
def test_exports_are_deterministic(course: Course, kind: str) -> None:
    assert export(course, kind).content == export(course, kind).content


def test_the_command_exports_one_chapter_and_prints_the_losses(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "items.gift"
    assert main(["--root", str(repository), "export", "gift", "04", "--output", str(path)]) == 0
    assert "003:Q1" in path.read_text("utf-8").replace("\\", "")
    assert "000:Q1" not in path.read_text("utf-8").replace("\\", "")
    assert "not exported: 003:" in capsys.readouterr().out


def test_an_unknown_chapter_is_an_error(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(repository), "export", "csv", "77"]) == 2
    assert "no chapter 77; there are 01, 02" in capsys.readouterr().err
