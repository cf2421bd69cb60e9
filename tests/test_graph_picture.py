"""The gradient microscope against the real backward pass: the picture, its steps, the page it makes."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from bs4 import BeautifulSoup

from course_lib import graph_picture, plots
from course_lib.graph import Value, maximum, show_graph, topological_order
from course_lib.graph_steps import WORDS, expression, number
from graphs import worked

LANGUAGES = "uk", "ru"
FOREIGN = {"uk": "[ыэъёЫЭЪЁ]", "ru": "[іїєґІЇЄҐ]"}
SVG = "{http://www.w3.org/2000/svg}"


def tangled(size=30, seed=0):
    """A random graph of ``size`` nodes, some without a label, all of them ancestors of the result."""
    rng = np.random.default_rng(seed)
    nodes = [Value(rng.normal(), label=f"x{k}") for k in range(5)]
    loose = list(nodes)
    while len(nodes) < size - len(loose) + 1:
        a, b = loose.pop(0), nodes[rng.integers(len(nodes))]
        results = [a + b, a * b, a - b, maximum(a, b), a.tanh(), a.sigmoid()]
        nodes.append(results[rng.integers(6)])
        loose.append(nodes[-1])
    result = loose[0]
    for node in loose[1:]:
        result = result + node
    return result


def page(picture):
    return BeautifulSoup(picture._repr_html_(), "html.parser")


def rows(picture):
    """The texts of the steps, as the table has them."""
    return [row.td.get_text().replace("\u00a0", " ") for row in page(picture).select("tbody tr")]


def decoded(picture):
    """The picture in the page's <img>, parsed."""
    source = page(picture).img["src"]
    kind, _, svg = source.partition(",")
    assert kind == "data:image/svg+xml;charset=utf-8"
    return ElementTree.fromstring(unquote(svg))


def texts(svg, step=None):
    """The texts of the picture, counted: of the finished one, or as the script shows it at a step."""
    found = Counter()
    for element in svg.iter(f"{SVG}text"):
        first, end = (element.get(f"data-{name}") for name in ("from", "until"))
        if step is None:
            shown = element.get("display") != "none"
        else:
            shown = (first is None or int(first) <= step) and (end is None or step < int(end))
        if shown and element.text:
            found[element.text] += 1
    return found


