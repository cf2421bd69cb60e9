"""Search that finds all forms of a word: each page's words are indexed by their stems in its language.

The index is Sphinx's own and one for the site. Formulas are left out: their TeX is no text.
"""

import json

from docutils import nodes
from languages import DEFAULT_LANGUAGE, LANGUAGES, language_of
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import SearchLanguage
from stemmer import RULES, stem, words


class CourseSearchLanguage(SearchLanguage):
    """Splits and stems for Sphinx's index; ``page_language`` says by which rules."""

    lang = "course"
    language_name = "Ukrainian and Russian"
    page_language = DEFAULT_LANGUAGE
    js_stemmer_code = ""  # stands in word_search.js, for every page

    def split(self, input):
        return words(input)

    def stem(self, word):
        return stem(word, self.page_language)


def without_formulas(doctree):
    """A copy of the page in which "…" stands for each formula."""
    text = doctree.deepcopy()
    for formula in list(text.findall(lambda node: isinstance(node, (nodes.math, nodes.math_block)))):
        formula.parent.replace(formula, nodes.Text("…"))
    return text


class SearchableHTMLBuilder(StandaloneHTMLBuilder):
    """The builder of the site, which tells the index the language of each page."""

    def index_page(self, pagename, doctree, title):
        self.indexer.lang.page_language = language_of(pagename) or DEFAULT_LANGUAGE
        super().index_page(pagename, without_formulas(doctree), title)


def bring_rules(app, pagename, templatename, context, doctree):
    """Give word_search.js the rules of the page's language."""
    common = {name: rule for name, rule in RULES.items() if name not in LANGUAGES}
    rules = {**common, "steps": RULES[language_of(pagename) or DEFAULT_LANGUAGE]}
    app.add_js_file(None, body=f"const searchRules = {json.dumps(rules, ensure_ascii=False)};")


def use_course_search(app, config):
    config.html_search_language = CourseSearchLanguage.lang


def setup(app):
    app.add_search_language(CourseSearchLanguage)
    app.add_builder(SearchableHTMLBuilder, override=True)
    app.connect("config-inited", use_course_search)
    app.connect("html-page-context", bring_rules)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
