"""Chapters are numbered as their files: ``07_mnist`` is chapter 7 in each language, whatever precedes it.

Figures, tables and formulas are counted within their page: the third figure of chapter 7 is 7.3.
"""

import re

from docutils import nodes


def chapter_number(page):
    """The number in a chapter's file name, ``book/uk/07_mnist`` -> 7; None for other pages."""
    match = re.search(r"/(\d\d)_[^/]*$", page)
    return int(match[1]) if match else None


def number_title(env, page, number):
    """Put the number before the chapter's title wherever it shows; sections stay without numbers."""
    headings = list(env.tocs[page].findall(nodes.reference))
    env.toc_secnumbers[page] = {heading["anchorname"]: () for heading in headings}
    env.toc_secnumbers[page][headings[0]["anchorname"]] = (number,)
    headings[0]["secnumber"] = (number,)
    env.titles[page]["secnumber"] = (number,)


def number_within_page(counted, number):
    """Renumber one kind of things in place, ``{id: (17,), …}`` -> ``{id: (7, 1), …}``, in their order."""
    chapter = () if number is None else (number,)
    for position, name in enumerate(counted, start=1):
        counted[name] = (*chapter, position)


def number_chapters(app, env):
    """After Sphinx has counted through the whole site, count anew by chapters."""
    for page in env.found_docs:
        number = chapter_number(page)
        if number is not None:
            number_title(env, page, number)
        for counted in env.toc_fignumbers.get(page, {}).values():
            number_within_page(counted, number)
    return []


def setup(app):
    app.connect("env-get-updated", number_chapters, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
