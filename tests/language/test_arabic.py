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
def test_equivalent_spellings_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("قلب", "كلب"), ("سؤال", "سوال"), ("حديقة", "حديقتي")])
def test_different_words_fold_differently(one, other):
    assert fold(one) != fold(other)


def test_folding_is_idempotent(course):
    for chapter in course.chapters:
        once = fold(chapter.seed.passage)
        assert fold(once) == once


def test_words_are_counted_without_punctuation_and_with_their_marks():
    assert words("«كِتابٌ» جديد، أليس كذلك؟ نعم!") == ["كِتابٌ", "جديد", "أليس", "كذلك", "نعم"]


def test_a_line_is_split_after_full_stop_question_mark_and_exclamation_mark():
    line = "جملة أولى. أهي ثانية؟ نعم! رقم 3.5 هنا، لا غير."
    assert sentences(line) == ["جملة أولى.", "أهي ثانية؟", "نعم!", "رقم 3.5 هنا، لا غير."]
    assert " ".join(sentences(line)) == line
