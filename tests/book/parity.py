"""Compare a page in Ukrainian with the same page in Russian, and say where they part.

Words differ; everything else is the same: cells, code, formulas, numbers, labels, roles, links, directives.
"""

import ast
import re
import textwrap
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from IPython.core.inputtransformer2 import TransformerManager

import myst
from notebooks import LANGUAGES, read

NOTHING = "(nothing)"
SHOWN = 300  # characters of a differing piece that a message shows

CYRILLIC_WORDS = re.compile(r"[а-яіїєґё][а-яіїєґё’,.:;!?«»—\s-]*", re.IGNORECASE)
NUMBER = re.compile(
    r"(?<![\w.,])"  # not inside a word
    r"(?>[-−]?(?:\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)*)"
    r"(?!\w)"
)
TEX_PIECE = re.compile(r"\\[A-Za-z]+|\\.|\S", re.DOTALL)

INLINE = {  # kinds that stand inside a sentence, where word order may part them; what a message calls them
    "formula": "formula", "number": "number", "role": "reference", "link": "link", "image": "image",
    "inline code": "inline code", "HTML": "HTML", "footnote": "footnote",
}


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook; a Markdown page is one cell."""

    kind: str  # "markdown", "code" or "raw"
    id: str
    source: str
    tags: tuple[str, ...] = ()
    figure: dict | None = None  # the cell's mystnb metadata


@dataclass(frozen=True)
class Page:
    """A notebook or a Markdown file in one language."""

    name: str
    language: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Difference:
    """One place where the languages part."""

    place: str
    what: str
    uk: str
    ru: str

    def __str__(self):
        return "\n".join([f"{self.place}: {self.what}", *_shown("uk", self.uk), *_shown("ru", self.ru)])


def _shown(language, text):
    text = text if len(text) <= SHOWN else text[:SHOWN] + " …"
    first, *rest = text.splitlines() or [""]
    return [f"    {language}: {first}", *(f"        {line}" for line in rest)]


# ---------------------------------------------------------------------------------------------- reading

def read_page(path):
    """The page in this file; its language is the folder it lies in."""
    path = Path(path)
    if path.suffix == ".ipynb":
        cells = [Cell(cell.cell_type, cell.id, cell.source, tuple(cell.metadata.get("tags", ())),
                      cell.metadata.get("mystnb")) for cell in read(path).cells]
    else:
        cells = [Cell("markdown", "page", path.read_text("utf-8"))]
    return Page(path.name, path.parent.name, tuple(cells))


def page_names(folder):
    """Names of the pages of one language."""
    return {path.name for path in Path(folder).iterdir() if path.suffix in (".md", ".ipynb")}


# ---------------------------------------------------------------------------------------------- comparing

def compare_books(book):
    """Differences between book/uk and book/ru: missing pages first, then page by page."""
    uk_folder, ru_folder = (Path(book) / language for language in LANGUAGES)
    uk_names, ru_names = page_names(uk_folder), page_names(ru_folder)
    for name in sorted(uk_names ^ ru_names):
        sides = (name if name in names else NOTHING for names in (uk_names, ru_names))
        yield Difference(name, "page missing", *sides)
    for name in sorted(uk_names & ru_names):
        yield from compare_pages(read_page(uk_folder / name), read_page(ru_folder / name))


def compare_pages(uk, ru):
    """The first difference of every cell; if the cells themselves do not pair up, where that begins."""
    for number, (uk_cell, ru_cell) in enumerate(zip_longest(uk.cells, ru.cells), start=1):
        names = [f"{cell.kind} cell '{cell.id}'" if cell else NOTHING for cell in (uk_cell, ru_cell)]
        if names[0] != names[1]:
            yield Difference(f"{uk.name}, cell {number}", "the cells do not pair up from here on", *names)
            return
        place = f"{uk.name}, cell {number} ({uk_cell.id})"
        first = next(_cell_differences(uk_cell, ru_cell), None)
        if first:
            yield Difference(place, *first)


def _cell_differences(uk, ru):
    """Triples (what, uk, ru)."""
    if uk.tags != ru.tags:
        yield "cell tags", ", ".join(uk.tags) or NOTHING, ", ".join(ru.tags) or NOTHING
    if uk.kind == "markdown":
        yield from markdown_differences(uk.source, ru.source)
    elif uk.kind == "code":
        yield from code_differences(uk.source, ru.source)
    yield from _figure_differences(uk.figure or {}, ru.figure or {})


def _figure_differences(uk, ru):
    """Name, caption (its formulas and numbers), width and the like; the alternative text is words only."""
    (uk_caption, uk_rest), (ru_caption, ru_rest) = _figure(uk, "uk"), _figure(ru, "ru")
    if uk_rest != ru_rest:
        yield "figure's name and settings", str(uk_rest), str(ru_rest)
    for what, *sides in markdown_differences(uk_caption, ru_caption):
        yield f"figure's caption: {what}", *sides


def _figure(metadata, language):
    """Caption, and the rest of a cell's mystnb metadata with the words left out."""
    figure, image = dict(metadata.get("figure", {})), dict(metadata.get("image", {}))
    caption = figure.pop("caption", "")
    figure["name"] = without_prefix(figure.get("name", ""), language)
    image["alt"] = "…" if image.get("alt") else NOTHING
    others = {key: value for key, value in metadata.items() if key not in ("figure", "image")}
    return caption, {"figure": figure, "image": image, **others}


