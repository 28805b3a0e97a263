"""The search without a browser: what is read from a page, the index, the stemmer, the synonyms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sanadbook.inputs.problems import CourseError
from sanadbook.model.course import Course
from sanadbook.rules.synonyms import read_synonyms
from sanadbook.sphinx_ext.search.index import Page, flagged, packed, script, without_frame
from sanadbook.sphinx_ext.search.pages import Kind, Line, read_page
from sanadbook.sphinx_ext.search.stemmer import Stemmer, Table, split
from tests.conftest import Folder

ARABIC = Stemmer(Table.of("ar"))
CHAPTER = """
<header><h1>Brand</h1></header><main><div class="sanad-body"><section id="start"><h1>Title</h1>
<section id="s1"><h2>Heading</h2>
<p><span class="sanad-sentence" id="s-1">One <b>bold</b>.</span>
<span class="sanad-sentence" id="s-2">Two<a class="sanad-note-ref">3</a> &amp; three.</span></p>
<p class="sanad-note" id="n-1"><b>7</b> A note. Its end.</p>
<details class="sanad-plain"><summary>Plainer</summary><p>In plain words.</p></details>
<form class="sanad-item" id="q-1"><p>Asked?</p><p hidden>The answer.</p><p>Asked?</p></form>
</section></section></div></main><p>Footer.</p>
"""


def test_lines_of_a_page_know_their_kind_and_place() -> None:
    assert read_page(CHAPTER) == [
        Line(Kind.HEADING, "start", "Title"),
        Line(Kind.HEADING, "s1", "Heading"),
        Line(Kind.TEXT, "s-1", "One bold."),
        Line(Kind.TEXT, "s-2", "Two & three."),
        Line(Kind.TEXT, "n-1", "A note."),
        Line(Kind.TEXT, "n-1", "Its end."),
        Line(Kind.PLAIN, "s1", "In plain words."),
        Line(Kind.BESIDE, "q-1", "Asked?"),
    ]


def test_an_element_left_open_ends_with_the_one_around_it() -> None:
    lines = read_page('<div class="sanad-body"><section id="a"><p>One<p>Two</section></div><p>Out</p>')
    assert [line.text for line in lines] == ["One", "Two"]


def test_what_stands_on_most_pages_is_kept_on_the_first() -> None:
    pages = [Page(f"{n}.html", "", (Line(Kind.TEXT, "", "Frame."), Line(Kind.TEXT, "", f"Own {n}."))) for n in range(4)]
    assert [[line.text for line in page.lines] for page in without_frame(pages)] == [
        ["Frame.", "Own 0."],
        ["Own 1."],
        ["Own 2."],
        ["Own 3."],
    ]


def test_a_sentence_with_a_slur_is_shown_as_its_heading(course: Course) -> None:
    slur = course.terminology.slurs[0]
    lines = (Line(Kind.HEADING, "s1", "عنوان"), Line(Kind.TEXT, "s-1", f"جملة فيها و{slur}ًا هنا."))
    [[_, _, [_, entry]]] = packed([Page("a.html", "صفحة", lines)], flagged(course.terminology.slurs, ARABIC))
    kind, anchor, shown, words = entry
    assert (kind, anchor, shown) == (int(Kind.TEXT), "s-1", "عنوان")
    assert "جملة" in words.split()


def test_a_text_that_was_there_before_is_its_number() -> None:
    pages = [
        Page(name, "", tuple(Line(Kind.TEXT, "", text) for text in texts)) for name, texts in (("a", "كل"), ("b", "لم"))
    ]
    assert [[text for _, _, text in lines] for _, _, lines in packed(pages, flagged((), ARABIC))] == [
        ["ك", "ل"],
        [1, "م"],
    ]


def test_the_index_is_one_script_that_carries_its_table() -> None:
    text = script([["a.html", "A", [[0, "", "</script> كلمة"]]]], Table.of("ar"), [["مورد", "موارد"]])
    assert "function sanadStemmer" in text
    assert text.rstrip().endswith("});")
    assert '"synonyms":[["مورد","موارد"]]' in text


def test_a_language_without_a_table_is_found_as_it_is_written() -> None:
    plain = Stemmer(Table.of("en"))
    assert plain.stems("Networks").near == ("networks",)
    assert plain.stem("الشبكات") == "الشبكات"


# -- the stemmer ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "شبكة الشبكة وشبكات بالشبكات شبكتهم للشبكات شبكتان",
        "وظيفة الوظيفة والوظيفة بوظيفته",
        "أعضاء الأعضاء أعضائه أعضاؤهم اعضاء لأعضائها",
        "التزام الالتزام والتزام بالتزامهم للالتزام",
        "دعم دعمًا الدَّعْم ودعم كالدعم للدعم فالدعم",
        "حياة حياتهم الحياة وحياتنا",
        "ثقة الثقة بثقتهم ثقه",
        "مواجهة المواجهة ومواجهه",
        "حق الحق",
        "مسؤولية المسؤوليات مسؤوليتهم",
        "لغة لغتان لغتين باللغة",
        "ثقة ثقتنا وثقتهم",
        "ناقش ناقشناها ناقشتموه",
        "يلعب سيلعب",
    ],
)
def test_forms_of_a_word_are_one_word(words: str) -> None:
    first, *others = words.split()
    for other in others:
        assert set(ARABIC.stems(first).near) & set(ARABIC.stems(other).near), f"{first} {other}"


@pytest.mark.parametrize(
    "pair", ["اجتماع اجتماعي", "تعاون يتعاونون", "يواجه تواجه", "إنسان إنسانية", "يشاركوا نشارك", "صحة صحتي"]
)
def test_related_words_are_related_and_no_more(pair: str) -> None:
    one, other = (ARABIC.stems(word) for word in pair.split())
    assert not set(one.near) & set(other.near)
    assert {*one.near, *one.far} & {*other.near, *other.far}


@pytest.mark.parametrize(
    "pair",
    [
        "صناديق صندوق",
        "بالمشاريع مشروعنا",
        "أنشطة نشاط",
        "طلاب طالب",
        "شواهده الشاهد",
        "حدود حد",
        "وسائل وسيلة",
        "أصدقاء صديق",
        "عناصر عنصر",
    ],
)
def test_a_plural_that_changes_the_word_tells_its_singular(pair: str) -> None:
    plural, singular = (ARABIC.stems(word) for word in pair.split())
    assert not {*plural.near, *plural.far} & set(singular.near)
    assert set(plural.singular) & set(singular.near)


@pytest.mark.parametrize(
    "pair",
    [
        "استعمال نستعملها",
        "إتاحة تتيح",
        "تزويد زودوا",
        "مقارنة قارنوا",
        "إصلاح أصلحوا",
        "تناقشنا نقاش",
        "مدربين يدربون",
        "محروم تحرم",
        "احترام محترم",
    ],
)
def test_what_is_made_of_a_verb_tells_it(pair: str) -> None:
    one, other = (ARABIC.stems(word) for word in pair.split())
    assert not set(one.near) & set(other.near)
    assert set(one.verb) & set(other.verb)


def test_a_measure_asks_for_its_letters() -> None:
    assert "كاتب" in ARABIC.stems("كتاب").singular
    assert "حق" in ARABIC.stems("حقوق").singular
    assert "در" not in ARABIC.stems("دروس").singular  # two letters only where they are one
    assert ARABIC.stems("صناديق").singular[0] == "صندوق"


def test_a_verb_among_synonyms_stands_for_its_persons() -> None:
    assert "قود" in ARABIC.bases("يقود")
    assert "وم" not in ARABIC.bases("يوم")


@pytest.mark.parametrize("pair", ["خبراء خبرات", "امرأة أمر", "مرة أمر", "فئة في", "شعور شاعر"])
def test_other_words_are_others(pair: str) -> None:
    one, other = (ARABIC.stems(word) for word in pair.split())
    assert not {*one.near, *one.far} & {*other.near, *other.far}


def test_fold_takes_what_writers_exchange() -> None:
    assert ARABIC.fold("الشبــكات") == ARABIC.fold("الشبكات")
    assert ARABIC.fold("مُسَاءَلَة") == "مساءله"
    assert ARABIC.fold("آإأٱىةؤئ٣") == "ااااي" + "هوي3"
    assert ARABIC.is_common("فيه")
    assert not ARABIC.is_common("فئه")


def test_words_keep_their_tashkeel_and_lose_signs() -> None:
    assert split("«الدَّعم»، و‏LGBTQ +") == ["الدَّعم", "و", "LGBTQ"]


# -- the synonyms -----------------------------------------------------------------------------------------------------


def test_the_synonyms_of_the_course_are_valid(course: Course) -> None:
    groups = read_synonyms(course.root / "data" / "synonyms.yml", "data/synonyms.yml", course.terminology.slurs)
    assert ["مورد", "موارد"] in groups


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- [مورد, موارد]\n- [مبدأ]\n", 2, "at least 2"),
        ("- [مورد, موارد]\n- [أموال, مواردْ]\n", 2, "stands on line 1 too"),
        ("- [مورد, تقاسم الموارد]\n", 1, "is not one word"),
        ("- مورد\n", 1, "valid list"),
        ("- [مورد, 4]\n", 1, "valid string"),
        ("- [مورد, SLUR]\n", 1, "a slur"),
        ("- [مورد\n", 2, "not YAML"),
    ],
)
def test_bad_synonyms_name_file_and_line(tmp_path: Path, course: Course, text: str, line: int, message: str) -> None:
    path, slurs = tmp_path / "synonyms.yml", course.terminology.slurs
    path.write_text(text.replace("SLUR", slurs[0]), "utf-8")
    with pytest.raises(CourseError) as caught:
        read_synonyms(path, "data/synonyms.yml", slurs)
    assert f"data/synonyms.yml:{line}: error" in str(caught.value)
    assert message in str(caught.value)


def test_no_synonym_is_a_slur_of_another_form(course_copy: Folder, course: Course) -> None:
    holds = flagged(course.terminology.slurs, ARABIC)
    groups = read_synonyms(course_copy.root / "data" / "synonyms.yml", "data/synonyms.yml")
    assert not [word for group in groups for word in group if holds(word)]
    assert json.dumps(groups)
