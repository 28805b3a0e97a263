"""An item as a QTI 2.1 document (https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as Xml

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"


def identifier(item_id: str) -> str:
    """Return an item's id as an XML identifier: ``I003-Q5``."""
    return "I" + item_id.replace(":", "-")


class QtiDocument:
    """An ``assessmentItem`` under construction, with one response named ``RESPONSE``."""

    def __init__(self, item_id: str, language: str) -> None:
        attributes = {
            "xmlns": NAMESPACE,
            "identifier": identifier(item_id),
            "title": item_id,
            "adaptive": "false",
            "timeDependent": "false",
            "xml:lang": language,
        }
        self.root = Xml.Element("assessmentItem", attributes)
        self.body = Xml.Element("itemBody")
        self._feedback: list[Xml.Element] = []

    def declare(
        self, cardinality: str, base_type: str, correct: Sequence[str], scores: Mapping[str, float] | None = None
    ) -> None:
        """Declare the response: its correct values and, for partial credit, the score of each value."""
        attributes = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": base_type}
        response = Xml.SubElement(self.root, "responseDeclaration", attributes)
        if correct:
            values = Xml.SubElement(response, "correctResponse")
            for value in correct:
                Xml.SubElement(values, "value").text = value
        if scores:
            mapping = Xml.SubElement(response, "mapping", {"defaultValue": "0", "lowerBound": "0", "upperBound": "1"})
            for value, score in scores.items():
                Xml.SubElement(mapping, "mapEntry", {"mapKey": value, "mappedValue": f"{score:.5f}"})

    def add_interaction(self, kind: str, prompt: str, **attributes: str) -> Xml.Element:
        """Add an interaction with its prompt to the body and return it."""
        interaction = Xml.SubElement(self.body, kind, {"responseIdentifier": "RESPONSE", **attributes})
        Xml.SubElement(interaction, "prompt").text = prompt
        return interaction

    def add_text_entry(self, prompt: str, unit: str = "") -> None:
        """Add a paragraph with *prompt*, a field for typing and, after the field, *unit*."""
        paragraph = Xml.SubElement(self.body, "p")
        paragraph.text = f"{prompt} "
        field = Xml.SubElement(paragraph, "textEntryInteraction", {"responseIdentifier": "RESPONSE"})
        if unit:
            field.tail = f" {unit}"

    def add_feedback(self, lines: Sequence[str]) -> None:
        """Add feedback that is shown after any answer."""
        attributes = {"outcomeIdentifier": "FEEDBACK", "identifier": "WHY", "showHide": "show"}
        feedback = Xml.Element("modalFeedback", attributes)
        feedback.text = " ".join(lines)
        self._feedback.append(feedback)

    def finish(self, processing: str | Xml.Element | None) -> Xml.Element:
        """Assemble the document and return its root.

        Args:
            processing: how responses are scored: a template of the standard (``match_correct``, ``map_response``),
                a ``responseProcessing`` element, or None if a person scores them.

        """
        score = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
        default = Xml.SubElement(Xml.SubElement(self.root, "outcomeDeclaration", score), "defaultValue")
        Xml.SubElement(default, "value").text = "0"
        if self._feedback:
            shown = {"identifier": "FEEDBACK", "cardinality": "single", "baseType": "identifier"}
            outcome = Xml.SubElement(self.root, "outcomeDeclaration", shown)
            Xml.SubElement(Xml.SubElement(outcome, "defaultValue"), "value").text = "WHY"
        self.root.append(self.body)
        if isinstance(processing, str):
            Xml.SubElement(self.root, "responseProcessing", {"template": f"{_TEMPLATES}/{processing}"})
        elif processing is not None:
            self.root.append(processing)
        self.root.extend(self._feedback)
        return self.root


def range_processing(low: float, high: float) -> Xml.Element:
    """Return a ``responseProcessing`` element that scores 1 for a response from *low* to *high*, both included."""
    processing = Xml.Element("responseProcessing")
    branch = Xml.SubElement(Xml.SubElement(processing, "responseCondition"), "responseIf")
    both = Xml.SubElement(branch, "and")
    for comparison, limit in (("gte", low), ("lte", high)):
        compared = Xml.SubElement(both, comparison)
        Xml.SubElement(compared, "variable", {"identifier": "RESPONSE"})
        Xml.SubElement(compared, "baseValue", {"baseType": "float"}).text = repr(limit)
    outcome = Xml.SubElement(branch, "setOutcomeValue", {"identifier": "SCORE"})
    Xml.SubElement(outcome, "baseValue", {"baseType": "float"}).text = "1"
    return processing


def add_choices(parent: Xml.Element, tag: str, texts: Sequence[str], prefix: str, **attributes: str) -> list[str]:
    """Add *texts* as choices to *parent*; return their identifiers, *prefix* and a number from 1."""
    names = [f"{prefix}{number}" for number in range(1, len(texts) + 1)]
    for name, text in zip(names, texts, strict=True):
        Xml.SubElement(parent, tag, {"identifier": name, **attributes}).text = text
    return names
