"""Items as an IMS QTI 2.1 content package (https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from sanadbook.items.export.qti_document import identifier
from sanadbook.items.registry import item_type
from sanadbook.model.course import Course, CourseChapter
from sanadbook.outputs.exports.exported import Exported, Loss, chapter_items, losses

PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
#: The date of every archive entry: the same course gives the same file.
_ENTRY_DATE = (2000, 1, 1, 0, 0, 0)


def qti(course: Course, chapters: Sequence[CourseChapter]) -> Exported:
    """Return the items of *chapters* as one package: a manifest and a file for each item."""
    files: dict[str, Xml.Element] = {}
    lost: list[Loss] = []
    for renderer, item in chapter_items(course, chapters):
        kind = item_type(item)
        files[f"items/{identifier(item.id)}.xml"] = kind.qti(kind.text(item, renderer))
        lost += losses(item, "qti")
        if kind.graded:
            lost.append(Loss(item.id, "the feedback on wrong answers is left out"))
    files = {"imsmanifest.xml": _manifest(course, list(files)), **files}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for name, root in files.items():
            Xml.indent(root)
            package.writestr(zipfile.ZipInfo(name, _ENTRY_DATE), Xml.tostring(root, "utf-8", xml_declaration=True))
    return Exported("zip", archive.getvalue(), tuple(lost))


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
