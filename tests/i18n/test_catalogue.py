"""Interface strings: every text that is asked for is in the catalogue, every text of the catalogue is asked for."""

import ast
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2 import nodes as jinja

import sanadbook
from sanadbook.i18n import strings
from sanadbook.i18n.messages import CLASS_RESULTS_MESSAGES, NOTEBOOK_MESSAGES, QUIZ_MESSAGES

PACKAGE = Path(sanadbook.__file__).parent
PYTHON = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".j2", ".html")]


@pytest.fixture(scope="module")
def catalogue():
    with (PACKAGE / "i18n/locale/ar/LC_MESSAGES/sanadbook.po").open("rb") as file:
        return read_po(file, locale="ar")


@pytest.fixture(scope="module")
def ids(catalogue):
    """The English texts of the catalogue, the singular of those that have a plural."""
    return {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id}


def asked_in_python(path):
    """Yield every text given to ``t(…)``, ``self._t(…)`` or ``t.count(…)`` in a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = ast.unparse(node.func)
            if name in ("t", "self._t", "t.count"):
                yield node.args[0].value


def asked_in_template(path):
    """Yield every text given to ``t(…)`` or ``t.count(…)`` in a template."""
    tree = Environment(extensions=["jinja2.ext.do"]).parse(path.read_text("utf-8"))
    for call in tree.find_all(jinja.Call):
        name = call.node.name if isinstance(call.node, jinja.Name) else getattr(call.node, "attr", "")
        if name in ("t", "count") and call.args and isinstance(call.args[0], jinja.Const):
            yield call.args[0].value


def constants():
    """Every text that stands anywhere in the code or the templates."""
    for path in PYTHON:
        yield from (
            node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)
        )
    for path in TEMPLATES:
        yield from (node.value for node in Environment().parse(path.read_text("utf-8")).find_all(jinja.Const))


def test_every_text_that_python_asks_for_is_in_the_catalogue(ids):
    asked = {text for path in PYTHON for text in asked_in_python(path)}
    assert len(asked) > 20
    assert asked - ids == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_text_that_a_template_asks_for_is_in_the_catalogue(ids, path):
    assert set(asked_in_template(path)) - ids == set()


def test_every_text_that_is_said_at_run_time_is_in_the_catalogue(ids):
    assert {*QUIZ_MESSAGES.values(), *NOTEBOOK_MESSAGES.values(), *CLASS_RESULTS_MESSAGES.values()} - ids == set()


def test_no_text_of_the_catalogue_is_without_use(ids):
    assert ids - {text for text in constants() if isinstance(text, str)} == set()


def test_every_text_is_translated_and_none_is_marked_as_doubtful(catalogue):
    for message in catalogue:
        if message.id:
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(forms), message.id
            assert not message.fuzzy, message.id


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_translation_fills_in_the_same_values_as_its_text(catalogue):
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            assert fields(message.string) == fields(message.id), message.id
            assert message.string.count("%s") == message.id.count("%s"), message.id


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "أقل من دقيقة"),
        (1, "دقيقة واحدة"),
        (2, "دقيقتان"),
        (3, "3 دقائق"),
        (10, "10 دقائق"),
        (11, "11 دقيقة"),
        (99, "99 دقيقة"),
        (100, "100 دقيقة"),
        (103, "103 دقائق"),
        (4.5, "4.5 دقيقة"),
        (5.0, "5 دقائق"),
    ],
)
def test_minutes_take_the_form_that_goes_with_their_number(number, text):
    assert strings("ar").count("{n} minute", "{n} minutes", number) == text


def test_a_text_that_the_catalogue_lacks_is_an_error_and_no_english_on_a_page():
    with pytest.raises(KeyError, match="the catalogue lacks 'No such text'"):
        strings("ar")("No such text")
    with pytest.raises(KeyError, match="the catalogue lacks"):
        strings("ar").count("{n} stone", "{n} stones", 3)


def test_a_language_without_a_catalogue_is_an_error():
    with pytest.raises(FileNotFoundError):
        strings("xx")