# ---------------------------------------------------------------------------------------------- Markdown

@dataclass
class Section:
    """A block-level thing and what stands in the sentences after it, by kind."""

    kind: str
    value: str
    inline: dict[str, list[str]]

    def __str__(self):
        return " ".join(filter(None, (self.kind if self.kind != "block" else "", self.value)))

    def shape(self):
        """What must agree before the contents of two sections can be held side by side."""
        is_frame = self.kind in ("heading", "block", "directive", "end of directive")
        return self.kind, self.value if is_frame else ""


def markdown_differences(uk, ru):
    """Triples (what, uk, ru) for two Markdown texts: the blocks, or else the contents in reading order."""
    pairs = list(zip_longest(sections(uk, "uk"), sections(ru, "ru")))
    for pair in pairs:
        shapes = [section and section.shape() for section in pair]
        if shapes[0] != shapes[1]:
            kinds = [shape and shape[0] for shape in shapes]
            what = kinds[0] if kinds[0] == kinds[1] != "block" else "order or number of blocks"
            yield what, *(str(section or NOTHING) for section in pair)
            return  # what follows does not pair up
    for uk_section, ru_section in pairs:
        yield from _section_differences(uk_section, ru_section)


def _section_differences(uk, ru):
    if uk.kind == "code":
        yield from code_differences(uk.value, ru.value)
    elif uk.value != ru.value:
        yield uk.kind, uk.value, ru.value
    for kind in INLINE:
        for pair in zip_longest(uk.inline[kind], ru.inline[kind], fillvalue=NOTHING):
            if pair[0] != pair[1]:
                yield INLINE[kind], *pair


def sections(markdown, language):
    """The text cut at every block-level thing, its pieces in the form that both languages share."""
    found = [Section("", "", defaultdict(list))]
    for item in myst.items(markdown):
        if item.kind == "text":
            found[-1].inline["number"] += numbers(item.value)
        elif item.kind in INLINE:
            found[-1].inline[item.kind].append(shared_form(item, language))
        else:
            found.append(Section(item.kind, shared_form(item, language), defaultdict(list)))
    return found


def shared_form(item, language):
    """What both languages must have in common in this piece of a page."""
    if item.kind == "code":
        return item.value
    value = without_prefix(item.value, language)
    if item.kind in ("formula", "displayed formula"):
        return formula(value)
    if item.kind in ("link", "image", "argument", "role", "inline code"):
        value = own_pages(value, language)
    if item.kind == "option" and value.startswith(":alt:"):
        return ":alt: …"
    return without_words(value)