def as_float(text):
    """The number behind a text such as (−1.23·10⁻⁷)."""
    text = text.strip("()").replace("−", "-")
    mantissa, ten, power = text.partition("10") if re.search("[⁰¹²³⁴-⁹⁻]", text) else (text, "", "")
    if not ten:
        return float(text)
    power = int(power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")))
    return float({"": "1", "-": "-1"}.get(mantissa, mantissa.rstrip("·"))) * 10.0**power


# ---------------------------------------------------------------------------------------------- the steps

def test_steps_of_the_worked_example_in_ukrainian():
    back = "Градієнт вузла {}, помножений на локальну похідну, додано до накопиченого: {}."
    assert rows(show_graph(worked(), lang="uk")) == [
        "Порожній граф: ні значень, ні градієнтів ще немає.",
        "z = 0 — вхід.",
        "y = 2 — вхід.",
        "b = max(y, z) = max(2, 0) = 2.",
        "x = 1 — вхід.",
        "a = x + y = 1 + 2 = 3.",
        "f = a · b = 3 · 2 = 6.",
        "∂f/∂f = 1: від результату вирушаємо назад.",
        "∂f/∂a += 1 · 2. " + back.format("f", "0 + 2 = 2"),
        "∂f/∂b += 1 · 3. " + back.format("f", "0 + 3 = 3"),
        "∂f/∂x += 2 · 1. " + back.format("a", "0 + 2 = 2"),
        "∂f/∂y += 2 · 1. " + back.format("a", "0 + 2 = 2"),
        "∂f/∂y += 3 · 1. " + back.format("b", "2 + 3 = 5"),
        "∂f/∂z += 3 · 0. " + back.format("b", "0 + 0 = 0"),
        "Готово: пораховано всі значення й усі градієнти.",
    ]


def test_steps_in_russian():
    steps = rows(show_graph(worked(), lang="ru"))
    assert steps[5] == "a = x + y = 1 + 2 = 3."
    assert steps[12] == ("∂f/∂y += 3 · 1. Градиент узла b, умноженный на локальную производную, "
                         "прибавлен к накопленному: 2 + 3 = 5.")


@pytest.mark.parametrize("seed", range(5))
def test_told_numbers_are_those_of_backward(seed):
    root = tangled(seed=seed)
    order = topological_order(root)
    steps = rows(show_graph(root, lang="uk"))
    count = len(order)
    edges = [(child, parent, local) for child in reversed(order) for parent, local in child.parents]
    assert len(steps) == 1 + count + 1 + len(edges) + 1

    for node, line in zip(order, steps[1:]):
        told = re.findall(r"= (\S+?)(?:\.$| —)", line)[-1]
        assert as_float(told) == pytest.approx(node.data, rel=6e-3, abs=1e-12)

    gradients = {node: 0.0 for node in order} | {root: 1.0}
    for (child, parent, local), line in zip(edges, steps[count + 2:]):
        parts = re.search(r"\+= (\S+) · (\S+)\. .*: (\S+) \+ (\S+) = (\S+)\.$", line).groups()
        product = local * gradients[child]
        before, gradients[parent] = gradients[parent], gradients[parent] + product
        expected = [gradients[child], local, before, product, gradients[parent]]
        assert [as_float(part) for part in parts] == pytest.approx(expected, rel=6e-3, abs=1e-12), line
    assert [gradients[node] for node in order] == [node.grad for node in order]


@pytest.mark.parametrize(("operation", "arguments", "written"), [
    ("+", ["1", "−2"], "1 + (−2)"), ("−", ["−1", "2"], "−1 − 2"), ("×", ["a", "b"], "a · b"),
    ("/", ["a", "−2"], "a / (−2)"), ("−", ["−3"], "−(−3)"), ("−", ["x"], "−x"), ("^2", ["x"], "x²"),
    ("^-1", ["−2"], "(−2)⁻¹"), ("^0.5", ["2"], "2^0.5"), ("^-0.5", ["2"], "2^−0.5"),
    ("max", ["y", "−1"], "max(y, −1)"), ("σ", ["z"], "σ(z)"), ("sin", ["x"], "sin(x)"),
])
def test_an_operation_is_written_as_in_a_textbook(operation, arguments, written):
    assert expression(operation, arguments) == written


@pytest.mark.parametrize(("x", "written"), [
    (0.0, "0"), (-0.0, "0"), (-3.0, "−3"), (0.125, "0.125"), (-0.0625, "−0.0625"), (1 / 3, "0.3333"),
    (65536.0, "65536"),
    (12345.678, "12346"), (999999.0, "999999"), (1e6, "10⁶"), (-1e6, "−10⁶"), (1.23456e-7, "1.23·10⁻⁷"),
    (-2.5e30, "−2.5·10³⁰"), (1e-300, "10⁻³⁰⁰"), (float("inf"), "∞"), (float("-inf"), "−∞"),
    (float("nan"), "nan"),
])
def test_numbers_are_short_and_have_a_real_minus(x, written):
    assert number(x) == written


# ---------------------------------------------------------------------------------------------- the picture

def test_finished_picture_shows_every_value_gradient_and_local_derivative_once():
    f = worked()
    expected = Counter(["+", "×", "max"])
    svg = decoded(show_graph(f, lang="uk"))
    for node in topological_order(f):
        expected.update([node.label, number(node.data), number(node.grad)])
        expected.update(number(local) for _, local in node.parents)
    assert texts(svg) == expected


@pytest.mark.parametrize("make", [worked, tangled])
def test_each_step_shows_what_is_known_by_then(make):
    root = make()
    picture = show_graph(root, lang="ru")
    svg, order = decoded(picture), topological_order(root)
    frame = texts(svg, step=0)  # names and operations, no numbers
    assert sum(frame.values()) == len(order) + sum(bool(node.operation) for node in order)
    known, gradients = frame, {}
    for step, node in enumerate(order, start=1):
        known = known + Counter([number(node.data)])
        assert texts(svg, step) == known
    gradients[root] = 1.0
    step += 1
    assert texts(svg, step) == known + Counter(["1"])
    for child in reversed(order):
        for parent, local in child.parents:
            step += 1
            gradients[parent] = gradients.get(parent, 0.0) + local * gradients[child]
            known = known + Counter([number(local)])
            assert texts(svg, step) == known + Counter(number(gradient) for gradient in gradients.values())
    assert texts(svg, step + 1) == texts(svg)
    assert step + 2 == len(picture.steps)


def test_each_step_lights_up_one_box_and_its_arrows():
    f = worked()
    svg = decoded(show_graph(f, lang="uk"))
    lit = {tag: Counter(step for part in svg.iter(SVG + tag) for step in part.get("data-now", "").split())
           for tag in ("rect", "g")}
    assert lit["rect"] == Counter(str(step) for step in range(1, 14))
    arrows_at = {3: 2, 5: 2, 6: 2} | {step: 1 for step in range(8, 14)}  # forward an operation's, back one
    assert lit["g"] == Counter({str(step): arrows for step, arrows in arrows_at.items()})


@pytest.mark.parametrize("seed", range(5))
def test_no_two_boxes_stand_in_one_place(seed):
    places, _ = graph_picture.layout(topological_order(tangled(seed=seed)))
    assert len(places) == len(set(places.values()))


def test_a_node_added_to_itself_has_two_arrows():
    a = Value(3.0, label="a")
    picture = show_graph(a + a, lang="uk")
    curves = {part[0].get("d") for part in decoded(picture).iter(f"{SVG}g")}
    assert len(curves) == 2
    assert rows(picture)[-2].endswith("1 + 1 = 2.")


def test_a_single_node_is_a_graph_too():
    assert rows(show_graph(Value(3.0, label="x"), lang="uk"))[1:-1] == [
        "x = 3 — вхід.", "∂x/∂x = 1: від результату вирушаємо назад."]


def test_nodes_without_a_label_get_names_of_their_own():
    x = Value(2.0, label="v₁")
    picture = show_graph((x * 3.0).exp(), lang="uk")
    assert rows(picture)[1:5] == [
        "v₂ = 3 — вхід.", "v₁ = 2 — вхід.", "v₃ = v₁ · v₂ = 2 · 3 = 6.", "v₄ = exp(v₃) = exp(6) = 403.4."]
    assert {"v₁", "v₂", "v₃", "v₄"} <= set(texts(decoded(picture)))


def test_colours_are_those_of_the_other_figures():
    assert (graph_picture.VALUE, graph_picture.GRADIENT) == (plots.VALUE, plots.GRADIENT)
    style = page(show_graph(worked(), lang="uk")).style.get_text()
    assert plots.VALUE.lower() in style and plots.GRADIENT.lower() in style


# ---------------------------------------------------------------------------------------------- the page

def test_without_style_and_script_the_finished_picture_and_the_table_stay():
    picture = show_graph(worked(), lang="uk")
    sanitised = page(picture)
    for element in sanitised.select("style, script"):
        element.decompose()
    allowed = {"div", "img", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "b"}
    assert {element.name for element in sanitised.find_all(True)} == allowed
    assert not sanitised.select("[hidden], [style]")
    assert "∂f/∂y" in sanitised.table.get_text() and sanitised.img["src"] and sanitised.img["alt"]
    assert len(sanitised.select("tbody tr")) == len(picture.steps)


def test_alternative_text_tells_every_node():
    expected = ("Граф обчислень. z = 0, градієнт 0; y = 2, градієнт 5; b = max(y, z) = 2, градієнт 3; "
                "x = 1, градієнт 2; a = x + y = 3, градієнт 2; f = a · b = 6, градієнт 1.")
    picture = show_graph(worked(), lang="uk")
    assert page(picture).img["alt"] == repr(picture) == expected


def test_nothing_has_an_id_and_nothing_is_asked_of_another_host():
    html = show_graph(worked(), lang="uk")._repr_html_()
    assert not page(show_graph(worked(), lang="uk")).select("[id]")
    assert not any(element.get("id") for element in decoded(show_graph(worked(), lang="uk")).iter())
    assert set(re.findall(r"https?://[^'\" ]+", html)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\(|@import|\beval\b|\bFunction\(|innerHTML|fetch|require", html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_picture_speaks_the_readers_language(lang):
    soup = page(show_graph(worked(), lang=lang))
    assert soup.div["lang"] == lang
    for element in soup.select("script, style"):
        element.decompose()
    for text in (str(soup), unquote(soup.img["src"]), *WORDS[lang]["buttons"]):
        assert not re.search(FOREIGN[lang], text)
    assert soup.summary.get_text() == {"uk": "Усі кроки текстом", "ru": "Все шаги текстом"}[lang]
    buttons = {"uk": "Початок|Назад|Далі|Кінець", "ru": "Начало|Назад|Далее|Конец"}
    assert soup.div["data-buttons"] == buttons[lang]


def test_labels_are_shown_as_they_are():
    label = "a<b & \"c\" 'd' 100% #1 </script><script>alert(1)</script>"
    a = Value(0.0, label="a")
    result = a.exp()
    result.label = label
    picture = show_graph(result, lang="uk")
    soup = page(picture)
    assert label in soup.img["alt"]
    assert rows(picture)[2] == f"{label} = exp(a) = exp(0) = 1."
    assert rows(picture)[-2].startswith(f"∂{label}/∂a += 1 · 1. Градієнт вузла {label}, помножений")
    assert "a<b & \"c\"…" in texts(decoded(picture))
    assert len(soup.select("script")) == 1 and len(soup.select("img")) == 1


def test_same_bytes_in_two_processes():
    script = ("import sys; sys.path.insert(0, 'tests'); from test_graph_picture import show_graph, tangled;"
              "sys.stdout.buffer.write(show_graph(tangled(), lang='uk')._repr_html_().encode())")
    root = Path(__file__).parents[1]
    outputs = [subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=root,
                              env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")]
    assert outputs[0] == outputs[1] == show_graph(tangled(), lang="uk")._repr_html_().encode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_thirty_nodes_fit_into_60_kilobytes(lang):
    root = tangled(size=30)
    assert len(topological_order(root)) == 30
    assert len(show_graph(root, lang=lang)._repr_html_().encode()) < 60_000
