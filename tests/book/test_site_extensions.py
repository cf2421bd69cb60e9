"""The site's extensions, function by function."""

import logging
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

import chapter_numbers
import docstrings
import formula_glue
import interface_words
import language_navigation
import languages
import no_thebe

NBSP = "\u00a0"


# languages

@pytest.mark.parametrize("page, language", [
    ("book/uk/index", "uk"), ("book/ru/07_mnist", "ru"), ("search-ru", "ru"),
    ("book/index", None), ("search", None),
])
def test_language_of_a_page_stands_in_its_name(page, language):
    assert languages.language_of(page) == language


@pytest.mark.parametrize("page, twin", [("book/uk/07_mnist", "book/ru/07_mnist"), ("search-uk", "search-ru")])
def test_twin_pages_name_each_other(page, twin):
    assert languages.twin_page(page, "ru") == twin
    assert languages.twin_page(twin, "uk") == page


def test_both_languages_translate_the_same_words():
    assert languages.WORDS["uk"].keys() == languages.WORDS["ru"].keys()


def test_no_word_is_left_empty():
    assert all(word for words in languages.WORDS.values() for word in words.values())


# interface_words

def app_at(*, reading=None, writing=""):
    """An application that reads one page or writes another."""
    return SimpleNamespace(env=SimpleNamespace(temp_data={"docname": reading}),
                           builder=SimpleNamespace(current_docname=writing))


@pytest.mark.parametrize("app, word", [
    (app_at(writing="book/uk/index"), "Пошук"),
    (app_at(writing="book/ru/index"), "Поиск"),
    (app_at(writing="search-ru"), "Поиск"),
    (app_at(reading="book/ru/index", writing="book/uk/index"), "Поиск"),
    (app_at(writing="book/index"), "Пошук"),
    (SimpleNamespace(env=None, builder=None), "Пошук"),
])
def test_words_come_in_the_language_of_the_current_page(app, word):
    assert interface_words.PageTranslations(app).gettext("Search") == word


@pytest.fixture
def warnings(caplog):
    """Messages that Sphinx would show as warnings."""
    sphinx = logging.getLogger("sphinx")
    propagated, sphinx.propagate = sphinx.propagate, True
    yield caplog
    sphinx.propagate = propagated


def test_a_missing_word_stays_english_and_gives_a_warning(warnings):
    translations = interface_words.PageTranslations(app_at(writing="book/ru/index"))
    assert translations.gettext("Launch a rocket") == "Launch a rocket"
    assert "'Launch a rocket'" in warnings.text


def test_a_word_translated_twice_gives_no_warning(warnings):
    translations = interface_words.PageTranslations(app_at(writing="book/ru/index"))
    assert translations.gettext(translations.gettext("Print to PDF")) == languages.WORDS["ru"]["Print to PDF"]
    assert not warnings.text


def test_plural_is_looked_up_too():
    translations = interface_words.PageTranslations(app_at(writing="book/uk/index"))
    assert translations.ngettext("Light", "Dark", 1) == "Світла"
    assert translations.ngettext("Light", "Dark", 2) == "Темна"


def test_every_word_for_the_browser_is_in_the_table():
    for language in languages.LANGUAGES:
        for word in interface_words.BROWSER_WORDS:
            assert languages.WORDS[language][word] in interface_words.browser_words(language)


# language_navigation

RELATIONS = {
    "book/index": [None, None, "book/uk/index"],
    "book/uk/index": ["book/index", "book/index", "book/uk/notation"],
    "book/uk/notation": ["book/uk/index", "book/uk/index", "book/ru/index"],
    "book/ru/index": ["book/index", "book/uk/notation", None],
}


