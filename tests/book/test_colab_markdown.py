"""MyST as plain Markdown for Colab: each construct by itself, then any nesting of them."""

import re
from collections import Counter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig

import myst
from colab_markdown import ADMONITIONS, PlainMarkdown, Reference, UnknownMarkup

EXTENSIONS = yaml.safe_load(myst.CONFIG.read_text("utf-8"))["parse"]["myst_enable_extensions"]
SHOWN = {"eq": "(5.3)", "numref": "Рис. 5.2", "ref": "Як крокувати", "doc": "Оптимізатори",
         "term": "градієнт"}


def writer(address=None):
    """Writes as for a page where every role shows SHOWN and leads to the address."""
    return PlainMarkdown(
        MdParserConfig(enable_extensions=EXTENSIONS),
        reference=lambda role, content: Reference(SHOWN[role], address),
        picture=lambda path: f"data:{path}",
        word=lambda word: {"Note": "Примітка", "Warning": "Увага"}.get(word, word))


def plain(markdown, address=None):
    return writer(address).text(markdown)


# running text

@pytest.mark.parametrize("text", [
    "Слова, *курсив*, **жирний**, `код`, `$a` і `$b`, $x_1 < y$ і знак \\_.",
    "Рядок\nі ще рядок  \nз примусовим кінцем",
    "> рядок  \n> далі\\\n> ще\n>\n> - рядок  \n>   далі",
    "[сайт](https://example.org) і <https://example.org>",
    "[пошта](mailto:a@example.org) і [дім](https://example.org/~a)",
    "Роль у коді лишається: `` {eq}`a` ``",
    "## Заголовок з $x$ і *курсивом*",
    "1. раз\n2. два",
    "7) сім\n8) вісім",
    "- а\n- б\n  - в\n- г",
    "* а\n\n  ще про а\n\n* б",
    "> цитата\n>\n> > у цитаті",
    "| а | б |\n| --- | --: |\n| `x` | $y$ |",
    "```python\nx = {'a': 1}\n\n```",
    "~~~\n```{note}\n~~~",
    "```\nx = '$a'\ny = '$b'\n```",
    "> ```\n> x  \n> ```",
    "$$x = 1$$",
    "___",
])
def test_what_is_plain_already_stays(text):
    assert plain(text) == text


@pytest.mark.parametrize("role, words", SHOWN.items())
def test_a_role_becomes_the_words_of_the_page(role, words):
    assert plain(f"див. {{{role}}}`ціль`, далі") == f"див. {words}, далі"


@pytest.mark.parametrize("role, words", SHOWN.items())
def test_a_role_leads_where_the_page_leads_but_a_formula_is_only_named(role, words):
    expected = words if role == "eq" else f"[{words}](https://example.org/a#b)"
    assert plain(f"див. {{{role}}}`ціль`, далі", "https://example.org/a#b") == f"див. {expected}, далі"


def test_a_role_inside_a_link_is_words_only():
    assert plain("[див. {ref}`a`](https://example.org)", "https://example.org/a") == (
        "[див. Як крокувати](https://example.org)")


@pytest.mark.parametrize("words, html", [
    ("a_b* [c] <d> `f` \\n |g| ~h~", "a_b* [c] &lt;d&gt; `f` \\n |g| ~h~"), ("a\nb", "a b"),
])
def test_signs_in_the_words_of_a_role_are_no_markup(monkeypatch, words, html):
    monkeypatch.setitem(SHOWN, "ref", words)
    shown = MarkdownIt().enable("strikethrough").renderInline(plain("{ref}`x`"))
    assert shown == html


def test_the_sign_of_formulas_in_the_words_of_a_role_is_an_error(monkeypatch):
    monkeypatch.setitem(SHOWN, "ref", "a $e$ b")
    with pytest.raises(UnknownMarkup, match=r"the sign \$.*a \$e\$ b"):
        plain("{ref}`x`")


def test_a_formula_in_a_passage_fits_on_one_line():
    assert plain("якщо $ a +\nb $, то") == "якщо $a + b$, то"


def test_code_in_a_passage_fits_on_one_line():
    assert plain("> команда `a\n> $b`") == "> команда `a $b`"


def test_a_picture_stands_in_the_notebook_itself():
    assert plain("![Графік](growth.png)") == "![Графік](data:growth.png)"


def test_bars_in_a_table_part_cells_and_nothing_else():
    row = "| `a\\|b` в\\|г ![д\\|е](data:a.png) |"
    assert plain(f"| а |\n|---|\n{row.replace('data:', '')}").splitlines()[-1] == row


# blocks

