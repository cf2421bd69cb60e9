"""What a piece of MyST Markdown holds, in reading order: headings, formulas, roles, directives, prose.

The text is read by the parser that builds the site, with the extensions the site switches on; what stands
inside a dropdown or an admonition is read the same way, however deep.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from docutils.parsers.rst.directives.misc import TestDirective
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

CONFIG = Path(__file__).parents[2] / "_config.yml"
GAP = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands in prose where a formula, a role or code stood

DIRECTIVE = re.compile(r"\s*\{([\w:-]+)\}\s*(.*?)\s*$")  # {name} argument, after the opening of a fence
FORMULA_DIRECTIVES = {"math"}
CODE_DIRECTIVES = {"code", "code-block", "code-cell"}
VERBATIM_DIRECTIVES = {"eval-rst", "raw", "toctree"}  # their body is not Markdown
PATH_DIRECTIVES = {"figure", "image", "include"}  # their argument is no sentence

BLOCK_TOKENS = {
    "bullet_list_open": "bullet list", "ordered_list_open": "numbered list", "list_item_open": "list item",
    "blockquote_open": "quotation", "tr_open": "table row", "th_open": "table cell", "td_open": "table cell",
    "dt_open": "definition list entry", "hr": "horizontal rule",
}


@dataclass(frozen=True)
class Item:
    """One thing found in a text: its kind ("formula", "role", ...) and its source."""

    kind: str
    value: str


@cache
def parser():
    """The site's Markdown parser."""
    extensions = yaml.safe_load(CONFIG.read_text("utf-8"))["parse"]["myst_enable_extensions"]
    config = MdParserConfig(enable_extensions=extensions, dmath_double_inline=True)  # as jupyter-book sets it
    return create_md_parser(config, RendererHTML)


def items(markdown):
    """Everything a text holds, as Items in reading order; directives are opened, read and closed."""
    for token in parser().parse(markdown):
        yield from _block_items(token)


def prose(markdown):
    """The passages of running text: titles included, code and formulas replaced by GAP."""
    return [item.value for item in items(markdown) if item.kind == "text"]


def _block_items(token):
    if token.type == "inline":
        yield from _inline_items(token)
    elif token.type == "heading_open":
        yield Item("heading", "#" * int(token.tag[1:]))
    elif token.type == "myst_target":
        yield Item("label", token.content)
    elif token.type in ("math_block", "math_block_label", "amsmath"):
        yield Item("displayed formula", token.content)
        if token.type == "math_block_label":
            yield Item("label", token.info)
    elif token.type in ("fence", "colon_fence") and DIRECTIVE.match(token.info):
        yield from _directive_items(token)
    elif token.type in ("fence", "colon_fence", "code_block"):
        yield Item("code language", token.info.strip())
        yield Item("code", token.content)
    elif token.type == "html_block":
        yield Item("HTML", token.content)
    elif token.type in BLOCK_TOKENS:
        yield Item("block", BLOCK_TOKENS[token.type])


def _directive_items(token):
    name, argument = DIRECTIVE.match(token.info).groups()
    gap = "\n" if token.content.startswith(":::") else ""  # a box inside, no options: as MyST does it
    parsed = parse_directive_text(TestDirective, argument, gap + token.content)  # TestDirective takes any option
    body = "\n".join(parsed.body)
    yield Item("directive", name)
    if argument and name in PATH_DIRECTIVES | CODE_DIRECTIVES:
        yield Item("argument", argument)
    elif argument:
        yield from _inline_items(parser().parseInline(argument)[0])
    for option, value in sorted(parsed.options.items()):
        yield Item("option", f":{option}: {value}".strip())
    if name in FORMULA_DIRECTIVES:
        yield Item("displayed formula", body)
    elif name in CODE_DIRECTIVES:
        yield Item("code", body)
    elif name in VERBATIM_DIRECTIVES:
        yield Item("HTML" if name == "raw" else "argument", body)
    else:
        yield from items(body)
    yield Item("end of directive", name)


def _inline_items(token):
    """The formulas, roles, links and code of a passage, then the passage itself as text."""
    words, found, in_autolink = [], [], False
    for child in token.children:
        if child.type == "text" and not in_autolink:
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            words.append("\n")
        elif child.type in ("math_inline", "math_inline_double"):
            found.append(Item("formula", child.content))
            words.append(GAP)
        elif child.type == "code_inline":
            found.append(Item("inline code", child.content))
            words.append(GAP)
        elif child.type == "myst_role":
            kind = "formula" if child.meta["name"] == "math" else "role"
            found.append(Item(kind, child.content if kind == "formula" else _role(child)))
            words.append(GAP)
        elif child.type == "link_open":
            found.append(Item("link", child.attrs["href"]))
            in_autolink = child.markup == "autolink"
        elif child.type == "link_close":
            in_autolink = False
        elif child.type == "image":
            found.append(Item("image", child.attrs["src"]))
            words.append(GAP)
        elif child.type == "html_inline":
            found.append(Item("HTML", child.content))
        elif child.type == "footnote_ref":
            found.append(Item("footnote", child.meta["label"]))
    yield from found
    yield Item("text", "".join(words))


def _role(token):
    """A role's name and target, without the words shown in its place: {ref}`words <target>`."""
    content = token.content.strip()
    if content.endswith(">") and "<" in content:
        content = content[content.rindex("<") + 1:-1]
    return f"{{{token.meta['name']}}}`{content}`"
