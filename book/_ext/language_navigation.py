"""Navigation that stays in one language, and the way to the same page in the other one."""

from functools import partial

from languages import LANGUAGES, home_page, language_of, search_page, twin_page
from sphinx import addnodes
from sphinx.environment.adapters.toctree import TocTree


def sidebar_contents(app, page, **options):
    """The contents of the page's language, in HTML; stands in for Sphinx's ``toctree(**options)``."""
    language = language_of(page)
    if not language:
        return ""
    contents = addnodes.compact_paragraph(toctree=True)
    for toctree in app.env.get_doctree(home_page(language)).findall(addnodes.toctree):
        part = TocTree(app.env).resolve(page, app.builder, toctree, **options)
        if part:
            contents += part.children
    return app.builder.render_partial(contents)["fragment"]


def neighbours(app, page):
    """The previous and the next page of the same language, each None where there is none."""
    _parent, previous, following = app.builder.relations.get(page, (None, None, None))
    language = language_of(page)

    def same_language(name):
        return bool(language and name) and language_of(name) == language

    return [name if same_language(name) else None for name in (previous, following)]


def language_links(app, page, link_to):
    """``[{"language": …, "url": …}, …]``: this page in every language, or the language's first page."""
    own_language = language_of(page)
    if not own_language:
        return []
    links = []
    for language in LANGUAGES:
        name = twin_page(page, language)
        exists = name in app.env.all_docs or name == search_page(language)
        url = link_to(name if exists else home_page(language))
        links.append({"language": language, "url": url})
    return links


def stay_in_language(app, pagename, templatename, context, doctree):
    """Point everything that leads away from a page to pages of its own language."""
    link_to = context["pathto"]
    language = language_of(pagename)
    context["toctree"] = partial(sidebar_contents, app, pagename)
    context["language_links"] = language_links(app, pagename, link_to)
    for direction, name in zip(("prev", "next"), neighbours(app, pagename)):
        if name is None:
            context[direction] = None
    if not language:
        return
    context["root_doc"] = context["master_doc"] = home_page(language)

    def link_in_language(name, *args, **options):
        return link_to(search_page(language) if name == "search" else name, *args, **options)

    context["pathto"] = link_in_language
    if pagename == search_page(language):
        context["pagename"] = "search"  # so that the theme loads the search scripts once, not twice


def search_pages(app):
    """A search page in each language, beside the ``search.html`` that Sphinx makes."""
    return [(search_page(language), {}, "search.html") for language in LANGUAGES]


def setup(app):
    # The theme renders its parts while it handles this event, to drop the empty ones: be there before it.
    app.connect("html-page-context", stay_in_language, priority=1)
    app.connect("html-collect-pages", search_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
