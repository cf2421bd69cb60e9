"""A chapter's MyST Markdown as plain Markdown, which Colab and JupyterLab show.

The text is read by the parser that builds the site and written anew, block by block. Running text stays as
its author wrote it, except that roles become the words the page shows. What has no place here is an error, so
that nothing reaches the reader raw.
"""

import html
import re
from dataclasses import dataclass
from urllib.parse import urlparse

from docutils.parsers.rst.directives import admonitions, flag, images, unchanged
from docutils.parsers.rst.states import MarkupError
from markdown_it.renderer import RendererHTML
from markdown_it.tree import SyntaxTreeNode
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

ROLES = ("doc", "eq", "numref", "ref", "term")
AS_WRITTEN = {"text", "softbreak", "hardbreak", "em_open", "em_close", "strong_open", "strong_close",
              "link_open", "link_close"}
LINK_SCHEMES = ("http", "https", "mailto")
MARKUP_SIGNS = set("\\`*_[]<>&#|~")  # signs that could be taken for markup in a title or a term
NOT_AS_TEXT = re.compile(r"[$~]|\\[(\[]|\\begin\{")  # JupyterLab: formulas, however escaped, and ~struck out~


class UnknownMarkup(ValueError):
    """Something that a copy for Colab cannot show; the message says what came and what was expected."""


@dataclass(frozen=True)
class Reference:
    """What a role shows on the page, and where that leads, if the address is known."""

    words: str
    address: str | None = None


class Dropdown(admonitions.Admonition):
    option_spec = {"name": unchanged, "open": flag}


class Figure(images.Figure):
    option_spec = {name: images.Figure.option_spec[name] for name in ("name", "alt", "width")}


# {name: the word that heads it}; the words are translated
ADMONITIONS = {
    "attention": "Attention", "caution": "Caution", "danger": "Danger", "error": "Error", "hint": "Hint",
    "important": "Important", "note": "Note", "seealso": "See also", "tip": "Tip", "warning": "Warning",
}
DIRECTIVES = {"admonition": admonitions.Admonition, "dropdown": Dropdown, "figure": Figure,
              **dict.fromkeys(ADMONITIONS, admonitions.Note)}


def noting_place(rule):
    """A rule of the Markdown parser that also notes in its tokens where in the passage they stand."""
    def noting_rule(state, silent):
        start, made = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            for token in state.tokens[made:]:
                token.meta.setdefault("place", (start, state.pos))
        return found
    return noting_rule


def make_parser(config):
    """The site's Markdown parser, from MyST's configuration; it knows where each role and formula stands."""
    parser = create_md_parser(config, RendererHTML)
    for rule in parser.inline.ruler.__rules__:
        parser.inline.ruler.at(rule.name, noting_place(rule.fn), {"alt": rule.alt})
    parser.add_render_rule("math_inline", formula_in_html)
    return parser


def formula_in_html(renderer, tokens, position, options, env):
    r"""An inline formula amid HTML, where < would open a tag: \lt says the same."""
    formula = tokens[position].content.replace("<", r"\lt ").replace(">", r"\gt ")
    return f"${formula}$"


def one_line(formula):
    """The formula without line breaks: inside a quotation they would let the sign > into it."""
    if not formula.strip():
        raise UnknownMarkup("an empty formula")
    if "%" in formula.replace(r"\%", ""):
        raise UnknownMarkup(f"a comment in a formula, which has to fit on one line: {formula.strip()}")
    return " ".join(line.strip() for line in formula.strip().splitlines() if line.strip())


def displayed(formula, number=None):
    r"""A formula of its own line; a broken one gets ``split`` around it, as Sphinx does it on the page."""
    if any(not line.strip() for line in formula.strip().splitlines()):
        raise UnknownMarkup(f"a blank line in a formula: {formula.strip()}")
    formula = one_line(formula)
    if r"\\" in formula:
        formula = rf"\begin{{split}}{formula}\end{{split}}"
    return [f"$${formula}$$" if number is None else rf"$${formula} \tag{{{number}}}$$"]


