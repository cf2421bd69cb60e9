"""Read the book's chapters: notebooks, their cells, and the Markdown inside the cells."""

from dataclasses import dataclass
from pathlib import Path

import nbformat
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

BOOK = Path(__file__).parents[2] / "book"
LANGUAGES = ("uk", "ru")
SETUP = "setup"  # the id of a chapter's first code cell


@dataclass(frozen=True)
class Directive:
    """A fenced MyST directive: ```` ```{name} argument ````, then its body."""

    name: str
    argument: str
    body: str


def chapters(*languages):
    """Paths of the chapters' notebooks, by language and number; of both languages when none is named."""
    return [path for language in languages or LANGUAGES
            for path in sorted((BOOK / language).glob("[0-9][0-9]_*.ipynb"))]


def chapter_number(path):
    """"07" for 07_mnist.ipynb."""
    return path.name[:2]


def language(path):
    """"uk" or "ru": the folder the notebook lies in."""
    return path.parent.name


def label(path):
    """A short name for test reports: uk/07_mnist."""
    return f"{language(path)}/{path.stem}"


def read(path):
    """The notebook, in nbformat 4, validated."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def cell_by_id(notebook, cell_id):
    """The cell with this id; KeyError when there is none."""
    for cell in notebook.cells:
        if cell.id == cell_id:
            return cell
    raise KeyError(cell_id)


def tokens(markdown):
    """The token stream of a Markdown text: CommonMark, tables, dollar formulas and colon fences."""
    parser = MarkdownIt("commonmark").enable("table")
    return parser.use(colon_fence_plugin).use(dollarmath_plugin, allow_labels=True).parse(markdown)


def fences(markdown):
    """All fenced blocks of a Markdown text as pairs (info string, content), outermost only."""
    return [(token.info.strip(), token.content) for token in tokens(markdown)
            if token.type in ("fence", "colon_fence")]


def directives(markdown):
    """The outermost MyST directives of a Markdown text, in order."""
    found = []
    for info, content in fences(markdown):
        if info.startswith("{") and "}" in info:
            name, argument = info[1:].split("}", 1)
            found.append(Directive(name, argument.strip(), content))
    return found


def dropdowns(markdown):
    """The outermost dropdowns of a Markdown text, in order."""
    return [directive for directive in directives(markdown) if directive.name == "dropdown"]


def python_fences(markdown):
    """The contents of the ```python fences of a Markdown text, outermost only."""
    return [content for info, content in fences(markdown) if info == "python"]
