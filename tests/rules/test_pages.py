"""Wordings outside the chapters: glossary, course.yml and the pages that people write by hand."""

import pytest

PAGE = "front.md"
CONTENTS = (
    "format: jb-book\nroot: front\nchapters:\n"
    "  - {file: chapters/01}\n  - {file: facilitator/01, sections: [{file: deep}]}\n"
)


@pytest.fixture
def book(small):
    """The small course with a contents file and a front page of one line."""
    small.write("_toc.yml", CONTENTS)
    small.write(PAGE, "# عنوان\n")
    return small


def test_a_valid_page_has_no_problems(book):
    book.write(
        PAGE,
        '% تعليق , لا يراه أحد\n(label)=\n# عنوان\n\nكلام، ثم [رابط](a,b.md)، و`quiz.at("x")`؛ {{ shortest }}.\n\n'
        '```{raw} html\n<p class="a">كلام،</p>\n```\n\n```python\nprint("كلام, كلام")\n```\n\n'
        ':::{note}\n:class: "a"\nكلام.\n:::\n',
    )
    assert book.problems() == []


@pytest.mark.parametrize(
    ("line", "rule", "severity"),
    [
        ("كلام لفظمسيء.", "slur", "error"),
        ("كلام عن لائحة الأدوار.", "terminology", "warning"),
        ("كلام, كلام.", "typography", "warning"),
        ("## موضوعخاص", "neutral", "error"),
        ('<p class="a">كلام ، كلام</p>', "typography", "warning"),
    ],
)
def test_a_forbidden_wording_is_reported_at_its_line(book, line, rule, severity):
    book.write(PAGE, f"# عنوان\n\n```{{container}} facts\n{line}\n```\n")
    (found,) = book.problems()
    assert (found.file, found.line, found.rule, found.severity) == (PAGE, 4, rule, severity)


def test_topic_words_are_allowed_in_running_text(book):
    book.write(PAGE, "# عنوان\n\nكلام عن موضوعخاص.\n")
    assert book.problems() == []


def test_pages_at_any_depth_are_checked_except_generated_ones(book):
    book.write("deep.md", "كلام ؟\n")
    (book.root / "facilitator").mkdir()
    book.write("facilitator/01.md", "كلام ؟\n")
    book.write("elsewhere.md", "كلام ؟\n")
    assert [problem.file for problem in book.problems()] == ["deep.md"]


def test_an_unreadable_table_of_contents_is_reported(book):
    book.write("_toc.yml", "root: [")
    (found,) = book.problems()
    assert (found.file, found.severity) == ("_toc.yml", "error")


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("data/glossary.yml", "يزرعها الجيران معًا.", "يزرعها لفظمسيء.", "slur"),
        ("data/glossary.yml", "يزرعها الجيران معًا.", "فيها لائحة الأدوار.", "terminology"),
        ("data/glossary.yml", '"حديقة الحي"', '"حديقة ، الحي"', "typography"),
        ("data/course.yml", "نعرض النص كما ورد.", "نعرض النص كما ورد .", "typography"),
        ("data/course.yml", 'brand: "حديقة"', 'brand: "موضوعخاص"', "neutral"),
        ("data/course.yml", 'label: "المياه"', 'label: "موضوعخاص"', "neutral"),
    ],
)
def test_the_glossary_and_the_course_file_are_checked(small, file, old, new, rule):
    line = small.line(file, old)
    small.edit(file, old, new)
    (found,) = small.problems()
    assert (found.file, found.line, found.rule) == (file, line, rule)


def test_a_variant_is_a_quotation_but_must_not_be_a_slur(small):
    for seed in ("900", "901"):
        small.edit(f"data/seeds/{seed}_0123456789abcdef.txt", "يزرع الجيران", "يزرع لفظمسيء ، الجيران")
    small.edit("data/glossary.yml", '["حديقة صغيرة"]', '["لفظمسيء ، الجيران"]')
    assert [problem.rule for problem in small.problems() if problem.file == "data/glossary.yml"] == ["slur"]
