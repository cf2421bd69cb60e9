"""Keep a formula and the punctuation beside it in one line.

Browsers may break a line before and after an inline formula, even where a comma or a no-break space stands.
"""

import re

from docutils import nodes

NBSP = "\u00a0"
BEFORE = re.compile(rf"(?:[(\[«„]|(?:^|(?<=\s))[^\s]{{1,3}}{NBSP})+$")  # "(", "у " and the like
AFTER = re.compile(rf"^(?:[.,:;!?…)\]»“%-]|{NBSP}[—–%])+")  # what must not begin a line


def take(text, pattern):
    """Cut the part that matches off a text node; return it, or an empty string."""
    match = pattern.search(text.astext()) if isinstance(text, nodes.Text) else None
    if not match:
        return ""
    rest = text[: match.start()] + text[match.end() :]
    text.parent.replace(text, nodes.Text(rest))
    return match[0]


def glue_formulas(app, doctree):
    """Wrap each inline formula that touches such signs into a span that CSS does not break."""
    for formula in list(doctree.findall(nodes.math)):
        if isinstance(formula.parent, nodes.title):  # titles are copied into tables of contents as they are
            continue
        siblings = formula.parent.children
        position = siblings.index(formula)
        before = take(siblings[position - 1], BEFORE) if position else ""
        after = take(siblings[position + 1], AFTER) if position + 1 < len(siblings) else ""
        if before or after:
            span = nodes.inline(classes=["glued-formula"])
            formula.replace_self(span)
            span += [nodes.Text(before), formula, nodes.Text(after)]


def setup(app):
    app.connect("doctree-read", glue_formulas)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