def without_prefix(text, language):
    """Labels without their language: uk-eq-chain and ru-eq-chain are eq-chain."""
    return re.sub(rf"(?<![\w-]){language}-(?=\w)", "", text)


def own_pages(address, language):
    """An address without the page's language: ../uk/index.md, https://uk.wikipedia.org/wiki/…"""
    address = re.sub(rf"(?<![\w.-]){language}(?![\w-])", "{language}", address)
    return re.sub(r"(?<=\{language\}\.wikipedia\.org/).*", "…", address)


def without_words(text):
    """Cyrillic words become …, for they are what differs."""
    return CYRILLIC_WORDS.sub("…", text)


def numbers(text):
    """Numbers in running text, as written; those inside words (x1, Adam2) are not counted."""
    return [number.replace("\u202f", "\u00a0") for number in NUMBER.findall(text)]


def formula(tex):
    r"""A formula without the words of its \text{…} and without regard to spaces."""
    return " ".join(TEX_PIECE.findall(_without_text(tex)))


def _without_text(tex):
    r"""Formulas and numbers inside \text{…} stay: they are no words."""
    opening = re.search(r"\\text[a-z]*\s*\{", tex)
    if not opening:
        return tex
    depth, end = 1, opening.end()
    while depth and end < len(tex):
        depth += {"{": 1, "}": -1}.get(tex[end], 0) if tex[end - 1] != "\\" else 0
        end += 1
    inside = tex[opening.end():end - 1]
    formulas = [formula(piece) for piece in re.findall(r"\$([^$]+)\$", inside)]
    kept = " ".join([*formulas, *numbers(re.sub(r"\$[^$]+\$", " ", inside))])
    return f"{tex[:opening.end()]}{kept}}}{_without_text(tex[end:])}"


# ---------------------------------------------------------------------------------------------- code

def code_differences(uk, ru):
    """Triples (what, uk, ru): the first line of code in which the two sources part."""
    uk_lines, ru_lines = plain_code(uk, "uk"), plain_code(ru, "ru")
    for uk_line, ru_line in zip_longest(uk_lines, ru_lines, fillvalue=NOTHING):
        if uk_line != ru_line:
            yield "code (comments left out, words in strings shown as …)", uk_line, ru_line
            return


def plain_code(source, language):
    """Lines of code without comments and layout, with … for the words in strings."""
    magic, _, rest = source.partition("\n") if source.startswith("%%") else ("", "", source)
    try:
        tree = ast.parse(textwrap.dedent(TransformerManager().transform_cell(rest)))
    except SyntaxError:  # a shell command, a fragment
        lines = [without_words(line.partition("#")[0]).rstrip() for line in rest.splitlines()]
    else:
        lines = ast.unparse(_WordlessStrings(language).visit(tree)).splitlines()
    return [line for line in [magic, *lines] if line.strip()]


class _WordlessStrings(ast.NodeTransformer):
    """Replaces the words of every string; an f-string keeps the expressions and formats in its braces."""

    def __init__(self, language):
        self.language = language

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            node.value = self.wordless(node.value)
        return node

    def visit_JoinedStr(self, node):
        """Where words stand around the braces, their order is free; braces and numbers are not."""
        words = [part.value for part in node.values if isinstance(part, ast.Constant)]
        braces = [part for part in node.values if isinstance(part, ast.FormattedValue)]
        for part in braces:
            part.value = self.visit(part.value)  # the format after the colon stays as it is
        if not CYRILLIC_WORDS.search(" ".join(words)):
            return node
        text = ast.Constant(self.wordless(" ".join(words)))
        return ast.JoinedStr([text, *braces]) if braces else text

    def wordless(self, text):
        """A string with Cyrillic words keeps its formulas and numbers; one without is code and stays."""
        if text == self.language:
            return "{language}"
        text = without_prefix(text, self.language)
        if not CYRILLIC_WORDS.search(text):
            return text
        formulas = [f"${formula(piece)}$" for piece in re.findall(r"\$([^$]+)\$", text)]
        return " ".join(["…", *formulas, *numbers(re.sub(r"\$[^$]+\$", " ", text))])
