"""Results files of a class for tests and benchmarks: valid ones, and every kind of rejected file."""

from __future__ import annotations

import json
import random
from typing import Any

from sanadbook.runtime.compiled import Compiled
from sanadbook.runtime.serialization import SCHEMA

File = tuple[str, bytes]


def entry(
    known: dict[str, Any], choose: random.Random, *, right: bool, confidence: int | None = None
) -> dict[str, Any]:
    """The record of an item: a right answer, or one that is wrong in one part."""
    key, parts = known["key"], known["parts"]
    answer = [part[0] if isinstance(part, list) else part for part in key["key"]]
    if not right and key["type"] in ("single", "multiple"):
        answer = [choose.choice([choice for choice in range(key["choices"]) if choice not in key["key"]])]
    elif not right:
        place = choose.randrange(len(answer))
        others = [choice for choice, _ in enumerate(parts[place]["choices"]) if choice != answer[place]] or ["كلمة"]
        answer[place] = choose.choice(others)
    return {
        "answer": answer,
        "score": int(right),
        "right": right,
        "attempts": 1 if right else 2,
        "done": True,
        "solved": right or choose.random() < 0.5,
        "confidence": confidence,
    }


def answers(chapter: Compiled, seed: int) -> dict[str, Any]:
    """One learner's answers to the graded items of *chapter*. Some are missing, some have a confidence."""
    choose = random.Random(seed)
    return {
        item: entry(
            chapter.items[item],
            choose,
            right=choose.random() < 0.6,
            confidence=choose.choice([None, 1, 2, 3]) if n < 4 else None,
        )
        for n, item in enumerate(chapter.at())
        if chapter.items[item]["key"]["type"] != "open" and (n == 0 or choose.random() < 0.9)
    }


def document(chapter: Compiled, given: Any, **changes: Any) -> dict[str, Any]:
    return {"schema": SCHEMA, "course": chapter.course, "chapter": chapter.chapter, "answers": given, **changes}


def text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def good(chapter: Compiled, count: int) -> list[File]:
    return [(f"sanad-{n:03}.json", text(document(chapter, answers(chapter, n)))) for n in range(count)]


def bad(chapter: Compiled) -> list[tuple[str, bytes, str]]:
    """Rejected files: name, content and reason code. The duplicate has the content of the first valid file."""
    first = answers(chapter, 0)
    item = next(iter(first))
    single = next(item for item in chapter.at() if chapter.items[item]["key"]["type"] == "single")
    whole = document(chapter, first)

    def changed(**more: Any) -> bytes:
        return text(document(chapter, {**first, item: {**first[item], **more}}))

    def answered(answer: list[Any], **more: Any) -> bytes:
        base = {"score": 1, "right": True, "attempts": 1, "done": True, "solved": True, "confidence": None}
        return text(document(chapter, {single: {**base, "answer": answer, **more}}))

    key = chapter.items[single]["key"]
    wrong = next(choice for choice in range(key["choices"]) if choice not in key["key"])
    named = [
        # broken
        ("b-cut", text(whole)[:-40], "not_json"),
        ("b-empty-file", b"", "not_json"),
        ("b-latin", text(whole).replace(b"1", b"\xff", 1), "not_json"),
        ("b-nan", text(whole).replace(b'"schema": 1', b'"schema": NaN'), "not_json"),
        ("b-infinity", text(whole).replace(b'"schema": 1', b'"schema": -Infinity'), "not_json"),
        ("b-comma", text(whole)[:-1] + b",}", "not_json"),
        # no results file
        ("c-list", b"[]", "not_results"),
        ("c-null", b"null", "not_results"),
        ("c-schema", text({**whole, "schema": 2}), "not_results"),
        ("c-schema-true", text({**whole, "schema": True}), "not_results"),
        ("c-more", text({**whole, "name": "x"}), "not_results"),
        ("c-deep", b"[" * 200_000, "not_results"),
        (
            "c-deep-answers",
            text(whole).replace(b'"schema"', b'"x": ' + b'{"x":' * 50 + b"1" + b"}" * 50 + b', "schema"'),
            "not_results",
        ),
        ("c-answers", text({**whole, "answers": [1]}), "not_results"),
        # foreign
        ("d-chapter", text({**whole, "chapter": "99"}), "wrong_chapter"),
        ("d-course", text({**whole, "course": "other"}), "wrong_chapter"),
        ("d-chapter-type", text({**whole, "chapter": 4}), "wrong_chapter"),
        # hostile
        ("e-item", text(document(chapter, {**first, "999:Q1": first[item]})), "invalid_answer"),
        ("e-proto", text(document(chapter, {**first, "__proto__": first[item]})), "invalid_answer"),
        ("e-constructor", text(document(chapter, {**first, "constructor": first[item]})), "invalid_answer"),
        ("e-score", changed(score=1.5), "invalid_answer"),
        ("e-score-text", changed(score="1"), "invalid_answer"),
        ("e-score-true", changed(score=True), "invalid_answer"),
        ("e-huge-number", text(whole).replace(b'"attempts": ', b'"attempts": 1e999', 1), "invalid_answer"),
        ("e-long-number", text(whole).replace(b'"attempts": ', b'"attempts": ' + b"9" * 5000, 1), "invalid_answer"),
        ("e-confidence", changed(confidence=4), "invalid_answer"),
        ("e-more", changed(name="x"), "invalid_answer"),
        ("e-null", text(document(chapter, {**first, item: None})), "invalid_answer"),
        ("e-out", answered([99]), "invalid_answer"),
        ("e-negative", answered([-1]), "invalid_answer"),
        ("e-half", answered([0.5]), "invalid_answer"),
        ("e-text", answered(["<img src=x onerror=alert(1)>"]), "invalid_answer"),
        ("e-hole", answered([None]), "invalid_answer"),
        ("e-two", answered([0, 1]), "invalid_answer"),
        ("e-not-the-key", answered([wrong]), "invalid_answer"),
        ("e-key-but-wrong", answered(key["key"], right=False, score=0), "invalid_answer"),
        ("e-right-without-score", answered(key["key"], score=0), "invalid_answer"),
        ("f-big", text({**whole, "answers": {"x": "y" * 1_100_000}}), "too_big"),
        ("g-none", text(document(chapter, {})), "empty"),
        # the same content in another layout; it is read after the valid ones because of its name
        (
            "z-doubled",
            json.dumps({name: whole[name] for name in reversed(whole)}).replace(" 1,", " 1.0,").encode(),
            "duplicate",
        ),
    ]
    named.append(("b-<b onclick=x>", b"{", "not_json"))
    return [(f"{name}.json", content, why) for name, content, why in named]
