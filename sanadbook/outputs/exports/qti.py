"""Items as an IMS QTI 2.1 content package (https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as Xml

from sanadbook import model
from sanadbook.model.course import Course, CourseChapter
from sanadbook.outputs.exports.item_text import Exported, Loss, Texts, common_losses, texts, written_losses

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
#: A fixed moment in each entry of the archive: same course, same file.
_MOMENT = (2000, 1, 1, 0, 0, 0)


def qti(course: Course, chapters: Sequence[CourseChapter]) -> Exported:
    """Return the items of *chapters* as one package: a manifest and a file for each item."""
    files: dict[str, Xml.Element] = {}
    losses: list[Loss] = []
    for each in texts(course, chapters):
        files[f"items/{_name(each.item.id)}.xml"] = _item(each)
        losses += _losses(each.item)
    files = {"imsmanifest.xml": _manifest(course, list(files)), **files}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for name, root in files.items():
            Xml.indent(root)
            package.writestr(zipfile.ZipInfo(name, _MOMENT), Xml.tostring(root, "utf-8", xml_declaration=True))
    return Exported("zip", archive.getvalue(), tuple(losses))


def _name(item: str) -> str:
    """Return an item's id as an XML name: ``I003-Q5``."""
    return "I" + item.replace(":", "-")


def _manifest(course: Course, files: list[str]) -> Xml.Element:
    root = Xml.Element("manifest", {"xmlns": PACKAGE, "identifier": f"M-{course.file.id}"})
    metadata = Xml.SubElement(root, "metadata")
    Xml.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    Xml.SubElement(metadata, "schemaversion").text = "1.0.0"
    Xml.SubElement(root, "organizations")
    resources = Xml.SubElement(root, "resources")
    for file in files:
        name = file.removeprefix("items/").removesuffix(".xml")
        about = {"identifier": f"R-{name}", "type": "imsqti_item_xmlv2p1", "href": file}
        Xml.SubElement(Xml.SubElement(resources, "resource", about), "file", {"href": file})
    return root


class _Maker:
    """An item in the making: declarations first, then the body, processing, feedback."""

    def __init__(self, each: Texts) -> None:
        self.each = each
        about = {
            "xmlns": QTI,
            "identifier": _name(each.item.id),
            "title": each.item.id,
            "adaptive": "false",
            "timeDependent": "false",
            "xml:lang": each.renderer.course.file.language,
        }
        self.root = Xml.Element("assessmentItem", about)
        self.body = Xml.Element("itemBody")
        self.feedback: list[Xml.Element] = []

    def declare(self, cardinality: str, base: str, right: Sequence[str], scores: dict[str, float]) -> None:
        """Declare a response: what is right, and the score of each value where parts count."""
        about = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": base}
        response = Xml.SubElement(self.root, "responseDeclaration", about)
        if right:
            correct = Xml.SubElement(response, "correctResponse")
            for value in right:
                Xml.SubElement(correct, "value").text = value
        if scores:
            mapping = Xml.SubElement(response, "mapping", {"defaultValue": "0", "lowerBound": "0", "upperBound": "1"})
            for value, score in scores.items():
                Xml.SubElement(mapping, "mapEntry", {"mapKey": value, "mappedValue": f"{score:.5f}"})

    def finish(self, template: str | None) -> Xml.Element:
        """Put the parts together; *template* is the standard's own response processing."""
        score = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
        default = Xml.SubElement(Xml.SubElement(self.root, "outcomeDeclaration", score), "defaultValue")
        Xml.SubElement(default, "value").text = "0"
        if self.feedback:
            shown = {"identifier": "FEEDBACK", "cardinality": "single", "baseType": "identifier"}
            outcome = Xml.SubElement(self.root, "outcomeDeclaration", shown)
            Xml.SubElement(Xml.SubElement(outcome, "defaultValue"), "value").text = "WHY"
        self.root.append(self.body)
        if template:
            Xml.SubElement(self.root, "responseProcessing", {"template": f"{_TEMPLATES}/{template}"})
        self.root.extend(self.feedback)
        return self.root

    def say(self, lines: Sequence[str]) -> None:
        """Add what is said once it is answered."""
        about = {"outcomeIdentifier": "FEEDBACK", "identifier": "WHY", "showHide": "show"}
        feedback = Xml.Element("modalFeedback", about)
        feedback.text = " ".join(lines)
        self.feedback.append(feedback)

    def interaction(self, kind: str, prompt: str, **about: str) -> Xml.Element:
        """Add an interaction with its prompt to the body."""
        made = Xml.SubElement(self.body, kind, {"responseIdentifier": "RESPONSE", **about})
        Xml.SubElement(made, "prompt").text = prompt
        return made


def _choices(interaction: Xml.Element, kind: str, words: Sequence[str], letter: str, **about: str) -> list[str]:
    """Add *words* as choices and return their identifiers."""
    names = [f"{letter}{number}" for number in range(1, len(words) + 1)]
    for name, word in zip(names, words, strict=True):
        Xml.SubElement(interaction, kind, {"identifier": name, **about}).text = word
    return names