def escaped(words):
    """Words in which nothing is markup, on one line."""
    if "$" in words:
        raise UnknownMarkup(f"the sign $, which JupyterLab would take for a formula's: {words}")
    return "".join(f"&#{ord(sign)};" if sign in MARKUP_SIGNS else sign for sign in words.replace("\n", " "))


def after(prefix, line):
    """The line after the prefix; two spaces at its end stay, for they break the line."""
    return prefix + line if line else prefix.rstrip()


def quotation(lines):
    return [after("> ", line) for line in lines]


def list_item(marker, lines):
    first, *rest = lines or [""]
    if first.startswith(("[ ]", "[x] ", "[X] ")):
        raise UnknownMarkup(f"{first[:3]} at the start of a list item, where JupyterLab would show a box to tick")
    return [after(f"{marker} ", first), *(after(" " * (len(marker) + 1), line) for line in rest)]


class PlainMarkdown:
    """Writes the Markdown of one page.

    config     MyST's configuration, an MdParserConfig
    reference  function (role, its content) -> Reference
    picture    function (path of an image as the page names it) -> an address that notebooks can show
    word       function (English word of the interface) -> the same in the reader's language
    number     what stands before the page's title; empty where chapters are not numbered
    """

    def __init__(self, config, *, reference, picture, word, number=""):
        self.parser = make_parser(config)
        self.reference, self.picture, self.word, self.number = reference, picture, word, number

    def text(self, markdown):
        """The whole text; UnknownMarkup if something in it has no place in a copy."""
        lines = self.lines(markdown)
        for token in self.parser.parse("\n".join(lines)):
            if token.type == "fence" and "$" in token.content and not lines[token.map[0]].startswith(token.markup):
                raise UnknownMarkup("the sign $ in a block of code inside a list, quotation or admonition, where "
                                    f"JupyterLab would take it for a formula's: {token.content.strip()}")
        return "\n".join(lines)

    def caption(self, markdown, name=None):
        """A figure's caption after its number, **Fig. 5.2.**; without a name it has no number."""
        lines = self.lines(markdown)
        if not lines or self.tree(markdown).children[0].type != "paragraph":
            raise UnknownMarkup(f"a caption that does not begin with a paragraph: {markdown}")
        if name:
            lines[0] = f"**{escaped(self.reference('numref', name).words)}.** {lines[0]}"
        return "\n".join(lines)

    def tree(self, markdown):
        definitions = {}
        tokens = self.parser.parse(markdown, definitions)
        for label in definitions.get("references", {}):
            raise UnknownMarkup(f"[{label.lower()}], a link's address apart from it: write [words](address)")
        return SyntaxTreeNode(tokens)

    def lines(self, markdown):
        return self.blocks(self.tree(markdown).children)

    # ------------------------------------------------------------------------------------------------ blocks

    def blocks(self, nodes):
        """The lines of several blocks, parted by blank lines; but a list stays close to its item's words."""
        lines, previous = [], None
        for node in nodes:
            block = self.block(node)
            if not block:
                continue
            if previous and previous.type == node.type and node.type.endswith("_list"):
                lines += ["", "<!-- -->"]  # else the two lists would become one
            if previous and not (node.type.endswith("_list") and previous.hidden):
                lines.append("")
            lines += block
            previous = node
        return lines

    def block(self, node):
        write = getattr(self, f"write_{node.type}", None)
        if write is None:
            passages = [child.content for child in node.walk() if child.type == "inline"]
            source = node.content or " ".join(passages)
            raise UnknownMarkup(f"Markdown of the kind {node.type}: {source.strip()}")
        return write(node)

    def write_paragraph(self, node):
        return self.passage(node.children[0].token).split("\n")

    def write_heading(self, node):
        words = self.passage(node.children[0].token).replace("\n", " ")
        number = f"{self.number} " if self.number and node.tag == "h1" else ""
        return [f"{'#' * int(node.tag[1:])} {number}{words}"]

    def write_hr(self, node):
        return ["___"]  # dashes and asterisks could be taken for a list

    def write_blockquote(self, node):
        return quotation(self.blocks(node.children))

    def write_bullet_list(self, node):
        return self.items(node.children, [node.markup] * len(node.children))

    def write_ordered_list(self, node):
        first = node.attrs.get("start", 1)
        return self.items(node.children, [f"{first + k}{node.markup}" for k in range(len(node.children))])

    def items(self, items, markers):
        blocks = [list_item(marker, self.blocks(item.children)) for marker, item in zip(markers, items)]
        close = all(child.hidden for item in items for child in item.children if child.type == "paragraph")
        between = [] if close and not any("" in block for block in blocks) else [""]
        lines = blocks[0]
        for block in blocks[1:]:
            lines += [*between, *block]
        return lines

    def write_table(self, node):
        head, *rows = [row for part in node.children for row in part.children]
        signs = {"": "---", "text-align:left": ":--", "text-align:center": ":-:", "text-align:right": "--:"}
        columns = [signs[cell.attrs.get("style", "")] for cell in head.children]
        return [self.row(head), f"| {' | '.join(columns)} |", *map(self.row, rows)]

    def row(self, row):
        cells = [self.passage(cell.children[0].token, in_table=True) for cell in row.children]
        return f"| {' | '.join(cells)} |"

    def write_code_block(self, node):
        fence = "`" * (1 + max(2, *map(len, re.findall("`*", node.content))))  # longer than any inside
        return [fence, *node.content.rstrip("\n").split("\n"), fence]

    def write_math_block(self, node):
        return displayed(node.content)

    def write_math_block_label(self, node):
        return displayed(node.content, self.reference("eq", node.info).words.strip("()"))

    def write_myst_target(self, node):
        return []  # a label: links lead to the page, which has it

    def write_fence(self, node):
        if node.info.strip().startswith("{"):
            return self.directive(node.info, node.content)
        code = node.content.removesuffix("\n")
        return [node.markup + node.info, *code.split("\n"), node.markup]

    def write_colon_fence(self, node):
        if not node.info.strip().startswith("{"):
            raise UnknownMarkup(f"{node.markup}{node.info} without the name of a directive in braces")
        gap = "\n" if node.content.startswith(":::") else ""  # a nested box, no options
        return self.directive(node.info, gap + node.content)

    # -------------------------------------------------------------------------------------------- directives

    def directive(self, info, content):
        name, _, first_line = info.strip()[1:].partition("}")
        if name not in DIRECTIVES:
            raise UnknownMarkup(f"the directive {{{name}}}; known are {', '.join(sorted(DIRECTIVES))}")
        try:
            parsed = parse_directive_text(DIRECTIVES[name], first_line.strip(), content)
        except MarkupError as error:
            raise UnknownMarkup(f"the directive {{{name}}}: {error}") from error
        if parsed.warnings:
            raise UnknownMarkup(f"the directive {{{name}}}: {parsed.warnings[0].msg}")
        argument, body = " ".join(parsed.arguments), "\n".join(parsed.body)
        if name == "figure":
            return self.figure(argument, parsed.options, body)
        if name == "dropdown":
            return self.dropdown(argument, parsed.options, body)
        for kind in set(parsed.options.get("class", [])) - ADMONITIONS.keys():
            raise UnknownMarkup(f"the class {kind} of an admonition; known are {', '.join(ADMONITIONS)}")
        title = self.title(argument) if name == "admonition" else self.word(ADMONITIONS[name])
        return quotation([f"**{title}**", "", *self.lines(body)])

    def dropdown(self, argument, options, body):
        """<details>; Markdown inside it is shown if blank lines part it from the tags."""
        summary = self.parser.renderInline(self.title(argument))
        opening = "<details open>" if "open" in options else "<details>"
        return [opening, f"<summary>{summary}</summary>", "", *self.lines(body), "", "</details>"]

    def figure(self, path, options, body):
        alt = html.escape(options.get("alt", "").replace("\n", " ")).replace("$", "&#36;")
        width = options.get("width", "").removesuffix("px")
        if not re.fullmatch(r"(\d+%?)?", width):
            raise UnknownMarkup(f"the width {width} of a figure; expected pixels or per cent: 300px, 50%")
        size = f' width="{width}"' if width else ""
        lines = [f'<img src="{self.picture(path)}" alt="{alt}"{size}>']
        return [*lines, "", *self.caption(body, options.get("name")).split("\n")] if body.strip() else lines

    # ------------------------------------------------------------------------------------------ running text

    def title(self, argument):
        """A title, which will be shown bold and on one line."""
        inline, = self.parser.parseInline(argument)
        for token in inline.children:
            if token.type in ("strong_open", "image"):
                raise UnknownMarkup(f"{token.type.removesuffix('_open')} in a title: {argument}")
            if token.type == "text" and ("*" in token.content or token.content.endswith(("\\", "_"))):
                raise UnknownMarkup(f"the sign * in a title, or \\ or _ before markup or at its end: {argument}")
            if token.type == "code_inline" and "$" in token.content:
                raise UnknownMarkup(f"the sign $ in the code of a title: {argument}")
        return self.passage(inline)

    def passage(self, inline, *, in_table=False):
        """A passage of running text as it was written, its roles, formulas and pictures in plain Markdown."""
        parts, written, link_depth = [], 0, 0

        def plain(text):
            if "$" in text:
                raise UnknownMarkup("the sign $ outside a formula of one line, which JupyterLab would take for a "
                                    f"formula's: {inline.content}")
            return text.replace("|", r"\|") if in_table else text

        for token in inline.children:
            if token.type == "link_open" and urlparse(token.attrs["href"]).scheme not in LINK_SCHEMES:
                raise UnknownMarkup(f"a link to {token.attrs['href']}: within the book roles lead, not links")
            if token.type == "text" and (found := NOT_AS_TEXT.search(token.content)):
                raise UnknownMarkup(f"{found[0]} in running text, which JupyterLab would take for a formula or for "
                                    f"struck-out text: {inline.content}")
            if any(fence in token.markup + token.content for fence in ("```", ":::")):
                raise UnknownMarkup(f"a fence that does not begin a block: {inline.content}")
            link_depth += token.nesting if token.type.startswith("link") else 0
            if token.type in AS_WRITTEN:
                continue
            start, end = token.meta["place"]
            parts.append(plain(inline.content[written:start]))
            source = inline.content[start:end]
            parts.append(self.replaced(token, source, in_link=link_depth > 0, in_table=in_table))
            written = end
        return "".join(parts) + plain(inline.content[written:])

    def replaced(self, token, source, *, in_link, in_table):
        """What stands in a copy instead of this role, formula, picture or code, written as ``source``."""
        if token.type == "code_inline":
            code = source.replace("\n", " ")  # as the page shows it; on one line JupyterLab leaves its $ alone
            return code.replace("|", r"\|") if in_table else code
        if token.type == "myst_role":
            return self.role(token.meta["name"], token.content, in_link)
        if token.type == "math_inline":
            if in_table and "|" in token.content:
                raise UnknownMarkup(f"the sign | in a formula in a table; write \\vert or \\Vert: {token.content}")
            return f"${one_line(token.content)}$"
        if token.type == "image":
            if token.attrs.get("title") or any(child.type != "text" for child in token.children):
                raise UnknownMarkup(f"a picture with a title, or with markup in its words: {source}")
            if "$" in token.content:
                raise UnknownMarkup(f"the sign $ in the words of a picture: {source}")
            alt = token.content.replace("|", r"\|") if in_table else token.content
            return f"![{alt}]({self.picture(token.attrs['src'])})"
        raise UnknownMarkup(f"{token.type} in running text: {token.content}")

    def role(self, name, content, in_link):
        if name not in ROLES:
            raise UnknownMarkup(f"the role {{{name}}}`{content}`; known are {', '.join(ROLES)}")
        reference = self.reference(name, content)
        words = escaped(reference.words)
        leads = reference.address and name != "eq" and not in_link
        return f"[{words}]({reference.address})" if leads else words
