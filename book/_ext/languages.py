"""The languages of the site and the names of their pages: ``book/<language>/<name>``."""

import json
from pathlib import Path

LANGUAGES = ("uk", "ru")
DEFAULT_LANGUAGE = "uk"  # the interface of the pages that belong to both: choice of language, common search

# {"uk": {"Search": "Пошук", …}, "ru": {…}}: every word that Sphinx, the themes and our own templates show
WORDS = json.loads((Path(__file__).parent / "ui_strings.json").read_text("utf-8"))


def language_of(page):
    """The language of a page, by its name; None for a page common to all languages."""
    for language in LANGUAGES:
        if page == search_page(language) or page.startswith(f"book/{language}/"):
            return language
    return None


def home_page(language):
    """The first page of the course in this language."""
    return f"book/{language}/index"


def search_page(language):
    """The search page in this language; Sphinx's search works only from the root of the site."""
    return f"search-{language}"


def twin_page(page, language):
    """The name that the same page has in another language."""
    if page == search_page(language_of(page)):
        return search_page(language)
    return page.replace(f"book/{language_of(page)}/", f"book/{language}/", 1)