def test_a_label_is_left_out():
    assert plain("(uk-sec-a)=\n## Розділ\n\nтекст") == "## Розділ\n\nтекст"


def test_a_displayed_formula_gets_its_number():
    assert plain("$$\nx = 1\n$$ (uk-eq-a)") == r"$$x = 1 \tag{5.3}$$"


def test_a_broken_formula_is_split_as_on_the_page():
    assert plain("$$\na &= b \\\\\n  &= c\n$$ (uk-eq-a)") == (
        r"$$\begin{split}a &= b \\ &= c\end{split} \tag{5.3}$$")


@pytest.mark.parametrize("open_option, tag", [("", "<details>"), (":open:\n\n", "<details open>")])
def test_a_dropdown_becomes_details(open_option, tag):
    assert plain(f"```{{dropdown}} Підказка\n{open_option}Один *рядок*.\n\n$$x$$\n```") == (
        f"{tag}\n<summary>Підказка</summary>\n\nОдин *рядок*.\n\n$$x$$\n\n</details>")


def test_the_title_of_a_dropdown_is_html():
    assert "<summary>Якщо $a\\lt b$, то <code>&lt;c&gt;</code> <em>d</em> (5.3)</summary>" in plain(
        ":::{dropdown} Якщо $a<b$, то `<c>` *d* {eq}`e`\nтекст\n:::")


@pytest.mark.parametrize("fence", ["```", ":::", "::::"])
@pytest.mark.parametrize("space", ["", " "])
def test_an_admonition_becomes_a_quotation(fence, space):
    assert plain(f"{fence}{space}{{admonition}} Типова помилка $x$\n:class: warning\n\nтекст\n\n- а\n{fence}") == (
        "> **Типова помилка $x$**\n>\n> текст\n>\n> - а")


def test_admonitions_of_a_kind_have_the_word_of_that_kind():
    assert plain(":::{note}\nтекст\n:::") == "> **Примітка**\n>\n> текст"
    for kind, word in ADMONITIONS.items():
        title = {"Note": "Примітка", "Warning": "Увага"}.get(word, word)
        assert plain(f"```{{{kind}}} текст\n```") == f"> **{title}**\n>\n> текст"


def test_formulas_in_a_quotation_have_no_line_breaks():
    assert plain("> $$\n> x\n> = 1\n> $$\n>\n> якщо $a\n> = b$") == "> $$x = 1$$\n>\n> якщо $a = b$"


def test_blocks_inside_blocks_keep_their_place():
    assert plain("""\
1. раз
   ::::{dropdown} Ще

   :::{note}
   - а
   :::
   ::::
2. два""") == """\
1. раз

   <details>
   <summary>Ще</summary>

   > **Примітка**
   >
   > - а

   </details>

2. два"""


def test_a_box_may_begin_with_a_box():
    assert plain("::::{note}\n:::{dropdown} Т\nтекст\n:::\n::::") == (
        "> **Примітка**\n>\n> <details>\n> <summary>Т</summary>\n>\n> текст\n>\n> </details>")


def test_a_directive_is_parted_from_the_text_after_it():
    assert plain("перед\n```{note}\nтекст\n```\nпісля") == "перед\n\n> **Примітка**\n>\n> текст\n\nпісля"


def test_a_figure_has_number_caption_and_alternative_text():
    assert plain("""\
```{figure} growth.png
:name: uk-fig-a
:alt: Крива "x < y" та $5
:width: 300px
Крива $x$.

Легенда.
```""") == """\
<img src="data:growth.png" alt="Крива &quot;x &lt; y&quot; та &#36;5" width="300">

**Рис. 5.2.** Крива $x$.

Легенда."""


def test_a_figure_without_caption_or_name_has_no_number():
    assert plain("```{figure} a.png\n```") == '<img src="data:a.png" alt="">'
    assert plain("```{figure} a.png\nПідпис\n```").endswith("\n\nПідпис")


@pytest.mark.parametrize("width, written", [("300px", "300"), ("300", "300"), ("50%", "50%")])
def test_a_figure_has_its_width(width, written):
    figure = plain(f"```{{figure}} a.png\n:width: {width}\n```")
    assert figure == f'<img src="data:a.png" alt="" width="{written}">'


def test_lists_parted_by_a_label_stay_two():
    assert plain("- а\n\n(uk-a)=\n\n- б") == "- а\n\n<!-- -->\n\n- б"


def test_indented_code_becomes_a_fence():
    assert plain("    x = 1") == "```\nx = 1\n```"
    assert plain("    ```\n    x = 1\n    ```") == "````\n```\nx = 1\n```\n````"


# what is not known

