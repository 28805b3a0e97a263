"""Folding, words and sentences of Arabic text."""

import pytest

from sanadbook.language.arabic import fold, sentences, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كِتَابٌ", "كتاب"),
        ("كـــتاب", "كتاب"),
        ("أحمد إلى آخر", "احمد الى اخر"),
        ("مبنى", "مبني"),
        ("حديقة", "حديقه"),
        ("٢٠٢٦", "2026"),
        ("  حديقة \n الحي ", "حديقة الحي"),
        ("LGBT", "lgbt"),
        ("آ", "\u0627\u0653"),
    ],
)
def test_spellings_that_a_reader_takes_for_the_same_fold_to_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("قلب", "كلب"), ("سؤال", "سوال"), ("حديقة", "حديقتي")])
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


def test_folding_twice_gives_the_same_as_folding_once(course):
    for chapter in course.chapters:
        once = fold(chapter.seed.passage)
        assert fold(once) == once


def test_words_are_counted_without_punctuation_and_with_their_marks():
    assert words("«كِتابٌ» جديد، أليس كذلك؟ نعم!") == ["كِتابٌ", "جديد", "أليس", "كذلك", "نعم"]


def test_a_line_is_split_after_each_of_the_three_signs_and_nowhere_else():
    line = "جملة أولى. أهي ثانية؟ نعم! رقم 3.5 هنا، لا غير."
    assert sentences(line) == ["جملة أولى.", "أهي ثانية؟", "نعم!", "رقم 3.5 هنا، لا غير."]
    assert " ".join(sentences(line)) == line
