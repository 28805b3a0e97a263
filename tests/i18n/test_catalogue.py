"""The catalogues of the interface: complete, without unused texts, and with the right plural forms."""

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

import sanadbook
from sanadbook.i18n import N_, get_translator, text_direction

PACKAGE = Path(sanadbook.__file__).parent
CATALOGUES = sorted((PACKAGE / "i18n" / "locale").glob("*/LC_MESSAGES/sanadbook.po"))


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parts[-3])
def catalogue(request) -> Catalog:
    with request.param.open("rb") as file:
        return read_po(file, locale=request.param.parts[-3])


def messages(catalogue) -> Iterator:
    """Yield the messages without the header."""
    return (message for message in catalogue if message.id)


@pytest.fixture(scope="module")
def extracted(repository) -> set[str | tuple[str, str]]:
    """The texts that the code and the templates translate; a text with a plural is a pair."""
    with (repository / "babel.cfg").open("r", encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    makefile = (repository / "Makefile").read_text("utf-8")
    keywords = makefile.partition("MESSAGE_KEYWORDS := ")[2].partition("\n")[0].split()
    found = extract_from_dir(repository, methods, options, keywords=parse_keywords(keywords))
    return {text for _, _, text, _, _ in found}


def test_the_catalogue_holds_exactly_the_texts_of_the_interface(catalogue, extracted):
    ids = {message.id for message in messages(catalogue)}
    assert len(extracted) > 400
    assert extracted - ids == set(), "run `make messages` and translate the new texts"
    assert ids - extracted == set(), "run `make messages`: the catalogue has unused texts"


def test_every_text_is_translated_and_none_is_fuzzy(catalogue):
    for message in messages(catalogue):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(forms), message.id
        assert not message.fuzzy, message.id


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_translation_has_the_placeholders_of_its_text(catalogue):
    for message in messages(catalogue):
        if isinstance(message.id, str):
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
def test_arabic_minutes_take_the_plural_form_of_their_number(number, text):
    assert get_translator("ar").plural("{n} minute", "{n} minutes", number) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 minutes"), (1, "1 minute"), (1.5, "1.5 minutes"), (2, "2 minutes")]
)
def test_english_minutes_take_the_plural_form_of_their_number(number, text):
    assert get_translator("en").plural("{n} minute", "{n} minutes", number) == text


def test_english_texts_are_their_own_translation():
    assert get_translator("en_GB")("No such text") == "No such text"


def test_a_text_without_translation_raises_instead_of_showing_english():
    with pytest.raises(KeyError, match="no translation of 'No such text'"):
        get_translator("ar")("No such text")
    with pytest.raises(KeyError, match=r"no translation of .* with plural"):
        get_translator("ar").plural("{n} stone", "{n} stones", 3)


def test_a_marked_text_is_returned_unchanged():
    assert N_("Next") == "Next"


def test_a_region_uses_the_catalogue_of_its_language():
    assert get_translator("ar-EG")("Next") == get_translator("ar_SY")("Next") == get_translator("ar")("Next")


def test_a_language_without_catalogue_raises():
    with pytest.raises(FileNotFoundError):
        get_translator("xx")


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("ar-EG", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("en_GB", "ltr")]
)
def test_the_direction_of_a_language(language, direction):
    assert text_direction(language) == direction
