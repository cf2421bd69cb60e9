"""Docstrings on the reference pages: plain text, whose lines stay lines and whose signs are no markup.

So a formula may stand on a line of its own and hold * and |. Three things have a meaning: an empty line parts
paragraphs, double backticks mark code, and a paragraph in columns is a list of names and what they mean.
"""

import re
import sys
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

ROOT = Path(__file__).parents[2]
FULL_LINE = 80  # characters: a longer line was broken for want of room, unless a sentence ends there
COLUMNS = re.compile(r"\w+ {2,}\S")


def escaped(text):
    """Text in which nothing is markup but ``code``."""
    parts = text.split("``")
    parts[::2] = [re.sub(r"[\\*`|_]", r"\\\g<0>", part) for part in parts[::2]]
    return "``".join(parts)


def joined(lines):
    """The lines of a paragraph, those that had no room on one line put together again."""
    whole = lines[:1]
    for previous, line in zip(lines, lines[1:]):
        if len(previous) > FULL_LINE and not previous.endswith((".", ":")):
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    return whole


def marked_up(paragraph):
    """A paragraph as reStructuredText: a line block, or a definition list if it stands in columns."""
    if COLUMNS.match(paragraph[0]):
        entries = [line.split(maxsplit=1) for line in paragraph]
        return [line for name, text in entries for line in (escaped(name), f"   {escaped(text)}")]
    return [f"| {escaped(line)}" for line in joined(paragraph)]


def mark_up_docstring(app, what, name, obj, options, lines):
    """Replace the docstring's lines, in place; of a module the page itself tells, in its own language."""
    text = "\n".join(lines).strip()
    lines.clear()
    if what == "module" or not text:
        return
    lines += [".. container:: docstring language-en", ""]  # docutils makes it lang="en"
    for paragraph in text.split("\n\n"):
        lines += [*(f"   {line}" for line in marked_up(paragraph.splitlines())), ""]


def show_empty_lists(app, what, name, obj, options, signature, return_annotation):
    """A dataclass's list field starts empty: [] instead of <factory>."""
    return signature and signature.replace("<factory>", "[]"), return_annotation


def finish_signatures(app, doctree):
    """Say "class" in the page's language, and give every name an anchor: ``#course_lib.layers.Linear``."""
    for signature in doctree.findall(addnodes.desc_signature):
        signature["ids"] = [f"{signature['module']}.{signature['fullname']}"]
        for kind in signature.findall(addnodes.desc_annotation):
            word = app.translator.gettext(kind.astext().strip())
            kind.children = [nodes.Text(word), addnodes.desc_sig_space()]


def setup(app):
    sys.path.insert(0, str(ROOT))  # autodoc imports the course_lib that stands beside the book
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("autodoc-process-docstring", mark_up_docstring)
    app.connect("autodoc-process-signature", show_empty_lists)
    app.connect("doctree-read", finish_signatures)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