@pytest.mark.parametrize("markdown, named", [
    ("{sub}`x`", "the role {sub}`x`"),
    ("{cite:p}`x`", "{cite:p}"),
    ("текст <b>x</b>", "html_inline"),
    ("<div>\n</div>", "html_block"),
    ("<!-- коментар -->", "html_block"),
    ("```{code-block} python\n```", "the directive {code-block}"),
    ("```{math}\nx\n```", "the directive {math}"),
    (":::{grid} 2\n:::", "the directive {grid}"),
    (":::python\n:::", ":::python"),
    ("::::{note}\n\n:::{tip}\n<b>x</b>\n:::\n::::", "html_inline"),
    ("> - :::{dropdown} Т\n>   {sub}`x`\n>   :::", "{sub}"),
    ("```{dropdown}\nтекст\n```", "1 argument"),
    ("```{dropdown} Т\n:color: primary\n\nтекст\n```", "color"),
    ("```{dropdown} **Т**\nтекст\n```", "strong"),
    ("```{admonition} Т\n:class: dropdown\n\nтекст\n```", "the class dropdown"),
    ("```{figure} a.png\n:align: left\n```", "align"),
    ("```{figure} a.png\n- а\n```", "caption"),
    ("```{note} `a`\nтекст\n```", "a fence"),
    ("текст :::{note} текст", "a fence"),
    ("[слова](02_losses.ipynb)", "02_losses.ipynb"),
    ("[слова](#uk-sec-a)", "#uk-sec-a"),
    ("[слова][a]\n\n[a]: https://example.org", "[a]"),
    ("![{eq}`a`](a.png)", "a picture"),
    ("термін\n: пояснення", "dl"),
    ("слово[^1]\n\n[^1]: виноска", "footnote"),
    ("% коментар", "myst_line_comment"),
    ("+++", "myst_block_break"),
    ("\\begin{align}\na\n\\end{align}", "amsmath"),
    ("$$\na % коментар\n$$", "a comment"),
    ("$$\na\n\nb\n$$", "a blank line"),
    ("текст\n$$\na\n$$ (uk-eq-a)", "$"),
    ("коштує 5$", "$ in running text"),
    ("\\$5 і \\$6", "$ in running text"),
    ("&#36;5", "$ in running text"),
    ("[слова](https://example.org/$a)", "the sign $"),
    ("![5$](a.png)", "the sign $"),
    ("```{dropdown} Ціна 5\\$\nтекст\n```", "$ in running text"),
    (":::{dropdown} `$a` і `$b`\nтекст\n:::", "the sign $"),
    ("> ```\n> '$x'\n> ```", "the sign $"),
    ("- а\n\n      '$x'", "the sign $"),
    ("::::{note}\n:::{dropdown} Т\n```\n'$x'\n```\n:::\n::::", "the sign $"),
    ("\\\\(x\\\\)", "\\( in running text"),
    ("\\\\[x\\\\]", "\\[ in running text"),
    ("слово \\begin{x}", "\\begin{ in running text"),
    ("~~так~~ і ~ні~", "~ in running text"),
    ("- [ ] а", "[ ] at the start"),
    ("1. [x] а", "[x] at the start"),
    ("- [X] а", "[X] at the start"),
    ("| а |\n|---|\n| $\\|x\\|$ |", "the sign |"),
    ("```{admonition} а\\\nтекст\n```", "in a title"),
    ("```{admonition} а *\nтекст\n```", "in a title"),
    ("```{admonition} * а\nтекст\n```", "in a title"),
    ("```{admonition} а _\nтекст\n```", "in a title"),
    ("![а](a.png 'назва')", "a picture with a title"),
    ("```{figure} a.png\n:width: 10em\n```", "10em"),
    ("``` {sub}\n```", "the directive {sub}"),
    ("::: {grid} 2\n:::", "the directive {grid}"),
    ("---\na: b\n---", "front_matter"),
])
def test_what_is_not_known_is_an_error_that_names_it(markdown, named):
    with pytest.raises(UnknownMarkup) as caught:
        plain(markdown)
    assert named in str(caught.value)


# any nesting; every § becomes a new word

PASSAGE_PARTS = [
    "§", "*§*", "**§**", "`§`", "$x_{§} < 1$", "$|a| +\n§$", r"\* §", "\n§", "§  \n§", "§\\\n§", "{eq}`a-b` §", "{ref}`a-b` §",
    "{ref}`слова <a-b>` §", "{doc}`01_a` §", "{numref}`f` §", "{term}`t` §", "[§](https://example.org)",
    "[§ {ref}`a`](https://example.org)", "![§](a.png)",
]
TITLE_PARTS = ["§", "*§*", "`<§>`", "$x < §$", "{eq}`a-b` §", "{ref}`a-b` §"]


