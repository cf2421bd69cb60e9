"""Interface words in the language of each page.

Sphinx has one language a build; this site has two. So the translations of Sphinx and of the themes
give way to one object that looks up which page is being read or written and answers in its language.
"""

import gettext
import json

from languages import DEFAULT_LANGUAGE, WORDS, language_of
from sphinx import locale
from sphinx.util import logging

logger = logging.getLogger(__name__)

CATALOGUES = ("sphinx", "booktheme", "togglebutton")

# The words that scripts in the browser show; page_language.js hands them to Sphinx's and the themes' scripts.
BROWSER_WORDS = (
    "Copy to clipboard",
    "Copied!",
    "Failed to copy",
    "Click to show",
    "Click to hide",
    "Hide Search Matches",
    "Searching",
    "Preparing search...",
    "Search Results",
    "Search finished, found ${resultCount} page(s) matching the search query.",
    "Your search did not match any documents. Please make sure that all words are spelled correctly "
    "and that you've selected enough categories.",
    ", in ",
)


def current_page(app):
    """The name of the page that Sphinx reads or writes at this moment, or an empty string."""
    reading = app.env.temp_data.get("docname") if app.env else None
    return reading or getattr(app.builder, "current_docname", "")


class PageTranslations(gettext.NullTranslations):
    """Answers in the language of the current page; a word missing from the table is a warning."""

    def __init__(self, app):
        super().__init__()
        self.app = app

    def gettext(self, message):
        page = current_page(self.app)
        language = language_of(page)
        words = WORDS[language or DEFAULT_LANGUAGE]
        if message in words:
            return words[message]
        already_translated = message in words.values()  # the book theme asks twice for some words
        if language and not already_translated:
            logger.warning("ui_strings.json does not translate %r", message, location=page)
        return message

    def ngettext(self, singular, plural, n):
        return self.gettext(singular if n == 1 else plural)


def use_page_translations(app, config):
    """Put our translations in the place of all others, before the builder hands them to the templates."""
    app.translator = PageTranslations(app)
    for catalogue in CATALOGUES:
        locale.translators["general", catalogue] = app.translator


def browser_words(language):
    """A line of JavaScript that defines the words for this page's scripts."""
    words = {word: WORDS[language][word] for word in BROWSER_WORDS}
    return f"const interfaceWords = {json.dumps(words, ensure_ascii=False)};"


def speak_page_language(app, pagename, templatename, context, doctree):
    """Give the page its ``<html lang>``, site title, search prompt and words for the scripts."""
    app.builder.current_docname = pagename  # Sphinx does this only for pages that have a source
    language = language_of(pagename) or DEFAULT_LANGUAGE
    context["language"] = language
    context["docstitle"] = WORDS[language]["Backpropagation"]
    context["theme_search_bar_text"] = WORDS[language]["Search"]
    app.add_js_file(None, body=browser_words(language))


def setup(app):
    app.connect("config-inited", use_page_translations, priority=900)
    # The theme renders its parts while it handles this event, to drop the empty ones: be there before it.
    app.connect("html-page-context", speak_page_language, priority=1)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
