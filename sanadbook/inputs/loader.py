"""Reads YAML files as types of the model, and reports all errors of a file with line, field and hint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from sanadbook.inputs.problems import CourseError, Problem
from sanadbook.inputs.renamed_fields import new_field, new_value
from sanadbook.inputs.seed import read_text

Loc = tuple[str | int, ...]
T = TypeVar("T")

_HINTS = {
    "missing": "add this field",
    "extra_forbidden": "remove it, or fix its name",
    "union_tag_invalid": "use one of the known item types",
    "union_tag_not_found": "add `type:`",
    "string_type": "put the value in quotes",
    "string_too_short": "write the text",
    "string_pattern_mismatch": "match the pattern in the message",
    "literal_error": "use one of the listed values",
    "invalid_key": "put the name of the field in quotes",
    "bool_type": "write true or false, without quotes",
    "too_short": "add what is missing",
    "too_long": "remove what is too much",
}


@dataclass(frozen=True)
class SourceMap:
    """A YAML file and the line of each of its fields."""

    file: str
    lines: dict[Loc, int]

    def line(self, loc: Loc) -> int:
        """Return the line of the field *loc*, from 1, or else that of the innermost field around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def problem(self, loc: Loc, message: str, hint: str, **more: Any) -> Problem:
        """Return a problem at the field *loc*; *more* are further fields of ``Problem``."""
        return Problem(self.file, self.line(loc), dotted(loc), message, hint, **more)


def dotted(loc: Loc) -> str:
    """Return the path of a field as text: ``items[3].options[0].text``."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _positions(node: yaml.Node, loc: Loc = ()) -> Iterator[tuple[Loc, int, bool]]:
    """Yield path, line and whether it repeats an earlier key, for *node* and all nodes in it."""
    yield loc, node.start_mark.line + 1, False
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            yield from _positions(child, (*loc, index))
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, child in node.value:
            yield from _positions(child, (*loc, key.value))
            yield (*loc, key.value), key.start_mark.line + 1, key.value in seen
            seen.add(key.value)


class _Loader(yaml.SafeLoader):
    """The safe loader, but an invalid value such as ``2024-13-45`` is an error with a line."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return the value of *node*. Raises ConstructorError."""
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None
        except (LookupError, AttributeError):  # raised by PyYAML for a value that does not fit its tag: `!!bool x`
            raise yaml.constructor.ConstructorError(None, None, f"{node.tag} does not fit", node.start_mark) from None


def read_yaml(path: Path, file: str) -> tuple[Any, SourceMap]:
    """Return the content of *path* and its lines; *file* is its name in messages.

    Raises CourseError for a file that is not UTF-8 or not YAML, and for repeated fields.
    """
    text = read_text(path, file)
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise CourseError([Problem(file, 1, "", "the file is empty", "write its fields, or remove it")])
        data = loader.construct_document(node)
        positions = list(_positions(node))
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        message = f"the line holds the invisible character U+{ord(text[error.position]):04X}"
        raise CourseError([Problem(file, line, "", message, "remove it")]) from None
    except yaml.MarkedYAMLError as error:
        raise CourseError([_syntax(file, error)]) from None
    except RecursionError:
        message = "its values are nested without an end"
        raise CourseError([Problem(file, 1, "", message, "write the values out instead of using anchors")]) from None
    lines, repeated = {}, []
    for loc, line, again in positions:
        lines[loc] = line
        if again:
            repeated.append(
                Problem(file, line, dotted(loc), "the field appears twice in this mapping", "remove one of the two")
            )
    if repeated:
        raise CourseError(repeated)
    return data, SourceMap(file, lines)


def _syntax(file: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem for a YAML syntax error."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    if "'\\t'" in (error.problem or ""):
        return Problem(file, line, "", "the line is indented with a tab", "indent with spaces")
    return Problem(
        file,
        line,
        "",
        f"not YAML: {error.problem}",
        "fix the quotes, colons or indentation on this line or just before it",
    )


def _path_in_file(data: Any, loc: Loc) -> Loc:
    """Return pydantic's *loc* without the names of union members, which are not in the file."""
    found: list[str | int] = []
    for index, part in enumerate(loc):
        in_list = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if in_list or (isinstance(data, dict) and part in data):
            data = data[part]
        elif index + 1 < len(loc):
            continue
        found.append(part)
    return tuple(found)


def validate(adapter: TypeAdapter[T], data: Any, source: SourceMap) -> T:
    """Return *data* as the adapter's type. Raises CourseError with a problem for every field that does not fit."""
    try:
        return adapter.validate_python(data)
    except ValidationError as failure:
        raise CourseError(_problems(failure, data, source)) from None


def _problems(failure: ValidationError, data: Any, source: SourceMap) -> Iterator[Problem]:
    """Yield a problem for each error of *failure*; a renamed field gives one, not also that the new one is missing."""
    details = failure.errors(include_url=False, include_context=False, include_input=False)
    errors = [(_path_in_file(data, error["loc"]), error) for error in details]
    unknown = [field for field, error in errors if error["type"] == "extra_forbidden"]
    renamed = {field: name for field in unknown if (name := new_field(field))}
    replaced = {(*field[:-1], name) for field, name in renamed.items()}
    for field, error in errors:
        if field in renamed:
            yield _renamed_field(field, renamed[field], data, source)
        elif (value := new_value(field, _value_at(data, field))) is not None:
            old = _value_at(data, field)
            yield source.problem(field, f'"{old}" was renamed', f'write "{value}"')
        elif not (error["type"] == "missing" and field in replaced):
            text = error["msg"].removeprefix("Value error, ")
            message = text[:1].lower() + text[1:]
            yield source.problem(field, message, _HINTS.get(error["type"], "fix the value"))


def _renamed_field(field: Loc, name: str, data: Any, source: SourceMap) -> Problem:
    value = new_value((*field[:-1], name), _value_at(data, field))
    new = f"{name}: {value}" if value else name
    return source.problem(field, f'"{field[-1]}" was renamed', f'write "{new}"')


def _value_at(data: Any, field: Loc) -> Any:
    """Return the value of *field* in *data*, or None if there is none."""
    for part in field:
        try:
            data = data[part]
        except (LookupError, TypeError):
            return None
    return data


def read_model(model: type[T], path: Path, file: str) -> tuple[T, SourceMap]:
    """Return the content of *path* as *model*, a pydantic class or another type, and its lines. Raises CourseError."""
    data, source = read_yaml(path, file)
    return validate(TypeAdapter(model), data, source), source


def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of *model*, with which editors complete and check its files."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(by_alias=True)}