@pytest.mark.parametrize("page, neighbours", [
    ("book/index", [None, None]),
    ("book/uk/index", [None, "book/uk/notation"]),
    ("book/uk/notation", ["book/uk/index", None]),
    ("book/ru/index", [None, None]),
    ("search-uk", [None, None]),
])
def test_neighbours_are_of_the_same_language(page, neighbours):
    app = SimpleNamespace(builder=SimpleNamespace(relations=RELATIONS))
    assert language_navigation.neighbours(app, page) == neighbours


def urls(page, *existing):
    """{language: page it links to}, where only the pages ``existing`` have been written."""
    app = SimpleNamespace(env=SimpleNamespace(all_docs=existing))
    return {link["language"]: link["url"] for link in language_navigation.language_links(app, page, str)}


def test_a_page_links_to_itself_in_every_language():
    assert urls("book/uk/notation", "book/uk/notation", "book/ru/notation") == {
        "uk": "book/uk/notation", "ru": "book/ru/notation"}
    assert urls("search-ru") == {"uk": "search-uk", "ru": "search-ru"}


def test_a_page_without_a_twin_links_to_the_first_page_of_the_other_language():
    assert urls("book/uk/draft", "book/uk/draft") == {"uk": "book/uk/draft", "ru": "book/ru/index"}


def test_a_common_page_links_to_no_language():
    assert urls("book/index", "book/index") == {}


# chapter_numbers

@pytest.mark.parametrize("page, number", [
    ("book/uk/01_chain_rule", 1), ("book/ru/07_mnist", 7), ("book/uk/10_extra", 10),
    ("book/uk/notation", None), ("book/uk/index", None), ("search", None),
])
def test_a_chapter_has_the_number_of_its_file(page, number):
    assert chapter_numbers.chapter_number(page) == number


def environment(page):
    """What Sphinx knows of a page with a title, a section, two figures and a formula, counted site-wide."""
    title, section = nodes.reference(anchorname=""), nodes.reference(anchorname="#id2")
    counted = {"figure": {"a": (17,), "b": (18,)}, "displaymath": {"e": (40,)}}
    return SimpleNamespace(
        found_docs={page},
        tocs={page: nodes.bullet_list("", nodes.list_item("", title), nodes.list_item("", section))},
        titles={page: nodes.title()},
        toc_secnumbers={},
        toc_fignumbers={page: counted},
    )


def test_number_stands_before_the_title_and_not_before_sections():
    env = environment("book/ru/07_mnist")
    chapter_numbers.number_chapters(None, env)
    assert env.toc_secnumbers == {"book/ru/07_mnist": {"": (7,), "#id2": ()}}
    assert env.titles["book/ru/07_mnist"]["secnumber"] == (7,)
    title, section = env.tocs["book/ru/07_mnist"].findall(nodes.reference)
    assert title["secnumber"] == (7,)
    assert "secnumber" not in section


@pytest.mark.parametrize("page, figures, formulas", [
    ("book/uk/07_mnist", {"a": (7, 1), "b": (7, 2)}, {"e": (7, 1)}),
    ("book/uk/notation", {"a": (1,), "b": (2,)}, {"e": (1,)}),
])
def test_figures_and_formulas_are_counted_within_their_page(page, figures, formulas):
    env = environment(page)
    chapter_numbers.number_chapters(None, env)
    assert env.toc_fignumbers[page] == {"figure": figures, "displaymath": formulas}


# formula_glue

def glued(before, after):
    """The parts of a paragraph in which a formula stood between two texts."""
    document = new_document("page")
    document += nodes.paragraph("", "", nodes.Text(before), nodes.math("", "x"), nodes.Text(after))
    formula_glue.glue_formulas(None, document)
    return document[0].children


@pytest.mark.parametrize("before, after, parts", [
    ("приріст ", ", подивимось", ["приріст ", "x,", " подивимось"]),
    ("у слові (", ") є", ["у слові ", "(x)", " є"]),
    (f"похідна в{NBSP}", " дорівнює", ["похідна ", f"в{NBSP}x", " дорівнює"]),
    ("тут ", f"{NBSP}— рядок", ["тут ", f"x{NBSP}—", " рядок"]),
])
def test_signs_that_touch_a_formula_go_with_it(before, after, parts):
    children = glued(before, after)
    assert [child.astext() for child in children] == parts
    assert children[1]["classes"] == ["glued-formula"]


