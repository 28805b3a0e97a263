"""A valid comparison and its quiz for the small course."""

COMPARISON = """\
questions:
  - id: water
    label: "المياه"
    question: "من يسقي؟"
    cells:
      - seed: "900"
        text: "يسقي كل بيت يومًا."
        evidence: [{at: L0.2, span: "يسقيها كل بيت"}]
      - {seed: "901", not_addressed: true, text: "لا يذكر من يسقي."}
    together: "يقول {seed:900} ما يسكت عنه {seed:901}."
    think: {question: "من يسقي حين يغيب بيت؟", first_step: "اقرؤوا الجملة الثانية."}
prompts:
  - question: "أيّ النصين أوضح؟"
    first_step: "اختاروا جملة."
    people: 2
    group: {text: "قارنوا جملتين.", minutes: 5}
    alone: {text: "اكتبوا سطرًا.", minutes: 3}
"""
QUIZ = """\
id: compare
language: ar
passage: ["يسقيها كل بيت يومًا في الأسبوع."]
items:
  - id: "compare:Q1"
    type: single
    stem: "كم مرة يسقي البيت في {seed:900}؟"
    options:
      - {text: "كل يوم", feedback: "ليس هذا في الجملة."}
      - {text: "يومًا في الأسبوع", correct: true, feedback: "هذا ما تقوله الجملة."}
      - {text: "يومًا في الشهر", feedback: "عودوا إلى الجملة."}
    suppress: {key-longest: "لفظ النص.", length-ratio: "لفظ النص."}
    evidence: [{at: L0.1, span: "يومًا في الأسبوع"}]
"""


def with_comparison(small, comparison=COMPARISON, quiz=QUIZ):
    """Put both files into the small course and return it."""
    small.write("data/comparison.yml", comparison)
    small.write("data/compare-quiz.yml", quiz)
    return small