def _item(each: Texts) -> Xml.Element:
    item, flat = each.item, each.flat
    made = _Maker(each)
    if isinstance(item, model.Single | model.Multiple | model.TrueFalseReason):
        return _choice(made, item)
    if isinstance(item, model.Ordering):
        order = made.interaction("orderInteraction", each.stem, shuffle="true")
        words = [flat(step.text) for step in item.steps]
        made.declare("ordered", "identifier", _choices(order, "simpleChoice", words, "C"), {})
        made.say([*each.explained(), *each.evidence])
        return made.finish("match_correct")
    if isinstance(item, model.Short):
        block = Xml.SubElement(made.body, "p")
        block.text = f"{each.stem} "
        Xml.SubElement(block, "textEntryInteraction", {"responseIdentifier": "RESPONSE"})
        made.declare("single", "string", item.accept[:1], dict.fromkeys(item.accept, 1.0))
        made.say([flat(item.feedback), *each.evidence])
        return made.finish("map_response")
    if isinstance(item, model.Open):
        rubric = Xml.SubElement(made.body, "rubricBlock", {"view": "scorer"})
        for point in item.rubric:
            Xml.SubElement(rubric, "p").text = flat(point.text)
        Xml.SubElement(rubric, "p").text = flat(item.completed)
        made.interaction("extendedTextInteraction", f"{each.stem} {flat(item.task)}")
        made.declare("single", "string", (), {})
        return made.finish(None)
    return _match(made)


def _choice(made: _Maker, item: model.Single | model.Multiple | model.TrueFalseReason) -> Xml.Element:
    """A choice; of a statement with its reason each verdict with each reason, so that both count."""
    each, flat = made.each, made.each.flat
    if isinstance(item, model.TrueFalseReason):
        verdicts = {True: each.t("The statement is true"), False: each.t("The statement is false")}
        pairs = [(verdict, reason) for verdict in (True, False) for reason in item.reasons]
        words = [f"{verdicts[verdict]}: {flat(reason.text)}" for verdict, reason in pairs]
        right = [verdict == item.answer and reason.correct for verdict, reason in pairs]
        said = [flat(item.feedback.true if item.answer else item.feedback.false)]
    else:
        words, right = [flat(option.text) for option in item.options], [option.correct for option in item.options]
        said = [flat(option.feedback) for option in item.options if option.correct]
    several = isinstance(item, model.Multiple)
    choice = made.interaction("choiceInteraction", each.stem, shuffle="true", maxChoices="0" if several else "1")
    names = _choices(choice, "simpleChoice", words, "C")
    keys = [name for name, is_right in zip(names, right, strict=True) if is_right]
    wrong = [name for name in names if name not in keys]
    scores = {**dict.fromkeys(keys, 1 / len(keys)), **dict.fromkeys(wrong, -1 / max(len(wrong), 1))} if several else {}
    made.declare("multiple" if several else "single", "identifier", keys, scores)
    made.say([*said, *each.evidence])
    return made.finish("map_response" if several else "match_correct")


def _match(made: _Maker) -> Xml.Element:
    """Parts to be joined with what belongs to them: pairs, cards and categories, gaps and words."""
    each = made.each
    parts, item = each.parts(), each.item
    stem = f"{each.stem} {each.gapped()}" if isinstance(item, model.Cloze) else each.stem
    match = made.interaction("matchInteraction", stem, shuffle="true", maxAssociations=str(len(parts)))
    first, second = Xml.SubElement(match, "simpleMatchSet"), Xml.SubElement(match, "simpleMatchSet")
    rows = _choices(first, "simpleAssociableChoice", [part for part, _ in parts], "P", matchMax="1")
    words = sorted({own for _, own in parts} | set(each.spare()))
    most = str(len(parts)) if isinstance(item, model.Classification) else "1"
    columns = dict(zip(words, _choices(second, "simpleAssociableChoice", words, "B", matchMax=most), strict=True))
    right = [f"{row} {columns[own]}" for row, (_, own) in zip(rows, parts, strict=True)]
    made.declare("multiple", "directedPair", right, dict.fromkeys(right, 1 / len(right)))
    made.say([*each.explained(), *each.evidence])
    return made.finish("map_response")


def _losses(item: model.Item) -> Iterator[Loss]:
    yield from common_losses(item)
    yield from written_losses(item)
    if isinstance(item, model.TrueFalseReason):
        yield Loss(item.id, "becomes one choice of verdict and reason together: half right earns nothing")
    elif isinstance(item, model.Ordering):
        yield Loss(item.id, "is right or wrong as a whole")
    elif isinstance(item, model.Open):
        yield Loss(item.id, "is scored by a person: the rubric is for the scorer, the evidence map is left out")
    if not isinstance(item, model.Open):
        yield Loss(item.id, "what is said of wrong answers is left out")