def test_a_formula_between_spaces_is_left_alone():
    children = glued("тут ", " і далі")
    assert [type(child) for child in children] == [nodes.Text, nodes.math, nodes.Text]


def test_a_formula_alone_in_its_paragraph_is_left_alone():
    document = new_document("page")
    document += nodes.paragraph("", "", nodes.math("", "x"))
    formula_glue.glue_formulas(None, document)
    assert isinstance(document[0][0], nodes.math)


# docstrings

@pytest.mark.parametrize("text, markup", [
    ("|a| − b*c_0", r"\|a\| − b\*c\_0"),
    ("a \\ b", r"a \\ b"),
    ("`x`", r"\`x\`"),
    ("``a_b * c``, d_e", r"``a_b * c``, d\_e"),
])
def test_signs_are_no_markup_outside_of_code(text, markup):
    assert docstrings.escaped(text) == markup


def test_only_a_line_that_had_no_more_room_goes_on():
    full = "word " * 16 + "and"
    assert docstrings.joined(["y = f(x)", "z = g(y)"]) == ["y = f(x)", "z = g(y)"]
    assert docstrings.joined([full, "so on", "last"]) == [f"{full} so on", "last"]
    assert docstrings.joined([f"{full}.", "A sentence"]) == [f"{full}.", "A sentence"]


def test_columns_become_a_list_of_definitions():
    columns = ["lr        learning rate", "n_classes their number"]
    assert docstrings.marked_up(columns) == ["lr", "   learning rate", r"n\_classes", "   their number"]


def marked_up(kind, *lines):
    lines = list(lines)
    docstrings.mark_up_docstring(None, kind, "name", None, {}, lines)
    return lines


def test_a_docstring_is_english_and_keeps_its_paragraphs():
    assert marked_up("function", "Area.", "", "S = a·b", "P = 2(a + b)", "") == [
        ".. container:: docstring language-en", "", "   | Area.", "", "   | S = a·b", "   | P = 2(a + b)", ""]


def test_docstrings_of_modules_and_empty_ones_are_not_shown():
    assert marked_up("module", "What it is.") == marked_up("function", "") == []


def test_a_list_that_starts_empty_is_shown_empty():
    show = docstrings.show_empty_lists
    assert show(None, "class", "History", None, {}, "(loss=<factory>)", None) == ("(loss=[])", None)
    assert show(None, "module", "training", None, {}, None, None) == (None, None)


def test_signatures_get_an_anchor_and_the_word_for_class_in_the_language_of_the_page():
    annotation = addnodes.desc_annotation("", "", nodes.Text("class"), addnodes.desc_sig_space())
    signature = addnodes.desc_signature("", "", annotation, module="course_lib.layers", fullname="Linear")
    document = new_document("page")
    document += signature
    app = SimpleNamespace(translator=interface_words.PageTranslations(app_at(reading="book/ru/reference")))
    docstrings.finish_signatures(app, document)
    assert signature["ids"] == ["course_lib.layers.Linear"]
    assert annotation.astext() == "класс "


# no_thebe

def test_only_the_listeners_of_thebe_are_disconnected():
    def listener(number, module):
        return SimpleNamespace(id=number, handler=SimpleNamespace(__module__=module))

    disconnected = []
    listeners = {"env-before-read-docs": [listener(1, "sphinx_thebe"), listener(2, "myst_nb")],
                 "doctree-resolved": [listener(3, "sphinx_thebe")]}
    app = SimpleNamespace(events=SimpleNamespace(listeners=listeners), disconnect=disconnected.append)
    no_thebe.disconnect_thebe(app, None)
    assert disconnected == [1, 3]
