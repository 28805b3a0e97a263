"""Search without a browser: reading pages, the index, the stemmer, the synonyms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sanadbook.inputs.problems import CourseError
from sanadbook.model.course import Course
from sanadbook.rules.synonyms import read_synonyms
from sanadbook.sphinx_ext.search.index import IndexedPage, drop_boilerplate, index_script, pack, slur_test
from sanadbook.sphinx_ext.search.pages import Kind, Line, read_page
from sanadbook.sphinx_ext.search.stemmer import LanguageData, Stemmer, split_words
from tests.conftest import Folder

ARABIC = Stemmer(LanguageData.load("ar"))
CHAPTER = """
<header><h1>Brand</h1></header><main><div data-search-role="page"><section id="start"><h1>Title</h1>
<section id="s1"><h2>Heading</h2>
<p><span data-search-role="sentence" id="s-1">One <b>bold</b>.</span>
<span data-search-role="sentence" id="s-2">Two<a data-search-role="skip">3</a> &amp; three.</span></p>
<p id="n-1"><b data-search-role="skip">7</b> A note. Its end.</p>
<details data-search-role="plain"><summary>Plainer</summary><p>In plain words.</p></details>
<details><summary data-search-role="text">A folded part</summary><p>Inside.</p></details>
<form data-search-role="aside" id="q-1"><p>Asked?</p><p hidden>The answer.</p><p>Asked?</p></form>
</section></section></div></main><p>Footer.</p>
"""


def test_lines_have_kind_and_anchor() -> None:
    assert read_page(CHAPTER) == [
        Line(Kind.HEADING, "start", "Title"),
        Line(Kind.HEADING, "s1", "Heading"),
        Line(Kind.TEXT, "s-1", "One bold."),
        Line(Kind.TEXT, "s-2", "Two & three."),
        Line(Kind.TEXT, "n-1", "A note."),
        Line(Kind.TEXT, "n-1", "Its end."),
        Line(Kind.PLAIN, "s1", "In plain words."),
        Line(Kind.TEXT, "s1", "A folded part"),
        Line(Kind.TEXT, "s1", "Inside."),
        Line(Kind.SUPPLEMENTARY, "q-1", "Asked?"),
    ]


def test_an_unclosed_element_ends_with_its_parent() -> None:
    lines = read_page('<div data-search-role="page"><section id="a"><p>One<p>Two</section></div><p>Out</p>')
    assert [line.text for line in lines] == ["One", "Two"]


def test_boilerplate_is_kept_only_on_its_first_page() -> None:
    pages = [
        IndexedPage(f"{n}.html", "", (Line(Kind.TEXT, "", "Frame."), Line(Kind.TEXT, "", f"Own {n}.")))
        for n in range(4)
    ]
    assert [[line.text for line in page.lines] for page in drop_boilerplate(pages)] == [
        ["Frame.", "Own 0."],
        ["Own 1."],
        ["Own 2."],
        ["Own 3."],
    ]


def test_a_sentence_with_a_slur_shows_its_heading_instead(course: Course) -> None:
    slur = course.terminology.slurs[0]
    lines = (Line(Kind.HEADING, "s1", "عنوان"), Line(Kind.TEXT, "s-1", f"جملة فيها و{slur}ًا هنا."))
    [[_, _, [_, entry]]] = pack([IndexedPage("a.html", "صفحة", lines)], slur_test(course.terminology.slurs, ARABIC))
    kind, anchor, shown, words = entry
    assert (kind, anchor, shown) == (int(Kind.TEXT), "s-1", "عنوان")
    assert "جملة" in words.split()


def test_a_repeated_text_is_packed_as_its_number() -> None:
    pages = [
        IndexedPage(name, "", tuple(Line(Kind.TEXT, "", text) for text in texts))
        for name, texts in (("a", "كل"), ("b", "لم"))
    ]
    assert [[text for _, _, text in lines] for _, _, lines in pack(pages, slur_test((), ARABIC))] == [
        ["ك", "ل"],
        [1, "م"],
    ]


def test_the_index_script_contains_the_engine_and_the_synonyms() -> None:
    text = index_script([["a.html", "A", [[0, "", "</script> كلمة"]]]], LanguageData.load("ar"), [["مورد", "موارد"]])
    assert "function sanadStemmer" in text
    assert text.rstrip().endswith("});")
    assert '"synonyms":[["مورد","موارد"]]' in text


def test_without_language_data_words_are_only_folded() -> None:
    plain = Stemmer(LanguageData.load("en"))
    assert plain.stems("Networks").variants == ("networks",)
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
def test_forms_of_a_word_share_a_variant(words: str) -> None:
    first, *others = words.split()
    for other in others:
        assert set(ARABIC.stems(first).variants) & set(ARABIC.stems(other).variants), f"{first} {other}"


@pytest.mark.parametrize(
    "pair", ["اجتماع اجتماعي", "تعاون يتعاونون", "يواجه تواجه", "إنسان إنسانية", "يشاركوا نشارك", "صحة صحتي"]
)
def test_related_words_share_no_variant(pair: str) -> None:
    one, other = (ARABIC.stems(word) for word in pair.split())
    assert not set(one.variants) & set(other.variants)
    assert {*one.variants, *one.related} & {*other.variants, *other.related}


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
def test_a_broken_plural_leads_to_its_singular(pair: str) -> None:
    plural, singular = (ARABIC.stems(word) for word in pair.split())
    assert not {*plural.variants, *plural.related} & set(singular.variants)
    assert set(plural.singulars) & set(singular.variants)


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
def test_verbal_nouns_and_participles_lead_to_their_verb(pair: str) -> None:
    one, other = (ARABIC.stems(word) for word in pair.split())
    assert not set(one.variants) & set(other.variants)
    assert set(one.verbs) & set(other.verbs)


def test_a_pattern_matches_only_words_with_its_letters() -> None:
    assert "كاتب" in ARABIC.stems("كتاب").singulars
    assert "حق" in ARABIC.stems("حقوق").singulars
    assert "در" not in ARABIC.stems("دروس").singulars  # a doubled letter in the pattern needs two equal letters
    assert ARABIC.stems("صناديق").singulars[0] == "صندوق"


def test_a_verb_among_synonyms_matches_other_persons() -> None:
    assert "قود" in ARABIC.bases("يقود")
    assert "وم" not in ARABIC.bases("يوم")


@pytest.mark.parametrize("pair", ["خبراء خبرات", "امرأة أمر", "مرة أمر", "فئة في", "شعور شاعر"])
def test_similar_words_do_not_match(pair: str) -> None:
    one, other = (ARABIC.stems(word) for word in pair.split())
    assert not {*one.variants, *one.related} & {*other.variants, *other.related}


def test_fold_unifies_interchangeable_letters() -> None:
    assert ARABIC.fold("الشبــكات") == ARABIC.fold("الشبكات")
    assert ARABIC.fold("مُسَاءَلَة") == "مساءله"
    assert ARABIC.fold("آإأٱىةؤئ٣") == "ااااي" + "هوي3"
    assert ARABIC.is_stop_word("فيه")
    assert not ARABIC.is_stop_word("فئه")


def test_split_words_keeps_tashkeel_and_drops_punctuation() -> None:
    assert split_words("«الدَّعم»، و‏LGBTQ +") == ["الدَّعم", "و", "LGBTQ"]


# -- the synonyms -----------------------------------------------------------------------------------------------------


def test_the_synonyms_of_the_course_are_valid(course: Course) -> None:
    groups = read_synonyms(course.root / "data" / "synonyms.yml", "data/synonyms.yml", course.terminology.slurs)
    assert ["مورد", "موارد"] in groups


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- [مورد, موارد]\n- [مبدأ]\n", 2, "at least 2"),
        ("- [مورد, موارد]\n- [أموال, مواردْ]\n", 2, "is also on line 1"),
        ("- [مورد, تقاسم الموارد]\n", 1, "is not one word"),
        ("- مورد\n", 1, "valid list"),
        ("- [مورد, 4]\n", 1, "valid string"),
        ("- [مورد, SLUR]\n", 1, "a slur"),
        ("- [مورد\n", 2, "not YAML"),
    ],
)
def test_invalid_synonyms_name_file_and_line(
    tmp_path: Path, course: Course, text: str, line: int, message: str
) -> None:
    path, slurs = tmp_path / "synonyms.yml", course.terminology.slurs
    path.write_text(text.replace("SLUR", slurs[0]), "utf-8")
    with pytest.raises(CourseError) as caught:
        read_synonyms(path, "data/synonyms.yml", slurs)
    assert f"data/synonyms.yml:{line}: error" in str(caught.value)
    assert message in str(caught.value)


def test_no_synonym_is_a_form_of_a_slur(course_copy: Folder, course: Course) -> None:
    contains_slur = slur_test(course.terminology.slurs, ARABIC)
    groups = read_synonyms(course_copy.root / "data" / "synonyms.yml", "data/synonyms.yml")
    assert not [word for group in groups for word in group if contains_slur(word)]
    assert json.dumps(groups)