def joined(parts):
    return st.lists(st.sampled_from(parts), min_size=1, max_size=4).map(" ".join).map(str.strip)


PASSAGES, TITLES = joined(PASSAGE_PARTS), joined(TITLE_PARTS)
LINES = PASSAGES.map(lambda passage: passage.replace("\\\n", " ").replace("\n", " "))
CELLS = LINES.map(lambda line: line.replace("|a|", "a"))


def fenced(opening, body):
    """A directive with colons, more of them than anything inside it has; a box inside may follow at once."""
    gap = [] if body[0].startswith(":::") else [""]
    inner = max((len(colons) for line in body for colons in re.findall(":+", line)), default=0)
    fence = ":" * max(3, inner + 1)
    return [f"{fence}{opening}", *gap, *body, fence]


def in_item(marker, lines):
    first, *rest = lines
    return [marker + first, *(" " * len(marker) + line for line in rest)]


def one_after_another(blocks):
    """The lines of blocks with blank lines between."""
    return [line for block in blocks for line in (*block, "")][:-1]


LEAVES = st.one_of(
    PASSAGES.map(str.splitlines),
    LINES.map(lambda words: [f"## {words}"]),
    st.sampled_from([
        ["(uk-sec-a)=", "§"], ["***"], ["```python", "§ = 1", "", "```"],
        ["***", "", "    ```", "    § = 1", "", "    ```"], ["$$", r"a &= § \\", "&= c", "$$"],
        ["$$", "x < §", "$$ (uk-eq-a)"], [":::{figure} a.png", ":name: f", "", "§", ":::"],
    ]),
    st.tuples(CELLS, CELLS).map(lambda cells: ["| § | $x$ |", "|---|:-:|", f"| {cells[0]} | {cells[1]} |"]),
)


def containers(blocks):
    texts = st.lists(blocks, min_size=1, max_size=3).map(one_after_another)
    items = st.lists(texts, min_size=1, max_size=3)
    return st.one_of(
        texts.map(lambda lines: [f"> {line}" for line in lines]),
        items.map(lambda items: [line for lines in items for line in in_item("- ", lines)]),
        items.map(lambda items: [line for number, lines in enumerate(items, start=9)
                                 for line in in_item(f"{number}. ", lines)]),
        texts.map(lambda lines: fenced("{note}", lines)),
        st.tuples(TITLES, texts).map(lambda box: fenced(f"{{admonition}} {box[0]}", box[1])),
        st.tuples(TITLES, texts).map(lambda box: fenced(f"{{dropdown}} {box[0]}", box[1])),
    )


BLOCKS = st.recursive(LEAVES, containers, max_leaves=12)
TEXTS = st.lists(BLOCKS, min_size=1, max_size=4).map(one_after_another)


def numbered(text):
    """Every § a word of its own."""
    parts = text.split("§")
    return "".join(f"{part}w{number}e" for number, part in enumerate(parts[:-1])) + parts[-1]


HARD_BREAK = re.compile(r"\S  \n|(?<!\\)\\\n")


def summary(markdown):
    """How often each kind of thing stands in the text; a dropdown counts alike in MyST and in HTML."""
    kinds = Counter()
    for item in myst.items(markdown):
        kinds[item.kind, item.value if item.kind in ("block", "directive", "heading", "code") else ""] += 1
        if item.kind == "HTML":
            kinds["dropdown opens"] += item.value.count("<details>")
            kinds["dropdown closes"] += item.value.count("</details>")
    return kinds


@given(TEXTS)
def test_any_nesting_comes_out_plain_and_whole(lines):
    source = numbered("\n".join(lines))
    copy = plain(source, "https://example.org/a#b")
    assert re.findall(r"w\d+e", copy) == re.findall(r"w\d+e", source)
    assert len(HARD_BREAK.findall(copy)) == len(HARD_BREAK.findall(source))
    was, now = summary(source), summary(copy)
    raw = [kind for kind in now if kind[0] in ("directive", "role", "label", "end of directive")]
    assert not raw
    for kind in was:
        if kind[0] in ("heading", "code", "displayed formula") or kind in (
                ("block", "table row"), ("block", "list item"), ("block", "numbered list")):
            assert now[kind] == was[kind], kind
    boxes = was["directive", "note"] + was["directive", "admonition"]
    assert now["block", "quotation"] == was["block", "quotation"] + boxes
    assert now["dropdown opens"] == now["dropdown closes"] == was["directive", "dropdown"]
